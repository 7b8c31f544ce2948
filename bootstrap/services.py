"""The servers of the bench: MariaDB, Redis, web, worker, scheduler and socket.io."""

import os
import secrets
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bootstrap import ports, tools
from bootstrap.bench import frappe_user
from bootstrap.packages import find_program
from bootstrap.processes import run
from bootstrap.project import Project, SetupError, locked, update_json
from bootstrap.supervisor import Service, Supervisor


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

	def __init__(self, project: Project, supervisor: Supervisor) -> None:
		self.project = project
		self.supervisor = supervisor
		self.ports: dict[str, int] = {}
		self.database: Database | None = None
		# MariaDB's, in the place of what config/mariadb.cnf says
		self.options: list[str] = []

	# MariaDB's data

	@property
	def data(self) -> Path:
		return self.project.local / "mariadb"

	@property
	def temporary(self) -> Path:
		"""MariaDB's folder of temporary tables, which no other MariaDB has."""
		folder = self.project.local / "mariadb.tmp"
		folder.mkdir(parents=True, exist_ok=True)
		return folder

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
		places = [f"--datadir={new}", f"--tmpdir={self.temporary}"]
		install = [find_program("mariadb-install-db"), "--no-defaults", *places, "--skip-test-db", *user]
		run([*install, "--auth-root-authentication-method=normal"], log=self.project.log, seconds=120)
		server = [find_program("mariadbd"), "--no-defaults", *places, "--bootstrap", *user]
		run(server, text=account_statements(password), log=self.project.log, seconds=120)
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
		own = [self.mariadb()] if self.database.is_own else []
		if not own and not ports.answers(self.database.host, self.database.port):
			raise SetupError(
				f"No database answers at {self.database.host}:{self.database.port} (DB_HOST, DB_PORT)."
			)
		self.supervisor.start(*own, self.redis("redis_cache"), self.redis("redis_queue"))

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
			"temporary": self.temporary,
			"pid_file": runtime / "mariadb.pid",
			"log": self.project.logs / "mariadb.log",
			"host": self.database.host,
			"port": self.database.port,
		}
		config = self.project.render("mariadb.cnf", runtime / "mariadb.cnf", values)
		user = [f"--user={frappe_user()}"] if frappe_user() else []
		argv = [self.program("mariadbd"), f"--defaults-file={config}", *self.options, *user]
		return Service("mariadb", argv, ready=lambda: ports.answers(self.database.host, self.database.port))

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
		config = self.project.render("redis.conf", self.project.runtime / f"{name}.conf", values)
		argv = [tools.redis_server(self.project), config]
		return Service(name, argv, ready=lambda: ports.answers(values["host"], values["port"]))

	def site_services(self, site: str, web: int, socketio: int, prefix: str = "") -> list[Service]:
		"""Web, socket.io, worker and scheduler for one site."""
		host, here = self.project.host, self.project.address
		frappe = [self.project.python, "-m", "frappe.utils.bench_helper", "frappe"]
		loopback = self.project.config_folder / "loopback.js"
		node = [self.program("node"), "--require", loopback, self.project.frappe / "socketio.js"]
		realtime = {"FRAPPE_SITE": site, "FRAPPE_SOCKETIO_PORT": str(socketio), "LISTEN_HOST": host}
		served = {"BENCH_SITE": site, "DEV_SERVER": "1"}
		return [
			Service(f"{prefix}web", self.gunicorn(web), served, lambda: answers_http(here, web)),
			Service(f"{prefix}socketio", node, realtime, lambda: ports.answers(here, socketio)),
			Service(f"{prefix}worker", [self.project.python, "-m", "con_center.worker"]),
			Service(f"{prefix}scheduler", [*frappe, "schedule"]),
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

	def program(self, name: str) -> str:
		"""The path of a program as the bench finds it."""
		program = shutil.which(name, path=tools.environment(self.project)["PATH"])
		if not program:
			raise SetupError(f"{name} is missing.")
		return program


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
	opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
	try:
		with opener.open(f"http://{host}:{port}/api/method/ping", timeout=10) as answer:
			return answer.status == 200
	except OSError:
		return False


# A bench that runs

RUNNING = "running"


def running_bench(project: Project) -> dict | None:
	"""What the running bench of this repository says about itself; None when none runs."""
	try:
		with locked(project.local / RUNNING, busy=RUNNING, shared=True):
			return None
	except SetupError:
		return project.read_state(RUNNING)


@contextmanager
def announced(project: Project, ports_used: dict[str, int], url: str) -> Iterator[None]:
	"""While this is open, others see that this process runs the bench."""
	project.write_state(RUNNING, {"pid": os.getpid(), "ports": ports_used, "url": url})
	with locked(project.local / RUNNING):
		yield
