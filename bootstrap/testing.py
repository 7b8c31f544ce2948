"""`make test`: sets up what is missing, runs suites, and adds up what they report.

Lanes run at the same time, each on sites of its own. Each suite writes a JUnit file; the sums come from these alone.
A suite that gives none, or no test, counts as a failure, and so does a skipped test of this project: what a test
needs must be there.
"""

import json
import shutil
import tempfile
import threading
import time
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from bootstrap import ports, tools
from bootstrap.benchmark import locust, locust_step
from bootstrap.console import duration, say, warn
from bootstrap.dumped import USED, WALKED, DumpedSite
from bootstrap.processes import CommandFailed, explained, run, tail
from bootstrap.project import Project, SetupError, hash_of
from bootstrap.setup import Setup
from bootstrap.steps import Step
from bootstrap.suites import HELP, Suite, Suites

# Of Frappe's development packages, one that is of no use to tests and calls home.
NOT_FOR_TESTS = {"pyngrok"}


@dataclass
class Result:
	"""What suites reported."""

	passed: int = 0
	failures: list[tuple[str, str]] = field(default_factory=list)
	skipped: list[tuple[str, str]] = field(default_factory=list)

	def add(self, other: "Result") -> None:
		self.passed += other.passed
		self.failures += other.failures
		self.skipped += other.skipped


def run_tests(setup: Setup, words: list[str]) -> int:
	"""Runs the suites that the words choose; the last line is `N passed, N failed`."""
	if words == ["help"]:
		say(HELP)
		return 0
	suites = Suites(setup.project).choose(words)
	tests = Tests(setup)
	try:
		tests.prepare(suites, fresh=not words)
		total = tests.run(suites)
	except SetupError as error:
		warn(f"\n{explained(error)}")
		total = Result(failures=[("set-up", str(error))])
	if source := setup.kept_source:
		say(f"\nFrappe: {source.title}, commit {source.commit[:12]}")
	say(f"{total.passed} passed, {len(total.failures)} failed")
	return 1 if total.failures else 0


