"""The text of an order from its template: plain placeholders, filled in from the committee.

Templates are written by admins, so nothing in them is code: a placeholder is a name in braces, and only the
names listed in `PLACEHOLDERS` are known.
"""

import re

import frappe
from frappe import _

from con_center.organization.doctype.area.area import long_name
from con_center.thai import thai_date

PLACEHOLDERS = {
	"committee_name": "Full name of the committee",
	"area_name": "Name of its area",
	"district_name": "Its district",
	"province_name": "Its province",
	"issuer_name": "Issuer",
	"member_count": "Number of members",
	"forum_date": "Date of the forum",
	"forum_place": "Place of the forum",
	"forum_attendance": "Number present at the forum",
	"term_start": "First day of the term",
	"term_end": "Last day of the term",
	"effective_from": "Day of effect",
	"appointed_by": "The document that appointed the committee",
}
BLANK = "………………"


class UnknownPlaceholderError(frappe.ValidationError):
	pass


def placeholders_in(text: str | None) -> list[str]:
	return re.findall(r"\{([^{}]*)\}", text or "")


def validate_placeholders(text: str | None, field_label: str, known: dict[str, str] = PLACEHOLDERS) -> None:
	for name in placeholders_in(text):
		if name not in known:
			frappe.throw(
				_("{0}: there is no placeholder {1}. Known are: {2}").format(
					field_label, frappe.bold("{" + name + "}"), ", ".join("{" + p + "}" for p in known)
				),
				UnknownPlaceholderError,
			)


def fill(text: str | None, values: dict[str, str]) -> str:
	"""Return the text with its placeholders replaced; a value that is not known yet leaves dots to fill in."""
	return re.sub(r"\{([^{}]*)\}", lambda m: values.get(m.group(1)) or BLANK, text or "")


def values_for(order, committee) -> dict[str, str]:
	"""Return what the placeholders stand for in this order."""
	return {
		"committee_name": committee.long_name(),
		"area_name": long_name(committee.area),
		"district_name": long_name(committee.district) if committee.district else "",
		"province_name": long_name(committee.province) if committee.province else "",
		"issuer_name": order.issuer_name,
		"member_count": str(
			len([m for m in order.members if m.change != "Removed"]) or committee.sitting_members
		),
		"forum_date": _date(committee.forum_date),
		"forum_place": committee.forum_place,
		"forum_attendance": str(committee.forum_attendance or ""),
		"term_start": _date(committee.term_start),
		"term_end": _date(committee.term_end),
		"effective_from": _date(order.day_of_effect(committee)),
		"appointed_by": appointed_by(committee),
	}


def appointed_by(committee) -> str:
	"""Return how letters cite the order that appointed the committee: คำสั่งอำเภอ… ที่ 111/2551 ลงวันที่ …"""
	if not committee.appointment_order:
		return ""
	order = frappe.get_doc("Appointment Order", committee.appointment_order)
	word = {"Announcement": "ประกาศ", "Order": "คำสั่ง"}[order.instrument]
	number = f" ที่ {order.number}" if order.number else ""
	return f"{word}{order.issuer_name}{number} ลงวันที่ {_date(order.dated)}"


def _date(value) -> str:
	return thai_date(value, thai=False) if value else ""
