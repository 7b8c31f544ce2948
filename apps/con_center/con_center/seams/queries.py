"""What clients send in the place of a field is a name, or one of the aggregates that lists need; nothing else.

Frappe (15.55 and before) lets queries and functions through: a filter's field could end the quotes and widen the
condition past the scope, a field could be a query of its own on whatever table, or a function that sleeps for each
row. Lists, counts, searches, number cards and charts all go through one class of Frappe, from 16 on through another
(`compat/frappe_16.py`). Columns that open an account are asked for by nobody.
"""

import re
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.db_query import DatabaseQuery

from con_center import registry, seams
from con_center.access import named
from con_center.seams import frappe_documents
from con_center.seams.secrets import SECRETS, names_a_secret

_COLUMN = r"(?:`[\w -]+`|\w+)(?:\.(?:`\w+`|\w+))?"
NAME = re.compile(r"[\w .]+")
COLUMN = re.compile(_COLUMN)
AGGREGATE = re.compile(rf"(?:count|sum|avg|min|max)\(\s*(?:distinct\s+)?(?:{_COLUMN}|\*)\s*\)", re.IGNORECASE)
ALIAS = re.compile(r"\s+as\s+([`'\"]?)[\w :.-]+\1$", re.IGNORECASE)
DISTINCT = re.compile(r"distinct\s+", re.IGNORECASE)
# what Frappe's own lists put in the place of a name
IF_NULL = re.compile(rf"ifnull\(\s*{_COLUMN}\s*,\s*(?:'[\w :-]*'|-?\d+)\s*\)", re.IGNORECASE)
IS_FILLED = re.compile(IF_NULL.pattern + r"\s*!=\s*''", re.IGNORECASE)
# how near a search comes, as Frappe's search writes it: the text is a literal that the database has escaped
_LOCATE = r"locate\('(?:[^'\\]|\\.|'')*', `tab[\w -]+`\.`name`\)"
NEARNESS = re.compile(rf"{_LOCATE}|\(1 / nullif\({_LOCATE}, 0\)\)", re.DOTALL)
PART = re.compile(r"(?:[^,()]|\([^()]*\))+")
PARTS = re.compile(rf"(?:{PART.pattern})?(?:,(?:{PART.pattern})?)*")
# by what lists are sorted, and of which page they are: in the words of each Frappe
PAGE = ("order_by", "limit", "offset", "limit_start", "limit_page_length", "start", "page_length")
# a column where it is named: of a table, of what a field leads to, or by itself
COLUMNS = re.compile(r"(?:(?:`(?:tab)?([\w -]+)`|(\w+))\.)?`?(\w+)`?")
FUNCTION = re.compile(r"^\w+\(\s*(?:distinct\s+)?", re.IGNORECASE)
DIRECTION = re.compile(r"\s+(?:asc|desc)$", re.IGNORECASE)


class FieldNameError(frappe.DataError):
	pass


class SecretError(frappe.PermissionError):
	pass


def is_name(field) -> bool:
	"""Tell whether what a filter names is the name of a field, or Frappe's own way to take an empty one."""
	return isinstance(field, str) and bool(NAME.fullmatch(field) or IF_NULL.fullmatch(field))


def is_field(field) -> bool:
	"""Tell whether what is asked for is a field, or a number, sum, mean or extreme of one, perhaps under a name."""
	if isinstance(field, dict):
		return is_aggregate(field)
	if not isinstance(field, str) or field in ("*", ""):
		return isinstance(field, str)
	bare = DISTINCT.sub("", ALIAS.sub("", field.strip()), count=1).strip()
	return any(pattern.fullmatch(bare) for pattern in (COLUMN, AGGREGATE, IF_NULL, NEARNESS)) or (
		bare.endswith(".*") and bool(COLUMN.fullmatch(bare[:-2]))
	)


def is_aggregate(asked: dict) -> bool:
	"""Tell the same of what Frappe 16 has in the place of a text: {"COUNT": "name", "as": "number"}."""
	parts = {**asked}
	name = parts.pop("as", "")
	if len(parts) != 1 or not isinstance(name, str):
		return False
	function, column = next(iter(parts.items()))
	return bool(AGGREGATE.fullmatch(f"{function}({column})")) and bool(re.fullmatch(r"\w*", name))


