import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

APPLICATION = "Membership Application"


class MembershipSettings(Document):
	"""How organizations apply to a center from outside: the consent, the limits, and how long data are kept.

	No source states any of it: each says where it comes from.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		consent_provenance: DF.SmallText | None
		consent_text: DF.Text | None
		fewest_seconds: DF.Int
		form_address: DF.Data | None
		form_open: DF.Check
		keep_days: DF.Int
		keeping_provenance: DF.SmallText | None
		limits_provenance: DF.SmallText | None
		most_a_day: DF.Int
		most_an_hour: DF.Int
	# end: auto-generated types

	def validate(self):
		if not (self.consent_text or "").strip():
			frappe.throw(
				_("Text of the Consent: without it nobody can agree. Write what the data are used for."),
				frappe.MandatoryError,
			)
		self.validate_limits()

	def validate_limits(self):
		for field in ("most_an_hour", "most_a_day"):
			if cint(self.get(field)) < 1:
				frappe.throw(
					_("{0}: give a number from 1 on. To close the form, take its tick away.").format(
						frappe.bold(_(self.meta.get_label(field), context=self.doctype))
					)
				)

	def on_update(self):
		self.publish()

	def publish(self):
		"""Open or close Frappe's Web Form: its own switch is one for who makes web pages."""
		name = frappe.db.get_value("Web Form", {"doc_type": APPLICATION})
		if not name:
			return
		form = frappe.get_doc("Web Form", name)
		if form.published != cint(self.form_open):
			form.published = cint(self.form_open)
			# whoever may write these settings may open the form
			form.save(ignore_permissions=True)

	@property
	def form_address(self) -> str | None:
		route = frappe.db.get_value("Web Form", {"doc_type": APPLICATION}, "route")
		return route and frappe.utils.get_url(f"/{route}")


def settings():
	return frappe.get_cached_doc("Membership Settings")
