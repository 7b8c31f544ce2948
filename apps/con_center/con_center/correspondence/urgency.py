"""How urgent a letter is: by one of three words, or until a day and an hour."""

import frappe
from frappe import _
from frappe.utils import get_datetime

from con_center.correspondence.errors import LetterError
from con_center.thai import thai_date

BY_AN_HOUR = "Urgent by an Hour"
IN_LETTERS = {
	"Urgent": "ด่วน",
	"Very Urgent": "ด่วนมาก",
	"Most Urgent": "ด่วนที่สุด",
	BY_AN_HOUR: "ด่วนภายใน",
}


def check(letter) -> None:
	"""For `validate`: whoever says "until" says until when, and nobody else does."""
	if letter.urgency != BY_AN_HOUR:
		letter.urgent_until = None
	elif not letter.urgent_until:
		frappe.throw(_("Urgent Until: give the day and the hour, or choose another urgency."), LetterError)


def until(letter) -> list[str]:
	"""Return the lines below the word: day and hour; none of the other kinds of urgency."""
	if letter.urgency != BY_AN_HOUR or not letter.urgent_until:
		return []
	moment = get_datetime(letter.urgent_until)
	return [thai_date(moment.date(), thai=False), f"เวลา {moment:%H.%M} น."]
