"""What the center's own affairs begin with, for admins to change: lists, the ladders, and a form that is closed.

The seeds name by-laws, processes and figures, and give the text of none: whatever stands here is marked so.
"""

import frappe

from con_center.approval import ladder
from con_center.community.workflow import FUND_LADDERS, LADDERS
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. 2551"
MEASURES = "ตัวชี้วัดความสำเร็จ ข้อ 2: บทความของสำนักงานพัฒนาชุมชนอำเภอครบุรี"
BLANK = "………………"

BY_LAW_TEMPLATES = [
	{
		"template_name": "ร่างระเบียบ ศอช. (ตัวอย่าง)",
		"subject": "การดำเนินงานของศูนย์ประสานงานองค์การชุมชน",
		"legal_basis": REGULATION,
		"provenance": (
			"ตัวอย่างสำหรับเริ่มร่าง เรียบเรียงจากวิธีทำงานของ ศอช.ต.ท่าถ่าน พ.ศ. 2551 และหน้าที่ในเอกสารของกรมการพัฒนาชุมชน "
			"มิใช่ตัวบทของทางราชการ จำนวน วาระ และองค์ประชุมเว้นไว้ให้ที่ประชุมกำหนด; " + UNCONFIRMED
		),
		"preamble": (
			"เพื่อให้การดำเนินงานของศูนย์เป็นไปด้วยความเรียบร้อย โปร่งใส และเป็นศูนย์กลางประสานการทำงานของกลุ่ม องค์กร และเครือข่ายในพื้นที่ "
			"ที่ประชุมจึงมีมติให้ออกระเบียบไว้ ดังต่อไปนี้"
		),
		"clauses": [
			{"heading": heading, "text": text}
			for heading, text in (
				("หมวด 1 บททั่วไป", "ระเบียบนี้เรียกว่า ระเบียบว่าด้วยการดำเนินงานของศูนย์ประสานงานองค์การชุมชน"),
				("", "ระเบียบนี้ให้ใช้บังคับตั้งแต่วันที่ที่ประชุมมีมติเป็นต้นไป"),
				(
					"",
					"ศูนย์มีหน้าที่ประสานงาน สนับสนุน และส่งเสริมการทำงานของกลุ่ม องค์กร และเครือข่ายในพื้นที่ ร่วมกับส่วนราชการและองค์กรปกครองส่วนท้องถิ่น",
				),
				(
					"หมวด 2 สมาชิก",
					"กลุ่มหรือองค์กรในพื้นที่ที่ประสงค์จะเป็นสมาชิกให้ยื่นใบสมัคร และเป็นสมาชิกเมื่อที่ประชุมมีมติรับ",
				),
				("", "สมาชิกพ้นจากการเป็นสมาชิกเมื่อลาออก เลิกกลุ่ม หรือที่ประชุมมีมติให้ออก"),
				(
					"หมวด 3 คณะกรรมการ",
					f"คณะกรรมการมาจากการคัดเลือกของผู้แทนกลุ่มและองค์กร จำนวน {BLANK} คน อยู่ในตำแหน่งคราวละ {BLANK} ปี",
				),
				("", "กรรมการปฏิบัติงานด้วยจิตอาสา โดยไม่หวังค่าตอบแทน"),
				(
					"หมวด 4 การประชุม",
					f"คณะกรรมการประชุมอย่างน้อยปีละ 2 ครั้ง ต้องมีกรรมการมาประชุมไม่น้อยกว่า {BLANK} จึงเป็นองค์ประชุม",
				),
				("", "มติของที่ประชุมให้ถือเสียงข้างมาก และจัดทำรายงานการประชุมทุกครั้ง"),
				(
					"หมวด 5 การเงินและผลประโยชน์",
					"การใช้เงินและการแบ่งปันผลประโยชน์ต้องโปร่งใส ตรวจสอบได้ และรายงานให้สมาชิกทราบ",
				),
				("หมวด 6 การแก้ไขระเบียบ", "การแก้ไขระเบียบนี้ให้กระทำโดยมติของที่ประชุม และเก็บฉบับเดิมไว้เป็นหลักฐาน"),
			)
		],
	}
]

