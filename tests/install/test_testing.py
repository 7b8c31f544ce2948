"""Adding up tests: nothing that did not run counts as passed."""

import pytest

from bootstrap.testing import Suite, dev_packages, judge, pure_tests, read_junit

CASES = """<testsuites><testsuite>
<testcase classname="a" name="good"/>
<testcase classname="a" name="bad"><failure message="no">because</failure></testcase>
<testcase classname="a" name="broken"><error>trace</error></testcase>
<testcase classname="a" name="left_out"><skipped message="no database"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def junit(tmp_path):
	def write(text):
		path = tmp_path / "junit.xml"
		path.write_text(text)
		return path

	return write


def suite(**more) -> Suite:
	return Suite("suite", lambda path: [], None, **more)


def test_cases_are_counted(junit):
	result = read_junit(junit(CASES))
	assert result.passed == 1
	assert result.failures == [("a.bad", "because"), ("a.broken", "trace")]
	assert result.skipped == [("a.left_out", "no database")]


def test_a_skipped_test_of_our_own_is_a_failure(junit):
	assert len(judge(suite(), junit(CASES), 1, "").failures) == 3
	assert len(judge(suite(may_skip=True), junit(CASES), 1, "").failures) == 2


def test_no_report_is_a_failure(tmp_path):
	assert "crashed here" in judge(suite(), tmp_path / "none.xml", 1, "crashed here").failures[0][1]


def test_half_a_report_is_a_failure(junit):
	assert judge(suite(), junit(CASES[:90]), 0, "").failures


def test_no_test_is_a_failure(junit):
	assert judge(suite(), junit("<testsuite/>"), 0, "").failures


def test_an_error_after_the_last_test_is_a_failure(junit):
	good = '<testsuite><testcase classname="a" name="good"/></testsuite>'
	assert judge(suite(), junit(good), 1, "").failures
	assert not judge(suite(), junit(good), 0, "").failures


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
