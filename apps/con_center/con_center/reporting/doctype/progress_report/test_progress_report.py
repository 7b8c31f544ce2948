"""Progress reports: written and sent, checked and accepted, frozen as they were sent; rounds; reports; reminders."""

import io
import json
from unittest.mock import patch

import frappe
import openpyxl
from frappe import _
from frappe.utils import add_days, format_date, getdate, today

from con_center.access.documents import AreaMissingError
from con_center.appointments.factories import make_order_in
from con_center.approval.decision import (
	NotOfThisAreaError,
	OwnWorkError,
	ReasonMissingError,
	UndecidedChangeError,
	apply_workflow,
	decide,
)
from con_center.approval.factories import take
from con_center.approval.waiting import documents
from con_center.assessments.confirming import to_be_assessed
from con_center.committees.factories import make_committee
from con_center.organization.factories import (
	FISCAL_YEAR,
	OTHER,
	OWN,
	POSITION,
	make_assignment,
	make_center,
	make_officer,
	make_user,
	signed_in,
)
from con_center.patches import areas_of_rounds
from con_center.planning.factories import make_plan
from con_center.printing import engine
from con_center.printing.test_formats import previewed, printed
from con_center.printing.test_pdf_text import dense, poppler_text
from con_center.reporting import figures, reminders, round_items, rounds
from con_center.reporting.doctype.progress_form.progress_form import FormError
from con_center.reporting.doctype.progress_report.progress_report import (
	CorrectionError,
	ReportError,
	ReportSentError,
)
from con_center.reporting.doctype.reporting_round.reporting_round import copy_to_next_year
from con_center.reporting.factories import (
	ACCEPTED,
	CHECKED,
	REPORT_WAY,
	SENT,
	make_report,
	make_report_in,
	make_round,
)
from con_center.reporting.report.progress_roll_up import progress_roll_up
from con_center.reporting.report.who_has_not_reported import who_has_not_reported
from con_center.tests.case import CONTestCase, links_of
from con_center.tests.counting import counting

test_ignore = links_of("Progress Report")

DISTRICT = OWN["district"]


def central() -> str:
	user = make_user("central")
	if not frappe.db.exists("Officer Assignment", {"user": user}):
		make_assignment(user, "เจ้าหน้าที่กรมการพัฒนาชุมชน", "00")
	return user


def row(report, code: str):
	return next(line for line in report.figures if line.code == code)


def correct(report, code: str, number, reason: str | None = "ยังไม่ได้บันทึก", user: str | None = None):
	with signed_in(user or make_officer("district")):
		report = frappe.get_doc("Progress Report", report.name)
		row(report, code).update({"corrected": 1, "corrected_value": number, "reason": reason})
		return report.save()


class ReportTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("report_test")
		# what the site has already, if anything, is in the way of none of these
		for doctype in ("Progress Report Figure", "Progress Report", "Reporting Round"):
			frappe.db.delete(doctype)
		frappe.db.set_value("Committee", {"district": DISTRICT, "status": "Current"}, "status", "Ended")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="report_test")
		super().tearDown()


