import frappe
from frappe import _
from frappe.utils import getdate, today

from con_center.access.conditions import add_indexes
from con_center.approval.decision import GovernedDocument
from con_center.approval.findings import ODD, Finding
from con_center.approval.meaning import IN_FORCE, RETURNED, WITH_MAKER, enters, states
from con_center.community import given
from con_center.community.workflow import CONFIRMED, ENDED


class CooperationError(frappe.ValidationError):
	pass


class Cooperation(GovernedDocument):
	"""A center and a partner work together on a process, by an agreement (seed 000, measure 2: at least three processes).

	It counts once somebody else than who entered it has confirmed it, and until it ends.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agreed_on: DF.Date
		agreement_file: DF.Attach | None
		agreement_number: DF.Data | None
		aim: DF.SmallText
		amended_from: DF.Link | None
		area: DF.Link | None
		center: DF.Link
		confirmed_on: DF.Date | None
		district: DF.Link | None
		end_reason: DF.SmallText | None
		ended_on: DF.Date | None
		from_date: DF.Date
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		own_part: DF.SmallText | None
		partner: DF.Link
		partner_kind: DF.Literal[
			"",
			"State Agency",
			"Local Government",
			"Non-governmental Organization",
			"Private Sector",
			"People's Organization",
			"Other",
		]
		partner_part: DF.SmallText | None
		province: DF.Link | None
		return_reason: DF.SmallText | None
		title: DF.Data | None
		to_date: DF.Date | None
		work_process: DF.Link
		workflow_state: DF.Link | None
	# end: auto-generated types

	area_field = "center"

	def get_area(self):
		return frappe.db.get_value("CON Center", self.center, "area") if self.center else None

	def validate(self):
		if not all((self.partner, self.work_process, self.agreed_on, self.from_date)):
			return  # asked for as mandatory
		self.set_partner_kind()
		self.validate_dates()
		self.set_title()

	def set_partner_kind(self):
		self.partner_kind = frappe.db.get_value("Partner", self.partner, "kind")

	def validate_dates(self):
		if getdate(self.agreed_on) > getdate():
			frappe.throw(
				_("Agreed On: the date lies in the future. Give the day on which it happened."),
				CooperationError,
			)
		if self.to_date and getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("Until: it lies before the beginning. Correct one of them."), CooperationError)

	def set_title(self):
		center = frappe.get_cached_value("CON Center", self.center, "center_name").split(" ")[0]
		partner = frappe.db.get_value("Partner", self.partner, "partner_name")
		self.title = f"{self.work_process}: {center} – {partner}"[:140]

	def on_trash(self):
		if self.docstatus or self.get_meaning() not in WITH_MAKER:
			frappe.throw(_("{0} has been sent on and stays on record.").format(self.title), CooperationError)

	def find(self, transition, post):
		yield from super().find(transition, post)
		if transition.next_meaning == ENDED:
			return
		if not (self.agreement_file or self.agreement_number):
			yield Finding(
				ODD,
				_("The agreement has neither a file nor a number. What shows that it was made?"),
				"agreement_file",
			)
		if self.to_date and getdate(self.to_date) < getdate():
			yield Finding(ODD, _("The time agreed on is over already."), "to_date")
		if other := self.same_in_force():
			yield Finding(
				ODD,
				_("{0} is about the same process and partner. Is this another agreement?").format(
					other.title
				),
				None,
				(self.doctype, other.name),
			)

	def same_in_force(self):
		return frappe.db.get_value(
			self.doctype,
			{
				"center": self.center,
				"partner": self.partner,
				"work_process": self.work_process,
				"workflow_state": ("in", states(self.doctype, IN_FORCE)),
				"name": ("!=", self.name),
			},
			["name", "title"],
			as_dict=True,
		)

	def before_decision(self, transition, post, comment):
		asked = self.flags.given or frappe._dict()
		if enters(transition, IN_FORCE):
			self.confirmed_on, self.return_reason = today(), None
		elif transition.next_meaning == RETURNED:
			self.return_reason = comment
		elif enters(transition, ENDED):
			self.end(asked)

	def end(self, asked):
		self.ended_on = given.day(self, "ended_on", asked.get("ended_on"))
		self.end_reason = given.words(self, "end_reason", asked.get("end_reason"))
		if getdate(self.ended_on) < getdate(self.from_date):
			frappe.throw(_("Ended On: it lies before the beginning. Correct the day."), CooperationError)


def last_day(row):
	"""Return the day on which a cooperation (to_date and ended_on) is over, as agreed or as ended; None: it goes on."""
	return min((getdate(each) for each in (row.to_date, row.ended_on) if each), default=None)


def confirmed_states() -> list[str]:
	return states("Cooperation", *CONFIRMED)


def on_doctype_update():
	add_indexes("Cooperation")
	frappe.db.add_index("Cooperation", ["center", "workflow_state"])
	frappe.db.add_index("Cooperation", ["partner"])
