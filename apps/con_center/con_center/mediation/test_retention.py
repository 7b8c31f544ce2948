"""After the years that the office has set, names in closed disputes go for good, and numbers stay."""

from pathlib import Path
from unittest.mock import patch

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.utils import add_days, add_years, now_datetime, today

from con_center import registry
from con_center.access.posts import forget_posts
from con_center.access.removal import GONE
from con_center.approval.decision import NotOfThisAreaError, decide, get_transitions
from con_center.approval.factories import ask, take_to
from con_center.approval.meaning import CANCELLED, REOPENED
from con_center.learning.factories import make_lesson, make_lesson_use
from con_center.mediation import due, figures, handing_over, retention
from con_center.mediation.errors import DisputeClosedError
from con_center.mediation.factories import FIRST, PAPERS, go_on, make_dispute, make_dispute_in
from con_center.mediation.people import DOCTYPE
from con_center.mediation.report.disputes_in_numbers import disputes_in_numbers as report
from con_center.mediation.workflow import (
	AGREED,
	CLOSED,
	CONDITIONS,
	CONSENTED,
	KEPT,
	MEDIATING,
	REOPEN,
	SENT_ON,
	WHERE_TO,
)
from con_center.organization import retention as how_long
from con_center.organization.factories import (
	FISCAL_YEAR,
	OWN,
	make_assignment,
	make_officer,
	make_user,
	signed_in,
)
from con_center.organization.retention import KeptStillError
from con_center.overview import today as first_page
from con_center.patches import next_sessions
from con_center.tests.case import CONTestCase, clear
from con_center.tests.names_gone import TEXTS, forgotten, tables_with
from con_center.thai import fiscal_year_start

YEARS = 3
REASON = "ย้ายไปปฏิบัติงานที่อื่น"
# what stays of a dispute and its rows: what is counted, days, who had it, and where it went
STAYS = {
	DOCTYPE: {
		*("kind", "area", "district", "province", "level", "number", "title", "workflow_state"),
		*("how_received", "outcome", "kept_by", "kept_by_name"),
		*("received_on", "agreed_on", "ended_on", "closed_on", "anonymised_on", "next_on", "reminded_on"),
		*("sessions_held", "sessions_complete"),
		*("sent_to", "sent_to_name", "sent_on", "letter", "letter_number"),
	},
	"Dispute Party": {"side", "consented_on"},
	"Dispute Mediator": {"standing"},
	"Dispute Session": {"held_on", "outcome", "sides"},
	"Dispute Duty": {"due_on", "status", "settled_on", "reminded_on"},
	"Dispute Reader": {"reader"},
	"Dispute Handover": {"moved_on", "from_name", "to_name", "by_name"},
}


class RetentionTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.keeper, self.colleague = make_officer("officer"), make_officer("officer", number=2)
		self.set(YEARS, "Remove Names")

	def set(self, years: int, action: str):
		self.change_settings(disputes_retention_years=years, disputes_retention_action=action)

	def run_job(self):
		with patch.object(frappe.db, "commit"):
			retention.run()

	def long_ago(self, case, *fields: str):
		day = add_days(add_years(today(), -YEARS), -1)
		frappe.db.set_value(DOCTYPE, case.name, dict.fromkeys(fields or ("ended_on", "closed_on"), day))
		return frappe.get_doc(DOCTYPE, case.name)

	def closed(self, state: str = "Dispute Closed", **values):
		return self.long_ago(make_dispute_in(state, **values))

	def is_removed(self, case) -> bool:
		return bool(frappe.db.get_value(DOCTYPE, case.name, "anonymised_on"))


