import frappe
from frappe.core.doctype.data_import.importer import Importer
from frappe.utils.xlsxutils import make_xlsx, read_xlsx_file_from_attached_file

from con_center.assessments.doctype.assessment_template.assessment_template import (
	SAMPLE_NOTICE,
	OfficialTemplateError,
	TemplateError,
	TemplateInUseError,
	copy_to_new_version,
	download_example,
	find_template,
)
from con_center.assessments.example import explanation, table
from con_center.assessments.factories import make_assessment
from con_center.assessments.sample import SAMPLE
from con_center.organization.factories import make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Assessment Template")


def template(**values):
	return frappe.get_doc(
		{
			"doctype": "Assessment Template",
			**frappe.parse_json(frappe.as_json(SAMPLE)),
			"template_name": "เกณฑ์ทดสอบ",
			"status": "Draft",
			**values,
		}
	)


class TestAssessmentTemplate(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("template_test")

	def tearDown(self):
		frappe.db.rollback(save_point="template_test")
		super().tearDown()

	def test_the_sample_is_there_and_says_what_it_is(self):
		sample = frappe.get_doc("Assessment Template", {"template_name": SAMPLE["template_name"]})
		self.assertEqual((len(sample.categories), len(sample.indicators)), (5, 23))
		self.assertFalse(sample.official)
		self.assertEqual(sample.notice, SAMPLE_NOTICE)
		self.assertIn(SAMPLE_NOTICE, sample.title)
		self.assertEqual([i.code for i in sample.indicators], [str(n) for n in range(1, 24)])

	def test_official_ones_have_5_categories_and_23_indicators(self):
		made = template(official=1, source="หนังสือกรมการพัฒนาชุมชน (ทดสอบ)").insert()
		self.assertIsNone(made.notice)
		self.assertNotIn(SAMPLE_NOTICE, made.title)
		for change in (
			lambda t: t.indicators.pop(),
			lambda t: t.append(
				"indicators", {"category": SAMPLE["categories"][0]["category"], "indicator": "เกิน"}
			),
			lambda t: (
				t.append("categories", {"category": "หมวดเกิน"})
				and t.append("indicators", {"category": "หมวดเกิน", "indicator": "เกิน"})
			),
		):
			wrong = template(template_name="เกณฑ์ผิด", official=1, source="ทดสอบ")
			change(wrong)
			with self.assertRaises(OfficialTemplateError):
				wrong.insert()
		with self.assertRaises(OfficialTemplateError):
			template(template_name="ไม่มีที่มา", official=1, source=" ").insert()

	def test_what_is_wrong_is_named_with_its_row(self):
		for change, said in (
			(lambda t: t.indicators[3].update({"category": "ไม่มีหมวดนี้"}), "row 4"),
			(lambda t: t.indicators[7].update({"code": "1"}), "row 8"),
			(lambda t: t.indicators[4].update({"kind": "Scale", "min_score": 5, "max_score": 5}), "row 5"),
			(lambda t: t.indicators[4].update({"kind": "Scale", "min_score": -5, "max_score": 0}), "row 5"),
			(lambda t: t.indicators[5].update({"weight": 0}), "row 6"),
			(lambda t: t.indicators[5].update({"weight": -1}), "row 6"),
			(lambda t: t.indicators[5].update({"needed": 0}), "row 6"),
			(lambda t: t.indicators[5].update({"formula": "import os"}), "row 6"),
			(lambda t: t.indicators[5].update({"formula": "value / 0"}), "row 6"),
			(lambda t: t.indicators[5].update({"weight": "หนัก"}), "row 6"),
			(lambda t: t.categories[1].update({"category": t.categories[0].category}), "row 2"),
			(lambda t: t.append("categories", {"category": "ว่างเปล่า"}), "row 6"),
			(lambda t: t.bands[0].update({"min_percent": 1}), "Bands"),
			(lambda t: t.bands[1].update({"min_percent": 101}), "row 2"),
			(lambda t: t.bands[1].update({"min_percent": 80}), "row 3"),
			(lambda t: t.update({"from_fiscal_year": 3024}), "2567"),
			(lambda t: t.update({"from_fiscal_year": 67}), "2567"),
			(lambda t: t.update({"to_fiscal_year": 2566}), "Until Fiscal Year"),
			(lambda t: t.update({"rounds": 0}), "Rounds"),
			(lambda t: t.update({"version": 0}), "Version"),
		):
			wrong = template()
			change(wrong)
			with self.assertRaises(frappe.ValidationError, msg=said) as raised:
				wrong.insert()
			self.assertIn(said, str(raised.exception))

	def test_a_version_is_there_once(self):
		template().insert()
		with self.assertRaises(TemplateError):
			template().insert()

	def test_the_template_of_a_year(self):
		frappe.db.set_value("Assessment Template", {"status": "In Use"}, "status", "Retired")
		self.assertIsNone(find_template(2568))
		first = template(status="In Use", to_fiscal_year=2568).insert()
		second = template(status="In Use", version=2).insert()
		official = template(
			template_name="เกณฑ์ราชการ", status="In Use", official=1, source="ทดสอบ", from_fiscal_year=2570
		).insert()
		template(version=3, from_fiscal_year=2569).insert()
		self.assertEqual(find_template(2566), None)
		self.assertEqual(find_template(2568), second.name)
		self.assertEqual(find_template(2569), second.name)
		self.assertEqual(find_template(2570), official.name)
		second.db_set("status", "Retired")
		self.assertEqual(find_template(2568), first.name)
		self.assertIsNone(find_template(2569))

	def test_once_used_its_meaning_stays(self):
		used = template(status="In Use").insert()
		make_assessment(template=used.name)
		for change in (
			lambda t: t.indicators[0].update({"indicator": "อย่างอื่น"}),
			lambda t: t.indicators.pop(),
			lambda t: t.bands[1].update({"min_percent": 50}),
			lambda t: t.update({"source": "ที่อื่น"}),
			lambda t: t.update({"from_fiscal_year": 2560}),
		):
			changed = frappe.get_doc("Assessment Template", used.name)
			change(changed)
			with self.assertRaises(TemplateInUseError):
				changed.save()
		retired = frappe.get_doc("Assessment Template", used.name)
		retired.update({"status": "Retired", "to_fiscal_year": 2569}).save()
		with self.assertRaises(TemplateInUseError):
			retired.delete()

	def test_copying_to_a_new_version(self):
		used = template(status="In Use").insert()
		make_assessment(template=used.name)
		copy = copy_to_new_version(used.name)
		copy.indicators[0].indicator = "อย่างอื่น"
		copy.insert()
		self.assertEqual((copy.version, copy.status, copy.copied_from), (2, "Draft", used.name))
		self.assertEqual(len(copy.indicators), 23)

	def test_officers_read_it_and_do_not_change_it(self):
		name = template().insert().name
		for kind in ("officer", "district", "chief", "province", "governor"):
			with signed_in(make_officer(kind)):
				found = frappe.get_doc("Assessment Template", name)
				found.check_permission("read")
				with self.assertRaises(frappe.PermissionError):
					found.save()


class TestImport(CONTestCase):
	def import_table(self, rows: list[list], kind: str = "xlsx"):
		content = (
			make_xlsx(rows, "Sheet").getvalue()
			if kind == "xlsx"
			else frappe.utils.csvutils.to_csv(rows).encode()
		)
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"criteria-{frappe.generate_hash(length=6)}.{kind}",
				"content": content,
			}
		).insert()
		data_import = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": "Assessment Template",
				"import_type": "Insert New Records",
				"import_file": file.file_url,
				"submit_after_import": 0,
			}
		).insert()
		importer = Importer("Assessment Template", data_import=data_import)
		importer.import_data()
		return data_import

	def logs(self, data_import) -> list:
		return frappe.get_all(
			"Data Import Log",
			filters={"data_import": data_import.name},
			fields=["success", "docname", "messages", "exception", "row_indexes"],
		)

	def setUp(self):
		super().setUp()
		frappe.clear_messages()

	def named(self, name: str) -> str:
		"""A name of its own: what Data Import brings in is committed."""
		return f"{name} {frappe.generate_hash(length=8)}"

	def rows_of(self, name: str, **values) -> list[list]:
		return table(
			{**frappe.parse_json(frappe.as_json(SAMPLE)), "template_name": name, "status": "Draft", **values}
		)

	def test_the_example_comes_in_as_it_is(self):
		for kind in ("xlsx", "csv"):
			name = self.named(kind)
			done = self.import_table(self.rows_of(name, official=1, source="หนังสือทดสอบ"), kind)
			self.assertEqual([log.success for log in self.logs(done)], [1], self.logs(done))
			made = frappe.get_doc("Assessment Template", {"template_name": name})
			self.assertEqual(
				[(i.code, i.category, i.indicator, i.computed_by or "", i.needed) for i in made.indicators],
				[
					(i["code"], i["category"], i["indicator"], i["computed_by"], i["needed"])
					for i in SAMPLE["indicators"]
				],
			)
			self.assertEqual(
				[c.category for c in made.categories], [c["category"] for c in SAMPLE["categories"]]
			)
			self.assertEqual([b.min_percent for b in made.bands], [0, 60, 80])
			self.assertTrue(made.official)

	def test_whoever_reads_thai_gets_the_same_headings_explained(self):
		rows = table()
		self.speak_thai()
		self.assertEqual(table(), rows)
		lines = explanation()
		self.assertEqual([line[0] for line in lines[1:]], rows[0])
		self.assertIn(["Indicator (Indicators)", "ตัวชี้วัด", "", ""], lines)

	def test_what_is_refused_names_the_row(self):
		name = self.named("ผิดหมวด")
		rows = self.rows_of(name)
		rows[5][rows[0].index("Indicator Category (Indicators)")] = "ไม่มีหมวดนี้"
		(log,) = self.logs(self.import_table(rows))
		self.assertFalse(log.success)
		# in the language of the site, or of the user: as this Frappe has it
		self.assertRegex(log.messages + (log.exception or ""), "(row|แถว) 5")
		self.assertFalse(frappe.db.exists("Assessment Template", {"template_name": name}))

	def test_downloading_the_example(self):
		with signed_in(make_officer("officer")):
			download_example()
		content = frappe.response.pop("filecontent")
		rows = read_xlsx_file_from_attached_file(fcontent=content)
		self.assertEqual(len(rows), 24)
		self.assertEqual(rows[0], table()[0])
		with signed_in("Guest"), self.assertRaises(frappe.PermissionError):
			download_example()
