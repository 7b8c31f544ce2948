"""Dates as people read them: Frappe's formatter, prints, e-mails, exports and imports, in the era of their reader."""

import csv
import datetime
import io
import sys
from types import FunctionType
from unittest.mock import patch

import frappe
import openpyxl
from frappe.core.doctype.data_import.importer import ImportFile
from frappe.core.doctype.report.report import Report
from frappe.desk import reportview
from frappe.utils import formatters
from frappe.utils.data import format_date, format_datetime, global_date_format
from frappe.utils.dateutils import get_period

from con_center.era import choice, exporting, install
from con_center.organization.factories import make_officer
from con_center.tests.case import CONTestCase

DAY, MOMENT = "2026-11-26", "2026-11-26 14:30:00"


class EraTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		self.addCleanup(setattr, frappe.local, "con_era", None)
		self.read("th")

	def read(
		self, lang: str, chosen: str | None = None, setting: str | None = None, export: str | None = None
	):
		"""Let the reader have a language, a choice of his own, and a site with these settings."""
		frappe.local.lang = lang
		frappe.defaults.clear_default(key=choice.CHOICE, parent=frappe.session.user)
		if chosen:
			frappe.defaults.set_user_default(choice.CHOICE, chosen)
		frappe.db.set_single_value("CON Settings", {"date_era": setting, "export_dates": export})
		frappe.clear_document_cache("CON Settings", "CON Settings")
		frappe.local.con_era = None


class TestEra(EraTestCase):
	def test_the_language_decides_then_the_site_then_the_reader(self):
		for lang, chosen, setting, expected in (
			("th", None, None, True),
			("en", None, None, False),
			("th", None, "By Language", True),
			("en", None, choice.BUDDHIST, True),
			("th", None, choice.COMMON, False),
			("th", choice.COMMON, choice.BUDDHIST, False),
			("en", choice.BUDDHIST, choice.COMMON, True),
		):
			with self.subTest(lang=lang, chosen=chosen, setting=setting):
				self.read(lang, chosen, setting)
				self.assertIs(choice.is_buddhist(), expected)

	def test_a_text_for_several_people_goes_by_the_site(self):
		self.read("th", choice.COMMON)
		with choice.of_the_site():
			self.assertEqual(format_date(DAY), "26 พ.ย. 2569")
		self.assertNotIn("2569", format_date(DAY))

	def test_who_chooses_is_told_the_desk(self):
		for era in (choice.COMMON, choice.BUDDHIST):
			choice.choose(era)
			told = frappe._dict()
			choice.tell_the_desk(told)
			self.assertEqual(told.con_center_era, era)
		with self.assertRaises(frappe.ValidationError):
			choice.choose("Era of the Dragon")


class TestFormatting(EraTestCase):
	def test_dates_in_thai_and_in_english(self):
		self.assertEqual(format_date(DAY), "26 พ.ย. 2569")
		self.assertRegex(format_datetime(MOMENT), r"^26 พ\.ย\. 2569 14:30")
		self.assertEqual(global_date_format(DAY), "26 พฤศจิกายน 2569")
		self.assertEqual(formatters.format_value(DAY, {"fieldtype": "Date"}), "26 พ.ย. 2569")
		self.assertEqual(formatters.format_value(datetime.date(2026, 11, 26)), "26 พ.ย. 2569")
		self.read("en", choice.BUDDHIST)
		self.assertEqual(format_date(DAY), "26 Nov 2569")

	def test_a_reader_of_the_common_era_has_what_frappe_writes(self):
		self.read("th", choice.COMMON)
		self.assertEqual(format_date(DAY), format_date.of_frappe(DAY))
		self.assertEqual(format_datetime(MOMENT), format_datetime.of_frappe(MOMENT))
		self.assertEqual(global_date_format(DAY), global_date_format.of_frappe(DAY))

	def test_a_format_that_is_named_stays_its_authors(self):
		self.assertEqual(format_date(DAY, "dd/MM/yyyy"), "26/11/2026")
		self.assertEqual(format_datetime(MOMENT, "yyyyMMdd"), "20261126")

	def test_nothing_and_dates_before_the_calendar_was_changed(self):
		self.assertEqual(format_date(None), "")
		self.assertEqual(format_value_of_nothing(), "")
		self.assertEqual(format_date("1900-01-02"), format_date.of_frappe("1900-01-02"))

	def test_what_stands_below_a_chart(self):
		for interval, expected in (
			("Daily", "26 พ.ย. 2569"),
			("Monthly", "พ.ย. 2569"),
			("Quarterly", "ไตรมาส 4/2569"),
			("Yearly", "2569"),
		):
			self.assertEqual(get_period(DAY, interval), expected)

	def test_no_module_has_kept_frappes_own(self):
		own = {function.of_frappe for function in install.TAKEN_OVER}
		kept = [
			f"{module.__name__}.{name}"
			for module in filter(None, list(sys.modules.values()))
			for name, value in list(vars(module).items())
			if isinstance(value, FunctionType) and value in own
		]
		self.assertEqual(
			[name for name in kept if not name.startswith(install.for_importing_again.__name__)], []
		)

	def test_prints_and_templates(self):
		for template, expected in (
			("{{ frappe.format('2026-11-26', {'fieldtype': 'Date'}) }}", "26 พ.ย. 2569"),
			("{{ frappe.utils.formatdate('2026-11-26') }}", "26 พ.ย. 2569"),
			("{{ frappe.format_date('2026-11-26') }}", "26 พฤศจิกายน 2569"),
			("{{ doc.get_formatted('date') }}", "26 พ.ย. 2569"),
		):
			with self.subTest(template=template):
				doc = frappe.get_doc({"doctype": "ToDo", "date": DAY, "description": "x"})
				self.assertEqual(frappe.render_template(template, {"doc": doc}), expected)

	def test_a_printed_document(self):
		todo = frappe.get_doc({"doctype": "ToDo", "date": DAY, "description": "x"}).insert()
		html = frappe.get_print("ToDo", todo.name, print_format="Standard")
		self.assertIn("26 พ.ย. 2569", html)
		self.assertNotIn("2026-11-26", html)


