"""Adding up tests: nothing that did not run counts as passed."""

import threading
import time
from datetime import date
from pathlib import Path

import pytest

from bootstrap import testing
from bootstrap.processes import CommandFailed, run
from bootstrap.project import SetupError
from bootstrap.server import junit
from bootstrap.suites import (
	BY_NAME,
	FEWEST,
	FRAPPE_DEPENDENT,
	QUICK,
	SECONDS,
	SECONDS_BY_NAME,
	SECONDS_OF_ALL,
	Suite,
	Suites,
	pure_tests,
	todays,
)
from bootstrap.testing import Result, dev_packages, judge
from tests.install.conftest import ROOT

CASES = """<testsuites><testsuite>
<testcase classname="a" name="good"/>
<testcase classname="a" name="bad"><failure message="no">because</failure></testcase>
<testcase classname="a" name="broken"><error>trace</error></testcase>
<testcase classname="a" name="in_parts"><failure>one</failure><failure>two</failure></testcase>
<testcase classname="a" name="left_out"><skipped message="no database">here</skipped></testcase>
</testsuite></testsuites>"""
FAILED = [("a.bad", "because"), ("a.broken", "trace"), ("a.in_parts", "one\ntwo")]


@pytest.fixture
def read(tmp_path):
	def of(text: str) -> Result:
		path = tmp_path / "junit.xml"
		path.write_text(text)
		return Result(**junit.read(str(path)))

	return of


def suite(**more) -> Suite:
	return Suite("suite", lambda path: [], None, **more)


def test_cases_are_counted(read):
	assert read(CASES) == Result(1, FAILED, [("a.left_out", "no database")])


def test_a_skipped_test_of_our_own_is_a_failure(read):
	assert len(judge(suite(), read(CASES), 1, "").failures) == 4
	assert len(judge(suite(may_skip=True), read(CASES), 1, "").failures) == 3


def test_what_has_to_fail_is_a_failure_when_it_passes(read):
	closed = suite(may_skip=True, closed={"bad": "it is closed"})
	assert [name for name, _text in judge(closed, read(CASES), 1, "").failures] == ["a.broken", "a.in_parts"]
	alone = '<testsuites><testsuite><testcase classname="a" name="bad"><failure/></testcase></testsuite></testsuites>'
	assert judge(closed, read(alone), 1, "") == Result(1)
	assert judge(closed, read(alone.replace("<failure/>", "")), 0, "").failures


def test_no_report_is_a_failure():
	assert "crashed here" in judge(suite(), None, 1, "crashed here").failures[0][1]


def test_half_a_report_is_an_error(read):
	with pytest.raises(SyntaxError):
		read(CASES[:90])


def test_no_test_is_a_failure(read):
	assert judge(suite(), read("<testsuites><testsuite/></testsuites>"), 0, "").failures


def test_an_error_after_the_last_test_is_a_failure(read):
	good = '<testsuites><testsuite><testcase classname="a" name="good"/></testsuite></testsuites>'
	assert judge(suite(), read(good), 1, "").failures
	assert not judge(suite(), read(good), 0, "").failures


def test_pure_tests_are_those_without_frappe(tmp_path):
	for name, text in {"test_a.py": "import unittest", "test_b.py": "import frappe", "b.py": ""}.items():
		(tmp_path / name).write_text(text)
	assert pure_tests(tmp_path, tmp_path) == ["test_a.py"]


def test_development_packages_of_an_app(tmp_path):
	(tmp_path / "pyproject.toml").write_text(
		'[tool.bench.dev-dependencies]\nFaker = "~=18.10.1"\npyngrok = "~=6.0.0"\nresponses = "==0.23.1"\n'
	)
	assert dev_packages(tmp_path) == ["Faker~=18.10.1", "responses==0.23.1"]
	assert dev_packages(tmp_path / "none") == []


# lanes


@pytest.fixture
def suites(project, monkeypatch) -> Suites:
	project.apps.rmdir()
	(project.root / "apps").symlink_to(ROOT / "apps")
	(project.root / "tests").symlink_to(ROOT / "tests")
	monkeypatch.delenv("SAMPLE", raising=False)
	return Suites(project)


def test_all_is_every_folder_of_tests(suites, monkeypatch):
	monkeypatch.delenv("UPGRADE_URL", raising=False)
	everything = {suite.name for suite in suites.choose([])}
	folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
	named = {f"tests/{folder.relative_to(ROOT / 'tests')}" for folder in folders} - {"tests/install"}
	by_name = {f"tests/{name}" for name in BY_NAME}
	assert named - everything == by_name and {"app", "bootstrap"} <= everything


