import frappe
from frappe.utils import add_days, today

from con_center.access.documents import ForeignLinkError
from con_center.approval.factories import take_to
from con_center.approval.meaning import CANCELLED
from con_center.learning import attendance
from con_center.learning.doctype.training_participant.training_participant import ALPHABET
from con_center.learning.errors import ParticipantError, RegisteredTwiceError, TrainingStateError
from con_center.learning.factories import keeper, make_participant, make_training, make_training_in
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Training Participant")


class TestTrainingParticipant(CONTestCase):
	def test_names_are_evened_out_and_a_code_is_given(self):
		person = make_participant(first_name=" สมชาย ", last_name="นํ้าใส")
		self.assertEqual(person.full_name, "นายสมชาย น้ำใส")
		self.assertEqual(len(person.code), 6)
		self.assertTrue(set(person.code) <= set(ALPHABET))

	def test_somebody_is_registered_once(self):
		training = make_training_in("Registration Open")
		make_participant(training, first_name="มาลี", last_name="ดี")
		with self.assertRaises(RegisteredTwiceError):
			make_participant(training, first_name="มาลี ", last_name="ดี", title="นาง")
		make_participant(training, OWN["sub_district"], first_name="มาลี", last_name="ดี")
		make_participant(first_name="มาลี", last_name="ดี")

	def test_registration_is_open_for_a_while(self):
		with self.assertRaises(TrainingStateError):
			make_participant(make_training())
		training = make_training_in(
			"Registration Open",
			OWN["province"],
			registration_until=add_days(today(), -1),
		)
		with self.assertRaises(TrainingStateError):
			make_participant(training, OWN["district"])
		# who holds it enters who comes besides
		make_participant(training, OWN["district"], user=keeper(OWN["province"]))

	def test_districts_register_and_read_their_own(self):
		training = make_training_in("Registration Open", OWN["province"])
		own = make_participant(training, OWN["district"])
		other = make_participant(training, "3404")
		with signed_in(make_officer("district")):
			self.assertTrue(own.has_permission("read"))
			self.assertFalse(other.has_permission("read"))
			with self.assertRaises(frappe.PermissionError):
				make_participant(training, "3404", user=make_officer("district"))
		with signed_in(make_officer("province")):
			self.assertEqual(
				frappe.db.count("Training Participant", {"training": training.name}),
				len(frappe.get_list("Training Participant", {"training": training.name})),
			)

	def test_nobody_comes_from_outside_the_organisers_area(self):
		training = make_training_in("Registration Open")
		with self.assertRaises((ForeignLinkError, ParticipantError)):
			make_participant(training, OTHER["district"], user="Administrator")

	def test_signatories_read_no_names(self):
		person = make_participant()
		for kind in ("chief", "governor"):
			with signed_in(make_officer(kind)):
				self.assertFalse(person.has_permission("read"))

	def test_what_the_system_keeps_is_not_typed(self):
		person = make_participant()
		code = person.code
		with signed_in(keeper(person.area)):
			person.update({"code": "AAAAAA", "came": 1, "sessions_attended": 9})
			person.append("attendance", {"session_number": 1, "how": "List"})
			person.save()
		stored = frappe.get_doc(person.doctype, person.name)
		self.assertEqual(
			(stored.code, stored.came, stored.sessions_attended, stored.attendance), (code, 0, 0, [])
		)

	def test_who_signed_in_is_not_taken_away(self):
		person, other = make_participant(), make_participant()
		attendance.note([person.name], 1, attendance.LIST)
		with signed_in(keeper(person.area)):
			frappe.get_doc(other.doctype, other.name).delete()
			with self.assertRaises(ParticipantError):
				frappe.get_doc(person.doctype, person.name).delete()

	def test_who_was_registered_stays_once_it_is_over(self):
		training = make_training_in("Registration Open")
		person = make_participant(training)
		with signed_in(keeper(person.area)):
			take_to(training, CANCELLED, "น้ำท่วม")
			with self.assertRaises(TrainingStateError):
				frappe.get_doc(person.doctype, person.name).delete()
