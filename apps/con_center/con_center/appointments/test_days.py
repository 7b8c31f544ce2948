"""A day makes current, a signature makes certain: what an order announces for later begins on its day."""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.appointments.doctype.appointment_order.appointment_order import (
	OrderError,
)
from con_center.appointments.factories import make_order, make_order_in
from con_center.approval.factories import take
from con_center.approval.findings import WrongDocumentError
from con_center.committees.days import begin_due, begins_on, committee_on
from con_center.committees.doctype.committee.committee import CommitteeMemberError
from con_center.committees.factories import MEETING_AREA, make_committee
from con_center.meetings.errors import MeetingCommitteeError
from con_center.meetings.factories import make_meeting, record_meeting, take_meeting
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.overview.year import of_center
from con_center.patches import elected_committees
from con_center.tests.case import CONTestCase, clear, links_of

test_ignore = links_of("Appointment Order")

AREA = OWN["sub_district"]
TO_ISSUED = (("officer", "Send Up"), ("district", "Check and Forward"), ("chief", "Sign and Issue"))
LATER = 40


def committee_now(name: str) -> tuple:
	return frappe.db.get_value("Committee", name, ["status", "ended_on", "ended_by"])


class TestSuccessor(CONTestCase):
	def setUp(self):
		super().setUp()
		clear(AREA[:4])
		self.sitting = frappe.get_doc("Committee", make_order_in("Issued").committee)
		self.begins = add_days(today(), LATER)
		self.next = make_committee(term_start=self.begins)
		self.order = take(make_order(self.next), *TO_ISSUED)

	def bring_the_day(self):
		for doctype, name, field in (
			("Appointment Order", self.order.name, "waits_until"),
			("Appointment Order", self.order.name, "effective_from"),
			("Committee", self.next.name, "term_start"),
		):
			frappe.db.set_value(doctype, name, field, today())

	def test_whoever_sits_sits_until_the_day(self):
		self.assertEqual(committee_now(self.next.name)[0], "Elected")
		self.assertEqual(committee_now(self.sitting.name), ("Current", getdate(self.begins), self.order.name))
		self.assertEqual(frappe.db.get_value("CON Center", AREA, "current_committee"), self.sitting.name)
		begin_due()
		self.assertEqual(committee_now(self.sitting.name)[0], "Current")

	def test_letter_and_record_name_the_same_day(self):
		self.assertEqual(getdate(self.order.effective_from), getdate(self.begins))
		self.assertEqual(getdate(self.order.waits_until), getdate(self.begins))

	def test_the_day_makes_it_current(self):
		self.bring_the_day()
		begin_due()
		self.assertEqual(committee_now(self.next.name)[0], "Current")
		self.assertEqual(committee_now(self.sitting.name), ("Ended", getdate(), self.order.name))
		self.assertEqual(frappe.db.get_value("CON Center", AREA, "current_committee"), self.next.name)
		self.assertIsNone(frappe.db.get_value("Appointment Order", self.order.name, "waits_until"))

	def test_whoever_looks_at_the_center_on_the_day_finds_it_done(self):
		self.bring_the_day()
		of_center(AREA)
		self.assertEqual(committee_now(self.next.name)[0], "Current")

	def test_meetings_are_of_the_committee_of_their_day(self):
		soon = make_meeting(AREA, days_ago=-3)
		self.assertEqual([row.committee for row in soon.committees], [self.sitting.name])
		later = make_meeting(AREA, days_ago=-LATER)
		self.assertEqual([row.committee for row in later.committees], [self.next.name])
		for days, committee in ((LATER, self.sitting), (3, self.next)):
			with self.assertRaises(MeetingCommitteeError):
				make_meeting(AREA, days_ago=-days, committees=[{"committee": committee.name}])
		self.bring_the_day()
		today_s = make_meeting(AREA, days_ago=0)
		self.assertEqual([row.committee for row in today_s.committees], [self.next.name])
		self.assertEqual(committee_now(self.next.name)[0], "Current")

	def test_the_year_shows_both(self):
		card = next(card for card in of_center(AREA)["cards"] if card["key"] == "committee")
		named = [line["to"]["name"] for line in card["lines"] if line["to"]["doctype"] == "Committee"]
		self.assertEqual(named, [self.sitting.name, self.next.name])
		self.assertEqual(card["to"]["name"], self.sitting.name)

	def test_a_second_successor_is_refused(self):
		other = make_order(make_committee(term_start=add_days(today(), LATER + 1)))
		with self.assertRaises(WrongDocumentError):
			take(other, *TO_ISSUED)

	def test_cancelling_takes_the_announcement_back(self):
		take(self.order, ("chief", "Cancel Document", "ออกผิด"))
		self.assertEqual(committee_now(self.next.name)[0], "Draft")
		self.assertEqual(committee_now(self.sitting.name), ("Current", None, None))
		begin_due()
		self.assertEqual(committee_now(self.sitting.name)[0], "Current")

	def test_what_was_to_end_it_earlier_is_cancelled_and_the_succession_stays(self):
		before = add_days(today(), LATER - 10)
		revoking = take(make_order(self.sitting, purpose="Revoke", effective_from=before), *TO_ISSUED)
		self.assertEqual(committee_now(self.sitting.name), ("Current", getdate(before), revoking.name))
		take(revoking, ("chief", "Cancel Document", "ออกผิด"))
		self.assertEqual(committee_now(self.sitting.name), ("Current", getdate(self.begins), self.order.name))

	def test_an_announcement_of_a_committee_that_was_replaced_can_be_acknowledged(self):
		self.bring_the_day()
		begin_due()
		first = frappe.get_doc("Appointment Order", {"committee": self.sitting.name})
		self.assertEqual(take(first, ("province", "Acknowledge")).workflow_state, "Acknowledged by Province")
		self.assertEqual(committee_now(self.sitting.name)[0], "Ended")

	def test_sites_on_which_the_signature_made_it_current_are_mended(self):
		frappe.db.set_value("Appointment Order", self.order.name, "waits_until", None)
		frappe.db.set_value("Committee", self.next.name, "status", "Current")
		frappe.db.set_value("Committee", self.sitting.name, {"status": "Ended", "ended_on": today()})
		frappe.db.set_value("CON Center", AREA, "current_committee", self.next.name)
		elected_committees.execute()
		self.test_whoever_sits_sits_until_the_day()
		self.assertEqual(begins_on(self.next.name), getdate(self.begins))