class TestReport(ReportTestCase):
	def test_a_new_report_has_all_numbers(self):
		report = make_report()
		self.assertEqual([line.code for line in report.figures], list(figures.BY_CODE))
		live = figures.of_area(DISTRICT, FISCAL_YEAR)
		self.assertEqual({line.code: line.value for line in report.figures}, live)
		self.assertEqual(
			(report.fiscal_year, report.level, report.workflow_state), (FISCAL_YEAR, "District", "Draft")
		)
		self.assertTrue(report.computed_on)
		doctype, filters = figures.list_behind(figures.BY_CODE["review_sub_areas"], DISTRICT, FISCAL_YEAR)
		line = row(report, "review_sub_areas")
		self.assertEqual((line.list_doctype, json.loads(line.list_filters)), (doctype, filters))

	def test_numbers_are_not_the_clients(self):
		report = make_report()
		before = row(report, "meetings_sub").computed_value
		with signed_in(make_officer("district")):
			line = row(report, "meetings_sub")
			line.update({"computed_value": 99, "value": 99, "label": "x", "list_doctype": "User"})
			report.append("figures", {"code": "more", "computed_value": 7})
			report.remove(row(report, "strong_sub"))
			report.save()
		report.reload()
		line = row(report, "meetings_sub")
		self.assertEqual((line.computed_value, line.value, line.list_doctype), (before, before, "Meeting"))
		self.assertEqual([line.code for line in report.figures], list(figures.BY_CODE))
		self.assertEqual([line.idx for line in report.figures], list(range(1, 26)))

	def test_numbers_are_computed_anew_when_asked(self):
		report = make_report()
		before = row(report, "review_sub_areas").value
		make_order_in("Issued", committee=make_committee("340116"))
		with signed_in(make_officer("district")):
			report.save()
			self.assertEqual(row(report, "review_sub_areas").value, before)
			report.recompute()
		report.reload()
		self.assertEqual(row(report, "review_sub_areas").value, before + 1)

	def test_corrections_need_a_reason_and_a_number(self):
		report = make_report()
		for number, reason in ((3, None), (3, "  "), (-1, "เหตุผล")):
			with self.subTest(number=number, reason=reason), self.assertRaises(frappe.ValidationError):
				correct(report, "meetings_sub", number, reason)
		with self.assertRaises(CorrectionError):
			correct(report, "meetings_sub", 3, None)
		with self.assertRaises(frappe.ValidationError):
			correct(report, "meetings_sub", "สาม")
		report = correct(report, "meetings_sub", "๓")
		self.assertEqual((row(report, "meetings_sub").value, report.corrections), (3, 1))
		with signed_in(make_officer("district")):
			report.recompute()
		report.reload()
		self.assertEqual(row(report, "meetings_sub").value, 3)
		with signed_in(make_officer("district")):
			row(report, "meetings_sub").corrected = 0
			report.save()
		self.assertEqual(row(report, "meetings_sub").value, row(report, "meetings_sub").computed_value)
		self.assertFalse(row(report, "meetings_sub").reason)

	def test_one_report_for_a_round_and_area(self):
		report = make_report()
		with self.assertRaises(ReportError):
			make_report()
		take(
			report,
			*[
				("district", "Send the Report"),
				("province", "Mark as Checked"),
				("province", "Accept the Report"),
				("province", "Cancel Document", "ส่งผิดปี"),
			],
		)
		self.assertNotEqual(make_report().name, report.name)

	def test_what_is_wrong_is_refused(self):
		national = make_round()
		to_department = make_round(hop="Province to Department")
		own = make_round(area="34")
		user = make_officer("district")
		for values, error in (
			({"area": "3401", "reporting_round": None}, frappe.ValidationError),
			({"area": "3401", "reporting_round": "x"}, frappe.ValidationError),
			({"area": None, "reporting_round": own.name}, AreaMissingError),
			# Frappe 16 asks for the right before it looks whether there is such an area
			(
				{"area": "9999", "reporting_round": own.name},
				(frappe.ValidationError, frappe.PermissionError),
			),
			({"area": "340101", "reporting_round": own.name}, frappe.ValidationError),
			({"area": "3401", "reporting_round": to_department.name}, ReportError),
			# the province has a round of its own
			({"area": "3401", "reporting_round": national.name}, ReportError),
			({"area": "2406", "reporting_round": national.name}, frappe.PermissionError),
		):
			with self.subTest(values=values), signed_in(user), self.assertRaises(error):
				frappe.get_doc({"doctype": "Progress Report", **values}).insert()

	def test_a_round_that_is_not_open_takes_no_reports(self):
		report = make_report()
		for status in ("Closed", "To Be Confirmed"):
			make_round(status=status)
			with self.assertRaises(rounds.RoundError):
				take(report, ("district", "Send the Report"))
		make_round(status="Open")
		take(report, ("district", "Send the Report"))

	def test_a_new_report_begins_as_a_draft(self):
		values = {"workflow_state": ACCEPTED, "docstatus": 1, "sent_on": "2020-01-01", "days_late": -9}
		try:
			report = make_report(**values)
		except (frappe.ValidationError, frappe.PermissionError):
			return
		self.assertEqual((report.workflow_state, report.docstatus, report.sent_on), ("Draft", 0, None))


class TestSending(ReportTestCase):
	def test_the_answer_to_the_desk_has_what_the_form_shows(self):
		report = make_report()
		kind, action = REPORT_WAY[0][:2]
		with signed_in(make_officer(kind)):
			sent = apply_workflow(report.as_dict(), action)
		self.assertEqual(sent.get_onload("words"), sent.get_words())

	def test_the_way_of_a_district(self):
		report = make_report()
		self.assertNotIn(report.name, waiting_for(make_officer("province")))
		report = take(report, ("district", "Send the Report"))
		self.assertIn(report.name, waiting_for(make_officer("province")))
		self.assertNotIn(report.name, waiting_for(make_officer("province", OTHER)))
		self.assertTrue(report.sent_on)
		self.assertEqual(report.reporter_name, "นายทดสอบ district1.3401")
		self.assertEqual(report.reporter_position, "พัฒนาการอำเภอเมืองอุบลราชธานี")
		report = take(report, ("province", "Mark as Checked"), ("province", "Accept the Report"))
		self.assertEqual((report.workflow_state, report.docstatus), (ACCEPTED, 1))
		self.assertTrue(report.checked_on and report.accepted_on)

	def test_the_way_of_a_province(self):
		report = take(make_report(OWN["province"]), ("province", "Send the Report"))
		for kind in ("province", "governor"):
			with self.subTest(kind=kind), self.assertRaises(NotOfThisAreaError):
				take(report, (kind, "Accept the Report"))
		with signed_in(make_officer("district")), self.assertRaises(frappe.PermissionError):
			decide(report.doctype, report.name, "Accept the Report", report.modified)
		user = central()
		self.assertIn(report.name, waiting_for(user))
		with signed_in(user):
			report = decide(report.doctype, report.name, "Accept the Report", report.modified)
		self.assertEqual(report.workflow_state, ACCEPTED)

	def test_who_may_not(self):
		report = make_report()
		for kind, action in (
			("province", "Send the Report"),
			("governor", "Send the Report"),
			("district", "Mark as Checked"),
		):
			with self.subTest(kind=kind, action=action), self.assertRaises(NotOfThisAreaError):
				take(report, (kind, action))
		report = take(report, ("district", "Send the Report"))
		for kind in ("district", "chief", "governor"):
			for action in ("Mark as Checked", "Accept the Report", "Return"):
				with self.subTest(kind=kind, action=action), self.assertRaises(NotOfThisAreaError):
					take(report, (kind, action, "เหตุผล"))

	def test_nobody_checks_what_he_wrote(self):
		report = make_report(user=make_officer("province"))
		report = take(report, ("district", "Send the Report"))
		with self.assertRaises(OwnWorkError):
			take(report, ("province", "Mark as Checked"))

	def test_a_return_says_why_and_the_report_can_be_sent_again(self):
		report = make_report_in(CHECKED)
		with self.assertRaises(ReasonMissingError):
			take(report, ("province", "Return", ""))
		report = take(report, ("province", "Return", "ข้อ 3 ไม่ตรงกับทะเบียน"))
		self.assertEqual((report.workflow_state, report.return_reason), ("Returned", "ข้อ 3 ไม่ตรงกับทะเบียน"))
		report = correct(report, "meetings_sub", 4)
		report = take(report, ("district", "Send the Report"))
		self.assertEqual((report.workflow_state, row(report, "meetings_sub").value), (SENT, 4))

	def test_days_late_are_those_of_the_sending(self):
		make_round(deadline=add_days(today(), -4), period_from=add_days(today(), -40), period_to=today())
		report = take(make_report(), ("district", "Send the Report"))
		self.assertEqual(report.days_late, 4)
		make_round(deadline=None)
		self.assertEqual(rounds.state_of(DISTRICT, FISCAL_YEAR)["days_late"], 4)

	def test_a_sent_report_stays(self):
		report = make_report_in(SENT)
		with signed_in(make_officer("district")), self.assertRaises(frappe.ValidationError):
			report.delete()
		report = take(report, ("province", "Return", "แก้ไข"))
		with signed_in(make_officer("district")), self.assertRaises(ReportSentError):
			report.delete()
		make_round(FISCAL_YEAR - 1)
		draft = make_report(reporting_round=make_round(FISCAL_YEAR - 1).name)
		with signed_in(make_officer("district")):
			draft.delete()


