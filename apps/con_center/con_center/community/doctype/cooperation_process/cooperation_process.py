from frappe.model.document import Document


class CooperationProcess(Document):
	"""What centers and partners do together (กระบวนงาน), for admins to extend.

	Two are named by the measure of success (seed 000): integrating the plan of the sub-district, and of the district.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		disabled: DF.Check
		integrates: DF.Literal["", "Sub-district", "District"]
		process_name: DF.Data
		provenance: DF.SmallText | None
		rank: DF.Int
	# end: auto-generated types
