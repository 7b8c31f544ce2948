import re
import subprocess

import frappe

from con_center.approval.factories import take
from con_center.assessments import bulk
from con_center.assessments.confirming import to_be_assessed
from con_center.assessments.doctype.assessment.test_assessment import (
	SECOND,
	AssessmentTestCase,
	confirm,
	only,
)
from con_center.assessments.factories import make_assessment, make_complete_assessment, score
from con_center.assessments.report.assessment_results.assessment_results import execute
from con_center.organization.factories import OTHER, OWN, make_officer, make_user, signed_in
from con_center.printing.test_pdf_text import dense, pypdf_text

MARK = "ตัวอย่าง มิใช่เกณฑ์ราชการ"
SOLID_MARK = MARK.replace(" ", "")


class TestGrid(AssessmentTestCase):
	def setUp(self):
		super().setUp()
		only(OWN["sub_district"], SECOND)

	def row(self, grid, area="340101"):
		return next(row for row in grid["rows"] if row["area"] == area)

	def test_all_sub_districts_by_all_indicators(self):
		make_assessment()
		with signed_in(make_officer("district")):
			grid = bulk.load("3401", "2568", "1")
		self.assertEqual([row["area"] for row in grid["rows"]], ["340101", SECOND])
		self.assertEqual(len(grid["indicators"]), 23)
		self.assertEqual((grid["notice"], grid["may_create"]), (MARK, True))
		row = self.row(grid)
		self.assertEqual((row["stage"], len(row["scores"]["self"]), row["missing"] > 0), ("self", 23, True))
		self.assertIsNone(self.row(grid, SECOND)["name"])

	def test_each_sees_the_own_part(self):
		make_assessment()
		make_complete_assessment(SECOND)
		with signed_in(make_officer("officer")):
			grid = bulk.load("3401", 2568, 1)
			self.assertEqual([row["area"] for row in grid["rows"]], ["340101"])
		with signed_in(make_officer("province")):
			grid = bulk.load("3401", 2568, 1)
			self.assertEqual([row.get("stage") for row in grid["rows"]], [None, "province"])
		for stranger in (
			make_officer("district", OTHER),
			make_officer("officer", OTHER),
			make_user("nobody"),
		):
			with signed_in(stranger), self.assertRaises(frappe.PermissionError):
				bulk.load("3401", 2568, 1)

	def test_bangkok_is_not_waited_for(self):
		everywhere = to_be_assessed("00")
		self.assertIn("340101", everywhere)
		self.assertFalse([code for code in everywhere if code.startswith("10")])
		self.assertEqual(to_be_assessed("10"), set())

	def test_who_only_reads_is_told_of_no_refusal(self):
		make_complete_assessment(SECOND)
		with signed_in(make_officer("chief")):
			frappe.clear_messages()
			row = self.row(bulk.load("3401", 2568, 1), SECOND)
			self.assertEqual((row["stage"], row["actions"]), (None, []))
			self.assertEqual(frappe.local.message_log, [])

	def test_those_that_are_missing_are_begun(self):
		make_assessment()
		with signed_in(make_officer("district")):
			answer = bulk.create_missing("3401", "2568", "1")
			self.assertEqual((len(answer["done"]), answer["failed"]), (1, []))
			self.assertEqual(bulk.create_missing("3401", "2568", "1"), {"done": [], "failed": []})
		with signed_in(make_officer("district", OTHER)):
			self.assertEqual(bulk.create_missing("3401", "2568", "2"), {"done": [], "failed": []})
		for kind in ("province", "chief"):
			with signed_in(make_officer(kind)):
				failed = bulk.create_missing("3401", "2568", "2")["failed"]
				self.assertEqual(len(failed), 2, kind)
				self.assertTrue(all(f["message"] for f in failed))

	def test_saving_row_by_row(self):
		first, second = make_assessment(), make_assessment(SECOND)
		changes = [
			{"name": first.name, "modified": str(first.modified), "scores": {"5": "๑", "12": "0"}},
			{"name": second.name, "modified": str(second.modified), "scores": {"5": "มาก"}},
		]
		with signed_in(make_officer("district")):
			answer = bulk.save(frappe.as_json(changes))
		self.assertEqual(answer["done"], [first.name])
		(failed,) = answer["failed"]
		self.assertEqual((failed["name"], failed["row"]), (second.name, 2))
		self.assertIn("มาก", failed["message"])
		self.assertEqual(
			[frappe.get_doc("Assessment", first.name).scores[row].self_score for row in (4, 11)], ["1", "0"]
		)
		self.assertEqual(frappe.get_doc("Assessment", second.name).scores[4].self_score, "")

	def test_what_is_refused_row_by_row(self):
		first = make_assessment()
		seen = str(first.modified)
		score(first, "self", "1")
		for change, user in (
			({"modified": seen, "scores": {"4": "0"}}, make_officer("district")),
			({"modified": None, "scores": {"4": "0"}}, make_officer("district")),
			({"scores": {"99": "1"}}, make_officer("district")),
			({"scores": {"4": "0"}}, make_officer("district", OTHER)),
			({"scores": {"4": "0"}}, make_officer("officer", OTHER)),
			({"scores": {"4": "0"}}, make_officer("chief")),
			({"scores": {"4": "0"}}, make_officer("province")),
			({"scores": {"4": "0"}, "name": "ASM-nothing"}, make_officer("district")),
		):
			modified = str(frappe.db.get_value("Assessment", first.name, "modified"))
			with signed_in(user):
				answer = bulk.save([{"name": first.name, "modified": modified, **change}])
			self.assertEqual((answer["done"], len(answer["failed"])), ([], 1), (change, user))
			self.assertTrue(answer["failed"][0]["message"])
		self.assertEqual(frappe.get_doc("Assessment", first.name).scores[3].self_score, "1")

	def test_the_stage_decides_on_the_column(self):
		made = take(score(make_assessment(), "self"), ("officer", "Send to the District"))
		with signed_in(make_officer("district")):
			bulk.save([{"name": made.name, "modified": str(made.modified), "scores": {"4": "0"}}])
		made.reload()
		self.assertEqual((made.scores[3].self_score, made.scores[3].district_score), ("1", "0"))

	def test_steps_on_the_versions_shown(self):
		first, second = score(make_assessment(), "self"), make_assessment(SECOND)
		rows = [{"name": d.name, "modified": str(d.modified)} for d in (first, second)]
		with signed_in(make_officer("district")):
			answer = bulk.take_step(rows, "Send to the District")
		self.assertEqual(
			(answer["done"], [f["name"] for f in answer["failed"]]), ([first.name], [second.name])
		)
		with signed_in(make_officer("district")):
			answer = bulk.take_step([rows[0]], "Complete the Scoring")
		self.assertEqual(answer["done"], [])
		with signed_in(make_officer("district", OTHER)):
			self.assertEqual(bulk.take_step(rows, "Return")["done"], [])

	def test_not_without_end(self):
		with signed_in(make_officer("district")), self.assertRaises(bulk.GridError):
			bulk.save([{"name": "x"}] * 201)


