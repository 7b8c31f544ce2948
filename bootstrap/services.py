"""The servers of the bench: MariaDB, Redis, web, worker, scheduler and socket.io."""

import os
import secrets
import shutil
import socket
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bootstrap import ports, tools
from bootstrap.bench import frappe_user
from bootstrap.console import Log
from bootstrap.packages import find_program
from bootstrap.processes import run, start_time
from bootstrap.project import Project, SetupError, update_json, write_private
from bootstrap.supervisor import Service, Supervisor

# A closed port: whatever tries to call out by HTTP fails at once instead of waiting for the network.
NOWHERE = "http://127.0.0.1:9"
HERE = "127.0.0.1,localhost,::1,.localhost"


@dataclass(frozen=True)
class Database:
	"""A MariaDB server and an account of it that may make databases."""

	host: str
	port: int
	user: str
	password: str
	is_own: bool


class Services:
	"""Configures and starts the servers under one supervisor."""

	def __init__(self, project: Project, supervisor: Supervisor, log: Log) -> None:
		self.project = project
		self.supervisor = supervisor
		self.log = log
		self.ports: dict[str, int] = {}
		self.database: Database | None = None

	# MariaDB's data

	@property
	def data(self) -> Path:
		return self.project.local / "mariadb"

	def has_database(self) -> bool:
		"""Whether there is a server to use; one that is given by DB_HOST is noted."""
		if os.environ.get("DB_HOST"):
			self.keep_given_database()
		return "host" in self.project.read_state("database") or self.data.is_dir()

	def make_database(self) -> None:
		"""Makes MariaDB's system tables and an account for the bootstrap; complete, or not at all."""
		new = self.project.local / "mariadb.new"
		shutil.rmtree(new, ignore_errors=True)
		password = secrets.token_urlsafe(24)
		user = [f"--user={frappe_user()}"] if frappe_user() else []
		install = [
			find_program("mariadb-install-db"),
			"--no-defaults",
			f"--datadir={new}",
			"--skip-test-db",
			*user,
		]
		run([*install, "--auth-root-authentication-method=normal"], log=self.log, seconds=120)
		server = [find_program("mariadbd"), "--no-defaults", f"--datadir={new}", "--bootstrap", *user]
		run(server, text=account_statements(password), log=self.log, seconds=120)
		self.project.write_state("database", {"user": "root", "password": password})
		new.rename(self.data)

	# starting

	def start_data(self) -> None:
		"""Starts MariaDB and Redis, or uses those of this bench that run already; once."""
		if self.database:
			return
		if running := running_bench(self.project):
			self.ports = running["ports"]
			self.database = self.known_database()
			return
		self.choose_ports()
		self.database = self.known_database()
		self.write_configuration()
		if self.database.is_own:
			self.supervisor.start(self.mariadb())
		elif not ports.answers(self.database.host, self.database.port):
			raise SetupError(
				f"No database answers at {self.database.host}:{self.database.port} (DB_HOST, DB_PORT)."
			)
		for name in ("redis_cache", "redis_queue"):
			self.supervisor.start(self.redis(name))

	def choose_ports(self) -> None:
		wanted = self.project.wanted_ports("ports")
		if "host" in self.project.read_state("database"):
			del wanted["mariadb"]
		self.ports = ports.choose(self.project.host, wanted)

	def known_database(self) -> Database:
		"""The database server: our own, or the one that DB_HOST named when this bench was first set up."""
		kept = self.project.read_state("database")
		if "host" in kept:
			return Database(kept["host"], kept["port"], kept["user"], kept["password"], is_own=False)
		return Database("127.0.0.1", self.ports["mariadb"], kept["user"], kept["password"], is_own=True)

	def keep_given_database(self) -> None:
		"""Keeps what DB_HOST and its companions say. A bench with sites does not change its server."""
		env = os.environ
		given = {
			"host": env["DB_HOST"],
			"port": int(env.get("DB_PORT") or 3306),
			"user": env.get("DB_ROOT_USER") or "root",
			"password": env.get("DB_ROOT_PASSWORD", ""),
		}
		kept = self.project.read_state("database")
		same = all(kept.get(key) == given[key] for key in ("host", "port"))
		if kept and not same and self.project.read_state("sites"):
			raise SetupError(
				"The sites of this bench are on another database server; `make reset` throws them away."
			)
		self.project.write_state("database", given)

	def write_configuration(self) -> None:
		"""What every site shares: where the servers are."""
		host = self.project.settings["host"]
		update_json(
			self.project.sites / "common_site_config.json",
			{
				"frappe_user": frappe_user(),
				"db_host": self.database.host,
				"db_port": self.database.port,
				"redis_cache": f"redis://{host}:{self.ports['redis_cache']}",
				"redis_queue": f"redis://{host}:{self.ports['redis_queue']}",
				"redis_socketio": f"redis://{host}:{self.ports['redis_queue']}",
				"socketio_port": self.ports["socketio"],
				"webserver_port": self.ports["web"],
				"default_site": self.project.settings["sites"]["start"],
				"serve_default_site": True,
				"live_reload": False,
				"developer_mode": 0,
			},
		)

	# the servers

	def mariadb(self) -> Service:
		runtime = self.project.runtime
		values = {
			"data": self.data,
			"socket": runtime / "mariadb.sock",
			"pid_file": runtime / "mariadb.pid",
			"log": self.project.logs / "mariadb.log",
			"host": self.database.host,
			"port": self.database.port,
		}
		config = self.render("mariadb.cnf", "mariadb.cnf", values)
		user = [f"--user={frappe_user()}"] if frappe_user() else []
		argv = [find_program("mariadbd"), f"--defaults-file={config}", *user]
		return self.service("mariadb", argv, lambda: ports.answers(self.database.host, self.database.port))

	def redis(self, name: str) -> Service:
		is_cache = name == "redis_cache"
		data = self.project.local / "redis"
		data.mkdir(exist_ok=True)
		values = {
			"name": name,
			"host": self.project.settings["host"],
			"port": self.ports[name],
			"data": data,
			# queued jobs outlive a restart, and the last of them a crash; the cache need not
			"save": '""' if is_cache else "60 1",
			"append": "no" if is_cache else "yes",
			"memory": "256mb" if is_cache else "0",
			"policy": "allkeys-lru" if is_cache else "noeviction",
		}
		config = self.render("redis.conf", f"{name}.conf", values)
		ready = lambda: ports.answers(values["host"], values["port"])  # noqa: E731
		return self.service(name, [tools.redis_server(self.project), config], ready)

	def render(self, template: str, name: str, values: dict[str, object]) -> Path:
		text = (self.project.config_folder / template).read_text()
		for key, value in values.items():
			text = text.replace("{" + key + "}", str(value))
		path = self.project.runtime / name
		write_private(path, text)
		return path

	def site_services(self, site: str, web: int, socketio: int, prefix: str = "") -> list[Service]:
		"""Web, socket.io, worker and scheduler for one site."""
		python = [self.project.python, "-m", "frappe.utils.bench_helper", "frappe"]
		host = self.project.host
		return [
			self.service(
				f"{prefix}web",
				self.gunicorn(web),
				lambda: answers_http(host, web),
				{"BENCH_SITE": site, "DEV_SERVER": "1"},
			),
			self.service(
				f"{prefix}socketio",
				[
					"node",
					"--require",
					self.project.config_folder / "loopback.js",
					self.project.frappe / "socketio.js",
				],
				lambda: ports.answers(host if host != "0.0.0.0" else "127.0.0.1", socketio),
				{"FRAPPE_SITE": site, "FRAPPE_SOCKETIO_PORT": str(socketio), "LISTEN_HOST": host},
			),
			self.service(f"{prefix}worker", [*python, "worker"]),
			self.service(f"{prefix}scheduler", [*python, "schedule"]),
		]

	def gunicorn(self, port: int) -> list[str | Path]:
		web = self.project.settings["web"]
		return [
			self.project.env / "bin" / "gunicorn",
			f"--bind={self.project.host}:{port}",
			"--worker-class=gthread",
			"--workers=2",
			f"--threads={web['threads']}",
			f"--timeout={web['timeout']}",
			"--graceful-timeout=5",
			f"--pythonpath={self.project.root / 'bootstrap' / 'server'}",
			"wsgi:application",
		]

	def service(
		self,
		name: str,
		argv: list[str | Path],
		ready: Callable[[], bool] = lambda: True,
		extra: dict[str, str] | None = None,
	) -> Service:
		env = {**quiet(tools.environment(self.project)), **(extra or {})}
		program = find_in(env["PATH"], str(argv[0]))
		return Service(name, [program, *argv[1:]], self.project.sites, env, ready)


