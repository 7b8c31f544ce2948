"""A letter's dated items and a Reporting Round are the same demands: each is made from the other, and typed once."""

import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.areas import COUNTRY
from con_center.access.posts import area_codes
from con_center.correspondence import review
from con_center.correspondence.doctype.official_letter.official_letter import reference_to_letter
from con_center.correspondence.errors import LetterError
from con_center.correspondence.items import COUNTED, FREE, REPORT
from con_center.organization.offices import office_for
from con_center.reporting import round_items, rounds
from con_center.thai import fiscal_year


@frappe.whitelist(methods=["POST"])
def make_round(letter: str) -> str:
	"""Make the Reporting Round of what a letter asks for, and return its name; each knows the other then.

	It is open once the letter has its number; before, it waits to be confirmed.
	"""
	# of two who make it at once, the second finds it made
	doc = frappe.get_doc("Official Letter", letter, for_update=True)
	doc.check_permission("write")
	if doc.reporting_round:
		frappe.throw(_("The letter has its round already: {0}.").format(doc.reporting_round), LetterError)
	if doc.secrecy:
		frappe.throw(
			_("Secrecy: a round is read by all of the area. What a secret letter asks for makes none."),
			LetterError,
		)
	if not doc.items:
		frappe.throw(_("Answers Wanted: write what is asked for, and by when, first."), LetterError)
	made = frappe.get_doc(
		{
			"doctype": "Reporting Round",
			"fiscal_year": fiscal_year(getdate(doc.dated or None)),
			"hop": hop_of(doc),
			"area": doc.area,
			"deadline": next((row.due for row in doc.items if row.done_when == REPORT), None),
			"status": "Open" if doc.number else "To Be Confirmed",
			"provenance": reference_to_letter(doc.name) if doc.number else None,
			"items": [as_round_item(row) for row in doc.items if row.done_when != REPORT],
		}
	).insert()
	doc.db_set("reporting_round", made.name)
	is_open = _("The round is open: who has to send is reminded of it.")
	waits = _("The round is made, and waits to be confirmed: open it once the letter has its number.")
	frappe.msgprint(is_open if made.status == "Open" else waits, alert=True, indicator="green")
	return made.name


def hop_of(letter) -> str:
	"""Return who reports to whom in the round of a letter, by who gets it."""
	return rounds.PROVINCE_HOP if review.levels(letter) == {"Province"} else rounds.DISTRICT_HOP


def as_round_item(row) -> dict:
	return {
		"item": row.item,
		"kind": row.done_when if row.done_when in COUNTED else round_items.NOT_RECORDED,
		"assessment_round": row.assessment_round,
		"deadline": row.due,
	}


@frappe.whitelist()
def make_letter(source_name: str):
	"""Return a new, unsaved letter that asks for what a Reporting Round asks for, by the same days."""
	asked = frappe.get_doc("Reporting Round", source_name)
	asked.check_permission("read")
	letter = frappe.new_doc("Official Letter")
	letter.check_permission("create")
	letter.update(
		{
			"kind": "External",
			"circular": 1,
			"office": office_for(writes_for(asked.area)),
			"subject": asked.title,
			"reporting_round": asked.name,
			"receiver_group": usual_group(rounds.LEVEL_OF_HOP[asked.hop]),
		}
	)
	if asked.deadline:
		letter.append("items", item(asked.purpose or asked.title, asked.deadline, REPORT))
	for row in asked.items:
		kind = row.kind if row.kind in COUNTED else FREE
		letter.append(
			"items", {**item(row.item, row.deadline, kind), "assessment_round": row.assessment_round}
		)
	return letter


def item(what: str, due, done_when: str) -> dict:
	return {"item": what[:140], "due": due, "done_when": done_when}


def writes_for(area: str) -> str:
	"""Return the area for which the user writes about a round: its own one, or his, where the round is for all."""
	own = area_codes("Official Letter", "create")
	return own[0] if own and area == COUNTRY else area


def usual_group(level: str) -> str | None:
	"""Return the group of receivers with which a letter to areas of this level begins."""
	filters = {"level": level, "disabled": 0}
	return frappe.db.get_value("Letter Receiver Group", filters, order_by="is_default desc, name asc")
