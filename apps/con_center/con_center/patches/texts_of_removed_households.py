"""Of households whose names were removed before, what was left goes: how a lesson was used for them, copies of what was deleted."""

import frappe

from con_center.households import cases, retention


def execute():
	removed = frappe.get_all(cases.HOUSEHOLD, filters={"anonymised_on": ["is", "set"]}, pluck="name")
	for first in range(0, len(removed), retention.SLICE):
		retention.remove_texts(removed[first : first + retention.SLICE])
