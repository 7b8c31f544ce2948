"""What becomes of a case: its state in a dimension, closed with an outcome, opened again, referred up and back.

Each is a row of the household's history, which nobody changes; the fields beside it hold what is so today.
"""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Max, Sum
from frappe.utils import add_days, cint, flt, get_fullname, getdate, today
from pypika.terms import Case

from con_center import registry
from con_center.access.named import referral
from con_center.access.posts import holders_in
from con_center.entry import as_date
from con_center.households import agreed
from con_center.households.dimensions import (
	BEING_HELPED,
	CHECK_RESULTS,
	CHECKED,
	CLOSED,
	IN_NEED,
	LEVELS_ABOVE,
	NOT_CHECKED,
	OPEN,
	OUTCOMES,
	REFERRAL_ENDED,
	REFERRED,
	REOPENED,
	STATE_FIELDS,
	STATES,
)
from con_center.households.errors import CaseClosedError, HouseholdError
from con_center.households.places import place_in_words
from con_center.notices import tell_later, with_thai
from con_center.notices.kinds import CASE_REFERRED
from con_center.thai import thai_date

HOUSEHOLD = "Target Household"
# what hangs on a household, and is read by whom the household is read
HANGING_ON = ("Help Plan", "Help Log")


@frappe.whitelist(methods=["POST"])
def note_state(name: str, dimension: str, state: str, note: str = "", happened_on: str | None = None) -> None:
	"""Note how it stands with a household in one of the five dimensions."""
	doc = to_change(name)
	_require(dimension, STATE_FIELDS, _("Dimension"))
	_require(state, STATES, _("State"))
	day = _day(happened_on, _("Date"))
	set_state(doc, dimension, state, note, day)
	doc.save()


@frappe.whitelist(methods=["POST"])
def note_check(name: str, result: str, note: str = "", checked_on: str | None = None) -> None:
	"""Note that somebody has looked whether a household is as the list says, and what he found."""
	doc = to_change(name)
	_require(result, CHECK_RESULTS, _("Check of the List"))
	day = _day(checked_on, _("Checked On"))
	doc.update({"check_result": result, "checked_on": day, "checked_by": get_fullname()})
	said = ": ".join(part for part in (_(result, lang="th"), note.strip()) if part)
	note_event(doc, CHECKED, note=said, day=day)
	doc.save()


@frappe.whitelist(methods=["POST"])
def close(name: str, outcome: str, note: str = "") -> None:
	"""Close a case with its outcome; a referral of it ends."""
	doc = to_change(name)
	_require(outcome, OUTCOMES, _("Outcome"))
	if doc.referred_to:
		_end_referral(doc, "")
	doc.update({"status": CLOSED, "outcome": outcome, "outcome_note": note, "closed_on": today()})
	doc.next_visit_on = None
	note_event(doc, CLOSED, note=": ".join(part for part in (_(outcome, lang="th"), note.strip()) if part))
	doc.save()
	agreed.note_due(doc.name)


@frappe.whitelist(methods=["POST"])
def reopen(name: str, reason: str) -> None:
	"""Open a closed case again."""
	doc = to_change(name, though_closed=True)
	if doc.status != CLOSED or doc.anonymised_on:
		frappe.throw(
			_("{0} is not closed, or its names have been removed.").format(doc.name), CaseClosedError
		)
	_require_reason(reason)
	doc.update({"status": OPEN, "outcome": None, "outcome_note": None, "closed_on": None})
	note_event(doc, REOPENED, note=reason)
	doc.save()
	agreed.note_due(doc.name)


@frappe.whitelist(methods=["POST"])
def refer(name: str, to_level: str, reason: str, until: str) -> None:
	"""Refer a case up: the province, or the department, reads it by name until a day."""
	doc = to_change(name)
	_require(to_level, LEVELS_ABOVE, _("Referred Up To"))
	_require_reason(reason)
	last = _day(until, _("Referred Until"), to_come=True)
	_require_within_longest(last)
	doc.update(referral(to_level, last))
	day = thai_date(last, short=True, thai=False)
	said = _("{0} until {1}: {2}", lang="th").format(_(to_level, lang="th"), day, reason)
	note_event(doc, REFERRED, note=said)
	doc.save()
	_pass_on(doc)
	tell_above(doc)


def _require_within_longest(last) -> None:
	longest = cint(frappe.get_cached_doc("CON Settings").get("households_referral_days"))
	if longest and last > getdate(add_days(today(), longest)):
		frappe.throw(
			_(
				"Referred Until: choose a day within {0} days. Refer the case up again if it takes longer."
			).format(longest),
			HouseholdError,
		)


@frappe.whitelist(methods=["POST"])
def end_referral(name: str, reason: str = "") -> None:
	"""End the referral of a case: from now on it is read by name where it lies alone."""
	doc = to_change(name, though_closed=True)
	if not doc.referred_to:
		frappe.throw(_("{0} is not referred up.").format(doc.name), HouseholdError)
	_end_referral(doc, reason)
	doc.save()