class TestReport(AssessmentTestCase):
	def setUp(self):
		super().setUp()
		only(OWN["sub_district"], SECOND)
		make_complete_assessment(value="0", fiscal_year=2567, round=2)
		self.made = make_complete_assessment(fiscal_year=2568, round=1)
		make_complete_assessment(SECOND, "0", fiscal_year=2568, round=1)

	def run_as(self, user, **filters):
		with signed_in(user):
			return execute({"fiscal_year": 2568, "round": 1, **filters})

	def test_down_from_the_country_to_the_document(self):
		central = make_officer("province")
		for area, wanted in (("34", "3401"), ("3401", "340101"), ("340101", "340101")):
			columns, rows, message, chart, summary = self.run_as(central, area=area)
			row = next(r for r in rows if r.area == wanted)
			self.assertEqual(row.percent, 100 if wanted == "340101" else 50)
			self.assertIn(MARK, message)
			self.assertEqual(row.criteria, MARK)
			self.assertEqual(len(chart["data"]["labels"]), 5)
			self.assertEqual([len(d["values"]) for d in chart["data"]["datasets"]], [5, 5])
			self.assertTrue(all(row.get(f"category_{n}") is not None for n in range(5)))
			self.assertTrue(columns and summary)
		self.assertEqual((row.before, row.change, row.assessment), (0, 100, self.made.name))

	def test_bands_and_totals(self):
		_columns, rows, _message, _chart, summary = self.run_as(make_officer("district"))
		self.assertEqual({r.area: r.band for r in rows}, {"340101": "ระดับ 3", SECOND: "ระดับ 1"})
		self.assertEqual([(c["label"], c["value"]) for c in summary][-2:], [("ระดับ 1", 1), ("ระดับ 3", 1)])
		_columns, rows, *_rest = self.run_as(make_officer("province"), area="34")
		self.assertEqual((rows[0].total, rows[0].complete, rows[0].confirmed), (2, 2, 0))

	def test_who_has_no_assessment_is_listed_and_not_as_zero(self):
		third = next(
			a
			for a in frappe.get_all(
				"CON Center", {"district": OWN["district"]}, pluck="name", order_by="name desc"
			)
			if len(a) == 6 and a not in (OWN["sub_district"], SECOND)
		)
		district = make_officer("district")
		before = self.run_as(district)
		frappe.db.set_value("CON Center", third, "status", "Active")
		_columns, rows, _message, chart, summary = self.run_as(district)
		row = next(r for r in rows if r.area == third)
		self.assertEqual((row.state, row.assessment), ("Not Assessed", None))
		for field in ("total", "complete", "confirmed", "percent", "band", "change", "category_0", "band_0"):
			self.assertIsNone(row.get(field), field)
		# neither the chart nor the mean has to do with it
		self.assertEqual((chart, len(rows)), (before[3], len(before[1]) + 1))
		cards = {card["label"]: card["value"] for card in summary}
		self.assertEqual((cards["Not Assessed"], cards["Mean Result"]), (1, "50.00"))
		for shown, areas in (
			("Not Assessed", {third}),
			("Assessed", {OWN["sub_district"], SECOND}),
			("", {third, OWN["sub_district"], SECOND}),
		):
			with self.subTest(shown=shown):
				self.assertEqual({r.area for r in self.run_as(district, shown=shown)[1]}, areas)
		# counted in the areas that hold it; a district without any is there, with nothing to show but that
		rows = {r.area: r for r in self.run_as(make_officer("province"), area="34")[1]}
		self.assertEqual((rows["3401"].total, rows["3401"].not_assessed), (2, 1))
		empty = rows["3411"]
		self.assertEqual((empty.total, empty.percent), (None, None))
		self.assertGreater(empty.not_assessed, 1)

	def test_within_the_own_areas(self):
		for user in (make_officer("province", OTHER), make_officer("officer", OTHER), make_user("nobody")):
			for area in (None, "34", "3401", "340101"):
				try:
					rows = self.run_as(user, area=area)[1]
				except frappe.PermissionError:
					continue
				self.assertFalse([r for r in rows if r.area.startswith("34")], (user, area))
		rows = self.run_as(make_officer("officer"))[1]
		self.assertEqual([r.area for r in rows], ["340101"])

	def test_wrong_filters(self):
		for filters in (
			{"fiscal_year": 2025},
			{"fiscal_year": "ก"},
			{"round": "ก"},
			{"area": "99"},
			{"area": "x"},
		):
			try:
				self.assertIsInstance(self.run_as(make_officer("district"), **filters)[1], list)
			except frappe.ValidationError:
				pass


