"""What an installation seeds: lists and texts for admins to change, each with where it comes from.

"ยังไม่ยืนยัน" marks what no source states (domain.md 1 and 10): a default of this system, not a rule.
"""

UNCONFIRMED = "ค่าตั้งต้นของระบบ ยังไม่ยืนยันกับระเบียบ"

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


def _committee_role(name: str, rank: int, chart_row: int, single: int = 0) -> dict:
	return {"role_name": name, "rank": rank, "chart_row": chart_row, "single": single}


COMMITTEE_ROLES = [
	_committee_role("ประธานกรรมการ", 10, 1, 1),
	_committee_role("ประธานคณะทำงาน", 11, 1, 1),
	_committee_role("รองประธานกรรมการ", 20, 2),
	_committee_role("รองประธานคณะทำงาน", 21, 2),
	_committee_role("กรรมการและเลขานุการ", 30, 3, 1),
	_committee_role("คณะทำงานและเลขานุการ", 31, 3, 1),
	_committee_role("กรรมการและผู้ช่วยเลขานุการ", 40, 3),
	_committee_role("เหรัญญิก", 41, 3),
	_committee_role("ประชาสัมพันธ์", 42, 3),
	_committee_role("กรรมการ", 50, 4),
	_committee_role("คณะทำงาน", 51, 4),
	_committee_role("ผู้ทรงคุณวุฒิ", 60, 4),
]

