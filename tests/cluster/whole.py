"""The whole: two balancers, two web hosts, two of workers, three of data, and a folder that web and workers share."""

import csv
import dataclasses
import io
import json
import secrets
import shutil
import socket
import sys
import tomllib
from pathlib import Path

from bootstrap.packages import find_program
from bootstrap.processes import wait_for
from bootstrap.production.command import self_made_certificate
from bootstrap.production.files import gunicorn
from bootstrap.production.settings import TEMPLATES, Settings
from bootstrap.project import Project, filled, update_json, write_private
from bootstrap.services import Services
from tests.nginx import write_nginx

from .data import CACHE, DATABASE, QUEUE, Accounts, Node, add_redis, output_of
from .disks import Disk
from .hosts import LENGTH, NETWORK, Host, make_switch

READERS = 3307
# as docs/operations.md has it
SHARED = "; ".join(
	f"alter table `{table}` engine = InnoDB"
	for table in ("__global_search", "tabError Log", "tabData Import Log")
)
SECONDS = 120
PAGES = "deploy/cluster/pages.py"
# of gunicorn, on each web host
PROCESSES = 4
# the name that people know, and the address to which it leads
DOMAIN, ADDRESS = "con-center.test", f"{NETWORK}.5"


class HostSettings(Settings):
	"""What an office has decided about a web host, but for where its bench is."""

	@property
	def bench(self) -> Path:
		return self.etc.parents[2] / "bench"


