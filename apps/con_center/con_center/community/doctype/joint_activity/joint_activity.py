import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.community.doctype.cooperation.cooperation import confirmed_states, last_day
from con_center.thai import fiscal_year, thai_date

# what is asked of the cooperation, and taken over
OF_COOPERATION = (
	"center",
	"partner",
	"work_process",
	"from_date",
	"to_date",
	"ended_on",
	"workflow_state",
	"title",
)


class JointActivityError(frappe.ValidationError):
	pass


class JointActivity(ScopedDocument):
	"""What a center and a partner have done together (seed 000, measure 3), and where it is told of."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		activity_name: DF.Data
		area: DF.Link | None
		center: DF.Link
		cooperation: DF.Link
		district: DF.Link | None
		fiscal_year: DF.Int
		held_on: DF.Date
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link | None
		occasion: DF.Data | None
		partner: DF.Link | None
		people: DF.Int
		plan: DF.Link | None
		plan_activity: DF.Autocomplete | None
		province: DF.Link | None
		result: DF.SmallText | None
		work_process: DF.Link | None
	# end: auto-generated types

	area_field = "center"

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def validate(self):
		if not (self.cooperation and self.held_on):
			return  # asked for as mandatory
		self.validate_day()
		self.validate_cooperation()
		self.validate_occasion()

	def validate_day(self):
		if getdate(self.held_on) > getdate():
			frappe.throw(
				_("Held On: the date lies in the future. Enter the activity when it was done."),
				JointActivityError,
			)
		self.fiscal_year = fiscal_year(getdate(self.held_on))

	def validate_cooperation(self):
		"""Take over with whom, and on what; of a cooperation that is confirmed, and ran on that day."""
		row = frappe.db.get_value("Cooperation", self.cooperation, OF_COOPERATION, as_dict=True)
		if row.center != self.center:
			frappe.throw(_("Cooperation: choose one of the same center."), JointActivityError)
		if row.workflow_state not in confirmed_states():
			frappe.throw(
				_("Cooperation: {0} is not confirmed yet. What is done counts once it is.").format(
					frappe.bold(row.title)
				),
				JointActivityError,
			)
		self.require_running(row)
		self.partner, self.work_process = row.partner, row.work_process

	def require_running(self, row):
		"""An activity is of the time of its cooperation, as the measures count both."""
		first, last, held = getdate(row.from_date), last_day(row), getdate(self.held_on)
		if held < first or (last and held > last):
			frappe.throw(
				_(
					"Held On: the cooperation ran from {0} to {1}. Correct the day, or choose another one."
				).format(thai_date(first, thai=False), thai_date(last, thai=False) if last else "–"),
				JointActivityError,
			)

	def validate_occasion(self):
		for field, doctype in (("meeting", "Meeting"), ("plan", "Action Plan")):
			name = self.get(field)
			if name and frappe.db.get_value(doctype, name, "center") != self.center:
				frappe.throw(
					_("{0}: choose one of the same center.").format(
						frappe.bold(_(self.meta.get_label(field), context=self.doctype))
					),
					JointActivityError,
				)
		if self.plan_activity and not self.plan:
			self.plan_activity = None
		if self.plan_activity and not frappe.db.exists(
			"Plan Activity", {"parent": self.plan, "number": cint(str(self.plan_activity).split(" ")[0])}
		):
			frappe.throw(_("Activity of the Plan: choose one from the list."), JointActivityError)


def on_doctype_update():
	add_indexes("Joint Activity")
	frappe.db.add_index("Joint Activity", ["center", "fiscal_year"])
	frappe.db.add_index("Joint Activity", ["fiscal_year", "province", "district", "area"])