class TestLaterChanges(CONTestCase):
	def setUp(self):
		super().setUp()
		clear(AREA[:4])
		self.committee = frappe.get_doc("Committee", make_order_in("Issued").committee)
		self.day = add_days(today(), LATER)

	def test_a_revocation_ends_it_on_its_day(self):
		order = take(make_order(self.committee, purpose="Revoke", effective_from=self.day), *TO_ISSUED)
		self.assertEqual(committee_now(self.committee.name), ("Current", getdate(self.day), order.name))
		frappe.db.set_value("Appointment Order", order.name, "waits_until", today())
		begin_due(AREA)
		self.assertEqual(committee_now(self.committee.name)[0], "Ended")
		self.assertIsNone(committee_on(AREA, "Center Committee", today()))

	def test_an_amendment_changes_the_members_on_its_day(self):
		leaving = self.committee.members[4]
		changes = [
			{"action": "Remove", "member_row": leaving.name, "leaving_reason": "ลาออก"},
			{"action": "Add", "first_name": "ใหม่", "last_name": "มาแทน", "role": "กรรมการ"},
		]
		order = make_order(self.committee, purpose="Amend", effective_from=self.day, changes=changes)
		order = take(order, *TO_ISSUED)
		self.assertEqual(frappe.db.get_value("Committee", self.committee.name, "sitting_members"), 9)
		self.assertEqual(frappe.db.get_value("Committee Member", leaving.name, "status"), "Sitting")
		frappe.db.set_value("Appointment Order", order.name, "waits_until", today())
		begin_due(AREA)
		self.assertEqual(frappe.db.get_value("Committee Member", leaving.name, "status"), "Left")
		self.assertEqual(len(frappe.get_doc("Committee", self.committee.name).members), 10)
		with self.assertRaises(OrderError):
			take(frappe.get_doc("Appointment Order", order.name), ("chief", "Cancel Document", "ผิด"))

	def test_what_waits_for_a_committee_that_has_ended_is_done_with(self):
		"""A successor ended it before the day of the revocation, and of the amendment, that waited."""
		changes = [{"action": "Add", "first_name": "ใหม่", "last_name": "มาแทน", "role": "กรรมการ"}]
		amended = make_order(self.committee, purpose="Amend", effective_from=self.day, changes=changes)
		revoked = take(amended, *TO_ISSUED) and make_order(
			self.committee, purpose="Revoke", effective_from=self.day
		)
		waiting = [amended.name, take(revoked, *TO_ISSUED).name]
		successor = take(make_order(make_committee()), *TO_ISSUED)
		for name in waiting:
			frappe.db.set_value("Appointment Order", name, "waits_until", today())
		begin_due()
		self.assertEqual(committee_now(self.committee.name), ("Ended", getdate(), successor.name))
		self.assertEqual(len(frappe.get_doc("Committee", self.committee.name).members), 9)
		for name in waiting:
			self.assertIsNone(frappe.db.get_value("Appointment Order", name, "waits_until"))

	def test_an_amendment_that_cannot_be_is_refused_when_it_is_signed(self):
		added = {"action": "Add", "first_name": "ใหม่", "last_name": "มาแทน", "role": "กรรมการ"}
		first = make_order(self.committee, purpose="Amend", effective_from=self.day, changes=[added])
		take(first, *TO_ISSUED)
		second = make_order(self.committee, purpose="Amend", effective_from=self.day, changes=[added])
		with self.assertRaises(CommitteeMemberError):
			take(second, *TO_ISSUED)
		self.assertEqual(len(frappe.get_doc("Committee", self.committee.name).members), 9)

	def test_one_that_fails_on_its_day_holds_up_no_other(self):
		other = take(make_order(self.committee, purpose="Revoke", effective_from=self.day), *TO_ISSUED)
		broken = make_committee(MEETING_AREA, term_start=self.day)
		broken_order = take(make_order(broken), *TO_ISSUED)
		frappe.db.set_value("Committee Member", broken.members[1].name, "role", broken.members[0].role)
		frappe.db.set_value("Appointment Order", broken_order.name, "waits_until", add_days(today(), -1))
		frappe.db.set_value("Appointment Order", other.name, "waits_until", today())
		begin_due()
		self.assertEqual(committee_now(self.committee.name)[0], "Ended")
		self.assertEqual(committee_now(broken.name)[0], "Elected")
		self.assertTrue(frappe.db.exists("Error Log", {"reference_name": broken_order.name}))

	def test_a_document_whose_committee_has_ended_meanwhile_can_be_returned(self):
		order = make_order(self.committee, purpose="Yearly Review")
		order = take(order, *TO_ISSUED[:2])
		take(make_order(make_committee()), *TO_ISSUED)
		order.reload()
		with self.assertRaises(OrderError):
			take(order, TO_ISSUED[2])
		order.reload()
		self.assertEqual(take(order, ("chief", "Return", "สิ้นสุดแล้ว")).workflow_state, "Returned")


