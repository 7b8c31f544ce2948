import frappe
from frappe.utils import flt

from con_center.approval import log, waiting
from con_center.approval.decision import (
	OwnWorkError,
	ReasonMissingError,
	UndecidedChangeError,
	decide,
)
from con_center.approval.factories import take
from con_center.entry.fiscal_year import FiscalYearError
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_center, make_officer, signed_in
from con_center.planning import figures
from con_center.planning.doctype.action_plan.action_plan import (
	IncompletePlanError,
	PlanExistsError,
	UnknownActivityError,
	copy_to_next_year,
	get_figures,
)
from con_center.planning.doctype.activity_progress.activity_progress import (
	PlanNotApprovedError,
	ProgressError,
)
from con_center.planning.factories import make_plan, make_plan_in, make_progress
from con_center.planning.rules import MoneyError, PlanError
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Action Plan")

CDD, LOCAL = "กรมการพัฒนาชุมชน", "องค์กรปกครองส่วนท้องถิ่น"


def amendment(plan):
	"""Return the unsaved copy that the desk makes of a cancelled plan to amend it."""
	copy = frappe.copy_doc(plan)
	for doc in (copy, *copy.get_all_children()):
		# in tests Frappe leaves it in the copy
		doc.docstatus = 0
	copy.amended_from = plan.name
	return copy


class TestPlanning(CONTestCase):
	def test_sums_agree_to_the_satang(self):
		plan = make_plan()
		self.assertEqual([r.planned_amount for r in plan.activities], [0.3, 12000.75])
		self.assertEqual(plan.planned_total, 12001.05)
		self.assertEqual(
			[(r["source"], r["planned"]) for r in figures.plan_figures(plan.name)["by_source"]],
			[(CDD, 12000.85), (LOCAL, 0.2)],
		)

	def test_many_small_lines_add_up(self):
		activities = [
			{"kind": "จัดฝึกอบรม", "activity_name": f"กิจกรรม {n}", "responsible": "ก", "may": 1}
			for n in range(1, 31)
		]
		lines = [{"activity_number": str(n), "source": CDD, "amount": 0.1} for n in range(1, 31)]
		plan = make_plan(activities=activities, budgets=lines, participants=[])
		self.assertEqual(plan.planned_total, 3.0)

	def test_sums_sent_by_a_client_are_worked_out_anew(self):
		plan = make_plan(planned_total=9e9, spent_total=9e9, progress_percent=99)
		self.assertEqual(plan.planned_total, 12001.05)

	def test_months_are_said_in_words(self):
		self.assertEqual([r.months for r in make_plan().activities], ["ต.ค., ม.ค., ก.พ.", "พ.ย."])

	def test_activities_keep_their_numbers_when_rows_move(self):
		plan = make_plan()
		with signed_in(make_officer("officer")):
			plan.activities.reverse()
			for idx, row in enumerate(plan.activities, 1):
				row.idx = idx
			plan.append("activities", {"kind": "จัดฝึกอบรม", "activity_name": "ใหม่"})
			plan.save()
		plan.reload()
		self.assertEqual([r.number for r in plan.activities], [2, 1, 3])
		self.assertEqual([b.activity_name for b in plan.budgets][-1], "ฝึกอบรมการไกล่เกลี่ย")

	def test_a_copied_row_gets_a_number_of_its_own(self):
		row = {"kind": "จัดฝึกอบรม", "activity_name": "ก", "number": 1}
		plan = make_plan(activities=[row, dict(row)], budgets=[], participants=[])
		self.assertEqual([r.number for r in plan.activities], [1, 2])

	def test_wrong_lines_are_refused_with_their_row(self):
		line = {"activity_number": "1", "source": CDD, "amount": 100}
		for wrong, error, words in (
			([{**line, "activity_number": "9"}], UnknownActivityError, "9"),
			([{**line, "activity_number": "เก้า"}], UnknownActivityError, "เก้า"),
			([{**line, "amount": 0}], MoneyError, "1"),
			([{**line, "amount": 100.005}], MoneyError, "100.005"),
			([{**line, "amount": 1e12}], frappe.ValidationError, "1000000000000"),
			([line, dict(line)], PlanError, "2"),
			([{**line, "amount": -5}], frappe.ValidationError, ""),
			([{**line, "amount": "มาก"}], frappe.ValidationError, "มาก"),
			([{**line, "source": "ไม่มี"}], frappe.LinkValidationError, ""),
			([{**line, "source": ""}], frappe.MandatoryError, ""),
			([{**line, "amount": None}], frappe.ValidationError, ""),
		):
			with self.subTest(wrong=wrong), self.assertRaises(error) as refused:
				make_plan(budgets=wrong)
			self.assertIn(words, str(refused.exception))

	def test_wrong_participants_are_refused(self):
		for wrong in (
			{"people": 0},
			{"activity_number": "7"},
			{"people": "ยี่สิบ"},
			{"participant_group": "ใครก็ไม่รู้"},
		):
			row = {"activity_number": "2", "participant_group": "ประชาชน", "people": 5, **wrong}
			with self.subTest(wrong=wrong), self.assertRaises(frappe.ValidationError):
				make_plan(participants=[row])

	def test_wrong_years_are_refused(self):
		for year, error in (
			(2543, FiscalYearError),
			(2700, FiscalYearError),
			("ปีหน้า", frappe.ValidationError),
			(None, frappe.MandatoryError),
		):
			with self.subTest(year=year), self.assertRaises(error):
				make_plan(fiscal_year=year)

	def test_a_center_has_one_plan_a_year(self):
		first = make_plan()
		with self.assertRaises(PlanExistsError) as refused:
			make_plan(fiscal_year=first.fiscal_year)
		self.assertIn(first.name, str(refused.exception))

	def test_copied_to_the_next_year(self):
		plan = make_plan(fiscal_year=FISCAL_YEAR - 15)
		with signed_in(make_officer("officer")):
			copy = copy_to_next_year(plan.name).insert()
		self.assertEqual((copy.fiscal_year, copy.planned_total), (plan.fiscal_year + 1, plan.planned_total))
		self.assertEqual((copy.workflow_state, copy.amended_from), ("Draft", None))


