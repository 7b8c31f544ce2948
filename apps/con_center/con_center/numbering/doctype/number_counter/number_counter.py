import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.numbering import NumberTakenError, counter_name


class NumberCounter(ScopedDocument):
	"""A run of numbers of an office. Made by the first issue, or before it to start at another number."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		by_committee: DF.Check
		district: DF.Link | None
		issuer: DF.Link
		kind: DF.Link
		last_number: DF.Int
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		office: DF.Link | None
		province: DF.Link | None
		series: DF.Literal[
			"", "Center Committee", "Promoting Working Group", "Integrated Administration Committee", "Forum"
		]
		start_at: DF.Int
		year: DF.Int
	# end: auto-generated types

	area_field = "issuer"

	def autoname(self):
		self.set_series()
		self.name = counter_name(self.issuer, self.kind, self.year, self.series, self.office)

	def validate(self):
		self.validate_year()
		self.set_series()
		self.validate_series()
		self.validate_start()

	def validate_year(self):
		if not 2400 < (self.year or 0) < 2700:
			frappe.throw(_("Year: {0} is not a year of the Buddhist era, such as 2569.").format(self.year))

	def set_series(self):
		if not self.runs_by_committee():
			self.series = ""

	def runs_by_committee(self) -> bool:
		return bool(frappe.get_cached_value("Number Kind", self.kind, "by_committee"))

	def validate_series(self):
		if self.runs_by_committee() and not self.series:
			frappe.throw(
				_("Run of: choose the committee. Numbers of the kind “{0}” run by committee.").format(
					_(self.kind)
				)
			)

	def validate_start(self):
		if (self.start_at or 0) < 1:
			frappe.throw(_("First Number: give a number from 1."), NumberTakenError)
		before = self.get_doc_before_save()
		if before and before.last_number and before.start_at != self.start_at:
			frappe.throw(
				_("First Number: number {0} has been given already; the run can only go on from it.").format(
					before.last_number
				),
				NumberTakenError,
			)
		self.last_number = before.last_number if before else None

	def on_trash(self):
		frappe.throw(_("The run of numbers stays on record."), frappe.PermissionError)


def on_doctype_update():
	add_indexes("Number Counter")