def test_a_sample_takes_other_files_each_day_and_all_of_them_in_as_many_days(suites, monkeypatch):
	files = sorted((ROOT / "tests").rglob("test_*.py"))
	days = [todays(files, FEWEST, date(2026, 1, day)) for day in range(1, FEWEST + 1)]
	assert sorted(path for day in days for path in day) == files
	assert all(len(day) > len(files) / FEWEST / 2 for day in days)
	monkeypatch.setenv("SAMPLE", "9")
	taken = {each.name: each for each in suites.choose([])}
	[browser] = [each for name, each in taken.items() if name.startswith("tests/browser, today's ")]
	named = {word for word in browser.command(Path("junit.xml")) if "tests/browser" in str(word)}
	assert named == set(todays(sorted((suites.tests / "browser").glob("test_*.py")), FEWEST))
	assert {"app", "bootstrap"} <= set(taken)
	# who names a folder gets all of it
	assert [each.name for each in suites.choose(["browser"])] == ["tests/browser"]


def test_an_upgrade_of_frappe_needs_a_second_source(suites, monkeypatch):
	monkeypatch.delenv("UPGRADE_URL", raising=False)
	with pytest.raises(SetupError, match="UPGRADE_URL"):
		suites.choose(["tests/upgrade/test_upgrade.py"])
	assert [each.name for each in suites.choose(["upgrade"])] == ["tests/upgrade/test_releases.py"]
	monkeypatch.setenv("UPGRADE_URL", "/a/newer/frappe")
	chosen = [suites.choose(words) for words in ([], ["upgrade"], ["tests/upgrade"])]
	assert [sum(each.calls_out for each in some) for some in chosen] == [1, 1, 1]


@pytest.mark.parametrize("name", BY_NAME)
def test_who_asks_for_a_long_suite_sees_it_come_and_it_may_take_hours(suites, name, monkeypatch):
	monkeypatch.setenv("UPGRADE_URL", "/a/newer/frappe")
	for suite in suites.choose([name]):
		assert (suite.seconds, suite.is_shown) == (SECONDS_BY_NAME, True), suite.name
	for sample, seconds in (("", SECONDS_OF_ALL), ("9", SECONDS)):
		monkeypatch.setenv("SAMPLE", sample)
		assert {each.seconds for each in suites.choose(["bench"])} == {seconds}


def test_what_tests_write_into_frappe_goes_before_and_after(project, tmp_path):
	tests = object.__new__(testing.Tests)
	tests.project, tests.stopped = project, threading.Event()
	tests.environment = lambda _suite: {}
	left = tmp_path / "left"
	left.mkdir()
	# of Frappe's own mkdir: it fails where the folder is there already
	making = Suite("x", lambda _junit: ["mkdir", left], project.root, leaves=[left])
	assert "ended with code" not in str(tests.run_suite(making).failures)
	assert not left.exists()


def test_what_a_suite_prints_comes_while_it_runs(project, capsys):
	tests = object.__new__(testing.Tests)
	tests.project, tests.stopped = project, threading.Event()
	tests.environment = lambda _suite: {}
	for is_shown in (True, False):
		printing = Suite("x", lambda _junit: ["echo", "round 1"], project.root, is_shown=is_shown)
		tests.run_suite(printing)
		assert ("round 1" in capsys.readouterr().out) == is_shown
	slow = Suite("x", lambda _junit: ["sleep", "60"], project.root, seconds=1)
	assert "took longer than 1 seconds" in tests.run_suite(slow).failures[0][1]


@pytest.mark.parametrize("words", [[], [QUICK], [FRAPPE_DEPENDENT], ["app"], ["bench"]])
def test_no_two_lanes_share_a_site(suites, words):
	lanes: dict[str, set[str]] = {}
	for each in suites.choose(words):
		lanes.setdefault(each.lane, set()).update(each.sites)
	assert sum(map(len, lanes.values())) == len(set().union(*lanes.values()))


def test_what_kills_servers_runs_when_the_others_have_ended(suites):
	chosen = suites.choose([])
	[faults] = [each for each in chosen if each.name == "tests/faults"]
	assert all(each.stage < faults.stage for each in chosen if each.sites and each is not faults)


def test_tests_that_are_not_there_are_refused(suites):
	for words in (["no-such"], ["app", "con_center.no_such"]):
		with pytest.raises(SetupError, match=r"There (are|is) no"):
			suites.choose(words)


def test_what_runs_is_ended_when_the_run_is_stopped():
	stop = threading.Event()
	threading.Timer(0.5, stop.set).start()
	begun = time.monotonic()
	with pytest.raises(CommandFailed, match="was stopped"):
		run(["sleep", "60"], stop=stop)
	assert time.monotonic() - begun < 30