def is_order(order) -> bool:
	"""Tell whether a list is sorted, or grouped, by fields alone."""
	if not order or not isinstance(order, str):
		return not order
	return all(is_field(DIRECTION.sub("", part.strip())) for part in split(order))


def split(listed: str) -> list[str]:
	"""Return the parts between the commas that stand in no parentheses; the whole where these are nested or broken."""
	return PART.findall(listed) if PARTS.fullmatch(listed) else [listed]


def names_in(filters) -> list:
	"""Return what filters name as fields."""
	return [name for _doctype, name in compared_in("", filters)]


def compared_in(doctype: str, filters) -> list[tuple]:
	"""Return (DocType, field) of what filters of a list of this DocType name.

	A filter is a dict or a list of 3 or more: field or DocType and field first.
	"""
	if isinstance(filters, dict):
		return [(doctype, name) for name in filters]
	found = []
	for row in filters or []:
		if isinstance(row, dict):
			found += [(doctype, name) for name in row]
		elif isinstance(row, list | tuple) and len(row) >= 3:
			found.append((doctype, row[0]) if len(row) == 3 else (row[0], row[1]))
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
	if _is_asked_for(self):
		refuse(next((field for field in self.fields if not is_field(field)), None))
		for order in (self.group_by, self.order_by):
			if not is_order(order):
				refuse(order)
		refuse_secrets([*self.fields, self.group_by, self.order_by])
		refuse_levels((self.doctype, order) for order in (self.group_by, self.order_by))
	sanitize_fields.of_frappe(self)


def extract_tables(self):
	"""Frappe's tables of a list; of those that are joined by a link it asks the right to the DocType alone.

	Whatever the user's own lists of these documents leave out has no columns here either.
	"""
	extract_tables.of_frappe(self)
	for linked in self.link_tables if _is_asked_for(self) else ():
		if within := _match_condition(linked.doctype, self.user):
			linked.table_name = f"(select * from `tab{linked.doctype}` where {within})"


def _match_condition(doctype: str, user: str) -> str:
	query = DatabaseQuery(doctype, user=user)
	within = query.build_match_conditions()
	# what is read for being shared alone stands beside it
	return " and ".join(f"({part})" for part in (within, *query.conditions) if part)


def get_permitted_fields(*args, **kwargs) -> list[str]:
	return list(get_permitted_fields.of_frappe(*args, **kwargs))


def _is_asked_for(query) -> bool:
	"""Tell whether a list is somebody's: what the system asks for itself goes past the permissions."""
	return seams.is_here() and not query.flags.ignore_permissions


def refuse_secrets(names: list) -> None:
	for name in names:
		if isinstance(name, str) and names_a_secret(name):
			frappe.throw(
				_("{0} is shown to nobody.").format(frappe.utils.escape_html(name[:140])), SecretError
			)


def refuse_levels(named: Iterable[tuple[str, str]]) -> None:
	"""Refuse to compare, sort or group by a column of ours at a level that the user does not read: its content would follow."""
	for doctype, text in named:
		for table, through, column in COLUMNS.findall(text) if isinstance(text, str) else ():
			kind = _kind_of(doctype, table or through)
			field = frappe.get_meta(kind).get_field(column) if registry.is_scoped(kind) else None
			if field and field.permlevel and field.permlevel not in _levels(kind):
				frappe.throw(
					_("{0} is shown to officers of the area alone.").format(frappe.bold(_(field.label))),
					frappe.PermissionError,
				)


def _kind_of(doctype: str, named: str) -> str:
	"""Return the DocType of a column: of the table, or of what the field leads to, by which it is named."""
	field = frappe.get_meta(doctype).get_field(named) if named and registry.is_scoped(doctype) else None
	return field.options if field else named.removeprefix("tab") or doctype


def _levels(doctype: str) -> list[int]:
	return frappe.get_meta(doctype).get_permlevel_access("read", registry.parent_of_row().get(doctype))


def build_filter_conditions(self, filters, conditions: list, ignore_permissions=None):
	refuse(next((name for name in names_in(filters) if not is_name(name)), None))
	if _is_asked_for(self) and not ignore_permissions:
		refuse_secrets(names_in(filters))
		refuse_levels(compared_in(self.doctype, filters))
	if not (ignore_permissions or self.flags.ignore_permissions) and not isinstance(filters, dict):
		# whole conditions are for the system's own lists
		texts = (row for row in filters or [] if isinstance(row, str))
		refuse(next((text for text in texts if not IS_FILLED.fullmatch(text)), None))
	build_filter_conditions.of_frappe(self, filters, conditions, ignore_permissions)


