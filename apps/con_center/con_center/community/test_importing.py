import io
import json

import frappe
from openpyxl import Workbook

from con_center.committees.factories import MEETING_AREA
from con_center.community import importing
from con_center.community.doctype.community_data_import import community_data_import as data_import
from con_center.community.doctype.village_figure.village_figure import VillageFigureError
from con_center.community.factories import make_figure, make_import
from con_center.organization.factories import OTHER, areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of
from con_center.tests.counting import counting

test_ignore = [*links_of("Village Figure"), *links_of("Community Data Import")]
HEADINGS = "รหัสหมู่บ้าน,ชื่อหมู่บ้าน,ครัวเรือน,รายได้เฉลี่ย\n"


def village(number: int) -> str:
	return f"{MEETING_AREA}{number:02d}"


def workbook(rows) -> bytes:
	book, file = Workbook(), io.BytesIO()
	for row in rows:
		book.active.append(row)
	book.save(file)
	return file.getvalue()


class ImportTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("imports")
		self.addCleanup(frappe.db.rollback, save_point="imports")

	def look(self, doc, kind: str = "officer"):
		with signed_in(make_officer(kind, areas_of(MEETING_AREA))):
			data_import.look(doc.name)
		return frappe.get_doc(doc.doctype, doc.name)

	def bring_in(self, doc, kind: str = "officer"):
		with signed_in(make_officer(kind, areas_of(MEETING_AREA))):
			data_import.bring_in(doc.name)
		return frappe.get_doc(doc.doctype, doc.name)

	def figures(self, **filters) -> dict:
		rows = frappe.get_all(
			"Village Figure", {"area": MEETING_AREA, **filters}, ["village", "indicator", "value"]
		)
		return {(row.village, row.indicator): row.value for row in rows}


