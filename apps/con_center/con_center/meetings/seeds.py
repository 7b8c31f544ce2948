"""Agendas and settings of meetings, for admins to change."""

from con_center.approval import ladder
from con_center.meetings.workflow import LADDERS
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

MEETING_PROVENANCE = {
	"quorum_provenance": (
		"องค์ประชุมไม่น้อยกว่ากึ่งหนึ่งของกรรมการที่ดำรงตำแหน่งอยู่ และการนับผู้มาประชุมแทน: "
		"แนวปฏิบัติทั่วไปของคณะกรรมการ ไม่พบข้อความในระเบียบ; " + UNCONFIRMED
	),
	"meetings_provenance": (
		"ประชุมแต่ละระดับอย่างน้อย 2 ครั้ง/ปี: หนังสือจังหวัดอุบลราชธานี 2 พ.ย. 2566 ข้อ 2 และแบบประเมินผลความก้าวหน้า ข้อ 1 (3); "
		"การนับตามปีงบประมาณ การนับเวที และการนับครั้งที่ไม่ครบองค์ประชุม: " + UNCONFIRMED
	),
}

MEETING_DEFAULTS = {
	"quorum_percent": 50,
	"quorum_counts_proxies": 1,
	"minutes_name_checker": 1,
	"meetings_per_year": 2,
	"meetings_count_without_quorum": 1,
	"meeting_reminder_days": 7,
	"task_reminder_days": 7,
	"task_overdue_days": 7,
}

AGENDA_TEMPLATES = [
	{
		"template_name": "ระเบียบวาระปกติ",
		"kind": "",
		"is_default": 1,
		"provenance": "ลำดับวาระที่ใช้กันทั่วไปในการประชุมราชการ; " + UNCONFIRMED,
		"items": [
			{"part": part, "heading": heading}
			for part, heading in (
				("Chair's Notices", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
				("Adoption of Minutes", "เรื่องรับรองรายงานการประชุม"),
				("Matters Arising", "เรื่องสืบเนื่องและเรื่องเพื่อทราบ"),
				("For Consideration", "เรื่องเพื่อพิจารณา"),
				("Other Matters", "เรื่องอื่น ๆ (ถ้ามี)"),
			)
		],
	}
]

NUMBER_KINDS = [
	{"kind_name": kind, "by_committee": by_committee, "provenance": UNCONFIRMED}
	for kind, by_committee in (("Meeting", 1), ("Resolution", 1))
]
INVITATION = {"kind_name": "Invitation", "by_committee": 0, "provenance": UNCONFIRMED}
SEEDS = {
	"numbers of meetings": lambda: insert_missing("Number Kind", NUMBER_KINDS),
	# a part of its own: sites that are older than it get it, too
	"numbers of invitations": lambda: insert_missing("Number Kind", [INVITATION]),
	"agenda templates": lambda: insert_missing("Agenda Template", AGENDA_TEMPLATES),
	# a site that is older than they are has none of their defaults
	"meeting settings": lambda: fill_settings({**MEETING_DEFAULTS, **MEETING_PROVENANCE}),
	# later than the others
	"checker of minutes": lambda: fill_settings({"minutes_name_checker": 1}),
	"meeting workflow": lambda: ladder.seed_all(LADDERS),
}
