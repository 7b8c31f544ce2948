import frappe
from frappe.utils import getdate

from con_center.correspondence import registers
from con_center.correspondence.doctype.official_letter.test_official_letter import LetterTestCase
from con_center.correspondence.factories import make_incoming, make_letter, make_letter_in, take, way_of
from con_center.correspondence.registers import RegisterError
from con_center.correspondence.report.register_of_letters_received import (
	register_of_letters_received as received,
)
from con_center.correspondence.report.register_of_letters_sent import register_of_letters_sent as sent
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.thai import be_year

PROVINCE, DISTRICT = OWN["province"], OWN["district"]
YEAR = be_year(getdate())


class TestRegisters(LetterTestCase):
	def rows(self, report, user: str, **filters) -> list:
		with signed_in(user):
			return report.execute(filters)[1]

	def test_every_number_stands_there_once_cancelled_ones_too(self):
		first = make_letter_in("Issued")
		cancelled = take(make_letter_in("Issued"), (make_officer("governor"), "Cancel Document", "ออกซ้ำ"))
		last = make_letter_in("Issued")
		make_letter()
		frappe.db.set_value(
			first.doctype, first.name, "issued_on", "2026-11-02 09:30:00", update_modified=False
		)
		rows = self.rows(sent, make_officer("province"), area=PROVINCE, year=YEAR)
		runs = [row.register_number for row in rows]
		own = [row for row in rows if row.name in (first.name, cancelled.name, last.name)]
		self.assertEqual(runs, sorted(set(runs)))
		self.assertEqual(len(own), 3)
		self.assertIn("ออกซ้ำ", own[1].note)
		self.assertEqual(own[0].entry_day, "วันที่ 2 เดือน พฤศจิกายน พ.ศ. 2569")
		given = frappe.get_all(
			"Document Number", {"issuer": PROVINCE, "kind": "Letter", "year": YEAR}, pluck="number"
		)
		self.assertLessEqual(set(runs), set(given))

	def test_each_run_is_a_register(self):
		circular = make_letter_in("Issued", circular=1)
		by_run = {
			run: [row.name for row in self.rows(sent, make_officer("province"), run=run)]
			for run in ("Letter", "Circular", "Certificate")
		}
		self.assertEqual([run for run, names in by_run.items() if circular.name in names], ["Circular"])

	def test_letters_received_with_who_does_them(self):
		entry = make_incoming()
		rows = self.rows(received, make_officer("district"))
		found = next(row for row in rows if row.name == entry.name)
		self.assertEqual(
			(found.register_number, found.their_number), (entry.register_number, entry.their_number)
		)
		self.assertEqual(found.action, "Received")
		self.assertEqual(found.entry_day, registers.entry_day(entry.received_on))

	def test_nobody_reads_the_register_of_another_area(self):
		letter, entry = make_letter_in("Issued", area=DISTRICT), make_incoming()
		self.assertTrue(self.rows(sent, make_officer("district"), area=DISTRICT))
		for report, user, own in (
			(sent, make_officer("district", OTHER), letter.name),
			(received, make_officer("district", OTHER), entry.name),
			(received, make_officer("officer"), entry.name),
		):
			self.assertEqual(self.rows(report, user, area=DISTRICT), [], own)

	def test_a_year_that_is_none_is_told(self):
		for year in (2026, 3000):
			self.assertRaises(RegisterError, self.rows, sent, make_officer("province"), year=year)
		self.assertRaises(RegisterError, self.rows, sent, make_officer("province"), office="x")

	def test_a_letter_after_the_new_year_begins_a_new_register(self):
		letter = make_letter(dated=None)
		letter = take(letter, *way_of(letter)[:3])
		self.assertEqual(self.rows(sent, make_officer("province"), year=letter.year + 1), [])
