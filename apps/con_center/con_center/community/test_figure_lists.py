"""With Frappe: what is wrong is told in its words."""

from con_center.community import figure_lists
from con_center.community.figure_lists import FIGURE, NUMBER, VILLAGE, Column, Place, Reader, as_number
from con_center.entry.spreadsheets import bare
from con_center.tests.case import CONTestCase

PLACES = [
	Place("340101", "ในเมือง", "เมืองอุบลราชธานี", "อุบลราชธานี"),
	Place("340702", "หนองบัว", "เดชอุดม", "อุบลราชธานี"),
	Place("250101", "หนองบัว", "เมืองปราจีนบุรี", "ปราจีนบุรี"),
]
KNOWN = {bare("ครัวเรือน"): "HOUSEHOLDS", bare("รายได้เฉลี่ย"): "BMN.INCOME"}


def read(headings, rows, scope="00"):
	reader = Reader(figure_lists.columns(headings, rows[0] if rows else [], KNOWN), PLACES, scope)
	return reader, list(reader.read(enumerate(rows, 2)))


class TestColumns(CONTestCase):
	def test_headings_are_known_by_many_names(self):
		found = figure_lists.columns(["ลำดับ", "รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "ครัวเรือน", "หมายเหตุ"], [], KNOWN)
		self.assertEqual([c.is_what for c in found], ["Left Out", VILLAGE, "Village Name", FIGURE, ""])
		self.assertEqual(found[3].indicator, "HOUSEHOLDS")

	def test_of_two_for_the_same_the_second_is_not_known(self):
		found = figure_lists.columns(["รหัสหมู่บ้าน", "ครัวเรือน", "ครัวเรือน"], [], KNOWN)
		self.assertEqual([c.is_what for c in found], [VILLAGE, FIGURE, ""])

	def test_the_row_of_headings_is_found_below_a_title(self):
		rows = [["ข้อมูลพื้นฐานระดับหมู่บ้าน"], [None], ["รหัสหมู่บ้าน", "ครัวเรือน"], ["34010101", 120]]
		self.assertEqual(figure_lists.find_headings(rows, KNOWN), 2)
		self.assertEqual(figure_lists.find_headings([["a", "b"], [1, 2]], KNOWN), -1)

	def test_what_is_missing_is_told(self):
		reader, _rows = read(["รหัสหมู่บ้าน", "ชื่อ"], [])
		self.assertIn("figure", reader.missing())
		reader, _rows = read(["ชื่อหมู่บ้าน", "ครัวเรือน"], [])
		self.assertIn("village", reader.missing())
		reader, _rows = read(["ตำบล", "หมู่ที่", "ครัวเรือน"], [])
		self.assertIsNone(reader.missing())


class TestRows(CONTestCase):
	HEADINGS = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "ครัวเรือน", "รายได้เฉลี่ย")

	def test_a_row_is_read(self):
		_reader, (row,) = read(self.HEADINGS, [[34010104.0, "บ้านดอนกลาง", "๑,๒๕๐", 61250.5]])
		self.assertEqual((row.village, row.village_name), ("34010104", "บ้านดอนกลาง"))
		self.assertEqual(row.figures, {"HOUSEHOLDS": 1250.0, "BMN.INCOME": 61250.5})
		self.assertEqual(row.problems, [])

	def test_empty_cells_are_no_figures_and_no_problem(self):
		_reader, (row,) = read(self.HEADINGS, [["34010104", "", "", "-"]])
		self.assertEqual((row.figures, row.problems), ({}, []))

	def test_what_is_wrong_is_told_with_its_row(self):
		rows = [
			["340101", "x", 1, 1],
			["99999999", "x", 1, 1],
			["34010100", "x", 1, 1],
			["25010101", "x", 1, 1],
			["34010101", "x", "มาก", 5],
			["34010101", "x", 3, 5],
			[None, "", None, None],
		]
		_reader, found = read(self.HEADINGS, rows, "34")
		self.assertEqual([row.number for row in found], [2, 3, 4, 5, 6, 7])
		self.assertEqual([row.village for row in found], [None, None, None, None, "34010101", None])
		for row in found:
			self.assertEqual(len(row.problems), 1, row)
		self.assertEqual((found[4].figures, found[4].lost), ({"BMN.INCOME": 5.0}, 1))
		self.assertIn("6", found[5].problems[0])

	def test_a_sub_district_is_known_by_its_names(self):
		headings = ("จังหวัด", "อำเภอ", "ตำบล", "หมู่ที่", "ครัวเรือน")
		rows = [
			["จ.อุบลราชธานี", "อ.เดชอุดม", "ต.หนองบัว", "๔", 10],
			["ปราจีนบุรี", "", "หนองบัว", 12, 10],
			["", "", "หนองบัว", 1, 10],
			["", "", "ไม่มีตำบล", 1, 10],
			["", "", "ในเมือง", 0, 10],
			["", "", "", 1, 10],
		]
		_reader, found = read(headings, rows)
		self.assertEqual([row.village for row in found], ["34070204", "25010112", None, None, None, None])
		self.assertTrue(all(row.problems for row in found[2:]))

	def test_the_area_of_the_import_tells_one_of_several(self):
		_reader, (row,) = read(("ตำบล", "หมู่ที่", "ครัวเรือน"), [["หนองบัว", 2, 1]], "34")
		self.assertEqual(row.village, "34070202")

	def test_numbers(self):
		for cell, expected in (
			(5, (5.0, "")),
			("1,250.50", (1250.5, "")),
			("85%", (85.0, "")),
			("๑๒", (12.0, "")),
			("", (None, "")),
			(None, (None, "")),
			("ไม่มีข้อมูล", (None, "")),
			("12 ครัวเรือน", (None, "12 ครัวเรือน")),
			("nan", (None, "nan")),
			(float("inf"), (None, "inf")),
			("1e300", (None, "1e300")),
			(True, (None, "True")),
		):
			with self.subTest(cell=cell):
				self.assertEqual(as_number(cell), expected)

	def test_a_column_without_a_figure_is_left_out(self):
		wanted = [Column("", VILLAGE, None, ""), Column("", FIGURE, None, ""), Column("", NUMBER, None, "")]
		self.assertTrue(Reader(wanted, PLACES, "00").missing())
