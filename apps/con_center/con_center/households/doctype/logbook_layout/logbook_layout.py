import frappe
from frappe import _
from frappe.model.document import Document

from con_center.households.errors import HouseholdError


class LogbookLayout(Document):
	"""The columns in which the help log is exported, as the Logbook of an office asks for them."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.households.doctype.logbook_column.logbook_column import LogbookColumn

		columns: DF.Table[LogbookColumn]
		disabled: DF.Check
		is_default: DF.Check
		layout_name: DF.Data
		provenance: DF.SmallText | None
	# end: auto-generated types

	def validate(self):
		headings = [row.heading for row in self.columns]
		if twice := next((heading for heading in headings if headings.count(heading) > 1), None):
			frappe.throw(
				_("Columns: the heading {0} is there twice. Name one otherwise.").format(frappe.bold(twice)),
				HouseholdError,
			)
