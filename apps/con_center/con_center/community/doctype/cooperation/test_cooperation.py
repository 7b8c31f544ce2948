import frappe
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today

from con_center.approval.decision import decide as take_step
from con_center.approval.factories import take
from con_center.approval.findings import OddDocumentError
from con_center.approval.meaning import IN_FORCE, states
from con_center.assessments import confirming
from con_center.assessments.factories import make_assessment
from con_center.committees.factories import MEETING_AREA
from con_center.community import given, measures
from con_center.community.doctype.cooperation.cooperation import CooperationError
from con_center.community.doctype.joint_activity.joint_activity import JointActivityError
from con_center.community.factories import (
	CONFIRMED_WAY,
	decide,
	make_confirmed,
	make_cooperation,
	make_joint_activity,
	make_partner,
)
from con_center.community.report.cooperation_by_center.cooperation_by_center import execute
from con_center.field.test_field import KEY, jpeg
from con_center.organization import photos
from con_center.organization.factories import OTHER, areas_of, make_center, make_officer, signed_in
from con_center.patches import kinds_of_joint_activities
from con_center.planning.factories import make_plan_in
from con_center.tests.case import CONTestCase, links_of
from con_center.thai import fiscal_year

test_ignore = [*links_of("Cooperation"), *links_of("Joint Activity")]
YEAR = fiscal_year(getdate())
DISTRICT = MEETING_AREA[:4]


class CooperationTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("partners")
		self.addCleanup(frappe.db.rollback, save_point="partners")

	def as_officer(self):
		return signed_in(make_officer("officer", areas_of(MEETING_AREA)))


class TestWhatIsMissing(CooperationTestCase):
	def test_it_is_asked_for(self):
		make_center(MEETING_AREA)
		for doctype, values in (
			("Cooperation", {}),
			("Joint Activity", {}),
			("Joint Activity", {"held_on": today(), "activity_name": "เวที"}),
		):
			with self.subTest(doctype=doctype, values=values), self.as_officer():
				with self.assertRaises(frappe.MandatoryError):
					frappe.get_doc({"doctype": doctype, "center": MEETING_AREA, **values}).insert()


class TestPartner(CooperationTestCase):
	def test_one_of_the_district_is_named_below_it(self):
		partner = make_partner(DISTRICT, "district")
		with self.as_officer():
			self.assertTrue(frappe.has_permission("Partner", "read", partner.name))
			self.assertFalse(frappe.has_permission("Partner", "write", partner.name))
		self.assertEqual(make_cooperation(partner=partner.name).partner_kind, "Local Government")

	def test_one_of_another_district_is_not(self):
		partner = make_partner(OTHER["sub_district"])
		with self.assertRaises(frappe.PermissionError):
			make_cooperation(partner=partner.name)

	def test_the_same_again_is_told(self):
		make_partner(partner_name="โรงเรียนบ้านทดสอบภาคี")
		frappe.clear_messages()
		make_partner(partner_name="โรงเรียน บ้านทดสอบภาคี")
		self.assertIn("โรงเรียนบ้านทดสอบภาคี", str(frappe.get_message_log()))


class TestCooperation(CooperationTestCase):
	def test_somebody_else_confirms_it(self):
		district = make_officer("district", areas_of(MEETING_AREA))
		with signed_in(district):
			coop = frappe.copy_doc(make_cooperation()).insert()
		take(coop, ("district", "Send Up"))
		with self.assertRaises(frappe.PermissionError):
			take(frappe.get_doc("Cooperation", coop.name), CONFIRMED_WAY[1])
		self.assertEqual(make_confirmed().docstatus, 1)

	def test_what_is_odd_is_asked(self):
		for odd in (
			{"agreement_number": ""},
			{"to_date": add_days(today(), -1)},
		):
			coop = make_cooperation(**odd)
			with self.subTest(odd=odd), self.as_officer(), self.assertRaises(OddDocumentError):
				take_step(coop.doctype, coop.name, "Send Up", str(coop.modified))

	def test_the_same_agreement_twice_is_odd(self):
		first = make_confirmed()
		again = make_cooperation(partner=first.partner)
		with self.as_officer(), self.assertRaises(OddDocumentError):
			take_step(again.doctype, again.name, "Send Up", str(again.modified))

	def test_days_fit(self):
		for wrong in ({"agreed_on": add_days(today(), 3)}, {"to_date": add_days(today(), -90)}):
			with self.subTest(wrong=wrong), self.assertRaises(CooperationError):
				make_cooperation(**wrong)

	def test_it_ends_with_a_day_and_a_reason(self):
		coop = make_confirmed()
		for wrong in ({}, {"ended_on": add_days(today(), 1), "end_reason": "x"}, {"ended_on": today()}):
			with self.subTest(given=wrong), self.assertRaises(given.GivenError):
				decide(coop, "End Cooperation", "district", **wrong)
		with self.assertRaises(CooperationError):
			decide(coop, "End Cooperation", "district", ended_on=add_days(today(), -300), end_reason="x")
		coop = decide(coop, "End Cooperation", "district", ended_on=today(), end_reason="สิ้นสุดโครงการ")
		self.assertEqual((str(coop.ended_on), coop.end_reason), (today(), "สิ้นสุดโครงการ"))


