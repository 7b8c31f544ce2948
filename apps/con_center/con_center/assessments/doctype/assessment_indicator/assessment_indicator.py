from frappe.model.document import Document


class AssessmentIndicator(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		basis: DF.Data | None
		category: DF.Autocomplete
		code: DF.Data | None
		computed_by: DF.Literal[
			"",
			"Committee Selected at a Forum",
			"Committee in Force",
			"Working Group Order in Force",
			"Integrated Committee With the Center's Experts",
			"Register Updated This Year",
			"Organization Records Complete (%)",
			"Meetings Held",
			"Meetings With Minutes",
			"Action Plan Approved",
			"Trainings Carried Out",
			"Strong Sub-district Projects in the Plan",
			"By-laws in Force",
			"Organizations That Joined by Resolution",
			"Figures of Villages",
			"Funds in Force",
			"Agreements on Sharing Benefits",
			"Benefits Given to Members",
			"Fund Accounts Approved",
			"Trainings Held or Attended",
			"Lessons Published",
			"Publicity",
			"Households Helped",
			"Disputes Received for Mediation",
			"Processes with Partners",
			"Joint Activities with Partners",
			"Self-development of Committee and Members",
			"Committee and Members with Public Spirit",
			"More with Public Spirit Than the Year Before",
		]
		evidence_wanted: DF.SmallText | None
		formula: DF.Data | None
		indicator: DF.SmallText
		kind: DF.Literal["Yes/No", "Scale"]
		max_score: DF.Float
		min_score: DF.Float
		needed: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		weight: DF.Float
	# end: auto-generated types