PROCESSES = [
	{"process_name": name, "integrates": integrates, "rank": number * 10, "provenance": provenance}
	for number, (name, integrates, provenance) in enumerate(
		(
			("การบูรณาการจัดทำแผนชุมชนระดับตำบล", "Sub-district", MEASURES),
			("การบูรณาการจัดทำแผนพัฒนาอำเภอ", "District", MEASURES),
			("การจัดการความขัดแย้งและไกล่เกลี่ยข้อพิพาท", "", "กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551"),
			("การแก้ไขปัญหาความยากจน", "", "ข่าวกรมการพัฒนาชุมชน 26 พ.ย. 2564"),
			("การฝึกอบรมและจัดการความรู้", "", "กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551"),
			("การส่งเสริมอาชีพและช่องทางการตลาด", "", "กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551"),
			("การจัดเก็บและใช้ข้อมูลชุมชน", "", "แนวทางของจังหวัดอุบลราชธานี พ.ศ. 2564"),
			("การป้องกันและแก้ไขปัญหายาเสพติด", "", "แนวทางของจังหวัดอุบลราชธานี พ.ศ. 2564"),
			("สวัสดิการชุมชน", "", "กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551"),
		),
		1,
	)
]

# what a network was developed in, as the pilot of seed 001 has it; no source names the official criteria of any type
STANDARD_ASPECTS = [
	{
		"standard_type": "Network",
		"aspect_name": name,
		"rank": number * 10,
		"provenance": f"ผลผลิตของโครงการตำบลนำร่องด้วยมาตรฐานงานชุมชน กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551 มิใช่เกณฑ์ มชช. ของทางราชการ; {UNCONFIRMED}",
	}
	for number, name in enumerate(
		(
			"โครงสร้างและกระบวนการทำงาน",
			"การบริหารงบประมาณและทรัพยากร",
			"การพัฒนาขีดความสามารถของเครือข่าย",
			"การจัดสรรผลประโยชน์ต่อสมาชิก",
		),
		1,
	)
]