def find_in(path: str, name: str) -> str:
	program = shutil.which(name, path=path)
	if not program:
		raise SetupError(f"{name} is missing.")
	return program


def quiet(env: dict[str, str]) -> dict[str, str]:
	"""Keeps servers from calling out by HTTP (gravatars, feeds), unless ALLOW_OUTGOING=1.

	Frappe has no setting for some of these calls; the proxy that it is given here does not exist.
	"""
	if os.environ.get("ALLOW_OUTGOING") == "1":
		return env
	proxies = {
		name: NOWHERE for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
	}
	return {**env, **proxies, "no_proxy": HERE, "NO_PROXY": HERE}


def account_statements(password: str) -> str:
	"""SQL for a new server: one root account, by password, from this machine."""
	return f"""
FLUSH PRIVILEGES;
DELETE FROM mysql.global_priv WHERE User = '';
FLUSH PRIVILEGES;
ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';
CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';
GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
"""


def answers_http(host: str, port: int) -> bool:
	"""Whether the site answers a request without an error."""
	address = "127.0.0.1" if host == "0.0.0.0" else host
	opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
	try:
		with opener.open(f"http://{address}:{port}/api/method/ping", timeout=10) as answer:
			return answer.status == 200
	except OSError:
		return False


# A bench that runs

RUNNING = "running"


def running_bench(project: Project) -> dict | None:
	"""What the running bench of this repository left about itself; None when none runs."""
	kept = project.read_state(RUNNING)
	if kept and start_time(kept["pid"]) == kept["started"]:
		return kept
	return None


@contextmanager
def announced(project: Project, ports_used: dict[str, int], url: str) -> Iterator[None]:
	"""While this is open, others see that this process runs the bench."""
	pid = os.getpid()
	values = {
		"pid": pid,
		"started": start_time(pid),
		"ports": ports_used,
		"url": url,
		"host": socket.gethostname(),
	}
	project.write_state(RUNNING, values)
	try:
		yield
	finally:
		project.drop_state(RUNNING)
