"""Two disputes of the demo site: neighbours who agreed about a fence, and a loan of a group that went on to another office.

Through the doors that users have. People and what they quarrel about are invented.
"""

import io

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today
from pypdf import PdfWriter

from con_center.mediation import handing_over
from con_center.mediation.conflicts import sitting_members
from con_center.mediation.people import DOCTYPE
from con_center.mediation.workflow import AGREED, CONSENTED, MEDIATING, NOT_AGREED, SENT_ON
from con_center.setup import demo
from con_center.setup.demo_areas import officer_of

PROVINCE = "34"
FENCE, LOAN = "340101", "340112"
A4 = (595, 842)


def load(signed_in, take) -> None:
	"""Load both; signed_in, take: those of `con_center.setup.demo`."""
	with signed_in(officer_of(FENCE)):
		the_fence()
	with signed_in(officer_of(LOAN)):
		loan = the_loan()
		handing_over.hand_over(loan, demo.email("district2"), "ส่งต่อหน่วยงานอื่นด้วยหนังสือของอำเภอ")
	with signed_in("district2"):
		given = {"sent_to": "Community Justice Centre", "sent_to_name": "ประธานศูนย์ยุติธรรมชุมชนตำบลหัวเรือ"}
		decide(loan, SENT_ON, **given)


def the_fence() -> None:
	case = received(
		FENCE,
		"ที่ดินและแนวเขต",
		48,
		"รั้วที่สร้างใหม่อยู่เลยหลักหมุดเดิมประมาณหนึ่งศอก อีกฝ่ายขอให้ย้าย ทั้งสองบ้านใช้ทางเข้าร่วมกันมานาน",
		("นายคำหล้า ไพรสณฑ์", "นางสาวเพ็งพา หนองบัวทอง"),
	)
	go_on(case, CONSENTED, 45)
	case = frappe.get_doc(DOCTYPE, case)
	chosen = next(iter(sitting_members(FENCE).values()), None)
	case.append(
		"mediators",
		{
			"standing": "Committee Member" if chosen else "Neutral Person",
			"mediator_name": chosen or "นายผดุงเกียรติ เป็นกลางยิ่ง",
			"post": "กรรมการ ศอช.ต.",
			"relation": "None",
		},
	)
	case.save()
	decide(case.name, MEDIATING)
	session(case.name, 38, "ทั้งสองฝ่ายเล่าความเป็นมา ตกลงไปดูหลักหมุดด้วยกัน", "Goes On")
	session(case.name, 30, "ดูหลักหมุดแล้ว เจ้าของรั้วยอมย้ายรั้ว อีกฝ่ายช่วยค่าแรงครึ่งหนึ่ง", "Agreed")
	case = frappe.get_doc(DOCTYPE, case.name)
	case.update(
		{
			"agreed_on": add_days(today(), -30),
			"agreement": "ย้ายรั้วกลับไปที่หลักหมุดเดิม แบ่งค่าแรงคนละครึ่ง และใช้ทางเข้าร่วมกันต่อไป",
			"agreement_paper": paper(case.name, "บันทึกข้อตกลง"),
		}
	)
	for who, what, due, status in (
		("นายคำหล้า ไพรสณฑ์", "ย้ายรั้วกลับไปที่หลักหมุดเดิม", 5, "Open"),
		("นางสาวเพ็งพา หนองบัวทอง", "จ่ายค่าแรงครึ่งหนึ่งเมื่อย้ายรั้วแล้ว", 20, "Open"),
		("นายคำหล้า ไพรสณฑ์", "เปิดทางเข้าร่วมให้กว้างเท่าเดิม", -10, "Kept"),
	):
		row = {"who": who, "what": what, "due_on": add_days(today(), due), "status": status}
		case.append("duties", row)
	case.save()
	decide(case.name, AGREED)


def the_loan() -> str:
	case = received(
		LOAN,
		"หนี้สินและเงินกู้",
		35,
		"สมาชิกกลุ่มกู้เงินหมุนเวียนแล้วส่งคืนไม่ครบ สองฝ่ายจดยอดคงค้างไว้ไม่ตรงกัน",
		("นายสมาน ทุ่งกว้างไกล", "นางประนอม ลุ่มน้ำมูล"),
	)
	go_on(case, CONSENTED, 30)
	doc = frappe.get_doc(DOCTYPE, case)
	mediator = {
		"standing": "Neutral Person",
		"mediator_name": "นายวิเชียร ใจเป็นธรรม",
		"post": "ครูเกษียณ",
		"relation": "None",
	}
	doc.append("mediators", mediator)
	doc.save()
	decide(case, MEDIATING)
	session(case, 21, "นำสมุดบัญชีมาเทียบกัน ยอดยังต่างกัน ทั้งสองฝ่ายขอให้ผู้รู้กฎหมายช่วย", "Not Agreed")
	decide(case, NOT_AGREED, "ยอดหนี้ไม่ตรงกัน ต้องมีผู้รู้กฎหมายช่วยตรวจ")
	return case


def received(area: str, kind: str, days_ago: int, facts: str, names: tuple[str, str]) -> str:
	sides = ("First Side", "Second Side")
	return (
		frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"area": area,
				"kind": kind,
				"received_on": add_days(today(), -days_ago),
				"how_received": "Village Head or Kamnan",
				"facts": facts,
				"parties": [
					{"party_name": name, "side": side} for name, side in zip(names, sides, strict=True)
				],
			}
		)
		.insert()
		.name
	)


def go_on(name: str, meaning: str, days_ago: int) -> None:
	"""Enter the consents of all parties, and take the step."""
	case = frappe.get_doc(DOCTYPE, name)
	for row in case.parties:
		row.consented_on = add_days(today(), -days_ago)
		row.consent_paper = paper(name, f"หนังสือยินยอม {row.idx}")
	case.save()
	decide(name, meaning)


def session(name: str, days_ago: int, said: str, outcome: str) -> None:
	case = frappe.get_doc(DOCTYPE, name)
	row = {
		"held_on": add_to_date(now_datetime(), days=-days_ago),
		"place": "ที่ทำการ ศอช.ต.",
		"came": "\n".join(party.party_name for party in case.parties),
		"said": said,
		"outcome": outcome,
	}
	case.append("sessions", row)
	case.save()


def decide(name: str, meaning: str, comment: str | None = None, **given) -> None:
	"""Take the step of who is signed in that leads to a state of this meaning."""
	demo.decision.take(frappe.get_doc(DOCTYPE, name), meaning, comment, passing=demo.PASSING, **given)


def paper(name: str, title: str) -> str:
	"""Attach a page, as if it had been signed and scanned; return its address."""
	page = io.BytesIO()
	writer = PdfWriter()
	writer.add_blank_page(*A4)
	writer.write(page)
	file = {
		"doctype": "File",
		"file_name": f"{title} {name}.pdf",
		"content": page.getvalue(),
		"is_private": 1,
		"attached_to_doctype": DOCTYPE,
		"attached_to_name": name,
	}
	return frappe.get_doc(file).insert().file_url


# what shows that a part is there, and the part
PARTS = ((DOCTYPE, {"province": PROVINCE}, load),)
