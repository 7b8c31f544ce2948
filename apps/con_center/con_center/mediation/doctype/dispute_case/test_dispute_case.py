"""A dispute from its receipt to its end: consent, mediators without a stake, agreement, duties, referral, reopening."""

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

from con_center.access.removal import GONE
from con_center.approval import log, standing
from con_center.approval.decision import NotOfThisAreaError, decide
from con_center.approval.factories import take_to
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.approval.meaning import CANCELLED, REOPENED
from con_center.committees.factories import make_committee
from con_center.entry import EntryError
from con_center.mediation import people
from con_center.mediation.conflicts import conflict, family_name
from con_center.mediation.errors import ConflictOfInterestError, DisputeClosedError, DisputeError
from con_center.mediation.factories import (
	FIRST,
	KIND,
	PAPERS,
	SECOND,
	fill_for,
	go_on,
	make_dispute,
	make_dispute_in,
)
from con_center.mediation.workflow import (
	AGREED,
	BROKEN,
	CLOSED,
	CONSENTED,
	KEPT,
	MEDIATING,
	SENT_ON,
	WHERE_TO,
)
from con_center.organization.factories import OWN, make_officer, make_organization, signed_in
from con_center.patches import next_sessions
from con_center.tests.case import CONTestCase, links_of
from con_center.thai import name_key

test_ignore = links_of("Dispute Case")
NEUTRAL = {"standing": "Neutral Person", "mediator_name": "นายกลาง เที่ยงตรงดี", "relation": "None"}


class DisputeTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_officer("officer")
		frappe.set_user(self.officer)

	def refused(self, case, *meanings: str, error=WrongDocumentError) -> str:
		"""Assert that no step to a state of this meaning is taken as things stand; return why."""
		with self.assertRaises(error) as caught:
			take_to(case, *meanings, "เหตุผล")
		return str(caught.exception)


class TestReceipt(DisputeTestCase):
	def test_it_has_a_number_and_a_title_that_names_nobody(self):
		case = make_dispute()
		self.assertRegex(case.number, r"^\d+/\d{4}$")
		self.assertEqual(case.title, f"ข้อพิพาท {case.number} ({KIND})")
		self.assertEqual((case.kept_by, case.workflow_state), (self.officer, "Dispute Received"))
		self.assertEqual(frappe.db.get_value(case.doctype, case.name, "title"), case.title)
		given = frappe.get_doc("Document Number", {"reference_name": case.name})
		self.assertEqual((given.kind, given.display), ("Dispute Case", case.number))
		self.assertNotEqual(make_dispute().number, case.number)

	def test_who_keeps_it_is_not_the_clients_to_say(self):
		case = make_dispute(kept_by=make_officer("district"), outcome="Kept", number="9/2569")
		self.assertEqual(case.kept_by, self.officer)
		self.assertFalse(case.outcome)
		self.assertNotEqual(case.number, "9/2569")
		case.kept_by = make_officer("district")
		case.save()
		self.assertEqual(frappe.db.get_value(case.doctype, case.name, "kept_by"), self.officer)

	def test_bad_input_is_told_with_the_field(self):
		for values, said in (
			({"area": OWN["district"]}, "Area"),
			({"received_on": add_days(today(), 1)}, "Received On"),
			({"parties": [{"party_name": FIRST}, {"party_name": FIRST}]}, "row 2"),
		):
			with self.subTest(values), self.assertRaisesRegex(DisputeError, said):
				make_dispute(user=make_officer("district"), **values)
		kind = frappe.get_doc({"doctype": "Dispute Kind", "kind_name": "เลิกใช้แล้ว", "disabled": 1})
		with signed_in("Administrator"):
			kind.insert()
		with self.assertRaisesRegex(DisputeError, "Kind of Dispute"):
			make_dispute(kind=kind.name)

	def test_numbers_of_people_are_refused_wherever_they_are_typed(self):
		for values in (
			{"facts": "เลขบัตร 1-2345-67890-12-3"},
			{"parties": [{"party_name": f"{FIRST} 1234567890123"}, {"party_name": SECOND}]},
		):
			with self.subTest(values), self.assertRaises(EntryError):
				make_dispute(**values)
		# the number of a title deed is none of a person
		self.assertTrue(make_dispute(facts="โฉนดเลขที่ 34010123456").name)

	def test_it_stays_on_record(self):
		case = make_dispute()
		with signed_in("Administrator"), self.assertRaises(DisputeError):
			frappe.delete_doc(case.doctype, case.name)


