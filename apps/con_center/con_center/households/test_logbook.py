"""The log as a file: in the columns of the office's Logbook, for a reason that is kept."""

from io import BytesIO

import frappe
from frappe.utils import add_days, today
from openpyxl import load_workbook

from con_center.approval.openings import ExportReasonError
from con_center.households import logbook
from con_center.households.errors import HouseholdError
from con_center.households.factories import make_help, make_household
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear

REASON = "ส่งอำเภอเพื่อบันทึกในระบบ Logbook"


class TestLogbook(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.officer = make_officer("officer")
		self.help = make_help(make_household(head_name="นายเก็บ ไว้ดี", house_number="55/1"), what="=1+1")

	def download(self, user: str | None = None, reason: str = REASON, **values) -> list[tuple]:
		asked = {
			"area": OWN["sub_district"],
			"from_date": add_days(today(), -9),
			"to_date": today(),
			**values,
		}
		with signed_in(user or self.officer):
			logbook.download(reason=reason, **asked)
		sheet = load_workbook(BytesIO(frappe.response.pop("filecontent"))).active
		return list(sheet.iter_rows(values_only=True))

	def test_the_usual_layout_comes_out(self):
		heads, row = self.download()
		found = dict(zip(heads, row, strict=True))
		self.assertEqual((found["หัวหน้าครัวเรือน"], found["บ้านเลขที่"]), ("นายเก็บ ไว้ดี", "55/1"))
		self.assertEqual(found["เลขที่ครัวเรือนในระบบ"], self.help.household)
		self.assertEqual(float(found["มูลค่า (บาท)"]), 1500.25)

	def test_a_house_without_numbers_has_its_place_in_words(self):
		make_help(
			make_household(head_name="นายริม ทาง", village_no=0, house_number="", village_name="ชุมชนริมทาง")
		)
		heads, *rows = self.download()
		found = {row["หัวหน้าครัวเรือน"]: row for row in (dict(zip(heads, each, strict=True)) for each in rows)}
		row = found["นายริม ทาง"]
		self.assertEqual((row["หมู่ที่"], row["บ้านเลขที่"]), ("ชุมชนริมทาง", None))

	def test_a_text_is_no_formula(self):
		self.assertIn("'=1+1", self.download()[1])

	def test_every_content_of_a_column_comes_out(self):
		holds = frappe.get_meta("Logbook Column").get_field("holds").options.split("\n")
		self.assertEqual(set(holds), set(logbook.HOLDS))
		frappe.get_doc(
			{
				"doctype": "Logbook Layout",
				"layout_name": "ทุกคอลัมน์",
				"columns": [{"heading": each, "holds": each} for each in holds],
			}
		).insert()
		heads, row = self.download(layout="ทุกคอลัมน์")
		self.assertEqual(list(heads), holds)
		self.assertEqual(dict(zip(heads, row, strict=True))["District"], "เมืองอุบลราชธานี")

	def test_the_reason_is_kept(self):
		self.download()
		kept = frappe.get_last_doc("Case Opening", {"way": "Export"})
		self.assertEqual((kept.reason, kept.rows_exported, kept.user), (REASON, 1, self.officer))
		self.assertEqual((kept.area, kept.reference_doctype), (OWN["sub_district"], "Help Log"))
		for reason in ("", "   ", "ใช้"):
			with self.subTest(reason), self.assertRaises(ExportReasonError):
				self.download(reason=reason)

	def test_only_whose_log_it_is(self):
		for user in (make_officer("officer", OTHER), make_officer("chief"), make_officer("province")):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				self.download(user)
		with self.assertRaises(frappe.PermissionError):
			self.download(area=OWN["district"])
		self.assertEqual(len(self.download(make_officer("district"), area=OWN["district"])), 2)

	def test_no_days_no_layout(self):
		for values in ({"layout": "ไม่มี"}, {"from_date": "2020-01-01", "to_date": "2020-02-01"}):
			with self.subTest(values), self.assertRaises(HouseholdError):
				self.download(**values)

	def test_headings_are_there_once(self):
		layout = frappe.get_doc("Logbook Layout", "Logbook")
		layout.columns[1].heading = layout.columns[0].heading
		self.assertRaises(HouseholdError, layout.save)
