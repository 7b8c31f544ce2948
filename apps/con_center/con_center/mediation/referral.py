"""A dispute goes on to another office: the community justice centre, the district's mediation, or another one.

The letter is made in the same step, and is secret. It says number and kind, and names nobody: who checks, signs and
registers letters reads no case for that. What the other office has to know goes along on paper, in a closed envelope.
"""

import frappe
from frappe import _
from frappe.utils import today

from con_center.mediation.errors import DisputeError
from con_center.organization.offices import office_for

# the words of letters: มท. and ยธ.
OFFICES = {
	"Community Justice Centre": "ศูนย์ยุติธรรมชุมชน",
	"District Mediation": "ศูนย์ไกล่เกลี่ยและประนอมข้อพิพาทอำเภอ",
	"Another Office": "หน่วยงานอื่น",
}
MARKS = ("Confidential", "Secret")
LETTER = "Official Letter"


def refer(doc, given) -> None:
	"""Note where a dispute goes, and make the draft of the letter; for `before_decision`.

	given: sent_to (of OFFICES), sent_to_name, secrecy (of MARKS), or letter_number of a letter that was written on paper.
	"""
	_require(given.sent_to, OFFICES, _("Referred To"))
	name = " ".join(str(given.sent_to_name or "").split())[:140]
	if not name:
		frappe.throw(
			_("Name of the Office: write which office it is, as the letter addresses it."), DisputeError
		)
	doc.update({"sent_to": given.sent_to, "sent_to_name": name, "sent_on": today()})
	doc.letter, doc.letter_number = None, str(given.letter_number or "").strip()[:140] or None
	if not doc.letter_number:
		doc.letter = make_letter(doc, name, given.secrecy or MARKS[0])


def _require(value, choices, label: str) -> None:
	if not isinstance(value, str) or value not in choices:
		named = ", ".join(_(choice) for choice in choices)
		frappe.throw(_("{0}: choose one of these: {1}.").format(frappe.bold(label), named), DisputeError)


def make_letter(doc, receiver: str, mark: str) -> str:
	"""Make the draft of a secret letter of the district's office; return its name."""
	_require(mark, MARKS, _("Secrecy"))
	office = office_for(doc.district)
	letter = frappe.new_doc(LETTER)
	letter.update({"office": office, "kind": "External", "secrecy": mark})
	if not office or not frappe.has_permission(LETTER, "create", letter):
		frappe.throw(
			_(
				"You write no letters of the district. Give the number of the letter that goes on paper, or hand the case over to an officer of the district."
			),
			DisputeError,
		)
	letter.subject = f"ขอส่งข้อพิพาทที่ {doc.number} เพื่อพิจารณาดำเนินการ"
	place = frappe.get_cached_value("Area", doc.area, "full_name")
	for text in (
		f"ด้วยศูนย์ประสานงานองค์การชุมชนในพื้นที่ {place} ได้รับเรื่องขอให้ไกล่เกลี่ยข้อพิพาท ประเภท{doc.kind} ทะเบียนที่ {doc.number} และเห็นควรส่งให้หน่วยงานของท่านดำเนินการต่อ",
		"ชื่อคู่กรณีและข้อเท็จจริงอยู่ในบันทึกที่ส่งมาในซองปิดผนึก เปิดได้เฉพาะผู้รับผิดชอบการไกล่เกลี่ย",
		"จึงเรียนมาเพื่อพิจารณาดำเนินการ และขอได้โปรดแจ้งผลให้ทราบโดยอ้างทะเบียนที่ข้างต้น",
	):
		letter.append("body", {"style": "Paragraph", "text": text})
	letter.append("receivers", {"receiver_name": receiver, "way": "By Hand"})
	letter.append("enclosures", {"enclosure_name": "บันทึกข้อพิพาท (ซองปิดผนึก)", "quantity": 1, "unit": "ซอง"})
	return letter.insert().name
