"""How modules seed: what is missing is inserted, what an admin has changed stays."""

import frappe

UNCONFIRMED = "ค่าตั้งต้นของระบบ ยังไม่ยืนยันกับระเบียบ"


def insert_missing(doctype: str, records: list[dict]) -> None:
	"""Insert the records whose name is not there yet."""
	for record in records:
		doc = frappe.get_doc({"doctype": doctype, **record})
		doc.set_new_name()
		if not frappe.db.exists(doctype, doc.name):
			doc.insert(ignore_permissions=True)


def fill_settings(values: dict) -> None:
	"""Fill those of the settings (CON Settings) that are still empty."""
	con_settings = frappe.get_doc("CON Settings")
	for field, value in values.items():
		con_settings.set(field, con_settings.get(field) or value)
	con_settings.flags.ignore_mandatory = True
	con_settings.save(ignore_permissions=True)
