"""What a request asks for: the function, or the method of a document, that Frappe would call."""

import frappe
from frappe.modules.utils import load_doctype_module

# what Frappe's older desk, and version 2 of its API, call by one word
SHORT = {
	"getdoc": "frappe.desk.form.load.getdoc",
	"getdoctype": "frappe.desk.form.load.getdoctype",
}
LIST_BY_REST = "frappe.api.document_list"
COPY_BY_REST = "frappe.api.v2.copy_doc"
METHODS_OF_DOCUMENTS = ("frappe.handler.run_doc_method", "frappe.handler.runserverobj")


def asked_for() -> str | None:
	"""Return the dotted name of the function, or "DocType/method"; None for pages, files and single documents by REST."""
	form, parts = frappe.local.form_dict, _parts()
	if form.get("cmd"):
		return _function(str(form.cmd))
	if not parts:
		return None
	newer, kind, *rest = parts
	if kind == "method" and rest:
		if newer and len(rest) == 2 and rest[1]:
			return f"{load_doctype_module(rest[0]).__name__}.{rest[1]}"
		return _function(rest[0])
	if kind == "document" and len(rest) >= 4 and rest[-2] == "method":
		return method_of(rest[0], rest[-1])
	if kind == "resource" and len(rest) >= 2 and ("run_method" in form or frappe.request.method == "POST"):
		return method_of(rest[0], str(form.get("run_method")))
	if kind == "document" and len(rest) >= 3 and rest[-1] == "copy":
		return COPY_BY_REST
	if kind in ("resource", "document") and len(rest) == 1 and frappe.request.method == "GET":
		return LIST_BY_REST
	return None


def _parts() -> list | None:
	"""Return [whether it is version 2, kind, ...] of an address below /api/, as Frappe reads it."""
	path = frappe.request.path
	if not path.startswith("/api/"):
		return None
	parts = path.removeprefix("/api/").rstrip("/").split("/")
	newer = parts[0] == "v2"
	return [newer, *(parts[1:] if parts[0] in ("v1", "v2") else parts)]


def _function(name: str) -> str:
	full = SHORT.get(name) or (name if "." in name else f"frappe.handler.{name}")
	if full not in METHODS_OF_DOCUMENTS:
		return full
	form = frappe.local.form_dict
	doctype = form.get("dt") or _doctype_of(form.get("docs") or form.get("document"))
	return method_of(doctype, str(form.get("method")))


def _doctype_of(sent) -> str | None:
	try:
		sent = frappe.parse_json(sent)
	except ValueError:
		return None
	return sent.get("doctype") if isinstance(sent, dict) else None


def method_of(doctype, method: str) -> str:
	return f"{doctype}/{method}"
