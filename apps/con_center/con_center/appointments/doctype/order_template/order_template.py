import frappe
from frappe import _
from frappe.model.document import Document

from con_center.appointments.text import PLACEHOLDERS, validate_placeholders


class OrderTemplate(Document):
	"""The text of a kind of order, with placeholders, for admins to change."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		body: DF.Text
		disabled: DF.Check
		instrument: DF.Literal["Announcement", "Order"]
		kind: DF.Literal[
			"", "Center Committee", "Promoting Working Group", "Integrated Administration Committee"
		]
		legal_basis: DF.SmallText | None
		provenance: DF.SmallText | None
		purpose: DF.Literal["Certify Selection", "Appoint", "Amend", "Revoke", "Yearly Review"]
		subject: DF.SmallText
		template_name: DF.Data
	# end: auto-generated types

	def validate(self):
		for field in ("subject", "legal_basis", "body"):
			validate_placeholders(self.get(field), _(self.meta.get_label(field)))


def find_template(instrument: str, purpose: str, kind: str) -> str | None:
	"""Return the template for this kind of order: one for the kind of committee before one for every kind."""
	fitting = frappe.get_all(
		"Order Template",
		filters={
			"instrument": instrument,
			"purpose": purpose,
			"kind": ("in", (kind, "")),
			"disabled": 0,
		},
		fields=["name", "kind"],
		order_by="kind desc, modified desc",
	)
	return fitting[0].name if fitting else None


@frappe.whitelist()
def known_placeholders() -> list[list[str]]:
	"""Return [name, meaning] of what a template may name."""
	return [[name, _(meaning)] for name, meaning in PLACEHOLDERS.items()]
