import frappe
from frappe import _
from frappe.model.document import Document

from con_center.appointments.text import PLACEHOLDERS, validate_placeholders


class OrderTemplate(Document):
	"""The text of a kind of order, with placeholders, for admins to change."""

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