class TestPrint(AssessmentTestCase):
	def text(self, doctype: str, name: str, print_format: str | None) -> str:
		"""Return the text of the PDF without spaces, which ordinary formats scatter."""
		text = pypdf_text(frappe.get_print(doctype, name, print_format=print_format, as_pdf=True))
		return "".join(text.split())

	def test_the_mark_of_the_sample_is_on_every_page(self):
		only(OWN["sub_district"])
		made = make_complete_assessment()
		confirm(made)
		with signed_in(make_officer("officer")):
			text = self.text("Assessment", made.name, "Assessment Result")
		self.assertGreaterEqual(text.count(SOLID_MARK), 3)
		self.assertIn("๑๐๐.๐๐", text)
		self.assertIn("คณะกรรมการมาจากการคัดเลือกของผู้แทนกลุ่ม/องค์กร", text)
		for doctype, name in (
			("Assessment", made.name),
			("Assessment Template", made.template),
			("District Assessment Confirmation", made.confirmation),
		):
			self.assertIn(SOLID_MARK, self.text(doctype, name, "Standard"), doctype)

	def test_the_district_is_printed_with_all_its_sub_districts(self):
		only(OWN["sub_district"], SECOND)
		made = make_complete_assessment()
		doctype, name = "District Assessment Confirmation", made.confirmation
		with signed_in(make_officer("district")):
			text = self.text(doctype, name, "District Result")
		for word in ("ยังไม่ได้ประเมิน", "ครบแล้ว๑ตำบล", "ยังไม่ครบ๑ตำบล", "๑๐๐.๐๐", SOLID_MARK):
			self.assertIn(word, text)
		self.assertNotIn("จังหวัดยืนยันผลการประเมินแล้ว", text)
		for area in (OWN["sub_district"], SECOND):
			self.assertIn(frappe.db.get_value("Area", area, "area_name"), text)

	def test_places_to_sign_and_charts_that_can_be_read(self):
		only(OWN["sub_district"])
		made = make_complete_assessment()
		with signed_in(make_officer("district")):
			for doctype, name, print_format, signers, number in (
				("Assessment", made.name, "Assessment Result", ("ผู้ประเมินตนเอง", "ผู้ให้คะแนน", "ผู้ยืนยัน"), "๗๕"),
				(
					"District Assessment Confirmation",
					made.confirmation,
					"District Result",
					("ผู้รายงาน", "ผู้ยืนยัน"),
					"๑๐๐.๐๐",
				),
			):
				data = frappe.get_print(doctype, name, print_format=print_format, as_pdf=True)
				text = dense(pypdf_text(data))
				for words in signers:
					self.assertIn(words, text)
				self.assertNotIn("nosuchelement", text)
				boxes = subprocess.run(
					["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True
				)
				heights = [
					float(bottom) - float(top)
					for top, bottom, word in re.findall(
						r'yMin="([\d.]+)"[^>]*yMax="([\d.]+)">([^<]*)<', boxes.stdout.decode()
					)
					if word == number
				]
				# 10 pt of the rules' letters at least, on paper
				self.assertGreater(min(heights), 9)

	def test_official_criteria_carry_no_mark(self):
		from con_center.assessments.doctype.assessment_template.test_assessment_template import template

		official = template(status="In Use", official=1, source="หนังสือทดสอบ").insert()
		made = score(make_assessment(template=official.name), "self")
		self.assertNotIn("มิใช่เกณฑ์ราชการ", self.text("Assessment", made.name, "Assessment Result"))

	def test_what_is_typed_is_not_markup(self):
		made = make_assessment()
		with signed_in(make_officer("officer")):
			made.assessor = "<b id=x>ผู้ใหญ่บ้าน</b>"
			made.self_remarks = "<script>1</script>"
			made.save()
		html = frappe.get_print("Assessment", made.name, print_format="Assessment Result")
		self.assertNotIn("<b id=x>", html)
		self.assertNotIn("<script>1", html)