class TestApproval(CONTestCase):
	def test_from_sub_district_to_province(self):
		plan = make_plan_in("Plan Approved")
		self.assertEqual((plan.workflow_state, plan.docstatus), ("Plan Approved", 1))
		self.assertTrue(plan.approver_name)
		self.assertEqual(plan.approver_position, "พัฒนาการจังหวัดอุบลราชธานี")
		self.assertEqual(
			[e.to_state for e in log.entries("Action Plan", plan.name)],
			["District Review", "Province Review", "Plan Approved"],
		)

	def test_a_district_plan_goes_to_the_province(self):
		plan = make_plan(OWN["district"], user=make_officer("district"))
		plan = take(plan, ("district", "Send Up"))
		self.assertEqual(plan.workflow_state, "Province Review")
		self.assertEqual(take(plan, ("province", "Approve")).workflow_state, "Plan Approved")

	def test_a_province_plan_is_approved_by_a_second_officer(self):
		second = make_officer("province", number=2)
		plan = take(make_plan(OWN["province"], user=second), ("province", "Send Up"))
		with signed_in(second), self.assertRaises(OwnWorkError):
			decide("Action Plan", plan.name, "Approve", plan.modified)
		self.assertEqual(take(plan, ("province", "Approve")).workflow_state, "Plan Approved")

	def test_who_wrote_it_does_not_check_it(self):
		district = make_officer("district")
		plan = take(make_plan(user=district), ("district", "Send Up"))
		with signed_in(district), self.assertRaises(OwnWorkError):
			decide("Action Plan", plan.name, "Forward to Province", plan.modified)

	def test_what_is_not_complete_does_not_go_up(self):
		row = {"kind": "จัดฝึกอบรม", "activity_name": "อบรม", "may": 1, "responsible": "ก"}
		for activities, word in (
			([], "Activities"),
			([row, {**row, "may": 0}], "2"),
			([{**row, "responsible": ""}], "1"),
		):
			plan = make_plan(activities=activities, budgets=[], participants=[])
			with self.subTest(activities=activities), self.assertRaises(IncompletePlanError) as refused:
				take(plan, ("officer", "Send Up"))
			self.assertIn(word, str(refused.exception))

	def test_a_return_says_which_line_and_why(self):
		plan = make_plan_in("District Review")
		with signed_in(make_officer("district")):
			plan.activities[1].return_note = "งบประมาณสูงเกินไป"
			plan.save()
		plan = take(plan, ("district", "Return", "โปรดแก้ไข"))
		self.assertEqual(plan.workflow_state, "Returned")
		self.assertIn("ฝึกอบรมการไกล่เกลี่ย", plan.return_reason)
		self.assertIn("งบประมาณสูงเกินไป", plan.return_reason)
		self.assertEqual([r.return_note for r in plan.activities], [None, "งบประมาณสูงเกินไป"])

	def test_notes_stand_until_the_reviewer_lets_it_go_on(self):
		plan = make_plan_in("District Review")
		with signed_in(make_officer("district")):
			plan.activities[0].return_note = "ระบุสถานที่"
			plan.save()
		plan = take(plan, ("district", "Return", "แก้"), ("officer", "Send Up"))
		self.assertEqual(plan.activities[0].return_note, "ระบุสถานที่")
		plan = take(plan, ("district", "Forward to Province"))
		self.assertEqual((plan.activities[0].return_note, plan.return_reason), (None, None))

	def test_the_officer_cannot_write_or_wipe_the_reviewers_notes(self):
		plan = make_plan(
			activities=[{"kind": "จัดฝึกอบรม", "activity_name": "ก", "may": 1, "return_note": "ดีมาก"}],
			budgets=[],
			participants=[],
		)
		self.assertIsNone(plan.activities[0].return_note)
		plan = make_plan_in("District Review")
		with signed_in(make_officer("district")):
			plan.activities[0].return_note = "ระบุสถานที่"
			plan.save()
		plan = take(plan, ("district", "Return", "แก้"))
		with signed_in(make_officer("officer")):
			plan.activities[0].return_note = None
			plan.activities[0].place = "ศาลาประชาคม"
			plan.save()
		plan.reload()
		self.assertEqual(
			(plan.activities[0].return_note, plan.activities[0].place), ("ระบุสถานที่", "ศาลาประชาคม")
		)

	def test_returning_without_a_reason_is_refused(self):
		plan = make_plan_in("Province Review")
		with self.assertRaises(ReasonMissingError):
			take(plan, ("province", "Return", " "))

	def test_it_waits_for_who_can_decide(self):
		plan = make_plan_in("District Review")
		self.assertIn(plan.name, [d["name"] for d in waiting.documents(make_officer("district"))])
		for stranger in (make_officer("officer"), make_officer("district", OTHER)):
			self.assertNotIn(plan.name, [d["name"] for d in waiting.documents(stranger)])

	def test_an_approved_plan_is_locked(self):
		plan = make_plan_in("Plan Approved")
		for kind in ("officer", "province"):
			with signed_in(make_officer(kind)):
				changed = frappe.get_doc("Action Plan", plan.name)
				changed.budgets[0].amount = 999
				self.assertRaises((frappe.ValidationError, frappe.PermissionError), changed.save)
				frappe.clear_messages()
		self.assertEqual(frappe.db.get_value("Action Plan", plan.name, "planned_total"), 12001.05)

	def test_the_state_changes_by_decisions_only(self):
		plan = make_plan()
		with signed_in(make_officer("officer")):
			plan.workflow_state = "Plan Approved"
			self.assertRaises((UndecidedChangeError, frappe.PermissionError), plan.save)
		with signed_in(make_officer("province")), self.assertRaises(UndecidedChangeError):
			frappe.get_doc("Action Plan", plan.name).submit()

	def test_amended_by_a_new_plan_that_takes_the_progress_over(self):
		plan = make_plan_in("Plan Approved")
		progress = make_progress(plan)
		plan = take(frappe.get_doc("Action Plan", plan.name), ("province", "Cancel Document", "ปรับแผนกลางปี"))
		self.assertEqual((plan.docstatus, plan.cancel_reason), (2, "ปรับแผนกลางปี"))
		with self.assertRaises(PlanNotApprovedError):
			make_progress(plan)
		with signed_in(make_officer("officer")):
			amended = amendment(plan)
			amended.activities[0].activity_name = "ประชุมเครือข่ายทุกไตรมาส"
			amended.insert()
		self.assertEqual((amended.workflow_state, flt(amended.spent_total)), ("Draft", 0))
		amended = take(
			amended, *(("officer", "Send Up"), ("district", "Forward to Province"), ("province", "Approve"))
		)
		self.assertEqual(frappe.db.get_value("Activity Progress", progress.name, "plan"), amended.name)
		self.assertEqual(frappe.db.get_value("Action Plan", amended.name, "spent_total"), 6000.5)

	def test_an_amended_plan_keeps_the_activities_that_have_begun(self):
		plan = make_plan_in("Plan Approved")
		make_progress(plan)
		plan = take(frappe.get_doc("Action Plan", plan.name), ("province", "Cancel Document", "ปรับแผน"))
		with signed_in(make_officer("officer")):
			amended = amendment(plan)
			amended.activities = amended.activities[:1]
			amended.budgets = amended.budgets[:2]
			amended.participants = []
			amended.insert()
		amended = take(amended, ("officer", "Send Up"), ("district", "Forward to Province"))
		with self.assertRaises(UnknownActivityError):
			take(amended, ("province", "Approve"))