def _end_referral(doc, reason: str) -> None:
	doc.update(referral())
	note_event(doc, REFERRAL_ENDED, note=reason)
	_pass_on(doc)


def _pass_on(doc) -> None:
	"""Let what hangs on the household be read by whom it is read, in one statement a DocType."""
	for doctype in HANGING_ON:
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table).where(table.household == doc.name)
		for field in registry.REFERRAL:
			query = query.set(table[field], doc.get(field))
		query.run()


def tell_above(doc) -> None:
	"""Tell the officers of the level that a case was referred to them; the notice names nobody."""
	code, role = (
		(doc.province, "CON Province Officer")
		if doc.referred_to == "Province"
		else ("00", "CON Central Officer")
	)
	users = sorted({post.user for post in holders_in(role, [code])})
	subject = with_thai(lambda: _("A case was referred to you: {0}").format(doc.title))
	tell_later(CASE_REFERRED, users, doc.doctype, doc.name, subject)


# what the documents that hang on it do to a household


def set_state(doc, dimension: str, state: str, note: str | None = None, day=None) -> None:
	"""Set the state of a dimension, with its row in the history; the household is saved by the caller."""
	doc.set(STATE_FIELDS[dimension], state)
	note_event(doc, state, dimension, note, day)


def note_event(doc, state: str, dimension: str | None = None, note: str | None = None, day=None) -> None:
	doc.append(
		"history",
		{
			"happened_on": day or today(),
			"dimension": dimension,
			"state": state,
			"note": (note or "").strip() or None,
			"noted_by": get_fullname(),
		},
	)


def count_helps(household: str) -> None:
	"""Add up what a household got, and when it was seen last, and when it is to be seen again; two statements."""
	log, table = frappe.qb.DocType("Help Log"), frappe.qb.DocType(HOUSEHOLD)
	recorded = (log.household == household) & (log.status == "Recorded")
	of_help = Case().when(log.kind == "Help", 1)
	[row] = (
		frappe.qb.from_(log)
		.select(Count(of_help).as_("helps"), Sum(log.value).as_("value"), Max(log.happened_on).as_("last"))
		.where(recorded)
	).run(as_dict=True)
	(
		frappe.qb.update(table)
		.set(table.helps, cint(row.helps))
		.set(table.help_value, flt(row.value))
		.set(table.last_help_on, row.last)
		.where(table.name == household)
	).run()


def plan_next_visit(household: str) -> None:
	"""Set when a household is seen next: what the latest record says."""
	last = frappe.get_all(
		"Help Log",
		filters={"household": household, "status": "Recorded"},
		order_by="happened_on desc, modified desc",
		limit=1,
		pluck="next_visit_on",
	)
	planned = last[0] if last else None
	frappe.db.set_value(HOUSEHOLD, household, "next_visit_on", planned, update_modified=False)


def begin_helping(household: str, dimension: str) -> None:
	"""Where a household is in need and gets its first help, its state says so."""
	field = STATE_FIELDS[dimension]
	if frappe.db.get_value(HOUSEHOLD, household, field) in (IN_NEED, None, ""):
		doc = to_change(household)
		set_state(doc, dimension, BEING_HELPED)
		doc.save()


def whose(household: str) -> dict:
	"""Return what forms show of a household whose title names nobody: head_name, place in words, is_unchecked."""
	fields = ["head_name", "house_number", "village_no", "village_name", "status", "check_result"]
	row = frappe.db.get_value(HOUSEHOLD, household, fields, as_dict=True)
	return {
		"head_name": row.head_name,
		"place": place_in_words(row),
		"is_unchecked": row.status == OPEN and row.check_result == NOT_CHECKED,
	}


# the case asked for


def to_change(name: str, though_closed: bool = False):
	"""Return the household, locked, if the session user may write it and the case is open, or may be closed."""
	doc = frappe.get_doc(HOUSEHOLD, name, for_update=True)
	doc.check_permission("write")
	if not though_closed:
		require_open(doc)
	doc.flags.by_system = True
	return doc


def require_open(doc) -> None:
	if doc.status == CLOSED:
		frappe.throw(
			_("{0} is closed. Open the case again before you add to it.").format(frappe.bold(doc.name)),
			CaseClosedError,
		)


def _require(value: str, choices, label: str) -> None:
	if value not in choices:
		named = ", ".join(_(choice) for choice in choices)
		frappe.throw(_("{0}: choose one of these: {1}.").format(frappe.bold(label), named), HouseholdError)


def _require_reason(reason: str) -> None:
	if not reason.strip():
		frappe.throw(_("Reason: say why; it is kept with the case."), HouseholdError)


def _day(value: str | None, label: str, to_come: bool = False):
	day = as_date(value, label) if value else getdate()
	if to_come and day < getdate():
		frappe.throw(
			_("{0}: the day is over. Choose today or a later one.").format(frappe.bold(label)), HouseholdError
		)
	if not to_come and day > getdate():
		frappe.throw(
			_("{0}: the date lies in the future. Give the day on which it happened.").format(
				frappe.bold(label)
			),
			HouseholdError,
		)
	return day