class TestMail(EraTestCase):
	def test_a_notification(self):
		notification = frappe.get_doc(
			doctype="Notification",
			name="era",
			subject="ครบกำหนด {{ doc.get_formatted('date') }}",
			message="ภายใน {{ frappe.utils.formatdate(doc.date) }}",
			document_type="ToDo",
			event="New",
			channel="Email",
			recipients=[{"receiver_by_role": "CON Administrator", "cc": "archive@example.com"}],
		)
		todo = frappe.get_doc({"doctype": "ToDo", "date": DAY, "description": "x"}).insert()
		with patch.object(frappe, "sendmail") as sent:
			notification.send_an_email(todo, {"doc": todo, "alert": notification, "comments": None})
		self.assertEqual(sent.call_args.kwargs["subject"], "ครบกำหนด 26 พ.ย. 2569")
		self.assertIn("ภายใน 26 พ.ย. 2569", sent.call_args.kwargs["message"])

	def test_a_report_by_e_mail_is_in_the_era_of_its_user(self):
		user = make_officer("district")
		columns = [frappe._dict(fieldname="day", fieldtype="Date", label="Day")]
		for chosen, expected in ((None, "26 พ.ย. 2569"), (choice.COMMON, None)):
			frappe.defaults.clear_default(key=choice.CHOICE, parent=user)
			if chosen:
				frappe.defaults.set_user_default(choice.CHOICE, chosen, user)
			frappe.local.con_era = None
			for kind in ("HTML", "CSV"):
				email = frappe.get_doc(
					doctype="Auto Email Report",
					report="Meetings by Area",
					user=user,
					email_to="x@example.com",
					format=kind,
					filters="{}",
				)
				rows = [frappe._dict(day=datetime.date(2026, 11, 26))]
				with patch.object(Report, "get_data", lambda *_args, rows=rows, **_more: (columns, rows)):
					content = email.get_report_content()
				content = content if isinstance(content, str) else content.decode()
				with self.subTest(chosen=chosen, kind=kind):
					self.assertEqual("2569" in content, expected is not None)
					if expected:
						self.assertIn(expected, content)


def format_value_of_nothing():
	return formatters.format_value(None, {"fieldtype": "Date"})


class TestExport(EraTestCase):
	def export(self, kind: str) -> bytes:
		frappe.local.form_dict = frappe._dict(
			doctype="ToDo",
			fields='["`tabToDo`.`date`", "`tabToDo`.`modified`"]',
			filters=frappe.as_json([["ToDo", "description", "=", "era"]]),
			file_format_type=kind,
			title="x",
		)
		reportview.export_query()
		return frappe.response.filecontent

	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "form_dict", frappe.local.form_dict)
		frappe.get_doc({"doctype": "ToDo", "date": DAY, "description": "era"}).insert()

	def csv_cell(self) -> str:
		return list(csv.reader(io.StringIO(self.export("CSV").decode())))[1][1]

	def excel_cell(self):
		return openpyxl.load_workbook(io.BytesIO(self.export("Excel"))).active["B2"]

	def test_a_csv_file_reads_as_the_screen_does(self):
		self.assertEqual(self.csv_cell(), "26 พ.ย. 2569")

	def test_in_a_spreadsheet_a_date_stays_a_date(self):
		cell = self.excel_cell()
		self.assertEqual((cell.value.date(), cell.is_date), (datetime.date(2026, 11, 26), True))
		self.assertEqual(cell.number_format, exporting.THAI_CALENDAR)

	def test_iso_where_the_site_asks_for_it_or_the_reader_reads_the_common_era(self):
		for settings in ({"export": "ISO"}, {"chosen": choice.COMMON}):
			with self.subTest(**settings):
				self.read("th", **settings)
				self.assertEqual(self.csv_cell(), DAY)
				self.assertNotIn("107041E", self.excel_cell().number_format)


class TestImport(EraTestCase):
	def test_dates_are_imported_as_they_are_typed(self):
		texts = (
			"26/11/2569",
			"26-11-69",
			"26 พ.ย. 2569",
			"๒๖/๑๑/๒๕๖๙",
			"2026-11-26",
			"26/11/2026",
			"26/11/69",
		)
		self.assertEqual(self.imported(texts), [datetime.date(2026, 11, 26)] * len(texts))

	def test_a_column_with_the_month_first_is_read_so(self):
		self.assertEqual(
			self.imported(("11-26-2026", "05-06-2026", "11-30-2026")),
			[datetime.date(2026, 11, 26), datetime.date(2026, 5, 6), datetime.date(2026, 11, 30)],
		)

	def imported(self, texts: tuple[str]) -> list[datetime.date]:
		rows = "\n".join(f"{text},นำเข้า {number}" for number, text in enumerate(texts))
		file = frappe.get_doc(
			doctype="File", file_name="con_era.csv", is_private=1, content=f"date,description\n{rows}"
		).insert()
		read = ImportFile("ToDo", file.file_url, import_type="Insert New Records")
		return [frappe.utils.getdate(row.doc.date) for row in read.get_payloads_for_import()]
