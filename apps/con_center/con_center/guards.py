"""Doors of Frappe that do not ask for the right to the document: here they do, for scoped documents.

Found by `tests/test_attacks.py`, which tries every function that Frappe lets a client call.
"""

import inspect
import os
import re
from collections import Counter
from urllib.parse import unquote

import frappe
from frappe import _, client
from frappe import email as email_of_frappe
from frappe.core.doctype.data_import import data_import as importing
from frappe.core.doctype.file.file import File
from frappe.desk import like, listview, notifications, search, treeview
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.desk.doctype.tag import tag as tags_of_frappe
from frappe.desk.form import linked_with
from frappe.geo import utils as geography
from frappe.model import default_fields, mapper
from frappe.utils import escape_html, get_safe_filters, global_search, goal
from frappe.www import printview

from con_center.arguments import (
	ArgumentError,
	Dict,
	FilterRows,
	Filters,
	Names,
	require_doctype,
	sent_document,
)
from con_center.queries import FieldNameError, check_filters
from con_center.scope import PARENT_OF_ROW, SCOPED_DOCTYPES, sees_everything

# what a browser shows as a page, and runs the scripts of
PAGE = re.compile(r"\.(x?html?|xht|svgz?|xml|xsl|shtml?|mhtml?)\W*$", re.IGNORECASE)


class ForeignFileError(frappe.PermissionError):
	pass


class PageFileError(frappe.ValidationError):
	pass