class TestFreezing(ReportTestCase):
	def test_sending_computes_and_later_documents_change_nothing(self):
		report = make_report()
		before = row(report, "review_sub_areas").value
		make_order_in("Issued", committee=make_committee("340119"))
		report = take(report, ("district", "Send the Report"))
		self.assertEqual(row(report, "review_sub_areas").value, before + 1)
		make_order_in("Issued", committee=make_committee("340113"))
		report = take(report, ("province", "Mark as Checked"), ("province", "Accept the Report"))
		self.assertEqual(row(report, "review_sub_areas").value, before + 1)
		with signed_in(make_officer("province")):
			now = frappe.get_doc("Progress Report", report.name).as_of_today()
		self.assertEqual(now["review_sub_areas"], before + 2)
		self.assertEqual(
			row(frappe.get_doc("Progress Report", report.name), "review_sub_areas").value, before + 1
		)

	def test_nobody_writes_in_a_sent_report(self):
		for state in (SENT, CHECKED, ACCEPTED):
			frappe.db.delete("Progress Report")
			report = make_report_in(state)
			for kind in ("district", "province"):
				with self.subTest(state=state, kind=kind), signed_in(make_officer(kind)):
					changed = frappe.get_doc("Progress Report", report.name)
					changed.problems = "แก้ภายหลัง"
					with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
						changed.save()
					changed = frappe.get_doc("Progress Report", report.name)
					row(changed, "strong_sub").update({"corrected": 1, "corrected_value": 9, "reason": "x"})
					with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
						changed.save()
					with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
						frappe.get_doc("Progress Report", report.name).recompute()

	def test_the_state_changes_by_a_decision_only(self):
		report = make_report()
		with (
			signed_in(make_officer("district")),
			self.assertRaises((UndecidedChangeError, frappe.ValidationError)),
		):
			report.workflow_state = SENT
			report.save()

	def test_the_words_stay_those_of_the_sending(self):
		report = make_report_in(SENT)
		form = frappe.get_doc("Progress Form", report.form)
		form.title = "แบบใหม่"
		form.save()
		make_round(note="หมายเหตุใหม่")
		words = frappe.get_doc("Progress Report", report.name).get_words()
		self.assertIn("แบบประเมินผลความก้าวหน้า", words["title"])
		self.assertNotIn("หมายเหตุใหม่", words["note"])

	def test_a_province_adds_up_what_it_has_accepted(self):
		report = correct(make_report(), "meetings_sub", 7)
		take(
			report,
			("district", "Send the Report"),
			("province", "Mark as Checked"),
			("province", "Accept the Report"),
		)
		make_report("3404")
		province = make_report(OWN["province"], figures_from="District Reports")
		self.assertEqual(row(province, "meetings_sub").value, 7)
		self.assertEqual(row(province, "meetings_sub").list_doctype, "Progress Report")
		with signed_in(make_officer("province")):
			province.figures_from = "Documents"
			province.save()
		self.assertEqual(
			row(province, "meetings_sub").value, figures.of_area("34", FISCAL_YEAR)["meetings_sub"]
		)


def waiting_for(user: str) -> list[str]:
	return [found["name"] for found in documents(user)]