def check_filters(filters) -> None:
	if isinstance(filters, dict):
		refuse(None if are_values(filters) else filters)
	elif isinstance(filters, list | tuple):
		refuse(next((row for row in filters if not is_filter(row)), None))


def build_and_run(self):
	check_filters(self.filters)
	check_filters(self.or_filters)
	try:
		rows = build_and_run.of_frappe(self)
	except (frappe.db.OperationalError, frappe.db.ProgrammingError) as error:
		if self.flags.ignore_permissions or not (
			frappe.db.is_missing_column(error) or frappe.db.is_syntax_error(error)
		):
			raise
		# an unknown field, a page below 0: nothing for a log of errors
		frappe.throw(_("This list cannot be shown as it was asked for."), FieldNameError)
	if _is_asked_for(self) and rows:
		if isinstance(rows[0], dict):
			_take_out_secrets(rows)
		if registry.is_of_people(self.doctype):
			note_openings(self.doctype, self.fields, vars(self))
	return rows


def note_openings(doctype: str, fields, asked: dict) -> None:
	"""Whoever asks a list of people's cases for more than lists show has opened them; asked: what it was asked with."""
	page = {key: asked[key] for key in PAGE if key in asked}
	if asked.get("group_by") or _names_given(fields) & {*re.findall(r"\w+", str(asked.get("order_by")))}:
		# a group is of whatever was found; and what was worked out for the order is not there any more
		page = {"order_by": None}
	compared = {key: asked.get(key) for key in ("filters", "or_filters")}
	named.note_listed(doctype, columns_of(fields), **compared, **page)


def columns_of(fields) -> list[tuple[str, str]]:
	"""Return (DocType by which it is named or "", column) of what fields tell: a number of documents tells of none."""
	found = []
	for field in split(fields) if isinstance(fields, str) else fields:
		if isinstance(field, dict):
			found += _columns_in(field)
			continue
		bare = DISTINCT.sub("", ALIAS.sub("", str(field).strip()), count=1).strip()
		if bare.lower().startswith("count(") or NEARNESS.fullmatch(bare):
			continue
		if "*" in bare:
			found.append(("", "*"))
		named_in = COLUMNS.findall(FUNCTION.sub("", bare))
		found += [(table or through, column) for table, through, column in named_in]
	return found


def _columns_in(asked) -> list[tuple[str, str]]:
	"""Return the same of a function as Frappe 16 has it, in functions or not: {"IFNULL": ["phone", "''"], "as": "n"}."""
	if isinstance(asked, dict):
		parts = [part for key, part in asked.items() if key.lower() not in ("as", "count")]
	elif isinstance(asked, list | tuple):
		parts = asked
	else:
		is_column = isinstance(asked, str) and not asked.startswith(("'", '"'))
		return (
			[(table or through, column) for table, through, column in COLUMNS.findall(asked)]
			if is_column
			else []
		)
	return [column for part in parts for column in _columns_in(part)]


def _names_given(fields) -> set[str]:
	"""Return under which names fields stand in the answer, where they are called otherwise than in the document."""
	names = set()
	for field in split(fields) if isinstance(fields, str) else fields:
		if isinstance(field, dict):
			names.add(field.get("as"))
		elif alias := ALIAS.search(str(field)):
			names.add(re.split(r"\s+as\s+", alias.group(), flags=re.IGNORECASE)[-1].strip("`'\""))
	return names - {None}


def _take_out_secrets(rows: list[dict]) -> None:
	for secret in SECRETS & rows[0].keys():
		for row in rows:
			del row[secret]


def get_permission_query_conditions(self) -> str:
	"""Frappe's condition on a list, and ours on what it keeps beside documents: each in its own parentheses.

	Frappe (15.55) joins conditions that hold an `or` of their own without any.
	"""
	theirs = get_permission_query_conditions.of_frappe(self)
	ours = frappe_documents.conditions(self.doctype, self.user) if seams.is_here() else ""
	return " and ".join(f"({condition})" for condition in (theirs, ours) if condition)


def refuse(name) -> None:
	if name is not None:
		frappe.throw(
			_("{0} is no name of a field.").format(frappe.utils.escape_html(str(name)[:140])), FieldNameError
		)
