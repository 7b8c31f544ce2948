"""Frappe's own commands on sites of this bench, as `bench` calls them."""

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from bootstrap.project import update_json

from .server import Server, output_of

SITES = Path(os.environ["BENCH_ROOT"]) / "sites"
INSIDE = Path(__file__).parent / "inside.py"
INSIDE_SITE = Path(__file__).parents[1] / "inside_site.py"
REDIS = ("redis_cache", "redis_queue")


@dataclass(frozen=True)
class Backup:
	"""The files of one backup, all with the same beginning of their names."""

	database: Path

	@property
	def files(self) -> list[Path]:
		beginning = self.database.name.removesuffix("-database.sql.gz")
		return [self.database.with_name(f"{beginning}-{kind}.tar") for kind in ("files", "private-files")]

	@property
	def config(self) -> dict:
		name = self.database.name.replace("-database.sql.gz", "-site_config_backup.json")
		return json.loads(self.database.with_name(name).read_text())


@dataclass(frozen=True)
class Site:
	name: str
	server: Server | None = None
	sites: Path = SITES
	# what its commands are called by: those of another host
	within: tuple[str, ...] = ()

	@property
	def folder(self) -> Path:
		return self.sites / self.name

	@property
	def config(self) -> dict:
		return json.loads((self.folder / "site_config.json").read_text())

	@property
	def root(self) -> list[str]:
		return ["--db-root-username", "root", "--db-root-password", self.server.password]

	def command(self, *words: str | Path) -> str:
		helper = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", self.name]
		output = output_of([*self.within, *helper, *words], cwd=self.sites)
		with (self.sites.parent / "logs" / "restore.log").open("a") as log:
			log.write(f"$ bench --site {self.name} {' '.join(str(word) for word in words)}\n{output}\n")
		return output

	def make(self) -> None:
		"""`bench new-site` on the other server, without any app; its user gets the rights of a managed database.

		Its cache and its queue are its own: this bench's scheduler would remember modules of the app that a test is
		about to change, and its workers would write in the site whenever they find time.
		"""
		# what an interrupted run left knows another port
		self.remove()
		kept = self.dump_of_frappe()
		self.create(["--source-sql", kept] if kept.exists() else [])
		common = json.loads((self.sites / "common_site_config.json").read_text())
		redis = {key: f"{common[key]}/1" for key in REDIS}
		update_json(self.folder / "site_config.json", {"rds_db": 1} | redis)
		if not kept.exists():
			# one that was interrupted is none
			begun = kept.with_name(f"begun-{kept.name}")
			self.command("backup", "--backup-path-db", begun)
			begun.rename(kept)
		self.empty_redis()

	def empty_redis(self) -> None:
		"""What was kept of an earlier run, or of another age of the app: its modules, and jobs that nobody takes there."""
		for key in REDIS:
			Redis.from_url(self.config[key]).flushdb()

	def create(self, content: list[str | Path]) -> None:
		words = ["--db-host", "127.0.0.1", "--db-port", self.server.port, "--no-mariadb-socket"]
		new = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "new-site", self.name, "--force"]
		output_of([*new, *self.root, *words, *content, "--admin-password", "other"], cwd=self.sites)

	def dump_of_frappe(self) -> Path:
		"""Where a new site with nothing but Frappe is kept, of which the next ones are made: it takes Frappe a minute."""
		return SITES.parent / ".local" / f"frappe-{os.environ['FRAPPE_COMMIT']}.sql.gz"

	def backup(self, *words: str) -> Backup:
		folder = self.folder / "backup-of-test"
		shutil.rmtree(folder, ignore_errors=True)
		self.command("backup", "--backup-path", folder, *words)
		return Backup(next(folder.glob("*-database.sql.gz")))

	def restore(self, backup: Backup) -> None:
		public, private = backup.files
		files = ["--with-public-files", public, "--with-private-files", private] if public.exists() else []
		# Frappe of 2023 does not understand how a newer MariaDB writes the rows of which it wants to know the version
		force = ["--force"] if os.environ["FRAPPE_SOURCE"] == "registry" else []
		self.command("restore", backup.database, *self.root, *files, *force)

	def inside(self, function: str, *words: str, script: Path = INSIDE):
		"""What a function of inside.py, or of another script, answers in this site."""
		argv = [sys.executable, "-W", "ignore", INSIDE_SITE, script, self.name, function, *words]
		output = output_of([*self.within, *argv], cwd=self.sites)
		return json.loads(output.splitlines()[-1])

	def remove(self) -> None:
		shutil.rmtree(self.folder, ignore_errors=True)
