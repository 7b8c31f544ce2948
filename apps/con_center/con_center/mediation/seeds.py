"""Kinds of disputes, their run of numbers, what is set about them, and their steps.

Seed 001 tells that a center mediates, and names no kind, no step and no number: all of it is this system's, marked so,
and the admins'.
"""

from con_center.approval import ladder
from con_center.mediation.workflow import LADDERS
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

KINDS = [
	{"kind_name": name, "provenance": UNCONFIRMED}
	for name in (
		"ที่ดินและแนวเขต",
		"หนี้สินและเงินกู้",
		"น้ำและทรัพยากรร่วม",
		"ครอบครัวและมรดก",
		"เพื่อนบ้านและเหตุรำคาญ",
		"การทำงานของกลุ่มองค์กร",
		"ทะเลาะวิวาท",
		"อื่น ๆ",
	)
]
NUMBER_KINDS = [{"kind_name": "Dispute Case", "provenance": UNCONFIRMED}]
SETTINGS = {
	"disputes_smallest_number": 5,
	"disputes_remind_before": "7, 1, 0",
	"disputes_remind_every": 7,
	"disputes_provenance": (
		f"ขั้นตอน ประเภท และเลขทะเบียนข้อพิพาท วันเตือน และจำนวนน้อยที่สุดที่แสดง: {UNCONFIRMED}; ผู้อ่านเรื่องมีเฉพาะเจ้าหน้าที่ผู้รับผิดชอบ "
		"ผู้ไกล่เกลี่ยและผู้ที่ระบุในเรื่อง ไม่พบแหล่งอ้างอิงที่กำหนดไว้ จึงกำหนดให้แคบที่สุดที่ทำงานได้; ระยะเวลาเก็บชื่อหลังปิดเรื่อง: พระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 "
		"ไม่ได้กำหนดเป็นจำนวนปี ให้หน่วยงานกำหนดเท่าที่จำเป็น ค่าตั้งต้น 0 คือยังไม่กำหนด และระบบไม่ลบชื่อเอง"
	),
}
SEEDS = {
	"kinds of disputes": lambda: insert_missing("Dispute Kind", KINDS),
	"numbers of disputes": lambda: insert_missing("Number Kind", NUMBER_KINDS),
	"dispute settings": lambda: fill_settings(SETTINGS),
	"dispute workflow": lambda: ladder.seed_all(LADDERS),
}