@frappe.whitelist()
def get_count(doctype: str, filters: Filters = None, debug: bool = False, cache: bool = False) -> int:
	"""Frappe's count of documents; of scoped ones and their rows, those that the user may read."""
	require_doctype(doctype)
	if not _is_scoped(doctype):
		return client.get_count(doctype, filters, debug, cache)
	return frappe.get_list(
		doctype,
		parent_doctype=PARENT_OF_ROW.get(doctype),
		filters=get_safe_filters(filters),
		fields=["count(*) as total"],
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
		fields=["_assign", "count(*) as number"],
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
def get_workflow_state_count(doctype: str, workflow_state_field: str, states: Names) -> list[dict]:
	"""Frappe's counts of documents in other states than these, of those that the user may read.

	Frappe counts all there are, by whatever field is asked for: that is a list of the field's contents.
	"""
	require_doctype(doctype)
	_require_field(doctype, workflow_state_field)
	return frappe.get_list(
		doctype,
		fields=[workflow_state_field, "count(*) as count"],
		filters=[
			[doctype, workflow_state_field, "not in", states],
			[doctype, workflow_state_field, "is", "set"],
		],
		group_by=workflow_state_field,
		order_by=None,
		limit_page_length=0,
	)


@frappe.whitelist()
def get_monthly_goal_graph_data(
	title: str,
	doctype: str,
	docname: str,
	goal_value_field: str,
	goal_total_field: str,
	goal_history_field: str,
	goal_doctype: str,
	goal_doctype_link: str,
	goal_field: str,
	date_field: str,
	aggregation: str = "sum",
	filters: Filters = None,
) -> dict:
	"""Frappe's graph of a goal. It sums up, or tells, any field of whatever there is: it is for who reads all."""
	if not sees_everything(frappe.session.user):
		frappe.throw(_("You may not read all that this chart counts."), frappe.PermissionError)
	return goal.get_monthly_goal_graph_data(
		title,
		doctype,
		docname,
		goal_value_field,
		goal_total_field,
		goal_history_field,
		goal_doctype,
		goal_doctype_link,
		goal_field,
		date_field,
		aggregation,
		frappe.as_json(filters or {}),
	)


@frappe.whitelist()
def get_coords(doctype: str, filters: Filters, type: str) -> dict:
	"""Frappe's places on a map. Without filters it gives those of all documents; scoped ones have none."""
	require_doctype(doctype)
	columns = {"location_field": ("location",), "coordinates": ("latitude", "longitude")}.get(type)
	if not columns or _is_scoped(doctype) or not all(map(frappe.get_meta(doctype).has_field, columns)):
		frappe.throw(_("This list cannot be shown as it was asked for."), FieldNameError)
	check_filters(filters)
	return geography.get_coords(doctype, filters, type)


@frappe.whitelist()
def get_open_count(doctype: str, name: str | int, items: Names | None = None) -> dict:
	"""Frappe's numbers of documents connected to this one; of scoped ones, of those that the user may read."""
	require_doctype(doctype)
	links = frappe.get_meta(doctype).get_dashboard_data()
	known = [linking for group in links.get("transactions") or [] for linking in group["items"]]
	found = notifications.get_open_count(doctype, name, [i for i in known if not items or i in items])
	# Frappe before 15.1 has one list
	counts = found["count"]["external_links_found"] if isinstance(found["count"], dict) else found["count"]
	for row in counts:
		linking = row.get("doctype") or row["name"]
		if _is_scoped(linking):
			field = (links.get("non_standard_fieldnames") or {}).get(linking, links.fieldname)
			row["count"] = get_count(linking, {field: name}) if frappe.has_permission(linking) else 0
	return found


@frappe.whitelist()
def search_everywhere(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict]:
	"""Frappe's search over all documents; of the scoped ones that it finds, those that the user may read."""
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
		_check_heatmap(asked.document_type, kept=bool(chart_name))
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


def _check_heatmap(doctype: str, kept: bool) -> None:
	"""Frappe counts for a heatmap whatever there is: nobody makes up one, and of scoped documents it is for who reads all."""
	everything = sees_everything(frappe.session.user)
	if not everything and (not kept or _is_scoped(doctype) or not frappe.has_permission(doctype)):
		frappe.throw(_("You may not read all that this chart counts."), frappe.PermissionError)


@frappe.whitelist()
def make_mapped_doc(
	method: str, source_name: str, selected_children: str | None = None, args: str | None = None
):
	"""Frappe's new document out of another one, by whatever function the client names."""
	return _mapped(mapper.make_mapped_doc, method, source_name, selected_children, args)


@frappe.whitelist()
def map_docs(method: str, source_names: str, target_doc: str | dict, args: str | None = None):
	return _mapped(mapper.map_docs, method, source_names, target_doc, args)


def _mapped(make, method: str, *arguments):
	try:
		return make(_in_its_place(method), *arguments)
	except (AttributeError, TypeError, ValueError, ImportError) as error:
		# what fails in a function of this app is to be seen
		if isinstance(error, frappe.ValidationError) or method.startswith("con_center."):
			raise
		frappe.throw(_("It does not say which document is meant."), ArgumentError)


@frappe.whitelist()
def search_link(
	doctype: str,
	txt: str,
	query: str | None = None,
	filters: Filters = None,
	page_length: int = 10,
	searchfield: str | None = None,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> list | None:
	"""Frappe's search of a link. The client says himself that it goes past his permissions: not past the areas."""
	check_filters(filters)
	return search.search_link(
		doctype,
		txt,
		_in_its_place(query),
		filters,
		page_length,
		searchfield,
		reference_doctype,
		ignore_user_permissions and not _is_scoped(doctype),
	)


def _in_its_place(function: str | None) -> str | None:
	"""Return the name of what stands in the place of a function of Frappe that a client names: Frappe calls the function.

	The older Frappe fails on a blank name of a query.
	"""
	name = function and function.strip()
	return frappe.get_hooks("override_whitelisted_methods").get(name, [name])[-1]


@frappe.whitelist()
def get_all_nodes(doctype: str, label: str, parent: str, tree_method: str, **filters) -> list[dict]:
	"""Frappe's nodes of a tree, by whatever function the client names."""
	try:
		return treeview.get_all_nodes(doctype, label, parent, _in_its_place(tree_method), **filters)
	except (AttributeError, TypeError):
		frappe.throw(_("This list cannot be shown as it was asked for."), ArgumentError)


@frappe.whitelist()
def search_widget(
	doctype: str,
	txt: str,
	query: str | None = None,
	searchfield: str | None = None,
	start: int = 0,
	page_length: int = 10,
	filters: Filters = None,
	filter_fields: Names | None = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> list | None:
	check_filters(filters)
	return search.search_widget(
		doctype,
		txt,
		_in_its_place(query),
		searchfield,
		start,
		page_length,
		filters,
		filter_fields and frappe.as_json(filter_fields),
		as_dict,
		reference_doctype,
		ignore_user_permissions and not _is_scoped(doctype),
	)


@frappe.whitelist()
def get_html_and_style(
	doc: str | dict,
	name: str | None = None,
	print_format: str | None = None,
	no_letterhead: bool | None = None,
	letterhead: str | None = None,
	trigger_print: bool = False,
	style: str | None = None,
	settings: Dict | None = None,
) -> dict:
	"""Frappe's print preview. Of a document that a client made up it would show the titles of all that it names."""
	doc, name = _as_stored(doc, name)
	return printview.get_html_and_style(
		doc,
		name,
		print_format,
		no_letterhead,
		letterhead,
		trigger_print,
		style,
		frappe.as_json(settings or {}),
	)


@frappe.whitelist()
def get_rendered_raw_commands(
	doc: str | dict, name: str | None = None, print_format: str | None = None
) -> dict:
	doc, name = _as_stored(doc, name)
	return printview.get_rendered_raw_commands(doc, name, print_format)


def _as_stored(doc: str | dict, name: str | None) -> tuple[str, str | None]:
	"""Return what Frappe prints by: DocType and name of a scoped document, else the document as it was sent."""
	if name is not None:
		require_doctype(doc if isinstance(doc, str) else None)
		return doc, name
	sent = sent_document(doc)
	return (sent.doctype, sent.name) if _is_scoped(sent.doctype) else (frappe.as_json(sent), None)


def _is_scoped(doctype: str) -> bool:
	return doctype in SCOPED_DOCTYPES or doctype in PARENT_OF_ROW


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""Frappe's title of a linked document; of a scoped one that the user may not read, its name."""
	if doctype in SCOPED_DOCTYPES and not _may("read", doctype, docname):
		return docname
	return search.get_link_title(doctype, docname)


@frappe.whitelist()
def add_tag(tag: str, dt: str, dn: str | int, color: str | None = None) -> str:
	_check("write", dt, dn)
	return tags_of_frappe.add_tag(tag, dt, dn, color)


@frappe.whitelist()
def add_tags(tags: Names, dt: str, docs: Names, color: str | None = None) -> None:
	for name in docs:
		_check("write", dt, name)
	tags_of_frappe.add_tags(tags, dt, docs, color)


@frappe.whitelist()
def remove_tag(tag: str, dt: str, dn: str | int) -> None:
	_check("write", dt, dn)
	tags_of_frappe.remove_tag(tag, dt, dn)


@frappe.whitelist()
def toggle_like(doctype: str, name: str | int, add: str | bool = False) -> None:
	_check("read", doctype, name)
	like.toggle_like(doctype, name, add)


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> list | tuple:
	require_doctype(doctype)
	if doctype in SCOPED_DOCTYPES:
		return frappe.get_list(doctype, filters={"_user_tags": ("like", tag)}, as_list=True)
	return tags_of_frappe.get_tagged_docs(doctype, tag)


@frappe.whitelist()
def get_linked(doctype: str, docname: str | int) -> dict[str, list]:
	"""Frappe's documents that link to this one; of the scoped ones those that the user may read (Frappe 15.0)."""
	_check("read", doctype, docname)
	found = linked_with.get(doctype, docname)
	for linking in set(SCOPED_DOCTYPES) & found.keys():
		mine = _readable(linking, [row["name"] for row in found[linking]])
		found[linking] = [row for row in found[linking] if row["name"] in mine]
	return found


@frappe.whitelist()
def get_submitted_linked_docs(
	doctype: str, name: str | int, ignore_doctypes_on_cancel_all: Names | None = None
) -> dict:
	"""Frappe's submitted documents that hang on this one; of the scoped ones those that the user may read."""
	require_doctype(doctype)
	frappe.get_doc(doctype, name).check_permission("read")
	ignored = {"ignore_doctypes_on_cancel_all": ignore_doctypes_on_cancel_all}
	list_linked = linked_with.get_submitted_linked_docs
	# Frappe before 15.1 does not ask for them
	found = list_linked(doctype, name, **(ignored if ignore_doctypes_on_cancel_all else {}))
	docs = _without_foreign(found["docs"])
	return {"docs": docs, "count": len(docs)}


@frappe.whitelist()
def relink(name: str, reference_doctype: str | None = None, reference_name: str | None = None) -> None:
	"""Frappe's moving of an e-mail to another document: by who may read both."""
	frappe.get_doc("Communication", name).check_permission("read")
	if reference_doctype:
		require_doctype(reference_doctype)
		frappe.get_doc(reference_doctype, reference_name).check_permission("read")
	email_of_frappe.relink(name, reference_doctype, reference_name)


@frappe.whitelist()
def get_import_status(data_import_name: str) -> dict:
	frappe.get_doc("Data Import", data_import_name).check_permission("read")
	return importing.get_import_status(data_import_name)


def _without_foreign(found: list[dict]) -> list[dict]:
	"""Return what was found, [{"doctype", "name", ...}], without scoped documents that the user may not read."""
	names: dict[str, list[str]] = {}
	for row in found:
		if _is_scoped(row["doctype"]):
			names.setdefault(row["doctype"], []).append(row["name"])
	mine = {doctype: _readable(doctype, of_doctype) for doctype, of_doctype in names.items()}
	return [row for row in found if row["doctype"] not in mine or row["name"] in mine[row["doctype"]]]


def _readable(doctype: str, names: list[str]) -> set[str]:
	"""Return those of the names of documents that the user may read."""
	if not frappe.has_permission(doctype):
		return set()
	return {*frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name", limit_page_length=0)}


def _may(right: str, doctype: str, name: str | int) -> bool:
	return bool(frappe.db.exists(doctype, name)) and frappe.has_permission(doctype, right, name)


def _check(right: str, doctype: str, name: str | int) -> None:
	require_doctype(doctype)
	if _is_scoped(doctype):
		frappe.get_doc(doctype, name).check_permission(right)


class GuardedFile(File):
	"""Frappe's File, which nobody gets by naming the address of another one, and private where it is attached."""

	def before_insert(self):
		self.flags.by_address = bool(self.file_url)
		if self.flags.by_address:
			self.refuse_foreign_address()
		elif _is_scoped(self.attached_to_doctype):
			self.is_private = 1
		self.refuse_page()
		super().before_insert()

	def validate(self):
		before = self.get_doc_before_save()
		if before and not self.flags.ignore_permissions:
			# what is sent as public is not asked for its right to be written (Frappe 15.0)
			before.check_permission("write")
		super().validate()
		self.refuse_foreign_document(before)
		moved = before and self.file_url != before.file_url and not self.has_value_changed("is_private")
		if self.flags.by_address or moved:
			self.refuse_foreign_address()

	def get_content(self):
		content = super().get_content()
		# what is being uploaded is kept as it is
		if self.attached_to_doctype != "Data Import" or self.get("content"):
			return content
		return _as_text(content) if (self.file_name or "").lower().endswith(".csv") else content

	def refuse_page(self):
		"""What Frappe serves as a page of this site acts with the rights of whoever opens it."""
		names = [name for name in (self.file_name, self.file_url) if PAGE.search(name or "")]
		if names and not self.is_folder and not sees_everything(frappe.session.user):
			frappe.throw(
				_(
					"{0}: a page with scripts cannot be attached. Attach a PDF, a picture or an office document."
				).format(escape_html(names[0][:140])),
				PageFileError,
			)

	def unzip(self):
		"""Frappe unpacks for whoever knows the name, and takes the packed file away."""
		self.check_permission("write")
		return super().unzip()

	def refuse_foreign_document(self, before):
		"""Frappe asks for the right to a document when a file is uploaded to it, not when a File names it."""
		document = (self.attached_to_doctype, self.attached_to_name)
		if self.flags.ignore_permissions or not _is_scoped(document[0]):
			return
		if not before or document != (before.attached_to_doctype, before.attached_to_name):
			# a form that is not saved yet has a name for the time being
			if frappe.db.exists(*document):
				_check("write", *document)

	def refuse_foreign_address(self):
		"""A private file can be attached anew by its address only by who may read it already."""
		address = os.path.normpath(unquote(self.file_url))
		if not address.startswith("/private/"):
			return
		others = frappe.get_all(
			"File", filters={"file_url": address, "name": ("!=", self.name or "")}, pluck="name"
		)
		if others and not any(frappe.get_doc("File", name).is_downloadable() for name in others):
			frappe.clear_messages()  # they tell what it is attached to
			frappe.throw(_("{0}: you may not read this file.").format(address), ForeignFileError)


def _as_text(content: str | bytes) -> str | bytes:
	"""Return a CSV file as Thai Windows and its spreadsheets write it: in UTF-8 with a mark in front, or in cp874.

	Frappe takes the mark for a part of the first heading, and cp874 for Polish.
	"""
	if isinstance(content, str):
		return content.removeprefix("\ufeff")
	try:
		return content.decode("cp874")
	except UnicodeDecodeError:
		return content
