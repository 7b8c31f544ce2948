"""Frappe's update of many documents by REST, whole or not at all for each.

Frappe goes on after a document that fails and keeps what of it had been written; and it answers with the traceback.
"""

import frappe
from frappe import _
from frappe.utils import strip_html
from pydantic import Json

from con_center.entry.answers import sentence_of

Documents = list[dict] | Json[list[dict]]
BEFORE = "before_document"


@frappe.whitelist(methods=["POST", "PUT"])
def bulk_update(docs: Documents) -> dict:
	"""Update documents that each name their doctype and docname; return {"failed_docs": [{"doc", "exc": why}]}."""
	failed = []
	for doc in docs:
		frappe.db.savepoint(BEFORE)
		try:
			_update(doc)
		except (frappe.ValidationError, frappe.PermissionError, frappe.NameError) as error:
			frappe.db.rollback(save_point=BEFORE)
			failed.append({"doc": doc, "exc": strip_html(str(error)) or sentence_of(error)})
	return {"failed_docs": failed}


def _update(doc: dict) -> None:
	if not isinstance(doc.get("docname"), str):
		frappe.throw(_("It does not say which document is meant."))
	values = {key: value for key, value in doc.items() if key != "flags"}
	frappe.get_doc(doc["doctype"], doc["docname"]).update(values).save()