class Tests:
	def __init__(self, setup: Setup) -> None:
		self.setup = setup
		self.project: Project = setup.project
		self.ports: dict[str, int] = {}
		self.stopped = threading.Event()
		self.is_fresh = False
		names = self.project.settings["sites"]
		self.site = DumpedSite(setup, names["test"], with_demo=True)
		# what is left to be done on the others is not for the workers of the served site
		apart = {"bench_id": "tests"}
		copies = [DumpedSite(setup, names[name], apart) for name in ("test_1", "test_2", "test_3")]
		self.sites = {site.name: site for site in (self.site, *copies)}

	# what they need

	def prepare(self, suites: Sequence[Suite], fresh: bool) -> None:
		"""Sets up what the suites need. A full run begins on new test sites, so that it starts from what is known; a
		narrowed one on a new one where a browser has been on it: an admin of the tests changes ladders and formats.
		"""
		setup = self.setup
		packages = Step("test-packages", "What only tests need", self.install_packages, self.packages_key)
		steps = setup.machine_steps("test", *{kind for suite in suites for kind in suite.packages})
		self.is_fresh = fresh
		wanted = {name for suite in suites for name in suite.sites}
		sites = [site for name, site in self.sites.items() if name in wanted]
		if sites:
			sending = any(suite.sends_sessions for suite in suites)
			of_sessions = [locust_step(setup)] if sending else []
			steps += [*setup.bench_steps(), packages, *of_sessions, *self.site_steps(sites)]
		else:
			steps += [*takewhile(lambda step: step.name != "node", setup.bench.steps()), packages]
		setup.run(steps)
		is_served = any(suite.needs_server for suite in suites)
		for site in sites:
			setup.services.start_data()
			site.mark_used(WALKED if is_served and site is self.site else USED)
		if is_served:
			self.start_servers()

	def site_steps(self, sites: Sequence[DumpedSite]) -> list[Step]:
		"""The test site comes first: the others are made from its dump."""
		for site in sites:
			if site.is_used(WALKED) or (self.is_fresh and site.is_used()):
				site.forget()
		is_short = any(not site.is_made() for site in sites) and not self.site.bare.fits()
		if is_short and self.site.is_used():
			self.site.forget()
		copies = [step for site in sites if site is not self.site for step in site.steps()]
		return [*self.site.steps(), self.site.dump_step(), *copies]

	def packages_key(self) -> str:
		return hash_of(self.setup.bench.env_key(), self.requirements(), self.site.name)

	def requirements(self) -> Path:
		return self.project.config_folder / "requirements" / "test.txt"

	def install_packages(self) -> None:
		wanted = [spec for app in self.project.app_names() for spec in dev_packages(self.project.apps / app)]
		self.setup.bench.install("-r", self.requirements(), *wanted)

	def start_servers(self) -> None:
		"""Serves the test site on ports of its own, beside a running `make start`."""
		used = self.setup.services.ports.values()
		self.ports = ports.choose(self.project.host, self.project.wanted_ports("test_ports"), used)
		web, socketio = self.ports["web"], self.ports["socketio"]
		self.site.configure({"socketio_port": socketio, "host_name": f"http://127.0.0.1:{web}"})
		self.setup.supervisor.start(
			*self.setup.services.site_services(self.site.name, web, socketio, "test-")
		)

	def environment(self, suite: Suite) -> dict[str, str]:
		"""What tests find in their environment."""
		site = self.sites[suite.sites[0]] if suite.sites else self.site
		bench = {
			"BENCH_ROOT": str(self.project.root),
			"SITE": site.name,
			"SITES": " ".join(suite.sites),
			"ADMIN_PASSWORD": site.password,
			"FRAPPE_SOURCE": self.setup.source().kind,
			"FRAPPE_REPOSITORY": self.setup.source().repository,
			"FRAPPE_COMMIT": self.setup.bench.commit(),
			"LOCUST": str(locust(self.project)),
			"CHROMIUM": tools.find_program("chromium-headless-shell") or "",
			"CI": "1",
		}
		if self.ports:
			bench["BASE_URL"] = f"http://127.0.0.1:{self.ports['web']}"
			bench["SOCKETIO_URL"] = f"http://127.0.0.1:{self.ports['socketio']}"
		env = tools.environment(self.project)
		return {**(env if suite.calls_out else tools.quiet(env)), **bench}

	# running them

	def run(self, suites: Sequence[Suite]) -> Result:
		total = Result()
		say()
		for stage in sorted({suite.stage for suite in suites}):
			now = [suite for suite in suites if suite.stage == stage]
			lanes = [[suite for suite in now if suite.lane == lane] for lane in {suite.lane for suite in now}]
			with ThreadPoolExecutor(len(lanes)) as pool:
				running = [pool.submit(self.run_lane, lane) for lane in lanes]
				try:
					wait(running)
				except BaseException:
					self.stopped.set()
					raise
				for each in running:
					total.add(each.result())
		return total

	def run_lane(self, suites: Sequence[Suite]) -> Result:
		total = Result()
		if self.is_fresh and suites[0].needs_server:
			# here, and not with the set-up: it takes a minute, in which the other lanes have begun
			self.site.fill()
		for suite in suites:
			if self.stopped.is_set():
				break
			started = time.monotonic()
			say(f"{suite.name} …")
			result = self.run_suite(suite)
			took = duration(time.monotonic() - started)
			say(f"{suite.name}: {result.passed} passed, {len(result.failures)} failed, {took}")
			show_failures(result)
			total.add(result)
		return total

	def run_suite(self, suite: Suite) -> Result:
		with tempfile.TemporaryDirectory() as folder:
			junit = Path(folder) / "junit.xml"
			code, output = 0, ""
			remove(suite.leaves)
			try:
				output = run(
					suite.command(junit),
					cwd=suite.folder,
					env=self.environment(suite),
					log=self.project.log,
					seconds=suite.seconds,
					show=say if suite.is_shown else None,
					stop=self.stopped,
				)
			except CommandFailed as error:
				code, output = 1, f"{error}\n{error.output}"
			finally:
				remove(suite.leaves)
			return judge(suite, self.read(junit), code, output)

	def read(self, junit: Path) -> Result | None:
		"""What a JUnit file says; None where it is missing or broken."""
		reader = self.project.root / "bootstrap" / "server" / "junit.py"
		try:
			said = json.loads(run([self.project.python, reader, junit], log=self.project.log, seconds=60))
		except (CommandFailed, ValueError):
			return None
		return Result(**said)


def remove(places: Sequence[Path]) -> None:
	for place in places:
		shutil.rmtree(place, ignore_errors=True)


def judge(suite: Suite, result: Result | None, code: int, output: str) -> Result:
	"""The result of a suite from its report, its exit code and its output."""
	if result is None:
		return Result(failures=[(suite.name, f"The tests gave no report.\n{tail(output, 60)}")])
	if not suite.may_skip:
		result.failures += [
			(name, f"skipped: {reason}\nA test that cannot run fails here.")
			for name, reason in result.skipped
		]
	if suite.closed:
		code = take_out_closed(suite, result)
	if code and not result.failures:
		result.failures.append((suite.name, f"The tests ended with an error.\n{tail(output, 60)}"))
	if not result.passed and not result.failures and not result.skipped:
		result.failures.append((suite.name, f"No test was found.\n{tail(output)}"))
	return result


def take_out_closed(suite: Suite, result: Result) -> int:
	"""Counts the failures that have to be as passed; 0 if they were all there is, 1 if one is missing."""
	for name, reason in suite.closed.items():
		failed = [each for each in result.failures if each[0].endswith(name)]
		result.failures = [each for each in result.failures if each not in failed]
		result.passed += len(failed)
		if not failed:
			result.failures.append((name, f"It passes, and should not: {reason}."))
	return int(bool(result.failures))


def show_failures(result: Result) -> None:
	for name, text in result.failures:
		warn(f"\n--- FAILED {name}\n{tail(text, 60)}\n")
	for name, reason in result.skipped:
		warn(f"    skipped {name}: {reason}")


def dev_packages(app: Path) -> list[str]:
	"""What an app's pyproject.toml names for development, as pip requirements."""
	file = app / "pyproject.toml"
	content = tomllib.loads(file.read_text()) if file.exists() else {}
	named = content.get("tool", {}).get("bench", {}).get("dev-dependencies", {})
	return [f"{name}{spec}" for name, spec in named.items() if name not in NOT_FOR_TESTS]
