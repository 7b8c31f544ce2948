"""Walks the installed apps for what their clients may call."""

import importlib
import pkgutil
import sys
from functools import cache

import frappe

# nothing to call in there: commands, tests, what writes code
NOT_WALKED = (".tests", ".test_", ".patches", ".commands", ".boilerplate", ".testing", ".parallel_test", ".build", ".gettext", ".deferred_insert")  # fmt: skip


@cache
def whitelisted(methods: bool = False) -> dict:
	"""Return the functions that clients may call in this installation, or the methods of documents, by name."""
	for package in frappe.get_all_apps():
		module = importlib.import_module(package)
		for found in pkgutil.walk_packages(module.__path__, f"{package}.", onerror=lambda name: None):
			if not any(part in found.name for part in NOT_WALKED):
				try:
					importlib.import_module(found.name)
				except ImportError:
					continue  # needs what is not installed: nobody can call it
	found = {_name_of(function): function for function in frappe.whitelisted}
	return {
		name: function
		for name, function in sorted(found.items())
		if ("." in function.__qualname__ and "<locals>" not in function.__qualname__) == methods
	}


def _name_of(function) -> str:
	"""Return the dotted name by which a function is called; the older Frappe hides some behind a wrapper without it."""
	if "<locals>" not in function.__qualname__:
		return f"{function.__module__}.{function.__qualname__}"
	return min(
		f"{name}.{attribute}"
		for name, module in sys.modules.items()
		if name.startswith("frappe.") and ".tests" not in name
		for attribute, value in vars(module).items()
		if value is function
	)
