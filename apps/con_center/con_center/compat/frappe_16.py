"""For Frappe 16 and later, whose lists are asked through `frappe.database.query.Engine`; the rule when Frappe 15 goes.

Reports and the conditions of some searches still ask the class of Frappe 15, so `seams/queries.py` stands there, too.
"""

import inspect
import re

import frappe
from frappe import _

from con_center import registry, seams
from con_center.access import conditions
from con_center.entry.documents import names_of_code
from con_center.seams import frappe_documents, queries
from con_center.seams.secrets import SECRETS

REPLACED = (
	(
		"frappe.database.query.Engine.get_query",
		"con_center.compat.frappe_16.get_query",
		"columns that open an account are in lists; broken filters are an error of the server",
	),
	(
		"frappe.database.query.Engine.apply_field_permissions",
		"con_center.compat.frappe_16.apply_field_permissions",
		"columns that open an account are in lists of all columns",
	),
	(
		"frappe.database.query.Engine._get_cached_permitted_fields",
		"con_center.compat.frappe_16.permitted_fields",
		"who may only choose a document cannot: what is offered is sorted by columns that he may not read",
	),
	(
		"frappe.database.query.Engine.get_permission_query_conditions",
		"con_center.compat.frappe_16.get_permission_query_conditions",
		"what Frappe keeps beside documents has no condition; rows of tables have their document's alone",
	),
	(
		"frappe.database.query.LinkTableField.apply_join",
		"con_center.compat.frappe_16.apply_join",
		"a list with a column of what its documents name leaves out those that name nothing, or what one may not read",
	),
	(
		"frappe.model.qb_query.DatabaseQuery.execute",
		"con_center.compat.frappe_16.execute",
		"an unknown field is an error of the server; who lists more of people's cases than lists show leaves no trace",
	),
	(
		"frappe.utils.print_utils.get_print",
		"con_center.issuing.serving.get_print",
		"attachments of e-mails ask for it there (seams/table.py)",
	),
	(
		"frappe.utils.pdf.get_chrome_pdf",
		"con_center.compat.frappe_16.get_chrome_pdf",
		"who asks for Frappe's Chrome would start another browser, without network or files taken from it",
	),
	*(
		(
			f"frappe.database.mariadb.{driver}.MariaDBExceptionUtil.is_statement_timeout",
			"con_center.compat.frappe_16.is_statement_timeout",
			"an error without a number is an error of the server: so is the refusal of a document's connections",
		)
		for driver in ("database", "mysqlclient")
	),
	(
		"frappe.model.base_document.BaseDocument.update",
		"con_center.compat.frappe_16.update",
		"what is sent under the name of a method stands in its place",
	),
	(
		"frappe.model.base_document.BaseDocument.set",
		"con_center.compat.frappe_16.set_field",
		"the same",
	),
)


# lists


def get_query(self, table, *args, **kwargs):
	if any(isinstance(sent, float) for sent in (*args[1:2], kwargs.get("filters"))):
		_refuse_list()
	if kwargs.get("ignore_permissions", True) or not seams.is_here():
		return get_query.of_frappe(self, table, *args, **kwargs)
	_check(*args, **kwargs)
	try:
		return get_query.of_frappe(self, table, *args, **kwargs)
	except (AttributeError, IndexError, KeyError, TypeError, ValueError):
		_refuse_list()


def _check(
	fields=None, filters=None, order_by=None, group_by=None, *_others, or_filters=None, **_more
) -> None:
	"""Refuse what is no field, in words that users read, and columns that open an account.

	Functions come as dicts, which Frappe reads itself.
	"""
	asked = [
		part
		for each in _listed(fields)
		for part in (queries.split(each) if isinstance(each, str) else [each])
	]
	compared = [*_compared(filters), *_compared(or_filters)]
	queries.refuse(
		next((each for each in asked if isinstance(each, str) and not queries.is_field(each.strip())), None)
	)
	queries.refuse(next((order for order in (order_by, group_by) if not queries.is_order(order)), None))
	queries.refuse(next((name for name in compared if not queries.is_name(name)), None))
	queries.refuse_secrets([*map(str, (*asked, order_by, group_by)), *compared])