class TestRounds(ReportTestCase):
	def test_who_must_send(self):
		everyone = [place.area for place in rounds.must_send(make_round())]
		self.assertEqual(len(everyone), 878)
		self.assertFalse([area for area in everyone if area.startswith("10")])
		self.assertEqual(len(rounds.must_send(make_round(hop="Province to Department"))), 76)
		own = make_round(area="34")
		self.assertEqual(len(rounds.must_send(own)), 25)
		self.assertEqual(len(rounds.must_send(make_round())), 878 - 25)
		self.assertEqual([place.area for place in rounds.must_send(own, "3404")], ["3404"])

	def test_a_province_goes_by_its_own_round(self):
		national, own = make_round(), make_round(area="34")
		self.assertEqual(rounds.round_of("3401", FISCAL_YEAR).name, own.name)
		self.assertEqual(rounds.round_of("2406", FISCAL_YEAR).name, national.name)
		self.assertIsNone(rounds.round_of("34", FISCAL_YEAR))
		self.assertIsNone(rounds.state_of("34", FISCAL_YEAR))
		self.assertIsNone(rounds.round_of("340101", FISCAL_YEAR))

	def test_how_an_area_stands(self):
		make_round(deadline=add_days(today(), 3))
		found = rounds.state_of(DISTRICT)
		self.assertEqual((found["state"], found["days_left"], found["report"]), (rounds.NOT_BEGUN, 3, None))
		report = make_report_in(SENT)
		found = rounds.state_of(DISTRICT, FISCAL_YEAR)
		self.assertEqual((found["state"], found["report"], found["handed_in"]), (SENT, report.name, True))

	def test_bad_input(self):
		for values in (
			{"fiscal_year": 9999},
			{"fiscal_year": "ปีนี้"},
			{"area": "3401"},
			{"deadline": "2001-01-01"},
			{"period_from": "2026-05-01", "period_to": "2026-04-01"},
			{"remind_before": "พรุ่งนี้"},
			{"remind_before": "-3"},
			{"provenance": ""},
		):
			with self.subTest(values=values), self.assertRaises(frappe.ValidationError):
				make_round(**{"fiscal_year": FISCAL_YEAR, **values})

	def test_one_round_a_year_and_hop(self):
		make_round()
		with self.assertRaises(rounds.RoundError):
			frappe.get_doc(
				{
					"doctype": "Reporting Round",
					"fiscal_year": FISCAL_YEAR,
					"area": "00",
					"hop": "District to Province",
				}
			).insert()

	def test_a_round_with_reports_keeps_its_meaning(self):
		make_report()
		with self.assertRaises(rounds.RoundError):
			doc = make_round()
			doc.fiscal_year = FISCAL_YEAR - 3
			doc.save()

	def test_a_copy_waits_for_its_dates(self):
		source = make_round(deadline="2024-02-29", period_from="2023-10-01", fiscal_year=2567)
		user = central()
		with signed_in(user):
			copy = copy_to_next_year(source.name)
			self.assertEqual(
				(copy.fiscal_year, copy.status, copy.provenance), (2568, "To Be Confirmed", None)
			)
			self.assertEqual(str(getdate(copy.deadline)), "2025-02-28")
			copy.status = "Open"
			with self.assertRaises(rounds.RoundError):
				copy.insert()
			copy.status = "To Be Confirmed"
			copy.insert()
			self.assertEqual(copy.copied_from, source.name)

	def test_who_keeps_which_round(self):
		national, own, other = make_round(), make_round(area="34"), make_round(area="24")
		to_department = make_round(hop=rounds.PROVINCE_HOP)
		for kind in ("officer", "district", "chief", "province", "governor"):
			with self.subTest(kind=kind), signed_in(make_officer(kind)):
				# what concerns them is read, from above, too
				for doc, read in ((national, 1), (to_department, 1), (own, 1), (other, 0)):
					self.assertEqual(bool(doc.has_permission("read")), bool(read), doc.title)
					self.assertEqual(bool(doc.has_permission("write")), kind == "province" and doc is own)
				self.assertEqual(
					set(frappe.get_list("Reporting Round", pluck="name")),
					{national.name, own.name, to_department.name},
				)
				if kind != "province":
					with self.assertRaises(frappe.PermissionError):
						copy_to_next_year(own.name)
		with signed_in(central()):
			self.assertTrue(national.has_permission("write") and other.has_permission("write"))
		for user in ("desk.user",):
			with signed_in(make_user(user)):
				self.assertFalse(frappe.has_permission("Reporting Round", "read", national))

	def test_a_province_sets_the_days_of_its_own_districts(self):
		national = make_round(deadline=add_days(today(), 30))
		values = {
			"doctype": "Reporting Round",
			"fiscal_year": FISCAL_YEAR,
			"hop": rounds.DISTRICT_HOP,
			"deadline": add_days(today(), 9),
			"status": "Open",
			"provenance": "หนังสือจังหวัด",
		}
		with signed_in(make_officer("province")):
			for area in ("24", "00"):
				with self.subTest(area=area), self.assertRaises(frappe.PermissionError):
					frappe.get_doc({**values, "area": area}).insert()
			for wrong in ({"area": "3401"}, {"area": "340101"}, {"hop": rounds.PROVINCE_HOP, "area": "34"}):
				with self.subTest(wrong=wrong), self.assertRaises(rounds.RoundError):
					frappe.get_doc({**values, **wrong}).insert()
			own = frappe.get_doc({**values, "area": "34"}).insert()
			own.deadline = add_days(today(), 8)
			own.save()
			with self.assertRaises(frappe.PermissionError):
				own.update({"area": "24"}).save()
			with self.assertRaises(frappe.PermissionError):
				national.save()
		self.assertEqual((own.level, own.province, own.district), ("Province", "34", None))
		found = {area: rounds.state_of(area)["days_left"] for area in ("3401", "2406")}
		self.assertEqual(found, {"3401": 8, "2406": 30})

	def test_a_round_for_all_becomes_the_provinces_own_when_it_is_copied(self):
		national = make_round(items=[{"item": "ส่งทะเบียน", "deadline": today()}])
		with signed_in(make_officer("province")):
			copy = copy_to_next_year(national.name)
			self.assertEqual((copy.area, copy.fiscal_year), ("34", FISCAL_YEAR + 1))
			copy.insert()
		with signed_in(central()):
			self.assertEqual(copy_to_next_year(national.name).area, "00")

	def test_districts_that_have_begun_keep_their_round(self):
		make_report()
		with self.assertRaises(rounds.RoundError):
			make_round(area="34")
		make_round(area="24")

	def test_rounds_of_others_are_asked_for_in_vain(self):
		other = make_round(area="24")
		for kind in ("district", "province"):
			with signed_in(make_officer(kind)), self.assertRaises(frappe.PermissionError):
				who_has_not_reported.execute({"reporting_round": other.name})

	def test_rounds_of_before_get_their_area(self):
		made = {area: make_round(area=area) for area in ("00", "34")}
		frappe.db.set_value("Reporting Round", {"name": ("is", "set")}, {"area": None, "province": None})
		with (
			patch.object(frappe.db, "has_column", return_value=True),
			patch.object(
				areas_of_rounds, "provinces", return_value=[(made["00"].name, None), (made["34"].name, "34")]
			),
		):
			areas_of_rounds.execute()
		for area, doc in made.items():
			doc.reload()
			self.assertEqual((doc.area, doc.province), (area, area if area == "34" else None))

	def test_the_words_of_a_form_are_checked(self):
		form = frappe.get_doc("Progress Form", frappe.get_all("Progress Form", pluck="name")[0])
		form.lines[1].text = "จำนวน {no_such_number} ตำบล"
		with self.assertRaises(FormError):
			form.save()
		form.reload()
		form.lines[1].text = form.lines[2].text
		with self.assertRaises(FormError):
			form.save()


