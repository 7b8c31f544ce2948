"""Reads a JUnit file, given by name, and prints what it says as JSON. Runs in the bench's environment, for junitparser."""

import json
import sys

from junitparser import Error, Failure, JUnitXml, Skipped, TestSuite


def read(path: str) -> dict:
	"""Return {"passed": count, "failures": [[name, text]], "skipped": [[name, reason]]}; raises what the parser does."""
	found = {"passed": 0, "failures": [], "skipped": []}
	for case in cases(JUnitXml.fromfile(path)):
		name = f"{case.classname or ''}.{case.name or ''}"
		bad = [text_of(each) for each in case.result if isinstance(each, Failure | Error)]
		left_out = [each.message or text_of(each) for each in case.result if isinstance(each, Skipped)]
		if bad:
			found["failures"].append((name, "\n".join(bad)))
		elif left_out:
			found["skipped"].append((name, left_out[0]))
		else:
			found["passed"] += 1
	return found


def cases(report):
	for each in report:
		if isinstance(each, TestSuite):
			yield from cases(each)
		else:
			yield each


def text_of(result) -> str:
	return (result.text or result.message or "").strip()


if __name__ == "__main__":
	print(json.dumps(read(sys.argv[1])))
