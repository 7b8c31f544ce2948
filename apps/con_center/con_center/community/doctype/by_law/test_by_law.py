import frappe
from frappe.utils import add_days, today

from con_center.approval import log
from con_center.approval.factories import take
from con_center.approval.findings import WrongDocumentError
from con_center.committees.factories import MEETING_AREA
from con_center.community import resolutions
from con_center.community.doctype.by_law.by_law import (
	BylawError,
	compare,
	in_force,
	versions,
)
from con_center.community.factories import CLAUSES, adopt, decide, make_bylaw, make_resolution
from con_center.meetings.factories import make_meeting, record_meeting, take_meeting
from con_center.organization.factories import OWN, areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("By-law")
WAY = (("officer", "Send Up"), ("district", "Check and Pass On"))


class BylawTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("bylaws")
		self.addCleanup(frappe.db.rollback, save_point="bylaws")

	def open_form_of(self, kind: str, areas=None):
		return signed_in(make_officer(kind, areas or areas_of(MEETING_AREA)))


class TestDraft(BylawTestCase):
	def test_the_first_begins_with_the_template(self):
		bylaw = make_bylaw(clauses=(), subject="")
		self.assertTrue(bylaw.template)
		self.assertGreater(len(bylaw.clauses), 5)
		self.assertEqual([row.number for row in bylaw.clauses], list(range(1, len(bylaw.clauses) + 1)))
		self.assertEqual(bylaw.version, 1)

	def test_what_the_template_leaves_open_stops_it(self):
		bylaw = make_bylaw(clauses=(), subject="")
		with self.assertRaises(WrongDocumentError):
			take(bylaw, WAY[0])

	def test_one_is_sent_on_at_a_time(self):
		take(make_bylaw(), WAY[0])
		with self.assertRaises(WrongDocumentError):
			take(make_bylaw(), WAY[0])

	def test_a_clause_has_a_text(self):
		with self.assertRaises(frappe.MandatoryError):
			make_bylaw(clauses=(("", " "),))

	def test_clients_do_not_say_what_is_in_force(self):
		other = make_bylaw().name
		bylaw = make_bylaw(version=7, replaces=other, adopted_on="2026-01-01", replaced_by=other)
		self.assertEqual((bylaw.version, bylaw.replaces, bylaw.adopted_on), (1, None, None))

	def test_what_was_sent_stays(self):
		bylaw = take(make_bylaw(), WAY[0])
		with self.assertRaises(BylawError):
			frappe.delete_doc("By-law", bylaw.name)


class TestAdoption(BylawTestCase):
	def test_a_meeting_adopts_it(self):
		row = make_resolution()
		bylaw = adopt(make_bylaw(), row)
		meeting = frappe.get_doc("Meeting", bylaw.meeting)
		agenda = next(each for each in meeting.agenda if each.name == row)
		self.assertEqual(bylaw.docstatus, 1)
		self.assertEqual(bylaw.adopted_on, meeting.meeting_date)
		self.assertEqual(bylaw.effective_on, meeting.meeting_date)
		self.assertEqual(bylaw.resolution_number, agenda.resolution_number)
		self.assertEqual(in_force(MEETING_AREA), bylaw.name)
		self.assertEqual(log.verify("By-law", bylaw.name)["content_unchanged"], True)

	def test_without_a_resolution_there_is_none(self):
		bylaw = take(make_bylaw(), *WAY)
		refused = make_resolution(outcome="Not Approved")
		open_meeting = record_meeting(take_meeting(make_meeting(MEETING_AREA, 0), "convene", "hold"))
		not_closed = next(row.name for row in open_meeting.agenda if row.outcome == "Approved")
		for row in (None, "x", {"a": 1}, refused, not_closed):
			with self.subTest(row=row), self.assertRaises(resolutions.ResolutionError):
				decide(bylaw, "Adopt by Resolution", agenda_row=row)

	def test_a_meeting_of_another_center_decides_nothing(self):
		bylaw = take(make_bylaw(), *WAY)
		other = make_resolution("340203")
		with self.assertRaises((resolutions.ResolutionError, frappe.PermissionError)):
			decide(bylaw, "Adopt by Resolution", "district", agenda_row=other)

	def test_who_wrote_it_does_not_check_it(self):
		district = make_officer("district", areas_of(MEETING_AREA))
		bylaw = make_bylaw(user=district)
		take(bylaw, ("district", "Send Up"))
		with self.assertRaises(frappe.PermissionError):
			take(frappe.get_doc("By-law", bylaw.name), ("district", "Check and Pass On"))

	def test_it_is_not_in_force_before_it_was_resolved(self):
		with self.assertRaises(BylawError):
			adopt(make_bylaw(effective_on="2020-01-01"))

	def test_it_is_not_in_force_before_its_day(self):
		with self.assertRaises(WrongDocumentError):
			adopt(make_bylaw(effective_on=add_days(today(), 30)))


