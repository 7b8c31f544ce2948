import frappe
from frappe import _
from frappe.utils import getdate, strip_html, today

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.meetings import follow_up
from con_center.meetings.errors import TaskError

# what the meeting resolved is not the task's to change
RESOLVED_FIELDS = ("agenda_item", "resolution_number", "resolution")


class MeetingTask(ScopedDocument):
	"""What somebody is to do by a day, as a meeting resolved. Open ones are listed at the next meeting."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agenda_item: DF.Data | None
		area: DF.Link | None
		center: DF.Link | None
		district: DF.Link | None
		done_on: DF.Date | None
		due_date: DF.Date
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link
		progress: DF.SmallText | None
		province: DF.Link | None
		reminded_on: DF.Date | None
		resolution: DF.SmallText | None
		resolution_number: DF.Data | None
		responsible: DF.Data
		responsible_user: DF.Link | None
		status: DF.Literal["Open", "Done", "Cancelled"]
		subject: DF.SmallText
		title: DF.Data | None
	# end: auto-generated types

	area_field = "meeting"

	def get_area(self):
		return frappe.db.get_value("Meeting", self.meeting, "area") if self.meeting else None

	def validate(self):
		self.keep_resolution()
		self.set_center()
		self.validate_due_date()
		self.validate_done()
		self.set_user()
		self.set_title()

	def on_trash(self):
		if self.agenda_item:
			frappe.throw(
				_("{0} was resolved by a meeting and stays on record. Set it to “{1}”.").format(
					self.title, _("Cancelled")
				),
				TaskError,
			)

	def keep_resolution(self):
		if self.flags.by_system:
			return
		before = self.get_doc_before_save() or frappe._dict()
		for field in RESOLVED_FIELDS:
			self.set(field, before.get(field))
		self.reminded_on = before.get("reminded_on")

	def set_center(self):
		self.center = frappe.db.get_value("Meeting", self.meeting, "center")

	def validate_due_date(self):
		held_on = frappe.db.get_value("Meeting", self.meeting, "meeting_date")
		if getdate(self.due_date) < held_on:
			frappe.throw(_("By When: it lies before the meeting. Correct the day."), TaskError)

	def validate_done(self):
		if self.status != "Done":
			self.done_on = None
			return
		self.done_on = self.done_on or today()
		if getdate(self.done_on) > getdate():
			frappe.throw(_("Done On: it lies in the future. Give the day on which it was done."), TaskError)

	def set_user(self):
		self.responsible_user = follow_up.user_named(self.responsible, self.area)

	def set_title(self):
		# without tags: cleaned afterwards, they would be longer than the field
		self.title = " ".join(strip_html(self.subject or "").split())[:140]


def on_doctype_update():
	add_indexes("Meeting Task")
	frappe.db.add_index("Meeting Task", ["status", "due_date"])
	frappe.db.add_index("Meeting Task", ["center", "status"])
