"""What the test asks of a site of any release of the app, or does in it: by tests/inside_site.py."""

import hashlib

import frappe
from frappe.permissions import update_permission_property

ORDER = "Appointment Order"
CHIEF = "chief@con-center.example"
FIELD = "kept_note"
NOTE = "ของสำนักงานเรา"
TEMPLATE = "คำสั่งแต่งตั้งคณะทำงานส่งเสริม ศอช."
# what belongs to the documents of this app, and what people make, in Frappe's own tables
BESIDE = (
	"Comment",
	"Custom DocPerm",
	"Custom Field",
	"File",
	"Has Role",
	"Notification Log",
	"Print Format",
	"Property Setter",
	"ToDo",
	"Translation",
	"User",
	"User Permission",
	"Version",
	"Workflow",
	"Workflow Document State",
	"Workflow Transition",
)


def add() -> None:
	"""Make a field of the office's own, hang a file and a comment on an order, and change what an administrator changes."""
	order = frappe.get_last_doc(ORDER, filters={"docstatus": 1})
	field = {"dt": ORDER, "fieldname": FIELD, "fieldtype": "Data", "label": "หมายเหตุ"}
	frappe.get_doc(doctype="Custom Field", allow_on_submit=1, **field).insert()
	order.db_set(FIELD, NOTE)
	reference = {"attached_to_doctype": ORDER, "attached_to_name": order.name}
	frappe.get_doc(doctype="File", file_name="kept.txt", is_private=1, content=NOTE, **reference).insert()
	order.add_comment(text=NOTE)
	customise()


def customise() -> None:
	"""Change a label, a right, a word, a ladder and a text of orders, and make a format."""
	label = {"doc_type": "Committee", "field_name": "forum_date", "property": "label", "value": NOTE}
	frappe.get_doc(
		doctype="Property Setter", doctype_or_field="DocField", property_type="Data", **label
	).insert()
	update_permission_property("Committee", "CON Sub-district Officer", 0, "print", 0)
	frappe.get_doc(doctype="Print Format", name=NOTE, doc_type=ORDER, standard="No", html=NOTE).insert()
	frappe.get_doc(
		doctype="Translation", language="th", source_text="Committee", translated_text=NOTE
	).insert()
	ladder = frappe.get_doc("Workflow", {"document_type": ORDER, "is_active": 1})
	ladder.states[0].message = NOTE
	ladder.save()
	template = frappe.get_doc("Order Template", TEMPLATE)
	template.body = template.body.replace("ให้คำปรึกษา", NOTE)
	template.save()


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


def unset() -> list[str]:
	"""Return the settings of this app that have a usual value and hold none."""
	held, found, nothing = settings(), [], (None, "", "0")
	for doctype in {key.split(".")[0] for key in held}:
		usual = [field.fieldname for field in frappe.get_meta(doctype).fields if field.default not in nothing]
		found += [key for field in usual if held.get(key := f"{doctype}.{field}") in nothing]
	return sorted(found)


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
