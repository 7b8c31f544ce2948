import datetime

import frappe
from frappe.desk.form.save import savedocs
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today

from con_center.access.documents import AreaMissingError
from con_center.approval import log
from con_center.approval.decision import (
	NotOfThisAreaError,
	OutdatedVersionError,
	ReasonMissingError,
	UndecidedChangeError,
	decide,
	found_before,
)
from con_center.approval.findings import WrongDocumentError
from con_center.committees.factories import MEETING_AREA as AREA
from con_center.committees.factories import make_current_committee, make_members
from con_center.meetings import calendar, errors, reminders, rules, year
from con_center.meetings.doctype.meeting import meeting as meeting_module
from con_center.meetings.factories import make_closed_meeting as make_closed
from con_center.meetings.factories import make_meeting
from con_center.meetings.factories import record_meeting as record
from con_center.meetings.factories import take_meeting as step
from con_center.organization.factories import OTHER, areas_of, make_center, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of
from con_center.tests.counting import counting
from con_center.thai import be_year, fiscal_year

test_ignore = links_of("Meeting")

CLOSED_WAY = [("Draft", "Convened"), ("Convened", "Held"), ("Held", "Minutes Draft")]
# the officers of what meets here
HOME = areas_of(AREA)


class MeetingTestCase(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.committee = make_current_committee()

	def setUp(self):
		super().setUp()
		frappe.db.savepoint("meeting")

	def tearDown(self):
		super().tearDown()
		frappe.db.rollback(save_point="meeting")
		frappe.clear_document_cache("CON Settings", "CON Settings")

	def refused(self, error, change, *words):
		"""Check that `change` is refused with this error and a message that holds the words."""
		frappe.clear_messages()
		with self.assertRaises(error) as caught:
			change()
		said = " ".join(str(frappe.parse_json(m).get("message")) for m in frappe.message_log)
		for word in words:
			self.assertIn(word, frappe.utils.strip_html(f"{caught.exception} {said}"))


class TestWay(MeetingTestCase):
	def test_from_draft_to_adopted(self):
		first = make_meeting(days_ago=40)
		self.assertEqual((first.workflow_state, first.number, first.area), ("Draft", None, AREA))
		self.assertEqual([row.committee for row in first.committees], [self.committee.name])
		self.assertEqual(len(first.attendance), 9)
		first = step(first, "convene")
		self.assertEqual((first.workflow_state, first.number), ("Convened", None))
		first = step(first, "hold")
		self.assertEqual(first.number, f"1/{be_year(first.meeting_date)}")
		first = step(record(first), "close")
		self.assertEqual(first.workflow_state, "Minutes Draft")
		self.assertEqual(first.agenda[0].resolution_number, f"1/{be_year(first.meeting_date)}")
		first = step(first, "correct", comment="แก้ชื่อหมู่บ้าน")
		self.assertEqual((first.workflow_state, first.corrections), ("Minutes Corrected", "แก้ชื่อหมู่บ้าน"))

		second = make_meeting(days_ago=3)
		adoption = next(row for row in second.agenda if row.minutes_of)
		self.assertEqual((adoption.minutes_of, adoption.part), (first.name, "Adoption of Minutes"))
		self.assertEqual(adoption.number, "2.1")
		second = step(second, "convene", "hold")
		next(row for row in second.agenda if row.minutes_of).outcome = "Adopted"
		second = step(record(second), "close")
		first.reload()
		self.assertEqual((first.workflow_state, first.adopted_at), ("Adopted", second.name))
		self.assertEqual(first.adopted_on, second.meeting_date)

	def test_every_step_is_logged(self):
		first = make_closed(days_ago=40)
		second = make_closed(days_ago=2)
		third = step(make_meeting(days_ago=1), "convene")
		step(third, "cancel", comment="ฝนตกหนัก")
		district = make_officer("district", HOME)
		for meeting, steps in (
			(first, [*CLOSED_WAY, ("Minutes Draft", "Adopted")]),
			(second, CLOSED_WAY),
			(third, [CLOSED_WAY[0], ("Convened", "Cancelled")]),
		):
			with self.subTest(meeting=meeting.title):
				entries = log.entries("Meeting", meeting.name)
				self.assertEqual([(e.from_state, e.to_state) for e in entries], steps)
				self.assertEqual({e.user for e in entries}, {district})
				self.assertEqual({(e.area, e.position) for e in entries}, {(AREA, "พัฒนาการอำเภอ")})
		self.assertIn(second.title, log.entries("Meeting", first.name)[-1].comment)
		self.assertEqual(log.entries("Meeting", third.name)[-1].comment, "ฝนตกหนัก")
		with signed_in(district):
			self.assertEqual(
				log.verify("Meeting", first.name),
				{"entries": 4, "chain_whole": True, "content_unchanged": True},
			)
		# what is adopted is what the log says
		frappe.db.set_value("Meeting", first.name, "place", "ที่อื่น")
		with signed_in(district):
			self.assertFalse(log.verify("Meeting", first.name)["content_unchanged"])

	def test_who_holds_no_post_takes_no_step(self):
		meeting = step(make_meeting(), "convene")
		with self.assertRaises(NotOfThisAreaError):
			decide("Meeting", meeting.name, "Meeting Is Held", str(meeting.modified))

	def test_a_step_is_taken_on_the_version_that_was_read(self):
		meeting = make_meeting()
		read = str(meeting.modified)
		with signed_in(make_officer("district", HOME)):
			meeting.place = "ที่อื่น"
			meeting.save()
			for seen in (read, None, ""):
				with self.assertRaises(OutdatedVersionError):
					decide("Meeting", meeting.name, "Convene", seen)

	def test_adopted_minutes_are_locked(self):
		first = make_closed(days_ago=40)
		make_closed(days_ago=3)
		first.reload()
		self.assertEqual(first.workflow_state, "Adopted")
		with signed_in(make_officer("province", HOME)):
			for change in ({"preliminary": "เพิ่ม"}, {"place": "ที่อื่น"}, {"notes": "x"}):
				first.reload()
				first.update(change)
				self.refused(errors.MeetingLockedError, first.save)
			first.reload()
			first.agenda[0].discussion = "เพิ่มภายหลัง"
			self.refused(errors.MeetingLockedError, first.save)
			first.reload()
			first.workflow_state = "Draft"
			self.refused(UndecidedChangeError, first.save)
			self.refused(errors.MeetingStateError, first.fill_agenda)
		for name in ("convene", "hold", "close", "correct", "cancel"):
			self.refused(NotOfThisAreaError, lambda name=name: step(first, name, comment="x"))

	def test_nobody_adopts_minutes_but_the_next_meeting(self):
		first = make_closed(days_ago=40)
		with signed_in(make_officer("district", HOME)):
			self.refused(
				NotOfThisAreaError,
				lambda: decide("Meeting", first.name, "Adopt the Minutes", str(first.modified)),
			)

	def test_adopted_with_corrections_keeps_the_words(self):
		first = make_closed(days_ago=40)
		second = step(make_meeting(days_ago=3), "convene", "hold")
		row = next(row for row in second.agenda if row.minutes_of)
		row.outcome = "Adopted with Corrections"
		with signed_in(make_officer("district", HOME)):
			self.refused(errors.AgendaError, second.save, "2" if row.idx == 2 else "1")
		second.reload()
		row = next(row for row in second.agenda if row.minutes_of)
		row.outcome = "Adopted with Corrections"
		row.resolution = "หน้า 2 แก้ “ห้า” เป็น “หก”"
		step(record(second), "close")
		first.reload()
		self.assertEqual((first.workflow_state, first.adoption_note), ("Adopted", "หน้า 2 แก้ “ห้า” เป็น “หก”"))

	def test_steps_come_in_their_order(self):
		meeting = make_meeting()
		for name in ("hold", "close", "correct"):
			self.refused(NotOfThisAreaError, lambda name=name: step(meeting, name, comment="x"))

	def test_a_meeting_with_undecided_items_does_not_close(self):
		meeting = step(make_meeting(), "convene", "hold")
		meeting = record(meeting, outcome=None)
		self.refused(errors.UndecidedItemError, lambda: step(meeting, "close"), "4.1")
		self.assertEqual(frappe.db.get_value("Meeting", meeting.name, "workflow_state"), "Held")
		self.assertFalse(
			frappe.db.exists("Document Number", {"reference_name": meeting.name, "kind": "Resolution"})
		)

	def test_a_meeting_does_not_close_before_attendance_is_noted(self):
		meeting = step(make_meeting(), "convene", "hold")
		meeting.agenda[0].outcome = "Noted"
		meeting.attendance[0].status = "Present"
		meeting.update({"opened_at": "09:30", "closed_at": "12:00"})
		with signed_in(make_officer("district", HOME)):
			meeting.save()
		self.refused(errors.AttendanceError, lambda: step(meeting, "close"), "2, 3, 4")

	def test_what_is_not_ready_is_not_convened(self):
		self.refused(errors.MeetingError, lambda: step(make_meeting(agenda=[]), "convene"), "Agenda")
		self.refused(errors.MeetingError, lambda: step(make_meeting(place=""), "convene"), "Place")
		video = make_meeting(held_by="Video Conference", place="")
		self.refused(errors.MeetingError, lambda: step(video, "convene"), "Address of the Video Conference")

	def test_a_meeting_of_tomorrow_is_not_held_today(self):
		meeting = step(make_meeting(days_ago=-1), "convene")
		self.refused(errors.MeetingTimeError, lambda: step(meeting, "hold"), "Begins")
		self.assertFalse(frappe.db.get_value("Meeting", meeting.name, "number"))

	def test_only_a_draft_is_deleted(self):
		draft = make_meeting()
		with signed_in(make_officer("district", HOME)):
			draft.delete()
		convened = step(make_meeting(), "convene")
		with signed_in(make_officer("district", HOME)):
			self.refused(errors.MeetingError, convened.delete)


class TestNumbers(MeetingTestCase):
	def held(self, **values):
		return step(make_meeting(**values), "convene", "hold").number

	def test_they_run_by_committee_and_calendar_year_without_gaps(self):
		first = self.held(days_ago=5)
		number, of_year = map(int, first.split("/"))
		make_meeting(days_ago=4)  # not held: takes no number
		self.assertEqual(self.held(days_ago=3), f"{number + 1}/{of_year}")
		cancelled = step(make_meeting(days_ago=2), "convene")
		step(cancelled, "cancel", comment="ฝนตกหนัก")
		self.assertEqual(self.held(days_ago=2), f"{number + 2}/{of_year}")
		group = make_current_committee(kind="Promoting Working Group")
		self.assertTrue(self.held(days_ago=2, committees=[{"committee": group.name}]).startswith("1/"))
		days = (now_datetime().date() - datetime.date(now_datetime().year - 1, 12, 30)).days
		self.assertEqual(self.held(days_ago=days), f"1/{of_year - 1}")

	def test_a_held_meeting_that_is_cancelled_keeps_its_number_on_record(self):
		meeting = step(make_meeting(), "convene", "hold")
		meeting = step(meeting, "cancel", comment="บันทึกซ้ำ")
		records = frappe.get_all(
			"Document Number",
			filters={"reference_name": meeting.name},
			fields=["status", "kind", "series"],
			order_by="kind",
		)
		self.assertEqual(
			[(r.status, r.kind, r.series or "") for r in records],
			[("Cancelled", "Invitation", ""), ("Cancelled", "Meeting", "Center Committee")],
		)
		self.refused(ReasonMissingError, lambda: step(make_meeting(), "cancel"), "Reason")

	def test_nothing_that_the_number_was_given_for_changes(self):
		meeting = step(make_meeting(), "convene", "hold")
		group = make_current_committee(kind="Promoting Working Group")
		for change, field in (
			({"starts_on": add_to_date(meeting.starts_on, days=-1)}, "Day of the Meeting"),
			({"kind": "Extraordinary"}, "Kind"),
			({"committees": [{"committee": group.name}]}, "Committees"),
		):
			meeting.reload()
			meeting.update(change)
			with signed_in(make_officer("district", HOME)):
				self.refused(errors.MeetingLockedError, meeting.save, field)

	def test_an_office_starts_after_the_numbers_it_gave_on_paper(self):
		with signed_in(make_officer("district", HOME)):
			frappe.get_doc(
				{
					"doctype": "Number Counter",
					"issuer": "340203",
					"kind": "Meeting",
					"series": "Center Committee",
					"year": be_year(add_days(today(), -1)),
					"start_at": 4,
				}
			).insert()
		make_current_committee("340203")
		self.assertEqual(self.held(area="340203"), f"4/{be_year(add_days(today(), -1))}")
		counter = {"doctype": "Number Counter", "issuer": "340203", "kind": "Resolution", "year": 2569}
		self.refused(frappe.ValidationError, frappe.get_doc(counter).insert, "Run of")

	def test_the_system_writes_them_nobody_else(self):
		meeting = make_meeting()
		forged = {
			"number": "99/2569",
			"adopted_on": today(),
			"has_quorum": 1,
			"sitting_members": 1,
		}
		with signed_in(make_officer("district", HOME)):
			meeting.update(forged)
			meeting.agenda[0].update({"resolution_number": "5/2569", "carried_item": "x"})
			meeting.attendance[0].update({"full_name": "คนอื่น", "committee_role": "ประธานกรรมการ"})
			meeting.save()
			created = frappe.get_doc({**make_meeting().as_dict(), **forged, "name": None, "__islocal": 1})
			created.insert()
		for doc in (frappe.get_doc("Meeting", meeting.name), created):
			self.assertEqual((doc.workflow_state, doc.number, doc.adopted_on), ("Draft", None, None))
			self.assertEqual((doc.has_quorum, doc.sitting_members), (0, 9))
		meeting.reload()
		self.assertEqual((meeting.agenda[0].resolution_number, meeting.agenda[0].carried_item), (None, None))
		self.assertNotEqual(meeting.attendance[0].full_name, "คนอื่น")


class TestAttendance(MeetingTestCase):
	def test_the_list_is_of_those_sitting_on_the_day(self):
		committee = make_current_committee("340206")
		rows = committee.members
		for row, field, days in (
			(rows[3], "left_on", -30),
			(rows[4], "left_on", -10),
			(rows[5], "joined_on", -20),
		):
			frappe.db.set_value("Committee Member", row.name, field, add_days(today(), days))
		names = lambda meeting: {row.full_name for row in meeting.attendance}  # noqa: E731
		self.assertEqual(len(names(make_meeting("340206", days_ago=60))), 8)
		self.assertEqual(len(names(make_meeting("340206", days_ago=30))), 7)
		self.assertEqual(len(names(make_meeting("340206", days_ago=20))), 8)
		self.assertEqual(len(names(make_meeting("340206", days_ago=1))), 7)

	def test_what_was_noted_stays_when_the_day_moves(self):
		meeting = make_meeting()
		with signed_in(make_officer("district", HOME)):
			meeting.attendance[1].update({"status": "Excused", "reason": "ป่วย"})
			meeting.starts_on = add_to_date(meeting.starts_on, days=-1)
			meeting.save()
		meeting.reload()
		self.assertEqual((meeting.attendance[1].status, meeting.attendance[1].reason), ("Excused", "ป่วย"))

	def test_the_quorum_is_computed(self):
		meeting = step(make_meeting(), "convene", "hold")
		for present, has_quorum in ((4, 0), (5, 1), (9, 1), (0, 0)):
			meeting.reload()
			meeting = record(meeting, present, outcome=None)
			row = meeting.committees[0]
			self.assertEqual((meeting.has_quorum, meeting.present_members), (has_quorum, present))
			self.assertEqual(
				(row.sitting, row.present, row.needed, row.has_quorum), (9, present, 5, has_quorum)
			)
		self.assertIn("ยังไม่ยืนยัน", meeting.quorum_provenance)

	def test_proxies_count_as_the_settings_say(self):
		meeting = step(make_meeting(), "convene", "hold")
		meeting = record(meeting, 4, outcome=None)
		for proxies_count, has_quorum in ((1, 1), (0, 0)):
			self.change_settings(quorum_counts_proxies=proxies_count)
			meeting.reload()
			meeting.attendance[4].update({"status": "Proxy", "proxy_name": "นายแทน ตัวจริง"})
			with signed_in(make_officer("district", HOME)):
				meeting.save()
			self.assertEqual(meeting.has_quorum, has_quorum)

	def test_proxies_have_names_and_count_once(self):
		meeting = make_meeting()
		with signed_in(make_officer("district", HOME)):
			meeting.attendance[0].status = "Proxy"
			self.refused(errors.AttendanceError, meeting.save, "1", "Name of the Proxy")
			meeting.reload()
			meeting.attendance[0].status = "Proxy"
			meeting.attendance[1].status = "Present"
			meeting.attendance[0].proxy_name = meeting.attendance[1].full_name
			self.refused(errors.AttendanceError, meeting.save, "row 1", "row 2")

	def test_decisions_without_a_quorum_are_marked(self):
		meeting = make_closed(present=4)
		self.assertEqual((meeting.has_quorum, meeting.agenda[0].without_quorum), (0, 1))
		self.assertTrue(meeting.agenda[0].resolution_number)
		self.assertEqual(make_closed(present=5).agenda[-1].without_quorum, 0)

	def test_a_joint_meeting_lists_a_person_once_and_needs_each_quorum(self):
		group = make_current_committee(kind="Promoting Working Group", members=3)
		members = make_members(3)
		meeting = make_meeting(committees=[{"committee": self.committee.name}, {"committee": group.name}])
		# the three of the group have the names of the first three of the committee
		self.assertEqual(len(meeting.attendance), 9)
		self.assertEqual(len(members), 3)
		meeting = step(meeting, "convene", "hold")
		with signed_in(make_officer("district", HOME)):
			for n, row in enumerate(meeting.attendance):
				row.status = "Absent" if n < 3 else "Present"
			meeting.save()
		self.assertEqual([row.has_quorum for row in meeting.committees], [1, 0])
		self.assertFalse(meeting.has_quorum)

	def test_a_forum_needs_no_committee(self):
		make_center("340204")
		meeting = make_meeting("340204", kind="Forum", others_count=50)
		self.assertEqual((meeting.committees, meeting.attendance), ([], []))
		meeting = step(meeting, "convene", "hold")
		self.assertTrue(meeting.number.startswith("1/"))
		meeting.agenda[0].outcome = "Approved"
		meeting.agenda[0].update({"votes_for": 40, "votes_against": 10})
		meeting.update({"opened_at": "09:30", "closed_at": "12:00"})
		with signed_in(make_officer("district", HOME)):
			meeting.save()
		self.assertEqual(step(meeting, "close").agenda[0].without_quorum, 0)


class TestAgenda(MeetingTestCase):
	def test_items_come_in_the_usual_order(self):
		meeting = make_meeting(
			agenda=[
				{"part": "Other Matters", "subject": "อื่น ๆ"},
				{"part": "For Consideration", "subject": "ข"},
				{"part": "Chair's Notices", "subject": "แจ้ง"},
				{"part": "For Consideration", "subject": "ก"},
			]
		)
		own = [(row.number, row.subject) for row in meeting.agenda if not row.minutes_of]
		self.assertEqual(own, [("1.1", "แจ้ง"), ("4.1", "ข"), ("4.2", "ก"), ("5.1", "อื่น ๆ")])

	def test_parked_items_are_carried_once(self):
		make_current_committee("340205")
		first = make_closed("340205", days_ago=40, outcome="Parked")
		second = make_meeting("340205", days_ago=20)
		carried = next(row for row in second.agenda if row.carried_from)
		self.assertEqual((carried.carried_from, carried.subject), (first.name, first.agenda[0].subject))
		self.assertIsNone(carried.outcome)
		third = make_meeting("340205", days_ago=10)
		self.assertFalse([row for row in third.agenda if row.carried_from])
		second = step(second, "convene")
		step(second, "cancel", comment="เลื่อน")
		third = fill_agenda(third)
		self.assertEqual([row.carried_from for row in third.agenda if row.carried_from], [first.name])
		third = fill_agenda(third)
		self.assertEqual(len([row for row in third.agenda if row.carried_from]), 1)

	def test_votes_and_outcomes_are_checked(self):
		meeting = record(step(make_meeting(), "convene", "hold"), 6, outcome=None)
		idx = meeting.agenda[-1].idx
		for change, error in (
			({"outcome": "Approved", "votes_for": 5, "votes_against": 2}, errors.VoteError),
			({"outcome": "Adopted"}, errors.AgendaError),
			({"follow_up": "ทำหนังสือ"}, errors.AgendaError),
			({"follow_up": "ทำ", "responsible": "นาย ก"}, errors.AgendaError),
			(
				{"follow_up": "ทำ", "responsible": "นาย ก", "due_date": add_days(today(), -60)},
				errors.AgendaError,
			),
			({"minutes_of": meeting.name}, errors.AgendaError),
		):
			meeting.reload()
			meeting.agenda[-1].update(change)
			with self.subTest(change=change), signed_in(make_officer("district", HOME)):
				self.refused(error, meeting.save, str(idx))

	def test_after_closing_the_wording_can_be_corrected_not_the_decision(self):
		meeting = make_closed()
		with signed_in(make_officer("district", HOME)):
			meeting.agenda[-1].discussion = "ที่ประชุมอภิปราย"
			meeting.save()
			for change in ({"outcome": "Not Approved"}, {"follow_up": "x"}, {"part": "Other Matters"}):
				meeting.reload()
				meeting.agenda[-1].update(change)
				self.refused(errors.AgendaError, meeting.save)
			meeting.reload()
			meeting.append("agenda", {"part": "Other Matters", "subject": "เพิ่ม"})
			self.refused(errors.AgendaError, meeting.save)
			meeting.reload()
			meeting.agenda.pop()
			self.refused(errors.AgendaError, meeting.save)
			meeting.reload()
			meeting.attendance.pop()
			meeting.attendance[0].status = "Excused"
			meeting.save()
		self.assertEqual((len(meeting.attendance), meeting.attendance[0].status), (9, "Excused"))

	def test_an_admin_orders_the_parts_in_a_template(self):
		template = frappe.get_doc(
			{
				"doctype": "Agenda Template",
				"template_name": "วาระสั้น",
				"kind": "Extraordinary",
				"is_default": 1,
				"items": [
					{"part": "For Consideration", "heading": "เรื่องด่วน", "subject": "งบประมาณ"},
					{"part": "Chair's Notices", "heading": "แจ้งให้ทราบ"},
				],
			}
		).insert()
		meeting = make_meeting(kind="Extraordinary", agenda=[{"part": "Chair's Notices", "subject": "แจ้ง"}])
		self.assertEqual(meeting.agenda_template, template.name)
		own = [(row.number, row.subject) for row in meeting.agenda if not row.minutes_of]
		self.assertEqual(own, [("1.1", "งบประมาณ"), ("2.1", "แจ้ง")])
		template.append("items", {"part": "For Consideration", "heading": "อีกหัวข้อ"})
		self.refused(errors.AgendaError, template.save, "3")


class TestTasks(MeetingTestCase):
	def given(self, **values):
		item = {
			"follow_up": "ทำหนังสือถึง อบต.",
			"responsible": "นายทดสอบ1 ถ้อยแถลง",
			"due_date": add_days(today(), 5),
		}
		return make_closed(days_ago=20, **{**item, **values})

	def test_a_task_is_given_out_and_listed_next_time(self):
		first = self.given()
		row = next(row for row in first.agenda if row.follow_up)
		task = frappe.get_doc("Meeting Task", row.task)
		self.assertEqual((task.status, task.area, task.meeting), ("Open", AREA, first.name))
		self.assertEqual(task.resolution_number, row.resolution_number)
		second = step(make_meeting(days_ago=2), "convene", "hold")
		listed = next(row for row in second.follow_ups if row.task == task.name)
		self.assertEqual((listed.status, listed.responsible), ("Open", task.responsible))
		listed.update({"status": "Done", "progress": "ส่งหนังสือแล้ว"})
		for row in second.agenda:
			row.outcome = "Adopted" if row.minutes_of else row.outcome
		second = step(record(second), "close")
		task.reload()
		self.assertEqual(
			(task.status, task.progress, task.done_on), ("Done", "ส่งหนังสือแล้ว", second.meeting_date)
		)
		self.assertNotIn(task.name, [row.task for row in make_meeting(days_ago=1).follow_ups])
		second.reload()
		self.assertIn(task.name, [row.task for row in second.follow_ups])

	def test_the_officer_named_is_found(self):
		officer = make_officer("officer", HOME)
		name = frappe.db.get_value("Officer Assignment", {"user": officer}, "officer_name")
		committee = make_current_committee(HOME["sub_district"])
		self.assertTrue(committee)
		meeting = make_closed(
			HOME["sub_district"], follow_up="ประสานงาน", responsible=name, due_date=add_days(today(), 3)
		)
		self.assertEqual(
			frappe.db.get_value("Meeting Task", {"meeting": meeting.name}, "responsible_user"), officer
		)
		with signed_in(officer):
			self.assertIn(name, meeting_module.people(meeting.name))

	def test_wrong_entries(self):
		task = frappe.get_doc("Meeting Task", next(row.task for row in self.given().agenda if row.task))
		with signed_in(make_officer("district", HOME)):
			for change, words in (
				({"due_date": add_days(today(), -90)}, "By When"),
				({"status": "Done", "done_on": add_days(today(), 2)}, "Done On"),
				({"responsible": ""}, "Who Follows Up"),
				({"due_date": "เร็ว ๆ นี้"}, "By When"),
				({"status": "อาจจะ"}, "Status"),
			):
				task.reload()
				task.update(change)
				with self.subTest(change=change):
					self.refused(frappe.ValidationError, task.save, words)
			task.reload()
			task.resolution_number = "99/2569"
			task.save()
			self.assertNotEqual(task.resolution_number, "99/2569")
			self.refused(errors.TaskError, lambda: task.delete())

	def test_reminders_reach_the_officers_once(self):
		task = frappe.get_doc("Meeting Task", next(row.task for row in self.given().agenda if row.task))
		meeting = step(make_meeting(days_ago=-3), "convene")
		reminders.remind()
		for doctype, name in (("Meeting Task", task.name), ("Meeting", meeting.name)):
			told = self.told(doctype, name)
			self.assertIn(make_officer("district", HOME), told)
			self.assertNotIn(make_officer("district", OTHER), told)
		reminders.remind()
		self.assertEqual(
			len(self.told("Meeting", meeting.name)), len(set(self.told("Meeting", meeting.name)))
		)
		self.assertEqual(frappe.db.get_value("Meeting", meeting.name, "reminded_on"), getdate())

	def told(self, doctype, name):
		return frappe.get_all(
			"Notification Log", filters={"document_type": doctype, "document_name": name}, pluck="for_user"
		)


def fill_agenda(meeting):
	with signed_in(make_officer("district", HOME)):
		frappe.get_doc("Meeting", meeting.name).fill_agenda()
	return frappe.get_doc("Meeting", meeting.name)


class TestForm(MeetingTestCase):
	def test_saving_sends_the_titles_of_what_it_fills_in(self):
		"""The desk would show the committee that a saved meeting takes by its number."""
		with signed_in(make_officer("officer", HOME)):
			doc = frappe.new_doc("Meeting").update(
				{
					"center": AREA,
					"kind": "Ordinary",
					"mode": "In Person",
					"starts_on": f"{add_days(today(), 9)} 09:00:00",
				}
			)
			doc.update({"place": "ห้องประชุม", "held_by": "At a Place", "name": "new-meeting-x"})
			frappe.local.response = frappe._dict(docs=[])
			savedocs(doc.as_json(), "Save")
		saved = frappe.local.response.docs[-1]
		committee = saved["committees"][0]["committee"]
		self.assertEqual(
			frappe.local.response["_link_titles"][f"Committee::{committee}"],
			frappe.db.get_value("Committee", committee, "title"),
		)


class TestScope(MeetingTestCase):
	def test_strangers_see_and_change_nothing(self):
		meeting = make_closed(follow_up="ทำ", responsible="นาย ก", due_date=add_days(today(), 5))
		task = frappe.get_doc("Meeting Task", {"meeting": meeting.name})
		open_meeting = make_meeting()
		for kind in ("officer", "district", "chief", "province", "governor"):
			with self.subTest(kind=kind), signed_in(make_officer(kind, OTHER)):
				for doctype, name in (("Meeting", meeting.name), ("Meeting Task", task.name)):
					self.assertFalse(frappe.get_list(doctype, filters={"name": name}))
					self.assertFalse(frappe.has_permission(doctype, "read", name))
				for call in (
					lambda: decide("Meeting", open_meeting.name, "Convene", str(open_meeting.modified)),
					lambda: frappe.get_doc("Meeting", open_meeting.name).fill_agenda(),
					lambda: meeting_module.people(meeting.name),
					lambda: meeting_module.make_next(meeting.name),
					lambda: year.of_committee(self.committee.name),
				):
					self.assertRaises(frappe.PermissionError, call)
				start, end = add_days(today(), -60), add_days(today(), 60)
				self.assertNotIn(meeting.name, [row.name for row in calendar.get_events(start, end)])

	def test_a_stranger_does_not_pull_a_meeting_over(self):
		meeting = make_meeting()
		forged = frappe.get_doc(
			{**meeting.as_dict(), "center": OTHER["sub_district"], "area": OTHER["sub_district"]}
		)
		with signed_in(make_officer("district", OTHER)):
			self.assertRaises(frappe.PermissionError, forged.fill_agenda)
			self.assertRaises(frappe.PermissionError, forged.save)
		self.assertEqual(frappe.db.get_value("Meeting", meeting.name, "workflow_state"), "Draft")

	def test_nobody_lists_the_members_of_a_foreign_committee(self):
		make_current_committee(OTHER["sub_district"])
		with signed_in(make_officer("district", OTHER)):
			values = {
				"doctype": "Meeting",
				"center": OTHER["sub_district"],
				"starts_on": now_datetime(),
				"committees": [{"committee": self.committee.name}],
			}
			self.assertRaises(frappe.PermissionError, frappe.get_doc(values).insert)

	def test_signatories_read_and_do_not_write(self):
		meeting = make_meeting()
		with signed_in(make_officer("chief", HOME)):
			self.assertTrue(frappe.has_permission("Meeting", "read", meeting.name))
			self.assertRaises(frappe.PermissionError, frappe.get_doc("Meeting", meeting.name).fill_agenda)


class TestBadInput(MeetingTestCase):
	def test_every_wrong_entry_names_its_field(self):
		for change, error, word in (
			({"center": ""}, AreaMissingError, "Center"),
			({"center": "999999"}, frappe.ValidationError, "Center"),
			({"kind": "ลับ"}, frappe.ValidationError, "Kind"),
			({"starts_on": ""}, frappe.ValidationError, "Begins"),
			({"starts_on": "พรุ่งนี้ 9 โมง"}, frappe.ValidationError, "Begins"),
			({"starts_on": "2026-02-30 09:00:00"}, frappe.ValidationError, "Begins"),
			({"ends_on": add_days(today(), -30)}, errors.MeetingTimeError, "Ends"),
			({"opened_at": "เช้า"}, frappe.ValidationError, "Opened At"),
			({"opened_at": "25:00"}, frappe.ValidationError, "Opened At"),
			({"others_count": "ห้าสิบ"}, frappe.ValidationError, "Others"),
			({"others_count": -1}, frappe.ValidationError, "Others"),
			({"video_link": "ไม่ใช่ลิงก์", "held_by": "Video Conference"}, frappe.ValidationError, "ไม่ใช่ลิงก์"),
			({"agenda": [{"part": "อื่น", "subject": "ก"}]}, frappe.ValidationError, "Part"),
			({"agenda": [{"part": "Other Matters", "subject": ""}]}, frappe.ValidationError, "Subject"),
			({"committees": [{"committee": "COM-999999"}]}, frappe.ValidationError, ""),
			({"committees": [{"committee": self.committee.name}] * 2}, errors.MeetingCommitteeError, "2"),
			({"starts_on": "2001-01-01 09:00:00"}, errors.MeetingCommitteeError, "Committees"),
			({"guests": [{"full_name": ""}]}, frappe.ValidationError, "Name"),
		):
			before = frappe.db.count("Meeting")
			with self.subTest(change=change):
				self.refused(error, lambda change=change: make_meeting(**change), word)
				self.assertEqual(frappe.db.count("Meeting"), before)

	def test_no_hour_is_filled_in_that_nobody_has_given(self):
		self.assertIsNone(frappe.new_doc("Meeting").opened_at)
		meeting = make_meeting()
		stored = frappe.db.get_value("Meeting", meeting.name, ["opened_at", "closed_at"])
		self.assertEqual(stored, (None, None))

	def test_minutes_without_hours_or_a_writer_are_pointed_out(self):
		meeting = record(step(make_meeting(), "convene", "hold"))
		frappe.db.set_value("Meeting", meeting.name, {"opened_at": None, "closed_at": None})
		for row in meeting.attendance:
			frappe.db.set_value("Meeting Attendance", row.name, "committee_role", "กรรมการ")
		with signed_in(make_officer("district", HOME)):
			found = [each["field"] for each in found_before("Meeting", meeting.name, "Close the Meeting")]
		self.assertEqual(found, ["opened_at", "closed_at", "secretary_name"])
		with self.assertRaises(WrongDocumentError):
			step(meeting, "close")

	def test_a_meeting_closes_after_it_was_opened_on_its_day(self):
		for opened, closed in (("09:30", "09:30"), ("14:49", "12:00")):
			self.refused(
				errors.MeetingTimeError,
				lambda opened=opened, closed=closed: make_meeting(opened_at=opened, closed_at=closed),
				"Closed At",
			)
		held = step(make_meeting(days_ago=0), "convene", "hold")
		held.opened_at = "23:59:59"
		with signed_in(make_officer("district", areas_of(held.area))):
			self.refused(errors.MeetingTimeError, held.save, "Opened At")

	def test_thai_times_are_understood(self):
		for typed, stored in (("๐๙.๓๐ น.", "9:30:00"), ("13:05", "13:05:00"), ("9.00", "9:00:00")):
			meeting = make_meeting(opened_at=typed)
			self.assertEqual(str(frappe.db.get_value("Meeting", meeting.name, "opened_at")), stored)

	def test_a_center_without_a_committee_holds_no_ordinary_meeting(self):
		make_center("340207")
		self.refused(errors.MeetingCommitteeError, lambda: make_meeting("340207"), "Committees")


class TestYear(MeetingTestCase):
	def test_meetings_of_the_fiscal_year_are_counted(self):
		committee = make_current_committee("340203")
		this = fiscal_year(add_days(today(), -1))
		self.assertEqual(rules.held_by_committee([committee.name], this), {committee.name: 0})
		make_meeting("340203")
		step(make_meeting("340203"), "convene")
		self.assertEqual(rules.held_by_committee([committee.name], this), {committee.name: 0})
		step(make_meeting("340203"), "convene", "hold")
		step(
			make_meeting("340203", kind="Forum", committees=[{"committee": committee.name}]),
			"convene",
			"hold",
		)
		self.assertEqual(rules.held_by_committee({"area": "340203"}, this), {committee.name: 1})
		self.assertEqual(rules.held_by_committee([committee.name], this - 1), {committee.name: 0})
		step(make_meeting("340203", days_ago=370), "convene", "hold")
		earlier_year = fiscal_year(add_days(today(), -370))
		self.assertEqual(rules.held_by_body(earlier_year, "3402")["340203", "Center Committee"], 1)
		self.assertNotIn(("340203", "Center Committee"), rules.held_by_body(earlier_year, "24"))
		with signed_in(make_officer("district", HOME)):
			state = year.of_committee(committee.name)
		self.assertIn(state["state"], ("Due", "Done"))
		self.assertIn("ยังไม่ยืนยัน", state["provenance"])

	def test_one_query(self):
		committees = frappe.get_all("Committee", pluck="name")
		rules.settings()
		with counting() as queries:
			rules.held_by_committee(committees, 2570)
		self.assertIn(len(queries), (1, 2))

	def test_the_report_lists_centers_that_have_no_committee(self):
		from con_center.meetings.report.meetings_by_area.meetings_by_area import execute

		make_current_committee("341101")
		make_center("341102")
		make_center("34")
		this = fiscal_year(add_days(today(), -1))
		with signed_in(make_officer("district", areas_of("341101"))):
			rows = {row["area"]: row for row in execute({"fiscal_year": this})[1]}
			groups = execute({"fiscal_year": this, "kind": "Promoting Working Group"})[1]
		self.assertEqual((rows["341101"]["state"], rows["341101"]["not_met"]), ("Due", 1))
		self.assertEqual((rows["341102"]["state"], rows["341102"]["committee"]), ("No Committee", None))
		self.assertNotIn("341102", [row["area"] for row in groups])
		with signed_in(make_officer("province", HOME)):
			_columns, parts, _message, chart, summary = execute({"fiscal_year": this})
		# an area's own row leads to its center, the others to their parts
		self.assertEqual([row["area"] for row in parts if row.get("center")], ["34"])
		part = next(row for row in parts if row["area"] == "3411")
		self.assertEqual(
			part["no_committee"], len([r for r in rows.values() if r["state"] == "No Committee"])
		)
		self.assertEqual(part["centers"], len(rows))
		self.assertEqual(len(chart["data"]["datasets"]), 4)
		# in the chart, the whole does not stand beside its parts
		self.assertEqual(len(chart["data"]["labels"]), len(parts) - 1)
		self.assertEqual(summary[0]["value"], sum(row["centers"] for row in parts))

	def test_the_report_keeps_to_the_users_areas(self):
		from con_center.meetings.report.meetings_by_area.meetings_by_area import execute

		make_current_committee("240601")
		step(make_meeting("340202"), "convene", "hold")
		this = fiscal_year(add_days(today(), -1))
		for user, area, inside, outside in (
			(make_officer("district", HOME), None, "340202", "2406"),
			(make_officer("province", HOME), None, "3402", "24"),
			(make_officer("district", OTHER), None, "240601", "34"),
			(make_officer("district", OTHER), "34", "", "34"),
			(make_officer("province", OTHER), "00", "24", "34"),
		):
			with self.subTest(user=user, area=area), signed_in(user):
				_columns, rows, message, _chart, summary = execute({"fiscal_year": this, "area": area})
				codes = [row["area"] for row in rows]
				self.assertFalse([code for code in codes if code.startswith(outside)])
				self.assertTrue(not inside or inside in codes, codes)
				self.assertIn("หนังสือจังหวัด", message)
				self.assertEqual(summary[0]["value"], sum(row["centers"] for row in rows))
		with signed_in(make_officer("district", HOME)):
			row = next(r for r in execute({"fiscal_year": this})[1] if r["area"] == "340202")
		self.assertGreaterEqual(row["held"], 1)
