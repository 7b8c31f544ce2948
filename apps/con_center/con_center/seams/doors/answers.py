"""Functions of Frappe whose answers tell more than their caller may read: these answer in their place.

What a request may ask of them is in `table.py`, as of all others.
"""

import inspect
from collections import Counter

import frappe
from frappe import _
from frappe.core.doctype.user import user as accounts
from frappe.desk import listview, notifications, search
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.desk.doctype.event import event
from frappe.desk.form import linked_with
from frappe.model import default_fields
from frappe.utils import escape_html, get_safe_filters, global_search

from con_center import registry
from con_center.access.named import note_openings, tells_more
from con_center.access.posts import sees_everything
from con_center.compat.aggregates import aggregate
from con_center.seams.arguments import (
	ArgumentError,
	Dict,
	FilterRows,
	Filters,
	Names,
	require_doctype,
	sent_document,
)
from con_center.seams.frappe_documents import readable
from con_center.seams.queries import FieldNameError


@frappe.whitelist()
def get_count(doctype: str, filters: Filters = None, debug: bool = False, cache: bool = False) -> int:
	"""Frappe's count of documents: of those that the user may read."""
	require_doctype(doctype)
	return frappe.get_list(
		doctype,
		parent_doctype=registry.parent_of_row().get(doctype),
		filters=get_safe_filters(filters),
		fields=[aggregate("count", "*", "total")],
		order_by=None,
	)[0].total


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: FilterRows, field: str) -> list[dict]:
	"""Frappe's counts beside a list: [{"name", "count"}]; whom documents are assigned to, of those one may read."""
	require_doctype(doctype)
	if field != "assigned_to":
		_require_field(doctype, field)
		return listview.get_group_by_count(doctype, frappe.as_json(current_filters), field)
	counts = Counter()
	for row in frappe.get_list(
		doctype,
		filters=[*current_filters, [doctype, "_assign", "is", "set"]],
		fields=["_assign", aggregate("count", "*", "number")],
		group_by="_assign",
		order_by=None,
		limit_page_length=0,
	):
		counts.update(dict.fromkeys(frappe.parse_json(row._assign), row.number))
	return [{"name": user, "count": number} for user, number in counts.most_common(50)]


def _require_field(doctype: str, field: str) -> None:
	if not (frappe.get_meta(doctype).has_field(field) or field in default_fields):
		frappe.throw(_("{0} is no name of a field.").format(escape_html(field)), FieldNameError)


@frappe.whitelist()
def get_data_for_custom_field(doctype: str, field: str, names: Names | None = None) -> dict:
	"""Frappe's column that is added to a report, {name: value}: of documents that the user may read.

	Reports call it, too. The older Frappe reads whatever there is.
	"""
	require_doctype(doctype)
	_require_field(doctype, field)
	filters = {"name": ("in", names)} if names else {}
	rows = frappe.get_list(
		doctype, filters=filters, fields=["name", field], as_list=True, limit_page_length=0
	)
	if tells_more(doctype, [("", field)]):
		note_openings(doctype, [name for name, _value in rows])
	return frappe._dict(rows)


@frappe.whitelist()
def get_open_count(doctype: str, name: str | int, items: Names | None = None) -> dict:
	"""Frappe's numbers of documents connected to this one, of those that the user may read."""
	require_doctype(doctype)
	links = frappe.get_meta(doctype).get_dashboard_data()
	known = [linking for group in links.get("transactions") or [] for linking in group["items"]]
	found = notifications.get_open_count(doctype, name, [i for i in known if not items or i in items])
	# Frappe before 15.1 has one list
	counts = found["count"]["external_links_found"] if isinstance(found["count"], dict) else found["count"]
	for row in counts:
		linking = row.get("doctype") or row["name"]
		if registry.is_scoped(linking):
			field = (links.get("non_standard_fieldnames") or {}).get(linking, links.fieldname)
			row["count"] = get_count(linking, {field: name}) if frappe.has_permission(linking) else 0
	return found


@frappe.whitelist()
def get_events(
	start: str, end: str, user: str | None = None, for_reminder: bool = False, filters: Filters = None
) -> list[dict]:
	"""Frappe's events of some days: those that the user may read. Frappe shows public ones of all areas."""
	found = event.get_events(start, end, user, for_reminder, frappe.as_json(filters or []))
	mine = readable("Event", [row.name for row in found])
	return [row for row in found if row.name in mine]


@frappe.whitelist()
def search_everywhere(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict]:
	"""Frappe's search over all documents: those that the user may read."""
	page = max(0, min(start, 10_000)), max(1, min(limit, 500))
	return _without_foreign(global_search.search(text, *page, doctype))


