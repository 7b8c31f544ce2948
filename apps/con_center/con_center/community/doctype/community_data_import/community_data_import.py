import frappe
from frappe import _
from frappe.utils import now_datetime, time_diff_in_seconds

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.community import importing
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.organization.doctype.area.area import long_name

READING, IMPORTING = "Being Read", "Being Imported"
UNDER_WAY = (READING, IMPORTING)
# what is read at once; a larger file is read in the background
SMALL = 1_000_000
# a job that has not ended by then was lost
LONGEST = 60 * 60


class DataImportError(frappe.ValidationError):
	pass


class CommunityDataImport(ScopedDocument):
	"""A file of figures by village of one year (จปฐ., กชช.2ค, TPMAP): read, shown, then written.

	It stays on record as where the figures have come from.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.community.doctype.community_data_column.community_data_column import (
			CommunityDataColumn,
		)

		area: DF.Link
		cells_left_out: DF.Int
		district: DF.Link | None
		figures: DF.Int
		file: DF.Attach
		file_columns: DF.Table[CommunityDataColumn]
		imported_on: DF.Datetime | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		preview: DF.LongText | None
		problems: DF.LongText | None
		province: DF.Link | None
		rows_left_out: DF.Int
		rows_read: DF.Int
		source: DF.Data
		status: DF.Literal["New", "Being Read", "Read", "Being Imported", "Imported", "Failed"]
		title: DF.Data | None
		villages: DF.Int
		year: DF.Int
	# end: auto-generated types

	def validate(self):
		self.year = check_fiscal_year(self.year, _(self.meta.get_label("year"), context=self.doctype))
		self.guard_under_way()
		self.title = f"{self.source} {self.year} {long_name(self.area)}"[:140]
		self.set_status()

	def guard_under_way(self):
		if self.is_under_way() and not self.flags.by_system:
			frappe.throw(_("The file is being read or imported. Wait until it is done."), DataImportError)

	def is_under_way(self) -> bool:
		before = self.get_doc_before_save() or self
		lost = before.modified and time_diff_in_seconds(now_datetime(), before.modified) > LONGEST
		return before.status in UNDER_WAY and not lost

	def set_status(self):
		"""Another file, or other columns, are to be looked at again before they are imported."""
		if self.flags.by_system or self.is_new():
			return
		columns_changed = [(r.heading, r.is_what, r.indicator) for r in self.file_columns] != [
			(r.heading, r.is_what, r.indicator) for r in self.get_doc_before_save().file_columns
		]
		if columns_changed or self.has_value_changed("file") or self.has_value_changed("year"):
			self.status = "New"

	def on_trash(self):
		frappe.throw(_("{0} stays on record.").format(self.title), DataImportError)

	def begin(self, status: str, what: str):
		"""Carry out what is to be done with the file: at once where it only is read and is small, else in the background."""
		if self.is_under_way():
			frappe.throw(_("The file is being read or imported. Wait until it is done."), DataImportError)
		small = importing.path_of(self).stat().st_size <= SMALL
		self.status = status
		self.keep()
		if small and what == "look":
			carry_out(self.name, what)
			return
		frappe.enqueue(
			"con_center.community.doctype.community_data_import.community_data_import.carry_out",
			queue="long",
			timeout=LONGEST,
			job_id=f"con-figures-{self.name}",
			enqueue_after_commit=True,
			now=frappe.flags.in_test,
			name=self.name,
			what=what,
		)

	def keep(self):
		self.flags.by_system = True
		self.save()


@frappe.whitelist(methods=["POST"])
def look(name: str) -> None:
	"""Read the file of an import, and note in it what was found."""
	_own(name).begin(READING, "look")


@frappe.whitelist(methods=["POST"])
def bring_in(name: str) -> None:
	"""Write the figures of an import's file, as they were found."""
	doc = _own(name)
	if doc.status != "Read":
		frappe.throw(_("Look at the file first: then it can be imported."), DataImportError)
	if not doc.figures:
		frappe.throw(_("Nothing in the file can be imported. What was found says why."), DataImportError)
	doc.begin(IMPORTING, "bring_in")


def _own(name: str):
	doc = frappe.get_doc("Community Data Import", name)
	doc.check_permission("write")
	return doc


def carry_out(name: str, what: str) -> None:
	"""Job: read the file, or write its figures; all of them, or none and the reason."""
	doc = frappe.get_doc("Community Data Import", name)
	frappe.db.savepoint("figures")
	try:
		{"look": importing.look, "bring_in": importing.bring_in}[what](doc)
	except Exception as error:
		frappe.db.rollback(save_point="figures")
		if not isinstance(error, frappe.ValidationError):
			doc.log_error(_("Import of Figures"))
		said = (
			str(error)
			if isinstance(error, frappe.ValidationError)
			else _("An error of the system. Try again.")
		)
		doc = frappe.get_doc("Community Data Import", name)
		doc.update({"status": "Failed", "problems": said})
		frappe.clear_last_message()
	doc.keep()


def on_doctype_update():
	add_indexes("Community Data Import")