class TestCancelling(CONTestCase):
	"""A center has one current committee of a kind, whichever document is cancelled."""

	def setUp(self):
		super().setUp()
		clear(AREA[:4])
		self.first = make_order_in("Issued")

	def current(self):
		return frappe.get_all("Committee", {"center": AREA, "status": "Current"}, pluck="name")

	def assert_not_cancelled(self, order):
		now = self.current()
		with self.assertRaises(OrderError):
			take(frappe.get_doc(order.doctype, order.name), ("chief", "Cancel Document", "ผิด"))
		self.assertEqual(self.current(), now)

	def test_a_committee_that_another_has_followed_stays(self):
		second = take(make_order(make_committee()), *TO_ISSUED)
		self.assertEqual(self.current(), [second.committee])
		self.assert_not_cancelled(self.first)
		take(second, ("chief", "Cancel Document", "ผิด"))
		self.assertEqual(self.current(), [self.first.committee])

	def test_a_committee_whose_successor_is_elected_stays(self):
		take(make_order(make_committee(term_start=add_days(today(), LATER))), *TO_ISSUED)
		self.assert_not_cancelled(self.first)

	def test_a_revoked_one_does_not_come_back_beside_its_successor(self):
		revoked = make_order(frappe.get_doc("Committee", self.first.committee), purpose="Revoke")
		revoked = take(revoked, *TO_ISSUED)
		take(make_order(make_committee()), *TO_ISSUED)
		self.assert_not_cancelled(revoked)


class TestMeetingsAndDays(CONTestCase):
	def setUp(self):
		super().setUp()
		clear(AREA[:4])
		self.sitting = make_order_in("Issued").committee
		frappe.db.set_value("Committee", self.sitting, "term_start", add_days(today(), -100))

	def test_a_meeting_that_was_held_is_closed_although_its_committee_has_ended_before_by_now(self):
		meeting = take_meeting(make_meeting(AREA, days_ago=2), "convene", "hold")
		take(make_order(make_committee(term_start=add_days(today(), -5))), *TO_ISSUED)
		self.assertEqual(committee_now(self.sitting)[1], getdate(add_days(today(), -5)))
		meeting = take_meeting(record_meeting(meeting), "close")
		self.assertEqual(meeting.workflow_state, "Minutes Draft")

	def test_a_meeting_after_the_end_is_not_held_but_can_be_cancelled(self):
		meeting = take_meeting(make_meeting(AREA, days_ago=-LATER), "convene")
		take(make_order(make_committee(term_start=add_days(today(), LATER - 1))), *TO_ISSUED)
		with signed_in(make_officer("district")), self.assertRaises(MeetingCommitteeError):
			frappe.get_doc("Meeting", meeting.name).save()
		meeting = take_meeting(meeting, "cancel", comment="ชุดใหม่จะประชุมเอง")
		self.assertEqual(meeting.workflow_state, "Cancelled")
