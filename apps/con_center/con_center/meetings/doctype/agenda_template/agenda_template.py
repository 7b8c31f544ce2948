import frappe
from frappe import _
from frappe.model.document import Document

from con_center.meetings.errors import AgendaError


class AgendaTemplate(Document):
	"""The parts of an agenda with their headings, in their order; new agendas are filled from it."""

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
