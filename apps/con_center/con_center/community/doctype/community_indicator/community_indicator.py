import re

import frappe
from frappe import _
from frappe.model.document import Document

CODE = re.compile(r"[A-Za-z0-9.]{1,20}")


class CommunityIndicator(Document):
	"""A figure that is known of villages, year by year (seed 004: จปฐ. กชช.2ค TPMAP), for admins to extend.

	Figures are stored by its code, which is part of their names.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		adds_up: DF.Literal["Sum", "Mean"]
		better: DF.Literal["", "More", "Less"]
		code: DF.Data
		disabled: DF.Check
		headings: DF.SmallText | None
		indicator_name: DF.Data
		plan_side: DF.Link | None
		provenance: DF.SmallText | None
		rank: DF.Int
		source: DF.Literal["Basic Minimum Needs", "Village Data", "TPMAP", "Other"]
		unit: DF.Data | None
	# end: auto-generated types

	def validate(self):
		if not CODE.fullmatch(self.code or ""):
			frappe.throw(
				_("Code: use 1 to 20 letters of a to z, digits and full stops, as in {0}.").format("BMN.01")
			)