class TestStrangers(CONTestCase):
	def test_another_area_neither_sees_nor_touches_it(self):
		plan = make_plan_in("District Review")
		progress = make_progress()
		for kind in ("officer", "district", "chief", "province", "governor"):
			with self.subTest(kind=kind), signed_in(make_officer(kind, OTHER)):
				for doc in (plan, progress):
					self.assertFalse(frappe.get_list(doc.doctype, {"name": doc.name}))
					self.assertFalse(frappe.has_permission(doc.doctype, "read", doc.name))
				self.assertRaises(frappe.PermissionError, get_figures, plan.name)
				self.assertRaises(frappe.PermissionError, copy_to_next_year, plan.name)
				self.assertRaises(
					frappe.PermissionError, decide, "Action Plan", plan.name, "Return", plan.modified, "x"
				)
				self.assertRaises(frappe.PermissionError, frappe.get_doc("Action Plan", plan.name).save)

	def test_nobody_plans_or_reports_for_another_area(self):
		make_center(OTHER["sub_district"])
		with self.assertRaises(frappe.PermissionError):
			make_plan(OTHER["sub_district"], user=make_officer("officer"))
		with self.assertRaises(frappe.PermissionError):
			make_progress(make_plan_in("Plan Approved"), user=make_officer("officer", OTHER))