class TestConsent(DisputeTestCase):
	def test_each_party_consents_with_a_paper(self):
		case = make_dispute()
		self.assertIn("row 1", self.refused(case, CONSENTED))
		for row in case.parties:
			row.consented_on = today()
		case.save()
		self.assertIn("row 2", self.refused(case, CONSENTED))
		self.assertEqual(go_on(case, CONSENTED).workflow_state, "Consented")

	def test_a_dispute_has_two_sides(self):
		case = make_dispute(parties=[{"party_name": FIRST}, {"party_name": SECOND}])
		fill_for(case, CONSENTED)
		self.assertIn("two sides", self.refused(case, CONSENTED))

	def test_no_session_before(self):
		case = make_dispute()
		case.append("sessions", {"held_on": now_datetime(), "came": FIRST})
		with self.assertRaisesRegex(DisputeError, "consent first"):
			case.save()

	def test_papers_are_the_cases_own(self):
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "signed.txt",
				"content": "ลงชื่อ",
				"is_private": 1,
				"attached_to_doctype": "Dispute Case",
				"attached_to_name": "new-dispute-case-abc",
			}
		).insert()
		case = make_dispute()
		case.parties[0].consent_paper = file.file_url
		case.save()
		self.assertEqual(frappe.db.get_value("File", file.name, "attached_to_name"), case.name)


class TestMediators(DisputeTestCase):
	def with_mediator(self, **values):
		case = make_dispute_in("Consented")
		case.append("mediators", {**NEUTRAL, **values})
		return case

	def test_who_has_a_stake_does_not_mediate(self):
		for values, why in (
			({"mediator_name": f" {FIRST} "}, "a party himself"),
			({"mediator_name": "คำสิงห์ ทดลองไพร"}, "a party himself"),
			({"relation": "Relative"}, "declared a relation"),
			({"relation": "Business or Debt"}, "declared a relation"),
		):
			with self.subTest(values), self.assertRaisesRegex(ConflictOfInterestError, why):
				self.with_mediator(**values).save()

	def test_who_lives_in_the_same_house_does_not_mediate(self):
		case = self.with_mediator(village_no=4, house_number="๑๒ / ๓")
		case.parties[1].update({"village_no": 4, "house_number": "12/3"})
		with self.assertRaisesRegex(ConflictOfInterestError, "the house of a party"):
			case.save()
		case.modified = frappe.db.get_value(case.doctype, case.name, "modified")
		case.parties[1].village_no = 5
		case.save()

	def test_who_leads_an_organization_that_is_a_party_does_not_mediate(self):
		organization = make_organization(OWN)
		organization.chair = "นายประธาน นำกลุ่มดี"
		organization.save()
		for values in ({"mediator_name": "นายประธาน  นำกลุ่มดี"}, {"organization": organization.name}):
			case = self.with_mediator(**values)
			case.parties[0].organization = organization.name
			with self.subTest(values), self.assertRaisesRegex(ConflictOfInterestError, "represents"):
				case.save()

	def test_a_committee_member_sits_in_a_committee(self):
		with self.assertRaisesRegex(DisputeError, "does not sit"):
			self.with_mediator(standing="Committee Member").save()
		committee = make_committee()
		frappe.db.set_value("Committee", committee.name, "status", "Current")
		name = committee.members[0].full_name
		self.assertIn(name, people.members_to_choose(make_dispute().name))
		case = self.with_mediator(standing="Committee Member", mediator_name=name)
		case.save()
		self.assertEqual(case.mediators[0].mediator_name, name)

	def test_the_declaration_is_due_and_a_family_name_is_odd(self):
		case = self.with_mediator(relation="", mediator_name="นายญาติ ทดลองไพร")
		case.save()
		self.assertIn("not declared", self.refused(case, MEDIATING))
		case.mediators[0].relation = "None"
		case.save()
		with self.assertRaisesRegex(OddDocumentError, "family name"):
			decide(case.doctype, case.name, "Begin Mediation", case.modified)
		self.assertEqual(take_to(case, MEDIATING).workflow_state, "In Mediation")

	def test_nobody_mediates_without_a_mediator_or_his_own_dispute(self):
		case = make_dispute_in("Consented")
		self.assertIn("Nobody is named", self.refused(case, MEDIATING))
		case.append("mediators", NEUTRAL)
		own_name = frappe.db.get_value("Officer Assignment", {"user": self.officer}, "officer_name")
		case.parties[0].party_name = own_name
		case.save()
		self.assertIn("hand the case over", self.refused(case, MEDIATING))

	def test_names_are_compared_without_titles(self):
		self.assertEqual(name_key("นางสาวมาลี  ดีงาม"), name_key("มาลี ดีงาม"))
		self.assertEqual(family_name("นายสมชาย ใจดี"), "ใจดี")
		self.assertEqual(family_name("สมชาย"), "")
		self.assertIsNone(conflict({"mediator_name": ""}, [{"party_name": ""}], {}))


