"""`make test`: sets up what is missing, runs every suite, and adds up what they report.

Each suite writes a JUnit file; the sums come from these alone. A suite that gives none, or no test, counts as
a failure, and so does a skipped test of this project: what a test needs must be there.
"""

import tempfile
import time
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bootstrap import ports, tools
from bootstrap.console import duration, say, warn
from bootstrap.processes import CommandFailed, run, tail
from bootstrap.project import Project, SetupError, hash_of
from bootstrap.services import quiet
from bootstrap.setup import Setup
from bootstrap.site import Site
from bootstrap.steps import Step, run_steps

HELP = """\
make test                                    every test
make test ARGS="unit"                        what needs no site: the bootstrap, pure functions of the app
make test ARGS="app"                         the app's tests, in Frappe's test runner
make test ARGS="app con_center.scope.test_scope"   … one module; more words go to `bench run-tests`
make test ARGS="frappe"                      Frappe's own tests, with the app installed
make test ARGS="bench"                       what of tests/ needs the served test site
make test ARGS="browser"                     one folder of tests/
make test ARGS="tests/browser/test_x.py -k name"   a file; more words go to pytest"""

APP = "con_center"
# Frappe's own tests that must still pass with the app installed.
FRAPPE_TESTS = {
	"Frappe: Workflow": ("--module", "frappe.workflow.doctype.workflow.test_workflow"),
	"Frappe: Document": ("--module", "frappe.tests.test_document"),
	"Frappe: Naming": ("--module", "frappe.tests.test_naming"),
	"Frappe: Print Format": ("--doctype", "Print Format"),
}
SUITE_SECONDS = 2400
# The part of tests/install that needs the served test site.
ON_SITE = "site"
# Of Frappe's development packages, one that is of no use to tests and calls home.
NOT_FOR_TESTS = {"pyngrok"}


@dataclass
class Result:
	"""What one suite reported."""

	passed: int = 0
	failures: list[tuple[str, str]] = field(default_factory=list)
	skipped: list[tuple[str, str]] = field(default_factory=list)

	def add(self, other: "Result") -> None:
		self.passed += other.passed
		self.failures += other.failures
		self.skipped += other.skipped


@dataclass
class Suite:
	"""Some tests: the command that runs them, given the JUnit file to write."""

	name: str
	command: Callable[[Path], Sequence[str | Path]]
	folder: Path
	needs_site: bool = False
	needs_server: bool = False
	# no server may run beside it
	alone: bool = False
	may_skip: bool = False


def run_tests(setup: Setup, words: list[str]) -> int:
	"""Runs the suites that the words choose; the last line is `N passed, N failed`."""
	if words == ["help"]:
		say(HELP)
		return 0
	tests = Tests(setup)
	suites = tests.choose(words)
	try:
		tests.prepare(suites, fresh=not words)
		total = tests.run(suites)
	except SetupError as error:
		output = tail(error.output) if isinstance(error, CommandFailed) else ""
		warn(f"\n{error}\n{output}\nAll details: {setup.log.path}")
		total = Result(failures=[("set-up", str(error))])
	say(
		f"\nFrappe: {setup.kept_source.title}, commit {setup.kept_source.commit[:12]}"
		if setup.kept_source
		else ""
	)
	say(f"{total.passed} passed, {len(total.failures)} failed")
	return 1 if total.failures else 0


