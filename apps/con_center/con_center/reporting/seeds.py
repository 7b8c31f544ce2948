"""What an installation seeds for progress reports: the words of the form and the dates of FY2567, with their source.

Both come from the letter of the province of Ubon Ratchathani of 2 November 2566 (seed 003) and nothing else: for
other years an officer makes rounds, by copying one to the next year.
"""

import frappe

from con_center.approval import ladder
from con_center.reporting.workflow import LADDERS
from con_center.setup.seeding import insert_missing

LETTER = "หนังสือจังหวัดอุบลราชธานี ลงวันที่ 2 พฤศจิกายน 2566 (ประจำปีงบประมาณ 2567)"


def _committees(item: int, of: str, heading: str) -> list[dict]:
	return [
		{"item": item, "kind": "Heading", "text": heading},
		*(
			{
				"item": item,
				"kind": "Line",
				"text": f"จำนวน {{{of}_{level}_areas}} {word} จำนวน {{{of}_{level}_committees}} คณะ "
				f"จำนวน {{{of}_{level}_people}} คน",
			}
			for level, word in (("sub", "ตำบล"), ("district", "อำเภอ"), ("province", "จังหวัด"))
		),
	]


def _item(item: int, heading: str, line: str) -> list[dict]:
	return [
		{"item": item, "kind": "Heading", "text": heading},
		{"item": item, "kind": "Line", "text": line},
	]


FORMS = [
	{
		"form_name": "แบบประเมินผลความก้าวหน้า ปีงบประมาณ 2567",
		"from_fiscal_year": 2567,
		"title": "แบบประเมินผลความก้าวหน้าในการดำเนินงานศูนย์ประสานงานองค์การชุมชน (ศอช.)",
		"place_district": "อำเภอ{district} จังหวัด{province}",
		"place_province": "จังหวัด{province}",
		"heading_results": "ผลการดำเนินงาน",
		"heading_problems": "ปัญหาและอุปสรรคในการดำเนินงาน",
		"heading_suggestions": "ข้อเสนอแนะเพื่อพัฒนาและปรับปรุงงานศูนย์ประสานงานองค์การชุมชน (ศอช.)",
		"lines": [
			*_committees(
				1, "register", "มีการจัดทำ/ปรับปรุงฐานข้อมูลคณะกรรมการศูนย์ประสานงานองค์การชุมชน (ศอช.) ทุกระดับ"
			),
			*_committees(2, "review", "มีการทบทวนคำสั่งแต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชน (ศอช.) ทุกระดับ"),
			*_item(
				3,
				"มีการจัดประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชน (ศอช.) แต่ละระดับ อย่างน้อย 2 ครั้ง/ปี",
				"จำนวน {meetings_sub} ตำบล จำนวน {meetings_district} อำเภอ จำนวน {meetings_province} จังหวัด",
			),
			*_item(
				4,
				"มีการจัดทำ/ทบทวนคำสั่งแต่งตั้งคณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.)",
				"จำนวน {integrated_sub} ตำบล",
			),
			*_item(
				5,
				"มีการประเมินผลการจัดระดับการพัฒนาศูนย์ประสานงานองค์การชุมชนระดับตำบล (ศอช.ต.)",
				"จำนวน {assessed_sub} ตำบล",
			),
			*_item(
				6,
				"มีการส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนระดับตำบล (ศอช.ต.) เป็นกลไกในการขับเคลื่อนโครงการตำบลเข้มแข็ง"
				"ตามปณิธานของเศรษฐกิจพอเพียง และผลักดันให้อยู่ในแผนพัฒนาตำบล",
				"จำนวน {strong_sub} ตำบล จำนวน {strong_activities} กิจกรรม",
			),
		],
		"provenance": (
			f"แบบแนบ{LETTER} ถ้อยคำตามต้นฉบับ ข้อ (6) ต้นฉบับพิมพ์ว่า “ตามปณิธานของเศรษฐกิจพอเพียง” "
			"ส่วนตัวหนังสือใช้ว่า “ตามหลักปรัชญาของเศรษฐกิจพอเพียง” แก้ไขได้ที่นี่; อำเภอและจังหวัดที่หัวแบบเว้นไว้ให้ใช้ได้ทุกจังหวัด"
		),
	}
]

REGISTER = "ปรับปรุงฐานข้อมูล ทบทวนคำสั่งแต่งตั้ง และส่งทะเบียนข้อมูลคณะกรรมการ ศอช."

FIRST, SECOND = "ผลการประเมินจัดระดับ ศอช.ต. ครั้งที่ 1", "ผลการประเมินจัดระดับ ศอช.ต. ครั้งที่ 2"

INTEGRATED = "คำสั่งแต่งตั้ง ก.บ.ต."

NO_DATE = "ไม่ได้ระบุวันในหนังสือ"

# what the documents of the system tell of an item: its kind, and of an assessment the round
WHAT_TELLS = {
	REGISTER: {"kind": "Register and Orders Up to Date"},
	FIRST: {"kind": "Assessments Complete", "assessment_round": 1},
	SECOND: {"kind": "Assessments Complete", "assessment_round": 2},
	INTEGRATED: {"kind": "Integrated Committees Reviewed"},
}


def _dated(*rows: tuple[str, str | None]) -> list[dict]:
	return [
		{"item": item, "deadline": day, "provenance": LETTER if day else NO_DATE, **WHAT_TELLS[item]}
		for item, day in rows
	]


# the year is over, and who sent what then is not known here: closed, nobody is reminded
ROUNDS = [
	{
		"fiscal_year": 2567,
		"hop": "District to Province",
		"area": "34",
		"status": "Closed",
		"deadline": "2024-06-24",
		"note": "อำเภอส่งไฟล์ ให้จังหวัด ภายใน{deadline} ทาง ไลน์กลุ่ม “ส่งรายงาน สพจ.อุบลฯ”",
		"remind_before": "14, 7, 1, 0",
		"remind_every": 7,
		"items": _dated(
			(REGISTER, "2023-11-24"),
			(FIRST, "2023-11-24"),
			(SECOND, "2024-06-24"),
			(INTEGRATED, None),
		),
		"provenance": LETTER,
	},
	{
		"fiscal_year": 2567,
		"hop": "Province to Department",
		"area": "00",
		"status": "Closed",
		"remind_before": "14, 7, 1, 0",
		"remind_every": 7,
		"items": _dated((REGISTER, "2023-11-30"), (FIRST, "2023-11-30"), (SECOND, "2024-06-28")),
		"provenance": f"{LETTER} แนวทางของกรมการพัฒนาชุมชนที่แนบ; วันส่งแบบประเมินผลความก้าวหน้าให้กรมไม่ได้ระบุ",
	},
]


def seed_rounds() -> None:
	"""Seed the rounds whose dates are known: they have no name to be found by, but a site starts with none."""
	if not frappe.db.count("Reporting Round"):
		for record in ROUNDS:
			frappe.get_doc({"doctype": "Reporting Round", **record}).insert(ignore_permissions=True)


SEEDS = {
	"progress report workflow": lambda: ladder.seed_all(LADDERS),
	"progress forms": lambda: insert_missing("Progress Form", FORMS),
	"reporting rounds": seed_rounds,
}
