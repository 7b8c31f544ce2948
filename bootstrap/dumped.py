"""The sites that tests run on. What is in them is made once and kept as a dump; a test run begins on what that restores."""

import datetime
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bootstrap.project import Project, hash_of
from bootstrap.setup import Setup
from bootstrap.site import DEMO, Site
from bootstrap.steps import Step

# of a site's folder
FILES = ("public/files", "private/files")


@dataclass(frozen=True)
class Dump:
	"""A database and files to begin on, as long as the key is the same: a hash over all that their content depends on."""

	project: Project
	name: str
	key: Callable[[], str]

	@property
	def path(self) -> Path:
		return self.project.local / f"{self.name}.sql.gz"

	@property
	def files(self) -> Path:
		return self.project.local / f"{self.name}-files.tar"

	@property
	def password(self) -> str:
		return self.project.read_state(self.name)["password"]

	def fits(self) -> bool:
		is_whole = self.path.exists() and self.files.exists()
		return is_whole and self.project.read_state(self.name).get("key") == self.key()

	def keep(self, site: Site) -> None:
		self.project.drop_state(self.name)
		self.path.unlink(missing_ok=True)
		site.bench.command("--site", site.name, "backup", "--backup-path-db", self.path)
		with tarfile.open(self.files, "w") as tar:
			for folder in FILES:
				tar.add(site.folder / folder, folder)
		self.project.write_state(self.name, {"key": self.key(), "password": site.password})


# by tests that take back what they do; by users in a browser, an admin among them who changes ladders
USED, WALKED = "used", "walked"


class DumpedSite(Site):
	"""A test site: from a dump where one fits, else made as every site."""

	def __init__(
		self, setup: Setup, name: str, settings: dict | None = None, *, with_demo: bool = False
	) -> None:
		# Frappe lets a site have sixty new accounts an hour
		settings = {"allow_tests": 1, "throttle_user_limit": 1000, **(settings or {})}
		super().__init__(setup.bench, setup.services, name, settings)
		self.bare = Dump(self.project, "test-site", self.content_key)
		self.demo = Dump(self.project, "test-site-demo", self.demo_content_key)
		self.dumps = [self.demo, self.bare] if with_demo else [self.bare]

	def content_key(self) -> str:
		apps = [path for app in self.apps for path in files_but_tests(self.project.apps / app / app)]
		return hash_of(self.bench.commit(), self.project.settings["locale"], self.script(), *apps)

	def demo_content_key(self) -> str:
		"""What is due in the demo goes by the day on which it was loaded."""
		zone = ZoneInfo(self.project.settings["locale"]["time_zone"])
		return hash_of(self.content_key(), datetime.datetime.now(zone).date())

	def is_used(self, how: str = "") -> bool:
		used = self.project.read_state("used").get(self.name)
		return used == how if how else bool(used)

	def mark_used(self, how: str = "") -> None:
		self.project.write_state("used", {**self.project.read_state("used"), self.name: how})

	def make(self) -> None:
		# no row of the new database knows what earlier tests have left
		for folder in FILES:
			shutil.rmtree(self.folder / folder, ignore_errors=True)
		# Frappe's list of the test records that it has made: they are gone with the database
		(self.folder / ".test_log").unlink(missing_ok=True)
		if dump := next((dump for dump in self.dumps if dump.fits()), None):
			self.create(dump.password, ["--source-sql", dump.path])
			shutil.unpack_archive(dump.files, self.folder)
			self.configure(self.settings)
			# what Redis still knows of a site that had the same name, and what an interrupted run wanted done in it
			self.bench.command("--site", self.name, "clear-cache")
			self.bench.command("purge-jobs", "--site", self.name)
			for step in self.steps():
				step.keep(self.project)
		else:
			super().make()
		self.mark_used("")

	def migrate(self) -> None:
		"""Brings the site up to date: by a dump, where that is of the app as it is now."""
		if self.bare.fits():
			self.make()
		else:
			super().migrate()

	def dump_step(self) -> Step:
		"""Keeps what a new site is; one that tests have been on is none."""
		exists = lambda: self.bare.fits() or self.is_used()  # noqa: E731
		return Step("dump", "Dump of the test site", lambda: self.bare.keep(self), exists=exists)

	def fill(self) -> None:
		"""Loads the demo into a new site, and keeps the dump of that."""
		if not self.demo.fits():
			self.bench.command("--site", self.name, "execute", f"{DEMO}.load")
			self.demo.keep(self)


def files_but_tests(folder: Path) -> list[Path]:
	return [
		path
		for path in sorted(folder.rglob("*"))
		if path.is_file()
		and path.suffix != ".pyc"
		and not path.name.startswith("test_")
		and not {"tests", "public"} & set(path.relative_to(folder).parts)
	]