LEAVING_REASONS = [
	{"reason": reason, "provenance": UNCONFIRMED}
	for reason in (
		"ครบวาระ",
		"ลาออก",
		"ตาย",
		"ย้ายภูมิลำเนา",
		"พ้นจากกลุ่ม/องค์กรที่เป็นผู้แทน",
		"ถูกให้ออก",
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

REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. 2551"
PLAN_REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนและประสานแผนพัฒนาพื้นที่ในระดับอำเภอและตำบล พ.ศ. 2562"
TEMPLATE_PROVENANCE = (
	"ข้อความตั้งต้นของระบบ เรียบเรียงจากชื่อและขั้นตอนของกรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551 ยังไม่ยืนยันกับแบบของทางราชการ"
)

ORDER_TEMPLATES = [
	{
		"template_name": "ประกาศรับรองผลการคัดเลือกคณะกรรมการ ศอช.",
		"instrument": "Announcement",
		"purpose": "Certify Selection",
		"kind": "Center Committee",
		"subject": "รับรองผลการคัดเลือก{committee_name}",
		"legal_basis": REGULATION,
		"body": (
			"ด้วยผู้แทนกลุ่ม องค์กร และเครือข่ายองค์การชุมชนใน{area_name} ได้ประชุมคัดเลือก{committee_name} "
			"เมื่อวันที่ {forum_date} ณ {forum_place} มีผู้เข้าร่วมประชุม {forum_attendance} คน\n"
			"เพื่อให้การดำเนินงานเป็นไปตาม"
			+ REGULATION
			+ " {issuer_name}จึงขอประกาศรับรองผลการคัดเลือก{committee_name} "
			"จำนวน {member_count} คน ตามบัญชีรายชื่อแนบท้ายประกาศนี้\n"
			"ทั้งนี้ ตั้งแต่วันที่ {term_start} เป็นต้นไป"
		),
	},
	{
		"template_name": "คำสั่งแต่งตั้งคณะกรรมการ ศอช.",
		"instrument": "Order",
		"purpose": "Appoint",
		"kind": "Center Committee",
		"subject": "แต่งตั้ง{committee_name}",
		"legal_basis": REGULATION,
		"body": (
			"ด้วยผู้แทนกลุ่ม องค์กร และเครือข่ายองค์การชุมชนใน{area_name} ได้คัดเลือก{committee_name} "
			"เมื่อวันที่ {forum_date}\n"
			"อาศัยอำนาจตาม"
			+ REGULATION
			+ " จึงแต่งตั้ง{committee_name} จำนวน {member_count} คน ตามบัญชีรายชื่อแนบท้ายคำสั่งนี้\n"
			"ทั้งนี้ ตั้งแต่วันที่ {term_start} เป็นต้นไป"
		),
	},
	{
		"template_name": "คำสั่งแต่งตั้งคณะทำงานส่งเสริม ศอช.",
		"instrument": "Order",
		"purpose": "Appoint",
		"kind": "Promoting Working Group",
		"subject": "การแต่งตั้ง{committee_name}",
		"legal_basis": REGULATION,
		"body": (
			"เพื่อให้การส่งเสริมสนับสนุนการดำเนินงานศูนย์ประสานงานองค์การชุมชน{area_name} เป็นไปตาม" + REGULATION + " "
			"และเกิดการประสานงานระหว่างส่วนราชการ องค์กรปกครองส่วนท้องถิ่น และผู้นำชุมชนในพื้นที่ "
			"จึงแต่งตั้ง{committee_name} จำนวน {member_count} คน ตามบัญชีรายชื่อแนบท้ายคำสั่งนี้\n"
			"ให้คณะทำงานมีหน้าที่ส่งเสริม สนับสนุน และให้คำปรึกษาแก่คณะกรรมการศูนย์ประสานงานองค์การชุมชน{area_name} "
			"รวมทั้งร่วมจัดทำระเบียบและแผนปฏิบัติการของศูนย์\n"
			"ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
		),
	},
	{
		"template_name": "คำสั่งแต่งตั้ง ก.บ.ต.",
		"instrument": "Order",
		"purpose": "Appoint",
		"kind": "Integrated Administration Committee",
		"subject": "แต่งตั้ง{committee_name}",
		"legal_basis": PLAN_REGULATION,
		"body": (
			"เพื่อให้การจัดทำแผนพัฒนาตำบลเป็นไปตาม" + PLAN_REGULATION + " จึงแต่งตั้ง{committee_name} "
			"จำนวน {member_count} คน โดยมีคณะกรรมการศูนย์ประสานงานองค์การชุมชน{area_name}เป็นผู้ทรงคุณวุฒิ "
			"ตามบัญชีรายชื่อแนบท้ายคำสั่งนี้\n"
			"ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
		),
	},
	{
		"template_name": "ประกาศแก้ไขเพิ่มเติมรายชื่อคณะกรรมการ",
		"instrument": "Announcement",
		"purpose": "Amend",
		"kind": "",
		"subject": "แก้ไขเพิ่มเติมรายชื่อ{committee_name}",
		"legal_basis": "",
		"body": (
			"ตามที่ได้มี{appointed_by} ให้มี{committee_name}แล้ว นั้น\n"
			"บัดนี้ มีการเปลี่ยนแปลงรายชื่อ {issuer_name}จึงแก้ไขเพิ่มเติมรายชื่อ{committee_name} "
			"ตามบัญชีรายชื่อแนบท้ายประกาศนี้ รวมจำนวน {member_count} คน"
		),
	},
	{
		"template_name": "คำสั่งแก้ไขเพิ่มเติมรายชื่อคณะกรรมการ",
		"instrument": "Order",
		"purpose": "Amend",
		"kind": "",
		"subject": "แก้ไขเพิ่มเติมรายชื่อ{committee_name}",
		"legal_basis": "",
		"body": (
			"ตามที่ได้มี{appointed_by} ให้มี{committee_name}แล้ว นั้น\n"
			"บัดนี้ มีการเปลี่ยนแปลงรายชื่อ จึงแก้ไขเพิ่มเติมรายชื่อ{committee_name} "
			"ตามบัญชีรายชื่อแนบท้ายคำสั่งนี้ รวมจำนวน {member_count} คน"
		),
	},
	{
		"template_name": "ประกาศยกเลิก",
		"instrument": "Announcement",
		"purpose": "Revoke",
		"kind": "",
		"subject": "ยกเลิก{committee_name}",
		"legal_basis": "",
		"body": "ตามที่ได้มี{appointed_by} นั้น\nบัดนี้ {issuer_name}ขอยกเลิกประกาศหรือคำสั่งดังกล่าว",
	},
	{
		"template_name": "คำสั่งยกเลิก",
		"instrument": "Order",
		"purpose": "Revoke",
		"kind": "",
		"subject": "ยกเลิก{committee_name}",
		"legal_basis": "",
		"body": "ตามที่ได้มี{appointed_by} นั้น\nบัดนี้ จึงให้ยกเลิกประกาศหรือคำสั่งดังกล่าว",
	},
	{
		"template_name": "ประกาศทบทวนคณะกรรมการประจำปี",
		"instrument": "Announcement",
		"purpose": "Yearly Review",
		"kind": "",
		"subject": "การทบทวน{committee_name}",
		"legal_basis": "",
		"body": (
			"ตามที่ได้มี{appointed_by} นั้น\n"
			"{issuer_name}ได้ทบทวนให้เป็นปัจจุบันแล้ว {committee_name}มีจำนวน {member_count} คน ตามบัญชีรายชื่อแนบท้าย"
		),
	},
	{
		"template_name": "คำสั่งทบทวนคณะกรรมการประจำปี",
		"instrument": "Order",
		"purpose": "Yearly Review",
		"kind": "",
		"subject": "การทบทวน{committee_name}",
		"legal_basis": "",
		"body": (
			"ตามที่ได้มี{appointed_by} นั้น\n"
			"ได้ทบทวนให้เป็นปัจจุบันแล้ว {committee_name}มีจำนวน {member_count} คน ตามบัญชีรายชื่อแนบท้าย"
		),
	},
]
for _template in ORDER_TEMPLATES:
	_template["provenance"] = TEMPLATE_PROVENANCE

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
	"meetings_per_year": 2,
	"meetings_count_without_quorum": 1,
	"meeting_reminder_days": 7,
	"task_reminder_days": 7,
	"task_overdue_days": 7,
}
SIGN_IN_SETTINGS = {"signatory_idle_minutes": 30, "sign_in_provenance": UNCONFIRMED}
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