class Tests:
	def __init__(self, setup: Setup) -> None:
		self.setup = setup
		self.project: Project = setup.project
		self.ports = {}
		self.servers: list[str] = []
		names = self.project.settings["sites"]
		# Frappe lets a site have sixty new accounts an hour
		settings = {"allow_tests": 1, "throttle_user_limit": 1000}
		self.site = Site(setup.bench, setup.services, names["test"], settings)

	# which tests

	def choose(self, words: list[str]) -> list[Suite]:
		"""The suites for the words of ARGS; all without any."""
		if not words:
			# Frappe's own come last: its workflow test takes a column of the site's tables away
			return [self.install_suite(), self.app_suite([]), *self.bench_suites(), *self.frappe_suites()]
		first, *rest = words
		if first == "unit":
			return [self.install_suite(rest), self.pure_suite(rest)]
		if first == "install":
			return [self.install_suite(rest)]
		if first == "app":
			return [self.app_suite(rest)]
		if first == "frappe":
			return self.frappe_suites(rest)
		if first == "bench":
			return self.bench_suites(rest)
		if (self.project.root / "tests" / first).is_dir():
			return [self.server_suite(first, [f"tests/{first}"], rest)]
		if (self.project.root / first.partition("::")[0]).exists():
			return [self.server_suite(first, [first], rest)]
		raise SetupError(f"There are no tests {first!r}.\n{HELP}")

	def pytest(self, name: str, places: Sequence[str], rest: Sequence[str], **needs: bool) -> Suite:
		def command(junit: Path) -> list[str | Path]:
			config = self.project.config_folder / "pytest.ini"
			base = [self.project.python, "-m", "pytest", "-c", config, f"--rootdir={self.project.root}"]
			return [*base, f"--junitxml={junit}", *places, *rest]

		return Suite(name, command, self.project.root, **needs)

	def install_suite(self, rest: Sequence[str] = ()) -> Suite:
		return self.pytest("bootstrap", ["tests/install", f"--ignore=tests/install/{ON_SITE}"], rest)

	def pure_suite(self, rest: Sequence[str]) -> Suite:
		"""The app's tests that do without Frappe."""
		return self.pytest(
			"pure functions", pure_tests(self.project.apps / APP / APP, self.project.root), rest
		)

	def server_suite(self, name: str, places: Sequence[str], rest: Sequence[str]) -> Suite:
		return self.pytest(name, places, rest, needs_site=True, needs_server=True)

	def bench_suites(self, rest: Sequence[str] = ()) -> list[Suite]:
		"""One suite for each folder of tests/ that has tests for the served site."""
		tests = self.project.root / "tests"
		folders = [
			tests / "install" / ON_SITE,
			*sorted(path for path in tests.iterdir() if path.name != "install"),
		]
		used = [folder for folder in folders if folder.is_dir() and any(folder.rglob("test_*.py"))]
		places = [folder.relative_to(self.project.root).as_posix() for folder in used]
		return [self.server_suite(place, [place], rest) for place in places]

	def app_suite(self, words: Sequence[str]) -> Suite:
		"""The app's tests in Frappe's runner; a first word without dashes is a module."""
		which = ["--module", words[0], *words[1:]] if words and not words[0].startswith("-") else list(words)
		return self.frappe_runner("app", ["--app", APP, *which])

	def frappe_suites(self, rest: Sequence[str] = ()) -> list[Suite]:
		suites = [self.frappe_runner(name, [*which, *rest]) for name, which in FRAPPE_TESTS.items()]
		for suite in suites:
			# a server that works on what is left to do remembers settings as they were before a test changed them
			suite.may_skip = suite.alone = True
		return suites

	def frappe_runner(self, name: str, words: Sequence[str]) -> Suite:
		def command(junit: Path) -> list[str | Path]:
			python = [
				self.project.python,
				"-m",
				"frappe.utils.bench_helper",
				"frappe",
				"--site",
				self.site.name,
			]
			return [*python, "run-tests", *words, "--junit-xml-output", junit]

		return Suite(name, command, self.project.sites, needs_site=True)

	# what they need

	def prepare(self, suites: Sequence[Suite], fresh: bool) -> None:
		"""Sets up what the suites need. A full run gets a new test site, so that it starts from what is known."""
		setup = self.setup
		needs_site = any(suite.needs_site for suite in suites)
		packages = Step("test-packages", "What only tests need", self.install_packages, self.packages_key)
		source, python, *_ = setup.bench.steps()
		steps = [*setup.machine_steps("test")]
		if needs_site:
			if fresh and self.project.read_state("used").get(self.site.name):
				self.site.steps()[0].forget(self.project)
			steps += [*setup.bench_steps(), packages, *self.site.steps()]
		else:
			steps += [source, python, packages]
		say(
			f"Setting up below {self.project.root}; details in {setup.log.path.relative_to(self.project.root)}"
		)
		run_steps(self.project, steps)
		if needs_site:
			setup.services.start_data()
			self.project.write_state("used", {self.site.name: True})
		if any(suite.needs_server for suite in suites):
			self.start_servers()
			# as `make start` does: tests/faults kill what they are served by
			setup.supervisor.watch_beside()

	def packages_key(self) -> str:
		return hash_of(self.setup.bench.env_key(), *self.requirements(), self.site.name)

	def requirements(self) -> list[Path]:
		return [self.project.config_folder / "requirements" / "test.txt"]

	def install_packages(self) -> None:
		words = [word for path in self.requirements() for word in ("-r", path)]
		wanted = [spec for app in self.project.app_names() for spec in dev_packages(self.project.apps / app)]
		self.setup.bench.uv("pip", "install", "--python", self.project.python, *words, *wanted)

	def start_servers(self) -> None:
		"""Serves the test site on ports of its own, beside a running `make start`."""
		used = self.setup.services.ports.values()
		self.ports = ports.choose(self.project.host, self.project.wanted_ports("test_ports"), used)
		url = f"http://127.0.0.1:{self.ports['web']}"
		self.site.configure({"socketio_port": self.ports["socketio"], "host_name": url})
		web, socketio = self.ports["web"], self.ports["socketio"]
		for service in self.setup.services.site_services(self.site.name, web, socketio, "test-"):
			self.setup.supervisor.start(service)
			self.servers.append(service.name)

	def stop_servers(self) -> None:
		if self.servers:
			self.setup.supervisor.stop(*self.servers)
		self.servers, self.ports = [], {}

	def environment(self) -> dict[str, str]:
		"""What tests find in their environment."""
		bench = {
			"BENCH_ROOT": str(self.project.root),
			"SITE": self.site.name,
			"ADMIN_PASSWORD": self.site.password,
			"FRAPPE_SOURCE": self.setup.source().kind,
			"CHROMIUM": tools.find_program("chromium") or "",
			"CI": "1",
		}
		if self.ports:
			bench["BASE_URL"] = f"http://127.0.0.1:{self.ports['web']}"
			bench["SOCKETIO_URL"] = f"http://127.0.0.1:{self.ports['socketio']}"
		return {**quiet(tools.environment(self.project)), **bench}

	# running them

	def run(self, suites: Sequence[Suite]) -> Result:
		total = Result()
		say()
		for suite in suites:
			if suite.alone:
				self.stop_servers()
			started = time.monotonic()
			print(f"{suite.name} … ", end="", flush=True)
			result = self.run_suite(suite)
			took = duration(time.monotonic() - started)
			say(f"{result.passed} passed, {len(result.failures)} failed, {took}")
			show_failures(result)
			total.add(result)
		return total

	def run_suite(self, suite: Suite) -> Result:
		with tempfile.TemporaryDirectory() as folder:
			junit = Path(folder) / "junit.xml"
			code, output = 0, ""
			try:
				output = run(
					suite.command(junit),
					cwd=suite.folder,
					env=self.environment(),
					log=self.setup.log,
					seconds=SUITE_SECONDS,
				)
			except CommandFailed as error:
				code, output = 1, f"{error}\n{error.output}"
			return judge(suite, junit, code, output)


