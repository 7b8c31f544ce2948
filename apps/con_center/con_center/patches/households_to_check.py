"""Of households that lists have named, those that nobody has seen yet are to be checked."""

import frappe

from con_center.households import cases
from con_center.households.dimensions import NOT_CHECKED, OPEN


def execute():
	house = frappe.qb.DocType(cases.HOUSEHOLD)
	(
		frappe.qb.update(house)
		.set(house.check_result, NOT_CHECKED)
		.where((house.status == OPEN) & house.last_help_on.isnull())
		.where((house.found_by == "TPMAP") | (house.household_list != ""))
		.where(house.check_result.isnull() | (house.check_result == ""))
	).run()
