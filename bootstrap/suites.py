"""What `make test` can run: which suites the words of ARGS choose, and what each of them needs."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from bootstrap.project import Project, SetupError, read_toml

HELP = """\
make test                                    every test, but machine, cluster and upgrade below
make test SAMPLE=9                           of what is tried in every combination a ninth, of the files of tests/ a fourth:
                                             others each day; all else as ever
make test ARGS="quick"                       in a minute: what needs no site, and a little of the app
make test ARGS="frappe-dependent"            what may come out otherwise on another Frappe
make test ARGS="unit"                        what needs no site: the bootstrap, pure functions of the app
make test ARGS="app"                         the app's tests, in two processes
make test ARGS="app con_center.numbering"   … one module or package; more words go to pytest
make test ARGS="frappe"                      Frappe's own tests, with the app installed, and some by its own runner
make test ARGS="bench"                       what of tests/ needs the served test site
make test ARGS="browser"                     one folder of tests/
make test ARGS="machine"                     `make production` on a Debian of its own; as root, by hand alone
make test ARGS="cluster"                     several machines, by the files of deploy/cluster; as root, by hand alone
make test ARGS="upgrade"                     a site with data comes from each release of the app
make test ARGS="upgrade" UPGRADE_URL=… UPGRADE_BRANCH=…   … and another one goes on to that newer Frappe
make test ARGS="tests/browser/test_x.py -k name"   a file; more words go to pytest
make bench ARGS="--site test.localhost run-tests --doctype Meeting"   those of a DocType, or of --app con_center, in Frappe's"""

APP = "con_center"
QUICK, FRAPPE_DEPENDENT = "quick", "frappe-dependent"
# The part of tests/install that needs the served test site.
ON_SITE = "install/site"
# Needs a site, but not that it is served.
APART = ("benchmark", "containers", "docs", "restore", "upgrade")
# By hand; the newer one needs a second source of Frappe, sets up a bench of its own, and runs with all where that is named.
UPGRADE = "upgrade"
RELEASES, NEWER = (f"{UPGRADE}/test_{name}.py" for name in ("releases", "upgrade"))
# Each makes machines of its own.
CLUSTER, MACHINE = "cluster", "machine"
# Asked for by name alone.
BY_NAME = (UPGRADE, CLUSTER, MACHINE)
# What a suite may take: with a sample of the combinations, and with all; by hand, somebody waits for what he has asked for.
SECONDS, SECONDS_OF_ALL, SECONDS_BY_NAME = 3300, 3 * 3600, 6 * 3600
# Nothing of the cluster is seen from outside, and nothing is left of it.
OF_THEIR_OWN = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
# Sends whole sessions of officers.
LOAD = "load"
# Kills the servers that others need.
DISTURBING = "faults"
# Of files that need a site, one run takes this part at the least, however small its sample of combinations is.
FEWEST = 4
# Lanes: suites of one lane run one after the other, lanes at the same time.
INSIDE, SERVED, BESIDE = "inside of Frappe", "served site", "beside"


@dataclass
class Suite:
	"""Some tests: the command that runs them, given the JUnit file to write."""

	name: str
	command: Callable[[Path], Sequence[str | Path]]
	folder: Path
	# the sites that it works on: no other lane has them
	sites: Sequence[str] = ()
	lane: str = INSIDE
	# all of a stage ends before the next one begins
	stage: int = 1
	needs_server: bool = False
	# kinds of Debian packages that it needs beside those of every test
	packages: Sequence[str] = ()
	# it fetches what it needs
	calls_out: bool = False
	# its users are locust's
	sends_sessions: bool = False
	may_skip: bool = False
	seconds: int = field(default_factory=lambda: SECONDS if os.environ.get("SAMPLE") else SECONDS_OF_ALL)
	# what it prints is shown as it comes
	is_shown: bool = False
	# what its tests write into the source of Frappe: a site that is updated would have it, too
	leaves: Sequence[Path] = ()
	# tests that have to fail, by the ends of their names, with the reason
	closed: Mapping[str, str] = field(default_factory=dict)


