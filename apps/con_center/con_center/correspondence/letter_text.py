"""The text of a letter from its template: plain placeholders, filled in from the letter and its office.

Templates are written by admins, so nothing in them is code: see `appointments/text.py`, whose rules these are.
"""

import json
import re

import frappe
from frappe import _
from frappe.utils import cint, today

from con_center.appointments.text import fill
from con_center.correspondence import body
from con_center.correspondence.items import REPORT
from con_center.organization.doctype.area.area import long_name
from con_center.reporting.round_items import ASSESSMENTS, REGISTER
from con_center.thai import fiscal_year, thai_date

# how many items, references and enclosures a template may name one by one
MOST_NAMED = 5
PLACEHOLDERS = {
	"office_name": "Name of the office",
	"area_name": "Name of its area",
	"district_name": "Its district",
	"province_name": "Its province",
	"fiscal_year": "Fiscal year",
	"addressed_to": "Addressed To",
	"contact_name": "Contact",
	"contact_position": "Position of the Contact",
	"contact_phone": "Telephone of the Contact",
	"wanted": "What is wanted by when, an item a line",
	"reminded_subject": "Subject of the letter that it reminds of",
	"until": "Day until which one is reminded",
	**{f"due_{n}": "Day by which an item is wanted" for n in range(1, MOST_NAMED + 1)},
	"due_report": "Day by which the progress report is wanted",
	"due_register": "Day by which the register is wanted",
	"due_assessment_1": "Day by which the first assessment is wanted",
	"due_assessment_2": "Day by which the second assessment is wanted",
	**{f"reference_{n}": "A letter that is referred to" for n in range(1, MOST_NAMED + 1)},
	**{f"enclosed_{n}": "Name of an enclosure" for n in range(1, MOST_NAMED + 1)},
	"member_name": "Name of the member that is certified",
	"member_role": "The member's role",
	"committee_name": "Full name of the committee",
	"appointed_by": "The document that appointed the committee",
	"term_start": "First day of the term",
	"term_end": "Last day of the term",
}
PLAIN = ("subject", "addressed_to")
# by what an item is answered, and the round of an assessment
OF_KIND = {
	"due_report": (REPORT, None),
	"due_register": (REGISTER, None),
	"due_assessment_1": (ASSESSMENTS, 1),
	"due_assessment_2": (ASSESSMENTS, 2),
}


def values_for(letter) -> dict[str, str]:
	"""Return what the placeholders stand for in this letter; what it does not know yet is left out."""
	values = {
		"office_name": frappe.db.get_value("Office", letter.office, "office_name"),
		"area_name": long_name(letter.area),
		"district_name": long_name(letter.district) if letter.district else "",
		"province_name": long_name(letter.province) if letter.province else "",
		"fiscal_year": str(_fiscal_year(letter)),
		"addressed_to": letter.addressed_to,
		"contact_name": letter.contact_name,
		"contact_position": letter.contact_position,
		"contact_phone": letter.contact_telephone,
		"wanted": wanted(letter.items),
		"reminded_subject": letter.reminds_of
		and frappe.db.get_value("Official Letter", letter.reminds_of, "subject"),
	}
	for name, table, field in (
		("reference", "references", "reference"),
		("enclosed", "enclosures", "enclosure_name"),
	):
		values.update({f"{name}_{n}": row.get(field) for n, row in enumerate(letter.get(table), 1)})
	values.update({f"due_{n}": _day(row.due) for n, row in enumerate(letter.items, 1)})
	values.update({name: _day_of(letter.items, *kind) for name, kind in OF_KIND.items()})
	return values


def propose(letter) -> None:
	"""Write the letter's text from its template, following what the letter says; what was typed is kept.

	What the template says is kept beside it, so that a change of the one is known from one of the other.
	"""
	if not letter.template:
		return
	before = frappe.parse_json(letter.proposal or "{}")
	proposal = filled(frappe.get_cached_doc("Letter Template", letter.template), values_for(letter))
	for field, proposed in proposal.items():
		current = letter.get(field)
		untouched = _same(field, current, before.get(field)) if current else True
		if proposed and untouched and not _same(field, current or [], proposed):
			letter.set(field, proposed)
	letter.proposal = json.dumps(proposal, ensure_ascii=False)


def filled(template, values: dict[str, str]) -> dict:
	"""Return what a letter gets of a template, by field."""
	return {
		**{field: fill(template.get(field), values) for field in PLAIN},
		"enclosures": enclosures_in(fill(template.enclosures, values)),
		"body": body.read(fill(template.body, values)),
	}


def enclosures_in(text: str) -> list[dict]:
	"""Return the rows of enclosures of a template's lines: "name | 1 ชุด"."""
	return [_enclosure(line) for line in text.splitlines() if line.strip()]


def _enclosure(line: str) -> dict:
	name, _bar, amount = line.partition("|")
	number, unit = re.fullmatch(r"\s*(\d*)\s*(.*?)\s*", amount).groups()
	return {"enclosure_name": name.strip(), "quantity": cint(number) or 1, "unit": unit or "ฉบับ"}


def _same(field: str, current, other) -> bool:
	if field in PLAIN:
		return (current or "") == (other or "")
	if field == "body":
		return body.same(current, other or [])
	return [row.get("enclosure_name") for row in current] == [row["enclosure_name"] for row in other or []]


def wanted(items) -> str:
	"""Return what items of a letter ask for, a line each, as items of a list."""
	return "\n".join(f"{n}. {row.item} ภายใน{_day(row.due)}" for n, row in enumerate(items, 1))


def _fiscal_year(letter) -> int:
	of_round = letter.reporting_round and frappe.db.get_value(
		"Reporting Round", letter.reporting_round, "fiscal_year"
	)
	return cint(of_round) or fiscal_year(letter.dated or today())


def _day_of(items, kind: str, assessment_round: int | None) -> str:
	days = (
		row.due
		for row in items
		if row.done_when == kind
		and (not assessment_round or cint(row.assessment_round or 1) == assessment_round)
	)
	return _day(next(days, None))


def _day(value) -> str:
	return thai_date(value, weekday=True, thai=False) if value else ""


def begun(purpose: str, values: dict[str, str]) -> dict:
	"""Return what a letter for a purpose begins with, of what is known before there is a letter: template, subject, text."""
	name = find_template(purpose)
	if not name:
		return {}
	found = filled(frappe.get_cached_doc("Letter Template", name), values)
	return {"template": name, "subject": found["subject"], "body": found["body"]}


def find_template(purpose: str) -> str | None:
	"""Return the template for this purpose that was changed last."""
	found = frappe.get_all(
		"Letter Template",
		{"purpose": purpose, "disabled": 0},
		pluck="name",
		order_by="modified desc",
		limit=1,
	)
	return found[0] if found else None


@frappe.whitelist()
def known_placeholders() -> list[list[str]]:
	"""Return [name, meaning] of what a template may name."""
	return [[name, _(meaning)] for name, meaning in PLACEHOLDERS.items()]
