"""Signing in on the day: on the organiser's list, or by a code on one's own phone; nobody learns who else is there."""

import re
from unittest.mock import patch

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from con_center.approval.factories import take_to
from con_center.approval.meaning import IN_FORCE
from con_center.learning import attendance, evaluating, signing_in
from con_center.learning.errors import (
	LearningError,
	NotTheOrganiserError,
	ParticipantError,
	TrainingStateError,
)
from con_center.learning.factories import keeper, make_closed, make_participant, make_training_in
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase


def page(method: str = "GET", **form) -> str:
	"""Return the page as a guest gets it."""
	set_request(method=method, path="/attend", query_string={} if method == "POST" else form)
	frappe.local.request_ip = "203.0.113.9"
	with signed_in("Guest"):
		frappe.local.form_dict = frappe._dict(form)
		response = get_response()
	frappe.local.page_status = response.status_code
	return response.get_data(as_text=True)


def said(html: str) -> str:
	return (re.search(r'role="alert">([^<]*)<', html) or ["", ""])[1]


class SigningInTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.cache.delete_keys(signing_in.COUNTED)
		self.training = make_training_in("Registration Open")
		self.one, self.other = make_participant(self.training), make_participant(self.training)
		self.organiser = keeper(self.training.area)

	def shown(self, session: int = 1, **values) -> str:
		"""Return the token of the picture that is shown on site."""
		with signed_in(self.organiser):
			address = signing_in.show(self.training.name, session, **values)["address"]
		return address.partition("?t=")[2]


class TestTheList(SigningInTestCase):
	def people(self, words: str = "") -> dict:
		with signed_in(self.organiser):
			return signing_in.people(self.training.name, 1, words)

	def note(self, *participants, session: int = 1, **values) -> int:
		with signed_in(self.organiser):
			return signing_in.note(self.training.name, session, [p.name for p in participants], **values)

	def test_a_touch_notes_somebody_and_another_takes_it_back(self):
		self.assertEqual((self.people()["here"], self.people()["total"]), (0, 2))
		self.assertEqual(self.note(self.one), 1)
		self.assertEqual(self.note(self.one, self.other), 2)
		stored = frappe.get_doc("Training Participant", self.one.name)
		self.assertEqual((stored.came, stored.sessions_attended, stored.attendance[0].how), (1, 1, "List"))
		self.assertEqual(self.note(self.one, present=False), 1)
		stored.reload()
		self.assertEqual((stored.came, stored.sessions_attended, stored.attendance), (0, 0, []))

	def test_sessions_are_noted_apart(self):
		self.note(self.one)
		self.note(self.one, self.other, session=2)
		self.assertEqual(attendance.by_session(self.training.name), {1: 1, 2: 2})
		with self.assertRaises(LearningError):
			self.note(self.one, session=3)

	def test_it_is_searched_by_name_and_tells_who_is_here(self):
		self.note(self.one)
		found = self.people(self.one.last_name)["rows"]
		self.assertEqual([(row["name"], row["here"]) for row in found], [(self.one.name, True)])
		self.assertEqual([row["here"] for row in self.people()["rows"]], [False, True])

	def test_saving_a_form_keeps_what_was_noted_meanwhile(self):
		with signed_in(self.organiser):
			form = frappe.get_doc("Training Participant", self.one.name)
			self.note(self.one)
			form.position = "ประธาน"
			form.save()
		stored = frappe.get_doc("Training Participant", self.one.name)
		self.assertEqual((stored.sessions_attended, len(stored.attendance)), (1, 1))

	def test_people_of_another_training_are_not_noted(self):
		stranger = make_participant(make_training_in("Registration Open"))
		with self.assertRaises(ParticipantError):
			self.note(self.one, stranger)
		self.assertEqual(attendance.by_session(self.training.name), {})

	def test_only_the_organiser_notes(self):
		training = make_training_in("Registration Open", OWN["province"])
		with signed_in(make_officer("district")):
			self.assertTrue(training.has_permission("read"))
			for call in (
				lambda: signing_in.people(training.name, 1),
				lambda: signing_in.note(training.name, 1, []),
				lambda: signing_in.show(training.name, 1),
			):
				with self.assertRaises(NotTheOrganiserError):
					call()
		with signed_in(make_officer("district", OTHER)), self.assertRaises(frappe.PermissionError):
			signing_in.people(training.name, 1)

	def test_nobody_is_noted_once_it_is_closed(self):
		training = make_closed()
		with signed_in(keeper(training.area)), self.assertRaises(TrainingStateError):
			signing_in.people(training.name, 1)


