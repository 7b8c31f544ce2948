"""The help log as a file, in the columns that an office's Logbook asks for (Logbook Layout, which admins write).

The file holds names: its reason is kept (`approval.openings`), and nobody exports by another door, as no role has
Frappe's right to export these DocTypes.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import getdate
from frappe.utils.xlsxutils import make_xlsx

from con_center.access.areas import COLUMN_BY_LENGTH, covers
from con_center.access.posts import area_codes
from con_center.approval import openings
from con_center.entry import as_date
from con_center.households import cases
from con_center.households.dimensions import STATE_FIELDS
from con_center.households.errors import HouseholdError
from con_center.organization.doctype.area.area import long_name
from con_center.thai import thai_date

LOG = "Help Log"
MOST_ROWS = 20_000
LOG_FIELDS = (
	"household",
	"kind",
	"happened_on",
	"dimension",
	"what",
	"value",
	"by_kind",
	"by_whom",
	"what_remains",
	"fiscal_year",
	"area",
)
HOUSEHOLD_FIELDS = (
	"name",
	"head_name",
	"house_number",
	"village_no",
	"village_name",
	"found_by",
	*STATE_FIELDS.values(),
)
# what a column may hold (the choices of Logbook Column): how it comes from a row of the log and its household
HOLDS: dict[str, Callable] = {
	"Date of Help": lambda log, house: thai_date(log.happened_on, short=True, thai=False),
	"Kind": lambda log, house: _(log.kind, lang="th"),
	"Dimension": lambda log, house: _(log.dimension or "", lang="th"),
	"What Was Done": lambda log, house: log.what,
	"Value (Baht)": lambda log, house: log.value,
	"By What Kind": lambda log, house: _(log.by_kind, lang="th"),
	"By Whom": lambda log, house: log.by_whom,
	"What Remains": lambda log, house: log.what_remains,
	"Case Number": lambda log, house: log.household,
	"Head of the Household": lambda log, house: house.head_name,
	"House Number": lambda log, house: house.house_number,
	# where there is no number, its place in words: not every layout has a column for that
	"Village No.": lambda log, house: house.village_no or house.village_name,
	"Village": lambda log, house: house.village_name,
	"Sub-district": lambda log, house: long_name(log.area, level_word=False),
	"District": lambda log, house: long_name(log.area[:4], level_word=False),
	"How It Was Found": lambda log, house: _(house.found_by or "", lang="th"),
	"State of the Dimension": lambda log, house: (
		_(house.get(STATE_FIELDS[log.dimension]) or "", lang="th") if log.dimension else ""
	),
	"Fiscal Year": lambda log, house: log.fiscal_year,
}
# a spreadsheet takes a text that begins so for a formula
FORMULA = ("=", "+", "-", "@")


@frappe.whitelist(methods=["POST"])
def download(area: str, from_date: str, to_date: str, reason: str, layout: str | None = None) -> None:
	"""Answer with a spreadsheet of the help that an area got from one day to another, both included.

	Keeps who has taken it, why, and how many rows.
	"""
	said = openings.require_reason(reason)
	require_right(area)
	first, last = as_date(from_date, _("From")), as_date(to_date, _("To"))
	rows = rows_of(area, first, last)
	columns = columns_of(layout)
	openings.keep_export(LOG, area, said, len(rows))
	table = [[heading for heading, _holds in columns], *lines(rows, columns)]
	frappe.response.update(
		{
			"type": "binary",
			"filename": f"logbook-{area}-{last}.xlsx",
			"filecontent": make_xlsx(table, "Logbook").getvalue(),
		}
	)


def require_right(area: str) -> None:
	"""Refuse who does not write the log of an area: who reads a case reads it in its form."""
	codes = area_codes(LOG, "write")
	near = codes is None or any(covers(code, area) for code in codes)
	if len(area) not in (4, 6) or not near or not frappe.has_permission(LOG, "write"):
		frappe.throw(
			_("You may not export the log of this area. Choose your sub-district or district."),
			frappe.PermissionError,
		)


def rows_of(area: str, first, last) -> list[frappe._dict]:
	rows = frappe.get_list(
		LOG,
		filters={
			COLUMN_BY_LENGTH[len(area)]: area,
			"status": "Recorded",
			"happened_on": ("between", (getdate(first), getdate(last))),
		},
		fields=list(LOG_FIELDS),
		order_by="happened_on asc, name asc",
		limit_page_length=MOST_ROWS + 1,
	)
	if not rows:
		frappe.throw(_("No help was noted in this area in these days."), HouseholdError)
	if len(rows) > MOST_ROWS:
		frappe.throw(_("These are more than {0} rows. Choose fewer days.").format(MOST_ROWS), HouseholdError)
	return rows


def columns_of(layout: str | None) -> list[tuple[str, str]]:
	"""Return heading and content of each column of a layout, without one of the usual layout."""
	name = layout or frappe.db.get_value("Logbook Layout", {"disabled": 0}, order_by="is_default desc, name")
	if not name or not frappe.db.exists("Logbook Layout", {"name": name, "disabled": 0}):
		frappe.throw(_("Logbook Layout: choose one from the list."), HouseholdError)
	return [(row.heading, row.holds) for row in frappe.get_doc("Logbook Layout", name).columns]


def lines(rows: list, columns: list[tuple[str, str]]) -> list[list]:
	names = list({row.household for row in rows})
	households = {
		row.name: row
		for row in frappe.get_list(
			cases.HOUSEHOLD,
			filters={"name": ("in", names)},
			fields=list(HOUSEHOLD_FIELDS),
			limit_page_length=0,
		)
	}
	empty = frappe._dict()
	return [
		[harmless(HOLDS[holds](row, households.get(row.household, empty))) for _heading, holds in columns]
		for row in rows
	]


def harmless(value):
	return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