class TestWhy(ReportTestCase):
	def test_deadlines_that_differ_say_why(self):
		made = make_round(deadline=add_days(today(), 10))
		self.assertEqual(rounds.why(made, OWN["district"]), "")
		above = make_round(hop=rounds.PROVINCE_HOP, deadline=add_days(today(), 20))
		self.assertIn(format_date(above.deadline), rounds.why(made, OWN["district"]))
		self.assertIn(format_date(made.deadline), rounds.why(above, OWN["province"]))
		own = make_round(area=OWN["province"], deadline=add_days(today(), 5))
		told = rounds.why(own, OWN["district"])
		self.assertIn(format_date(made.deadline), told)
		self.assertIn(format_date(above.deadline), told)
		# the same day needs no reason
		above.update({"deadline": own.deadline}).save()
		self.assertNotIn(
			_("Districts send first: the province has to send by {0}.")[:15], rounds.why(own, OWN["district"])
		)

	def test_it_is_told_where_the_deadline_is(self):
		make_round(hop=rounds.PROVINCE_HOP, deadline=add_days(today(), 20))
		report = make_report()
		report.run_method("onload")
		day = format_date(add_days(today(), 20))
		self.assertIn(day, report.get_onload("why_deadline"))
		self.assertIn(day, rounds.state_of(OWN["district"])["why"])
		with signed_in(make_officer("province")):
			message = who_has_not_reported.execute({"reporting_round": report.reporting_round})[2]
		self.assertIn(day, message)


class TestReminders(ReportTestCase):
	def remind(self) -> set[tuple[str, str]]:
		before = set(frappe.get_all("Notification Log", pluck="name"))
		reminders.remind()
		return {
			(log.for_user, log.document_type)
			for log in frappe.get_all("Notification Log", fields=["name", "for_user", "document_type"])
			if log.name not in before
		}

	def test_who_has_not_sent_is_reminded_once_a_day(self):
		make_round(area="34", deadline=add_days(today(), 7))
		make_officer("district", {"sub_district": "340401", "district": "3404", "province": "34"})
		make_report(reporting_round=rounds.round_of("3404", FISCAL_YEAR).name, area="3404")
		found = self.remind()
		self.assertIn(("district1.3401@test.example", "Reporting Round"), found)
		self.assertIn(("district1.3404@test.example", "Progress Report"), found)
		self.assertFalse(
			[user for user, _doctype in found if user.startswith(("province", "chief", "officer"))]
		)
		self.assertFalse([user for user, _doctype in found if user.endswith("2406@test.example")])
		self.assertEqual(self.remind(), set())

	def test_who_has_sent_is_left_alone(self):
		made = make_round(area="34", deadline=add_days(today(), 7))
		make_report_in(SENT, reporting_round=made.name)
		self.assertFalse([user for user, _doctype in self.remind() if user == "district1.3401@test.example"])

	def test_closed_rounds_and_other_days_remind_nobody(self):
		made = make_round(area="34", deadline=add_days(today(), 6), remind_before="7")
		frappe.db.set_value("Reporting Round", made.name, "reminded_on", add_days(today(), -1))
		self.assertEqual(self.remind(), set())
		make_round(area="34", deadline=add_days(today(), 7), status="Closed")
		frappe.db.set_value("Reporting Round", made.name, "reminded_on", None)
		self.assertEqual(self.remind(), set())
		make_round(area="34", deadline=None)
		self.assertEqual(self.remind(), set())

	def test_who_holds_a_disabled_position_is_not_reminded(self):
		officer, role = make_officer("district"), "CON District Officer"
		self.assertIn(officer, reminders.officers_of(role, [OWN["district"]])[OWN["district"]])
		frappe.db.set_value("Position", POSITION["district"][0], "disabled", 1)
		found = reminders.officers_of(role, [OWN["district"]])
		frappe.db.set_value("Position", POSITION["district"][0], "disabled", 0)
		self.assertNotIn(officer, found.get(OWN["district"], []))
		self.assertEqual(reminders.officers_of(role, []), {})

	def test_after_the_deadline(self):
		make_round(
			area="34",
			deadline=add_days(today(), -7),
			period_from=add_days(today(), -40),
			period_to=today(),
			remind_every=7,
		)
		self.assertIn(("district1.3401@test.example", "Reporting Round"), self.remind())


