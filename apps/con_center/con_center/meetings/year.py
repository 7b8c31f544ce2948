"""How committees stand to the fewest meetings of a fiscal year."""

import frappe
from frappe.utils import getdate

from con_center.meetings import rules
from con_center.thai import fiscal_year


def state_of(center: str, kind: str, year: int | None = None, day=None) -> rules.YearState:
	"""Return the state of a center's committee in a fiscal year (BE; the running one), as of `day` (today)."""
	day = getdate(day)
	year = year or fiscal_year(day)
	held = rules.held_by_body(year, centers=[center], kind=kind).get((center, kind), 0)
	rule = rules.settings()
	return rules.year_state(held, rule.needed, year, day, rule.even_pace)


@frappe.whitelist()
def of_committee(committee: str) -> dict:
	"""Return year, state, held, needed, due_on and provenance of the rule, for a committee that the user may read."""
	doc = frappe.get_doc("Committee", committee)
	doc.check_permission("read")
	state = state_of(doc.center, doc.kind)
	return {"year": fiscal_year(getdate()), **state._asdict(), "provenance": rules.settings().provenance}
