"""Yearly reports of provinces: they write themselves, keep what was edited, and stay as they were sent."""

import re
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.utils import cint
from pypdf import PdfReader

from con_center import thai
from con_center.approval.decision import NotOfThisAreaError, OwnWorkError, ReasonMissingError, decide
from con_center.approval.factories import decide_anyway, take
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.committees.factories import make_current_committee
from con_center.entry.fiscal_year import FiscalYearError
from con_center.organization.factories import (
	FISCAL_YEAR,
	OTHER,
	OWN,
	areas_of,
	make_assignment,
	make_center,
	make_officer,
	signed_in,
)
from con_center.overview import outline, scale, yearly, yearly_pages, yearly_text
from con_center.overview.doctype.yearly_report.yearly_report import (
	YearlyReportError,
	YearlyReportSentError,
)
from con_center.overview.factories import (
	WAY,
	complete,
	make_central,
	make_yearly_report,
	make_yearly_report_in,
)
from con_center.planning.factories import make_plan_in
from con_center.printing import engine
from con_center.printing.test_formats import previewed, printed
from con_center.printing.test_pdf_text import dense, poppler_text
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Yearly Report")

# a district in which no other test and no demo enters anything
AREA, NEXT, DISTRICT = "341101", "341102", "3411"


class YearlyReportTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("yearly_report")
		for area in (AREA, NEXT, DISTRICT):
			make_center(area)
		self.report = make_yearly_report()
		self.officer = self.report.owner

	def tearDown(self):
		super().tearDown()
		frappe.db.rollback(save_point="yearly_report")

	def again(self):
		"""Return the report as it is stored, as its officer opens it."""
		return frappe.get_doc("Yearly Report", self.report.name)

	def part(self, report, heading: str):
		return next(row for row in report.parts if row.heading == heading)

	def as_officer(self, method: str, *values):
		with signed_in(self.officer):
			report = self.again()
			getattr(report, method)(*values)
		return self.again()

	def edit(self, heading: str, text: str):
		with signed_in(self.officer):
			report = self.again()
			self.part(report, heading).text = text
			return report.save()


class TestWritingItself(YearlyReportTestCase):
	def test_all_parts_are_written(self):
		form = frappe.get_doc("Yearly Report Form", self.report.form)
		self.assertEqual([row.heading for row in self.report.parts], [row.heading for row in form.parts])
		for row in self.report.parts:
			self.assertNotRegex(row.text or "", r"[{}]")
			self.assertEqual((cint(row.edited), cint(row.outdated)), (0, 0))
		self.assertIn("อุบลราชธานี", self.report.parts[0].text)
		self.assertEqual(
			self.report.title, f"จ.อุบลราชธานี ปีงบประมาณ {self.report.fiscal_year}: รายงานประจำปี ศอช."
		)

	def test_every_placeholder_stands_for_something(self):
		values = yearly_text.values(self.report.get_figures())
		self.assertEqual(set(values), set(yearly_text.PLACEHOLDERS))
		self.assertEqual([name for name, value in values.items() if not str(value).strip()], [])

	def test_numbers_of_the_text_are_those_of_the_tables(self):
		make_current_committee(AREA)
		make_plan_in("Plan Approved", area=AREA)
		report = self.as_officer("write_anew")
		figures = report.get_figures()
		table = yearly_pages.table_of_districts(figures)["rows"]
		total, rows = table[-1], table[:-1]
		values = yearly_text.values(figures)
		for key in ("centers", "in_office", "met", "plans", "assessed", "reports"):
			with self.subTest(key=key):
				self.assertEqual(values[key], total[key])
				self.assertEqual(number_of(total[key]), sum(number_of(row[key]) for row in rows))
		self.assertGreaterEqual(number_of(total["plans"]), 1)
		text = self.part(report, "แผนปฏิบัติการและงบประมาณ").text
		self.assertIn(f"{total['plans']} แผน", text)
		self.assertIn(
			f"ร้อยละ {yearly.percent(number_of(total['plans']), number_of(total['centers']))})", text
		)
		[drawn] = [
			each
			for each in yearly_pages.maps_of_documents(figures)["maps"]
			if each["title"] == frappe._("Approved Plan")
		]
		tiles = [number_of(tile["said"].split(" / ")[0]) for tile in drawn["tiles"] if tile["said"] != "–"]
		self.assertEqual(sum(tiles), number_of(total["plans"]))
		self.assertEqual(sum(step["number"] for step in drawn["legend"]), len(tiles))
		for row in yearly_pages.table_of_measures(figures)["rows"]:
			self.assertTrue(row["value"] and row["change"])

	def test_districts_that_lack_something_are_named(self):
		rows = [{"title": f"ก{n}", "plans": 0, "centers": 1} for n in range(10)]
		rows.append({"title": "ครบ", "plans": 1, "centers": 1})
		figures = {"parts": rows, "total": {"plans": 1, "centers": 11}}
		found = yearly_text.done("plans", figures, lambda row: row["plans"], "centers")
		self.assertEqual(found["plans_percent"], "9.1")
		self.assertEqual(found["plans_missing"], " ".join(f"อำเภอก{n}" for n in range(8)) + " และอีก 2 อำเภอ")
		self.assertEqual(yearly_text.named([]), "ไม่มี")

	def test_changes_of_measures(self):
		for before, now, said in ((2, 5, "เพิ่มขึ้น 3 จากปีก่อน"), (5, 2, "ลดลง 3 จากปีก่อน"), (2, 2, "เท่ากับปีก่อน")):
			self.assertEqual(yearly_text.change({"trend": {"2569": before, "2570": now}}), said)
		self.assertEqual(yearly_text.change(None), "ยังไม่มีปีก่อนให้เทียบ")

	def test_few_people_are_not_told(self):
		figures = self.report.get_figures()
		figures["households"] = {"households": None, "helped": None, "times": None, "value": None}
		figures["disputes"] = {"received": 7, "agreed": None, "kept": 3}
		values = yearly_text.values(figures)
		for key in ("households", "households_helped", "help_times", "help_value", "disputes_agreed"):
			self.assertEqual(values[key], yearly_text.FEW)
		self.assertEqual(values["disputes"], "7")


