"""`python -m frappe.utils.bench_helper` that reads more words from its input, as a JSON list: passwords.

Runs in the bench's environment.
"""

import json
import runpy
import sys

if __name__ == "__main__":
	sys.argv += json.load(sys.stdin)
	runpy.run_module("frappe.utils.bench_helper", run_name="__main__")