class Cluster:
	"""Everything that is switched on."""

	def __init__(self, root: Path, site: str, folder: Path) -> None:
		self.bench = Project(root)
		self.site = site
		self.folder = folder
		# the code of the bench; sites, logs and what runs below the folder that all hosts share
		self.project = Project(root, "cluster")
		self.project.sites = folder / "bench" / "sites"
		self.project.logs = folder / "bench" / "logs"
		self.project.__dict__["runtime"] = folder / "run"
		make_switch()
		named = lambda kind, first, count: [  # noqa: E731
			Host(self.project, f"{kind}-{n}", first + n) for n in range(1, count + 1)
		]
		self.balancers = named("balancer", 1, 2)
		self.web, self.workers, self.data = named("web", 10, 2), named("work", 20, 2), named("data", 30, 3)
		self.nodes: list[Node] = []
		self.disk = Disk(self.project.sites)
		self.office: Office | None = None

	@property
	def url(self) -> str:
		return f"https://{DOMAIN}"

	@property
	def certificate(self) -> Path:
		return self.folder / "tls" / "made.crt"

	@property
	def balancer(self) -> Host:
		"""The one that has the address."""
		has_it = wait_for(lambda: [host for host in self.balancers if host.has(ADDRESS)], SECONDS)
		assert has_it, "nobody has the address"
		return has_it[0]

	# building

	def build(self) -> None:
		self.share_files()
		self.add_data()
		for host in self.data:
			host.start()
			node = self.nodes[self.data.index(host)]
			assert wait_for(node.is_ready, SECONDS), self.last_words(f"{host.name}-mariadb")
		self.copy_site()
		for host in (*self.web, *self.workers):
			self.add_way_to_data(host)
		self.make_certificate()
		for host in self.web:
			self.add_web(host)
			self.add_bench(host, "socketio")
		for host in self.workers:
			self.add_bench(host, "worker", "scheduler")
		for host in self.balancers:
			self.add_balancer(host)
		self.office = Office(self.project)
		self.add_way_to_data(self.office)
		self.office.start()
		for host in (*self.web, *self.workers, *self.balancers):
			host.start()
		assert wait_for(lambda: len(self.ready("web")) == 2, SECONDS), self.last_words("web-1-web")

	def end(self) -> None:
		"""Switches everything off that has come so far."""
		for host in (*self.balancers, *self.web, *self.workers, *self.data):
			if host.supervisor:
				host.kill()
		if self.office and self.office.supervisor:
			self.office.supervisor.stop()
		for disk in (self.disk, *(node.disk for node in self.nodes)):
			disk.take_out()

	def share_files(self) -> None:
		"""The folder that stands for shared storage: the site, with its files, logs, and the lock of the scheduler."""
		bench = self.folder / "bench"
		for name in ("logs", "config"):
			(bench / name).mkdir(parents=True)
		(self.folder / "run").mkdir()
		for name in ("apps", "env"):
			(bench / name).symlink_to(self.bench.root / name)
		sites = self.project.sites
		self.disk.make()
		shutil.copytree(
			self.bench.sites / self.site, sites / self.site, ignore=shutil.ignore_patterns("backups")
		)
		(sites / "assets").symlink_to(self.bench.sites / "assets")
		for name in ("apps.txt", "apps.json"):
			if (self.bench.sites / name).exists():
				shutil.copy(self.bench.sites / name, sites)
		here = "127.0.0.1"
		common = {
			"db_host": here,
			"db_port": DATABASE,
			"read_from_replica": 1,
			"replica_host": here,
			"replica_db_port": READERS,
			"redis_cache": f"redis://{here}:{CACHE}",
			"redis_queue": f"redis://{here}:{QUEUE}",
			"redis_socketio": f"redis://{here}:{QUEUE}",
			"socketio_port": self.settings(self.web[0]).values["ports"]["socketio"],
			"default_site": self.site,
			"serve_default_site": True,
			"developer_mode": 0,
		}
		(sites / "common_site_config.json").write_text(json.dumps(common))
		update_json(sites / self.site / "site_config.json", {"host_name": self.url, "socketio_port": None})

	@property
	def config(self) -> dict:
		return json.loads((self.project.sites / self.site / "site_config.json").read_text())

	def add_data(self) -> None:
		accounts = Accounts(
			secrets.token_hex(12), secrets.token_hex(12), self.config["db_name"], self.config["db_password"]
		)
		for host in self.data:
			self.nodes.append(Node(host, self.data, accounts, self.folder / host.name / "mariadb"))
			self.nodes[-1].make()
			add_redis(self.project, host, self.data[0], self.folder / host.name / "redis")

	def copy_site(self) -> None:
		"""The test site's database, as it is now, into the cluster."""
		state, name = self.bench.read_state("database"), self.config["db_name"]
		dump = output_of(
			[
				find_program("mariadb-dump"),
				"--no-defaults",
				f"--socket={self.bench.runtime / 'mariadb.sock'}",
				f"-u{state['user']}",
				f"-p{state['password']}",
				"--single-transaction",
				"--skip-add-locks",
				"--skip-disable-keys",
				"--default-character-set=utf8mb4",
				name,
			]
		)
		self.nodes[0].ask(f"use `{name}`;\n{dump}\n{SHARED};")

	def add_way_to_data(self, host: Host) -> None:
		first, *others = self.data

		def lines(port: int, hosts: list[Host] = (), instead: list[Host] = ()) -> str:
			ways = [(each, "") for each in hosts] + [(each, " backup") for each in instead]
			return "\n".join(f"\tserver {each.name} {each.address}:{port}{how}" for each, how in ways)

		values = {
			"socket": self.folder / "run" / f"{host.name}-way.sock",
			"database_port": DATABASE,
			"readers_port": READERS,
			"redis_cache_port": CACHE,
			"redis_queue_port": QUEUE,
			"database_servers": lines(DATABASE, [first], others),
			"readers_servers": lines(DATABASE, others, [first]),
			"redis_cache_servers": lines(CACHE, self.data),
			"redis_queue_servers": lines(QUEUE, self.data),
		}
		self.add_haproxy(host, "haproxy-app.cfg", values)

	def add_haproxy(self, host: Host, template: str, values: dict) -> None:
		config = self.folder / "run" / f"{host.name}-{template}"
		write_private(config, filled(self.bench.root / "deploy/cluster" / template, values))
		output_of([find_program("haproxy"), "-c", "-q", "-f", config])
		host.serves("haproxy", [find_program("haproxy"), "-db", "-f", config])

	def add_bench(self, host: Host, *kinds: str) -> None:
		"""Servers of a bench, as `make start` runs them."""
		socketio = self.settings(host).values["ports"]["socketio"]
		for service in Services(self.project, None).site_services(self.site, 0, socketio):
			if service.name in kinds:
				host.serves(service.name, service.argv, **service.env)

	def make_certificate(self) -> None:
		"""Of people's name, for balancers and web hosts; with its key in one file, as HAProxy has it, beside it."""
		made, key = self.certificate, self.certificate.with_suffix(".key")
		self_made_certificate(made, key, DOMAIN, self.project.log)
		made.with_suffix(".pem").write_text(made.read_text() + key.read_text())

	def settings(self, host: Host) -> Settings:
		values = tomllib.loads(filled(TEMPLATES / "production.toml", {"domain": DOMAIN}))
		values["site"] = self.site
		values["tls"] |= {
			"certificate": str(self.certificate),
			"key": str(self.certificate.with_suffix(".key")),
		}
		proxies = [each.address for each in self.balancers]
		values["web"] |= {"workers": PROCESSES, "trusted_proxies": proxies}
		runtime = self.folder / "run" / host.name
		return HostSettings(values, etc=runtime / "etc", runtime=runtime)

	def add_web(self, host: Host) -> None:
		"""nginx and gunicorn, as `make production` sets them up."""
		settings = self.settings(host)
		counts = settings.runtime / "counts"
		counts.mkdir(parents=True)
		host.serves("nginx", write_nginx(self.bench.root, settings, settings.runtime))
		host.serves("web", gunicorn(settings), PROMETHEUS_MULTIPROC_DIR=str(counts))

	def add_balancer(self, host: Host) -> None:
		pages = self.folder / "pages"
		output_of([sys.executable, self.bench.root / PAGES, pages])
		lines = lambda more="": "\n".join(  # noqa: E731
			f"\tserver {each.name} {each.address}:443 tcp-ut 3s{more.format(each.name)}" for each in self.web
		)
		values = {
			"socket": self.socket_of(host),
			"bind": "",
			"port": 80,
			"tls_port": 443,
			"certificate": self.certificate.with_suffix(".pem"),
			"authorities": self.certificate,
			"read_timeout": 140,
			"domain": DOMAIN,
			"pages": pages,
			"web_servers": lines(),
			"desk_servers": lines(" no-check track web/{}"),
			"socketio_servers": lines(" no-check track web/{}"),
		}
		self.add_haproxy(host, "haproxy-front.cfg", values)
		[other] = [each for each in self.balancers if each is not host]
		values = {
			"name": host.name,
			"tls_port": 443,
			"interface": "eth0",
			"priority": 200 - host.number,
			"address": host.address,
			"other_address": other.address,
			"shared_address": f"{ADDRESS}/{LENGTH}",
		}
		config = self.folder / "run" / f"{host.name}-keepalived.conf"
		write_private(config, filled(self.bench.root / "deploy/cluster/keepalived.conf", values))
		words = ["--dont-fork", "--log-console", "--vrrp", f"--use-file={config}"]
		pids = {kind: config.with_suffix(f".{kind}") for kind in ("pid", "vrrp_pid")}
		marks = [f"--{kind}={path}" for kind, path in pids.items()]
		argv = [find_program("keepalived"), *words, *marks]
		# a machine that is switched on again has an empty /run: what is left here names a process that is another one's by now
		begin = f"rm -f {' '.join(map(str, pids.values()))}; exec {' '.join(map(str, argv))}"
		host.serves("keepalived", ["sh", "-c", begin])

	def socket_of(self, host: Host) -> Path:
		return self.folder / "run" / f"{host.name}.sock"

	# looking

	def served(self, proxy: str = "") -> list[dict[str, str]]:
		"""What a HAProxy says of its servers; that of the balancer which has the address, if none is named."""
		return served_by(self.folder / "run" / f"{proxy or self.balancer.name}.sock")

	def ready(self, backend: str, proxy: str = "") -> set[str]:
		"""Names of the servers of a backend that a HAProxy sends somebody to."""
		try:
			rows = self.served(proxy)
		except OSError:
			return set()
		return {
			row["svname"]
			for row in rows
			if row["pxname"] == backend and row["status"].startswith("UP") and row["svname"] != "BACKEND"
		}

	def writer(self) -> Node:
		"""The node that is written to now: the first that is there."""
		there = wait_for(lambda: self.ready("database", "office-way"), SECONDS)
		assert there, "nothing is written to"
		return next(node for node in self.nodes if node.host.name in there)

	def asked(self, what: str, node: Node | None = None) -> list[list[str]]:
		"""The rows of what a node is asked about the site, by default the one that is written to."""
		rows = (node or self.writer()).ask(f"use `{self.config['db_name']}`; {what}").splitlines()
		return [row.split("\t") for row in rows]

	def last_words(self, server: str) -> str:
		path = self.project.logs / f"{server}.log"
		return path.read_text(errors="replace")[-3000:] if path.exists() else f"{server} said nothing"


class Office(Host):
	"""Whoever runs the tests, with a way to the data of his own: the namespace is there already."""

	def __init__(self, project: Project) -> None:
		super().__init__(project, "office", 100)

	def __post_init__(self) -> None:
		pass

	def serves(self, name: str, argv: list, **env: str) -> None:
		super().serves(name, argv, **env)
		self.services[-1] = dataclasses.replace(self.services[-1], argv=argv)

	def plug(self) -> None:
		pass

	def take_address(self) -> None:
		pass


def served_by(place: Path) -> list[dict[str, str]]:
	"""What the HAProxy of this socket says of its servers: HAProxy's own columns, `svname`, `status`, `stot` …"""
	with socket.socket(socket.AF_UNIX) as line:
		line.settimeout(5)
		line.connect(str(place))
		line.sendall(b"show stat\n")
		text = line.makefile().read()
	return list(csv.DictReader(io.StringIO(text.removeprefix("# "))))