class TestSessions(DisputeTestCase):
	def in_mediation(self, came: str | None = None):
		case = make_dispute_in("In Mediation")
		if came:
			case.append("sessions", {"held_on": now_datetime(), "came": came})
			case.save()
		return case

	def test_sides_are_known_by_the_names_that_were_ticked(self):
		mediator = "พระครูทดสอบ ธมฺมวโร"
		for came, sides in (
			(f"{FIRST}\n{SECOND}\n{mediator}", "All Sides"),
			(f"{FIRST}\nผู้ใหญ่บ้าน", "Some Sides"),
			(mediator, "No Side"),
			# as it was typed before there was a button
			("ทั้งสองฝ่าย", ""),
		):
			case = self.in_mediation(came)
			with self.subTest(came):
				self.assertEqual((case.sessions[0].sides or "", case.sessions[0].came), (sides, came))
				counted = (1, int(sides == "All Sides"))
				self.assertEqual((case.sessions_held, case.sessions_complete), counted)
				self.assertIn(came.split("\n")[0], frappe.get_print(case.doctype, case.name, PAPERS[0]))

	def test_the_sides_are_not_the_clients_to_say(self):
		case = self.in_mediation(FIRST)
		case.sessions[0].sides = "All Sides"
		case.sessions_complete = 1
		case.save()
		self.assertEqual((case.sessions[0].sides, case.sessions_complete), ("Some Sides", 0))

	def test_a_corrected_name_is_corrected_in_sessions(self):
		case = self.in_mediation(f"{FIRST}\nผู้ใหญ่บ้าน\n{SECOND}")
		case.parties[0].party_name = "นายคำสิงห์ ทดลองพฤกษ์"
		case.save()
		self.assertEqual(case.sessions[0].came, f"นายคำสิงห์ ทดลองพฤกษ์\nผู้ใหญ่บ้าน\n{SECOND}")
		self.assertEqual(case.sessions[0].sides, "All Sides")

	def test_an_agreement_after_a_session_without_a_side_is_odd(self):
		case = self.in_mediation()
		fill_for(case, AGREED)
		case.sessions[-1].came = FIRST
		case.save()
		with self.assertRaisesRegex(OddDocumentError, "Not all sides"):
			decide(case.doctype, case.name, "Agreement Is Reached", case.modified)

	def test_the_next_one_is_to_come_and_goes_when_it_is_entered(self):
		case = self.in_mediation()
		case.next_on = add_to_date(now_datetime(), hours=-1)
		with self.assertRaisesRegex(DisputeError, "Next Session"):
			case.save()
		case.reload()
		case.update({"next_on": add_to_date(now_datetime(), days=2), "next_place": "ศาลากลางบ้าน"})
		case.save()
		# of the one before
		case.append("sessions", {"held_on": add_to_date(now_datetime(), days=-2), "came": FIRST})
		case.save()
		self.assertTrue(case.next_on)
		frappe.db.set_value(case.doctype, case.name, "next_on", add_to_date(now_datetime(), hours=-1))
		case.reload()
		case.append("sessions", {"held_on": now_datetime(), "came": FIRST})
		case.save()
		self.assertFalse(case.next_on or case.next_place)

	def test_it_ends_with_mediation(self):
		case = self.in_mediation()
		case.update({"next_on": add_to_date(now_datetime(), days=2), "next_place": "ศาลากลางบ้าน"})
		case.save()
		case = go_on(case, AGREED)
		self.assertFalse(case.next_on or case.next_place)
		case.next_on = add_to_date(now_datetime(), days=3)
		with self.assertRaisesRegex(DisputeError, "has ended"):
			case.save()

	def test_existing_sessions_are_counted_and_their_next_one_is_moved(self):
		case = self.in_mediation(f"{FIRST}\n{SECOND}")
		row = case.sessions[0].name
		frappe.db.set_value(case.doctype, case.name, {"sessions_held": 0, "sessions_complete": 0})
		frappe.db.set_value("Dispute Session", row, "sides", None)
		next_sessions.execute()
		case.reload()
		self.assertEqual((case.sessions_held, case.sessions_complete), (1, 1))
		self.assertEqual((case.sessions[0].sides, case.next_on), ("All Sides", None))
		to_come = add_to_date(now_datetime(), days=3)
		next_sessions._move_next(case.name, frappe._dict(held_on=now_datetime(), next_on=to_come))
		self.assertEqual(frappe.db.get_value(case.doctype, case.name, "next_on").date(), to_come.date())
		# names that went are all the same
		frappe.db.set_value("Dispute Session", row, {"sides": None, "came": GONE})
		next_sessions.execute()
		self.assertFalse(frappe.db.get_value("Dispute Session", row, "sides"))

	def test_each_party_is_invited_on_a_sheet_of_its_own(self):
		case = self.in_mediation(FIRST)
		case.update({"next_on": "2099-03-04 09:30:00", "next_place": "ศาลากลางบ้าน"})
		case.save()
		html = frappe.get_print(case.doctype, case.name, "Invitation to Mediation")
		sheets = html.split("เปิดผนึกเฉพาะผู้รับ")[1:]
		self.assertEqual(len(sheets), 2)
		for sheet, own, other in zip(sheets, (FIRST, SECOND), (SECOND, FIRST), strict=True):
			self.assertIn(own, sheet)
			self.assertNotIn(other, sheet)
			for text in ("๔ มีนาคม ๒๖๔๒", "๐๙.๓๐ น.", "ศาลากลางบ้าน", "ครั้งที่ ๒", "ขอแสดงความนับถือ"):
				self.assertIn(text, sheet)
			self.assertNotIn(case.facts, sheet)


