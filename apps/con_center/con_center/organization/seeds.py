"""Roles, positions, kinds of organizations and the rules of each level, for admins to change.

What no source states is marked UNCONFIRMED: a default of this system, not a rule (domain.md 1 and 10).
"""

import frappe

from con_center.organization import areas, offices
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

ROLES = [
	{"role_name": name, "desk_access": 1}
	for name in (
		"CON Sub-district Officer",
		"CON District Officer",
		"CON District Signatory",
		"CON Province Officer",
		"CON Province Signatory",
		"CON Central Officer",
		"CON Administrator",
	)
]


def _position(name: str, level: str, *roles: str, with_area: int = 0) -> dict:
	return {
		"position_name": name,
		"level": level,
		"print_with_area": with_area,
		"roles": [{"role": role} for role in roles],
	}


POSITIONS = [
	_position("พัฒนากร", "Sub-district", "CON Sub-district Officer"),
	_position("เจ้าหน้าที่สำนักงานพัฒนาชุมชนอำเภอ", "District", "CON District Officer"),
	_position("พัฒนาการอำเภอ", "District", "CON District Officer", with_area=1),
	_position("ปลัดอำเภอ", "District"),
	_position("นายอำเภอ", "District", "CON District Signatory", with_area=1),
	_position("เจ้าหน้าที่สำนักงานพัฒนาชุมชนจังหวัด", "Province", "CON Province Officer"),
	_position("พัฒนาการจังหวัด", "Province", "CON Province Officer", with_area=1),
	_position("รองผู้ว่าราชการจังหวัด", "Province"),
	_position("ผู้ว่าราชการจังหวัด", "Province", "CON Province Signatory", with_area=1),
	_position("เจ้าหน้าที่กรมการพัฒนาชุมชน", "Country", "CON Central Officer"),
	_position("ผู้ดูแลระบบ", "Country", "CON Administrator", "System Manager"),
]

ORGANIZATION_TYPES = [
	{"type_name": name}
	for name in (
		"กลุ่มอาชีพ",
		"กลุ่มออมทรัพย์เพื่อการผลิต",
		"กองทุนหมู่บ้าน",
		"กลุ่มสตรี",
		"กลุ่มฌาปนกิจ",
		"วิสาหกิจชุมชน",
		"ศูนย์เรียนรู้ชุมชน",
		"อาสาพัฒนาชุมชน/ผู้นำอาสาพัฒนาชุมชน",
		"องค์กรเครือข่าย",
		"อื่น ๆ",
	)
]

LEVEL_RULES = [
	{"level": level, "min_members": 9, "max_members": 25, "issued_by": issuer, "instrument": instrument}
	for level, issuer, instrument in (
		("Sub-district", "District", "Announcement"),
		("District", "District", "Announcement"),
		("Province", "Province", "Announcement"),
	)
]

PROVENANCE = {
	"level_rules_provenance": (
		"จำนวน 9–25 คน: เอกสารนำเสนอของบุคคลที่สาม ไม่ระบุข้อของระเบียบ ยังไม่ยืนยัน; "
		"ระดับตำบลรับรองโดยประกาศอำเภอ: กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551; ระดับอำเภอและจังหวัด: " + UNCONFIRMED
	),
	"term_provenance": UNCONFIRMED,
	"numbers_provenance": (
		"เลขที่คำสั่งเริ่มจาก 1 เรียงจนสิ้นปีปฏิทิน ทับปีพุทธศักราช: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 ข้อ 16; "
		"แบบประกาศไม่มีส่วน “ที่” และประกาศของกรณีท่าถ่านไม่มีเลขที่"
	),
	"letters_provenance": (
		"ครุฑสูง 3 ซม.: ระเบียบงานสารบรรณ ข้อ 71; TH Sarabun 16 พอยต์: มติคณะรัฐมนตรี 7 ก.ย. 2553; "
		"ขอบซ้าย 3 ซม. ขวา 2 ซม.: คู่มือการพิมพ์หนังสือราชการ; ขอบบนและล่าง: " + UNCONFIRMED
	),
}


def fill_level_rules() -> None:
	"""Fill the rules of the levels, and where the settings come from."""
	con_settings = frappe.get_doc("CON Settings")
	if not con_settings.level_rules:
		con_settings.extend("level_rules", LEVEL_RULES)
		con_settings.flags.ignore_mandatory = True
		con_settings.save(ignore_permissions=True)
	fill_settings(PROVENANCE)


SEEDS = {
	"areas": areas.load,
	"offices": offices.load,
	"roles": lambda: insert_missing("Role", ROLES),
	"positions": lambda: insert_missing("Position", POSITIONS),
	"organization types": lambda: insert_missing("Organization Type", ORGANIZATION_TYPES),
	"settings": fill_level_rules,
}
