"""What a careful reviewer would find in an announcement or order before its next step."""

import datetime
import re
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import add_days, date_diff, getdate, today

from con_center import numbering
from con_center.appointments import text
from con_center.approval.findings import NOTE, ODD, STOP, Finding
from con_center.approval.meaning import ACKNOWLEDGED, IN_FORCE, enters
from con_center.organization.doctype.con_settings.con_settings import emblem_of_office
from con_center.thai import arabic_digits, collapse_spaces, thai_date
from con_center.thai.dates import MONTHS, to_ce_year

APPOINTING = ("Certify Selection", "Appoint")
TEXTS = ("subject", "legal_basis", "body")
# the paragraph of a letter that says from when it holds
DATE = rf"(\d{{1,2}})\s*(?:เดือน)?\s*({'|'.join(MONTHS)})\s*(?:พ\.ศ\.)?\s*(\d{{4}})"
FROM_DAY = re.compile(rf"ตั้งแต่วันที่\s*{DATE}")
CLAUSE, FROM_NOW = "ทั้งนี้", "ตั้งแต่บัดนี้"


def find(order, transition, post) -> Iterator[Finding]:
	# the decision goes on with the one that is looked at here
	committee = order._committee_read = order.get_committee()
	if transition.meaning in (IN_FORCE, ACKNOWLEDGED):
		yield from replaced(committee)
		return
	if order.purpose in APPOINTING:
		yield from members(order, committee)
		yield from selection(order, committee)
		yield from term(order, committee)
	yield from days(order)
	yield from words(order, committee)
	signing = enters(transition, IN_FORCE, ACKNOWLEDGED)
	yield from signatory(order, post if signing else None)
	yield from number(order)
	if signing:
		yield from emblem(order)


def replaced(committee) -> Iterator[Finding]:
	if committee.status == "Ended":
		text_ = _("{0} sits no more, since {1}: {2}").format(
			committee.title, day(committee.ended_on), committee.end_reason or "–"
		)
		yield Finding(NOTE, text_, None, ("Committee", committee.name))


def members(order, committee) -> Iterator[Finding]:
	place = ("Committee", committee.name)
	sitting = committee.sitting()
	if not sitting:
		yield Finding(STOP, _("The committee has no members"), "members", place)
		return
	roles = [row.role for row in sitting]
	if not any("ประธาน" in role and not role.startswith("รอง") for role in roles):
		yield Finding(ODD, _("No member is named as its head"), "members", place)
	if not any("เลขานุการ" in role and "ผู้ช่วย" not in role for role in roles):
		yield Finding(ODD, _("No member is named as its secretary"), "members", place)
	if committee.kind != "Center Committee":
		return
	for field in ("village", "organization_name"):
		missing = [row.full_name for row in sitting if not row.get(field) and not row.post]
		if missing:
			label = _(frappe.get_meta("Committee Member").get_label(field))
			yield Finding(ODD, _("{0} is missing: {1}").format(label, listed(missing)), "members", place)


def listed(names: list[str], most: int = 5) -> str:
	more = [_("{0} more").format(len(names) - most)] if len(names) > most else []
	return ", ".join([*names[:most], *more])


def selection(order, committee) -> Iterator[Finding]:
	if committee.kind != "Center Committee":
		return
	place = ("Committee", committee.name)
	if not committee.forum_date:
		yield Finding(
			ODD, _("The day on which the members were selected is not entered"), "forum_date", place
		)
	elif getdate(committee.forum_date) > getdate(order.dated or today()):
		yield Finding(ODD, _("The members were selected after the date of the document"), "forum_date", place)
	elif getdate(committee.forum_date) > getdate(committee.term_start):
		yield Finding(ODD, _("The members were selected after their term began"), "forum_date", place)


def term(order, committee) -> Iterator[Finding]:
	"""Compare the term with the one before it, and with the order's own day."""
	place = ("Committee", committee.name)
	start = getdate(committee.term_start)
	if getdate(order.day_of_effect(committee)) < start:
		text_ = _("It would take effect before {0}, the first day of the term").format(day(start))
		yield Finding(STOP, text_, "effective_from")
	elif getdate(order.day_of_effect(committee)) > start:
		text_ = _("It would take effect after {0}, the first day of the term").format(day(start))
		yield Finding(ODD, text_, "effective_from")
	others = of_the_seat(committee)
	if elected := others.get("Elected"):
		yield Finding(STOP, _("{0} has been announced already, and waits for its term").format(elected.title))
	sitting = others.get("Current")
	if not sitting:
		return
	if getdate(sitting.term_start) >= start:
		yield Finding(
			ODD, _("The committee that sits began its term later, on {0}").format(day(sitting.term_start))
		)
	elif sitting.term_end and start <= getdate(sitting.term_end):
		text_ = _("The committee that sits would end {0} days before the end of its term, {1}")
		over = date_diff(sitting.term_end, start) + 1
		yield Finding(ODD, text_.format(over, day(sitting.term_end)), "term_start", place)
	elif sitting.term_end and start > add_days(getdate(sitting.term_end), 1):
		text_ = _("Between the end of the term before, {0}, and this one lie {1} days")
		gap = date_diff(start, sitting.term_end) - 1
		yield Finding(ODD, text_.format(day(sitting.term_end), gap), "term_start", place)