class TestWhatGoes(RetentionTestCase):
	def setUp(self):
		super().setUp()
		# each test has one of its own: what the tests before have left is not looked at
		self.word = f"Zq{frappe.generate_hash(length=8)}"
		self.case = self.dispute()

	def dispute(self):
		"""A closed dispute that tells of somebody wherever it can."""
		parties = [
			{
				"party_name": f"นาย{self.word} ทดลองไพร",
				"phone": "081-555-0101",
				"village_no": 4,
				"house_number": "9",
			},
			{"party_name": "นางอื่น คนละฝ่าย", "side": "Second Side"},
		]
		first_day = fiscal_year_start(FISCAL_YEAR)
		case = make_dispute(user=self.colleague, parties=parties, facts=self.word, received_on=first_day)
		with signed_in(self.colleague):
			handing_over.hand_over(case.name, self.keeper, f"{REASON} {self.word}")
		case = go_on(frappe.get_doc(DOCTYPE, case.name), CONSENTED, MEDIATING, AGREED, KEPT)
		self.write_beside(case)
		case = go_on(frappe.get_doc(DOCTYPE, case.name), CLOSED)
		for doctype in (DOCTYPE, *registry.tables(DOCTYPE)):
			self.write_into(case, doctype)
		return self.long_ago(case, "closed_on")

	def write_into(self, case, doctype: str):
		"""Write the word into every text that does not stay."""
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table)
		for field in registry.doctypes()[doctype]["fields"]:
			if field["fieldtype"] in TEXTS and field["fieldname"] not in STAYS[doctype]:
				query = query.set(table[field["fieldname"]], self.word)
		query.where((table.name if doctype == DOCTYPE else table.parent) == case.name).run()

	def write_beside(self, case):
		with signed_in(self.keeper):
			case.append("readers", {"reader": make_officer("district"), "purpose": self.word})
			case.facts = f"{self.word} เดิม"
			case.save(ignore_version=False)
			for _time in range(2):
				case.add_comment("Comment", self.word)
			case.add_tag(self.word)
			self.papers = [self.file(case.name, f"{self.word}-{n}") for n in range(2)]
			# as the desk calls a form that is not saved: the same page, sent again
			again = self.file("new-dispute-case-abcdefgh", f"{self.word}-0")
			again.db_set("creation", add_days(add_years(today(), -YEARS), -30))
		ask(case, self.keeper, make_officer("district"), question=self.word).add_comment("Comment", self.word)
		use = make_lesson_use(lesson=make_lesson(), document=case, user=self.keeper)
		use.update({"how": self.word}).save()
		use.update({"how": f"{self.word} {self.word}"}).save()
		beside = [frappe.get_doc(values).insert() for values in self.beside(case)]
		# of what is deleted, Frappe keeps a copy
		comment = frappe.get_last_doc("Comment", {"reference_name": case.name, "comment_type": "Comment"})
		for doc in (comment, self.papers.pop(), *beside[: len(beside) // 2]):
			frappe.delete_doc(doc.doctype, doc.name, force=True)

	def file(self, name: str, content: str):
		attached = {"attached_to_doctype": DOCTYPE, "attached_to_name": name}
		file = {"doctype": "File", "file_name": f"{content}.txt", "content": content, "is_private": 1}
		return frappe.get_doc({**file, **attached}).insert()

	def beside(self, case) -> list[dict]:
		todo = {"doctype": "ToDo", "description": self.word, "allocated_to": self.keeper}
		reminder = {"doctype": "Reminder", "user": self.keeper, "description": self.word}
		bell = {"doctype": "Notification Log", "for_user": self.keeper, "type": "Alert", "subject": self.word}
		mail = {"doctype": "Communication", "subject": self.word, "content": self.word}
		once = [
			{**todo, "reference_type": DOCTYPE, "reference_name": case.name},
			{**mail, "reference_doctype": DOCTYPE, "reference_name": case.name},
			{**bell, "document_type": DOCTYPE, "document_name": case.name},
			{
				**reminder,
				"remind_at": add_days(now_datetime(), 1),
				"reminder_doctype": DOCTYPE,
				"reminder_docname": case.name,
			},
		]
		return [*once, *once]

	def test_the_word_is_left_nowhere(self):
		wanted = {
			*("tabDispute Case", "tabDispute Party", "tabDispute Session", "tabDispute Duty"),
			*("tabDispute Mediator", "tabDispute Reader", "tabDispute Handover", "tabOpinion"),
			*("tabLesson Use", "tabVersion", "tabComment", "tabCommunication", "tabNotification Log"),
			*("tabTag Link", "tabToDo", "tabReminder", "tabFile", "tabDeleted Document"),
		}
		self.assertLessEqual(wanted, tables_with(self.word))
		self.run_job()
		# what tags there are is a list of its own
		self.assertEqual(tables_with(self.word) - {"tabTag"}, set())
		doc = frappe.get_doc(DOCTYPE, self.case.name)
		self.assertEqual(str(doc.anonymised_on), today())
		told = frappe.as_json(doc.as_dict())
		for hidden in ("คนละฝ่าย", "พระครูทดสอบ", "ย้ายรั้ว", "081-555-0101"):
			self.assertNotIn(hidden, told)
		self.assertEqual([(row.village_no, row.house_number) for row in doc.parties], [(0, None)] * 2)
		self.assertEqual([(row.relation, row.reader) for row in doc.mediators], [(None, None)])

	def test_papers_go_from_the_disk(self):
		attached = {"attached_to_doctype": DOCTYPE, "attached_to_name": self.case.name}
		names = frappe.get_all("File", attached, pluck="name")
		paths = [Path(frappe.get_doc("File", name).get_full_path()) for name in names]
		self.assertTrue(len(paths) > 2 and all(path.exists() for path in paths))
		self.run_job()
		self.assertEqual([path for path in paths if path.exists()], [])

	def test_numbers_stay(self):
		self.change_settings(disputes_smallest_number=1)
		before = [self.numbers(by) for by in ("Area", "Kind")]
		self.assertEqual([(rows[0]["received"], rows[0]["kept"]) for rows in before], [(1, 1)] * 2)
		self.run_job()
		self.assertTrue(self.is_removed(self.case))
		self.assertEqual([self.numbers(by) for by in ("Area", "Kind")], before)

	def numbers(self, by: str) -> list[dict]:
		with signed_in(self.keeper):
			asked = {"area": OWN["sub_district"], "fiscal_year": FISCAL_YEAR, "by": by}
			return [*report.execute(asked)[1], *figures.by_part([OWN["sub_district"]], 6, FISCAL_YEAR)]

	def test_nothing_is_changed_after_it(self):
		self.run_job()
		with signed_in(self.keeper):
			offered = [
				step.action for step in get_transitions(frappe.get_doc(DOCTYPE, self.case.name).as_dict())
			]
			self.assertNotIn(REOPEN, offered)
			with self.assertRaises(NotOfThisAreaError):
				decide(DOCTYPE, self.case.name, REOPEN, self.modified(), REASON)
			# where an admin has taken the condition away
			frappe.db.set_value("Workflow Transition", {"action": REOPEN}, "condition", None)
			frappe.clear_document_cache("Workflow", "Dispute Steps")
			with self.assertRaisesRegex(DisputeClosedError, "have been removed"):
				take_to(self.case, REOPENED, REASON)
			with self.assertRaisesRegex(DisputeClosedError, "have been removed"):
				handing_over.hand_over(self.case.name, self.colleague, REASON)
			doc = frappe.get_doc(DOCTYPE, self.case.name)
			doc.facts = "x"
			with self.assertRaisesRegex(DisputeClosedError, "have been removed"):
				doc.save()

	def modified(self) -> str:
		return str(frappe.db.get_value(DOCTYPE, self.case.name, "modified"))

	def test_existing_sites_offer_no_step_after_it(self):
		frappe.db.set_value("Workflow Transition", {"action": REOPEN}, "condition", None)
		next_sessions.execute()
		found = frappe.get_all("Workflow Transition", {"action": REOPEN}, pluck="condition")
		self.assertEqual(set(found), {CONDITIONS[REOPEN]})

	def test_who_had_it_and_its_days_stay(self):
		kept = [field for field in STAYS[DOCTYPE] if field != "anonymised_on"]
		before = frappe.db.get_value(DOCTYPE, self.case.name, kept, as_dict=True)
		self.run_job()
		self.assertEqual(frappe.db.get_value(DOCTYPE, self.case.name, kept, as_dict=True), before)
		[row] = frappe.get_doc(DOCTYPE, self.case.name).handovers
		self.assertTrue(row.from_name and row.to_name and not row.reason)

	def test_its_papers_can_be_printed(self):
		self.run_job()
		for name in PAPERS:
			with self.subTest(name):
				self.assertIn("con-letter", frappe.get_print(DOCTYPE, self.case.name, name))


class TestNothingIsForgotten(RetentionTestCase):
	def test_each_field_goes_or_stays(self):
		for doctype in (DOCTYPE, *registry.tables(DOCTYPE)):
			fields = {
				field["fieldname"]
				for field in registry.doctypes()[doctype]["fields"]
				if field["fieldtype"] not in no_value_fields
			}
			with self.subTest(doctype):
				self.assertEqual({*retention.EMPTIED[doctype], *STAYS[doctype]}, fields)
				self.assertFalse(STAYS[doctype] & {*retention.EMPTIED[doctype]})

	def test_no_text_of_what_hangs_on_it_is_forgotten(self):
		staying = {field for fields in STAYS.values() for field in fields}
		self.assertEqual(forgotten(retention.NAMES.removal, staying), set())


class TestWhen(RetentionTestCase):
	def test_what_is_closed_or_withdrawn(self):
		for state, goes in (
			("Dispute Closed", True),
			("Dispute Withdrawn", True),
			("Dispute Received", False),
			("Agreement Reached", False),
			("Dispute Sent On", False),
			("Agreement Broken", False),
			("Dispute Reopened", False),
		):
			case = make_dispute_in(state)
			case = self.long_ago(case, *(["closed_on"] if case.closed_on else ["received_on"]))
			self.run_job()
			with self.subTest(state):
				self.assertEqual(self.is_removed(case), goes)

	def test_what_has_no_day_stays(self):
		case = make_dispute_in("Dispute Closed")
		frappe.db.set_value(DOCTYPE, case.name, "closed_on", None)
		self.run_job()
		self.assertFalse(self.is_removed(case))

	def test_where_nothing_is_set_nothing_goes(self):
		case = self.closed()
		for years, action in ((0, "Remove Names"), (YEARS, "Warn"), (YEARS + 1, "Remove Names")):
			self.set(years, action)
			self.run_job()
			with self.subTest(years=years, action=action):
				self.assertFalse(self.is_removed(case))
				self.assertEqual(frappe.get_doc(DOCTYPE, case.name).parties[0].party_name, FIRST)

	def test_what_is_opened_again_meanwhile_keeps_its_names(self):
		case = go_on(self.closed(), REOPENED)
		retention.NAMES.remove_names([case.name])
		case = frappe.get_doc(DOCTYPE, case.name)
		self.assertEqual((case.parties[0].party_name, case.anonymised_on), (FIRST, None))

	def test_it_goes_on_where_it_was_stopped(self):
		cases = [self.closed(), self.closed("Dispute Withdrawn")]
		with patch.object(how_long, "SLICE", 1), patch.object(frappe.db, "commit") as kept:
			retention.run()
		self.assertEqual(kept.call_count, 2)
		self.assertTrue(all(map(self.is_removed, cases)))

	def test_the_letter_of_a_referral_stays(self):
		user = make_officer("district")
		case = make_dispute(user=user)
		given = {"sent_to": "Community Justice Centre", "sent_to_name": "ประธานศูนย์ยุติธรรมชุมชน"}
		with signed_in(user):
			case = take_to(case, SENT_ON, asks_for=WHERE_TO, **given)
			case = self.long_ago(take_to(case, CLOSED, REASON))
		before = frappe.get_doc("Official Letter", case.letter).as_dict()
		self.run_job()
		case = frappe.get_doc(DOCTYPE, case.name)
		self.assertTrue(case.anonymised_on and case.sent_to_name)
		self.assertEqual(frappe.get_doc("Official Letter", case.letter).as_dict(), before)


class TestWhoIsTold(RetentionTestCase):
	def setUp(self):
		super().setUp()
		self.set(YEARS, "Warn")

	def told(self, user: str) -> list[dict]:
		with signed_in(user):
			return due.entries()

	def test_the_responsible_officer_alone(self):
		case = self.closed()
		make_dispute_in("Dispute Closed")
		[entry] = self.told(self.keeper)
		self.assertIn("1", entry["text"])
		with signed_in(self.keeper):
			found = frappe.get_list(DOCTYPE, filters=entry["to"]["filters"], pluck="name")
			self.assertEqual(found, [case.name])
			self.assertIn(entry["text"], [late["text"] for late in first_page.read()["late"]])
		for user in (self.colleague, *map(make_officer, ("district", "chief", "province", "governor"))):
			with self.subTest(user=user):
				self.assertEqual(self.told(user), [])

	def test_nobody_where_nothing_is_set_or_the_job_removes(self):
		self.closed()
		for years, action in ((0, "Warn"), (YEARS, "Remove Names")):
			self.set(years, action)
			with self.subTest(years=years, action=action):
				self.assertEqual(self.told(self.keeper), [])

	def test_of_what_was_never_closed(self):
		states = ("Agreement Kept", "Agreement Reached")
		cases = {self.long_ago(make_dispute_in(state), "ended_on").name for state in states}
		for action in ("Warn", "Remove Names"):
			self.set(YEARS, action)
			told = {entry["state"]: entry["to"]["filters"] for entry in self.told(self.keeper)}
			found = frappe.get_all(DOCTYPE, told[_("Close the Dispute")], pluck="name")
			self.assertEqual(set(found), cases)

	def test_who_keeps_it_removes_the_names_himself(self):
		case, other = (self.long_ago(go_on(make_dispute(), CANCELLED)) for _each in range(2))
		self.set(YEARS, "Warn")
		with signed_in(make_officer("chief")), self.assertRaises(frappe.PermissionError):
			retention.remove(case.name)
		with signed_in(self.keeper):
			fresh = go_on(make_dispute(), CANCELLED)
			with self.assertRaises(KeptStillError):
				retention.remove(fresh.name)
			retention.remove(case.name)
			with self.assertRaises(KeptStillError):
				retention.remove(case.name)
		parties = frappe.get_all("Dispute Party", {"parent": case.name}, pluck="party_name")
		self.assertEqual(set(parties), {GONE})
		parties = frappe.get_all("Dispute Party", {"parent": other.name}, pluck="party_name")
		self.assertIn(FIRST, parties)

	def test_the_head_of_the_office_where_the_officer_has_left(self):
		gone, chief = make_user("gone.keeper"), make_officer("chief")
		post = make_assignment(gone, "พัฒนากร", OWN["sub_district"])
		case = self.long_ago(go_on(make_dispute(user=gone), CANCELLED))
		frappe.db.set_value("Officer Assignment", post.name, "to_date", add_days(today(), -1))
		forget_posts()
		self.assertEqual(self.told(gone), [])
		[entry] = self.told(chief)
		self.assertNotIn(case.number, entry["text"])
		with signed_in(chief):
			handing_over.hand_over(case.name, self.keeper, REASON)
		self.assertEqual(self.told(chief), [])
		self.assertEqual(len(self.told(self.keeper)), 1)
		self.set(YEARS, "Remove Names")
		with signed_in(chief):
			self.assertEqual(handing_over.register(handing_over.headed_areas()), [])
