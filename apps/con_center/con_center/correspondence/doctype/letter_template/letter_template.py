from frappe import _
from frappe.model.document import Document

from con_center.appointments.text import validate_placeholders
from con_center.correspondence.letter_text import PLACEHOLDERS


class LetterTemplate(Document):
	"""The text that a kind of letter begins with, with placeholders, for admins to change."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		addressed_to: DF.Data | None
		body: DF.Text
		disabled: DF.Check
		enclosures: DF.SmallText | None
		kind: DF.Literal["External", "Memo", "Stamped", "Certificate"]
		provenance: DF.SmallText | None
		purpose: DF.Literal[
			"Yearly Guideline",
			"Request to Name Officials",
			"Invitation",
			"Cover Memo",
			"Reminder",
			"Thanks",
			"Forwarding",
			"Certificate of Membership",
			"Other",
		]
		subject: DF.SmallText
		template_name: DF.Data
	# end: auto-generated types

	def validate(self):
		for field in ("subject", "addressed_to", "enclosures", "body"):
			validate_placeholders(self.get(field), _(self.meta.get_label(field)), PLACEHOLDERS)
