"""Documents that name people in need: who reads them by name, and what is kept of each opening.

A DocType with the fields `registry.REFERRAL` is one (`registry.named`). Posts in a sub-district or a
district read it in their areas. Posts above, in a province or the country, read numbers alone, and of the documents
those that somebody near has referred up to them, until that day. What is kept beside such a document (log of
decisions, opinions) is as near as itself.
"""

from collections.abc import Iterable
from functools import cache

import frappe
from frappe.model import child_table_fields, default_fields, optional_fields
from frappe.utils import create_batch, get_fullname, get_safe_filters, getdate, now_datetime, today

from con_center import registry
from con_center.access import statements
from con_center.access.areas import COUNTRY, covers, level_of, reads_names
from con_center.access.posts import codes_above, sees_everything

OPENINGS = "Case Opening"
# a level reads what is referred to it, and what passes it on the way up
REACHES = {"Province": ("Province", "Country"), "Country": ("Country",)}
# what may be asked for of a document without opening it
TELL_NOBODY = frozenset(("name", "title", "number", "area", "modified"))
PLACE = (*sorted(registry.PLACE), "level")
# what Frappe's lists ask for of whatever they show
OF_ALL_LISTS = frozenset((*default_fields, *child_table_fields, *optional_fields, *PLACE))
# what hands out columns of lists, as its caller asks for them
LISTS = frozenset(
	(
		"frappe.api.document_list",
		"frappe.client.get_list",
		"frappe.desk.calendar.get_events",
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
		"frappe.desk.doctype.number_card.number_card.get_percentage_difference",
		"frappe.desk.doctype.number_card.number_card.get_result",
		"frappe.desk.link_preview.get_preview_data",
		"frappe.desk.listview.get_group_by_count",
		"frappe.desk.reportview.export_query",
		"frappe.desk.reportview.get",
		"frappe.desk.reportview.get_list",
		"frappe.desk.reportview.get_sidebar_stats",
		"frappe.desk.reportview.get_stats",
		"frappe.desk.search.search_link",
		"frappe.desk.search.search_widget",
		"frappe.desk.treeview.get_all_nodes",
	)
)
MOST_AT_ONCE = 1000
PRINTING = (
	"frappe.www.printview.get_html_and_style",
	"frappe.utils.print_format.download_pdf",
	"frappe.utils.print_format.download_multi_pdf",
)
WAYS = {
	"frappe.desk.form.load.getdoc": "Form",
	"getdoc": "Form",
	"frappe.desk.form.load.get_docinfo": "Form",
	"frappe.handler.download_file": "File",
	"download_file": "File",
	**dict.fromkeys(PRINTING, "Print"),
}


# who reads


def referral(level: str | None = None, until=None) -> dict:
	"""Return what stands in a document that is referred up to a level until a day; in one that is not, without them."""
	return dict(zip(registry.REFERRAL, (level, until, int(bool(level))), strict=True))


def referred(doctype: str, user: str | None = None) -> list[str]:
	"""Return SQL conditions: what is referred up to posts of the user above those that read names.

	Of each column one value, so that a list comes sorted out of its index: whatever is referred reaches the province.
	"""
	table = f"`tab{doctype}`"
	return [
		f"({_reaching(table, code)} and {table}.`referred_until` >= '{today()}')"
		for code in codes_above(doctype, user)
	]


def _reaching(table: str, code: str) -> str:
	if code == COUNTRY:
		return f"{table}.`referred_to` = 'Country'"
	return f"{table}.`province` = {frappe.db.escape(code)} and {table}.`is_referred` = 1"


def is_referred(doc, codes: list[str]) -> bool:
	"""Tell whether the document, as it is stored, is referred up to a post in one of these areas."""
	if not codes or not doc.get("name"):
		return False
	stored = statements.stored(doc.doctype, doc.name, ("area", "referred_to", "referred_until"))
	if not stored or not stored.referred_until or getdate(stored.referred_until) < getdate(today()):
		return False
	return any(covers(code, stored.area) and stored.referred_to in REACHES[level_of(code)] for code in codes)


