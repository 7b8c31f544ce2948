"""The sample criteria of domain.md 3.3: a grouping made up to try the system with, no official criteria.

Each line only restates what one of the documents at hand says that a center does; `basis` names it.
"""

import frappe

SOURCE = (
	"ตัวอย่างเพื่อทดสอบระบบ มิใช่เกณฑ์ของกรมการพัฒนาชุมชน: การจัดหมวด คะแนน และระดับเป็นค่าตั้งต้นของระบบ "
	"ยังไม่ยืนยันกับระเบียบ แต่ละข้อเรียบเรียงจากเอกสารที่อ้างในช่องที่มา"
)
CASE = "กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551"
PROVINCE = "หนังสือจังหวัดอุบลราชธานี 2 พ.ย. 2566"
WORKSHOP = "การประชุม ศอช.จ. อุบลราชธานี 13 ม.ค. 2564"
BLOG = "บทความ สพอ.ครบุรี: ตัวชี้วัดความสำเร็จของ ศอช.ต."

CATEGORIES = (
	"โครงสร้างและการบริหาร",
	"ข้อมูลและแผน",
	"งบประมาณและทรัพยากร",
	"ขีดความสามารถ",
	"ผลงานและภาคี",
)
# category, indicator, evidence wanted, basis, filled from, needed
INDICATORS = (
	(0, "คณะกรรมการมาจากการคัดเลือกของผู้แทนกลุ่ม/องค์กร", "บันทึกการประชุมคัดเลือก", CASE, "Committee Selected at a Forum", 1),
	(0, "มีประกาศ/คำสั่งของคณะกรรมการที่เป็นปัจจุบัน", "ประกาศหรือคำสั่ง", f"{CASE}; {PROVINCE}", "Committee in Force", 1),
	(0, "มีคำสั่งคณะทำงานส่งเสริม ศอช.ต.", "คำสั่งอำเภอ", CASE, "Working Group Order in Force", 1),
	(0, "มีระเบียบข้อบังคับของ ศอช.ต.", "ระเบียบข้อบังคับ", CASE, "By-laws in Force", 1),
	(0, "มีที่ทำการและแผนผังคณะกรรมการ", "ภาพถ่ายที่ทำการและแผนผัง", CASE, "", 1),
	(0, "ประชุมอย่างน้อย 2 ครั้ง/ปี และมีรายงานการประชุม", "รายงานการประชุม", PROVINCE, "Meetings Held", 2),
	(1, "ทะเบียนข้อมูลคณะกรรมการเป็นปัจจุบัน", "ทะเบียนข้อมูล", PROVINCE, "Register Updated This Year", 1),
	(1, "ข้อมูลกลุ่ม/องค์กร (ประธาน เงินทุน ผลิตภัณฑ์) ครบ", "ทะเบียนกลุ่ม/องค์กร", CASE, "Organization Records Complete (%)", 100),
	(1, "มีแผนปฏิบัติงานประจำปี", "แผนปฏิบัติงาน", CASE, "Action Plan Approved", 1),
	(1, "สนับสนุนฐานข้อมูล จปฐ. กชช.2ค TPMAP", "บันทึกการดำเนินงาน", WORKSHOP, "Figures of Villages", 1),
	(1, "เป็นผู้ทรงคุณวุฒิใน ก.บ.ต. และร่วมจัดทำแผนพัฒนาตำบล", "คำสั่ง ก.บ.ต.", PROVINCE, "Integrated Committee With the Center's Experts", 1),
	(2, "บริหารโปร่งใส ตรวจสอบได้", "บัญชีและการเปิดเผยข้อมูล", CASE, "Fund Accounts Approved", 1),
	(2, "มีกองทุนสวัสดิการเครือข่าย", "ระเบียบหรือบัญชีกองทุน", CASE, "Funds in Force", 1),
	(2, "มีข้อตกลงแบ่งปันผลประโยชน์ชัดเจน", "ข้อตกลง", CASE, "Agreements on Sharing Benefits", 1),
	(2, "จัดสรรผลประโยชน์ต่อสมาชิก", "หลักฐานการจัดสรร", CASE, "Benefits Given to Members", 1),
	(3, "จัด/เข้ารับการฝึกอบรมหรือสัมมนา", "รายงานการฝึกอบรม", CASE, "Trainings Held or Attended", 1),
	(3, "จัดการความรู้และถ่ายทอดระหว่างเครือข่าย", "เอกสารหรือภาพกิจกรรม", CASE, "Lessons Published", 1),
	(3, "คณะกรรมการและสมาชิกพัฒนาตนเอง", "บันทึกการพัฒนาตนเอง", BLOG, "Self-development of Committee and Members", 1),
	(3, "กรรมการและสมาชิกที่มีจิตสาธารณะเพิ่มขึ้น", "จำนวนเปรียบเทียบกับรอบก่อน", BLOG, "More with Public Spirit Than the Year Before", 1),
	(4, "ประสานความร่วมมือรัฐ/เอกชน ≥ 3 กระบวนงาน", "หนังสือหรือบันทึกความร่วมมือ", BLOG, "Processes with Partners", 3),
	(4, "จำนวนงาน/กิจกรรมที่ทำกับหน่วยงานอื่น", "รายการกิจกรรม", BLOG, "Joint Activities with Partners", 1),
	(4, "ผลักดันโครงการตำบลเข้มแข็งฯ เข้าแผนพัฒนาตำบล", "โครงการในแผนพัฒนาตำบล", PROVINCE, "Strong Sub-district Projects in the Plan", 1),
	(4, "จัดทำเอกสารผลงานและประชาสัมพันธ์", "เอกสารผลงาน", CASE, "Publicity", 1),
)  # fmt: skip

SAMPLE = {
	"template_name": "เกณฑ์จัดระดับการพัฒนา ศอช.ต.",
	"version": 1,
	"status": "In Use",
	"from_fiscal_year": 2567,
	"rounds": 2,
	"official": 0,
	"source": SOURCE,
	"categories": [{"category": name} for name in CATEGORIES],
	"indicators": [
		{
			"code": str(number),
			"category": CATEGORIES[category],
			"indicator": text,
			"evidence_wanted": evidence,
			"basis": basis,
			"kind": "Yes/No",
			"min_score": 0,
			"max_score": 1,
			"weight": 1,
			"computed_by": computed_by,
			"needed": needed,
		}
		for number, (category, text, evidence, basis, computed_by, needed) in enumerate(INDICATORS, 1)
	],
	"bands": [
		{"band": "ระดับ 1", "min_percent": 0},
		{"band": "ระดับ 2", "min_percent": 60},
		{"band": "ระดับ 3", "min_percent": 80},
	],
}


def seed() -> None:
	"""Insert the sample, unless a template is there."""
	if not frappe.db.exists("Assessment Template", {"template_name": SAMPLE["template_name"]}):
		frappe.get_doc({"doctype": "Assessment Template", **SAMPLE}).insert(ignore_permissions=True)
