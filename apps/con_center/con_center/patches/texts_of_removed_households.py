"""Of households whose names were removed before, what was left goes: how a lesson was used for them, copies of what was deleted."""

import frappe

from con_center.households import cases
from con_center.households.retention import NAMES
from con_center.organization.retention import SLICE


def execute():
	removed = frappe.get_all(cases.HOUSEHOLD, filters={"anonymised_on": ["is", "set"]}, pluck="name")
	for first in range(0, len(removed), SLICE):
		NAMES.removal.remove_texts(removed[first : first + SLICE])
