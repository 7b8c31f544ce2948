import frappe
from frappe import _
from frappe.model.document import Document

from con_center.meetings.errors import AgendaError


class AgendaTemplate(Document):
	"""The parts of an agenda with their headings, in their order; new agendas are filled from it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.meetings.doctype.agenda_template_item.agenda_template_item import AgendaTemplateItem

		disabled: DF.Check
		is_default: DF.Check
		items: DF.Table[AgendaTemplateItem]
		kind: DF.Literal["", "Ordinary", "Extraordinary", "Forum", "Mobile Meeting"]
		provenance: DF.SmallText | None
		template_name: DF.Data
	# end: auto-generated types

	def validate(self):
		self.validate_headings()

	def validate_headings(self):
		headings: dict[str, str] = {}
		for row in self.items:
			if headings.setdefault(row.part, row.heading) != row.heading:
				frappe.throw(
					_("Parts of the Agenda, row {0}: {1} has the heading “{2}” already.").format(
						row.idx, _(row.part), headings[row.part]
					),
					AgendaError,
				)

	def items_in_order(self) -> list:
		return self.get("items")
