import frappe
from frappe import _

from con_center.access import removal
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.learning.errors import LessonUseError

# what lessons are used in: plans, and cases. A use is read by whoever reads the case (`registry.about_others`), whose title
# names nobody
USED_IN = (
	"Action Plan",
	"Plan Project",
	"Training",
	"Meeting",
	"Target Household",
	"Help Plan",
	"Dispute Case",
)
# what goes where names go (`access.removal`)
EMPTIED = {"how": None}


class LessonUse(ScopedDocument):
	"""A lesson is of use for a plan, a project or another document: it is shown there, and counted here."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		district: DF.Link | None
		how: DF.SmallText | None
		lesson: DF.Link
		lesson_title: DF.Data | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		province: DF.Link | None
		reference_doctype: DF.Link
		reference_name: DF.DynamicLink
		reference_title: DF.Data | None
	# end: auto-generated types

	area_field = "reference_name"

	def get_area(self):
		if self.reference_doctype not in USED_IN or not self.reference_name:
			return None
		return frappe.db.get_value(self.reference_doctype, self.reference_name, "area")

	def validate(self):
		removal.refuse_after(self.reference_doctype, self.reference_name)
		if not self.is_new():
			return
		document = frappe.get_doc(self.reference_doctype, self.reference_name)
		document.check_permission("read")
		lesson = frappe.get_doc("Lesson", self.lesson)
		lesson.check_permission("read")
		self.lesson_title, self.reference_title = lesson.lesson_title, document.get_title()
		self.validate_once()

	def validate_once(self):
		same = {field: self.get(field) for field in ("lesson", "reference_doctype", "reference_name")}
		if frappe.db.exists(self.doctype, same):
			frappe.throw(_("The lesson is named in this document already."), LessonUseError)


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: on the forms of these, lessons are shown and named."""
	bootinfo.con_center_lessons_used_in = USED_IN


def on_doctype_update():
	add_indexes("Lesson Use")
	frappe.db.add_index("Lesson Use", ["reference_doctype", "reference_name"])
	frappe.db.add_index("Lesson Use", ["lesson"])
