"""What an order has announced for a later day begins on that day, not with its signature.

The scheduler sees to it daily, and whoever looks at a center on that day finds it done.
"""

import frappe
from frappe.utils import getdate

BEFORE = "before_the_order"


def begin_due(center: str | None = None) -> None:
	"""Carry out what orders have announced and whose day has come: of one center, or of all.

	A client gets nothing more done by it than the calendar has brought. An order that cannot be carried out any more
	waits on, and is in the Error Log once a day; the others do not wait for it.
	"""
	order = frappe.qb.DocType("Appointment Order")
	due = (
		frappe.qb.from_(order)
		.select(order.name)
		.where((order.docstatus == 1) & (order.waits_until <= getdate()))
	)
	if center:
		due = due.where(order.center == center)
	for (name,) in due.orderby(order.waits_until, order.issued_on).run():
		frappe.db.savepoint(BEFORE)
		try:
			frappe.get_doc("Appointment Order", name, for_update=True).begin()
		except (frappe.ValidationError, frappe.PermissionError):
			frappe.db.rollback(save_point=BEFORE)
			frappe.clear_last_message()
			if not center:
				frappe.log_error(reference_doctype="Appointment Order", reference_name=name)


def committee_on(center: str, kind: str, day) -> str | None:
	"""Return the committee that sits on that day, as far as it is known: the elected one from its day on."""
	elected = frappe.db.get_value("Committee", {"center": center, "kind": kind, "status": "Elected"}, "name")
	if elected and begins_on(elected) <= getdate(day):
		return elected
	return frappe.db.get_value("Committee", {"center": center, "kind": kind, "status": "Current"}, "name")


def begins_on(committee: str):
	"""Return the first day (date) on which the committee sits."""
	term_start, order = frappe.db.get_value("Committee", committee, ["term_start", "appointment_order"])
	waits_until = order and frappe.db.get_value("Appointment Order", order, "waits_until")
	return max(getdate(day) for day in (term_start, waits_until or term_start))
