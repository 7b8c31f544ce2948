"""Committees that became current, or ended, with a signature before their day: the day makes it so."""

import frappe
from frappe.utils import getdate

from con_center.committees.doctype.committee.committee import set_current_committee


def execute():
	for center in {*elect_early(), *let_sit_on()}:
		updated_on = frappe.db.get_value("CON Center", center, "register_updated_on")
		set_current_committee(center)
		frappe.db.set_value("CON Center", center, "register_updated_on", updated_on, update_modified=False)


def elect_early() -> list[str]:
	"""Whoever sits although the term has not begun is elected, and its order waits for the first day of the term."""
	committee = frappe.qb.DocType("Committee")
	early = (
		frappe.qb.from_(committee)
		.select(committee.name, committee.center, committee.term_start, committee.appointment_order)
		.where((committee.status == "Current") & (committee.term_start > getdate()))
		.where(committee.appointment_order.isnotnull())
	).run()
	for name, _center, term_start, order in early:
		_set("Committee", name, {"status": "Elected"})
		_set("Appointment Order", order, {"waits_until": term_start})
		for ended in frappe.get_all("Committee", {"ended_by": order, "status": "Ended"}, pluck="name"):
			_set("Committee", ended, {"ended_on": term_start})
	return [row[1] for row in early]


def let_sit_on() -> list[str]:
	"""Whoever has ended on a day that has not come sits until then."""
	committee = frappe.qb.DocType("Committee")
	sitting = (
		frappe.qb.from_(committee)
		.select(committee.name, committee.center, committee.kind, committee.ended_on, committee.ended_by)
		.where((committee.status == "Ended") & (committee.ended_on > getdate()))
	).run()
	for name, center, kind, ended_on, order in sitting:
		if frappe.db.exists("Committee", {"center": center, "kind": kind, "status": "Current"}):
			continue
		_set("Committee", name, {"status": "Current"})
		if frappe.db.get_value("Appointment Order", order, "waits_until") is None:
			_set("Appointment Order", order, {"waits_until": ended_on})
	return [row[1] for row in sitting]


def _set(doctype: str, name: str, values: dict):
	frappe.db.set_value(doctype, name, values, update_modified=False)