class TestVersions(BylawTestCase):
	def setUp(self):
		super().setUp()
		self.first = adopt(make_bylaw())
		self.second = make_bylaw(clauses=())

	def test_a_change_begins_with_what_is_in_force(self):
		self.assertEqual(self.second.replaces, self.first.name)
		self.assertEqual(self.second.version, 2)
		self.assertEqual([row.text for row in self.second.clauses], [text for _chapter, text in CLAUSES])

	def test_the_earlier_one_is_in_force_until_the_later_is(self):
		take(self.second, *WAY)
		self.assertEqual(in_force(MEETING_AREA), self.first.name)

	def test_the_later_one_replaces_it(self):
		with self.open_form_of("officer"):
			self.second.clauses[1].text = "คณะกรรมการประชุมอย่างน้อยปีละ 4 ครั้ง"
			self.second.save()
		second = adopt(self.second)
		first = frappe.get_doc("By-law", self.first.name)
		self.assertEqual(in_force(MEETING_AREA), second.name)
		self.assertEqual((first.replaced_by, first.replaced_on), (second.name, second.effective_on))
		self.assertEqual(first.docstatus, 1)
		self.assertEqual([entry.action for entry in log.entries("By-law", first.name)][-1], "Replace")
		self.assertTrue(log.verify("By-law", first.name)["content_unchanged"])

	def test_nobody_replaces_it_by_hand(self):
		with self.assertRaises(frappe.PermissionError):
			take(self.first, ("officer", "Replace"))

	def test_they_are_compared(self):
		with self.open_form_of("officer"):
			self.second.clauses[1].text = "คณะกรรมการประชุมอย่างน้อยปีละ 4 ครั้ง"
			self.second.append("clauses", {"text": "สมาชิกพ้นเมื่อลาออก"})
			self.second.save()
			rows = compare(self.second.name, self.first.name)
			self.assertEqual([row["state"] for row in rows], ["same", "changed", "same", "added"])
			self.assertEqual([row.name for row in versions(self.second.name)], [self.first.name])

	def test_versions_of_another_center_are_not(self):
		other = make_bylaw("340203")
		with self.open_form_of("district"), self.assertRaises(BylawError):
			compare(self.second.name, other.name)

	def test_a_stranger_compares_nothing(self):
		with signed_in(make_officer("officer", areas_of(OWN["sub_district"]))):
			for function in (
				lambda: versions(self.first.name),
				lambda: compare(self.first.name, self.second.name),
			):
				with self.assertRaises(frappe.PermissionError):
					function()

	def test_the_district_repeals_it(self):
		first = take(self.first, ("district", "Repeal", "ไม่สอดคล้องกับระเบียบกระทรวง"))
		self.assertEqual((first.docstatus, first.cancel_reason), (2, "ไม่สอดคล้องกับระเบียบกระทรวง"))
		self.assertFalse(in_force(MEETING_AREA))

	def test_a_copy_tells_what_became_of_it(self):
		second = adopt(self.second)
		first = frappe.get_doc("By-law", self.first.name)
		changes = list(first.later_changes())
		self.assertEqual([(c.what, c.dated) for c in changes], [("Revoked", second.effective_on)])
		self.assertNotIn("name", first.public_facts())


class TestChoices(BylawTestCase):
	def test_resolutions_are_offered_to_who_may_read_the_meetings(self):
		row = make_resolution()
		with self.open_form_of("officer"):
			self.assertIn(row, [each["value"] for each in resolutions.choices(MEETING_AREA, "Approved")])
			self.assertNotIn(
				row, [each["value"] for each in resolutions.choices(MEETING_AREA, "Not Approved")]
			)
		with signed_in(make_officer("officer")), self.assertRaises(frappe.PermissionError):
			resolutions.choices(MEETING_AREA)
