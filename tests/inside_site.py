"""Calls a function of a file with Frappe's own Python in a site, and prints what it answers as JSON, on the last line:
inside_site.py FILE SITE FUNCTION [WORDS]. Without an error, what it has changed is committed.
"""

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location

import frappe

if __name__ == "__main__":
	file, site, function, *words = sys.argv[1:]
	spec = spec_from_file_location("inside", file)
	module = module_from_spec(spec)
	spec.loader.exec_module(module)
	frappe.init(site=site)
	frappe.connect()
	try:
		answer = getattr(module, function)(*words)
		frappe.db.commit()
	finally:
		frappe.destroy()
	sys.stdout.write("\n" + json.dumps(answer, ensure_ascii=False, default=str))
