"""Disputes for tests. Parties and mediators are invented."""

import frappe
from frappe.utils import add_days, now_datetime, today

from con_center.approval.factories import take_to
from con_center.approval.meaning import CANCELLED, REOPENED
from con_center.mediation.workflow import (
	AGREED,
	BROKEN,
	CLOSED,
	CONSENTED,
	KEPT,
	MEDIATING,
	NOT_AGREED,
	SENT_ON,
	WHERE_TO,
)
from con_center.organization.factories import OWN, areas_of, make_officer, signed_in

KIND = "ที่ดินและแนวเขต"
FIRST, SECOND = "นายคำสิงห์ ทดลองไพร", "นางบุญหลาย ลองเรียน"
PAPERS = ("Dispute Record", "Mediation Agreement", "Consent to Mediation", "Invitation to Mediation")
FACTS = "แนวเขตที่ดินติดกัน รั้วรุกล้ำประมาณสองวา"
# a way through the steps to each state: meanings
WAYS = {
	"Dispute Received": (),
	"Consented": (CONSENTED,),
	"In Mediation": (CONSENTED, MEDIATING),
	"Agreement Reached": (CONSENTED, MEDIATING, AGREED),
	"Ended Without Agreement": (CONSENTED, MEDIATING, NOT_AGREED),
	"Dispute Sent On": (SENT_ON,),
	"Agreement Kept": (CONSENTED, MEDIATING, AGREED, KEPT),
	"Agreement Broken": (CONSENTED, MEDIATING, AGREED, BROKEN),
	"Dispute Closed": (CONSENTED, MEDIATING, AGREED, KEPT, CLOSED),
	"Dispute Reopened": (SENT_ON, CLOSED, REOPENED),
	"Dispute Withdrawn": (CANCELLED,),
}


def make_dispute(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a dispute of two neighbours, as the officer of the sub-district receives it."""
	with signed_in(user or make_officer("officer", areas_of(area))):
		return frappe.get_doc(
			{
				"doctype": "Dispute Case",
				"area": area,
				"kind": KIND,
				"received_on": add_days(today(), -20),
				"how_received": "A Party Asked",
				"facts": FACTS,
				"parties": [
					{"party_name": FIRST, "side": "First Side", "phone": "081-555-0101"},
					{"party_name": SECOND, "side": "Second Side"},
				],
				**values,
			}
		).insert()


def paper(case, name: str) -> str:
	"""Return the address of a paper that was attached to the case."""
	return (
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{name}-{case.name}.txt",
				"content": f"{name} {case.name} {frappe.generate_hash(length=6)}",
				"is_private": 1,
				"attached_to_doctype": case.doctype,
				"attached_to_name": case.name,
			}
		)
		.insert()
		.file_url
	)


def fill_for(case, meaning: str) -> None:
	"""Enter what a step asks for, as the responsible officer does before he takes it; save it."""
	if meaning == CONSENTED:
		for row in case.parties:
			row.update({"consented_on": today(), "consent_paper": paper(case, f"consent{row.idx}")})
	elif meaning == MEDIATING:
		mediator = {
			"standing": "Neutral Person",
			"mediator_name": "พระครูทดสอบ ธมฺมวโร",
			"post": "เจ้าอาวาส",
			"relation": "None",
		}
		case.append("mediators", mediator)
	elif meaning in (AGREED, NOT_AGREED):
		came = f"{FIRST}\n{SECOND}"
		case.append("sessions", {"held_on": now_datetime(), "place": "ที่ทำการ ศอช.ต.", "came": came})
	if meaning == AGREED:
		case.update(
			{"agreed_on": today(), "agreement": "ย้ายรั้วกลับแนวเดิม", "agreement_paper": paper(case, "agreed")}
		)
		case.append("duties", {"who": FIRST, "what": "ย้ายรั้ว", "due_on": add_days(today(), 30)})
	elif meaning in (KEPT, BROKEN):
		for row in case.duties:
			row.update({"status": {KEPT: "Kept", BROKEN: "Broken"}[meaning], "settled_on": today()})
	if meaning in (CONSENTED, MEDIATING, AGREED, NOT_AGREED, KEPT, BROKEN):
		case.save()


def go_on(case, *meanings: str):
	"""Take a case through steps to states of these meanings, as who keeps it; return it afterwards."""
	with signed_in(case.kept_by):
		for meaning in meanings:
			case = frappe.get_doc(case.doctype, case.name)
			fill_for(case, meaning)
			given = {
				"sent_to": "Community Justice Centre",
				"sent_to_name": "ศูนย์ยุติธรรมชุมชน",
				"letter_number": "อบ 0019/1",
			}
			asked = {"asks_for": WHERE_TO, **given} if meaning == SENT_ON else {}
			case = take_to(case, meaning, "ลองดู", **asked)
	return case


def make_dispute_in(state: str, area: str = OWN["sub_district"], **values):
	"""Return a dispute that has come as far as this state."""
	return go_on(make_dispute(area, **values), *WAYS[state])


SAMPLES = {"Dispute Case": lambda areas: make_dispute(areas["sub_district"])}
# from which each step can be taken with nothing but a reason
READY = ("Agreement Kept", "Dispute Sent On", "Dispute Closed", "Dispute Withdrawn")
IN_STATES = {"Dispute Case": (READY, lambda state, area: make_dispute_in(state, area))}
