import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.households.errors import ListError


class HouseholdList(ScopedDocument):
	"""A list of households that was taken over: numbers, and which column was what. It holds no name, and the file is not kept."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link
		by_person: DF.Check
		closed_again: DF.Int
		closed_titles: DF.LongText | None
		district: DF.Link | None
		dropped: DF.Int
		found_again: DF.Int
		found_by: DF.Literal["TPMAP", "Missed by TPMAP", "Vulnerable"]
		joined: DF.Int
		kept_apart: DF.Int
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		list_date: DF.Date
		mapping: DF.SmallText | None
		new_households: DF.Int
		province: DF.Link | None
		rows_read: DF.Int
		source: DF.Data
		title: DF.Data | None
		wrong_rows: DF.Int
	# end: auto-generated types

	def validate(self):
		if not self.flags.by_system:
			frappe.throw(
				_("A list is taken over by “Take Over a List”, in the list of households."), ListError
			)

	def on_trash(self):
		frappe.throw(
			_("{0} stays on record: it says when which list was taken over.").format(self.title), ListError
		)


def on_doctype_update():
	add_indexes("Household List")
