"""The next term of a committee, as it is proposed before anything is saved."""

import frappe
from frappe import _
from frappe.utils import add_days, add_years, cint, getdate

from con_center.committees.adding import last_committee, require_center
from con_center.seams.arguments import Dict


def end_of_term(start):
	"""Return the last day of a term that begins on that day, by the settings; None where they say nothing."""
	years = cint(frappe.db.get_single_value("CON Settings", "term_years"))
	return add_days(add_years(getdate(start), years), -1) if start and years else None


@frappe.whitelist()
def propose(committee: Dict) -> dict:
	"""Return number, first and last day of the term that a new committee of this center and kind would have.

	committee: center, kind, and term_start if it is known. `sources` says of each field where its value comes from.
	"""
	require_center(committee)
	last = last_committee(committee)
	found, sources = _after(last) if last else ({"term_number": 1}, {})
	if not last:
		sources["term_number"] = _("The center has no earlier committee of this kind.")
	start = committee.get("term_start") or found.get("term_start")
	if end := end_of_term(start):
		found["term_end"] = str(end)
		settings = frappe.get_cached_doc("CON Settings")
		sources["term_end"] = _("{0} years, by the settings: {1}").format(
			settings.term_years, settings.term_provenance or ""
		)
	return {"values": found, "sources": sources}


def _after(last) -> tuple[dict, dict]:
	values = {"term_number": cint(last.term_number) + 1}
	sources = {"term_number": _("Follows {0}").format(last.title)}
	over = last.ended_on or (last.term_end and add_days(last.term_end, 1))
	# of a term that is over already, nobody knows when the next one is to begin
	if over and getdate(over) >= getdate():
		values["term_start"] = str(over)
		sources["term_start"] = _("The day after {0} ends").format(last.title)
	return values, sources
