"""What the test asks of a site, or does in it, with Frappe's own Python: by tests/inside_site.py."""

import hashlib
import json
import sys

import frappe
from con_center.approval import log, seals
from con_center.issuing import checking, making, serving, verifying
from con_center.issuing.doctype.issued_file.issued_file import SEALED

FIELD = "kept_note"
NOTE = "ของสำนักงานเรา"
LABEL = "วันจัดเวทีของเรา"
FORMAT = "แบบของอำเภอ"
# what belongs to the documents of this app, and what administrators make, in Frappe's own tables
BESIDE = (
	*("Comment", "Custom DocPerm", "Custom Field", "File", "Version", "Notification Log", "ToDo"),
	*(
		"Workflow",
		"Workflow Action Master",
		"Workflow Document State",
		"Workflow State",
		"Workflow Transition",
	),
)


def add() -> None:
	"""Make what an office makes for itself, hang a file and a comment on an order, and have the files of letters made."""
	order = frappe.get_last_doc("Appointment Order", filters={"docstatus": 1})
	frappe.get_doc(
		doctype="Custom Field",
		dt=order.doctype,
		fieldname=FIELD,
		fieldtype="Data",
		label="หมายเหตุ",
		allow_on_submit=1,
	).insert()
	frappe.get_doc(
		doctype="Property Setter",
		doctype_or_field="DocField",
		doc_type="Committee",
		field_name="forum_date",
		property="label",
		property_type="Data",
		value=LABEL,
	).insert()
	frappe.get_doc(
		doctype="Print Format",
		name=FORMAT,
		doc_type=order.doctype,
		standard="No",
		custom_format=1,
		print_format_type="Jinja",
		html="<p>{{ doc.subject }}</p>",
	).insert()
	order.db_set(FIELD, NOTE)
	frappe.get_doc(
		doctype="File",
		file_name="kept.txt",
		is_private=1,
		content=NOTE,
		attached_to_doctype=order.doctype,
		attached_to_name=order.name,
	).insert()
	order.add_comment(text=NOTE)
	for letter in letters():
		making.file_of(letter)


def letters() -> list:
	return [
		frappe.get_doc("Official Letter", name) for name in frappe.get_all("Official Letter", pluck="name")
	]


def made() -> dict:
	"""Return what `add` has made, as the site has it now."""
	order = frappe.db.get_value("Appointment Order", {FIELD: NOTE})
	file = frappe.db.get_value("File", {"file_name": ("like", "kept%"), "attached_to_name": order})
	return {
		"label": frappe.get_meta("Committee").get_field("forum_date").label,
		"format": frappe.db.get_value("Print Format", FORMAT, "html"),
		"file": frappe.get_doc("File", file).get_content(),
		"comments": frappe.get_all("Comment", {"reference_name": order, "content": NOTE}, pluck="content"),
	}


def columns() -> dict[str, list[str]]:
	"""Return the columns of every table that an update has to leave as it is."""
	ours = frappe.get_all(
		"DocType", {"module": ("in", _modules()), "issingle": 0, "is_virtual": 0}, pluck="name"
	)
	return {doctype: sorted(frappe.db.get_table_columns(doctype)) for doctype in (*ours, *BESIDE)}


def _modules() -> list[str]:
	return frappe.get_all("Module Def", {"app_name": "con_center"}, pluck="name")


def contents() -> dict[str, dict[str, str]]:
	"""Return a hash of each row by its name, over the columns that standard input names for its table."""
	return {doctype: _rows(doctype, names) for doctype, names in json.load(sys.stdin).items()}


def _rows(doctype: str, names: list[str]) -> dict[str, str]:
	there = set(frappe.db.get_table_columns(doctype))
	table = frappe.qb.DocType(doctype)
	rows = frappe.qb.from_(table).select(*(table[name] for name in names if name in there)).run(as_dict=True)
	return {row.name: _hash([[name, row.get(name)] for name in names]) for row in rows}


def _hash(values: list) -> str:
	return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()


def settings() -> dict:
	"""Return what this app's documents of one kind hold."""
	singles = frappe.get_all("DocType", {"module": ("in", _modules()), "issingle": 1}, pluck="name")
	table = frappe.qb.DocType("Singles")
	rows = (
		frappe.qb.from_(table)
		.select(table.doctype, table.field, table.value)
		.where(table.doctype.isin(singles))
		.run(as_dict=True)
	)
	return {f"{row.doctype}.{row.field}": row.value for row in rows}


def rights() -> dict[str, list[str]]:
	"""Return the roles of every user that a post gives them."""
	rows = frappe.get_all(
		"Has Role", {"parenttype": "User", "role": ("like", "CON %")}, ["parent", "role"], limit=0
	)
	return {user: sorted(r.role for r in rows if r.parent == user) for user in {row.parent for row in rows}}


def verified() -> dict:
	return {**log.verify_all(), "sealed": seals.is_sealed()}


def issued() -> dict:
	"""Return what is said of all files that were issued."""
	return {**verifying.verify_all(), "sealed": seals.is_sealed(SEALED)}


def letters_issued() -> dict[str, dict]:
	"""Return, of each letter that has a file, what is handed out (its SHA-256) and what a holder of the paper is told."""
	return {letter.name: _issued(letter) for letter in letters() if making.file_of(letter, make=False)}


def _issued(letter) -> dict:
	kept = making.file_of(letter, make=False)
	data = serving.kept_pdf(letter.doctype, letter.name, None)
	return {"handed_out": hashlib.sha256(data).hexdigest(), "told": checking.look_up(kept.code)}


def version() -> str:
	return frappe.__version__
