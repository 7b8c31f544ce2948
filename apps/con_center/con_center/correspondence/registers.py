"""The registers of letters sent and received (forms ๑๔ and ๑๓), by office, kind and calendar year: what both share.

Columns: Rules of the Prime Minister's Office on Correspondence 2526, items 37–43; those after the date are unverified
(letters.md 10).
"""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from con_center.access.areas import COUNTRY, covers
from con_center.access.posts import area_codes
from con_center.correspondence import words
from con_center.seams.arguments import report_filters
from con_center.thai import be_year, month_name

# what the register says of a secret letter to who may not read it
OPEN_OF_SECRET = {
	"Official Letter": ("secrecy", "docstatus", "register_number", "number", "dated", "issued_on"),
	"Incoming Letter": ("secrecy", "docstatus", "register_number", "received_on"),
}
MOST_YEARS = (2400, 2700)


class RegisterError(frappe.ValidationError):
	pass


def asked(filters: dict | None, doctype: str) -> frappe._dict:
	"""Return the filters of a register: area, office and year (Buddhist era; the running one), checked."""
	found = report_filters(filters)
	found.year = cint(found.year) or be_year(getdate())
	if not MOST_YEARS[0] < found.year < MOST_YEARS[1]:
		frappe.throw(
			_("Year: {0} is not a year of the Buddhist era, such as 2569.").format(found.year), RegisterError
		)
	if found.office:
		office = frappe.db.get_value("Office", found.office, "area")
		if not office:
			frappe.throw(_("Office: choose one from the list."), RegisterError)
		found.area = office
	found.area = found.area or own_area(doctype)
	return found


def own_area(doctype: str) -> str:
	"""Return the area of the office that the user works in, the first where he has several."""
	codes = area_codes(doctype)
	return codes[0] if codes else COUNTRY


def entries(doctype: str, filters: dict, fields: list[str]) -> list[frappe._dict]:
	"""Return the entries of a register of the user's areas, by their numbers.

	Of a secret one that is not for him its number, its day and its mark, so that no number is missing.
	"""
	wanted = {**filters, "register_number": (">", 0)}
	rows = frappe.get_list(doctype, filters=wanted, fields=fields, limit_page_length=0)
	known = {row.name for row in rows}
	hidden = [row for row in secret_ones(doctype, wanted) if row.name not in known]
	return sorted([*rows, *map(without_content, hidden)], key=lambda row: row.register_number)


def secret_ones(doctype: str, filters: dict) -> list[frappe._dict]:
	"""Return what of a register's secret entries everybody may know whose area it is."""
	codes = area_codes(doctype)
	if codes is not None and not any(covers(code, filters["area"]) for code in codes):
		return []
	secret = {**filters, "secrecy": ("is", "set")}
	return frappe.get_all(doctype, filters=secret, fields=["name", *OPEN_OF_SECRET[doctype]])


def without_content(row) -> frappe._dict:
	note = _("Cancelled") if row.docstatus == 2 else None
	return frappe._dict(row, name=None, subject=words.SECRECY[row.secrecy], note=note, is_hidden=1)


def entry_day(moment) -> str:
	"""Return the heading of a day in a register, as the official form has it; "" where it is not known."""
	if not moment:
		return ""
	day = getdate(moment)
	return f"วันที่ {day.day} เดือน {month_name(day.month)} พ.ศ. {be_year(day)}"


def column(fieldname: str, text: str, fieldtype: str, width: int, **more) -> dict:
	return {"fieldname": fieldname, "label": text, "fieldtype": fieldtype, "width": width, **more}


def heading(area: str, office: str | None, year: int) -> str:
	"""Return whose register it is, and of which year."""
	name = (
		frappe.db.get_value("Office", office, "office_name")
		if office
		else frappe.get_cached_value("Area", area, "full_name")
	)
	return _("{0}, year {1}").format(name, year)
