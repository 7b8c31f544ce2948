import frappe
from frappe import _
from frappe.model.document import Document

from con_center.appointments.text import validate_placeholders
from con_center.entry.fiscal_year import check_fiscal_year
from con_center.overview.yearly_text import PLACEHOLDERS


class YearlyReportForm(Document):
	"""The parts of a province's yearly report, and the words that the figures are put into."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.overview.doctype.yearly_report_form_part.yearly_report_form_part import (
			YearlyReportFormPart,
		)

		disabled: DF.Check
		form_name: DF.Data
		from_fiscal_year: DF.Int
		parts: DF.Table[YearlyReportFormPart]
		provenance: DF.SmallText
	# end: auto-generated types

	def validate(self):
		check_fiscal_year(self.from_fiscal_year, _(self.meta.get_label("from_fiscal_year")))
		for row in self.parts:
			where = _("{0}, row {1}: {2}").format(_(self.meta.get_label("parts")), row.idx, _("Text"))
			validate_placeholders(row.text, where, PLACEHOLDERS)


def form_for(fiscal_year: int) -> str | None:
	"""Return the name of the form for a fiscal year (BE): the newest that is in use by then."""
	return frappe.db.get_value(
		"Yearly Report Form",
		{"from_fiscal_year": ("<=", fiscal_year), "disabled": 0},
		order_by="from_fiscal_year desc, creation desc",
	)
