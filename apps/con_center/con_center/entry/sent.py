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
from frappe.model import optional_fields
from frappe.model.base_document import get_controller

from con_center.entry import documents
from con_center.entry.refusing import label, shown
from con_center.queries import names_in

# lists in lists in lists: filters and documents take five or so
DEEPEST = 20
RESOURCE = re.compile(r"/api(?:/v[12])?/(?:resource|document)/(?P<doctype>[^/]+)/?(?P<name>.*)")
METHOD = re.compile(r"/api(?:/v[12])?/method/(?P<method>[^/]+)/?")
WRITING = ("POST", "PUT", "PATCH")
FILTERS = ("filters", "or_filters", "current_filters")
LISTED = ("in", "not in")
# functions that take the name of a document for a filter
BY_NAME = ("frappe.client.get_value", "frappe.client.validate_link")
# the one that asks the database itself, instead of the class behind all lists
BY_FIELDS = "frappe.client.get"
DOCTYPES = ("doctype", "dt")
NAMES = ("dn", "docname", "name")
PAGES = ("limit", "limit_start", "limit_page_length", "page_length", "start")
LISTS = ("fields",)
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
	"""Hook before_request: refuse what no function can take, with SentError (HTTP 417)."""
	form = frappe.local.form_dict
	request = frappe.local.request
	read = {name: _read(name, value) for name, value in form.items()}
	resource = RESOURCE.fullmatch(request.path)
	if resource and request.method in WRITING:
		_check_resource(form, request, resource["name"])
		return
	method = METHOD.fullmatch(request.path)
	command = form.get("cmd") or (method and method["method"])
	_check_arguments(form, read, command, listing=bool(resource))
	if command in DOCUMENTS:
		name = DOCUMENTS[command]
		_check_documents(read.get(name), several=name == SEVERAL)
	elif command in RUN_METHOD:
		_check_run(read)


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


def _check_arguments(form: dict, read: dict, command: str | None, listing: bool) -> None:
	for name in FILTERS:
		if read.get(name):
			_check_filters(read[name], name, command)
	for name in (*DOCTYPES, *NAMES):
		value = form.get(name)
		if isinstance(value, dict | list) or (name in DOCTYPES and not isinstance(value, str | None)):
			refuse(_("{0}: one value is needed here, not a list."), name)
	for name in PAGES:
		if form.get(name) not in (None, "") and not re.fullmatch(r"[0-9]{1,9}", str(form[name])):
			refuse(_("{0}: a whole number from 0 on is needed here."), name)
	for name in LISTS:
		if listing and form.get(name) and not (isinstance(form[name], str) and isinstance(read[name], list)):
			refuse(_("{0}: a list is needed here."), name)


def _check_filters(filters, name: str, command: str | None) -> None:
	"""Filters are conditions by field, or a list of conditions; what is compared with is a value or a list of values."""
	if isinstance(filters, str) and command in BY_NAME:
		return
	if not isinstance(filters, dict | list):
		refuse(_("{0}: a list is needed here."), name)
	for row in filters if isinstance(filters, list) else [filters]:
		for condition in row.values() if isinstance(row, dict) else [row]:
			_check_condition(condition, name)
	if command == BY_FIELDS and isinstance(filters, dict | list):
		_check_fields(filters, name)


def _check_condition(condition, name: str) -> None:
	"""A condition is a value, or ends with an operator and what it compares with."""
	if _holds_dict(condition):
		refuse(_("{0}: what is compared with has to be a value, or a list of values."), name)
	if isinstance(condition, list) and len(condition) > 1:
		operator = condition[2 if len(condition) > 3 else len(condition) - 2]
		compared = condition[3 if len(condition) > 3 else -1]
		listed = isinstance(operator, str) and operator.strip().lower() in LISTED
		if listed and not isinstance(compared, list | str | None):
			refuse(_("{0}: a list is needed here."), name)


def _check_fields(filters: dict | list, name: str) -> None:
	doctype = frappe.local.form_dict.get("doctype")
	if not (doctype and frappe.db.exists("DocType", doctype)):
		return
	known = {*frappe.get_meta(doctype).get_valid_columns(), *optional_fields}
	for field in names_in(filters):
		if field not in known:
			refuse(_("{0} is no name of a field."), str(field))


def _holds_dict(value) -> bool:
	return isinstance(value, dict) or (isinstance(value, list) and any(_holds_dict(held) for held in value))


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
	method = read.get("method")
	if not isinstance(method, str) or not callable(getattr(owner, method, None)):
		refuse(_("{0}: there is nothing of this name to be done."), "method")


def refuse(message: str, name: str = "") -> None:
	frappe.throw(message.format(_label(name)), SentError)


def _label(name: str) -> str:
	"""Return what the form calls a field, of the document that the request is about or of its rows; else its name."""
	resource = RESOURCE.fullmatch(frappe.local.request.path)
	doctype = unquote(resource["doctype"]) if resource else _doctype(frappe.local.form_dict)
	if isinstance(doctype, str) and frappe.db.exists("DocType", doctype):
		document = frappe.get_meta(doctype)
		for meta in (document, *(frappe.get_meta(table.options) for table in document.get_table_fields())):
			if meta.has_field(name):
				return shown(label(meta.get_field(name), meta.name))
	return shown(name)


def _doctype(form: dict):
	for sent in (form, *(form.get(name) for name in ("doc", "docs", "document"))):
		try:
			sent = frappe.parse_json(sent)
		except (ValueError, RecursionError):
			continue
		sent = sent[0] if sent and isinstance(sent, list) else sent
		if isinstance(sent, dict) and sent.get("doctype"):
			return sent["doctype"]
