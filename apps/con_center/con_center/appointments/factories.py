"""Orders and announcements for tests."""

from functools import cache

import frappe

from con_center.approval.factories import ask, take
from con_center.committees.factories import draft_committee, make_committee
from con_center.organization.factories import areas_of, make_officer, signed_in

WAY = (
	("officer", "Send Up"),
	("district", "Check and Forward"),
	("chief", "Sign and Issue"),
	("province", "Acknowledge"),
)


STEPS_TO = {
	"Draft": 0,
	"District Review": 1,
	"Awaiting Signature": 2,
	"Issued": 3,
	"Acknowledged by Province": 4,
}


def make_order(committee=None, user: str | None = None, **values):
	"""Return a draft announcement that certifies the committee's selection."""
	committee = committee or make_committee()
	user = user or make_officer("officer", areas_of(committee.area))
	with signed_in(user):
		return frappe.get_doc(
			{
				"doctype": "Appointment Order",
				"committee": committee.name,
				"instrument": "Announcement",
				"purpose": "Certify Selection",
				**values,
			}
		).insert()


def make_order_in(state: str, **values):
	"""Return an order that has come as far as this state."""
	return take(make_order(**values), *WAY[: STEPS_TO[state]])


@cache
def issued_order(area: str):
	"""Return the order whose issue made the number, the counter and the entries of the log of an area."""
	return make_order_in("Issued", committee=make_committee(area), instrument="Order", purpose="Appoint")


def of_issued_order(doctype: str):
	return lambda areas: frappe.get_last_doc(
		doctype, {"reference_name": issued_order(areas["sub_district"]).name}
	)


SAMPLES = {
	"Appointment Order": lambda areas: make_order(
		draft_committee(areas), instrument="Order", purpose="Appoint"
	),
	"Approval Log": of_issued_order("Approval Log"),
	"Document Number": of_issued_order("Document Number"),
	"Opinion": lambda areas: ask(
		make_order_in(
			"District Review", committee=draft_committee(areas), instrument="Order", purpose="Appoint"
		),
		make_officer("district", areas),
		make_officer("province", areas),
	),
	"Number Counter": lambda areas: frappe.get_last_doc(
		"Number Counter", {"issuer": issued_order(areas["sub_district"]).issuer, "kind": "Order"}
	),
}
IN_STATES = {
	"Appointment Order": (
		STEPS_TO,
		lambda state, area: make_order_in(state, committee=make_committee(area)),
	),
}