class TestEditing(YearlyReportTestCase):
	HEADING, PLANS = "คณะกรรมการ", "แผนปฏิบัติการและงบประมาณ"

	def test_what_was_edited_stays_and_is_marked(self):
		report = self.edit(self.PLANS, "ปีนี้แผนเป็นไปตามเป้าหมาย")
		self.assertEqual(self.part(report, self.PLANS).edited, 1)
		make_current_committee(AREA)
		make_plan_in("Plan Approved", area=AREA)
		before = self.part(report, self.HEADING).text
		report = self.as_officer("write_anew")
		own = self.part(report, self.PLANS)
		self.assertEqual((own.text, own.edited, own.outdated), ("ปีนี้แผนเป็นไปตามเป้าหมาย", 1, 1))
		self.assertIn("แผน", own.proposal)
		other = self.part(report, self.HEADING)
		self.assertNotEqual(other.text, before)
		self.assertEqual((other.text, other.edited), (other.proposal, 0))

	def test_the_mark_goes_when_the_text_is_looked_at_again(self):
		self.edit(self.PLANS, "ก")
		make_plan_in("Plan Approved", area=AREA)
		self.as_officer("write_anew")
		# saving something else leaves it
		report = self.edit(self.HEADING, "ข")
		self.assertEqual(self.part(report, self.PLANS).outdated, 1)
		report = self.edit(self.PLANS, "ค")
		self.assertEqual(self.part(report, self.PLANS).outdated, 0)

	def test_a_proposal_is_taken(self):
		report = self.edit(self.PLANS, "ก")
		row = self.part(report, self.PLANS)
		report = self.as_officer("take_proposal", row.idx)
		row = self.part(report, self.PLANS)
		self.assertEqual((row.text, row.edited), (row.proposal, 0))
		with self.assertRaises(YearlyReportError):
			self.as_officer("take_proposal", 99)

	def test_parts_are_taken_out_and_added(self):
		with signed_in(self.officer):
			report = self.again()
			report.parts = [row for row in report.parts if row.heading != self.HEADING]
			report.append("parts", {"heading": "งานเด่น", "text": "ตลาดชุมชน"})
			report.save()
		report = self.as_officer("write_anew")
		self.assertNotIn(self.HEADING, [row.heading for row in report.parts])
		own = self.part(report, "งานเด่น")
		self.assertEqual((own.text, own.edited, own.outdated), ("ตลาดชุมชน", 1, 0))

	def test_marks_and_figures_are_the_system_s(self):
		with signed_in(self.officer):
			report = self.again()
			before = report.figures
			report.figures = "{}"
			report.parts[0].update({"edited": 1, "outdated": 1, "proposal": "x", "template": "x"})
			report.save()
		report = self.again()
		self.assertEqual(report.get_figures(), frappe.parse_json(before))
		row = report.parts[0]
		self.assertEqual((cint(row.edited), cint(row.outdated)), (0, 0))
		self.assertNotEqual(row.template, "x")

	def test_a_form_of_another_text_is_for_the_next_report(self):
		form = frappe.get_doc("Yearly Report Form", self.report.form)
		form.parts[0].text = "จังหวัด{province}"
		form.save()
		report = self.as_officer("write_anew")
		self.assertNotEqual(report.parts[0].text, "จังหวัดอุบลราชธานี")
		self.assertEqual(make_yearly_report().parts[0].text, "จังหวัดอุบลราชธานี")

	def test_a_form_knows_its_placeholders(self):
		form = frappe.get_doc("Yearly Report Form", self.report.form)
		form.parts[0].text = "จังหวัด{provinz}"
		with self.assertRaises(frappe.ValidationError):
			form.save()
		known = {name for name, _meaning in yearly_text.known_placeholders()}
		self.assertEqual(known, set(yearly_text.PLACEHOLDERS))


