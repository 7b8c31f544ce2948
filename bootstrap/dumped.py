"""The sites that tests run on. They are made once and kept as a dump; each test run begins on what that restores."""

from pathlib import Path

from bootstrap.project import hash_of
from bootstrap.setup import Setup
from bootstrap.site import Site
from bootstrap.steps import Step

DUMP = "dump"


class DumpedSite(Site):
	"""A test site: from the dump where there is one, else made as every site."""

	def __init__(self, setup: Setup, name: str, settings: dict | None = None) -> None:
		# Frappe lets a site have sixty new accounts an hour
		settings = {"allow_tests": 1, "throttle_user_limit": 1000, **(settings or {})}
		super().__init__(setup.bench, setup.services, name, settings)

	@property
	def dump(self) -> Path:
		return self.project.local / "test-site.sql.gz"

	def dump_key(self) -> str:
		"""A hash over all that what is in a new site depends on."""
		apps = [path for app in self.apps for path in files_but_tests(self.project.apps / app / app)]
		return hash_of(self.bench.commit(), self.project.settings["locale"], self.script(), *apps)

	def has_dump(self) -> bool:
		return self.dump.exists() and self.project.read_state(DUMP).get("key") == self.dump_key()

	def is_used(self) -> bool:
		return bool(self.project.read_state("used").get(self.name))

	def mark_used(self) -> None:
		self.project.write_state("used", {**self.project.read_state("used"), self.name: True})

	def make(self) -> None:
		if self.has_dump():
			self.create(self.project.read_state(DUMP)["password"], ["--source-sql", self.dump])
			self.configure(self.settings)
			# what Redis still knows of a site that had the same name
			self.bench.command("--site", self.name, "clear-cache")
			for step in self.steps()[1:]:
				step.keep(self.project)
		else:
			super().make()
		self.project.write_state("used", {**self.project.read_state("used"), self.name: False})

	def migrate(self) -> None:
		"""Brings the site up to date: by the dump, where that is of the app as it is now."""
		if self.has_dump():
			self.make()
		else:
			super().migrate()

	def dump_step(self) -> Step:
		return Step(
			DUMP, "Dump of the test site", self.keep_dump, exists=lambda: self.has_dump() or self.is_used()
		)

	def keep_dump(self) -> None:
		self.project.drop_state(DUMP)
		self.dump.unlink(missing_ok=True)
		self.bench.command("--site", self.name, "backup", "--backup-path-db", self.dump)
		self.project.write_state(DUMP, {"key": self.dump_key(), "password": self.password})


def files_but_tests(folder: Path) -> list[Path]:
	return [
		path
		for path in sorted(folder.rglob("*"))
		if path.is_file()
		and path.suffix != ".pyc"
		and not path.name.startswith("test_")
		and not {"tests", "public"} & set(path.relative_to(folder).parts)
	]
