import frappe
from frappe.desk.form import load
from frappe.utils import add_days, today

from con_center.approval import decision, standing
from con_center.approval.factories import take_to
from con_center.approval.findings import OddDocumentError, WrongDocumentError
from con_center.approval.meaning import CANCELLED, IN_FORCE
from con_center.community.factories import make_partner
from con_center.learning import attendance, due
from con_center.learning.errors import LearningError, TrainingStateError
from con_center.learning.factories import (
	keeper,
	make_closed,
	make_participant,
	make_training,
	make_training_in,
)
from con_center.learning.seeds import REGULATION
from con_center.learning.workflow import OPEN
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.planning.factories import make_plan
from con_center.seams import frappe_documents
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Training")


class TestTraining(CONTestCase):
	def refused(self, said: str, **values):
		with self.assertRaises(LearningError) as refused:
			make_training(**values)
		self.assertIn(said, str(refused.exception))

	def test_days_and_hours_fit(self):
		self.refused("before the first day", ends_on=add_days(today(), -1))
		self.refused("92 days at most", ends_on=add_days(today(), 200))
		self.refused("before the training is over", registration_until=add_days(today(), 1))
		session = {"session_date": add_days(today(), 1), "topic": "x"}
		self.refused("none of this training", sessions=[session])
		session = {"session_date": today(), "begins": "10:00", "ends": "09:00", "topic": "x"}
		self.refused("ends before it begins", sessions=[session])

	def test_it_lasts_a_day_unless_it_is_said(self):
		self.assertEqual(str(make_training().ends_on), today())

	def test_an_activity_of_a_plan_is_named_by_its_number(self):
		plan = make_plan()
		training = make_training(OWN["sub_district"], plan=plan.name, activity_number="2")
		self.assertEqual(training.activity_name, "ฝึกอบรมการไกล่เกลี่ย")
		self.refused("has no activity", area=OWN["sub_district"], plan=plan.name, activity_number="9")

	def test_sessions_keep_their_numbers(self):
		training = make_training_in("Registration Open")
		self.assertEqual([row.number for row in training.sessions], [1, 2])
		attendance.note([make_participant(training).name], 2, attendance.LIST)
		with signed_in(keeper(training.area)):
			training.reload()
			training.sessions = training.sessions[1:]
			training.append("sessions", {"session_date": today(), "topic": "อีกช่วง"})
			training.save()
			self.assertEqual([row.number for row in training.sessions], [2, 3])
			training.sessions = training.sessions[1:]
			with self.assertRaises(LearningError) as refused:
				training.save()
		self.assertIn("session 2", str(refused.exception))

	def test_it_opens_with_a_programme_and_a_place(self):
		with signed_in(keeper(OWN["district"])):
			for values in ({"sessions": []}, {"place": None}):
				with self.assertRaises(WrongDocumentError):
					take_to(make_training(**values), OPEN)
			take_to(make_training(place=None, way="Video Conference"), OPEN)
			without = make_training(subjects=[])
			with self.assertRaises(OddDocumentError):
				decision.take(without, OPEN)

	def test_subjects_and_partners_are_named_once(self):
		partner = make_partner(OWN["district"], "district").name
		for rows in (
			{"subjects": [{"subject": REGULATION}] * 2},
			{"partners": [{"partner": partner}] * 2},
		):
			with self.subTest(rows), self.assertRaises(LearningError):
				make_training(**rows)
		self.assertEqual(len(make_training(partners=[{"partner": partner}]).partners), 1)

	def test_it_closes_once_it_is_over(self):
		training = make_training_in("Registration Open", ends_on=add_days(today(), 1))
		with signed_in(keeper(training.area)), self.assertRaises(WrongDocumentError):
			take_to(training, IN_FORCE)

	def test_what_is_closed_waits_for_nobody(self):
		training = make_closed()
		self.assertEqual(standing.next_steps(training), [])

	def test_what_is_closed_stays_until_it_is_opened_again(self):
		training = make_closed()
		with signed_in(keeper(training.area)):
			training.reload()
			training.result = "เข้าใจระเบียบ"
			with self.assertRaises(TrainingStateError):
				training.save()
			training = take_to(training, OPEN, "ลืมบันทึกผล")
			training.result = "เข้าใจระเบียบ"
			training.save()
			take_to(training, IN_FORCE)

	def test_it_is_called_off_with_a_reason_and_not_deleted(self):
		training = make_training()
		with signed_in(keeper(training.area)):
			with self.assertRaises(frappe.ValidationError):
				take_to(training, CANCELLED)
			training = take_to(training, CANCELLED, "น้ำท่วม")
			self.assertEqual(training.cancel_reason, "น้ำท่วม")
		with self.assertRaises(LearningError):
			training.delete()

	def test_areas_below_read_it_and_write_nothing_in_it(self):
		training = make_training_in("Registration Open", OWN["province"])
		for kind in ("officer", "district"):
			user = make_officer(kind)
			with signed_in(user):
				self.assertTrue(training.has_permission("read"))
				self.assertFalse(training.has_permission("write"))
				self.assertIn(training.name, frappe.get_list("Training", pluck="name"))
		with signed_in(make_officer("district", OTHER)):
			self.assertFalse(training.has_permission("read"))

	def test_what_is_attached_stays_with_who_holds_it(self):
		training = make_training_in("Registration Open", OWN["province"])
		attached = {"attached_to_doctype": training.doctype, "attached_to_name": training.name}
		with signed_in(keeper(training.area)):
			file = frappe.get_doc({"doctype": "File", "file_name": "ลายมือชื่อ.pdf", "content": "x", **attached})
			file.insert()
		for user in (keeper(training.area), make_officer("governor")):
			self.assertEqual(self.files_of(training, file, user), [file.name] * 3)
		for user in (make_officer("officer"), make_officer("district")):
			self.assertTrue(frappe.has_permission("Training", "read", training, user=user))
			self.assertEqual(self.files_of(training, file, user), [])
		# nor does the history, which they read, tell its name
		told = {"reference_name": training.name, "comment_type": "Attachment"}
		self.assertFalse(frappe.db.exists("Comment", told))

	def test_those_below_read_nothing_of_what_was_said_of_it(self):
		training = make_training(OWN["province"])
		training.add_comment("Comment", "งบยังไม่พอ")
		for user, reads in ((make_officer("district"), False), (make_officer("province"), True)):
			with signed_in(user):
				load.get_docinfo(doctype=training.doctype, name=training.name)
				self.assertEqual(bool(frappe.response.docinfo.comments), reads)
				comment = frappe.get_last_doc("Comment", {"reference_name": training.name})
				self.assertEqual(frappe_documents.may(comment), reads)

	def files_of(self, training, file, user: str) -> list[str]:
		"""Return the file's name once for each way by which the user has it: in itself, in lists, beside the form."""
		with signed_in(user):
			found = (
				[file.name] if file.is_downloadable() and frappe.has_permission("File", "read", file) else []
			)
			found += frappe.get_list("File", {"attached_to_name": training.name}, pluck="name")
			return found + [row.name for row in load.get_attachments(training.doctype, training.name)]

	def test_who_registers_is_told_when_it_opens(self):
		district = make_officer("district")
		before = frappe.db.count("Notification Log", {"for_user": district})
		make_training_in("Registration Open", OWN["province"])
		frappe.db.after_commit.run()
		self.assertGreater(frappe.db.count("Notification Log", {"for_user": district}), before)

	def test_what_is_over_and_not_closed_is_told_to_who_holds_it(self):
		training = make_training_in("Registration Open", OWN["province"])
		frappe.db.set_value("Training", training.name, {"starts_on": "2026-01-05", "ends_on": "2026-01-05"})

		def told(user: str) -> list[dict]:
			with signed_in(user):
				return [entry for entry in due.entries() if entry["state"] == "Close"]

		(entry,) = told(keeper(OWN["province"]))
		with signed_in(keeper(OWN["province"])):
			self.assertIn(
				training.name, frappe.get_list("Training", filters=entry["to"]["filters"], pluck="name")
			)
		for user in (make_officer("district"), make_officer("governor"), make_officer("province", OTHER)):
			self.assertEqual(told(user), [])

	def test_how_many_sessions_a_certificate_needs(self):
		for percent, needed in ((0, 1), (50, 1), (51, 2), (100, 2)):
			self.assertEqual(make_training(certificate_percent=percent).sessions_needed(), needed)
