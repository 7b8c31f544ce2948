"""What the measures of success count is marked on sites that are older, and the sample criteria name their new sources."""

import frappe

from con_center.assessments.sample import SAMPLE
from con_center.planning.seeds import OF_CENTERS


def execute():
	mark_groups()
	fill_sample()


def mark_groups() -> None:
	for name in OF_CENTERS:
		if frappe.db.exists("Participant Group", name):
			frappe.db.set_value("Participant Group", name, "of_centers", 1, update_modified=False)


def fill_sample() -> None:
	"""Fill in the sources of the newest sample, where it is still as seeded."""
	renew_sample(sources_lacking)


def renew_sample(lacking) -> None:
	"""Write into the newest sample what it lacks; into one in use, in a draft of its next version.

	lacking: from a template to its rows, each with the row of the sample that says from what it is to be filled.
	"""
	name = frappe.db.get_value(
		"Assessment Template",
		{"template_name": SAMPLE["template_name"], "official": 0},
		"name",
		order_by="version desc",
	)
	template = frappe.get_doc("Assessment Template", name) if name else None
	if not template or not lacking(template):
		return
	if template.is_used():
		before = template.name
		template = frappe.copy_doc(template)
		template.update({"version": template.version + 1, "status": "Draft", "copied_from": before})
	for row, source in lacking(template):
		row.update({"computed_by": source["computed_by"], "needed": source["needed"]})
	template.save()


def sources_lacking(template) -> list[tuple]:
	"""Return the rows that are scored by hand, each with the row of the sample that says from what it can be filled."""
	seeded = {row["indicator"]: row for row in SAMPLE["indicators"] if row["computed_by"]}
	return [
		(row, seeded[row.indicator])
		for row in template.indicators
		if not row.computed_by and row.indicator in seeded
	]