@frappe.whitelist()
def get_chart(
	chart_name: str | None = None,
	chart: Dict | None = None,
	no_cache: bool | int | str | None = None,
	filters: Filters = None,
	from_date: str | None = None,
	to_date: str | None = None,
	timespan: str | None = None,
	time_interval: str | None = None,
	heatmap_year: int | str | None = None,
	refresh: bool | int | str | None = None,
) -> dict:
	"""Frappe's data of a chart. Frappe keeps them for whoever asks next; here each user gets those of his areas."""
	if chart_name:
		asked = frappe.get_doc("Dashboard Chart", chart_name)
		asked.check_permission("read")
	else:
		asked = frappe._dict(chart or {})
	if asked.type == "Heatmap":
		_check_heatmap()
	compute = inspect.unwrap(dashboard_chart.get)
	try:
		return compute(
			chart_name=chart_name,
			chart=chart,
			filters=filters,
			from_date=from_date,
			to_date=to_date,
			timespan=timespan,
			time_interval=time_interval,
			heatmap_year=heatmap_year,
		)
	except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, ImportError):
		if chart_name and not (filters or from_date or to_date or timespan or time_interval or heatmap_year):
			raise
		frappe.throw(_("This chart cannot be shown as it was asked for."), ArgumentError)


def _check_heatmap() -> None:
	"""Frappe counts for a heatmap whatever there is: it is for who may read all."""
	if not sees_everything(frappe.session.user):
		frappe.throw(_("You may not read all that this chart counts."), frappe.PermissionError)


def stored(doc: str | dict, name: str | None) -> tuple[str, str | None]:
	"""Return what Frappe prints by: DocType and name of a scoped document, else the document as it was sent."""
	if name is not None:
		require_doctype(doc if isinstance(doc, str) else None)
		return doc, name
	sent = sent_document(doc)
	return (sent.doctype, sent.name) if registry.is_scoped(sent.doctype) else (frappe.as_json(sent), None)


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""Frappe's title of a linked document; of one that the user may neither read nor choose, its name."""
	require_doctype(doctype)
	if doctype == "DocType" or any(_may(right, doctype, docname) for right in ("read", "select")):
		return search.get_link_title(doctype, docname)
	return docname


@frappe.whitelist()
def get_linked(doctype: str, docname: str | int) -> dict[str, list]:
	"""Frappe's documents that link to this one: those that the user may read.

	Frappe 15 lists all of them, and refuses the whole list where the user may read none of one kind.
	"""
	require_doctype(doctype)
	frappe.get_doc(doctype, docname).check_permission("read")
	linking = linked_with.get_linked_doctypes(doctype)
	open_to_him = {kind: how for kind, how in linking.items() if frappe.has_permission(kind)}
	found = linked_with.get_linked_docs(doctype, docname, open_to_him)
	for linking, rows in found.items():
		mine = readable(linking, [row["name"] for row in rows])
		found[linking] = [row for row in rows if row["name"] in mine]
	return found


@frappe.whitelist()
def get_submitted_linked_docs(
	doctype: str, name: str | int, ignore_doctypes_on_cancel_all: Names | None = None
) -> dict:
	"""Frappe's submitted documents that hang on this one: those that the user may read."""
	require_doctype(doctype)
	frappe.get_doc(doctype, name).check_permission("read")
	ignored = {"ignore_doctypes_on_cancel_all": ignore_doctypes_on_cancel_all}
	list_linked = linked_with.get_submitted_linked_docs
	# Frappe before 15.1 does not ask for them
	found = list_linked(doctype, name, **(ignored if ignore_doctypes_on_cancel_all else {}))
	docs = _without_foreign(found["docs"])
	return {"docs": docs, "count": len(docs)}


@frappe.whitelist(methods=["POST"])
def generate_keys(user: str) -> dict:
	"""Frappe's keys of an account for the API, both: what opens an account is shown this once."""
	secret = accounts.generate_keys(user)["api_secret"]
	key = frappe.db.get_value("User", user, "api_key")
	frappe.msgprint(_("API key: {0}. It is shown this once, and so is its secret.").format(frappe.bold(key)))
	return {"api_key": key, "api_secret": secret}


def _without_foreign(found: list[dict]) -> list[dict]:
	"""Return what was found, [{"doctype", "name", ...}], without documents that the user may not read."""
	names: dict[str, list[str]] = {}
	for row in found:
		names.setdefault(row["doctype"], []).append(row["name"])
	mine = {doctype: readable(doctype, of_doctype) for doctype, of_doctype in names.items()}
	return [row for row in found if row["name"] in mine[row["doctype"]]]


def _may(right: str, doctype: str, name: str | int) -> bool:
	return bool(frappe.db.exists(doctype, name)) and frappe.has_permission(doctype, right, name)
