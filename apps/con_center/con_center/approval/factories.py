"""Decisions for tests."""

from con_center.approval.decision import decide
from con_center.organization.factories import areas_of, make_officer, signed_in


def take(order, *steps):
	"""Take the order through (kind of officer, action[, reason]) steps, whatever is odd in it; return it afterwards."""
	areas = areas_of(order.area)
	for kind, action, *reason in steps:
		with signed_in(make_officer(kind, areas)):
			order = decide(order.doctype, order.name, action, order.modified, *reason, passing="ลองดู")
	return order
