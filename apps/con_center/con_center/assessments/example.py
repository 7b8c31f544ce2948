"""The spreadsheet that shows how criteria are imported: one template, its rows below each other."""

from io import BytesIO

import frappe
from frappe import _
from openpyxl import Workbook

from con_center.assessments.sample import SAMPLE

TABLES = {
	"categories": ("category",),
	"indicators": (
		"code",
		"category",
		"indicator",
		"evidence_wanted",
		"basis",
		"kind",
		"min_score",
		"max_score",
		"weight",
		"computed_by",
		"needed",
		"formula",
	),
	"bands": ("band", "min_percent"),
}
OWN = (
	"template_name",
	"version",
	"status",
	"from_fiscal_year",
	"to_fiscal_year",
	"rounds",
	"official",
	"source",
)


def columns() -> list[tuple[str, object]]:
	"""Return (heading, field) of each column.

	The headings are English: Data Import keeps the headings that it knows in the language of whoever came first.
	"""
	meta = frappe.get_meta("Assessment Template")
	found = [(meta.get_field(name).label, meta.get_field(name)) for name in OWN]
	for table_name, names in TABLES.items():
		table_field = meta.get_field(table_name)
		row_meta = frappe.get_meta(table_field.options)
		found += [
			(f"{row_meta.get_field(name).label} ({table_field.label})", row_meta.get_field(name))
			for name in names
		]
	return found


def table(template: dict = SAMPLE) -> list[list]:
	"""Return the rows of the spreadsheet: the headings, then the template."""
	rows = [[heading for heading, _field in columns()]]
	for number in range(max(len(template[name]) for name in TABLES)):
		rows.append([template.get(field, "") if number == 0 else "" for field in OWN])
		for name, fields in TABLES.items():
			row = template[name][number] if number < len(template[name]) else {}
			rows[-1] += [row.get(field, "") for field in fields]
	return rows


def explanation() -> list[list[str]]:
	"""Return a line for each heading: what it is called in the form, what may stand there, what it means."""
	return [
		[_("Heading"), _("In the Form"), _("Choices"), _("Meaning")],
		*(
			[
				heading,
				_(field.label),
				", ".join(f"{option} ({_(option)})" for option in (field.options or "").split("\n") if option)
				if field.fieldtype == "Select"
				else "",
				_(field.description) if field.description else "",
			]
			for heading, field in columns()
		),
	]


def spreadsheet() -> bytes:
	book = Workbook()
	# Data Import reads the sheet that is open when the file is saved: the first
	for row in table():
		book.active.append(row)
	book.active.title = "Import"
	sheet = book.create_sheet(_("Explanation"))
	for row in explanation():
		sheet.append(row)
	for letter, width in zip("ABCD", (36, 36, 60, 80), strict=True):
		sheet.column_dimensions[letter].width = width
	file = BytesIO()
	book.save(file)
	return file.getvalue()
