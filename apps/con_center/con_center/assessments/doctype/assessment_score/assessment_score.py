from con_center.access.rows import Row


class AssessmentScore(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		category: DF.Data | None
		code: DF.Data | None
		computed_by: DF.Data | None
		computed_score: DF.Data | None
		computed_value: DF.Data | None
		district_note: DF.SmallText | None
		district_score: DF.Data | None
		evidence: DF.SmallText | None
		evidence_file: DF.Attach | None
		evidence_wanted: DF.SmallText | None
		formula: DF.Data | None
		indicator: DF.SmallText | None
		kind: DF.Literal["Yes/No", "Scale"]
		max_score: DF.Float
		min_score: DF.Float
		needed: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		proof_doctype: DF.Data | None
		proof_filters: DF.SmallText | None
		proof_name: DF.Data | None
		province_note: DF.SmallText | None
		province_score: DF.Data | None
		self_score: DF.Data | None
		weight: DF.Float
	# end: auto-generated types