class TestBadInput(YearlyReportTestCase):
	def new(self, **values):
		with signed_in(self.officer):
			return frappe.get_doc(
				{"doctype": "Yearly Report", "area": "34", "fiscal_year": FISCAL_YEAR - 9, **values}
			).insert()

	def test_provinces_alone_report(self):
		for area in (DISTRICT, AREA):
			with self.subTest(area=area), self.assertRaises(YearlyReportError):
				self.new(area=area)

	def test_years(self):
		with self.assertRaises(FiscalYearError):
			self.new(fiscal_year=1999)

	def test_there_is_one_a_year(self):
		with self.assertRaises(YearlyReportError):
			self.new(fiscal_year=self.report.fiscal_year)

	def test_without_a_form(self):
		frappe.db.set_value("Yearly Report Form", self.report.form, "disabled", 1)
		with self.assertRaises(YearlyReportError):
			self.new()

	def test_another_province(self):
		with self.assertRaises(frappe.PermissionError):
			self.new(area="24")
		stranger = make_officer("province", OTHER)
		with signed_in(stranger), self.assertRaises(frappe.PermissionError):
			yearly.collect("34", FISCAL_YEAR)
		with signed_in(stranger):
			self.assertFalse(frappe.get_list("Yearly Report", filters={"name": self.report.name}))

	def test_a_district_reads_none(self):
		for kind in ("officer", "district", "chief"):
			with signed_in(make_officer(kind)):
				self.assertFalse(frappe.has_permission("Yearly Report", "read", self.report.name), kind)