def _listed(sent) -> list:
	return list(sent) if isinstance(sent, list | tuple | set) else [sent]


def _compared(filters) -> list[str]:
	"""Return the names of fields in filters, however they are nested; a list of texts names documents."""
	if isinstance(filters, dict):
		return list(filters)
	parts = filters if isinstance(filters, list | tuple) else []
	return [name for part in parts for name in (_named(part) or _compared(part))]


def _named(part) -> list[str]:
	"""Return the field of one comparison: [field, operator, value], or the DocType first."""
	if not isinstance(part, list | tuple) or not part or not isinstance(part[0], str):
		return []
	return [part[0]] if len(part) < 4 else [part[1]]


def execute(self, *args, **kwargs):
	try:
		rows = execute.of_frappe(self, *args, **kwargs)
	except (frappe.db.OperationalError, frappe.db.ProgrammingError) as error:
		if kwargs.get("ignore_permissions") or not (
			frappe.db.is_missing_column(error) or frappe.db.is_syntax_error(error)
		):
			raise
		_refuse_list()
	if rows and seams.is_here() and registry.is_of_people(self.doctype):
		asked = inspect.signature(execute.of_frappe).bind_partial(self, *args, **kwargs).arguments
		if not asked.get("ignore_permissions"):
			queries.note_openings(self.doctype, self.fields, asked)
	return rows


def _refuse_list() -> None:
	"""Say that a list was asked for as nobody can show it: nothing for a log of errors."""
	frappe.throw(_("This list cannot be shown as it was asked for."), queries.FieldNameError)


def apply_field_permissions(self) -> list:
	fields = apply_field_permissions.of_frappe(self)
	return [field for field in fields if getattr(field, "name", None) not in SECRETS]


def permitted_fields(self, doctype: str, parenttype: str | None, permission_type: str) -> set:
	fields = permitted_fields.of_frappe(self, doctype, parenttype, permission_type)
	if permission_type != "select" or not seams.is_here():
		return fields
	# how often a document is named, and what its DocType says
	return {*fields, "idx", *re.findall(r"\w+", frappe.get_meta(doctype).sort_field or "creation")}


def get_permission_query_conditions(self, doctype: str | None = None) -> list:
	from frappe.database.query import RawCriterion

	found = get_permission_query_conditions.of_frappe(self, doctype)
	if seams.is_here():
		doctype = doctype or self.permission_doctype
		ours = [frappe_documents.conditions(doctype, self.user)]
		if self.doctype != doctype:
			ours.append(conditions.for_lists(self.user, self.doctype))
		found += [RawCriterion(f"({condition})") for condition in ours if condition]
	return found


def apply_join(self, query, engine=None):
	"""Frappe's table that is joined by a link, as `queries.extract_tables` has it: what one may not read has no columns."""
	if not (seams.is_here() and engine and engine.apply_permissions):
		return apply_join.of_frappe(self, query, engine=engine)
	table, main = frappe.qb.DocType(self.doctype), frappe.qb.DocType(self.parent_doctype)
	if query.is_joined(table):
		return query
	named = table.name == main[self.link_fieldname]
	within = engine.get_permission_conditions(self.doctype, table)
	return query.left_join(table).on(named & within if within else named)


# errors of the database


def is_statement_timeout(_database, error) -> bool:
	return bool(error.args) and is_statement_timeout.of_frappe(error)


# prints


def get_chrome_pdf(*args, **kwargs):
	"""Frappe's hook pdf_generator: nothing, so that `printing/engine.py` prints, as it does for reports and e-mails."""
	return None if seams.is_here() else get_chrome_pdf.of_frappe(*args, **kwargs)


# documents


def update(self, values):
	if names := names_of_code(type(self)):
		values = {key: value for key, value in values.items() if key not in names}
	return update.of_frappe(self, values)


def set_field(self, key, value, as_value=False):
	if key not in names_of_code(type(self)):
		set_field.of_frappe(self, key, value, as_value)
