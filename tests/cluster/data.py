"""What runs on a data host: a node of MariaDB's cluster, Redis for the cache and for the queue, and Sentinel."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bootstrap import tools
from bootstrap.packages import find_program
from bootstrap.project import Project, filled, write_private
from bootstrap.services import account_statements

from .disks import Disk
from .hosts import Host

DATABASE, CACHE, QUEUE = 3306, 13100, 11100
OF_REDIS = {
	"cache": {"port": CACHE, "append": "no", "save": '""', "memory": "128mb", "policy": "allkeys-lru"},
	"queue": {"port": QUEUE, "append": "yes", "save": "60 1", "memory": "0", "policy": "noeviction"},
}
# the system's user of MariaDB, as whom galera_recovery works
USER = "mysql"


@dataclass(frozen=True)
class Accounts:
	"""Passwords of the cluster, and the site's own account."""

	root: str
	transfer: str
	database: str
	site: str

	def statements(self) -> str:
		name = self.database
		return f"""{account_statements(self.root)}
CREATE USER 'con_health'@'%' IDENTIFIED BY '';
CREATE USER 'transfer'@'localhost' IDENTIFIED BY '{self.transfer}';
GRANT RELOAD, PROCESS, LOCK TABLES, BINLOG MONITOR, REPLICA MONITOR ON *.* TO 'transfer'@'localhost';
CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER '{name}'@'%' IDENTIFIED BY '{self.site}';
GRANT ALL PRIVILEGES ON `{name}`.* TO '{name}'@'%';
"""


@dataclass
class Node:
	"""The node of MariaDB's cluster on a host."""

	host: Host
	hosts: list[Host]
	accounts: Accounts
	folder: Path

	@property
	def disk(self) -> Disk:
		return Disk(self.folder)

	@property
	def config(self) -> Path:
		return self.folder / "mariadb.cnf"

	@property
	def socket(self) -> Path:
		return self.folder / "socket"

	def make(self) -> None:
		"""System tables and accounts, as Debian's package makes the first of them; then the server of the host."""
		self.host.run("sysctl", "-q", "-p", str(self.host.project.root / "deploy/cluster/vanished.conf"))
		self.disk.make()
		shutil.chown(self.folder, USER)
		self.write_config()
		data = ["--no-defaults", f"--datadir={self.folder / 'data'}", f"--user={USER}"]
		output_of(
			[
				find_program("mariadb-install-db"),
				*data,
				"--skip-test-db",
				"--auth-root-authentication-method=normal",
			]
		)
		output_of([find_program("mariadbd"), *data, "--bootstrap"], self.accounts.statements())
		self.host.serves("mariadb", ["sh", "-c", self.command()])

	def write_config(self) -> None:
		root = self.host.project.root
		own = {
			"datadir": self.folder / "data",
			"socket": self.socket,
			"pid-file": self.folder / "pid",
			"port": DATABASE,
			"user": USER,
		}
		parts = [
			filled(root / "config/production/mariadb.cnf", {"buffer_pool": "128M", "binary_log_days": 1}),
			filled(
				root / "deploy/cluster/galera.cnf",
				{
					"address": self.host.address,
					"members": ",".join(host.address for host in self.hosts),
					"name": self.host.name,
					"transfer_user": "transfer",
					"transfer_password": self.accounts.transfer,
					"gcache": "64M",
				},
			),
			"[mysqld]\n" + "".join(f"{name} = {value}\n" for name, value in own.items()),
		]
		write_private(self.config, "\n".join(parts))
		shutil.chown(self.config, USER)

	def command(self) -> str:
		"""As Debian's unit, with ours beside it: where it was in the log comes from what is on the disk. The first begins the
		cluster once.
		"""
		unit = (self.host.project.root / "deploy/cluster/mariadb.service.conf").read_text()
		[pause] = re.findall(r"^RestartSec=(\d+)$", unit, re.M)
		# there after a crash alone
		crashed = self.folder / "data" / "gvwstate.dat"
		begun = self.folder / "begun"
		first = f"if [ ! -e {begun} ]; then touch {begun}; first=--wsrep-new-cluster; fi; "
		return (
			f"if [ -e {crashed} ]; then sleep {pause}; fi; {first if self.host is self.hosts[0] else ''}"
			f"position=$(galera_recovery --defaults-file={self.config}) && "
			f"exec {find_program('mariadbd')} --defaults-file={self.config} $first $position"
		)

	def ask(self, statement: str) -> str:
		"""What root is answered on the host itself, without names of columns."""
		client = [find_program("mariadb"), "--no-defaults", f"--socket={self.socket}", "-uroot"]
		return output_of([*client, f"-p{self.accounts.root}", "-N", "--connect-timeout=3"], statement)

	def state(self) -> dict[str, str]:
		"""What Galera says of the node; empty while it says nothing."""
		try:
			lines = self.ask("show global status like 'wsrep%'").splitlines()
		except AssertionError:
			return {}
		return dict(([*line.split("\t"), ""])[:2] for line in lines)

	def is_ready(self) -> bool:
		return self.state().get("wsrep_local_state_comment") == "Synced"


def add_redis(project: Project, host: Host, first: Host, folder: Path) -> None:
	"""Both Redis, and Sentinel. Sentinel and Redis write into their own configuration from then on."""
	program = tools.redis_server(project)
	folder.mkdir(parents=True)
	for name, values in OF_REDIS.items():
		follows = "" if host is first else f"replicaof {first.address} {values['port']}"
		values = {**values, "name": name, "address": host.address, "folder": folder, "follows": follows}
		config = folder / f"{name}.conf"
		write_private(config, filled(project.root / "deploy/cluster/redis.conf", values))
		host.serves(f"redis-{name}", [program, config])
	values = {
		"address": host.address,
		"folder": folder,
		"first": first.address,
		"redis_cache_port": CACHE,
		"redis_queue_port": QUEUE,
	}
	config = folder / "sentinel.conf"
	write_private(config, filled(project.root / "deploy/cluster/sentinel.conf", values))
	host.serves("sentinel", [program, config, "--sentinel"])


def output_of(argv: list, text: str | None = None) -> str:
	done = subprocess.run(
		[str(word) for word in argv],
		input=text,
		stdin=None if text else subprocess.DEVNULL,
		capture_output=True,
		text=True,
		timeout=300,
	)
	assert done.returncode == 0, f"{argv[0]}: {(done.stdout + done.stderr)[-3000:]}"
	return done.stdout
