"""The orders that appoint working groups and ก.บ.ต. state duties by number: where the text is still the one seeded."""

import frappe

from con_center.appointments.seeds import DUTIES_OF_GROUP, DUTIES_OF_INTEGRATED

GROUP = (
	"ให้คณะทำงานมีหน้าที่ส่งเสริม สนับสนุน และให้คำปรึกษาแก่คณะกรรมการศูนย์ประสานงานองค์การชุมชน{area_name} "
	"รวมทั้งร่วมจัดทำระเบียบและแผนปฏิบัติการของศูนย์\n"
)
INTEGRATED = "เป็นผู้ทรงคุณวุฒิ ตามบัญชีรายชื่อแนบท้ายคำสั่งนี้\nทั้งนี้"
MENDED = {
	"คำสั่งแต่งตั้งคณะทำงานส่งเสริม ศอช.": (GROUP, DUTIES_OF_GROUP),
	"คำสั่งแต่งตั้ง ก.บ.ต.": (
		INTEGRATED,
		f"เป็นผู้ทรงคุณวุฒิ ตามบัญชีรายชื่อแนบท้ายคำสั่งนี้\n{DUTIES_OF_INTEGRATED}ทั้งนี้",
	),
}


def execute():
	for name, (before, after) in MENDED.items():
		body = frappe.db.get_value("Order Template", name, "body")
		if body and before in body:
			frappe.db.set_value(
				"Order Template", name, "body", body.replace(before, after), update_modified=False
			)
