"""What a request brings, before any function sees it: signs, numbers and shapes that nothing here can take.

One pass over the form and over what it holds as JSON, without a question to the database but for requests that
carry a whole document.
"""

import json
import math
import re
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.model.base_document import get_controller

from con_center.entry import documents, filters
from con_center.entry.refusing import label, shown

# lists in lists in lists: filters and documents take five or so
DEEPEST = 20
RESOURCE = re.compile(r"/api(?:/v[12])?/(?:resource|document)/(?P<doctype>[^/]+)/?(?P<name>.*)")
METHOD = re.compile(r"/api(?:/v[12])?/method/(?P<method>[^/]+)/?")
WRITING = ("POST", "PUT", "PATCH")
FILTERS = ("filters", "or_filters", "current_filters")
# functions that take the name of a document for a filter
BY_NAME = ("frappe.client.get_value",)
# those that ask the database themselves, instead of the class behind all lists
BY_FIELDS = ("frappe.client.get", "frappe.client.get_count")
OF_MANY = (
	"frappe.client.get_count",
	"frappe.client.get_list",
	"frappe.desk.reportview.get",
	"frappe.desk.reportview.get_count",
	"frappe.desk.reportview.get_list",
)
FILTERED = (
	*BY_NAME,
	*BY_FIELDS,
	*OF_MANY,
	"frappe.desk.form.utils.get_next",
	"frappe.desk.listview.get_group_by_count",
	"frappe.desk.reportview.export_query",
	"frappe.desk.reportview.get_sidebar_stats",
	"frappe.desk.reportview.get_stats",
)
DOCTYPES = ("doctype", "dt")
NAMES = ("dn", "docname", "name")
# functions whose lists come page by page; others mean by `start` a day
PAGED = (
	*OF_MANY,
	"frappe.desk.reportview.export_query",
	"frappe.desk.search.search_link",
	"frappe.desk.search.search_widget",
	"frappe.utils.global_search.search",
)
PAGES = ("limit", "limit_start", "limit_page_length", "page_length", "start")
# functions that take whole documents: the argument, which is a list where it is called SEVERAL
SEVERAL = "docs"
DOCUMENTS = {
	"frappe.client.bulk_update": "docs",
	"frappe.client.insert": "doc",
	"frappe.client.insert_many": "docs",
	"frappe.client.save": "doc",
	"frappe.client.submit": "doc",
	"frappe.desk.form.save.savedocs": "doc",
}
RUN_METHOD = (
	"run_doc_method",
	"frappe.handler.run_doc_method",
	"runserverobj",
	"frappe.handler.runserverobj",
)
# what Frappe takes for arguments of its own when it makes a new document of a request
NOT_FIELDS = ("as_dict", "parent_doc", "self")


class SentError(frappe.ValidationError):
	pass


def check_request() -> None:
	"""Refuse what no function can take, with SentError (HTTP 417)."""
	form = frappe.local.form_dict
	request = frappe.local.request
	read = {name: _read(name, value) for name, value in form.items()}
	if not str(form.get("fields", "-")).strip():
		# none are named: as if they had not been spoken of
		form.pop("fields")
	resource = RESOURCE.fullmatch(request.path)
	if "run_method" in form and not _is_method(form.run_method, resource):
		refuse(_("{0}: there is nothing of this name to be done."), "run_method")
	if resource and request.method in WRITING:
		_check_resource(form, request, resource["name"])
		return
	method = METHOD.fullmatch(request.path)
	command = form.get("cmd") or (method and method["method"])
	listed = unquote(resource["doctype"]) if resource and not resource["name"] else None
	_check_arguments(form, read, command, listed)
	if command in DOCUMENTS:
		name = DOCUMENTS[command]
		_check_documents(read.get(name), several=name == SEVERAL)
	elif command in RUN_METHOD:
		_check_run(read)


def _is_method(name, resource) -> bool:
	"""Tell whether the document of an address has what is to be run; an address of no DocType is refused as such."""
	doctype = unquote(resource["doctype"]) if resource else ""
	if not _is_doctype(doctype):
		return isinstance(name, str) and bool(name)
	return _has_method(get_controller(doctype), name)


def _has_method(owner: type, name) -> bool:
	return isinstance(name, str) and callable(getattr(owner, name, None))


def _read(name: str, value):
	"""Return an argument as Frappe will read it. What it holds is looked at, too."""
	if not isinstance(value, str):
		_check(value, name)
		return value
	_check_text(value, name)
	if value[:1] not in ("{", "["):
		return value
	try:
		held = json.loads(value)
	except ValueError:
		return value
	except RecursionError:
		_refuse_depth(name)
	_check(held, name)
	return held


def _check(value, name: str, depth: int = 0) -> None:
	if isinstance(value, str):
		_check_text(value, name)
	elif isinstance(value, float):
		if not math.isfinite(value):
			refuse(_("{0}: a number that is none was sent. Type digits only."), name)
	elif isinstance(value, dict | list):
		if depth == DEEPEST:
			_refuse_depth(name)
		for key, held in value.items() if isinstance(value, dict) else enumerate(value):
			field = key if isinstance(key, str) else name
			if field is key:
				_check_text(key, name)
			_check(held, field, depth + 1)