def reaches(document, code: str) -> bool:
	"""Tell whether a post in an area that holds the document's reads it, as far as names go."""
	if document.doctype in registry.named():
		return reads_names(code) or is_referred(document, [code])
	return reads_names(code) or not is_about_names(document.doctype, document)


def looks_after(doctype: str, user: str) -> bool:
	"""Tell whether the user has all of what is kept beside names: who runs the site, of openings, which name nobody else."""
	return user == "Administrator" or (doctype == OPENINGS and sees_everything(user))


def is_about_names(doctype: str, *states) -> bool:
	"""Tell whether a document of this kind, as it stands or is stored, is kept beside one that names people."""
	kinds = {state.get("reference_doctype") for state in states if state}
	return doctype in registry.about_others() and not kinds.isdisjoint(registry.named())


def not_about_names(doctype: str) -> str:
	"""Return the SQL condition that leaves out what is kept beside documents that name people; "" where nothing is."""
	if doctype not in registry.about_others() or not registry.named():
		return ""
	names = ", ".join(frappe.db.escape(name) for name in registry.named())
	return f"coalesce(`tab{doctype}`.`reference_doctype`, '') not in ({names})"


# what is kept of it


class NamesPeople:
	"""Of a ScopedDocument that names people in need: each opening of it is kept."""

	def apply_fieldlevel_read_permissions(self):
		"""Frappe calls it wherever a document is handed out: to a form, by REST, to a script."""
		super().apply_fieldlevel_read_permissions()
		note_opening(self)

	def before_print(self, settings=None):
		note_opening(self)


def note_timeline(doctype: str, name: str) -> list:
	"""Hook additional_timeline_content: whoever reads the history alone reads earlier names, too. It adds nothing."""
	note_opening(frappe.get_doc(doctype, name))
	return []


def note_file(doctype: str, name: str) -> None:
	"""Note that a file attached to a document was opened, where a request opens files."""
	if way_of_request() == "File" and frappe.db.exists(doctype, name):
		doc = frappe.get_doc(doctype, name)
		note_opening(doc.parent_doc if doctype in registry.parent_of_row() else doc)


def note_asked(doctype, filters, fields) -> None:
	"""Note that fields of one document, or of a row of one, are asked for where no document is handed out.

	filters: those by which it is looked for, or its name.
	"""
	if (
		not isinstance(doctype, str)
		or not registry.is_of_people(doctype)
		or _names_of_fields(fields) <= TELL_NOBODY
	):
		return
	parent, wanted = registry.parent_of_row().get(doctype), get_safe_filters(filters)
	found = frappe.get_list(
		doctype,
		parent_doctype=parent,
		filters={"name": wanted} if isinstance(wanted, str) else wanted,
		fields=["parent as document" if parent else "name as document"],
		limit_page_length=1,
	)
	if found:
		note_opening(frappe.get_doc(parent or doctype, found[0].document))


def note_listed(doctype: str, columns: Iterable[tuple[str, str]], **asked) -> None:
	"""Note each document, or document of a row, of a list that was handed out with more columns than lists show.

	columns: (the DocType that they are of, or "", name). asked: what else `frappe.get_list` takes, to find them again.
	"""
	if getattr(frappe.local, "con_center_door", None) in LISTS and tells_more(doctype, columns):
		parent = registry.parent_of_row().get(doctype)
		document = "parent as document" if parent else "name as document"
		found = frappe.get_list(doctype, parent_doctype=parent, fields=[document], **asked)
		note_openings(parent or doctype, [row.document for row in found])


def tells_more(doctype: str, columns: Iterable[tuple[str, str]]) -> bool:
	"""Tell whether these columns tell more of people than what a list of this DocType shows by itself."""
	return registry.is_of_people(doctype) and any(
		column not in (_shown_in_lists(doctype) if kind in ("", doctype) else TELL_NOBODY)
		for kind, column in columns
	)


