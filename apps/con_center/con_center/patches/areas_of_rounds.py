"""Rounds belong to an area: to the province that they were only for, or to the country."""

import frappe

from con_center.access.areas import COUNTRY, place_of


def execute():
	if not frappe.db.has_column("Reporting Round", "for_province"):
		return
	for name, province in provinces():
		frappe.db.set_value("Reporting Round", name, place_of(province or COUNTRY), update_modified=False)


def provinces() -> list[tuple[str, str | None]]:
	"""Return (round, province that it was for) of the rounds that have no area yet."""
	table = frappe.qb.DocType("Reporting Round")
	return frappe.qb.from_(table).select(table.name, table.for_province).where(table.area.isnull()).run()
