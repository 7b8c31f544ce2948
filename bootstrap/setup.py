"""The parts of one run, put together."""

from collections.abc import Sequence

from bootstrap import packages, tools
from bootstrap.administrator import settle_demo
from bootstrap.bench import Bench
from bootstrap.console import say
from bootstrap.project import Project
from bootstrap.services import Services
from bootstrap.site import Site
from bootstrap.sources import Source, Sources, settle
from bootstrap.steps import Step, run_steps
from bootstrap.supervisor import Supervisor


class Setup:
	"""All parts of one run, put together."""

	def __init__(self, project: Project, supervisor: Supervisor) -> None:
		self.project = project
		self.supervisor = supervisor
		self.sources = Sources(project)
		self.bench = Bench(project, self.source)
		self.services = Services(project, supervisor)
		self.kept_source: Source | None = None

	def source(self) -> Source:
		if not self.kept_source:
			self.kept_source = settle(self.project, self.sources)
		return self.kept_source

	def run(self, steps: Sequence[Step]) -> None:
		"""Runs what is not done yet."""
		root = self.project.root
		say(f"Setting up below {root}; details in {self.project.log.path.relative_to(root)}")
		run_steps(self.project, steps)

	def machine_steps(self, *more: str) -> list[Step]:
		"""What the machine needs; `more`: "test", "benchmark"."""
		return [self.packages_step(*more), *tools.steps(self.project)]

	def packages_step(self, *more: str) -> Step:
		wanted = packages.missing(self.project, *more)
		title = f"Debian packages: installing {', '.join(wanted)}" if wanted else "Debian packages"
		return Step(
			"packages", title, lambda: packages.install(wanted, self.project.log), exists=lambda: not wanted
		)

	def bench_steps(self) -> list[Step]:
		database = Step("database", "MariaDB", self.services.make_database, exists=self.services.has_database)
		servers = Step("servers", "MariaDB and Redis running", self.services.start_data, exists=lambda: False)
		*first, assets = self.bench.steps()
		return [*first, database, servers, assets]

	def start_site(self) -> Site:
		name = self.project.settings["sites"]["start"]
		is_demo = settle_demo(self.project, name)
		return Site(self.bench, self.services, name, {"mute_emails": 1 if is_demo else None}, is_demo=is_demo)
