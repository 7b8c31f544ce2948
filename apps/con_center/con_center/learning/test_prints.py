from unittest.mock import patch

import frappe

from con_center.community.factories import make_partner
from con_center.learning import attendance, certificates
from con_center.learning.errors import LearningError, TrainingStateError
from con_center.learning.factories import (
	OFFICERS,
	keeper,
	make_certificates,
	make_closed,
	make_lesson,
	make_participant,
	make_training_in,
)
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.printing.test_pdf_text import pypdf_text
from con_center.tests.case import CONTestCase


def html_of(doc, print_format: str, user: str) -> str:
	with signed_in(user):
		return frappe.get_print(doc.doctype, doc.name, print_format, no_letterhead=1)


class TestPrints(CONTestCase):
	def test_lists_have_whom_their_reader_may_read(self):
		training = make_training_in("Registration Open", OWN["province"])
		own, other = make_participant(training, OWN["district"]), make_participant(training, "3404")
		district, province = make_officer("district"), make_officer("province")
		for name, of_person in (("Training Attendance List", "last_name"), ("Sign-in Slips", "code")):
			with self.subTest(name):
				self.assertIn(own.get(of_person), html_of(training, name, district))
				self.assertNotIn(other.get(of_person), html_of(training, name, district))
				self.assertIn(other.get(of_person), html_of(training, name, province))

	def test_the_summary_tells_groups_parts_and_sessions(self):
		training = make_training_in("Registration Open", OWN["province"])
		people = [make_participant(training, area) for area in (OWN["district"], "3404")]
		attendance.note([people[0].name], 1, attendance.LIST)
		html = html_of(training, "Training Summary", make_officer("province"))
		for said in ("คณะกรรมการ ศอช.", "อำเภอเขื่องใน", "ระเบียบ พ.ศ. 2551", "ผู้เข้าร่วมแยกตามพื้นที่"):
			self.assertIn(said, html.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")))
		below = html_of(training, "Training Summary", make_officer("district"))
		self.assertNotIn("อำเภอเขื่องใน", below)

	def test_the_summary_tells_who_was_expected_and_which_partners_took_part(self):
		partner = make_partner(OWN["province"], "province", partner_name="มูลนิธิร่วมเรียนรู้")
		targets = [{"participant_group": OFFICERS, "people": 3, "whose": "All Together"}]
		training = make_training_in(
			"Registration Open", OWN["province"], targets=targets, partners=[{"partner": partner.name}]
		)
		make_participant(training, OWN["district"])
		summary = html_of(training, "Training Summary", make_officer("province"))
		for said in ("มูลนิธิร่วมเรียนรู้", "<th>เป้าหมาย (คน)</th>", OFFICERS, "๓"):
			self.assertIn(said, summary)
		# of all together, who sees a part of them is told nothing
		self.assertNotIn("<th>เป้าหมาย", html_of(training, "Training Summary", make_officer("district")))

	def test_what_people_wrote_is_the_organisers(self):
		training = make_training_in("Registration Open", OWN["province"])
		with signed_in(keeper(OWN["province"])):
			frappe.get_doc(
				{
					"doctype": "Training Evaluation",
					"training": training.name,
					"answers": [{"question": "สิ่งที่อยากให้ปรับปรุง", "words": "ห้องร้อน"}],
				}
			).insert()
		self.assertIn("ห้องร้อน", html_of(training, "Training Summary", make_officer("province")))
		self.assertNotIn("ห้องร้อน", html_of(training, "Training Summary", make_officer("district")))

	def test_a_lesson_with_its_swot(self):
		lesson = make_lesson(threats="งบประมาณน้อย")
		html = html_of(lesson, "Lesson", lesson.owner)
		for said in ("ขุมความรู้", "แก่นความรู้", "งบประมาณน้อย", "จุดแข็ง", "ร่าง"):
			self.assertIn(said, html)
		self.assertNotIn("SWOT", html_of(make_lesson(strengths=""), "Lesson", lesson.owner))


class TestCertificates(CONTestCase):
	def test_everybody_with_enough_sessions_gets_one_in_one_file(self):
		training = make_training_in("Registration Open")
		whole, half = make_participant(training), make_participant(training)
		attendance.note([whole.name, half.name], 1, attendance.LIST)
		attendance.note([whole.name], 2, attendance.LIST)
		self.assertEqual([r.full_name for r in certificates.receivers_of(training)], [whole.full_name])
		with signed_in(keeper(training.area)), self.assertRaises(TrainingStateError):
			frappe.get_doc({"doctype": "Training Certificates", "training": training.name}).insert()

	def test_they_are_printed_in_one_job_and_are_the_organisers(self):
		made = make_certificates()
		certificates.print_all(made.name)
		made.reload()
		self.assertEqual((made.status, made.certificates), ("Ready", 1))
		attached = {"attached_to_doctype": made.doctype, "attached_to_name": made.name}
		(name,) = frappe.get_all("File", attached, pluck="name")
		file = frappe.get_doc("File", name)
		(person,) = frappe.get_all("Training Participant", {"training": made.training}, pluck="full_name")
		self.assertIn(person.split()[1], pypdf_text(file.get_content()).replace("\n", ""))
		with signed_in(make_officer("officer")):
			self.assertTrue(frappe.has_permission("Training", "read", made.training))
			self.assertFalse(file.is_downloadable())
		# begun once more, nothing is printed twice
		certificates.print_all(made.name)
		self.assertEqual(frappe.db.count("File", attached), 1)

	def test_nobody_is_certified_who_was_not_there(self):
		training = make_training_in("Registration Open")
		make_participant(training)
		frappe.db.set_value("Training", training.name, "workflow_state", "Training Closed")
		with signed_in(keeper(training.area)), self.assertRaises(LearningError):
			frappe.get_doc({"doctype": "Training Certificates", "training": training.name}).insert()

	def test_what_fails_is_told_and_printed_once_more(self):
		made = make_certificates()
		with patch.object(certificates, "html_to_pdf", side_effect=OSError):
			certificates.print_all(made.name)
		made.reload()
		self.assertEqual((made.status, made.certificates), ("Failed", 0))
		told = {"document_name": made.name, "for_user": made.owner}
		self.assertEqual(frappe.db.count("Notification Log", told), 1)
		certificates.print_all(made.name)
		self.assertEqual(frappe.db.get_value(made.doctype, made.name, "status"), "Ready")

	def test_one_that_was_not_earned_is_a_draft(self):
		training = make_training_in("Registration Open")
		person = make_participant(training)
		self.assertTrue(certificates.certificate_of(person)["mark"])
		closed = make_closed()
		(name,) = frappe.get_all("Training Participant", {"training": closed.name}, pluck="name")
		earned = frappe.get_doc("Training Participant", name)
		self.assertFalse(certificates.certificate_of(earned)["mark"])
		earned.sessions_attended = 1
		self.assertTrue(certificates.certificate_of(earned)["mark"])

	def test_several_are_pages_of_one_document(self):
		training = make_closed(people=3)
		people = certificates.receivers_of(training)
		html = certificates.html_of(certificates.values_of(training), people)
		self.assertEqual(html.count('class="con-certificate"'), 3)
		self.assertIn("การประชุมเชิงปฏิบัติการ", html)

	def test_one_is_printed_by_its_format(self):
		training = make_closed()
		(name,) = frappe.get_all("Training Participant", {"training": training.name}, pluck="name")
		person = frappe.get_doc("Training Participant", name)
		self.assertIn(person.last_name, html_of(person, "Training Certificate", keeper(training.area)))
