"""Checks before functions of Frappe: each reads what a request sends for one of them.

They come on top of what Frappe asks itself. An argument that is not sent is not checked: what it stands for is then
nothing, or what Frappe takes in its place.
"""

from collections.abc import Callable

import frappe
from frappe import _

from con_center.seams.arguments import ArgumentError, require_doctype
from con_center.seams.frappe_documents import may
from con_center.seams.queries import FieldNameError, check_filters, is_field, is_order
from con_center.seams.secrets import names_a_secret

Check = Callable[[dict], None]


def reads(doctype: str, name: str) -> Check:
	"""The document that these two arguments name may be read."""
	return _may("read", doctype, name)


def writes(doctype: str, name: str) -> Check:
	return _may("write", doctype, name)


def _may(right: str, doctype: str, name: str) -> Check:
	def check(form: dict) -> None:
		kind, names = form.get(doctype), form.get(name)
		if kind is None or names is None:
			return
		require_doctype(kind)
		for each in _names(names):
			frappe.get_doc(kind, each).check_permission(right)

	return check


def reads_a(doctype: str, name: str) -> Check:
	"""The document of this DocType that the argument names may be read."""

	def check(form: dict) -> None:
		for each in _names(form.get(name)):
			frappe.get_doc(doctype, each).check_permission("read")

	return check


def _names(sent) -> list:
	"""Return the names that an argument holds: one, or a list of them (JSON)."""
	if isinstance(sent, str) and sent.startswith("["):
		sent = _parsed(sent)
	return sent if isinstance(sent, list) else [sent] if sent not in (None, "") else []


def own(user: str) -> Check:
	"""The user that the argument names is who asks."""

	def check(form: dict) -> None:
		if form.get(user) not in (None, "", frappe.session.user):
			frappe.throw(_("You can do this for yourself only."), frappe.PermissionError)

	return check


def fields(*arguments: str) -> Check:
	"""What these arguments name are fields, or numbers, sums, means and extremes of fields (JSON list or one)."""

	def check(form: dict) -> None:
		for argument in arguments:
			for each in _listed(form.get(argument)):
				_refuse_expression(each)

	return check


def _listed(sent) -> list:
	if isinstance(sent, str) and sent[:1] in '[{"':
		sent = _parsed(sent)
	if isinstance(sent, dict):
		return list(sent)
	return sent if isinstance(sent, list) else [] if sent is None else [sent]


def _refuse_expression(each) -> None:
	text = each[0] if isinstance(each, list) and each else each
	if text and not (is_field(text) and not names_a_secret(text)):
		frappe.throw(
			_("{0} is no name of a field.").format(frappe.utils.escape_html(str(text)[:140])), FieldNameError
		)


def field_map(argument: str) -> Check:
	"""What a calendar shows are fields: JSON of {what: field}."""

	def check(form: dict) -> None:
		for each in _dict(form.get(argument)).values():
			_refuse_expression(each)

	return check


def columns(argument: str) -> Check:
	"""Columns that are added to a report are fields: JSON list of {"fieldname", ...}."""

	def check(form: dict) -> None:
		for column in _listed(form.get(argument)):
			_refuse_expression(_dict(column).get("fieldname"))

	return check


def orders(*arguments: str) -> Check:
	"""Lists are sorted and grouped by fields."""

	def check(form: dict) -> None:
		for argument in arguments:
			order = form.get(argument)
			if order and not (isinstance(order, str) and is_order(order) and not names_a_secret(order)):
				frappe.throw(_("This list cannot be shown as it was asked for."), FieldNameError)

	return check


def filters(*arguments: str) -> Check:
	"""Filters can be read: a dict, or a list of rows."""

	def check(form: dict) -> None:
		for argument in arguments:
			sent = form.get(argument)
			sent = _parsed(sent) if isinstance(sent, str) and sent else sent
			check_filters(sent)
			for name in sent if isinstance(sent, dict) else ():
				_refuse_expression(name)

	return check


def function(argument: str, *allowed: str) -> Check:
	"""The function that the argument names is one of ours, or of these: Frappe calls whatever is named."""

	def check(form: dict) -> None:
		from con_center.seams import doors

		name = form.get(argument)
		if name and not (isinstance(name, str) and (name in allowed or doors.opened_by_its_makers(name))):
			doors.refuse(str(name))

	return check


def without(*arguments: str) -> Check:
	"""Take out of the request what only the system decides."""

	def check(form: dict) -> None:
		for argument in arguments:
			form.pop(argument, None)

	return check


def own_report(argument: str) -> Check:
	"""A report that is kept under this name is one's own: Frappe writes over whatever has it."""

	def check(form: dict) -> None:
		owner = frappe.db.get_value("Report", {"name": str(form.get(argument))}, "owner")
		if owner and owner != frappe.session.user:
			frappe.throw(
				_("There is a report of somebody else under this name. Choose another one."),
				frappe.PermissionError,
			)

	return check


def reads_page(form: dict) -> None:
	"""The page of the desk that is sent (JSON with its name) is for all, or of who asks.

	The right to its DocType is not asked for: in Frappe 15.0 nobody has it, and everybody opens such pages.
	"""
	name = _dict(form.get("page")).get("name")
	if name and frappe.db.exists("Workspace", name) and not may(frappe.get_doc("Workspace", name)):
		frappe.throw(_("This page of the desk is somebody else's."), frappe.PermissionError)


def as_stored(form: dict) -> None:
	"""A document of ours is printed as it is stored: of one that a client made up, titles of all that it names."""
	from con_center.seams.doors.answers import stored

	form["doc"], form["name"] = stored(form.get("doc"), form.get("name"))


def _dict(sent) -> dict:
	sent = _parsed(sent) if isinstance(sent, str) else sent
	return sent if isinstance(sent, dict) else {}


def _parsed(sent: str):
	try:
		return frappe.parse_json(sent)
	except ValueError:
		frappe.throw(
			_("What was sent does not fit. Reload the page and try again. ({0})").format("JSON"),
			ArgumentError,
		)
