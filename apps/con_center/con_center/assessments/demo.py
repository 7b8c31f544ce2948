"""Demo data of the assessments: last year's two rounds, the second with a gap, and this year's first under way.

Entered through the same doors as by users. The scores are made up; the criteria are the sample.
"""

import frappe
from frappe.utils import getdate

from con_center.approval import decision
from con_center.approval.meaning import IN_FORCE, PASSED, RETURNED, REVIEW
from con_center.setup.demo_areas import AREAS, DISTRICT, NOT_ASSESSED, NOT_MET, chance, officer_of
from con_center.thai import fiscal_year

EVIDENCE = "แฟ้มเอกสารที่ทำการ ศอช.ต."
COMPLETE = ("district", PASSED)


def load(signed_in, take) -> None:
	"""Load the assessments of Mueang Ubon Ratchathani; signed_in, take: those of `con_center.setup.demo`."""
	year = fiscal_year(getdate())
	for area in AREAS:
		assess(signed_in, take, area, year - 1, 1, "complete", willing=40)
	confirm(signed_in, f"DAC-{DISTRICT}-{year - 1}-1")
	for area in AREAS:
		stage = "returned" if area == NOT_ASSESSED else "complete"
		assess(signed_in, take, area, year - 1, 2, stage, willing=60)
	stages = ("complete",) * 3 + ("sent", "sent", "returned", "scored", "begun")
	# the last sub-districts have not begun
	for area, stage in zip(AREAS, stages, strict=False):
		assess(signed_in, take, area, year, 1, stage, willing=70)


def assess(signed_in, take, area: str, year: int, round_number: int, stage: str, willing: int) -> None:
	willing -= 20 * (area == NOT_MET)
	with signed_in(officer_of(area)):
		doc = frappe.get_doc(
			{"doctype": "Assessment", "center": area, "fiscal_year": year, "round": round_number}
		)
		doc.assessor = "คณะกรรมการ ศอช.ต. และพัฒนากร"
		doc.insert()
		for row in doc.scores[: 9 if stage == "begun" else None]:
			yes = chance(area, row.code, "self") < willing + chance(area, "center") % 25
			# some have on paper what nobody has entered yet
			if row.self_score != "1":
				row.self_score = str(int(yes))
			row.evidence = EVIDENCE if row.self_score == "1" else None
		doc.save()
	if stage in ("begun", "scored"):
		return
	doc = take(doc, (officer_of(area), REVIEW))
	if stage == "returned":
		take(doc, ("district", RETURNED, "ข้อ 12 และ 13 ยังไม่มีหลักฐาน"))
	if stage != "complete":
		return
	with signed_in("district"):
		for row in doc.scores:
			agreed = chance(area, row.code, str(year)) < 88
			row.district_score = row.self_score if agreed else "0"
			row.district_note = None if agreed or row.self_score == "0" else "ไม่พบหลักฐานในพื้นที่"
		doc.save()
	take(doc, COMPLETE)


def confirm(signed_in, name: str) -> None:
	with signed_in("province"):
		decision.take(frappe.get_doc("District Assessment Confirmation", name), IN_FORCE)


# what shows that a part is there, and the part
PARTS = (("Assessment", {"district": "3401"}, load),)