@cache
def _shown_in_lists(doctype: str) -> frozenset[str]:
	"""Return the columns that this app shows in lists: what an administrator adds is more."""
	kind = registry.doctypes()[doctype]
	fields = () if kind.get("istable") else kind["fields"]
	return TELL_NOBODY | OF_ALL_LISTS | {field["fieldname"] for field in fields if _is_in_lists(field)}


def _is_in_lists(field: dict) -> bool:
	# Frappe's lists ask for each amount that has a currency
	is_amount = field["fieldtype"] == "Currency" and bool(field.get("options"))
	return bool(is_amount or field.get("in_list_view") or field.get("in_standard_filter"))


def _names_of_fields(fields) -> set[str]:
	try:
		wanted = frappe.parse_json(fields)
	except ValueError:
		# one name
		wanted = fields
	return {*map(str, wanted)} if isinstance(wanted, list | tuple | dict) else {str(wanted)} - {"None", ""}


def note_opening(doc) -> None:
	"""Keep who has opened a document, when and by which way: one statement, once a request and document.

	Not of lists as the desk shows them (`note_listed`), nor of what the system reads for itself.
	"""
	way = way_of_request()
	if not way or not doc.get("name") or doc.get("__islocal"):
		return
	if _not_noted(doc.doctype, [doc.name]):
		note(way, doc.doctype, doc.name, doc)


def note_openings(doctype: str, names: list[str]) -> None:
	"""Keep the same of several documents."""
	way = way_of_request()
	for some in create_batch(_not_noted(doctype, names) if way else [], MOST_AT_ONCE):
		places = frappe.get_all(doctype, filters={"name": ("in", some)}, fields=["name", *PLACE])
		_enter([_opening(way, doctype, place.name, place) for place in places])


def _not_noted(doctype: str, names: list[str]) -> list[str]:
	"""Return those of which this request has noted nothing yet: now it has."""
	request = frappe.local.request
	noted = request.con_center_opened = getattr(request, "con_center_opened", set())
	new = [name for name in dict.fromkeys(names) if (doctype, name) not in noted]
	noted.update((doctype, name) for name in new)
	return new


def note(way: str, doctype: str, name: str | None, place, **more) -> None:
	"""Enter an opening; place: what has area, level, district and province."""
	_enter([_opening(way, doctype, name, place, **more)])


def _opening(way: str, doctype: str, name: str | None, place, **more) -> dict:
	moment, user = now_datetime(), frappe.session.user
	return {
		"name": frappe.generate_hash(length=20),
		"creation": moment,
		"modified": moment,
		"owner": user,
		"modified_by": user,
		"reference_doctype": doctype,
		"reference_name": name,
		"user": user,
		"officer_name": get_fullname(user),
		"opened_on": moment,
		"way": way,
		**{field: place.get(field) for field in PLACE},
		**more,
	}


# where lists are read from a replica, too
@frappe.write_only()
def _enter(openings: list[dict]) -> None:
	if not openings:
		return
	table = frappe.qb.DocType(OPENINGS)
	frappe.qb.into(table).columns(*openings[0]).insert(*(tuple(each.values()) for each in openings)).run()
	# forms and files are asked for by GET, of which Frappe keeps nothing else
	frappe.local.flags.commit = True


def way_of_request() -> str | None:
	"""Return by which way the request under way reads; None where there is no request, or it saves."""
	request = getattr(frappe.local, "request", None)
	if not request:
		return None
	path = request.path or ""
	if path.startswith(("/private/files/", "/files/")):
		return "File"
	if path.startswith("/printview"):
		return "Print"
	command = (frappe.local.form_dict or {}).get("cmd") or path.rpartition("/method/")[2]
	if command == "frappe.desk.form.save.savedocs":
		return None
	return WAYS.get(command, "API")
