from con_center.access.rows import Row


class HouseholdMember(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		age_group: DF.Literal["Under 6", "6 to 14", "15 to 24", "25 to 59", "60 and Over", "Not Told"]
		another_need: DF.Link | None
		health_note: DF.SmallText | None
		need: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		relation: DF.Literal[
			"Head of the Household",
			"Husband or Wife",
			"Son or Daughter",
			"Father or Mother",
			"Grandchild",
			"Other Relative",
			"Not Related",
			"Not Told",
		]
	# end: auto-generated types
