"""Needs in the five dimensions, the columns of a Logbook, what is set about names, and the ladder of plans.

Seed 002 names the five dimensions, TPMAP and the Logbook, and nothing of what stands in them: the lists here are this
system's, marked so, and the admins'. No source states how long names are kept, nor which number is too small.
"""

from con_center.approval import ladder
from con_center.households.workflow import LADDERS
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

NEEDS = {
	"Health": ("มีผู้ป่วยติดเตียงหรือป่วยเรื้อรัง", "มีผู้พิการที่ขาดอุปกรณ์ช่วยเหลือ", "มีผู้สูงอายุที่ต้องพึ่งพิง", "เข้าไม่ถึงการรักษาต่อเนื่อง"),
	"Living Conditions": ("บ้านทรุดโทรมหรือไม่มั่นคง", "น้ำดื่มน้ำใช้ไม่เพียงพอ", "ไม่มีไฟฟ้าหรือส้วมที่ถูกสุขลักษณะ", "ไม่มีที่ดินทำกินหรือที่อยู่อาศัย"),
	"Education": ("เด็กออกจากโรงเรียนกลางคัน", "ขาดอุปกรณ์หรือค่าใช้จ่ายในการเรียน", "ไม่มีทักษะอาชีพ"),
	"Income": ("ว่างงานหรือไม่มีอาชีพ", "รายได้ไม่พอรายจ่าย", "มีหนี้สินที่จัดการไม่ได้", "ไม่มีเงินออม"),
	"Access to Public Services": ("ไม่ได้รับสวัสดิการที่มีสิทธิ", "ไม่มีเอกสารทะเบียนราษฎรที่ถูกต้อง", "เดินทางไปรับบริการไม่ได้"),
}  # fmt: skip
NEED_ITEMS = [
	{"item_name": name, "dimension": dimension, "provenance": UNCONFIRMED}
	for dimension, names in NEEDS.items()
	for name in names
]
LOGBOOK = (
	("วันที่", "Date of Help"),
	("เลขที่ครัวเรือนในระบบ", "Case Number"),
	("หัวหน้าครัวเรือน", "Head of the Household"),
	("บ้านเลขที่", "House Number"),
	("หมู่ที่", "Village No."),
	("ตำบล", "Sub-district"),
	("มิติ", "Dimension"),
	("การช่วยเหลือ", "What Was Done"),
	("มูลค่า (บาท)", "Value (Baht)"),
	("หน่วยงานที่ช่วยเหลือ", "By Whom"),
	("สถานะ", "State of the Dimension"),
	("สิ่งที่ต้องดำเนินการต่อ", "What Remains"),
)
LAYOUTS = [
	{
		"layout_name": "Logbook",
		"is_default": 1,
		"columns": [{"heading": heading, "holds": holds} for heading, holds in LOGBOOK],
		"provenance": UNCONFIRMED,
	}
]
SETTINGS = {
	"households_smallest_number": 5,
	"households_provenance": (
		f"จำนวนน้อยที่สุดที่แสดงเหนือระดับอำเภอ: {UNCONFIRMED}; ระยะเวลาเก็บชื่อหลังยุติการช่วยเหลือ: พระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 "
		"ไม่ได้กำหนดเป็นจำนวนปี ให้หน่วยงานกำหนดเท่าที่จำเป็น ค่าตั้งต้น 0 คือยังไม่กำหนด และระบบไม่ลบชื่อเอง"
	),
}
SEEDS = {
	"needs of households": lambda: insert_missing("Need Item", NEED_ITEMS),
	"logbook layout": lambda: insert_missing("Logbook Layout", LAYOUTS),
	"household settings": lambda: fill_settings(SETTINGS),
	"help plan workflow": lambda: ladder.seed_all(LADDERS),
}
