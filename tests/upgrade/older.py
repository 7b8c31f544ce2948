"""What the test asks of a site of any release of the app, or does in it: by tests/inside_site.py."""

import hashlib

import frappe

ORDER = "Appointment Order"
CHIEF = "chief@con-center.example"
FIELD = "kept_note"
NOTE = "ของสำนักงานเรา"
# what belongs to the documents of this app, and what people make, in Frappe's own tables
BESIDE = ("Comment", "Custom Field", "File", "Version", "Notification Log", "ToDo")


def add() -> None:
	"""Make a field of the office's own, and hang a file and a comment on an order."""
	order = frappe.get_last_doc(ORDER, filters={"docstatus": 1})
	field = {"dt": ORDER, "fieldname": FIELD, "fieldtype": "Data", "label": "หมายเหตุ"}
	frappe.get_doc(doctype="Custom Field", allow_on_submit=1, **field).insert()
	order.db_set(FIELD, NOTE)
	reference = {"attached_to_doctype": ORDER, "attached_to_name": order.name}
	frappe.get_doc(doctype="File", file_name="kept.txt", is_private=1, content=NOTE, **reference).insert()
	order.add_comment(text=NOTE)


def contents() -> dict[str, dict[str, dict]]:
	"""Return the values of every row, by DocType and name."""
	modules = frappe.get_all("Module Def", {"app_name": "con_center"}, pluck="name")
	kept = {"module": ("in", modules), "issingle": 0, "is_virtual": 0}
	return {doctype: _rows(doctype) for doctype in (*frappe.get_all("DocType", kept, pluck="name"), *BESIDE)}


def _rows(doctype: str) -> dict[str, dict]:
	return {row.name: row for row in frappe.db.sql(f"select * from `tab{doctype}`", as_dict=True)}


def settings() -> dict[str, str]:
	"""Return what this app's documents of one kind hold."""
	modules = frappe.get_all("Module Def", {"app_name": "con_center"}, pluck="name")
	singles = frappe.get_all("DocType", {"module": ("in", modules), "issingle": 1}, pluck="name")
	return {
		f"{doctype}.{field}": value
		for doctype, field, value in frappe.db.sql("select doctype, field, value from tabSingles")
		if doctype in singles and field not in ("modified", "modified_by")
	}


def files() -> dict[str, str]:
	"""Return the SHA-256 of every file that is kept, by the name of its document."""
	kept = frappe.get_all("File", {"is_folder": 0, "file_url": ("like", "%/files/%")}, pluck="name")
	return {name: hashlib.sha256(_content(name)).hexdigest() for name in kept}


def _content(name: str) -> bytes:
	content = frappe.get_doc("File", name).get_content()
	return content.encode() if isinstance(content, str) else content


def sign() -> list[str]:
	"""Sign the order that waits for the demo's district chief, whatever is odd in it; return its name and state."""
	from con_center.approval.decision import decide

	frappe.set_user(CHIEF)
	(waiting,) = frappe.get_list(ORDER, {"workflow_state": "Awaiting Signature"}, pluck="name", limit=1)
	modified = frappe.db.get_value(ORDER, waiting, "modified")
	decide(ORDER, waiting, "Sign and Issue", modified, passing=NOTE)
	return [waiting, frappe.db.get_value(ORDER, waiting, "workflow_state")]
