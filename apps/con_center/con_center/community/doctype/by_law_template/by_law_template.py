import frappe
from frappe.model.document import Document


class BylawTemplate(Document):
	"""By-laws to begin with, for a center of a level or of all. No source has their text: it is an admin's."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.community.doctype.by_law_clause.by_law_clause import BylawClause

		clauses: DF.Table[BylawClause]
		disabled: DF.Check
		legal_basis: DF.SmallText | None
		level: DF.Literal["", "Sub-district", "District", "Province"]
		preamble: DF.Text | None
		provenance: DF.SmallText | None
		subject: DF.Data
		template_name: DF.Data
	# end: auto-generated types


def find_template(level: str) -> str | None:
	"""Return the usual template for centers of this level: one of its own before one for all."""
	found = frappe.get_all(
		"By-law Template",
		filters={"disabled": 0, "level": ("in", (level, ""))},
		order_by="level desc, modified desc",
		limit=1,
		pluck="name",
	)
	return found[0] if found else None
