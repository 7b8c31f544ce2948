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


def custom_field(module: str, fieldname: str, label: str, fieldtype: str, **more) -> dict:
	"""Return a field of ours on a DocType of Frappe's, for `create_custom_fields`; module: a Module Def of ours."""
	return {
		"fieldname": fieldname,
		"label": label,
		"fieldtype": fieldtype,
		"module": module,
		"is_system_generated": 1,
		**more,
	}


def fill_settings(values: dict, doctype: str = "CON Settings") -> None:
	"""Fill those of the settings (a DocType that there is one document of) that are still empty."""
	settings = frappe.get_doc(doctype)
	for field, value in values.items():
		settings.set(field, settings.get(field) or value)
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)


def fill_in_new_settings(doctype: str = "CON Settings") -> None:
	"""Give fields that have come with an update their usual values: Frappe gives them to new documents alone.

	What an admin has emptied is held as empty, and stays so.
	"""
	held = frappe.db.get_singles_dict(doctype)
	for field in frappe.get_meta(doctype).fields:
		if held and field.default and field.fieldname not in held:
			frappe.db.set_single_value(doctype, field.fieldname, field.default, update_modified=False)
