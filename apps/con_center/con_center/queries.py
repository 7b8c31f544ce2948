"""Names of fields that clients send are names here: Frappe (15.55 and before) lets queries through in their place.

A filter's field could end the quotes and widen the condition past the scope, and a field in a function could be a
query of its own on whatever table. Lists, counts, searches, number cards and charts all go through the one class.
"""

import re

import frappe
from frappe import _
from frappe.model.db_query import DatabaseQuery

NAME = re.compile(r"[\w .]+")
# what Frappe's own lists put in the place of a name
IF_NULL = re.compile(r"ifnull\(\s*`?\w+`?(\.`?\w+`?)?\s*,\s*('[\w :-]*'|\d+)\s*\)", re.IGNORECASE)
IS_FILLED = re.compile(IF_NULL.pattern + r"\s*!=\s*''", re.IGNORECASE)
NO_FIELD = re.compile(r"\bselect\b|/\*|--|#|;", re.IGNORECASE)

_sanitize_fields = DatabaseQuery.sanitize_fields
_build_filter_conditions = DatabaseQuery.build_filter_conditions
_build_and_run = DatabaseQuery.build_and_run


class FieldNameError(frappe.DataError):
	pass


def is_name(field) -> bool:
	"""Tell whether what a filter names is the name of a field, or Frappe's own way to take an empty one."""
	return isinstance(field, str) and bool(NAME.fullmatch(field) or IF_NULL.fullmatch(field))


def is_field(field) -> bool:
	"""Tell whether what is asked for can be a field or a function of fields: no query, comment or second statement."""
	return not (isinstance(field, str) and NO_FIELD.search(field))


def names_in(filters) -> list:
	"""Return what filters name as fields; a filter is a dict or a list of 3 or more: field or DocType and field first."""
	if isinstance(filters, dict):
		return list(filters)
	found = []
	for row in filters or []:
		if isinstance(row, dict):
			found += row
		elif isinstance(row, list | tuple) and len(row) >= 3:
			found.append(row[0] if len(row) == 3 else row[1])
	return found


def is_filter(row) -> bool:
	"""Tell whether Frappe can read a filter: a whole condition, a dict, or a list with an operator before the value."""
	if isinstance(row, list | tuple):
		return len(row) >= 3 and isinstance(row[1 if len(row) == 3 else 2], str | None)
	return isinstance(row, str) or (isinstance(row, dict) and bool(row) and are_values(row))


def are_values(filters: dict) -> bool:
	"""Tell whether what is compared with is a value, or a pair of an operator and values."""
	pairs = (value for value in filters.values() if isinstance(value, list | tuple))
	return all(len(pair) >= 2 and isinstance(pair[0], str | None) for pair in pairs)


def sanitize_fields(self):
	refuse(next((field for field in self.fields if not is_field(field)), None))
	_sanitize_fields(self)


def build_filter_conditions(self, filters, conditions: list, ignore_permissions=None):
	refuse(next((name for name in names_in(filters) if not is_name(name)), None))
	if not (ignore_permissions or self.flags.ignore_permissions) and not isinstance(filters, dict):
		# whole conditions are for the system's own lists
		texts = (row for row in filters or [] if isinstance(row, str))
		refuse(next((text for text in texts if not IS_FILLED.fullmatch(text)), None))
	_build_filter_conditions(self, filters, conditions, ignore_permissions)


def check_filters(filters) -> None:
	if isinstance(filters, dict):
		refuse(None if are_values(filters) else filters)
	elif isinstance(filters, list | tuple):
		refuse(next((row for row in filters if not is_filter(row)), None))


def build_and_run(self):
	check_filters(self.filters)
	check_filters(self.or_filters)
	try:
		return _build_and_run(self)
	except (frappe.db.OperationalError, frappe.db.ProgrammingError) as error:
		if self.flags.ignore_permissions or not (
			frappe.db.is_missing_column(error) or frappe.db.is_syntax_error(error)
		):
			raise
		# an unknown field, a page below 0: nothing for a log of errors
		frappe.throw(_("This list cannot be shown as it was asked for."), FieldNameError)


def refuse(name) -> None:
	if name is not None:
		frappe.throw(
			_("{0} is no name of a field.").format(frappe.utils.escape_html(str(name)[:140])), FieldNameError
		)


def install() -> None:
	"""Hook of requests and jobs."""
	DatabaseQuery.sanitize_fields = sanitize_fields
	DatabaseQuery.build_filter_conditions = build_filter_conditions
	DatabaseQuery.build_and_run = build_and_run
