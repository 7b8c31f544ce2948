"""Trainings, participants, lessons and publicity for tests."""

import frappe
from frappe.utils import add_days, today

from con_center.approval.factories import take, take_to
from con_center.approval.meaning import IN_FORCE
from con_center.learning import attendance
from con_center.learning.seeds import REGULATION
from con_center.learning.workflow import OPEN
from con_center.organization.factories import OWN, areas_of, make_center, make_officer, signed_in
from con_center.planning.factories import make_plan

KEEPER = {6: "officer", 4: "district", 2: "province"}
COMMITTEE, OFFICERS = "คณะกรรมการ ศอช.", "เจ้าหน้าที่พัฒนาชุมชน"
LESSON_WAY = (("officer", "Send Up"), ("district", "Forward to Province"), ("province", "Publish"))
LESSON_STEPS_TO = {"Draft": 0, "District Review": 1, "Province Review": 2, "Lesson Published": 3}
TRAINING_STEPS_TO = {"Draft": 0, "Registration Open": 1, "Training Closed": 2}


def keeper(area: str) -> str:
	return make_officer(KEEPER[len(area)], areas_of(area))


def make_training(area: str = OWN["district"], user: str | None = None, **values):
	"""Return a draft of a training of today, on the regulation, with two sessions."""
	with signed_in(user or keeper(area)):
		return frappe.get_doc(
			{
				"doctype": "Training",
				"training_title": "อบรมความรู้เรื่องระเบียบ ศอช.",
				"kind": "Workshop",
				"area": area,
				"subjects": [{"subject": REGULATION}],
				"starts_on": today(),
				"place": "หอประชุมอำเภอ",
				"sessions": [
					{
						"session_date": today(),
						"begins": "09:00",
						"ends": "12:00",
						"topic": "ระเบียบ พ.ศ. 2551",
					},
					{"session_date": today(), "begins": "13:00", "ends": "16:00", "topic": "แผนพัฒนาตำบล"},
				],
				**values,
			}
		).insert()


def make_training_in(state: str, area: str = OWN["district"], **values):
	"""Return a training that has come as far as this state."""
	training = make_training(area, **values)
	for meaning in (OPEN, IN_FORCE)[: TRAINING_STEPS_TO[state]]:
		with signed_in(keeper(area)):
			training = take_to(training, meaning)
	return training


def make_participant(training=None, area: str | None = None, user: str | None = None, **values):
	"""Return somebody who is registered for an open training, by the officer of his own area."""
	training = training or make_training_in("Registration Open")
	area = area or training.area
	with signed_in(user or keeper(area)):
		return frappe.get_doc(
			{
				"doctype": "Training Participant",
				"training": training.name,
				"area": area,
				"participant_group": COMMITTEE,
				"title": "นาย",
				"first_name": "สมชาย",
				"last_name": f"ทดสอบ{frappe.generate_hash(length=6)}",
				**values,
			}
		).insert()


def make_closed(area: str = OWN["district"], people: int = 1):
	"""Return a closed training, at both sessions of which so many people were."""
	training = make_training_in("Registration Open", area)
	names = [make_participant(training).name for _each in range(people)]
	for session in (1, 2):
		attendance.note(names, session, attendance.LIST)
	with signed_in(keeper(area)):
		return take_to(training, IN_FORCE)


def make_certificates(area: str = OWN["district"]):
	training = make_closed(area)
	with signed_in(keeper(area)):
		return frappe.get_doc({"doctype": "Training Certificates", "training": training.name}).insert()


def make_evaluation(area: str = OWN["district"]):
	training = make_training_in("Registration Open", area)
	with signed_in(keeper(area)):
		return frappe.get_doc(
			{
				"doctype": "Training Evaluation",
				"training": training.name,
				"answers": [{"question": "เนื้อหาตรงกับงานที่ทำ", "marks": 4}],
			}
		).insert()


def make_lesson(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a draft of a lesson."""
	make_center(area)
	with signed_in(user or keeper(area)):
		return frappe.get_doc(
			{
				"doctype": "Lesson",
				"lesson_title": "ขับเคลื่อน ศอช.ต. ให้เข้มแข็ง",
				"area": area,
				"subject": "การจัดตั้งและขับเคลื่อน ศอช.",
				"occasion": "การดำเนินงาน ศอช.ต. ในปีแรก",
				"knowledge_assets": "1. ความร่วมมือขององค์กรในชุมชน",
				"core_knowledge": "1. จัดหาคนกลางเพื่อไกล่เกลี่ยข้อพิพาท",
				"strengths": "ผู้นำเข้มแข็ง",
				**values,
			}
		).insert()


def make_lesson_in(state: str, **values):
	"""Return a lesson of a sub-district that has come as far as this state."""
	return take(make_lesson(**values), *LESSON_WAY[: LESSON_STEPS_TO[state]])


def make_lesson_use(area: str = OWN["sub_district"], lesson=None, document=None, user: str | None = None):
	"""Return that a lesson is used in a document, else in a plan of the area."""
	lesson, document = lesson or make_lesson(area), document or make_plan(area)
	with signed_in(user or keeper(area)):
		return frappe.get_doc(
			{
				"doctype": "Lesson Use",
				"lesson": lesson.name,
				"reference_doctype": document.doctype,
				"reference_name": document.name,
				"how": "ใช้วางแผนอบรม",
			}
		).insert()


def make_publicity(area: str = OWN["sub_district"], **values):
	with signed_in(keeper(area)):
		return frappe.get_doc(
			{
				"doctype": "Publicity",
				"subject_text": "การไกล่เกลี่ยข้อพิพาทในชุมชน",
				"area": area,
				"channel": "วิทยุชุมชน",
				"where_text": "สถานีวิทยุชุมชนอำเภอ",
				"made_known_on": add_days(today(), -3),
				**values,
			}
		).insert()


SAMPLES = {
	"Training": lambda areas: make_training(areas["sub_district"]),
	"Training Participant": lambda areas: make_participant(
		make_training_in("Registration Open", areas["sub_district"])
	),
	"Training Certificates": lambda areas: make_certificates(areas["sub_district"]),
	"Training Evaluation": lambda areas: make_evaluation(areas["sub_district"]),
	"Lesson": lambda areas: make_lesson(areas["sub_district"]),
	"Lesson Use": lambda areas: make_lesson_use(areas["sub_district"]),
	"Publicity": lambda areas: make_publicity(areas["sub_district"]),
}
IN_STATES = {
	"Training": (TRAINING_STEPS_TO, lambda state, area: make_training_in(state, area)),
	"Lesson": (LESSON_STEPS_TO, lambda state, area: make_lesson_in(state, area=area)),
}
