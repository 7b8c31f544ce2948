"""Walks a visit through its ladder, in the copy of the app of test_new_doctype.py: `walk.py SITE` prints JSON."""

import json
import sys
import unittest

import frappe
from con_center import seams
from con_center.approval import log
from con_center.approval.decision import decide
from con_center.approval.waiting import documents
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.visits.factories import make_visit


def main(site: str) -> None:
	frappe.init(site=site)
	frappe.connect()
	seams.install()
	print(json.dumps(walk(), ensure_ascii=False))
	frappe.destroy()


def walk() -> dict:
	make_first_user()
	made = make_visit(OWN["sub_district"])
	officer, district, stranger = (
		make_officer("officer"),
		make_officer("district"),
		make_officer("officer", OTHER),
	)
	told = {"place": [made.area, made.district, made.province]}
	with signed_in(officer):
		told["own"] = len(frappe.get_list("Site Visit"))
	with signed_in(stranger):
		told["of others"] = len(frappe.get_list("Site Visit"))
	told["read by a stranger"] = refused(
		stranger, lambda: frappe.get_doc("Site Visit", made.name).check_permission()
	)
	told["changed without a decision"] = refused(officer, lambda: change(made.name, "Noted by the District"))
	made = taken(officer, made.name, "Send Up")
	told["decided by a stranger"] = refused(stranger, lambda: step(made.name, "Take Note"))
	with signed_in(district):
		told["waits for"] = [row["doctype"] for row in documents()]
	made = taken(district, made.name, "Take Note")
	told |= {"state": made.workflow_state, "number": made.number}
	told["log"] = [entry.action for entry in log.entries("Site Visit", made.name)]
	told["label"] = frappe._("Site Visit", lang="th")
	told["tests"] = tested("con_center.visits.doctype.site_visit.test_site_visit")
	return told


def tested(module: str) -> list:
	"""How many tests of a module ran, and what went wrong."""
	frappe.flags.in_test = True
	result = unittest.TestResult()
	unittest.defaultTestLoader.loadTestsFromName(module).run(result)
	return [result.testsRun, *(text for _test, text in (*result.errors, *result.failures))]


def make_first_user() -> None:
	"""Frappe makes the first user of a site a System Manager."""
	user = {"doctype": "User", "email": "first@test.example", "first_name": "First", "send_welcome_email": 0}
	frappe.get_doc(user).insert()


def change(name: str, state: str) -> None:
	doc = frappe.get_doc("Site Visit", name)
	doc.workflow_state = state
	doc.save()


def step(name: str, action: str):
	return decide("Site Visit", name, action, frappe.db.get_value("Site Visit", name, "modified"))


def taken(user: str, name: str, action: str):
	with signed_in(user):
		return step(name, action)


def refused(user: str, work) -> str:
	try:
		with signed_in(user):
			work()
	except frappe.PermissionError:
		frappe.clear_messages()
		return "refused"
	return "done"


main(sys.argv[1])