class TestImport(ImportTestCase):
	def test_what_was_found_is_shown_before_anything_is_written(self):
		content = HEADINGS + f"{village(1)},บ้านหนึ่ง,120,61000\n{village(2)},บ้านสอง,มาก,52000\n99,x,1,1\n"
		doc = self.look(make_import(content=content))
		self.assertEqual(doc.status, "Read")
		self.assertEqual((doc.rows_read, doc.villages, doc.figures), (3, 2, 3))
		self.assertEqual((doc.rows_left_out, doc.cells_left_out), (1, 1))
		self.assertEqual(len(doc.problems.split("\n")), 2)
		self.assertEqual(json.loads(doc.preview)[0]["figures"], {"HOUSEHOLDS": 120, "BMN.INCOME": 61000})
		self.assertEqual(self.figures(), {})

	def test_it_is_written(self):
		doc = self.bring_in(self.look(make_import(content=HEADINGS + f"{village(1)},บ้านหนึ่ง,120,61000\n")))
		self.assertEqual(doc.status, "Imported")
		stored = frappe.get_doc("Village Figure", f"{village(1)}-HOUSEHOLDS-2568")
		self.assertEqual((stored.value, stored.village_name, stored.data_import), (120, "บ้านหนึ่ง", doc.name))
		self.assertEqual(
			(stored.area, stored.level, stored.district, stored.province),
			(MEETING_AREA, "Sub-district", "3402", "34"),
		)

	def test_what_stood_there_is_replaced_and_nothing_else(self):
		make_figure(village(1), value=90)
		make_figure(village(1), year=2567, value=80)
		make_figure(village(2), value=70)
		self.bring_in(self.look(make_import(content=HEADINGS + f"{village(1)},,120,\n")))
		self.assertEqual(
			self.figures(year=2568), {(village(1), "HOUSEHOLDS"): 120, (village(2), "HOUSEHOLDS"): 70}
		)
		self.assertEqual(self.figures(year=2567), {(village(1), "HOUSEHOLDS"): 80})

	def test_spreadsheets_are_read(self):
		rows = [
			["ข้อมูล กชช.2ค"],
			["จังหวัด", "อำเภอ", "ตำบล", "หมู่ที่", "จำนวนครัวเรือน"],
			["อุบลราชธานี", "ศรีเมืองใหม่", frappe.db.get_value("Area", MEETING_AREA, "area_name"), 3, 85],
		]
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			file = frappe.get_doc(
				{"doctype": "File", "file_name": "figures.xlsx", "content": workbook(rows), "is_private": 1}
			).insert()
		doc = self.look(make_import(file=file.file_url))
		self.assertEqual((doc.villages, doc.figures, doc.problems), (1, 1, ""))

	def test_the_older_thai_encoding_is_read(self):
		doc = self.look(make_import(content=(HEADINGS + f"{village(1)},บ้านหนึ่ง,120,1\n").encode("cp874")))
		self.assertEqual((doc.villages, json.loads(doc.preview)[0]["name"]), (1, "บ้านหนึ่ง"))

	def test_somebody_says_what_a_column_is(self):
		content = f"รหัสหมู่บ้าน,ครัวเรือน,ช่องแปลก\n{village(1)},5,33\n"
		doc = self.look(make_import(content=content))
		self.assertEqual([row.is_what for row in doc.file_columns], ["Code of the Village", "Figure", ""])
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			doc.file_columns[2].update({"is_what": "Figure", "indicator": "PEOPLE"})
			doc.save()
		self.assertEqual(doc.status, "New")
		doc = self.look(doc)
		self.assertEqual(doc.figures, 2)
		self.bring_in(doc)
		self.assertEqual(self.figures(), {(village(1), "HOUSEHOLDS"): 5, (village(1), "PEOPLE"): 33})

	def test_what_lies_outside_is_told(self):
		doc = self.look(make_import(content=HEADINGS + f"{OTHER['sub_district']}01,x,1,1\n"))
		self.assertEqual((doc.villages, doc.rows_left_out), (0, 1))
		with self.assertRaises(data_import.DataImportError):
			self.bring_in(doc)

	def test_what_cannot_be_read_says_so(self):
		for content in ("x", "PK\x03\x04 no zip", "ชื่อ,อื่น\n1,2\n"):
			doc = self.look(make_import(content=content))
			with self.subTest(content=content):
				self.assertEqual(doc.status, "Failed")
				self.assertTrue(doc.problems)

	def test_it_is_looked_at_first(self):
		with self.assertRaises(data_import.DataImportError):
			self.bring_in(make_import(content=HEADINGS + f"{village(1)},x,1,1\n"))

	def test_a_client_does_not_say_that_it_was_read(self):
		doc = make_import(status="Read", figures=9)
		self.assertEqual((doc.status, doc.figures or 0), ("New", 0))

	def test_nothing_is_written_where_something_breaks(self):
		doc = self.look(make_import(content=HEADINGS + f"{village(1)},x,1,1\n"))
		before = importing._replace
		calls = []

		def breaks(rows):
			before(rows)
			calls.append(rows)
			raise RuntimeError("broken")

		importing._replace = breaks
		self.addCleanup(setattr, importing, "_replace", before)
		doc = self.bring_in(doc)
		self.assertEqual((doc.status, self.figures()), ("Failed", {}))
		self.assertTrue(calls)

	def test_the_file_of_another_document_is_not_read(self):
		# files of the same content are one
		other = make_import(content=HEADINGS + f"{village(1)},บ้านหนึ่ง,120,1\n")
		doc = make_import(content=HEADINGS)
		frappe.db.set_value(doc.doctype, doc.name, "file", other.file)
		self.assertEqual(self.failing(doc), "DataFileError")

	def failing(self, doc) -> str:
		try:
			self.look(doc)
		except frappe.ValidationError as error:
			return type(error).__name__
		return ""

	def test_strangers_do_neither(self):
		doc = make_import(content=HEADINGS)
		with signed_in(make_officer("officer")):
			for function in (data_import.look, data_import.bring_in):
				with self.assertRaises(frappe.PermissionError):
					function(doc.name)

	def test_an_area_above_ones_own_is_refused(self):
		with self.assertRaises(frappe.PermissionError):
			make_import("34")

	def test_a_large_file_costs_a_fixed_number_of_statements(self):
		few, many = (
			self.statements([[village(1 + n % 99), "x", n, n] for n in range(number)]) for number in (20, 90)
		)
		self.assertEqual(few, many)

	def statements(self, rows) -> int:
		content = HEADINGS + "\n".join(",".join(map(str, row)) for row in rows)
		doc = self.look(make_import(content=content))
		with counting() as asked:
			importing.bring_in(doc)
		return len(asked)


class TestVillageFigure(ImportTestCase):
	def test_it_is_named_by_what_it_is(self):
		figure = make_figure(village(7), year=2569)
		self.assertEqual(figure.name, f"{village(7)}-HOUSEHOLDS-2569")
		self.assertEqual(figure.area, MEETING_AREA)
		with self.assertRaises(frappe.DuplicateEntryError):
			make_figure(village(7), year=2569)

	def test_a_village_is_eight_digits(self):
		for wrong in (MEETING_AREA, village(0), "3402020x", "03402021", "๓๔๐๒๐๒๐๑"):
			with self.subTest(wrong=wrong), self.assertRaises((VillageFigureError, frappe.ValidationError)):
				make_figure(wrong)

	def test_years_are_of_the_buddhist_era(self):
		with self.assertRaises(frappe.ValidationError):
			make_figure(village(8), year=1999)

	def test_of_another_area_nobody_enters_one(self):
		with signed_in(make_officer("officer")), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(
				{
					"doctype": "Village Figure",
					"village": village(9),
					"indicator": "PEOPLE",
					"year": 2568,
					"value": 1,
				}
			).insert()

	def test_codes_of_figures(self):
		for wrong in ("a b", "ไทย", "x" * 21, "a-b"):
			with self.subTest(wrong=wrong), self.assertRaises(frappe.ValidationError):
				frappe.get_doc(
					{
						"doctype": "Community Indicator",
						"code": wrong,
						"indicator_name": "x",
						"source": "Other",
						"adds_up": "Sum",
					}
				).insert()
