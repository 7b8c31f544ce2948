"""Rounds of reporting: who has to send in one, by when, and how it stands with each. For forms, reports, reminders.

Who has to send: every district in being of the round's province or provinces, and every province; Bangkok has no
districts of this kind. The letter of seed 003 goes to all districts ("เรียน นายอำเภอทุกอำเภอ"), whether they have a
center of their own or not: the report is the office's. Source: domain.md 4.2, 8.2.
"""

import datetime

import frappe
from frappe import _
from frappe.utils import cint, format_date, getdate

from con_center.access.areas import COUNTRY, covers, level_of
from con_center.approval.meaning import ACKNOWLEDGED, IN_FORCE, PASSED, RETURNED, REVIEW, meaning, states
from con_center.thai import fiscal_year as fiscal_year_of

BANGKOK = "10"
DISTRICT_HOP, PROVINCE_HOP = "District to Province", "Province to Department"
LEVEL_OF_HOP = {DISTRICT_HOP: "District", PROVINCE_HOP: "Province"}
HOP_OF_LEVEL = {level: hop for hop, level in LEVEL_OF_HOP.items()}
# what the state of a report means once it lies with the one above
HANDED_IN = (REVIEW, PASSED, IN_FORCE, ACKNOWLEDGED)
ACCEPTED = (IN_FORCE, ACKNOWLEDGED)
NOT_BEGUN = "Not Begun"


class RoundError(frappe.ValidationError):
	pass


def days_late(deadline: datetime.date | None, day: datetime.date) -> int:
	"""Return by how many days `day` lies after the deadline; 0 up to the deadline itself, or where there is none."""
	return max(0, (day - deadline).days) if deadline else 0


def days_left(deadline: datetime.date | None, day: datetime.date) -> int | None:
	"""Return how many days are left, 0 on the day itself; None after it, or where there is no deadline."""
	return (deadline - day).days if deadline and day <= deadline else None


def standing(report, deadline: datetime.date | None, day: datetime.date) -> dict:
	"""Return how one who has to send stands on `day`: dict of state, meaning, handed_in, accepted,
	returned, days_late, days_left.

	report: dict of workflow_state, its meaning, and days_late as it was sent, or None. state: that of the report, or
	Not Begun, which is its own meaning.
	"""
	state, means = (report["workflow_state"], report["meaning"]) if report else (NOT_BEGUN, NOT_BEGUN)
	handed_in = means in HANDED_IN
	return {
		"state": state,
		"meaning": means,
		"handed_in": handed_in,
		"accepted": means in ACCEPTED,
		"returned": means == RETURNED,
		"days_late": cint(report["days_late"]) if handed_in else days_late(deadline, day),
		"days_left": None if handed_in else days_left(deadline, day),
	}


def round_of(area: str, fiscal_year: int) -> dict | None:
	"""Return the round by which a district or province reports on a fiscal year (BE): its province's own one, else
	the one for all. Dict of name, title, hop, fiscal_year, deadline, status, area; None where there is none.
	"""
	return round_for(area, HOP_OF_LEVEL.get(level_of(area)), fiscal_year)


def round_for(area: str, hop: str | None, fiscal_year: int) -> dict | None:
	"""Return the round of a hop that holds in an area (DOPA code) in a fiscal year (BE), as `round_of`: one query."""
	row = frappe.qb.DocType("Reporting Round")
	rounds = (
		frappe.qb.from_(row)
		.select("name", "title", "hop", "fiscal_year", "deadline", "status", "area")
		.where((row.fiscal_year == fiscal_year) & (row.hop == (hop or "")))
		.orderby(row.creation)
	).run(as_dict=True)
	fitting = [row for row in rounds if covers(row.area, area)]
	return max(fitting, key=lambda row: row.area != COUNTRY, default=None)


def why(asked, area: str) -> str:
	"""Return in words why the deadline of a round is another one than those beside it; "" where it is not.

	asked: dict or document with fiscal_year, hop, area and deadline; area: of who asks. Beside it stand the round of
	the other hop, and, where a province has set its own, the one for all.
	"""
	if not asked.deadline:
		return ""
	of_districts = asked.hop == DISTRICT_HOP
	other = round_for(area, PROVINCE_HOP if of_districts else DISTRICT_HOP, asked.fiscal_year)
	for_all = round_for(COUNTRY, asked.hop, asked.fiscal_year) if asked.area != COUNTRY else None
	after = (
		_("Districts send first: the province has to send by {0}.")
		if of_districts
		else _("The province sends after its districts, which send by {0}.")
	)
	told = ((after, other), (_("The province has set this day itself: for all others it is {0}."), for_all))
	return " ".join(
		words.format(format_date(beside.deadline))
		for words, beside in told
		if beside and beside.deadline and getdate(beside.deadline) != getdate(asked.deadline)
	)


