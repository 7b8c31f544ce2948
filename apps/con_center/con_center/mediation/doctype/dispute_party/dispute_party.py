from con_center.access.rows import Row


class DisputeParty(Row):
	"""A party to a dispute, its consent to mediation and how it is reached."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		consent_paper: DF.Attach | None
		consented_on: DF.Date | None
		house_number: DF.Data | None
		organization: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		party_name: DF.Data
		phone: DF.Data | None
		side: DF.Literal["First Side", "Second Side", "Third Side"]
		village_no: DF.Int
	# end: auto-generated types
