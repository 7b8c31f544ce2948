"""For the registry copy of Frappe (15.0.0-dev of August 2023); goes with it, as `public/css/frappe_2023.css` does.

Its lists have no hook for all DocTypes, and do not tell the hook of one which it is: so each DocType has a name in
here, to which a function answers that knows it.
"""

from collections.abc import Callable
from functools import partial, wraps

import frappe

from con_center import registry
from con_center.access.conditions import for_lists
from con_center.compat import IS_OF_2023

CONDITIONS = "conditions_of_"


def permission_query_conditions() -> dict[str, str]:
	"""Return the hooks of lists for each of our DocTypes; none where Frappe has the hook for all."""
	if not IS_OF_2023:
		return {}
	return {doctype: f"{__name__}.{CONDITIONS}{slug}" for slug, doctype in _by_slug().items()}


def read_only(function: Callable) -> Callable:
	"""Frappe's own decorator, which takes the function's name away there: no door would know it."""
	return wraps(function)(frappe.read_only()(function))


def stylesheets() -> list[str]:
	"""Return what its desk and its pages to sign in look like otherwise than those of later versions."""
	return ["/assets/con_center/css/frappe_2023.css"] if IS_OF_2023 else []


def __getattr__(name: str):
	doctype = _by_slug().get(name.removeprefix(CONDITIONS)) if name.startswith(CONDITIONS) else None
	if not doctype:
		raise AttributeError(name)
	return partial(for_lists, doctype=doctype)


def _by_slug() -> dict[str, str]:
	return {frappe.scrub(doctype): doctype for doctype in (*registry.scoped(), *registry.parent_of_row())}
