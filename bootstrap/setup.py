"""The parts of one run, put together."""

from bootstrap import packages, tools
from bootstrap.administrator import settle_demo
from bootstrap.bench import Bench
from bootstrap.console import Log
from bootstrap.project import Project
from bootstrap.services import Services
from bootstrap.site import Site
from bootstrap.sources import Source, Sources, settle
from bootstrap.steps import Step
from bootstrap.supervisor import Supervisor


class Setup:
	"""All parts of one run, put together."""

	def __init__(self, project: Project, supervisor: Supervisor) -> None:
		self.project = project
		self.supervisor = supervisor
		self.log = Log(project.logs / "setup.log")
		self.sources = Sources(project, self.log)
		self.bench = Bench(project, self.log, self.source)
		self.services = Services(project, supervisor, self.log)
		self.kept_source: Source | None = None

	def source(self) -> Source:
		if not self.kept_source:
			self.kept_source = settle(self.project, self.sources)
		return self.kept_source

	def machine_steps(self, *more: str) -> list[Step]:
		"""What the machine needs; `more`: "test", "benchmark"."""
		return [self.packages_step(*more), *tools.steps(self.project, self.log)]

	def packages_step(self, *more: str) -> Step:
		wanted = packages.missing(self.project, *more)
		title = f"Debian packages: installing {', '.join(wanted)}" if wanted else "Debian packages"
		return Step("packages", title, lambda: packages.install(wanted, self.log), exists=lambda: not wanted)

	def bench_steps(self) -> list[Step]:
		database = Step("database", "MariaDB", self.services.make_database, exists=self.services.has_database)
		servers = Step("servers", "MariaDB and Redis running", self.services.start_data, exists=lambda: False)
		*first, assets = self.bench.steps()
		return [*first, database, servers, assets]

	def start_site(self) -> Site:
		name = self.project.settings["sites"]["start"]
		is_demo = settle_demo(self.project, name)
		return Site(self.bench, self.services, name, {"mute_emails": 1 if is_demo else None}, is_demo=is_demo)
