"""The order that appoints a ก.บ.ต. named the sub-district twice: mended where the text is still the one seeded."""

import frappe

TWICE, ONCE = "แต่งตั้ง{committee_name}{area_name}", "แต่งตั้ง{committee_name}"


def execute():
	template = frappe.qb.DocType("Order Template")
	for name, subject, body in (
		frappe.qb.from_(template)
		.select(template.name, template.subject, template.body)
		.where(template.name == "คำสั่งแต่งตั้ง ก.บ.ต.")
		.run()
	):
		frappe.db.set_value(
			"Order Template", name, {"subject": mended(subject), "body": mended(body)}, update_modified=False
		)


def mended(text: str | None) -> str:
	return (text or "").replace(TWICE, ONCE)
