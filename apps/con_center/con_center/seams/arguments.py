"""What clients send fits the function they call: else the answer says so, in their language.

Frappe (15) checks arguments by the annotations of what clients may call. Its error has no words that the desk could
show, and an argument too few or too many is an error of the server. Lists and dicts come as such or as JSON, which
the annotations below read: what is inside of them is checked, too.
"""

import inspect
import math
from functools import cache

import frappe
from frappe import _
from frappe.exceptions import FrappeTypeError
from frappe.utils import get_datetime
from pydantic import Json

Dict = dict | Json[dict]
Names = list[str] | Json[list[str]]
FilterRows = list[list | dict] | Json[list[list | dict]]
Filters = dict | FilterRows | Json[dict] | None


class ArgumentError(frappe.ValidationError, FrappeTypeError):
	pass


def transform_parameter_types(func, args: tuple, kwargs: dict):
	try:
		if not _fit(func, args, kwargs):
			_signature(func).bind(*args, **kwargs)
		return transform_parameter_types.of_frappe(func, args, kwargs)
	except TypeError as error:
		frappe.throw(
			_("What was sent does not fit. Reload the page and try again. ({0})").format(
				frappe.utils.escape_html(str(error))
			),
			ArgumentError,
		)


def _fit(func, args: tuple, kwargs: dict) -> bool:
	"""Tell whether these arguments fit for certain: each request asks several times, and binding takes longer."""
	needed, in_order, by_name = _names(func)
	given = {*in_order[: len(args)], *kwargs}
	return len(given) == len(args) + len(kwargs) and needed <= given <= by_name


@cache
def _names(func) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
	"""Return the names of the arguments that have to be there, of those that can be given in order, and of all that have a name."""
	listed = _signature(func).parameters.values()
	in_order = tuple(one.name for one in listed if one.kind is one.POSITIONAL_OR_KEYWORD)
	by_name = frozenset((*in_order, *(one.name for one in listed if one.kind is one.KEYWORD_ONLY)))
	return frozenset(one.name for one in listed if one.default is one.empty) & by_name, in_order, by_name


@cache
def _signature(func) -> inspect.Signature:
	return inspect.signature(func)


def sent_document(doc: str | dict) -> frappe._dict:
	"""Return a document that a client sent: it says what it is, and which one."""
	try:
		doc = frappe.parse_json(doc)
	except ValueError:
		doc = None
	if not (
		isinstance(doc, dict) and isinstance(doc.get("name"), str) and isinstance(doc.get("doctype"), str)
	):
		frappe.throw(_("It does not say which document is meant."), ArgumentError)
	require_doctype(doc["doctype"])
	return frappe._dict(doc)


def require_doctype(name: str) -> None:
	if not (name and frappe.db.exists("DocType", name, cache=True)):
		frappe.throw(_("{0}: there are no such documents.").format(_bold(name)), frappe.DoesNotExistError)


def is_version(seen: str | None, doc) -> bool:
	"""Tell whether `seen` is the document's `modified`, as a client that has read it sends it along."""
	try:
		return bool(seen) and get_datetime(seen) == get_datetime(doc.modified)
	except (ValueError, OverflowError):
		return False


def report_filters(filters: dict | None) -> frappe._dict:
	"""Return the filters that a report was sent: single values, and of `area` the code of one that is in the list."""
	if filters and not isinstance(filters, dict):
		frappe.throw(_("The filters of a report are sent by their names."), ArgumentError)
	asked = frappe._dict(filters or {})
	for name, value in asked.items():
		if not isinstance(value, str | int | float | None) or (
			isinstance(value, float) and not math.isfinite(value)
		):
			frappe.throw(_("{0}: choose one value.").format(_bold(name)), ArgumentError)
	if asked.area:
		asked.area = str(asked.area)
		if not frappe.db.exists("Area", asked.area):
			frappe.throw(_("Area: {0} is not known. Choose one from the list.").format(_bold(asked.area)))
		# of a village, its sub-district
		asked.area = asked.area[:6]
	return asked


def _bold(text) -> str:
	return frappe.bold(frappe.utils.escape_html(str(text)[:60]))