class TestJointActivity(CooperationTestCase):
	def test_fewer_than_no_people_do_not_come(self):
		with self.assertRaises(frappe.ValidationError):
			make_joint_activity(people=-1)

	def test_it_takes_over_with_whom(self):
		coop = make_confirmed()
		activity = make_joint_activity(
			cooperation=coop, partner=make_partner().name, work_process="สวัสดิการชุมชน"
		)
		self.assertEqual((activity.partner, activity.work_process), (coop.partner, coop.work_process))
		self.assertEqual(activity.fiscal_year, fiscal_year(getdate(activity.held_on)))

	def test_with_a_partner_alone(self):
		make_center(MEETING_AREA)
		partner = make_partner(DISTRICT, "district")
		for kind in ("Coordinated", "Asked for Cooperation"):
			activity = make_joint_activity(partner=partner.name, kind=kind, work_process="สวัสดิการชุมชน")
			self.assertEqual((activity.kind, activity.partner), (kind, partner.name))
			self.assertEqual((activity.cooperation, activity.work_process), (None, "สวัสดิการชุมชน"))
		with self.assertRaisesRegex(frappe.MandatoryError, "Partner"):
			make_joint_activity(partner=None)
		with self.assertRaises(frappe.PermissionError):
			make_joint_activity(partner=make_partner(OTHER["sub_district"]).name)

	def test_it_shows_what_was_done(self):
		activity = make_joint_activity()
		with self.as_officer():
			photos.add(activity.doctype, activity.name, KEY, jpeg(), "เวทีที่ศาลากลางบ้าน")
			activity.reload()
			html = frappe.get_print(activity.doctype, activity.name, "Joint Activity")
		self.assertEqual([row.caption for row in activity.evidence], ["เวทีที่ศาลากลางบ้าน"])
		for text in ("ร่วมดำเนินการ", "เวทีที่ศาลากลางบ้าน", "data:image/jpeg", activity.activity_name):
			self.assertIn(text, html)
		with signed_in(make_officer("officer", OTHER)), self.assertRaises(frappe.PermissionError):
			photos.add(activity.doctype, activity.name, KEY, jpeg(), "x")

	def test_it_stays_on_record_and_is_withdrawn_with_a_reason(self):
		activity = make_joint_activity()
		with self.as_officer():
			with self.assertRaises(frappe.PermissionError):
				frappe.delete_doc(activity.doctype, activity.name)
			activity.status = "Withdrawn"
			with self.assertRaisesRegex(frappe.MandatoryError, "Why Withdrawn"):
				activity.save()
			self.assertEqual(
				measures.joint_activities(MEETING_AREA, YEAR)[MEETING_AREA], {"Done Together": 1}
			)
			activity.reload()
			activity.update({"status": "Withdrawn", "withdrawn_reason": "บันทึกซ้ำ"})
			activity.save()
			self.assertEqual(measures.joint_activities(MEETING_AREA, YEAR), {})
		with self.assertRaises(JointActivityError):
			frappe.delete_doc(activity.doctype, activity.name)

	def test_what_an_assessment_has_confirmed_stays(self):
		activity = make_joint_activity()
		assessment = make_assessment(MEETING_AREA, fiscal_year=activity.fiscal_year)
		confirmed = {"workflow_state": states("Assessment", IN_FORCE)[0]}
		frappe.db.set_value("Assessment", assessment.name, confirmed)

		def confirm(**delta):
			moment = add_to_date(now_datetime(), **delta)
			frappe.db.set_value(confirming.DOCTYPE, assessment.confirmation, "confirmed_on", moment)
			return frappe.get_doc(activity.doctype, activity.name)

		with self.as_officer():
			for change in ({"people": 900}, {"status": "Withdrawn", "withdrawn_reason": "x"}):
				doc = confirm(minutes=1).update(change)
				with self.assertRaisesRegex(JointActivityError, "unlock"):
					doc.save()
			doc.run_method("onload")
			self.assertTrue(doc.get_onload("locked_on"))
			with self.assertRaises(JointActivityError):
				photos.add(activity.doctype, activity.name, KEY, jpeg(), "x")
			# entered after it was confirmed
			confirm(days=-1).update({"people": 46}).save()
			self.assertTrue(make_joint_activity(partner=activity.partner).name)
			doc = confirm(minutes=1)
		# unlocked
		frappe.db.set_value("Assessment", assessment.name, "workflow_state", assessment.workflow_state)
		with self.as_officer():
			doc.update({"people": 47}).save()

	def test_existing_ones_count_as_before(self):
		activity = make_joint_activity()
		frappe.db.set_value(activity.doctype, activity.name, {"kind": None, "status": None})
		kinds_of_joint_activities.execute()
		self.assertEqual(measures.joint_activities(MEETING_AREA, YEAR)[MEETING_AREA], {"Done Together": 1})

	def test_of_what_is_not_confirmed_there_is_none(self):
		with self.assertRaises(JointActivityError):
			make_joint_activity(cooperation=make_cooperation())

	def test_days_fit(self):
		coop = make_confirmed()
		for day in (add_days(today(), 1), add_days(today(), -31)):
			with self.subTest(day=day), self.assertRaises(JointActivityError):
				make_joint_activity(cooperation=coop, held_on=day)
		over = make_confirmed(to_date=add_days(today(), -3))
		with self.assertRaises(JointActivityError):
			make_joint_activity(cooperation=over, held_on=add_days(today(), -2))
		ended = decide(coop, "End Cooperation", "district", ended_on=add_days(today(), -3), end_reason="จบ")
		with self.assertRaises(JointActivityError):
			make_joint_activity(cooperation=ended, held_on=add_days(today(), -1))
		self.assertTrue(make_joint_activity(cooperation=ended, held_on=add_days(today(), -4)).name)

	def test_what_it_names_is_of_the_same_center(self):
		coop = make_confirmed()
		other = make_confirmed("340203")
		with signed_in(make_officer("district", areas_of(MEETING_AREA))):
			for wrong in ({"cooperation": other.name}, {"plan": make_plan_in("Draft", area="340203").name}):
				doc = frappe.get_doc(
					{
						"doctype": "Joint Activity",
						"center": MEETING_AREA,
						"cooperation": coop.name,
						"activity_name": "x",
						"held_on": today(),
						**wrong,
					}
				)
				with (
					self.subTest(wrong=wrong),
					self.assertRaises((JointActivityError, frappe.PermissionError)),
				):
					doc.insert()

	def test_an_activity_of_the_plan_is_one_of_it(self):
		plan = make_plan_in("Draft", area=MEETING_AREA)
		self.assertTrue(make_joint_activity(plan=plan.name, plan_activity="2 ฝึกอบรมการไกล่เกลี่ย").name)
		with self.assertRaises(JointActivityError):
			make_joint_activity(plan=plan.name, plan_activity="99 x")