class TestWay(YearlyReportTestCase):
	def send(self, action="Send Up", user=None, **values):
		report = self.again()
		with signed_in(user or self.officer):
			return decide(report.doctype, report.name, action, report.modified, **values)

	def test_blanks_are_filled_in_first(self):
		with self.assertRaises(WrongDocumentError):
			self.send()

	def test_figures_that_have_changed_are_told(self):
		complete(self.report)
		make_plan_in("Plan Approved", area=AREA)
		with self.assertRaises(OddDocumentError):
			self.send()
		self.as_officer("write_anew")
		self.assertEqual(self.send().workflow_state, "Awaiting Signature")

	def test_names_of_people_are_told(self):
		complete(self.report)
		self.edit("คณะกรรมการ", "ประธานคือ นายสมชาย ใจดี")
		with self.assertRaises(OddDocumentError) as raised:
			self.send()
		self.assertIn("นายสมชาย ใจดี", str(raised.exception))

	def test_it_stays_as_it_was_sent(self):
		complete(self.report)
		report = self.send()
		before = report.figures
		make_plan_in("Plan Approved", area=AREA)
		with signed_in(self.officer), self.assertRaises(NotOfThisAreaError):
			self.again().write_anew()
		governor = make_officer("governor", areas_of(f"{OWN['province']}0101"))
		with signed_in(governor), self.assertRaises(YearlyReportSentError):
			report = self.again()
			report.parts[0].text = "x"
			report.save()
		report = take(self.again(), WAY[1])
		self.assertEqual((report.workflow_state, report.figures), ("Report Sent", before))
		self.assertTrue(report.sent_on)
		with signed_in(self.officer), self.assertRaises(YearlyReportSentError):
			report.delete()

	def test_somebody_else_signs_and_the_department_takes_it_in(self):
		report = make_yearly_report_in("Report Accepted")
		self.assertEqual((report.docstatus, bool(report.accepted_on)), (1, True))
		log = frappe.get_all(
			"Approval Log",
			filters={"reference_name": report.name},
			pluck="user",
			order_by="decided_on, creation",
		)
		self.assertEqual(len(set(log)), 3)
		facts = report.public_facts()
		self.assertEqual(facts["kind"], "รายงานประจำปีการดำเนินงาน ศอช.")

	def test_who_wrote_it_does_not_sign_it(self):
		complete(self.report)
		self.send()
		make_assignment(self.officer, "ผู้ว่าราชการจังหวัด", "34")
		with self.assertRaises(OwnWorkError):
			self.send("Sign and Send", passing="ลองดู")

	def test_it_is_returned_with_a_reason(self):
		report = make_yearly_report_in("Report Sent")
		with signed_in(make_central()):
			with self.assertRaises(ReasonMissingError):
				decide(report.doctype, report.name, "Return", report.modified)
			report = decide_anyway(report.doctype, report.name, "Return", report.modified, "โปรดเพิ่มผลงานเด่น")
		self.assertEqual((report.workflow_state, report.return_reason), ("Returned", "โปรดเพิ่มผลงานเด่น"))
		with signed_in(report.owner):
			report = frappe.get_doc(report.doctype, report.name)
			report.append("parts", {"heading": "ผลงานเด่น", "text": "ตลาดชุมชน"})
			report.save()


class TestPrint(YearlyReportTestCase):
	def setUp(self):
		super().setUp()
		make_current_committee(AREA)
		make_plan_in("Plan Approved", area=AREA)
		self.report = complete(self.as_officer("write_anew"))

	def test_pages(self):
		engine.install()
		pdf = printed(self.report, "Yearly Report")
		pages = len(PdfReader(BytesIO(pdf)).pages)
		self.assertTrue(4 <= pages <= 8, pages)
		text = dense(poppler_text(pdf))
		for row in self.report.parts:
			self.assertIn(dense(thai.thai_digits(row.heading)), text)
		total = yearly_pages.table_of_districts(self.report.get_figures())["rows"][-1]
		self.assertIn(dense(thai.thai_digits(f"แผนปฏิบัติการที่อนุมัติแล้ว {total['plans']} แผน")), text)
		for title in ("อำเภอตระการพืชผล", "CCBY4.0", "@svg-maps/thailand"):
			self.assertIn(title.removeprefix("อำเภอ"), text)
		# in the digits of official papers, but for whose the outline is
		told = text.replace("CCBY4.0", "")
		self.assertEqual(re.findall(r"[0-9]+", told), [])

	def test_the_country_with_the_province_told_apart(self):
		html = previewed(self.report, "Yearly Report")
		dark = scale.COLOURS[-1]
		self.assertEqual(len(re.findall(rf'<path[^>]*fill="{dark}"', html)), 1)
		self.assertEqual(html.count('pygal-chart"'), html.count('role="img"') - html.count("ที่ตั้งของจังหวัด"))

	def test_what_was_typed_is_escaped(self):
		self.edit("คณะกรรมการ", "1 &lt; 2 <b>ก</b>")
		self.assertNotIn("<b>ก</b>", previewed(self.again(), "Yearly Report"))

	def test_it_is_the_same_in_every_language(self):
		before = frappe.local.lang
		self.addCleanup(setattr, frappe.local, "lang", before)
		seen = []
		for language in ("th", "en"):
			frappe.local.lang = language
			pages = yearly_pages.yearly_report_pages(self.report)
			seen.append(frappe.as_json(pages))
			self.assertEqual(frappe.local.lang, language)
		self.assertEqual(*seen)

	def test_without_the_outline_the_tiles_are_printed(self):
		with patch.object(outline, "file", return_value=Path("/nowhere")):
			html = previewed(self.report, "Yearly Report")
		self.assertNotIn("ที่ตั้งของจังหวัด", html)
		self.assertIn("con-tile", html)


def number_of(said: str) -> int:
	return int(said.replace(",", "") or 0)