def state_of(area: str, fiscal_year: int | None = None) -> dict | None:
	"""Return how a district or province stands with its report on a fiscal year (BE; the running one), today.

	Dict of round, title, status, deadline, why (`why`), report (name or None), sent_on, return_reason, and what `standing` gives;
	None without a round.
	Asks for no right: who calls it for a client has checked that he may read the area.
	"""
	found = round_of(area, fiscal_year or fiscal_year_of(getdate()))
	if not found:
		return None
	report = reports_of(found.name, {"area": area}).get(area)
	return {
		"round": found.name,
		"title": found.title,
		"status": found.status,
		"deadline": found.deadline,
		"why": why(found, area),
		"report": report.name if report else None,
		"sent_on": report.sent_on if report else None,
		"return_reason": report.return_reason if report else None,
		**standing(report, found.deadline, getdate()),
	}


def reports_of(reporting_round: str, filters: dict | None = None) -> dict[str, frappe._dict]:
	"""Return {area: report} of a round, cancelled ones left out: dict of name, area, workflow_state, meaning, sent_on, …"""
	rows = frappe.get_all(
		"Progress Report",
		filters={"reporting_round": reporting_round, "docstatus": ("!=", 2), **(filters or {})},
		fields=["name", "area", "workflow_state", "sent_on", "days_late", "corrections", "return_reason"],
	)
	return {row.area: with_meaning(row) for row in rows}


def with_meaning(report):
	report.meaning = meaning("Progress Report", report.workflow_state)
	return report


def states_handed_in() -> list[str]:
	"""Return the states in which a report has been sent, for queries."""
	return states("Progress Report", *HANDED_IN)


def must_send(reporting_round, within: str = COUNTRY, alone: bool = False) -> list[frappe._dict]:
	"""Return who has to send in a round, of those in the area `within`: dicts of area, area_name, full_name, by code.

	reporting_round: dict or document with fiscal_year, hop and area. alone: whatever other rounds there are, in which
	the districts of some provinces send.
	"""
	narrower = max(reporting_round.area, within, key=lambda area: (area != COUNTRY, len(area)))
	place = {} if narrower == COUNTRY else {"name": ("like", f"{narrower}%")}
	areas = frappe.get_all(
		"Area",
		filters={"level": LEVEL_OF_HOP[reporting_round.hop], "status": "Active", **place},
		fields=["name as area", "area_name", "full_name"],
		order_by="name",
	)
	own = set() if alone else _provinces_with_own(reporting_round)
	return [
		row
		for row in areas
		if not row.area.startswith(BANGKOK)
		and covers(reporting_round.area, row.area)
		and covers(within, row.area)
		and row.area[:2] not in own
	]


def _provinces_with_own(reporting_round) -> set[str]:
	"""Return the provinces that go by a round of their own, and so not by one for all."""
	if reporting_round.area != COUNTRY or reporting_round.hop != DISTRICT_HOP:
		return set()
	return set(
		frappe.get_all(
			"Reporting Round",
			filters={
				"fiscal_year": reporting_round.fiscal_year,
				"hop": reporting_round.hop,
				"area": ("!=", COUNTRY),
			},
			pluck="area",
		)
	)


def check_round(name: str) -> frappe._dict:
	"""Return the round (dict of its fields), for a client's filter; refuses what is none or what he may not read."""
	found = frappe.db.get_value("Reporting Round", name, "*", as_dict=True) if name else None
	if not found:
		frappe.throw(_("Reporting Round: choose one from the list."), RoundError)
	frappe.get_doc("Reporting Round", name).check_permission("read")
	return found


def newest(area: str = COUNTRY) -> str | None:
	"""Return the round that a reader of this area begins with; see `preference`."""
	rows = frappe.get_all(
		"Reporting Round",
		fields=["name", "status", "fiscal_year", "area", "hop"],
		order_by="creation",
	)
	fitting = [row for row in rows if covers(row.area, area) or covers(area, row.area)]
	return max(fitting, key=lambda row: preference(row, area), default=frappe._dict()).name


def preference(row, area: str) -> tuple:
	"""Order rounds for a reader of an area: those for all of it (the country's reader does not begin with a round of
	one province), open ones, of the latest year, by which those below him send to him, the province's own one first.
	"""
	to_him = PROVINCE_HOP if area == COUNTRY else DISTRICT_HOP
	return (
		covers(row.area, area),
		row.status == "Open",
		row.fiscal_year,
		row.hop == to_him,
		row.area != COUNTRY,
	)