class TestAgreement(DisputeTestCase):
	def test_what_an_agreement_needs(self):
		case = make_dispute_in("In Mediation")
		said = self.refused(case, AGREED)
		for missing in ("No session", "not written", "day of the agreement", "not attached"):
			self.assertIn(missing, said)
		case = go_on(case, AGREED)
		self.assertEqual((case.outcome, str(case.ended_on)), ("Agreed", today()))

	def test_no_step_is_told_to_have_issued_it(self):
		"""Its number was given as it was received, and stands in its title."""
		case = make_dispute_in("In Mediation")
		said = " ".join(standing.how_it_stands(case))
		self.assertIn(case.number, said)
		self.assertNotIn("Issued", said)

	def test_what_was_signed_stays(self):
		case = make_dispute_in("Agreement Reached")
		for change in (
			lambda doc: doc.update({"agreement": "อย่างอื่น"}),
			lambda doc: doc.duties[0].update({"due_on": add_days(today(), 300)}),
			lambda doc: doc.append("duties", {"who": SECOND, "what": "จ่าย"}),
			lambda doc: doc.parties[0].update({"party_name": "นายอื่น คนใหม่เข้า"}),
		):
			doc = frappe.get_doc(case.doctype, case.name)
			change(doc)
			with self.assertRaises(DisputeClosedError):
				doc.save()
		doc = frappe.get_doc(case.doctype, case.name)
		doc.duties[0].update({"status": "Kept", "settled_on": today(), "note": "ย้ายแล้ว"})
		doc.save()

	def test_kept_or_broken_follows_from_the_duties(self):
		case = make_dispute_in("Agreement Reached")
		self.assertIn("Not all duties", self.refused(case, KEPT))
		self.assertIn("No duty", self.refused(case, BROKEN))
		self.assertEqual(go_on(case, KEPT).outcome, "Kept")
		self.assertEqual(make_dispute_in("Agreement Broken").outcome, "Broken")

	def test_closed_with_its_result_and_reopened(self):
		case = make_dispute_in("Dispute Closed")
		self.assertEqual((case.outcome, str(case.closed_on)), ("Kept", today()))
		case.facts = "แก้"
		with self.assertRaises(DisputeClosedError):
			case.save()
		case = go_on(case, REOPENED)
		self.assertFalse(case.outcome or case.closed_on or case.ended_on)
		case.facts = "แก้ได้อีก"
		case.save()
		self.assertEqual(take_to(case, MEDIATING).workflow_state, "In Mediation")

	def test_without_agreement_and_withdrawn(self):
		case = make_dispute_in("Ended Without Agreement")
		self.assertEqual((case.outcome, str(case.ended_on)), ("Not Agreed", today()))
		case = go_on(make_dispute(), CANCELLED)
		self.assertEqual((case.outcome, case.result_note), ("Withdrawn", "ลองดู"))
		self.assertEqual(go_on(make_dispute_in("Dispute Sent On"), CLOSED).outcome, "Referred")

	def test_the_steps_are_the_keepers_alone(self):
		case = make_dispute_in("Ended Without Agreement")
		for user in (make_officer("officer", number=2), make_officer("district"), make_officer("chief")):
			with signed_in(user), self.assertRaises(frappe.PermissionError):
				decide(case.doctype, case.name, "Close the Dispute", case.modified)
		reader = make_officer("district")
		case.append("readers", {"reader": reader, "purpose": "ที่ปรึกษา"})
		case.save()
		with signed_in(reader), self.assertRaises(NotOfThisAreaError):
			decide(case.doctype, case.name, "Close the Dispute", case.modified)

	def test_the_log_tells_number_and_kind(self):
		case = make_dispute_in("Ended Without Agreement")
		entries = log.entries(case.doctype, case.name)
		self.assertEqual({entry.reference_title for entry in entries}, {case.title})
		self.assertFalse(any(entry.returned_content for entry in entries))