class TestRemindersOfItems(ReportTestCase):
	"""The other dated items of a round: whoever owes one in his area is told, whoever has done it is not."""

	def round_with(self, days: int = 7, **item):
		"""Return a province's open round with one item whose day is so many days from today."""
		item = {"item": "ส่งทะเบียน", "deadline": add_days(today(), days), **item}
		return make_round(area="34", deadline=None, items=[item])

	def told(self, made, day: int = 0) -> dict[str, str]:
		"""Remind as if nobody had been yet; return {user: subject} of what was told of the round."""
		frappe.db.set_value("Reporting Round Item", {"parent": made.name}, "reminded_on", None)
		frappe.db.delete("Notification Log")
		reminders.remind()
		logs = frappe.get_all(
			"Notification Log",
			filters={"document_type": "Reporting Round", "document_name": made.name},
			fields=["for_user", "subject"],
		)
		return {log.for_user: log.subject for log in logs}

	def test_who_owes_is_told_how_much_before_and_after(self):
		user = make_officer("district")
		for days in (7, 0, -7):
			made = self.round_with(days, kind=round_items.ASSESSMENTS)
			number = round_items.undone(made.items[0], made)[DISTRICT]
			with self.subTest(days=days):
				self.assertIn(str(number), self.told(made)[user])
				others = ("officer", "chief", "province", "governor")
				self.assertFalse([u for u in self.told(made) if u.startswith(others)])
		self.assertFalse([u for u in self.told(made) if u.endswith("2406@test.example")])

	def test_once_a_day_and_not_on_other_days(self):
		made = self.round_with(7, kind=round_items.ASSESSMENTS)
		self.assertTrue(self.told(made))
		frappe.db.delete("Notification Log")
		reminders.remind()
		self.assertFalse(frappe.get_all("Notification Log", {"document_name": made.name}))
		made = self.round_with(60, kind=round_items.ASSESSMENTS)
		self.assertFalse(self.told(made))
		made.update({"status": "Closed"}).save()
		self.assertFalse(
			self.told(self.round_with(7, kind=round_items.ASSESSMENTS).update({"status": "Closed"}).save())
		)

	def test_who_has_done_it_is_left_alone(self):
		user = make_officer("district")
		for code in to_be_assessed(DISTRICT):
			frappe.db.delete("Assessment", {"area": code, "fiscal_year": FISCAL_YEAR})
			frappe.get_doc(
				{
					"doctype": "Assessment",
					"name": f"ITEM-{code}",
					"area": code,
					"district": DISTRICT,
					"province": "34",
					"fiscal_year": FISCAL_YEAR,
					"round": 1,
					"workflow_state": "Scoring Complete",
				}
			).db_insert()
		self.assertNotIn(user, self.told(self.round_with(kind=round_items.ASSESSMENTS)))
		self.assertIn(user, self.told(self.round_with(kind=round_items.ASSESSMENTS, assessment_round=2)))
		# what the district has scored, the province has not confirmed
		to_department = make_round(
			hop=rounds.PROVINCE_HOP, items=[{"item": "x", "kind": round_items.ASSESSMENTS}]
		)
		undone = round_items.undone(to_department.items[0], to_department)
		self.assertEqual(undone["34"], len(to_be_assessed("34")))

	def test_what_nobody_records_is_not_asked_for_after_its_day(self):
		user = make_officer("district")
		for days, told in ((7, True), (0, True), (-7, False)):
			made = self.round_with(days)
			with self.subTest(days=days):
				self.assertEqual(made.items[0].kind, round_items.NOT_RECORDED)
				self.assertEqual(user in self.told(made), told)

	def test_each_kind_of_item_by_its_documents(self):
		for center in frappe.get_all("CON Center", {"district": DISTRICT, "status": "Active"}, pluck="name"):
			frappe.db.set_value("CON Center", center, {"status": "Closed", "register_updated_on": None})
		make_center("340119")
		frappe.db.set_value("CON Center", "340119", {"status": "Active", "register_updated_on": None})

		frappe.db.delete("Action Plan", {"area": "340119"})

		def lacking(kind: str) -> int:
			made = self.round_with(kind=kind)
			return round_items.undone(made.items[0], made).get(DISTRICT, 0)

		self.assertEqual(
			[lacking(kind) for kind in (round_items.REGISTER, round_items.INTEGRATED_ORDERS)], [1, 1]
		)
		self.assertEqual([lacking(kind) for kind in (round_items.PLANS, round_items.MEETINGS)], [1, 1])
		make_order_in("Issued", committee=make_committee("340119"))
		self.assertEqual(lacking(round_items.REGISTER), 0)
		frappe.db.set_value("CON Center", "340119", "register_updated_on", None)
		self.assertEqual(lacking(round_items.REGISTER), 1)
		make_order_in(
			"Issued",
			committee=make_committee("340119", kind="Integrated Administration Committee"),
			instrument="Order",
			purpose="Appoint",
		)
		self.assertEqual(lacking(round_items.INTEGRATED_ORDERS), 0)
		make_plan("340119", make_officer("district"), fiscal_year=FISCAL_YEAR)
		self.assertEqual(lacking(round_items.PLANS), 1)
		frappe.db.set_value("Action Plan", {"area": "340119"}, "workflow_state", "Province Review")
		self.assertEqual(lacking(round_items.PLANS), 0)

	def test_one_query_for_the_country_and_for_a_district(self):
		made = make_round(items=[{"item": "x", "kind": kind} for kind in round_items.ASKS])
		for item in made.items:
			# settings and ladders are remembered
			round_items.undone(item, made)
			with self.subTest(kind=item.kind), counting() as queries:
				round_items.undone(item, made)
				self.assertEqual(len(queries), 1)