class TestProgress(CONTestCase):
	def test_spent_and_done_are_added_up_in_the_plan(self):
		plan = make_plan_in("Plan Approved")
		make_progress(plan)
		make_progress(plan, activity_number="1", percent_done=0, done_quantity=1, spending=[])
		make_progress(
			plan,
			activity_number="1",
			done_quantity=1,
			percent_done=0,
			spending=[{"source": CDD, "amount": 0.1}, {"source": LOCAL, "amount": 0.2}],
		)
		stored = frappe.get_doc("Action Plan", plan.name)
		# of activity 1 two of four meetings, of activity 2 half
		self.assertEqual((stored.spent_total, stored.progress_percent), (6000.8, 50.0))
		found = figures.plan_figures(plan.name)
		self.assertEqual((found["spent"], found["left"]), (6000.8, 6000.25))
		self.assertEqual(
			[(s["source"], s["planned"], s["spent"]) for s in found["by_source"]],
			[(CDD, 12000.85, 6000.6), (LOCAL, 0.2, 0.2)],
		)
		october = found["by_month"][0]
		self.assertEqual(
			(october["month"], october["activities"], october["reports"], october["spent"]),
			("October", 1, 3, 6000.8),
		)
		self.assertEqual([a["people"] for a in found["by_activity"]], [40, 20])

	def test_recording_progress_is_no_new_version_of_the_plan(self):
		plan = make_plan_in("Plan Approved")
		before = frappe.db.get_value("Action Plan", plan.name, "modified")
		make_progress(plan)
		self.assertEqual(frappe.db.get_value("Action Plan", plan.name, "modified"), before)
		checked = log.verify("Action Plan", plan.name)
		self.assertTrue(checked["chain_whole"] and checked["content_unchanged"])

	def test_a_withdrawn_record_does_not_count_and_stays(self):
		plan = make_plan_in("Plan Approved")
		record = make_progress(plan)
		with signed_in(make_officer("officer")):
			record.status = "Withdrawn"
			self.assertRaises(frappe.MandatoryError, record.save)
			record.reload()
			record.status = "Withdrawn"
			record.withdrawn_reason = "บันทึกซ้ำ"
			record.save()
			self.assertRaises(frappe.PermissionError, frappe.delete_doc, record.doctype, record.name)
		self.assertEqual(flt(frappe.db.get_value("Action Plan", plan.name, "spent_total")), 0)
		self.assertRaises(ProgressError, frappe.delete_doc, record.doctype, record.name)

	def test_only_on_an_approved_plan(self):
		for state in ("Draft", "District Review"):
			with self.subTest(state=state), self.assertRaises(PlanNotApprovedError):
				make_progress(make_plan_in(state))

	def test_wrong_entries_are_refused(self):
		plan = make_plan_in("Plan Approved")
		for wrong, error in (
			({"activity_number": "9"}, ProgressError),
			({"month": "ตุลาคม"}, frappe.ValidationError),
			({"month": ""}, frappe.MandatoryError),
			({"what_was_done": ""}, frappe.MandatoryError),
			({"held_on": "2020-01-01"}, ProgressError),
			({"held_on": "2199-10-01"}, ProgressError),
			({"percent_done": 101}, ProgressError),
			({"percent_done": -1}, ProgressError),
			({"done_quantity": -1}, ProgressError),
			({"done_quantity": "มาก"}, frappe.ValidationError),
			({"spending": [{"source": CDD, "amount": 0.001}]}, MoneyError),
			({"spending": [{"source": CDD, "amount": 1}] * 2}, PlanError),
			({"participants": [{"participant_group": "ประชาชน", "people": 0}]}, PlanError),
			({"evidence": [{"evidence_kind": "Picture"}]}, frappe.MandatoryError),
		):
			with self.subTest(wrong=wrong), self.assertRaises(error):
				make_progress(plan, **wrong)
			frappe.clear_messages()

	def test_without_a_plan_it_is_asked_for(self):
		for plan in ("PLAN-999999", "", None):
			with self.subTest(plan=plan), signed_in(make_officer("officer")):
				with self.assertRaises(frappe.ValidationError):
					frappe.get_doc(
						{"doctype": "Activity Progress", "plan": plan, "activity_number": "1"}
					).insert()

	def test_a_month_that_has_not_begun_is_refused(self):
		plan = make_plan_in("Plan Approved", fiscal_year=FISCAL_YEAR + 1)
		with self.assertRaises(ProgressError):
			make_progress(plan, month="October")

	def test_spending_beyond_the_plan_is_recorded_and_said(self):
		plan = make_plan_in("Plan Approved")
		frappe.clear_messages()
		record = make_progress(plan, spending=[{"source": CDD, "amount": 20000}])
		self.assertEqual(record.spent_total, 20000)
		self.assertIn("20,000.00", str(frappe.local.message_log))


class TestForOthers(CONTestCase):
	def test_progress_of_a_centers_plan(self):
		plan = make_plan_in("Plan Approved")
		make_progress(plan)
		center, year = plan.center, plan.fiscal_year
		self.assertEqual(figures.plan_progress(center, year), 25.0)
		self.assertEqual(figures.plan_progress_by_center(OWN["district"], year)[center], 25.0)
		self.assertIsNone(figures.plan_progress(center, 2545))
		self.assertEqual(figures.plan_of(center, year).name, plan.name)
