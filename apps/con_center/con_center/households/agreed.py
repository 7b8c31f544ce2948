"""Help that the district has agreed to: what of it has been given, and what is due and has not come.

A record of help says which item of a plan it gave. Where it names the plan alone, it is the one item of the plan that is
in its dimension; if there are more, somebody chooses. `next_due_on` of a plan is the first day on which something is due
that nobody has given, as long as the plan is in force and the case open; lists and the first page filter by it.
"""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Max, Sum

from con_center.access.statements import among
from con_center.approval import meaning
from con_center.approval.meaning import IN_FORCE
from con_center.households.dimensions import OPEN
from con_center.households.errors import HouseholdError

HOUSEHOLD, PLAN, ITEM, LOG = "Target Household", "Help Plan", "Help Plan Item", "Help Log"
FIELDS = ("name", "parent", "idx", "dimension", "what", "by_kind", "by_whom", "due_on", "budget")


def items_of(household: str, plan: str | None = None) -> list[frappe._dict]:
	"""Return the items of a household's agreed plans, or of one plan in whatever state, with times, value and given_on."""
	plans = [plan] if plan else [row.name for row in _plans(household) if row.is_agreed]
	items = frappe.get_all(
		ITEM,
		filters={"parent": among(plans), "parenttype": PLAN},
		fields=list(FIELDS),
		order_by="parent desc, idx",
	)
	given = _given(household) if items else {}
	for item in items:
		item.update(given.get(item.name) or {"times": 0, "value": 0, "given_on": None})
	return items


def value_of(household: str, plan: str) -> float:
	"""Return the value of all help that names a plan, of an item or not."""
	log = frappe.qb.DocType(LOG)
	query = frappe.qb.from_(log).select(Sum(log.value)).where(_recorded(log, household) & (log.plan == plan))
	return query.run()[0][0] or 0


def note_due(household: str) -> dict[str, object]:
	"""Set and return what is due next of each plan of a household."""
	is_open = frappe.db.get_value(HOUSEHOLD, household, "status") == OPEN
	plans = _plans(household)
	agreed = items_of(household) if is_open and any(plan.is_agreed for plan in plans) else []
	found = {}
	for plan in plans:
		waiting = [
			item.due_on for item in agreed if item.parent == plan.name and item.due_on and not item.times
		]
		found[plan.name] = min(waiting, default=None)
		if found[plan.name] != plan.next_due_on:
			frappe.db.set_value(PLAN, plan.name, "next_due_on", found[plan.name], update_modified=False)
	return found


def settle(log) -> None:
	"""Let a record of help name the item that it gave, and the item its plan and dimension; else refuse it."""
	if log.kind != "Help":
		log.plan_item = None
	elif log.plan_item:
		_check(log)
	elif log.plan and log.dimension:
		same = [row for row in items_of(log.household, log.plan) if row.dimension == log.dimension]
		log.plan_item = same[0].name if len(same) == 1 and _is_agreed(log.plan) else None


def _check(log) -> None:
	filters = {"name": log.plan_item, "parenttype": PLAN}
	item = frappe.db.get_value(ITEM, filters, ["parent", "dimension"], as_dict=True)
	before = log.get_doc_before_save()
	is_new = not before or before.plan_item != log.plan_item
	if not item and not is_new:
		# the district has taken the item out of its plan since
		log.plan_item = None
		return
	of_household = item and frappe.db.get_value(PLAN, item.parent, "household") == log.household
	if not of_household or (is_new and not _is_agreed(item.parent)):
		frappe.throw(
			_("Item of the Help Plan: choose from what the district has agreed to for this household."),
			HouseholdError,
		)
	log.plan, log.dimension = item.parent, log.dimension or item.dimension
	if log.dimension != item.dimension:
		frappe.throw(
			_(
				"Dimension: what was agreed is in the dimension {0}. Choose that, or clear “Item of the Help Plan”."
			).format(_(item.dimension)),
			HouseholdError,
		)


def _plans(household: str) -> list[frappe._dict]:
	plans = frappe.get_all(
		PLAN, filters={"household": household}, fields=["name", "workflow_state", "next_due_on"]
	)
	states = set(meaning.states(PLAN, IN_FORCE))
	for plan in plans:
		plan.is_agreed = plan.workflow_state in states
	return plans


def _is_agreed(plan: str) -> bool:
	return frappe.db.get_value(PLAN, plan, "workflow_state") in meaning.states(PLAN, IN_FORCE)


def _given(household: str) -> dict[str, dict]:
	log = frappe.qb.DocType(LOG)
	rows = (
		frappe.qb.from_(log)
		.select(
			log.plan_item,
			Count("*").as_("times"),
			Sum(log.value).as_("value"),
			Max(log.happened_on).as_("given_on"),
		)
		.where(_recorded(log, household) & log.plan_item.isnotnull() & (log.plan_item != ""))
		.groupby(log.plan_item)
	).run(as_dict=True)
	return {row.pop("plan_item"): row for row in rows}


def _recorded(log, household: str):
	return (log.household == household) & (log.status == "Recorded") & (log.kind == "Help")
