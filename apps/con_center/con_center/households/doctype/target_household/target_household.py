import frappe
from frappe import _
from frappe.utils import cint

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.access.named import NamesPeople
from con_center.access.statements import among
from con_center.approval import openings
from con_center.households import cases
from con_center.households.dimensions import IN_NEED, NOT_CHECKED, STATE_FIELDS
from con_center.households.errors import CaseClosedError, HouseholdError
from con_center.households.places import house_number, title_of
from con_center.households.retention import NAMES
from con_center.thai import normalize_text


class TargetHousehold(NamesPeople, ScopedDocument):
	"""A household in need: where it lives, what it lacks in the five dimensions, what has become of it (seed 002)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.households.doctype.household_event.household_event import HouseholdEvent
		from con_center.households.doctype.household_member.household_member import HouseholdMember
		from con_center.households.doctype.household_need.household_need import HouseholdNeed

		anonymised_on: DF.Date | None
		area: DF.Link
		check_result: DF.Literal[
			"", "Not Checked Yet", "As the List Says", "Needs Differ", "Not Found There", "Moved Away"
		]
		checked_by: DF.Data | None
		checked_on: DF.Date | None
		closed_on: DF.Date | None
		district: DF.Link | None
		dropped_on: DF.Date | None
		found_by: DF.Literal["TPMAP", "Missed by TPMAP", "Vulnerable"]
		head_name: DF.Data
		health_note: DF.SmallText | None
		help_value: DF.Currency
		helps: DF.Int
		history: DF.Table[HouseholdEvent]
		house_hash: DF.Data | None
		house_number: DF.Data | None
		household_list: DF.Link | None
		is_referred: DF.Check
		last_help_on: DF.Date | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		members: DF.Table[HouseholdMember]
		needs: DF.Table[HouseholdNeed]
		next_visit_on: DF.Date | None
		outcome: DF.Literal[
			"", "No Longer in Need", "Moved Away", "Nobody Left", "Declined", "Entered by Mistake"
		]
		outcome_note: DF.SmallText | None
		phone: DF.Data | None
		province: DF.Link | None
		referred_to: DF.Literal["", "Province", "Country"]
		referred_until: DF.Date | None
		source: DF.Data | None
		source_date: DF.Date | None
		state_education: DF.Literal["", "In Need", "Being Helped", "Improved", "Need Met"]
		state_health: DF.Literal["", "In Need", "Being Helped", "Improved", "Need Met"]
		state_income: DF.Literal["", "In Need", "Being Helped", "Improved", "Need Met"]
		state_living: DF.Literal["", "In Need", "Being Helped", "Improved", "Need Met"]
		state_services: DF.Literal["", "In Need", "Being Helped", "Improved", "Need Met"]
		status: DF.Literal["Open", "Closed"]
		title: DF.Data | None
		village_name: DF.Data | None
		village_no: DF.Int
	# end: auto-generated types

	stands_once = ("area", "village_no", "house_number")

	def validate(self):
		self.refuse_after_the_end()
		self.ask_for_check()
		self.validate_level()
		self.even_out()
		self.open_dimensions()
		self.set_title()
		self.tell_of_twin()

	def onload(self):
		"""Tell the form who has opened the case, if the user may write it: it is his to know."""
		if frappe.has_permission(self.doctype, "write", self):
			self.set_onload("openings", openings.latest(self.doctype, self.name))
			self.set_onload("names_kept_too_long", NAMES.is_over(self))

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record. Close the case, and say with what outcome.").format(self.name),
			HouseholdError,
		)

	def refuse_after_the_end(self):
		before = self.get_doc_before_save()
		if before and before.anonymised_on:
			frappe.throw(
				_("The names of {0} have been removed: nothing is added to it any more.").format(self.name),
				CaseClosedError,
			)
		if before and not self.flags.by_system:
			cases.require_open(before)

	def ask_for_check(self):
		"""What TPMAP or a list says is to be checked; who was missed by them was seen by whoever enters him."""
		if self.is_new() and self.found_by == "TPMAP":
			self.check_result = NOT_CHECKED

	def validate_level(self):
		if self.level != "Sub-district":
			frappe.throw(
				_("Area: choose the sub-district of the household, not {0}.").format(
					frappe.bold(frappe.get_cached_value("Area", self.area, "full_name"))
				),
				HouseholdError,
			)

	def even_out(self):
		self.head_name = normalize_text(self.head_name)
		self.house_number = house_number(self.house_number)
		self.village_name = normalize_text(self.village_name)
		before = self.get_doc_before_save()
		# of what was entered earlier, a place that is not touched stays
		if self.village_name or (before and _place(before) == _place(self)):
			return
		in_words = frappe.bold(_(self.meta.get_label("village_name")))
		if not cint(self.village_no):
			frappe.throw(
				_("Village No.: type its number, from 1 on. Where there is none, fill in {0}.").format(
					in_words
				),
				HouseholdError,
			)
		if not self.house_number:
			frappe.throw(
				_("House Number: type it. Where there is none, say in {0} where the household lives.").format(
					in_words
				),
				HouseholdError,
			)

	def open_dimensions(self):
		"""A need that is named, of the household or of somebody in it, opens its dimension."""
		known = self.dimensions_of_items()
		for row in self.needs:
			row.dimension = known.get(row.item)
		for dimension in dict.fromkeys(known.values()):
			if not self.get(STATE_FIELDS[dimension]):
				cases.set_state(self, dimension, IN_NEED)

	def dimensions_of_items(self) -> dict[str, str]:
		"""Return the dimension of each need that is named, of the household or of somebody in it, in their order."""
		items = [row.item for row in self.needs]
		items += [item for row in self.members for item in (row.need, row.another_need)]
		named = {"name": among({*items} - {None, ""})}
		known = dict(frappe.get_all("Need Item", filters=named, fields=["name", "dimension"], as_list=True))
		return {item: known[item] for item in items if item in known}

	def set_title(self):
		"""The title names nobody: it goes into notices, which leave the house."""
		self.title = title_of(self.name, self.village_no, self.area)

	def find_twin(self) -> frappe._dict | None:
		"""Where no village has a number, the words for the place do: as one has typed them, at this house."""
		if not self.house_number:
			return None
		if self.village_no:
			return super().find_twin()
		same = {
			"area": self.area,
			"village_no": cint(self.village_no),
			"house_number": self.house_number,
			"village_name": self.village_name,
			"name": ("!=", self.name or ""),
		}
		return frappe.db.get_value(self.doctype, same, ["name", "title"], as_dict=True)

	def tell_of_twin(self):
		if not self.is_new() or self.flags.by_system:
			return
		if twin := self.find_twin():
			frappe.msgprint(
				_("There is a household at this number already: {0}. Is it the same?").format(
					frappe.utils.get_link_to_form(self.doctype, twin.name)
				),
				title=_("Perhaps Entered Twice"),
				indicator="orange",
			)


def _place(doc) -> tuple:
	return cint(doc.village_no), house_number(doc.house_number), normalize_text(doc.village_name) or ""


def on_doctype_update():
	add_indexes("Target Household")
	# found again by its place, and what is due
	frappe.db.add_index("Target Household", ["house_number", "area"])
	frappe.db.add_index("Target Household", ["status", "next_visit_on"])