class TestThePage(SigningInTestCase):
	def sign_in(self, code: str, token: str | None = None) -> str:
		return said(page("POST", t=token or self.shown(), code=code))

	def test_who_has_a_code_signs_in_without_an_account(self):
		token = self.shown()
		html = page(t=token)
		self.assertIn(self.training.training_title, html)
		self.assertIn("You are signed in", self.sign_in(f" {self.one.code.lower()} ", token))
		row = frappe.get_doc("Training Participant", self.one.name).attendance[0]
		self.assertEqual((row.session_number, row.how, row.owner), (1, "Code", "Guest"))
		self.sign_in(self.one.code, token)
		self.assertEqual(attendance.by_session(self.training.name), {1: 1})

	def test_it_tells_no_name(self):
		token = self.shown()
		answers = [
			page(t=token),
			page("POST", t=token, code=self.one.code),
			page("POST", t=token, code="XXXXXX"),
		]
		for html in answers:
			for person in (self.one, self.other):
				self.assertNotIn(person.last_name, html)
			self.assertNotIn(self.training.name, html)

	def test_an_unknown_code_and_one_of_another_training_get_the_same_answer(self):
		stranger = make_participant(make_training_in("Registration Open"))
		token = self.shown()
		answers = {self.sign_in(code, token) for code in ("XXXXXX", stranger.code, "' or 1=1", "%")}
		self.assertEqual(len(answers), 1)
		self.assertIn("Nobody in this training", answers.pop())
		self.assertEqual(frappe.db.count("Training Attendance", {"parent": stranger.name}), 0)

	def test_without_the_picture_there_is_nothing(self):
		for token in ("", "x" * 16, "x" * 500, "../x"):
			html = page("POST", t=token, code=self.one.code)
			self.assertIn("has run out", said(html))
			self.assertNotIn("<form", html)
		token = self.shown()
		frappe.cache.delete_value(f"{signing_in.TOKENS}:{token}")
		self.assertIn("has run out", self.sign_in(self.one.code, token))
		self.assertEqual(attendance.by_session(self.training.name), {})

	def test_a_picture_runs_out(self):
		token = self.shown()
		left = frappe.cache.ttl(frappe.cache.make_key(f"{signing_in.TOKENS}:{token}"))
		self.assertTrue(signing_in.ANEW < left <= signing_in.SECONDS)

	def test_looking_at_it_signs_nobody_in(self):
		page(t=self.shown(), code=self.one.code)
		self.assertEqual(attendance.by_session(self.training.name), {})

	def test_once_it_is_closed_nobody_signs_in(self):
		token = self.shown()
		with signed_in(self.organiser):
			take_to(self.training, IN_FORCE)
		self.assertIn("Training Closed", self.sign_in(self.one.code, token))
		self.assertEqual(attendance.by_session(self.training.name), {})

	def test_it_is_bounded_by_address(self):
		token = self.shown()
		with patch.object(signing_in, "TIMES", 2):
			page(t=token)
			page(t=token)
			self.assertIn("Too many", said(page(t=token)))
		self.assertEqual(frappe.local.page_status, 429)


class TestEvaluating(SigningInTestCase):
	def setUp(self):
		super().setUp()
		self.token = self.shown(0, purpose="evaluate")

	def answer(self, code: str, **given) -> str:
		return said(page("POST", t=self.token, code=code, **given))

	def test_the_form_of_the_training_is_asked(self):
		html = page(t=self.token)
		for asked in evaluating.questions(self.training.name):
			self.assertIn(asked.question, html)
		self.assertIn('name="q1" value="5"', html)

	def test_answers_are_kept_once_and_by_nobody(self):
		self.assertIn("Thank you", self.answer(self.one.code, q1="5", q2="3", q5="เพิ่มเวลาฝึก"))
		self.assertIn("already", self.answer(self.one.code, q1="1"))
		self.assertIn("Thank you", self.answer(self.other.code, q1="4", q2="99"))
		self.assertIn("Nobody", self.answer("XXXXXX", q1="1"))
		found = evaluating.results(self.training.name)
		self.assertEqual(found.people, 2)
		self.assertEqual([(row["mean"], row["marks"]) for row in found.questions], [(4.5, 2), (3.0, 1)])
		self.assertEqual([*found.words.values()], [["เพิ่มเวลาฝึก"]])

	def test_what_is_written_is_no_markup(self):
		script = '"<img src=x onerror=alert(1)>"'
		self.answer(self.one.code, q5=script)
		((words,),) = evaluating.results(self.training.name).words.values()
		self.assertEqual(words, script.replace("<", "‹"))

	def test_nothing_in_it_tells_who_or_when(self):
		for person in (self.one, self.other):
			self.answer(person.code, q1="5")
		kept = frappe.get_all("Training Evaluation", {"training": self.training.name}, ["*"])
		same = {field: {str(row[field]) for row in kept} for field in ("owner", "creation", "modified")}
		self.assertEqual(same["owner"], {"Guest"})
		self.assertEqual(len(same["creation"]), 1)
		self.assertNotIn(self.one.name, str(kept))
		self.assertFalse(frappe.db.exists("Version", {"docname": self.one.name, "owner": "Guest"}))

	def test_answers_from_paper_are_typed_and_stay(self):
		with signed_in(self.organiser):
			typed = frappe.get_doc(
				{
					"doctype": "Training Evaluation",
					"training": self.training.name,
					"answers": [{"question": "เนื้อหาตรงกับงานที่ทำ", "marks": 6}],
				}
			)
			with self.assertRaises(LearningError):
				typed.insert()
			typed.answers[0].marks = 5
			typed.insert()
			with self.assertRaises(frappe.PermissionError):
				typed.save()
		self.assertEqual(evaluating.results(self.training.name).people, 1)
