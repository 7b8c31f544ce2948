import frappe
from frappe import _
from frappe.model.document import Document

from con_center.entry.fiscal_year import check_fiscal_year
from con_center.reporting.form_lines import PLACE, unknown


class FormError(frappe.ValidationError):
	pass


class ProgressForm(Document):
	"""The words of the progress report, as the department's form has them. A report keeps those it was sent with."""

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