OF_SYSTEM = "รายการตั้งต้นของระบบ ให้ตรวจกับแบบสำรวจของปีนั้น; " + UNCONFIRMED
INDICATORS = [
	{
		"code": code,
		"indicator_name": name,
		"source": source,
		"unit": unit,
		"adds_up": adds_up,
		"better": better,
		"plan_side": side,
		"rank": number * 10,
		"headings": headings,
		"provenance": OF_SYSTEM,
	}
	for number, (code, name, source, unit, adds_up, better, side, headings) in enumerate(
		(
			("HOUSEHOLDS", "ครัวเรือนทั้งหมด", "Village Data", "ครัวเรือน", "Sum", "", None, "จำนวนครัวเรือน\nครัวเรือน"),
			("PEOPLE", "ประชากร", "Village Data", "คน", "Sum", "", None, "จำนวนประชากร\nประชากรรวม"),
			("BMN.INCOME", "รายได้เฉลี่ยต่อคนต่อปี", "Basic Minimum Needs", "บาท", "Mean", "More", "เศรษฐกิจ", "รายได้เฉลี่ย\nรายได้เฉลี่ยต่อคน"),
			("BMN.BELOW", "ครัวเรือนที่มีรายได้ต่ำกว่าเกณฑ์ จปฐ.", "Basic Minimum Needs", "ครัวเรือน", "Sum", "Less", "เศรษฐกิจ", "ครัวเรือนตกเกณฑ์\nครัวเรือนรายได้ต่ำกว่าเกณฑ์"),
			("TPMAP.POOR", "ครัวเรือนเป้าหมายตาม TPMAP", "TPMAP", "ครัวเรือน", "Sum", "Less", "สังคม", "ครัวเรือนยากจน\nครัวเรือนเป้าหมาย"),
			("BMN.SCHOOL", "เด็กที่ไม่ได้เรียนต่อ", "Basic Minimum Needs", "คน", "Sum", "Less", "สังคม", "เด็กไม่ได้เรียนต่อ"),
			("BMN.SAVING", "ครัวเรือนที่มีการออม", "Basic Minimum Needs", "ครัวเรือน", "Sum", "More", "เศรษฐกิจ", "ครัวเรือนมีการออม"),
			("NRD.WATER", "ครัวเรือนที่น้ำดื่มไม่เพียงพอ", "Village Data", "ครัวเรือน", "Sum", "Less", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม", "น้ำดื่มไม่เพียงพอ\nขาดน้ำดื่ม"),
		),
		1,
	)
]  # fmt: skip

SETTINGS = {
	"consent_text": (
		"ข้าพเจ้าในนามกลุ่มหรือองค์กร ยินยอมให้ศูนย์ประสานงานองค์การชุมชนและสำนักงานพัฒนาชุมชนเก็บและใช้ชื่อประธานและหมายเลขโทรศัพท์ "
		"ที่ให้ไว้ เพื่อพิจารณาการสมัครเป็นสมาชิก ติดต่อกลับ และจัดทำทะเบียนกลุ่ม/องค์กรของตำบล ข้าพเจ้าขอดู ขอแก้ไข หรือถอนความยินยอมได้ที่สำนักงาน"
	),
	"consent_provenance": "ถ้อยคำตั้งต้นของระบบ ให้หน่วยงานปรับตามประกาศความเป็นส่วนตัวของตน (พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562); "
	+ UNCONFIRMED,
	"limits_provenance": UNCONFIRMED,
	"keeping_provenance": UNCONFIRMED,
}
# route and fields of the public form; the rest of what the register holds is asked at the office
ROUTE = "join"
FORM_FIELDS = (
	{"fieldname": "organization_name", "fieldtype": "Data", "label": "ชื่อกลุ่ม/องค์กร", "reqd": 1},
	{
		"fieldname": "organization_type",
		"fieldtype": "Link",
		"options": "Organization Type",
		"label": "ประเภท",
		"reqd": 1,
	},
	{"fieldname": "province", "fieldtype": "Select", "label": "จังหวัด"},
	{"fieldname": "district", "fieldtype": "Select", "label": "อำเภอ"},
	{"fieldname": "center", "fieldtype": "Select", "label": "ตำบล", "reqd": 1},
	{"fieldname": "village_text", "fieldtype": "Data", "label": "หมู่ที่และชื่อหมู่บ้าน"},
	{"fieldtype": "Column Break"},
	{"fieldname": "chair", "fieldtype": "Data", "label": "ชื่อประธาน", "reqd": 1},
	{"fieldname": "phone", "fieldtype": "Data", "label": "โทรศัพท์ที่ติดต่อได้", "reqd": 1},
	{"fieldname": "members_count", "fieldtype": "Int", "label": "จำนวนสมาชิก (คน)"},
	{"fieldname": "products", "fieldtype": "Small Text", "label": "กิจกรรมหรือผลิตภัณฑ์"},
	{"fieldtype": "Section Break", "label": "ความยินยอม"},
	{"fieldname": "consent", "fieldtype": "Check", "label": "ยินยอมตามข้อความนี้", "reqd": 1},
)


def make_form() -> None:
	"""Make the public form, closed: an administrator opens it in the settings."""
	if frappe.db.exists("Web Form", {"doc_type": "Membership Application"}):
		return
	insert_missing(
		"Web Form",
		[
			{
				"title": "สมัครเป็นสมาชิก ศอช.",
				"route": ROUTE,
				"module": "Community",
				"doc_type": "Membership Application",
				"published": 0,
				"login_required": 0,
				"allow_multiple": 1,
				"apply_document_permissions": 1,
				"show_list": 0,
				"button_label": "ส่งใบสมัคร",
				"introduction_text": "กลุ่มและองค์กรในตำบลสมัครเป็นสมาชิกศูนย์ประสานงานองค์การชุมชน (ศอช.ต.) ได้ที่นี่ "
				"เจ้าหน้าที่จะติดต่อกลับ และนำเข้าที่ประชุมคณะกรรมการพิจารณา",
				"success_title": "ได้รับใบสมัครแล้ว",
				"success_message": "เจ้าหน้าที่พัฒนาชุมชนจะติดต่อกลับตามหมายเลขที่ให้ไว้",
				"web_form_fields": [dict(field) for field in FORM_FIELDS],
			}
		],
	)


def seed_indicators() -> None:
	"""Insert the figures; of a side of the plan that an admin has called otherwise, none is said."""
	sides = set(frappe.get_all("Plan Side", pluck="name"))
	rows = [
		{**row, "plan_side": row["plan_side"] if row["plan_side"] in sides else None} for row in INDICATORS
	]
	insert_missing("Community Indicator", rows)


SEEDS = {
	"by-law templates": lambda: insert_missing("By-law Template", BY_LAW_TEMPLATES),
	"cooperation processes": lambda: insert_missing("Cooperation Process", PROCESSES),
	"standard aspects": lambda: insert_missing("Standard Aspect", STANDARD_ASPECTS),
	"community indicators": seed_indicators,
	"membership settings": lambda: fill_settings(SETTINGS, "Membership Settings"),
	"membership form": make_form,
	"community workflows": lambda: ladder.seed_all(LADDERS),
	"fund workflows": lambda: ladder.seed_all(FUND_LADDERS),
}