def run(report: str, **filters):
	"""Run a report as its page does: the roles of the report are asked for, too."""
	return frappe.get_attr("frappe.desk.query_report.run")(report, filters=json.dumps(filters))


class TestReports(ReportTestCase):
	def areas(self, rows) -> set[str]:
		return {line["area"] for line in rows if line.get("area")}

	def test_who_has_not_reported(self):
		made = make_round(
			deadline=add_days(today(), -2), period_from=add_days(today(), -40), period_to=today()
		)
		report = make_report_in(SENT)
		with signed_in(make_officer("province")):
			_columns, rows, message, chart, summary = who_has_not_reported.execute(
				{"reporting_round": made.name}
			)
		self.assertEqual(len(rows), 25)
		own = next(line for line in rows if line.area == DISTRICT)
		self.assertEqual((own.state, own.days_late, own.report), (SENT, 2, report.name))
		other = next(line for line in rows if line.area == "3404")
		self.assertEqual((other.state, other.days_late, other.report), (rounds.NOT_BEGUN, 2, None))
		self.assertEqual([card["value"] for card in summary], [25, 1, 0, 24, 24])
		self.assertIn(made.title, message)
		self.assertEqual(sum(chart["data"]["datasets"][0]["values"]), 25)
		with signed_in(make_officer("province")):
			lacking = who_has_not_reported.execute({"reporting_round": made.name, "lacking": 1})[1]
		self.assertNotIn(DISTRICT, self.areas(lacking))

	def test_the_whole_country_by_province(self):
		made = make_round()
		make_report_in(SENT)
		with signed_in(central()):
			_columns, rows, *_rest = who_has_not_reported.execute({"reporting_round": made.name})
		self.assertEqual(len(rows), 76)
		own = next(line for line in rows if line.area == "34")
		self.assertEqual((own.expected, own.handed_in, own.lacking), (25, 1, 24))

	def test_the_roll_up_of_a_province(self):
		report = correct(make_report(), "meetings_sub", 7)
		report = take(report, ("district", "Send the Report"))
		make_report("3404")
		with signed_in(make_officer("province")):
			columns, rows, _message, _chart = progress_roll_up.execute({"fiscal_year": FISCAL_YEAR})
		self.assertEqual(len(columns), 28)
		self.assertEqual(len(rows), 27)
		by_area = {line.get("area"): line for line in rows}
		self.assertEqual((by_area[DISTRICT].meetings_sub, by_area[DISTRICT].report), (7, report.name))
		self.assertEqual((by_area["3404"].handed_in, by_area["3404"].meetings_sub), (0, None))
		self.assertEqual((rows[-1].is_total, rows[-1].meetings_sub), (1, 7))
		self.assertTrue(by_area["34"].own)

	def test_the_roll_up_with_live_data(self):
		make_order_in("Issued", committee=make_committee("340116"))
		with signed_in(make_officer("province")):
			rows = progress_roll_up.execute({"fiscal_year": FISCAL_YEAR, "live": 1, "area": "34"})[1]
		live = figures.of_area("34", FISCAL_YEAR)
		self.assertEqual({code: rows[-1][code] for code in figures.BY_CODE}, live)
		with signed_in(central()):
			rows = progress_roll_up.execute({"fiscal_year": FISCAL_YEAR, "live": 1})[1]
		self.assertEqual(len(rows), 77)
		self.assertEqual(
			next(line for line in rows if line.get("area") == "34").review_sub_areas, live["review_sub_areas"]
		)

	def test_the_roll_up_of_the_department(self):
		report = take(make_report(OWN["province"]), ("province", "Send the Report"))
		with signed_in(central()):
			rows = progress_roll_up.execute({"fiscal_year": FISCAL_YEAR})[1]
		own = next(line for line in rows if line.get("area") == "34")
		self.assertEqual((own.report, own.handed_in), (report.name, 1))
		self.assertEqual(rows[-1].register_sub_people, own.register_sub_people)

	def test_strangers_see_none_of_it(self):
		made = make_round()
		make_report_in(SENT)
		for areas in (OWN, OTHER):
			with signed_in(make_officer("province", areas)):
				for filters in ({}, {"area": OWN["province"]}, {"area": DISTRICT}):
					for report, more in (
						("Who Has Not Reported", {"reporting_round": made.name}),
						("Progress Roll-up", {"fiscal_year": FISCAL_YEAR}),
						("Progress Roll-up", {"fiscal_year": FISCAL_YEAR, "live": 1}),
					):
						found = self.areas(run(report, **filters, **more)["result"])
						with self.subTest(report=report, areas=areas, filters=filters, live=more.get("live")):
							self.assertTrue(all(area.startswith(areas["province"]) for area in found), found)
							self.assertTrue(found or areas == OTHER)
		with signed_in(make_officer("district")):
			self.assertEqual(
				self.areas(run("Progress Roll-up", fiscal_year=FISCAL_YEAR, live=1, area="34")["result"]),
				{DISTRICT},
			)
			self.assertEqual(self.areas(run("Who Has Not Reported", area="34")["result"]), {DISTRICT})
		for user in (make_user("desk.user"), make_officer("officer")):
			with signed_in(user), self.assertRaises(frappe.PermissionError):
				run("Progress Roll-up", fiscal_year=FISCAL_YEAR)

	def test_bad_filters(self):
		for filters in ({"fiscal_year": 99}, {"fiscal_year": FISCAL_YEAR, "area": "x' or 1=1"}):
			with self.subTest(filters=filters), self.assertRaises(frappe.ValidationError):
				progress_roll_up.execute(filters)
		with self.assertRaises(frappe.ValidationError):
			who_has_not_reported.execute({"reporting_round": "x"})

	def test_as_a_spreadsheet(self):
		take(correct(make_report(), "meetings_sub", 7), ("district", "Send the Report"))
		lines = self.spreadsheet(make_officer("province"), 27)
		heads = next(n for n, line in enumerate(lines) if "(3) ตำบล" in line or "(3) Sub-districts" in line)
		column = next(n for n, head in enumerate(lines[heads]) if head in ("(3) ตำบล", "(3) Sub-districts"))
		numbers = [line[column] for line in lines[heads + 1 :] if line[column] not in (None, "")]
		self.assertEqual((numbers[-1], type(numbers[-1])), (7, int))

	def test_all_provinces_as_a_spreadsheet(self):
		lines = self.spreadsheet(central(), 77, live=1)
		names = {line[0] for line in lines}
		provinces = frappe.get_all(
			"Area", {"level": "Province", "status": "Active", "name": ("!=", "10")}, pluck="area_name"
		)
		self.assertEqual(len(provinces), 76)
		self.assertEqual(set(provinces) - names, set())
		total = next(line for line in lines if line[0] in ("ทั้งหมด", "Total"))
		# numbers, which can be added up; and live data were sent by nobody
		own = next(line for line in lines if line[0] == "อุบลราชธานี")
		self.assertTrue(all(isinstance(number, int) for number in (*total[2:27], *own[2:27])))
		self.assertEqual(total[1], own[1])

	def spreadsheet(self, user: str, rows: int, **filters) -> list[tuple]:
		"""Return the lines of the roll-up as its page exports them."""
		with signed_in(user):
			frappe.local.form_dict = frappe._dict(
				report_name="Progress Roll-up",
				file_format_type="Excel",
				filters=json.dumps({"fiscal_year": FISCAL_YEAR, **filters}),
				visible_idx=json.dumps(list(range(rows))),
				include_indentation=0,
			)
			try:
				frappe.get_attr("frappe.desk.query_report.export_query")()
			finally:
				frappe.local.form_dict = frappe._dict()
		sheet = openpyxl.load_workbook(io.BytesIO(frappe.local.response.filecontent)).active
		return list(sheet.iter_rows(values_only=True))


