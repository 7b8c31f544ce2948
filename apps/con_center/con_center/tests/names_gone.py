"""What tests ask where names go: which texts are forgotten, and in which tables of the database a word still stands."""

import frappe

from con_center import registry
from con_center.access.removal import Removal

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "Attach", "Attach Image", "JSON", "Code")
# what names documents of any kind, or is a row of what does, and why nothing of it has to go
STAYS = {
	"Approval Log": "cannot be changed; what it says is told in the texts of the modules",
	"Case Opening": "says who opened a case; its reason is that of an export",
	"Document Number": "numbers are given to what is issued; of a dispute it says the number alone",
	"Issued File": "nothing of what names people is issued",
	"Letter Enclosure": "what names people is not enclosed",
	"Incoming Letter Item": "is answered by what offices send",
}
STAYING_FIELDS = {
	"title": "names nobody",
	"reference_title": "names nobody",
	"officer_name": "of an officer",
	"asked_by_name": "of an officer",
	"noted_by": "of an officer",
	"checked_by": "of an officer",
	"position": "of an officer",
	"lesson_title": "of the lesson",
}
# tables of what changes by itself, or is the same on every site
LARGE = ("tabArea", "tabTranslation", "tabDefaultValue")
CHARACTERS = ("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "json")


def hanging_on(doctype: str) -> set[str]:
	"""Return the DocTypes that hang on one, or on what does, with their rows; those of `STAYS` apart."""
	found, before = {doctype}, set()
	while found != before:
		before = found
		hanging = {name for name in registry.doctypes() if _names_one_of(name, found)}
		rows = {row for name in found for row in registry.tables(name)}
		found = (found | hanging | rows) - set(STAYS)
	return found


def _names_one_of(doctype: str, found: set[str]) -> bool:
	return any(
		field["fieldtype"] == "Dynamic Link"
		or (field["fieldtype"] == "Link" and field.get("options") in found)
		for field in registry.doctypes()[doctype]["fields"]
	)


def forgotten(removal: Removal, staying: dict[str, str]) -> set[str]:
	"""Return the texts (`DocType.field`) that are neither emptied nor named as what stays."""
	return {
		f"{doctype}.{field['fieldname']}"
		for doctype in hanging_on(removal.doctype)
		# of some, the rows go themselves
		if (emptied := removal.emptied.get(doctype, {})) is not None
		for field in registry.doctypes()[doctype]["fields"]
		if field["fieldtype"] in TEXTS
		and field["fieldname"] not in {*emptied, *staying}
		and field["fieldname"] not in STAYING_FIELDS
	}


def tables_with(word: str) -> set[str]:
	"""Return the tables that hold a word of ASCII signs, which is written in JSON as it is everywhere else."""
	assert word.isascii()
	columns = frappe.db.sql(
		"select table_name, column_name from information_schema.columns"
		" where table_schema = database() and data_type in %s",
		[CHARACTERS],
	)
	of_table: dict[str, list[str]] = {}
	for table, column in columns:
		of_table.setdefault(table, []).append(f"instr(`{column}`, %(word)s)")
	return {
		table
		for table, tests in of_table.items()
		if table not in LARGE
		and frappe.db.sql(f"select 1 from `{table}` where {' or '.join(tests)} limit 1", {"word": word})
	}
