import frappe
from frappe import _
from frappe.utils import cint, format_date, get_datetime, getdate

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.assessments import confirming
from con_center.community.doctype.cooperation.cooperation import confirmed_states, last_day
from con_center.organization import photos
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


# coordinated, asked for cooperation or done together: only what is recorded counts (seed 000, measure 3)
RECORDED, WITHDRAWN = "Recorded", "Withdrawn"


class JointActivityError(frappe.ValidationError):
	pass


class JointActivity(ScopedDocument):
	"""What a center has coordinated, asked for or done together with a partner (seed 000, measure 3), and what shows it.

	Of a confirmed cooperation, or of a partner alone where nothing was agreed on paper. It stays on record: what is wrong
	is withdrawn with a reason, and what an assessment has confirmed stays as it was counted.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.community.doctype.joint_activity_file.joint_activity_file import JointActivityFile

		activity_name: DF.Data
		area: DF.Link | None
		center: DF.Link
		cooperation: DF.Link | None
		district: DF.Link | None
		evidence: DF.Table[JointActivityFile]
		fiscal_year: DF.Int
		held_on: DF.Date
		kind: DF.Literal["Coordinated", "Asked for Cooperation", "Done Together"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link | None
		occasion: DF.Data | None
		partner: DF.Link | None
		people: DF.Int
		plan: DF.Link | None
		plan_activity: DF.Autocomplete | None
		province: DF.Link | None
		result: DF.SmallText | None
		status: DF.Literal["Recorded", "Withdrawn"]
		withdrawn_reason: DF.SmallText | None
		work_process: DF.Link | None
	# end: auto-generated types

	area_field = "center"
	photo_table = "evidence"

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def onload(self):
		if locked_on := self.locked_on():
			self.set_onload("locked_on", format_date(locked_on))

	def validate(self):
		self.refuse_locked()
		if not (self.center and self.held_on):
			return  # asked for as mandatory
		self.validate_day()
		# what is wrong is withdrawn as it is
		if self.status != "Withdrawn":
			self.validate_partner()
			self.validate_occasion()
		self.validate_withdrawal()
		photos.check(self)

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record. If it is wrong, set its status to Withdrawn and say why.").format(
				self.activity_name
			),
			JointActivityError,
		)

	def locked_on(self):
		"""Return when an assessment was confirmed that has counted this activity as it is stored; None if none was."""
		if self.is_new():
			return None
		stored = self.get_doc_before_save() or self
		confirmed = confirming.confirmed_on(stored.area, stored.fiscal_year)
		return confirmed if confirmed and confirmed >= get_datetime(stored.creation) else None

	def is_settled(self) -> bool:
		return self.status == "Withdrawn" or bool(self.locked_on())

	def refuse_locked(self):
		if locked_on := self.locked_on():
			frappe.throw(
				_(
					"{0} was counted in an assessment that was confirmed on {1}, and stays as it is. The province can unlock the district; what is new is entered as another activity."
				).format(frappe.bold(self.activity_name), format_date(locked_on)),
				JointActivityError,
			)

	def validate_partner(self):
		if self.cooperation:
			self.validate_cooperation()
		elif not self.partner:
			frappe.throw(
				_("{0} or {1}: choose a confirmed cooperation, or the partner with whom it was.").format(
					frappe.bold(_("Cooperation")), frappe.bold(_("Partner"))
				),
				frappe.MandatoryError,
			)

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

	def validate_withdrawal(self):
		if self.status != WITHDRAWN:
			self.withdrawn_reason = None
		elif not (self.withdrawn_reason or "").strip():
			frappe.throw(
				_("{0}: say why this record no longer counts.").format(frappe.bold(_("Why Withdrawn"))),
				frappe.MandatoryError,
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
	frappe.db.add_index("Joint Activity", ["center", "fiscal_year", "status", "kind"])
	frappe.db.add_index("Joint Activity", ["fiscal_year", "status", "province", "district", "area"])