class TestReferral(DisputeTestCase):
	GIVEN = {"sent_to": "Community Justice Centre", "sent_to_name": "ประธานศูนย์ยุติธรรมชุมชน"}

	def refer(self, case, **given):
		return take_to(case, SENT_ON, asks_for=WHERE_TO, **{**self.GIVEN, **given})

	def test_a_district_officer_gets_the_draft_of_a_secret_letter_that_names_nobody(self):
		user = make_officer("district")
		case = make_dispute(user=user)
		with signed_in(user):
			case = self.refer(case)
			letter = frappe.get_doc("Official Letter", case.letter)
		self.assertEqual((letter.secrecy, letter.area), ("Confidential", OWN["district"]))
		written = frappe.as_json(letter.as_dict(), indent=0)
		self.assertIn(case.number, letter.subject)
		for hidden in ("คำสิงห์", "บุญหลาย", case.facts):
			self.assertNotIn(hidden, written)
		self.assertEqual((case.outcome, str(case.sent_on)), ("Referred", today()))

	def test_who_writes_no_letters_of_the_district_gives_the_number_of_one_on_paper(self):
		with self.assertRaisesRegex(DisputeError, "hand the case over"):
			self.refer(make_dispute())
		case = self.refer(make_dispute(), letter_number="อบ 0019.1/12")
		self.assertEqual((case.letter, case.letter_number), (None, "อบ 0019.1/12"))

	def test_where_it_goes_is_asked(self):
		for given in (
			{"sent_to": "ที่อื่น"},
			{"sent_to": None},
			{"sent_to_name": " "},
			{"secrecy": "Top Secret"},
		):
			with self.subTest(given), signed_in(make_officer("district")), self.assertRaises(DisputeError):
				self.refer(make_dispute(user=make_officer("district")), **given)


class TestPapers(DisputeTestCase):
	def test_the_three_papers(self):
		case = make_dispute_in("Agreement Reached")
		for name, wanted in (
			("Dispute Record", ("บันทึกข้อพิพาท", case.number, FIRST, case.facts, "ย้ายรั้ว")),
			("Mediation Agreement", ("บันทึกข้อตกลง", FIRST, SECOND, "ย้ายรั้วกลับแนวเดิม")),
			("Consent to Mediation", ("หนังสือยินยอม", FIRST, SECOND)),
			("Invitation to Mediation", ("ขอเชิญเข้าร่วมการไกล่เกลี่ย", FIRST, SECOND)),
		):
			html = frappe.get_print(case.doctype, case.name, name)
			for text in wanted:
				with self.subTest(name, text=text):
					self.assertIn(
						text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
						html.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
					)

	def test_before_anything_is_known(self):
		case = make_dispute(parties=[])
		for name in PAPERS:
			with self.subTest(name):
				self.assertIn("con-letter", frappe.get_print(case.doctype, case.name, name))
