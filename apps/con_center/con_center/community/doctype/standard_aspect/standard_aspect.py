from frappe.model.document import Document


class StandardAspect(Document):
	"""What the standard of community development (มชช.) looks at, by type, for admins to fill in.

	The official criteria were found in no source. Four aspects of a network are named by seed 001.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aspect_name: DF.Data
		disabled: DF.Check
		provenance: DF.SmallText | None
		rank: DF.Int
		standard_type: DF.Literal["Leader", "Group or Organization", "Network", "Community"]
	# end: auto-generated types