class TestPrint(ReportTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		engine.install()

	def test_the_form_says_everything_in_order(self):
		make_round(area="34", deadline="2027-06-24", note="อำเภอส่งไฟล์ ให้จังหวัด ภายใน{deadline}")
		report = correct(
			make_report(reporting_round=rounds.round_of("3401", FISCAL_YEAR).name), "meetings_sub", 7
		)
		with signed_in(make_officer("district")):
			report.problems = "กรรมการติดภารกิจ 3 คน"
			report.save()
		report = take(report, ("district", "Send the Report"))
		text = dense(poppler_text(printed(report, "Progress Report")))
		parts = [
			"แบบประเมินผลความก้าวหน้าในการดำเนินงานศูนย์ประสานงานองค์การชุมชน (ศอช.)",
			"อำเภอเมืองอุบลราชธานี จังหวัดอุบลราชธานี",
			"๑. ผลการดำเนินงาน",
			"(๑) มีการจัดทำ/ปรับปรุงฐานข้อมูลคณะกรรมการ",
			"(๒) มีการทบทวนคำสั่งแต่งตั้งคณะกรรมการ",
			"(๓) มีการจัดประชุมคณะกรรมการ",
			"จำนวน ๗ ตำบล",
			"(๔) มีการจัดทำ/ทบทวนคำสั่งแต่งตั้งคณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.)",
			"(๕) มีการประเมินผลการจัดระดับการพัฒนา",
			"(๖) มีการส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนระดับตำบล (ศอช.ต.)",
			"ตามปณิธานของเศรษฐกิจพอเพียง",
			"๒. ปัญหาและอุปสรรคในการดำเนินงาน",
			"กรรมการติดภารกิจ ๓ คน",
			"๓. ข้อเสนอแนะเพื่อพัฒนาและปรับปรุงงาน",
			"ผู้รายงาน (ลงชื่อ)",
			"ตำแหน่ง พัฒนาการอำเภอเมืองอุบลราชธานี",
			"หมายเหตุ : อำเภอส่งไฟล์ ให้จังหวัด ภายในวันพฤหัสบดีที่ ๒๔ มิถุนายน ๒๕๗๐",
		]
		positions = [text.find(dense(part)) for part in parts]
		self.assertNotIn(-1, positions, parts[positions.index(-1)] if -1 in positions else "")
		self.assertEqual(positions, sorted(positions))
		self.assertNotRegex(text.replace(dense(report.reporter_name), ""), "[0-9]")
		self.assertNotIn("ยังไม่ได้บันทึก", text)

	def test_the_office_copy_lists_the_corrections(self):
		report = take(correct(make_report(), "meetings_sub", 7), ("district", "Send the Report"))
		text = previewed(report, "Progress Report Office Copy")
		self.assertIn("ยังไม่ได้บันทึก", text)
		self.assertIn("สำเนาสำนักงาน", text)

	def test_what_users_write_is_escaped(self):
		report = make_report()
		with signed_in(make_officer("district")):
			report.problems = "<script>alert(1)</script> {{ doc.name }}"
			report.save()
		for print_format in ("Progress Report", "Progress Report Office Copy"):
			html = previewed(frappe.get_doc("Progress Report", report.name), print_format)
			self.assertNotIn("<script>alert", html)
