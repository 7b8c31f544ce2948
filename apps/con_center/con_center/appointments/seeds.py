"""Texts of announcements and orders, for admins to change, and the ladder of approval."""

from con_center.appointments.workflow import LADDERS
from con_center.approval import ladder
from con_center.setup.seeding import insert_missing

REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. 2551"

PLAN_REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนและประสานแผนพัฒนาพื้นที่ในระดับอำเภอและตำบล พ.ศ. 2562"

TEMPLATE_PROVENANCE = (
	"ข้อความตั้งต้นของระบบ เรียบเรียงจากชื่อและขั้นตอนของกรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551 ยังไม่ยืนยันกับแบบของทางราชการ"
)

DUTIES_OF_GROUP = (
	"ให้คณะทำงานมีหน้าที่ ดังนี้\n"
	"๑. ส่งเสริม สนับสนุน และให้คำปรึกษาแก่คณะกรรมการศูนย์ประสานงานองค์การชุมชน{area_name}\n"
	"๒. ร่วมจัดทำระเบียบและแผนปฏิบัติการของศูนย์\n"
	"๓. ประสานงานระหว่างส่วนราชการ องค์กรปกครองส่วนท้องถิ่น และผู้นำชุมชนในพื้นที่\n"
)
DUTIES_OF_INTEGRATED = (
	"ให้คณะกรรมการมีหน้าที่ ดังนี้\n๑. จัดทำแผนพัฒนาตำบล\n๒. ประสานแผนพัฒนาตำบลกับแผนพัฒนาท้องถิ่นและแผนพัฒนาอำเภอ\n"
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
			+ DUTIES_OF_GROUP
			+ "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
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
			"ตามบัญชีรายชื่อแนบท้ายคำสั่งนี้\n" + DUTIES_OF_INTEGRATED + "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
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

NUMBER_KINDS = [
	{"kind_name": kind, "provenance": "ระเบียบงานสารบรรณ พ.ศ. 2526"} for kind in ("Announcement", "Order")
]
SEEDS = {
	"numbers of orders": lambda: insert_missing("Number Kind", NUMBER_KINDS),
	"order templates": lambda: insert_missing("Order Template", ORDER_TEMPLATES),
	"appointment order workflow": lambda: ladder.seed_all(LADDERS),
}
