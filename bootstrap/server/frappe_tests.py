"""`bench run-tests`, with the JUnit file that it is asked for on Frappe 16, too, whose runner opens one and writes nothing.

Used like `python -m frappe.utils.bench_helper`. Runs in the bench's environment, for junitparser.
"""

import runpy
import sys

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

ASKED = "--junit-xml-output"


def keep_report(path: str, runner: type, result: type) -> None:
	"""Have what Frappe's runner finds written to a file, after each of its runs."""
	suite = TestSuite("Frappe's runner")
	run, add_success = runner.run, result.addSuccess

	def note_success(self, test) -> None:
		add_success(self, test)
		suite.add_testcase(case_of(test))

	def run_and_write(self, tests):
		found = run(self, tests)
		bad = [*found.failures, *found.errors, *((test, "It passes.") for test in found.unexpectedSuccesses)]
		for kind, each in ((Failure, bad), (Skipped, found.skipped)):
			suite.add_testcases([case_of(test, kind(text)) for test, text in each])
		report = JUnitXml()
		report.add_testsuite(suite)
		report.write(path)
		return found

	runner.run, result.addSuccess = run_and_write, note_success


def case_of(test, *result) -> TestCase:
	classname, _dot, name = test.id().rpartition(".")
	case = TestCase(name, classname)
	case.result = list(result)
	return case


def main() -> None:
	try:
		from frappe.testing.result import TestResult
		from frappe.testing.runner import TestRunner
	except ImportError:
		pass  # Frappe 15 writes its own
	else:
		if ASKED in sys.argv:
			keep_report(sys.argv[sys.argv.index(ASKED) + 1], TestRunner, TestResult)
	runpy.run_module("frappe.utils.bench_helper", run_name="__main__")


if __name__ == "__main__":
	main()