def of_the_seat(committee) -> dict[str, dict]:
	"""Return the committees of the same center and kind that sit or wait for their term, by their status."""
	found = frappe.get_all(
		"Committee",
		filters={
			"center": committee.center,
			"kind": committee.kind,
			"status": ("in", ("Elected", "Current")),
		},
		fields=["status", "title", "term_start", "term_end"],
	)
	return {row.status: row for row in found}


def days(order) -> Iterator[Finding]:
	if order.dated and getdate(order.dated) > getdate():
		yield Finding(ODD, _("The document is dated in the future: {0}").format(day(order.dated)), "dated")


def words(order, committee) -> Iterator[Finding]:
	"""Compare what the text says with the fields: with the values that its template fills in, and its last clause."""
	template = frappe.get_cached_doc("Order Template", order.template) if order.template else frappe._dict()
	values = text.values_for(order, committee)
	for field in TEXTS:
		said = plain(order.get(field))
		for name in dict.fromkeys(text.placeholders_in(template.get(field))):
			if values.get(name) and not says(said, plain(values[name])):
				label = _(order.meta.get_label(field))
				text_ = _("{0}: it does not say “{1}” ({2})").format(
					label, values[name], _(text.PLACEHOLDERS[name])
				)
				yield Finding(ODD, text_, field)
	effect = getdate(order.day_of_effect(committee))
	clauses = [line for line in plain(order.body, lines=True).split("\n") if line.startswith(CLAUSE)]
	for clause in clauses:
		named = date_in(clause)
		if named and named != effect:
			text_ = _("The text says that it holds from {0}, the record from {1}").format(
				day(named), day(effect)
			)
			yield Finding(STOP, text_, "body")
		elif FROM_NOW in clause and effect != getdate(order.dated or today()):
			text_ = _("The text says that it holds from now on, the record from {0}").format(day(effect))
			yield Finding(ODD, text_, "body")


def says(said: str, value: str) -> bool:
	"""Tell whether a text holds a value; a number alone, not as a part of another or of a date."""
	if not value.isdigit():
		return value in said
	return bool(re.search(rf"(?<!\d){value}(?!\d)", re.sub(DATE, "", said)))


def plain(said: str | None, lines: bool = False) -> str:
	"""Return a text as it is compared: digits and spaces are no difference."""
	parts = [collapse_spaces(arabic_digits(line)) or "" for line in (said or "").split("\n")]
	return "\n".join(parts) if lines else " ".join(parts)


def date_in(clause: str) -> datetime.date | None:
	found = FROM_DAY.search(clause)
	if not found:
		return None
	try:
		return datetime.date(to_ce_year(int(found[3])), MONTHS.index(found[2]) + 1, int(found[1]))
	except ValueError:
		return None


def signatory(order, post) -> Iterator[Finding]:
	"""Somebody has to hold the signatory's post on the day that the document bears."""
	dated = getdate(order.dated or today())
	if not post:
		if not order.signatory_name:
			text_ = _("Nobody holds the post that signs for {0}").format(order.issuer_name)
			yield Finding(ODD, text_, "signatory_name")
		return
	start, end = frappe.get_cached_value("Officer Assignment", post.assignment, ["from_date", "to_date"])
	if dated < getdate(start) or (end and dated > getdate(end)):
		text_ = _("On {0}, the date of the document, you did not hold your post: it runs from {1}")
		yield Finding(ODD, text_.format(day(dated), day(start)), "dated")


def number(order) -> Iterator[Finding]:
	dated = order.dated or today()
	before = order.with_number and numbering.number_dated_later(order.issuer, order.instrument, dated)
	if before:
		text_ = _("The number would be dated {0}, and no. {1} before it is dated {2}")
		yield Finding(ODD, text_.format(day(dated), *before), "dated")


def emblem(order) -> Iterator[Finding]:
	"""An office is asked for its emblem before it issues for the first time; afterwards it is only told."""
	if emblem_of_office():
		return
	issued = frappe.db.exists("Appointment Order", {"issuer": order.issuer, "docstatus": 1})
	text_ = _("It is printed without an emblem: the office has not given its own to the administrator yet")
	yield Finding(NOTE if issued else ODD, text_, "emblem", ("CON Settings", "CON Settings"))


def day(value) -> str:
	return thai_date(value, thai=False)
