"""Letters for tests."""

import frappe
from frappe.utils import add_days, today

from con_center.approval.factories import decide_anyway
from con_center.organization.factories import OWN, areas_of, make_officer, signed_in
from con_center.organization.offices import office_for

STATES = ("Draft", "Unit Review", "Awaiting Signature", "Issued", "Letter Sent", "Letter Closed")
STEPS_TO = {state: steps for steps, state in enumerate(STATES)}
WRITER, SIGNER = {2: "province", 4: "district"}, {2: "governor", 4: "chief"}


def make_letter(area: str = OWN["province"], user: str | None = None, **values):
	"""Return a draft of an external letter of the office of a district or province, with an item wanted."""
	with signed_in(user or make_officer(WRITER[len(area)], areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Official Letter",
				"office": office_for(area),
				"subject": "แนวทางการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน",
				"receivers": [{"receiver_area": area[:2], "receiver_name": "ผู้ว่าราชการจังหวัด"}],
				"body": [
					{"style": "Paragraph", "text": "ด้วยกรมการพัฒนาชุมชนได้แจ้งแนวทาง จึงขอให้ดำเนินการ ดังนี้"},
					{"style": "Numbered Item", "text": "จัดทำทะเบียนข้อมูลคณะกรรมการ"},
					{"style": "Paragraph", "text": "จึงเรียนมาเพื่อพิจารณาดำเนินการ"},
				],
				"items": [{"item": "จัดทำทะเบียนข้อมูลคณะกรรมการ", "due": add_days(today(), 20)}],
				"contact_name": "นายทดสอบ ประสานงาน",
				**values,
			}
		).insert()


def way_of(letter) -> tuple[tuple[str, str], ...]:
	"""Return the steps that a letter takes, with the officer who takes each; who has written it does not check it."""
	areas = areas_of(letter.area)
	writer, signer = WRITER[len(letter.area)], SIGNER[len(letter.area)]
	first, second = make_officer(writer, areas), make_officer(writer, areas, number=2)
	return (
		(first, "Send Up"),
		(second, "Check and Forward"),
		(make_officer(signer, areas), "Sign and Issue"),
		(first, "Send Letter"),
		(first, "Close"),
	)


def take(letter, *steps):
	"""Take the letter through (user, action[, reason]) steps, whatever is odd in it; return it afterwards."""
	for user, action, *reason in steps:
		with signed_in(user):
			letter = decide_anyway(letter.doctype, letter.name, action, letter.modified, *reason)
	return letter


def make_letter_in(state: str, **values):
	"""Return a letter that has come as far as this state."""
	letter = make_letter(**values)
	return take(letter, *way_of(letter)[: STEPS_TO[state]])


def make_incoming(area: str = OWN["district"], **values):
	"""Return a letter from outside, entered in the register of an area."""
	kind = {2: "province", 4: "district", 6: "officer"}[len(area)]
	with signed_in(make_officer(kind, areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Incoming Letter",
				"area": area,
				"subject": "ขอความอนุเคราะห์สถานที่จัดประชุม",
				"sender": "องค์การบริหารส่วนตำบลทดสอบ",
				"their_number": "ทด 72001/15",
				"their_date": today(),
				**values,
			}
		).insert()


SAMPLES = {
	"Official Letter": lambda areas: make_letter(areas["district"]),
	"Incoming Letter": lambda areas: make_incoming(areas["district"]),
}
IN_STATES = {"Official Letter": (STEPS_TO, lambda state, area: make_letter_in(state, area=area[:4]))}
