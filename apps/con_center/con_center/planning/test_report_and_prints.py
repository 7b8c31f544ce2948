import frappe
from frappe.utils import today

from con_center.access.posts import forget_posts
from con_center.approval.factories import take
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_officer, signed_in
from con_center.planning.factories import (
	agree,
	make_plan,
	make_plan_in,
	make_progress,
	make_project,
	pass_on,
	withdraw,
)
from con_center.planning.report.plan_and_budget.plan_and_budget import execute
from con_center.printing import engine
from con_center.printing.test_engine import A4, sizes
from con_center.printing.test_formats import printed
from con_center.printing.test_pdf_text import binary, dense, poppler_text
from con_center.tests.case import CONTestCase
from con_center.tests.counting import counting
from con_center.thai import thai_digits

CDD, LOCAL = "กรมการพัฒนาชุมชน", "องค์กรปกครองส่วนท้องถิ่น"


def rows(**filters) -> list[dict]:
	return execute({"fiscal_year": FISCAL_YEAR - 2, **filters})[1]


class TestReport(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		year = FISCAL_YEAR - 2
		cls.plan = make_plan_in("Plan Approved", fiscal_year=year)
		make_progress(cls.plan)
		take(
			make_plan(OWN["district"], user=make_officer("district"), fiscal_year=year),
			("district", "Send Up"),
			("province", "Approve"),
		)
		make_plan_in("Plan Approved", area=OTHER["sub_district"], fiscal_year=year)

	def money(self, found: list[dict]) -> list[tuple]:
		return [(r["key"], r["planned"], r["spent"]) for r in found if not r.get("is_total")]

	def test_drilled_down_from_the_country_to_the_plan(self):
		with signed_in(make_officer("province")):
			self.assertEqual(self.money(rows(area="00")), [("34", 24002.1, 6000.5)])
			self.assertEqual(self.money(rows(area="34")), [("3401", 24002.1, 6000.5)])
			district = rows(area="3401")
			self.assertEqual([r["drill"] for r in district[:2]], ["plan", "area"])
			self.assertEqual(self.money(district)[1], ("340101", 12001.05, 6000.5))
			self.assertEqual(self.money(rows(area="340101")), [(self.plan.name, 12001.05, 6000.5)])

	def test_the_total_agrees_with_its_lines(self):
		found = rows(area="3401")
		last = found[-1]
		self.assertTrue(last["is_total"])
		for field in ("planned", "spent", "left"):
			self.assertAlmostEqual(last[field], sum(r[field] for r in found[:-1]), places=6)
		self.assertEqual(last["plans"], 2)

	def test_by_source_and_kind(self):
		with signed_in(make_officer("district")):
			self.assertEqual(
				self.money(rows(by="Source of Money")), [(CDD, 24001.7, 6000.5), (LOCAL, 0.4, 0.0)]
			)
			self.assertEqual(
				self.money(rows(by="Kind of Activity")),
				[("จัดฝึกอบรม", 24001.5, 6000.5), ("การประชุมเครือข่าย", 0.6, 0.0)],
			)
			self.assertEqual(
				self.money(rows(by="Source of Money", kind="จัดฝึกอบรม")), [(CDD, 24001.5, 6000.5)]
			)
			self.assertEqual(self.money(rows(area="340101", source=LOCAL)), [(self.plan.name, 0.2, 0.0)])

	def test_everybody_sees_his_own_areas_only(self):
		for kind in ("officer", "district", "chief", "province", "governor"):
			with self.subTest(kind=kind):
				with signed_in(make_officer(kind, OTHER)):
					self.assertEqual(self.money(rows(area="34")), [])
					self.assertEqual(self.money(rows(area="34", by="Source of Money")), [])
					self.assertEqual(
						sum(r["planned"] for r in rows(area="00") if r.get("is_total")), 12001.05
					)
		with signed_in(make_officer("officer")):
			# without an area he begins in his own
			self.assertEqual(self.money(rows()), [(self.plan.name, 12001.05, 6000.5)])
		forget_posts()

	def test_plans_not_yet_approved_on_request_only(self):
		make_plan("340104", user=make_officer("district"), fiscal_year=FISCAL_YEAR - 2)
		self.assertNotIn("340104", [r.get("key") for r in rows(area="3401")])
		self.assertIn("340104", [r.get("key") for r in rows(area="3401", with_drafts=1)])

	def test_chart_and_bad_input(self):
		_columns, _rows, _message, chart, summary = execute({"fiscal_year": FISCAL_YEAR - 2, "area": "34"})
		self.assertEqual([len(d["values"]) for d in chart["data"]["datasets"]], [1, 1])
		self.assertTrue(summary)
		self.assertEqual(rows(fiscal_year=2546), [])
		for wrong in ({"fiscal_year": 3026}, {"area": "99"}, {"area": "' or 1=1 --"}):
			with self.subTest(wrong=wrong), self.assertRaises(frappe.ValidationError):
				rows(**wrong)

	def test_its_queries_do_not_grow_with_the_plans(self):
		frappe.clear_cache()
		rows(area="00")
		with counting() as queries:
			rows(area="00")
		self.assertIn(len(queries), range(1, 12), "\n".join(queries))


class TestPrints(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		binary()
		engine.install()

	def text(self, doc, print_format: str) -> str:
		return dense(poppler_text(printed(doc, print_format)))

	def test_an_action_plan_says_everything(self):
		plan = make_plan_in("Plan Approved")
		text = self.text(plan, "Action Plan")
		for part in (
			f"แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. {plan.fiscal_year}",
			"ศอช.ต.ในเมือง",
			"ฝึกอบรมการไกล่เกลี่ย",
			"12,000.75",
			"12,001.05",
			"หนึ่งหมื่นสองพันเอ็ดบาทห้าสตางค์",
			CDD,
			"คณะกรรมการ ศอช. 25 คน",
			"พัฒนาการจังหวัดอุบลราชธานี",
		):
			self.assertIn(dense(thai_digits(part)), text, part)
		# the account of the test has Arabic digits in its name
		self.assertIn(dense(plan.approver_name), text)
		self.assertEqual(text.count("●"), 4)
		self.assertNotIn("ร่าง", text)

	def test_a_draft_says_so_and_lies_on_a4_landscape(self):
		pdf = printed(make_plan(), "Action Plan")
		self.assertIn("ร่างยังไม่มีผลใช้บังคับ", dense(poppler_text(pdf)))
		self.assertEqual(sizes(pdf)[0], tuple(reversed(A4)))

	def test_a_long_plan_repeats_its_heads(self):
		activities = [
			{"kind": "จัดฝึกอบรม", "activity_name": f"กิจกรรมลำดับที่ {n}", "may": 1, "responsible": "ก"}
			for n in range(1, 41)
		]
		pdf = printed(make_plan(activities=activities, budgets=[], participants=[]), "Action Plan")
		self.assertGreater(len(sizes(pdf)), 1)
		text = dense(poppler_text(pdf))
		self.assertEqual(text.count("ผู้รับผิดชอบ"), len(sizes(pdf)))
		for n in (1, 20, 40):
			self.assertIn(dense(thai_digits(f"กิจกรรมลำดับที่ {n}")), text)

	def test_the_plan_book_lists_what_stands_in_the_plan(self):
		year = FISCAL_YEAR - 6
		values = {"fiscal_year": year}
		make_project(project_name="ขุดลอกคลองน้ำใส", strong_sub_district=1, **values)
		gone = make_project(project_name="โครงการที่ถอนแล้ว", **values)
		with signed_in(make_officer("officer")):
			withdraw(gone.name, "ซ้ำ")
			frappe.local.form_dict.fiscal_year = str(year)
			try:
				text = self.text(frappe.get_doc("CON Center", OWN["sub_district"]), "Plan Book")
			finally:
				frappe.local.form_dict.pop("fiscal_year", None)
		for part in (
			f"ประจำปีงบประมาณ พ.ศ. {year}",
			"ขุดลอกคลองน้ำใส",
			"[ตำบลเข้มแข็ง]",
			"100,000.10",
			"150,000.30",
			"ด้านเศรษฐกิจ",
		):
			self.assertIn(dense(thai_digits(part)), text, part)
		self.assertNotIn(dense("โครงการที่ถอนแล้ว"), text)
		places = [
			text.find(dense(thai_digits(part)))
			for part in (
				f"แผนพัฒนาตำบลในเมืองประจำปีงบประมาณ พ.ศ. {year}",
				"ส่วนที่ 1 ข้อมูลพื้นฐาน",
				"ส่วนที่ 2 การวิเคราะห์ปัญหาและความต้องการ",
				"ส่วนที่ 3 บัญชีโครงการ",
				"ส่วนที่ 4 การรับรองแผนพัฒนาตำบล",
				"ประธาน ก.บ.ต.",
			)
		]
		self.assertNotIn(-1, places)
		self.assertEqual(places, sorted(places))

	def test_no_total_stands_alone_on_a_page(self):
		year = FISCAL_YEAR + 3
		frappe.local.form_dict.fiscal_year = str(year)
		try:
			for number in range(1, 10):
				make_project(
					fiscal_year=year,
					project_name=f"โครงการลำดับ {number}",
					budgets=[{"fiscal_year": year, "source": LOCAL, "amount": 1000}],
				)
				data = printed(frappe.get_doc("CON Center", OWN["sub_district"]), "Plan Book")
				for page in poppler_text(data).split("\f"):
					if f"รวม{thai_digits(number)}โครงการ" in dense(page):
						self.assertIn("โครงการลำดับ", dense(page), f"{number} projects")
		finally:
			frappe.local.form_dict.pop("fiscal_year", None)

	def test_a_book_without_projects_says_so(self):
		text = self.text(frappe.get_doc("CON Center", OTHER["district"]), "Plan Book")
		self.assertIn(dense("ยังไม่มีโครงการในแผน"), text)

	def test_the_sheet_of_a_project(self):
		project = make_project(project_name="ปั๊มน้ำ <b>ชุมชน</b>")
		with signed_in(make_officer("officer")):
			agree(project.name, today(), "ศาลาวัด", 60)
			pass_on(project.name, "District Plan", note="ขอ 2 ปี")
			pass_on(project.name, "Local Plan")
		text = self.text(frappe.get_doc("Plan Project", project.name), "Plan Project Sheet")
		for part in (
			"ปั๊มน้ำ <b>ชุมชน</b>",
			"ขอรับการสนับสนุน",
			"ณ ศาลาวัด ผู้เข้าร่วม 60 คน",
			"แผนพัฒนาอำเภอ",
			"150,000.30",
		):
			self.assertIn(dense(thai_digits(part)), text, part)

	def test_what_was_typed_is_not_run(self):
		plan = make_plan(
			activities=[
				{
					"kind": "จัดฝึกอบรม",
					"activity_name": "{{ 7 * 7 }}<script>alert(1)</script>",
					"may": 1,
					"responsible": "<b>ก</b>",
				}
			],
			budgets=[],
			participants=[],
		)
		html = frappe.get_print("Action Plan", plan.name, "Action Plan", no_letterhead=1)
		self.assertNotIn("<script>alert", html)
		self.assertNotIn(">49<", html)