class TestMeasures(CooperationTestCase):
	def test_processes_count_once_for_a_center(self):
		first = make_confirmed()
		make_confirmed()
		make_confirmed(work_process="การบูรณาการจัดทำแผนพัฒนาอำเภอ", partner=first.partner)
		make_cooperation(work_process="สวัสดิการชุมชน")
		found = measures.processes(MEETING_AREA, YEAR)[MEETING_AREA]
		self.assertEqual(len(found.processes), 2)
		self.assertEqual(len(found.partners), 2)
		self.assertEqual(found.integrates, {"Sub-district", "District"})

	def test_they_count_in_the_years_in_which_they_ran(self):
		make_confirmed(from_date="2024-11-01", to_date="2025-03-31", agreed_on="2024-10-20")
		self.assertIn(MEETING_AREA, measures.processes(MEETING_AREA, 2568))
		for year in (2567, 2569):
			self.assertNotIn(MEETING_AREA, measures.processes(MEETING_AREA, year))

	def test_the_report_counts_what_its_reader_may_read(self):
		make_joint_activity()
		with self.as_officer():
			_columns, rows, mark, _chart, _summary = execute({"fiscal_year": YEAR, "only_with": 1})
			row = next(row for row in rows if row["center"] == MEETING_AREA)
			self.assertEqual(
				(row["processes"], row["activities"], row["sub_district_plan"], row["enough"]), (1, 1, 1, 0)
			)
			self.assertIn("con-source", mark)
			make_joint_activity(partner=make_partner().name, kind="Coordinated")
			_columns, rows, *_rest = execute({"fiscal_year": YEAR, "only_with": 1})
			row = next(row for row in rows if row["center"] == MEETING_AREA)
			self.assertEqual(
				[row[name] for name in ("activities", "coordinated", "asked_for", "done_together")],
				[2, 1, 0, 1],
			)
			self.change_settings(fewest_processes=1)
			_columns, rows, *_rest = execute({"fiscal_year": YEAR, "only_with": 1})
			self.assertEqual(next(row for row in rows if row["center"] == MEETING_AREA)["enough"], 1)
		with signed_in(make_officer("officer", OTHER)):
			_columns, rows, *_rest = execute({"fiscal_year": YEAR})
			self.assertNotIn(MEETING_AREA, [row["center"] for row in rows])
