"""Help that names an agreed plan names the item that it gave, where it can be one alone; what of a plan is due is noted."""

import frappe

from con_center.approval import meaning
from con_center.approval.meaning import IN_FORCE
from con_center.households import agreed

NAMED = ("name", "household", "plan", "kind", "dimension", "plan_item")


def execute():
	states = meaning.states(agreed.PLAN, IN_FORCE)
	plans = frappe.get_all(
		agreed.PLAN, filters={"workflow_state": ("in", states)}, fields=["name", "household"]
	)
	for household in dict.fromkeys(plan.household for plan in plans):
		name_items(household)
		agreed.note_due(household)


def name_items(household: str):
	filters = {"household": household, "plan": ("is", "set"), "plan_item": ("is", "not set")}
	for log in frappe.get_all(agreed.LOG, filters=filters, fields=list(NAMED)):
		agreed.settle(log)
		if log.plan_item:
			frappe.db.set_value(agreed.LOG, log.name, "plan_item", log.plan_item, update_modified=False)