def judge(suite: Suite, junit: Path, code: int, output: str) -> Result:
	"""The result of a suite from its JUnit file, its exit code and its output."""
	try:
		result = read_junit(junit)
	except (OSError, ElementTree.ParseError):
		return Result(failures=[(suite.name, f"The tests gave no report.\n{tail(output, 60)}")])
	if not suite.may_skip:
		result.failures += [
			(name, f"skipped: {reason}\nA test that cannot run fails here.")
			for name, reason in result.skipped
		]
	if code and not result.failures:
		result.failures.append((suite.name, f"The tests ended with an error.\n{tail(output, 60)}"))
	if not result.passed and not result.failures and not result.skipped:
		result.failures.append((suite.name, f"No test was found.\n{tail(output)}"))
	return result


def read_junit(path: Path) -> Result:
	"""Adds up the test cases of a JUnit file."""
	result = Result()
	for case in ElementTree.parse(path).iter("testcase"):
		name = f"{case.get('classname', '')}.{case.get('name', '')}"
		bad = [child for child in case if child.tag in ("failure", "error")]
		skipped = case.find("skipped")
		if bad:
			result.failures.append((name, "\n".join(text_of(child) for child in bad)))
		elif skipped is not None:
			result.skipped.append((name, skipped.get("message") or text_of(skipped)))
		else:
			result.passed += 1
	return result


def text_of(element: ElementTree.Element) -> str:
	return (element.text or element.get("message") or "").strip()


def show_failures(result: Result) -> None:
	for name, text in result.failures:
		warn(f"\n--- FAILED {name}\n{tail(text, 60)}\n")
	for name, reason in result.skipped:
		warn(f"    skipped {name}: {reason}")


def pure_tests(package: Path, root: Path) -> list[str]:
	"""Test files of the app whose folders and selves do not mention Frappe."""
	return [
		str(path.relative_to(root))
		for path in sorted(package.rglob("test_*.py"))
		if "import frappe" not in path.read_text() and "from frappe" not in path.read_text()
	]


def dev_packages(app: Path) -> list[str]:
	"""What an app's pyproject.toml names for development, as pip requirements."""
	file = app / "pyproject.toml"
	content = tomllib.loads(file.read_text()) if file.exists() else {}
	named = content.get("tool", {}).get("bench", {}).get("dev-dependencies", {})
	return [f"{name}{spec}" for name, spec in named.items() if name not in NOT_FOR_TESTS]
