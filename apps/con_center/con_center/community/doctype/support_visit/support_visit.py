import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.thai import fiscal_year, thai_date


class SupportVisitError(frappe.ValidationError):
	pass


class SupportVisit(ScopedDocument):
	"""An officer looks after a center and advises it (seed 001: ติดตามเป็นที่ปรึกษาอย่างต่อเนื่อง)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		advice: DF.SmallText | None
		agreed: DF.SmallText | None
		agreed_before: DF.SmallText | None
		area: DF.Link | None
		became: DF.SmallText | None
		center: DF.Link
		district: DF.Link | None
		fiscal_year: DF.Int
		found: DF.SmallText
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		met: DF.Data | None
		next_visit_on: DF.Date | None
		occasion: DF.Literal["Follow-up", "Advice Asked For", "Before an Assessment", "Other"]
		province: DF.Link | None
		title: DF.Data | None
		visited_by: DF.Data | None
		visited_on: DF.Date
	# end: auto-generated types

	area_field = "center"

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def validate(self):
		if not (self.center and self.visited_on):
			return  # asked for as mandatory
		self.validate_days()
		self.fiscal_year = fiscal_year(getdate(self.visited_on))
		self.visited_by = self.visited_by or frappe.utils.get_fullname()
		self.agreed_before = agreed_before(self)
		self.title = title_of(self)

	def validate_days(self):
		if getdate(self.visited_on) > getdate():
			frappe.throw(
				_(
					"Visited On: the date lies in the future. A visit to come stands as the next one of the last."
				),
				SupportVisitError,
			)
		if self.next_visit_on and getdate(self.next_visit_on) <= getdate(self.visited_on):
			frappe.throw(_("Next Visit: it lies before this one. Correct the day."), SupportVisitError)

	def on_update(self):
		note_last_visit(self.center)

	def after_delete(self):
		note_last_visit(self.center)


def title_of(visit) -> str:
	center = frappe.db.get_value("CON Center", visit.center, "center_name")
	return f"เยี่ยม {center} {thai_date(visit.visited_on, short=True, thai=False)}"[:140]


def agreed_before(visit) -> str | None:
	"""Return what was agreed at the visit before this one."""
	return frappe.db.get_value(
		"Support Visit",
		{
			"center": visit.center,
			"name": ("!=", visit.name or ""),
			"visited_on": ("<=", visit.visited_on),
			"agreed": ("!=", ""),
		},
		"agreed",
		order_by="visited_on desc, creation desc",
	)


def note_last_visit(center: str) -> None:
	"""Write into the center when it was visited last, so that lists find those that nobody looks after."""
	last = frappe.db.get_value("Support Visit", {"center": center}, "visited_on", order_by="visited_on desc")
	frappe.db.set_value("CON Center", center, "last_visited_on", last, update_modified=False)


def on_doctype_update():
	add_indexes("Support Visit")
	frappe.db.add_index("Support Visit", ["center", "visited_on"])
