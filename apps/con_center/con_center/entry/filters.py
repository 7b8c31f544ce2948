"""What a list is asked by: conditions as Frappe's lists can read them, or why they are none."""

import frappe
from frappe import _
from frappe.model import optional_fields

from con_center.seams.queries import IS_FILLED

SEVERAL = ("in", "not in", "between", "not between")
LISTED = ("in", "not in")
TREE = (
	"ancestors of",
	"descendants of",
	"descendants of (inclusive)",
	"not ancestors of",
	"not descendants of",
)
OPERATORS = {
	*("=", "!=", "<>", "<", ">", "<=", ">=", "like", "not like", "is", "timespan", "fiscal year", "regexp"),
	*SEVERAL,
	*TREE,
}
DAYS = ("Date", "Datetime")


def wrong_in(filters, doctype: str | None, by_fields: bool) -> str | None:
	"""Return why filters cannot be read, None if they can.

	They are conditions by field, or a list of conditions: [field, operator, value] with the DocType before it or not.
	by_fields: whether they name fields of the DocType alone, as where the database itself is asked.
	"""
	if not isinstance(filters, dict | list):
		return _("{0}: a list is needed here.")
	for row in filters if isinstance(filters, list) else [filters]:
		# in a list, Frappe reads conditions by their place
		if isinstance(row, dict) and row is filters:
			conditions = [(field, *_operator_and_value(value)) for field, value in row.items()]
		elif isinstance(row, list) and len(row) in (3, 4, 5):
			own = len(row) == 3 or row[0] == doctype
			conditions = (
				[(row[0] if len(row) == 3 else row[1] if own else None, *row[-2:])]
				if len(row) < 5
				else [(None, *row[2:4])]
			)
		elif isinstance(row, str) and IS_FILLED.fullmatch(row):
			continue
		else:
			return _("{0}: what is compared with has to be a value, or a list of values.")
		for field, operator, value in conditions:
			wrong = _wrong_condition(field, operator, value, doctype, by_fields)
			if wrong:
				return wrong
	return None


def _operator_and_value(value) -> tuple:
	"""Return a condition of a dict: a value alone is to be equal, a list is an operator and a value."""
	if isinstance(value, list):
		return (value[0], value[1]) if len(value) == 2 else ("", value)
	return "=", value


def _wrong_condition(field, operator, value, doctype: str | None, by_fields: bool) -> str | None:
	operator = operator.strip().lower() if isinstance(operator, str) else ""
	values = value if isinstance(value, list) else [value]
	if operator not in OPERATORS or any(isinstance(held, dict | list) for held in values):
		return _("{0}: what is compared with has to be a value, or a list of values.")
	if isinstance(value, list) != (operator in SEVERAL) and not (
		operator in SEVERAL and isinstance(value, str | None)
	):
		return _("{0}: what is compared with has to be a value, or a list of values.")
	meta = _meta(doctype)
	if (
		meta
		and by_fields
		and field is not None
		and field not in {*meta.get_valid_columns(), *optional_fields}
	):
		return _("{0}: a field that there is not is asked for.")
	known = meta.get_field(field) if meta and isinstance(field, str) else None
	if known and known.fieldtype in DAYS and any(not isinstance(held, str | None) for held in values):
		return _("{0}: a day is compared with what is none. Choose the day in the calendar.")
	return None


def _meta(doctype):
	named = isinstance(doctype, str) and doctype.isprintable()
	return frappe.get_meta(doctype) if named and frappe.db.exists("DocType", doctype, cache=True) else None
