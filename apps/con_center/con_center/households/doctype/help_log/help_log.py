import frappe
from frappe import _
from frappe.utils import getdate

from con_center import registry
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.named import NamesPeople, note_opening
from con_center.households import agreed, cases
from con_center.households.errors import HouseholdError
from con_center.organization import photos
from con_center.thai import fiscal_year, thai_date


class HelpLog(NamesPeople, ScopedDocument):
	"""A visit to a household, or help that it got: when, by whom, what, of what value, with photos, and what remains."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.households.doctype.help_photo.help_photo import HelpPhoto

		area: DF.Link | None
		by_kind: DF.Literal[
			"Unit of the State", "Local Administration", "CON Center", "Partner", "People of the Village"
		]
		by_whom: DF.Data
		dimension: DF.Literal[
			"", "Health", "Living Conditions", "Education", "Income", "Access to Public Services"
		]
		district: DF.Link | None
		fiscal_year: DF.Int
		happened_on: DF.Date
		household: DF.Link
		is_referred: DF.Check
		kind: DF.Literal["Visit", "Help"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		next_visit_on: DF.Date | None
		partner: DF.Link | None
		photos: DF.Table[HelpPhoto]
		plan: DF.Link | None
		plan_item: DF.Literal[None]
		province: DF.Link | None
		referred_to: DF.Literal["", "Province", "Country"]
		referred_until: DF.Date | None
		status: DF.Literal["Recorded", "Withdrawn"]
		title: DF.Data | None
		value: DF.Currency
		what: DF.SmallText
		what_remains: DF.SmallText | None
		withdrawn_reason: DF.SmallText | None
	# end: auto-generated types

	area_field = "household"
	photo_table = "photos"

	def get_area(self):
		return frappe.db.get_value(cases.HOUSEHOLD, self.household, "area") if self.household else None

	def validate(self):
		self.validate_household()
		self.validate_day()
		self.name_partner()
		self.validate_plan()
		self.validate_dimension()
		self.validate_withdrawal()
		photos.check(self)
		self.set_title()

	def on_update(self):
		cases.count_helps(self.household)
		before = self.get_doc_before_save()
		if self.plan_item or (before and before.plan_item):
			agreed.note_due(self.household)
		if self.status != "Recorded":
			self.take_back_next_visit()
			return
		if self.get_doc_before_save() is None and self.kind == "Help":
			cases.begin_helping(self.household, self.dimension)
		self.plan_next_visit()

	def onload(self):
		"""Tell the form whose case it is: the title of a household names nobody."""
		if self.household:
			self.set_onload("household", _shown(self.household))

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record. If it is wrong, set its status to Withdrawn and say why.").format(
				self.title
			),
			HouseholdError,
		)

	def validate_household(self):
		household = frappe.db.get_value(
			cases.HOUSEHOLD,
			self.household,
			["name", "status", "anonymised_on", *registry.REFERRAL],
			as_dict=True,
			for_update=True,
		)
		cases.require_open(household)
		self.update({field: household[field] for field in registry.REFERRAL})

	def validate_day(self):
		if getdate(self.happened_on) > getdate():
			frappe.throw(
				_("{0}: the date lies in the future. Give the day on which it happened.").format(
					frappe.bold(_(self.meta.get_label("happened_on")))
				),
				HouseholdError,
			)
		self.fiscal_year = fiscal_year(getdate(self.happened_on))
		if self.next_visit_on and getdate(self.next_visit_on) < getdate(self.happened_on):
			frappe.throw(_("Next Visit On: it comes after this one."), HouseholdError)

	def is_settled(self) -> bool:
		return (
			self.status == "Withdrawn"
			or frappe.db.get_value(cases.HOUSEHOLD, self.household, "status") == cases.CLOSED
		)

	def name_partner(self):
		"""Who gave it is called as in the list of partners, unless it is said otherwise."""
		if self.by_kind != "Partner":
			self.partner = None
		elif self.partner and not self.by_whom:
			self.by_whom = frappe.db.get_value("Partner", self.partner, "partner_name")

	def validate_dimension(self):
		if self.kind == "Help" and not self.dimension:
			frappe.throw(_("Dimension: say in which of the five the help was given."), HouseholdError)

	def validate_plan(self):
		if self.plan and frappe.db.get_value("Help Plan", self.plan, "household") != self.household:
			frappe.throw(_("Help Plan: choose one of the same household."), HouseholdError)
		agreed.settle(self)

	def validate_withdrawal(self):
		if self.status != "Withdrawn":
			self.withdrawn_reason = None
		elif not (self.withdrawn_reason or "").strip():
			frappe.throw(
				_("{0}: say why this record no longer counts.").format(frappe.bold(_("Why Withdrawn"))),
				frappe.MandatoryError,
			)

	def set_title(self):
		day = thai_date(getdate(self.happened_on), short=True, thai=False)
		self.title = f"{_(self.kind or '', lang='th')} {day} {self.household}"[:140]

	def plan_next_visit(self):
		"""The latest record says when the household is seen next."""
		last = frappe.db.get_value(cases.HOUSEHOLD, self.household, "last_help_on")
		if last and getdate(self.happened_on) >= getdate(last):
			frappe.db.set_value(
				cases.HOUSEHOLD, self.household, "next_visit_on", self.next_visit_on, update_modified=False
			)

	def take_back_next_visit(self):
		"""Where the next visit is the one that this record said, it is again what the latest of the others says."""
		before = self.get_doc_before_save()
		if not before or before.status != "Recorded":
			return
		planned = frappe.db.get_value(cases.HOUSEHOLD, self.household, "next_visit_on")
		if str(planned or "") == str(before.next_visit_on or ""):
			cases.plan_next_visit(self.household)


@frappe.whitelist()
def whose(household: str) -> dict:
	"""Return what the form of a new record shows of its household: head_name, place in words, and what was agreed for it."""
	doc = frappe.get_doc(cases.HOUSEHOLD, household)
	doc.check_permission("read")
	note_opening(doc)
	return _shown(household)


def _shown(household: str) -> dict:
	return {**cases.whose(household), "agreed": agreed.items_of(household)}


def on_doctype_update():
	add_indexes("Help Log")
	# what a household got; what an area got in a year
	frappe.db.add_index("Help Log", ["household", "status"])
	frappe.db.add_index("Help Log", ["province", "fiscal_year"])
	# what all of the country got, by province or dimension, is added up from the index alone
	frappe.db.add_index(
		"Help Log", ["fiscal_year", "province", "household", "dimension", "kind", "status", "value"], "helped"
	)
