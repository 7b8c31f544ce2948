"""A reminder: a stamped letter to those who have not answered a letter in time, made in one step."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, today

from con_center.correspondence import answers, letter_text, receivers, words
from con_center.correspondence.doctype.official_letter.official_letter import reference_to_letter
from con_center.correspondence.errors import LetterError
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.thai import thai_date

PURPOSE = "Reminder"


@frappe.whitelist(methods=["POST"])
def remind(letter: str) -> str:
	"""Make the draft of a reminder to those who owe something whose day has passed; return its name.

	What it reminds of is answered to the first letter: nothing is asked for twice.
	"""
	doc = frappe.get_doc("Official Letter", letter)
	doc.check_permission("read")
	found = answers.standings(doc)
	late = [row for row in doc.receivers if answers.is_late(found[row.name])]
	if not late:
		frappe.throw(_("Nobody is late with what this letter asks for."), LetterError)
	open_items = {each.item for row in late for each in found[row.name] if each.state == answers.LATE}
	reminder = frappe.get_doc(
		{
			"doctype": "Official Letter",
			"office": doc.office,
			"unit": doc.unit,
			"kind": words.STAMPED,
			"circular": cint(len(late) > 1),
			"signed_by": doc.signed_by,
			"subject": f"ขอให้เร่งดำเนินการ {doc.subject}",
			"secrecy": doc.secrecy,
			**begun(doc, open_items),
			"addressed_to": doc.addressed_to if len(late) == len(doc.receivers) else receivers.together(late),
			"reminds_of": doc.name,
			"receivers": [copy_of(row) for row in late],
			"references": [{"letter": doc.name}],
			"contact_name": doc.contact_name,
			"contact_position": doc.contact_position,
			"contact_telephone": doc.contact_telephone,
		}
	).insert()
	said = _("Draft of a reminder to {0} who are late. Read it, then send it up.").format(len(late))
	frappe.msgprint(said, alert=True, indicator="green")
	return reminder.name


def copy_of(row) -> dict:
	return {field: row.get(field) for field in ("receiver_area", "receiver_name", "way", "email")}


def begun(letter, open_items: set[int]) -> dict:
	"""Return template and text of a reminder: of the letter, of what is open since when, and until when it is awaited."""
	values = {
		"reminded_subject": letter.subject,
		"reference_1": reference_to_letter(letter.name),
		"wanted": letter_text.wanted([row for row in letter.items if row.idx in open_items]),
		"until": thai_date(add_days(today(), setting("letter_answer_days")), weekday=True, thai=False),
	}
	return letter_text.begun(PURPOSE, values)