class Suites:
	"""All suites of a project."""

	def __init__(self, project: Project) -> None:
		self.project = project
		self.package = project.apps / APP / APP
		self.tests = project.root / "tests"
		names = project.settings["sites"]
		self.site, self.apart = names["test"], names["test_3"]
		self.copies = (names["test_1"], names["test_2"])

	def choose(self, words: Sequence[str]) -> list[Suite]:
		"""The suites for the words of ARGS; all without any. Raises SetupError for words that choose none."""
		first, *rest = words or [""]
		named = {
			"": self.all,
			QUICK: self.quick,
			FRAPPE_DEPENDENT: self.frappe_dependent,
			"unit": lambda: [self.bootstrap(rest), self.pure(rest)],
			"install": lambda: [self.bootstrap(rest)],
			"app": lambda: [self.app(rest)],
			"frappe": lambda: self.frappe(rest),
			"bench": lambda: list(self.bench(rest)),
		}
		if first in named:
			return named[first]()
		place = first.removeprefix("tests/")
		if place == UPGRADE:
			return [self.folder(RELEASES, rest), *self.upgrade(rest)]
		if (self.tests / place.partition("::")[0]).exists():
			return [self.folder(place, rest)]
		raise SetupError(f"There are no tests {first!r}.\n{HELP}")

	# the lanes

	def all(self) -> list[Suite]:
		return [self.app(), *self.frappe(), *self.bench(), self.bootstrap(lane=BESIDE), *self.upgrade()]

	def quick(self) -> list[Suite]:
		lane = self.lane(QUICK)
		return [self.app_parts(lane["app"], self.copies[:1]), self.pure(), self.bootstrap(lane=BESIDE)]

	def frappe_dependent(self) -> list[Suite]:
		lane = self.lane(FRAPPE_DEPENDENT)
		served = [self.folder(place) for place in lane["bench"]]
		return [self.app_parts(lane["app"], self.copies), *self.frappe(), *served]

	def lane(self, name: str) -> dict[str, Any]:
		return read_toml(self.project.config_folder / "tests.toml")[name]

	# the suites

	def pytest(
		self,
		name: str,
		places: Sequence[str | Path],
		words: Sequence[str] = (),
		within: Sequence[str] = (),
		**more,
	) -> Suite:
		"""A suite that pytest runs; within: a program that starts it."""

		def command(junit: Path) -> list[str | Path]:
			config = self.project.config_folder / "pytest.ini"
			base = [
				*within,
				self.project.python,
				"-m",
				"pytest",
				"-c",
				config,
				f"--rootdir={self.project.root}",
			]
			return [*base, f"--junitxml={junit}", *places, *words]

		return Suite(name, command, self.project.root, **more)

	def bootstrap(self, words: Sequence[str] = (), **more) -> Suite:
		return self.pytest("bootstrap", ["tests/install", f"--ignore=tests/{ON_SITE}"], words, **more)

	def pure(self, words: Sequence[str] = ()) -> Suite:
		"""The app's tests that do without Frappe."""
		return self.pytest("pure functions", pure_tests(self.package, self.project.root), words)

	def app(self, words: Sequence[str] = ()) -> Suite:
		"""The app's tests; a first word without dashes is a module or package."""
		if not words or words[0].startswith("-"):
			return self.app_parts([""], self.copies, words)
		path = words[0].replace(".", "/").removeprefix(f"{APP}/")
		found = [path for path in (f"{path}.py", path) if (self.package / path).exists()]
		if not found:
			raise SetupError(f"There is no module {words[0]!r}.\n{HELP}")
		return self.app_parts(found[:1], [self.site], words[1:])

	def app_parts(self, places: Sequence[str], sites: Sequence[str], words: Sequence[str] = ()) -> Suite:
		"""Tests inside of Frappe, in a process for each of the sites. Raises SetupError for a place that is not there."""
		paths = [self.package / place for place in places]
		if missing := [str(path) for path in paths if not path.exists()]:
			raise SetupError(f"config/tests.toml names what is not there: {', '.join(missing)}")
		spread = [f"-n{len(sites)}", "--dist=loadfile", "--no-loadscope-reorder"] if len(sites) > 1 else []
		return self.pytest(
			"app", paths, ["-p", "bootstrap.server.frappe_runner", *spread, *words], sites=sites, lane=INSIDE
		)

	def bench(self, words: Sequence[str] = ()) -> Iterator[Suite]:
		"""One suite for each folder of tests/ that needs a site."""
		folders = sorted(path.name for path in self.tests.iterdir() if path.name not in ("install", *BY_NAME))
		for place in (ON_SITE, *folders):
			files = sorted((self.tests / place).rglob("test_*.py"))
			if chosen := todays(files, min(int(os.environ.get("SAMPLE") or 1), FEWEST)):
				yield self.folder(place, words, chosen if len(chosen) < len(files) else ())

	def upgrade(self, words: Sequence[str] = ()) -> list[Suite]:
		"""From the Frappe of this run to that of UPGRADE_URL, where one is named."""
		return [self.folder(NEWER, words)] if os.environ.get("UPGRADE_URL") else []

	def folder(self, place: str, words: Sequence[str] = (), files: Sequence[Path] = ()) -> Suite:
		"""Tests of a folder or file below tests/, or of some files of it. Raises SetupError for an upgrade without a newer
		Frappe.
		"""
		first = place.partition("/")[0]
		if place.startswith(NEWER) and not os.environ.get("UPGRADE_URL"):
			raise SetupError("Name the newer Frappe: UPGRADE_URL=… UPGRADE_BRANCH=…")
		by_name = {"seconds": SECONDS_BY_NAME, "is_shown": True} if first in BY_NAME else {}
		if first == MACHINE or place.startswith(NEWER):
			packages = [MACHINE] if first == MACHINE else []
			more = {"lane": BESIDE, "calls_out": True, "packages": packages, **by_name}
			return self.pytest(f"tests/{place}", [f"tests/{place}"], words, **more)
		if first == CLUSTER:
			return self.cluster(place, words, **by_name)
		needs = (
			{"sites": [self.apart], "lane": BESIDE, **by_name}
			if first in APART
			else {"sites": [self.site], "lane": SERVED, "needs_server": True}
		)
		stage = 2 if first == DISTURBING else 1
		needs["sends_sessions"] = first == LOAD
		name = f"tests/{place}" + (f", today's {len(files)}" if files else "")
		return self.pytest(name, files or [f"tests/{place}"], words, stage=stage, **needs)

	def cluster(self, place: str, words: Sequence[str] = (), **more) -> Suite:
		"""Several machines, with a copy of the test site."""
		more = {"sites": [self.site], "packages": [CLUSTER], **more}
		return self.pytest(f"tests/{place}", [f"tests/{place}"], words, OF_THEIR_OWN, **more)

	def frappe(self, words: Sequence[str] = ()) -> list[Suite]:
		"""Frappe's own, on a site that is not served: a server remembers settings as they were before a test."""
		return [self.frappe_suite(name, each, words) for name, each in self.lane("frappe").items()]

	def frappe_suite(self, name: str, settings: dict[str, Any], more: Sequence[str]) -> Suite:
		site = self.copies[0]

		def command(junit: Path) -> list[str | Path]:
			frappe = [self.project.python, self.project.root / "bootstrap/server/frappe_tests.py", "frappe"]
			words = ["run-tests", *settings["words"], *more, "--junit-xml-output", junit]
			return [*frappe, "--site", site, *words]

		closed = {} if more else settings.get("closed", {})
		leaves = [self.project.apps / "frappe/frappe" / place for place in settings.get("leaves", ())]
		return Suite(name, command, self.project.sites, [site], may_skip=True, closed=closed, leaves=leaves)


def pure_tests(package: Path, root: Path) -> list[str]:
	"""Test files of the app that mention neither Frappe nor a test case that needs a site."""
	texts = {path: path.read_text() for path in sorted(package.rglob("test_*.py"))}
	needing = ("import frappe", "from frappe", "con_center.tests.case")
	return [
		str(path.relative_to(root))
		for path, text in texts.items()
		if not any(words in text for words in needing)
	]


def todays(files: Sequence[Path], parts: int, day: date | None = None) -> list[Path]:
	"""Of some files one of `parts` parts, another one each day; today's if no day is given."""
	number = (day or date.today()).toordinal()
	return [path for path in files if (crc32(path.name.encode()) + number) % parts == 0]