def _check_text(text: str, name: str) -> None:
	# the quick way for all but a few
	if text.isascii() and "\0" not in text:
		return
	try:
		text.encode()
	except UnicodeEncodeError:
		_refuse_sign(name)
	if "\0" in text:
		_refuse_sign(name)


def _refuse_sign(name: str) -> None:
	refuse(_("{0}: there is a broken sign in the text. Delete it, or type the text anew."), name)


def _refuse_depth(name: str) -> None:
	refuse(_("{0}: lists are nested too deep. Reload the page and try again."), name)


def _check_arguments(form: dict, read: dict, command: str | None, listed: str | None) -> None:
	"""`listed` is the DocType of which REST is asked for a list."""
	_check_lists(form, read, command, listed)
	for name in (*DOCTYPES, *NAMES):
		value = form.get(name)
		if isinstance(value, dict | list) or (name in DOCTYPES and not isinstance(value, str | None)):
			refuse(_("{0}: one value is needed here, not a list."), name)
	for name in PAGES if listed or command in PAGED else ():
		if form.get(name) not in (None, "") and not re.fullmatch(r"[0-9]{1,9}", str(form[name])):
			refuse(_("{0}: a whole number from 0 on is needed here."), name)


def _check_lists(form: dict, read: dict, command: str | None, listed: str | None) -> None:
	doctype = listed or form.get("doctype")
	# others mean by filters what they like
	for name in FILTERS if listed or command in FILTERED else ():
		if form.get(name) == "":
			# no filter, which Frappe would read as broken JSON
			del form[name]
		if read.get(name) and not (isinstance(read[name], str) and command in BY_NAME):
			wrong = filters.wrong_in(read[name], doctype, by_fields=command in BY_FIELDS)
			if wrong:
				refuse(wrong, name)
	if listed and form.get("fields"):
		fields = read["fields"]
		if isinstance(form["fields"], list) or not (isinstance(fields, list) and all(map(is_text, fields))):
			refuse(_("{0}: a list is needed here."), "fields")
	meta = _meta_of(doctype) if listed or command in OF_MANY else None
	if meta and meta.issingle:
		refuse(_("{0}: there is one of this kind, and no list of it."), doctype)


def is_text(value) -> bool:
	return isinstance(value, str)


def _check_resource(form: dict, request, name: str) -> None:
	"""The body of a REST request that writes is one document."""
	sent = form.get("data")
	if sent is None and not request.is_json:
		sent = request.get_data(as_text=True)
	if isinstance(sent, str):
		sent = _read("data", sent)
	if isinstance(sent, list) or (isinstance(sent, str) and form.get("data") is not None):
		refuse(_("{0}: one document is needed here, as fields and values."), "data")
	fields = sent if isinstance(sent, dict) else form
	if not name:
		for field in NOT_FIELDS:
			if field in fields:
				refuse(_("{0}: there is no field of this name."), field)


def _check_documents(sent, several: bool = False) -> None:
	found = sent if several and isinstance(sent, list) else [None if several else sent]
	if not (found and all(isinstance(doc, dict) and isinstance(doc.get("doctype"), str) for doc in found)):
		refuse(_("It does not say which document is meant."))


def _check_run(read: dict) -> None:
	"""A method is called on a document that is stored, or on one as it was sent, unsaved: that one is checked, too."""
	if read.get("dt"):
		owner = get_controller(read["dt"])
	else:
		sent = read.get("docs")
		_check_documents(sent)
		document = frappe.get_doc(dict(sent))
		documents.check(document)
		owner = type(document)
	if not _has_method(owner, read.get("method")):
		refuse(_("{0}: there is nothing of this name to be done."), "method")


def refuse(message: str, name: str = "") -> None:
	frappe.throw(message.format(_label(name)), SentError)


def _label(name: str) -> str:
	"""Return what the form calls a field, of the document that the request is about or of its rows; else its name."""
	resource = RESOURCE.fullmatch(frappe.local.request.path)
	doctype = unquote(resource["doctype"]) if resource else _doctype(frappe.local.form_dict)
	if _is_doctype(doctype):
		document = frappe.get_meta(doctype)
		for meta in (document, *(frappe.get_meta(table.options) for table in document.get_table_fields())):
			if meta.has_field(name):
				return shown(label(meta.get_field(name), meta.name))
	return shown(name)


def _is_doctype(name) -> bool:
	return _meta_of(name) is not None


def _meta_of(doctype):
	"""Return what Frappe knows of a DocType, in its cache and needed next; None where there is none of this name."""
	# what cannot be written cannot be asked for either
	if not (isinstance(doctype, str) and doctype and doctype.isprintable()):
		return None
	try:
		return frappe.get_meta(doctype)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return None


def _doctype(form: dict):
	for sent in (form, *(form.get(name) for name in ("doc", "docs", "document"))):
		try:
			sent = frappe.parse_json(sent)
		except (ValueError, RecursionError):
			continue
		sent = sent[0] if sent and isinstance(sent, list) else sent
		if isinstance(sent, dict) and sent.get("doctype"):
			return sent["doctype"]
