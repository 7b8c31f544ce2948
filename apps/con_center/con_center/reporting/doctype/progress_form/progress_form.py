import frappe
from frappe import _
from frappe.model.document import Document

from con_center.entry.fiscal_year import check_fiscal_year
from con_center.reporting.form_lines import PLACE, unknown


class FormError(frappe.ValidationError):
	pass


class ProgressForm(Document):
	"""The words of the progress report, as the department's form has them. A report keeps those it was sent with."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.reporting.doctype.progress_form_line.progress_form_line import ProgressFormLine

		disabled: DF.Check
		form_name: DF.Data
		from_fiscal_year: DF.Int
		heading_problems: DF.Data
		heading_results: DF.Data
		heading_suggestions: DF.Data
		lines: DF.Table[ProgressFormLine]
		place_district: DF.Data
		place_province: DF.Data
		provenance: DF.SmallText
		title: DF.SmallText
	# end: auto-generated types

	def validate(self):
		check_fiscal_year(self.from_fiscal_year, _(self.meta.get_label("from_fiscal_year")))
		self.validate_lines()

	def validate_lines(self):
		seen: dict[str, int] = {}
		for row in self.lines:
			if wrong := unknown(row.text):
				frappe.throw(
					_(
						"Lines, row {0}: {1} is no number of the report. Write it as in the form it is copied from."
					).format(row.idx, frappe.bold(frappe.utils.escape_html(wrong[0]))),
					FormError,
				)
			for code in PLACE.findall(row.text or ""):
				if code in seen:
					frappe.throw(
						_("Lines, row {0}: the number {1} stands in row {2} already. Take one out.").format(
							row.idx, frappe.bold(code), seen[code]
						),
						FormError,
					)
				seen[code] = row.idx
