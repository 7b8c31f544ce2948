import frappe
from frappe import _
from frappe.utils import flt

from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument, follow
from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.meaning import CANCELLED, IN_FORCE, WITH_MAKER, enters, states
from con_center.community import funds, resolutions
from con_center.community.workflow import REPLACED, SHARES_ENDED

WHOLE = 100
TAKEN_OVER = ("subject", "fund", "terms")


class BenefitAgreementError(frappe.ValidationError):
	pass


class BenefitAgreement(GovernedDocument):
	"""How a center and its members share what they earn (seed 001, 3.5: ข้อตกลงในการแบ่งปันผลประโยชน์), agreed by a meeting.

	A change is a document of its own; the earlier one stays on record.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.community.doctype.benefit_share.benefit_share import BenefitShare

		agenda_row: DF.Data | None
		agreed_on: DF.Date | None
		amended_from: DF.Link | None
		area: DF.Link | None
		cancel_reason: DF.SmallText | None
		center: DF.Link
		district: DF.Link | None
		effective_on: DF.Date | None
		end_resolution: DF.SmallText | None
		ended_on: DF.Date | None
		fund: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		meeting: DF.Link | None
		province: DF.Link | None
		replaced_by: DF.Link | None
		replaces: DF.Link | None
		resolution: DF.SmallText | None
		resolution_number: DF.Data | None
		shares: DF.Table[BenefitShare]
		signatory_name: DF.Data | None
		signatory_position: DF.Data | None
		subject: DF.Data
		terms: DF.Text | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"
	stands_as = (IN_FORCE, REPLACED, SHARES_ENDED)

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def before_validate(self):
		super().before_validate()
		if self.is_new() and self.replaces and not self.shares:
			self.take_over()

	def take_over(self):
		"""Begin with what is changed."""
		before = frappe.get_doc(self.doctype, self.replaces)
		before.check_permission("read")
		for field in TAKEN_OVER:
			self.set(field, self.get(field) or before.get(field))
		rows = [{"purpose": row.purpose, "percent": row.percent, "note": row.note} for row in before.shares]
		self.extend("shares", rows)

	def validate(self):
		for field, doctype in (("fund", "Center Fund"), ("replaces", self.doctype)):
			if self.get(field) and frappe.db.get_value(doctype, self.get(field), "center") != self.center:
				frappe.throw(
					_("{0}: choose one of the same center.").format(
						frappe.bold(_(self.meta.get_label(field), context=self.doctype))
					),
					BenefitAgreementError,
				)
		for row in self.shares:
			row.percent = flt(row.percent, 2)
			if flt(row.percent) <= 0:
				frappe.throw(
					_("Shares, row {0}: give a share above 0.").format(row.idx), BenefitAgreementError
				)

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(
				_("{0} is agreed on and stays on record.").format(self.subject), BenefitAgreementError
			)

	def find(self, transition, post):
		yield from super().find(transition, post)
		if not enters(transition, IN_FORCE):
			return
		total = flt(sum(flt(row.percent) for row in self.shares), 2)
		if total != WHOLE:
			said = _("The shares are {0} % together. They have to be 100 %.").format(f"{total:g}")
			yield Finding(STOP, said, "shares")
		if self.fund and not funds.is_in_force(self.fund):
			yield Finding(STOP, _("The fund is not established, or closed."), "fund")
		yield from resolutions.waits_for_its_day(self)
		if other := self.another_in_force():
			said = _("{0} is in force on the same. Change that one, if this takes its place.").format(
				self.subject
			)
			yield Finding(ODD, said, "replaces", (self.doctype, other))
		if self.replaces and self.state_of_replaced() not in states(self.doctype, IN_FORCE):
			yield Finding(STOP, _("What it changes is not in force any more."), "replaces")

	def another_in_force(self) -> str | None:
		filters = {
			"center": self.center,
			"subject": self.subject,
			"workflow_state": ("in", states(self.doctype, IN_FORCE)),
			"name": ("not in", (self.name, self.replaces or "")),
		}
		return frappe.db.get_value(self.doctype, filters)

	def state_of_replaced(self) -> str | None:
		return frappe.db.get_value(self.doctype, self.replaces, "workflow_state", for_update=True)

	def before_decision(self, transition, post, comment):
		if enters(transition, IN_FORCE):
			self.agree()
		elif transition.next_meaning == REPLACED:
			later = self.flags.source
			self.replaced_by, self.ended_on = later.name, later.effective_on
		elif enters(transition, SHARES_ENDED):
			meeting, row = resolutions.find_later(self, self.effective_on)
			self.ended_on, self.end_resolution = meeting.meeting_date, resolutions.told(row)
		elif enters(transition, CANCELLED):
			self.cancel_reason = (comment or "").strip()

	def agree(self):
		meeting = resolutions.record(self, resolutions.APPROVED)
		self.agreed_on = meeting.meeting_date
		self.signatory_name, self.signatory_position = meeting.chair_name, meeting.chair_position
		resolutions.set_effective(self, self.agreed_on, BenefitAgreementError)
		if self.replaces:
			follow(self.doctype, self.replaces, REPLACED, source=self)


def on_doctype_update():
	add_indexes("Benefit Agreement")
	frappe.db.add_index("Benefit Agreement", ["center", "workflow_state"])
