import frappe

from con_center.approval import log
from con_center.approval.decision import (
	NotOfThisAreaError,
	OutdatedVersionError,
	ReasonMissingError,
	decide,
	open_transitions,
)
from con_center.approval.factories import take
from con_center.approval.waiting import documents
from con_center.assessments.doctype.assessment.assessment import LockedError
from con_center.assessments.doctype.assessment.test_assessment import (
	SECOND,
	AssessmentTestCase,
	confirm,
	confirmation_of,
	only,
)
from con_center.assessments.doctype.district_assessment_confirmation.district_assessment_confirmation import (
	ConfirmationError,
	NotCompleteError,
	UnlockLevelError,
)
from con_center.assessments.factories import make_assessment, make_complete_assessment, score
from con_center.organization.factories import (
	OTHER,
	OWN,
	make_assignment,
	make_officer,
	make_user,
	signed_in,
)
from con_center.tests.case import links_of

test_ignore = links_of("District Assessment Confirmation")


class TestConfirmation(AssessmentTestCase):
	def setUp(self):
		super().setUp()
		only(OWN["sub_district"], SECOND)

	def test_it_says_who_is_missing(self):
		made = make_assessment()
		confirmation = confirmation_of(made)
		self.assertEqual((confirmation.expected, confirmation.completed, confirmation.lacking), (2, 0, 2))
		confirmation.run_method("onload")
		lines = confirmation.get("__onload").lines
		self.assertEqual(
			[(r.area, r.workflow_state) for r in lines], [("340101", "Self-assessment"), (SECOND, None)]
		)
		make_complete_assessment(SECOND)
		confirmation.reload()
		self.assertEqual((confirmation.completed, confirmation.lacking, confirmation.percent), (1, 1, 100))

	def test_a_center_that_closes_is_not_waited_for(self):
		made = make_complete_assessment()
		center = frappe.get_doc("CON Center", SECOND)
		for status, lacking in (("Closed", 0), ("Active", 1)):
			center.status = status
			center.save()
			self.assertEqual(confirmation_of(made).lacking, lacking)

	def test_only_a_complete_district_is_confirmed(self):
		made = make_complete_assessment()
		with self.assertRaises(NotOfThisAreaError):
			confirm(made)
		# were the condition taken out of the workflow, the document itself would refuse
		self.addCleanup(frappe.clear_document_cache, "Workflow", "District Assessment Approval")
		flow = frappe.get_doc("Workflow", "District Assessment Approval")
		for transition in flow.transitions:
			transition.condition = None
		flow.save()
		with self.assertRaises(NotCompleteError) as raised:
			confirm(made)
		self.assertIn(frappe.db.get_value("Area", SECOND, "area_name"), str(raised.exception))

	def test_confirming_locks_and_unlocking_is_recorded(self):
		first, second = make_complete_assessment(), make_complete_assessment(SECOND, value="0")
		confirmation = confirm(first)
		self.assertEqual(confirmation.workflow_state, "Confirmed")
		self.assertTrue(confirmation.confirmed_on and confirmation.confirmed_by_name)
		for made in (first, second):
			made.reload()
			self.assertEqual(made.workflow_state, "Confirmed")
			self.assertEqual(log.entries(made.doctype, made.name)[-1].action, "Confirm with the District")
			for kind in ("officer", "district", "province"):
				with signed_in(make_officer(kind)):
					self.assertFalse(
						[t for t, _p in open_transitions(made)], f"{kind} can still decide on what is locked"
					)
			with self.assertRaises(LockedError), signed_in(make_officer("province")):
				made.province_remarks = "แก้"
				made.save()
			with self.assertRaises((NotOfThisAreaError, LockedError)):
				score(made, "self", "0")
		with self.assertRaises(ConfirmationError), signed_in(make_officer("province")):
			confirmation.reload()
			confirmation.remarks = "แก้"
			confirmation.save()
		with self.assertRaises(ReasonMissingError):
			confirm(first, "Unlock the District")
		confirmation = confirm(first, "Unlock the District", "คะแนนข้อ 6 ผิด")
		self.assertEqual(
			(confirmation.workflow_state, confirmation.unlock_reason), ("Unlocked", "คะแนนข้อ 6 ผิด")
		)
		self.assertEqual(
			[(e.action, e.comment) for e in log.entries(confirmation.doctype, confirmation.name)],
			[("Confirm the District", None), ("Unlock the District", "คะแนนข้อ 6 ผิด")],
		)
		first.reload()
		self.assertEqual(first.workflow_state, "Scoring Complete")
		entry = log.entries(first.doctype, first.name)[-1]
		self.assertEqual((entry.action, entry.comment), ("Unlock with the District", "คะแนนข้อ 6 ผิด"))
		self.assertTrue(log.verify(first.doctype, first.name)["chain_whole"])
		score(first, "province", "", **{"6": "0"})
		confirm(first)
		first.reload()
		self.assertEqual((first.workflow_state, first.percent), ("Confirmed", 95.65))

	def test_who_unlocks(self):
		made = make_complete_assessment()
		make_complete_assessment(SECOND)
		confirm(made)
		for kind in ("officer", "district", "chief", "governor"):
			with self.assertRaises(frappe.PermissionError, msg=kind):
				confirm(made, "Unlock the District", "เหตุผล", user=make_officer(kind))
		with self.assertRaises(frappe.PermissionError):
			confirm(made, "Unlock the District", "เหตุผล", user=make_officer("province", OTHER))
		central = make_user("central.assessments")
		if not frappe.db.exists("Officer Assignment", {"user": central}):
			make_assignment(central, "เจ้าหน้าที่กรมการพัฒนาชุมชน", "00")
		self.assertEqual(
			confirm(made, "Unlock the District", "เหตุผล", user=central).workflow_state, "Unlocked"
		)

	def test_a_lower_level_does_not_unlock_what_a_higher_one_confirmed(self):
		made = make_complete_assessment()
		make_complete_assessment(SECOND)
		confirm(made)
		confirmation_of(made).db_set("confirmed_from", "00", update_modified=False)
		with self.assertRaises(UnlockLevelError):
			confirm(made, "Unlock the District", "เหตุผล")

	def test_what_was_read_is_what_is_confirmed(self):
		made = make_complete_assessment()
		second = make_complete_assessment(SECOND)
		seen = confirmation_of(made).modified
		score(second, "province", "0")
		take(frappe.get_doc("Assessment", second.name), ("province", "Return", "ตรวจใหม่"))
		with signed_in(make_officer("province")), self.assertRaises(OutdatedVersionError):
			decide("District Assessment Confirmation", made.confirmation, "Confirm the District", seen)

	def test_nothing_is_added_to_what_is_confirmed(self):
		made = make_complete_assessment()
		make_complete_assessment(SECOND)
		confirm(made)
		frappe.db.set_value("CON Center", "340105", "status", "Active")
		with self.assertRaises(LockedError):
			make_assessment("340105")

	def test_it_waits_for_the_province_once_it_is_complete(self):
		def waiting():
			return [d["name"] for d in documents(make_officer("province")) if d["area"].startswith("3401")]

		made = make_complete_assessment()
		self.assertNotIn(made.confirmation, waiting())
		make_complete_assessment(SECOND)
		self.assertEqual([n for n in waiting() if n.startswith(("DAC", "ASM"))], [made.confirmation])
		confirm(made)
		self.assertFalse([n for n in waiting() if n.startswith(("DAC", "ASM"))])
