"""Papers of a dispute: consents and the agreement, signed by hand. They are the case's own, and go where it goes."""

import frappe

from con_center.access.statements import among


def attach(doc) -> None:
	"""For `on_update`: a file that the case names is attached to it, so that it is read by whom the case is read."""
	for address in filter(None, (doc.agreement_paper, *(row.consent_paper for row in doc.parties))):
		own = {"file_url": address, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
		if frappe.db.exists("File", own):
			continue
		if sent := _sent_before_saving(doc, address):
			frappe.db.set_value("File", sent, "attached_to_name", doc.name)
		else:
			# Frappe's File asks whether whoever names its address may read it
			frappe.get_doc({"doctype": "File", "is_private": 1, **own}).insert()


def _sent_before_saving(doc, address: str) -> str | None:
	"""Return the File that the user has sent from the form while it was not saved: its document has another name there."""
	sent = frappe.get_all(
		"File",
		filters={"file_url": address, "attached_to_doctype": doc.doctype, "owner": frappe.session.user},
		fields=["name", "attached_to_name"],
	)
	saved = {"name": among(file.attached_to_name for file in sent)}
	stored = set(frappe.get_all(doc.doctype, filters=saved, pluck="name"))
	return next((file.name for file in sent if file.attached_to_name not in stored), None)
