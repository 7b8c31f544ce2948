"""Letters for the demo site: that of seed 003, as the province of Ubon Ratchathani sent it, and its twin of this year.

Through the doors that users have. The words are those of the letter; who signs, who is asked and who answers is
invented. The twin is answered by some districts, and others are late.
"""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.approval.meaning import CANCELLED, IN_FORCE, REVIEW, TO_SIGN
from con_center.correspondence import handling, rounds
from con_center.correspondence.items import FREE
from con_center.correspondence.numbers import CIRCULAR, LETTER
from con_center.correspondence.workflow import CLOSED, SENT
from con_center.organization.offices import office_for
from con_center.thai import be_year, fiscal_year, fiscal_year_start, thai_date

PROVINCE = "34"
OFFICE = {
	"code_letters": "อบ",
	"fixed_number": "0019",
	"number_digits": 5,
	"short_name": "สำนักงานพัฒนาชุมชนจังหวัดฯ",
	"seat": "ศาลากลางจังหวัดอุบลราชธานี\nถนนแจ้งสนิท อบ 34000",
	"telephone": "045 - 344628",
	"fax": "045 - 344628",
	"units": [{"unit_name": "กลุ่มงานส่งเสริมการพัฒนาชุมชน"}],
	"provenance": "หนังสือจังหวัดอุบลราชธานี ที่ อบ 0019/05514 ลงวันที่ 2 พฤศจิกายน 2566",
}
# name, unit, and of what is printed the form
ENCLOSURES = (
	("แนวทางการขับเคลื่อนงานฯ", "ชุด", None),
	("ทะเบียนข้อมูลศูนย์ประสานงานองค์การชุมชน (คอช.)", "ฉบับ", "Committee"),
	("แบบรายงานฯ", "ฉบับ", "Progress Report"),
)
CONTACT = {
	"contact_name": "นายเกรียงไกร ชาญวิทย์",
	"contact_position": "นักวิชาการพัฒนาชุมชนชำนาญการ",
	"contact_telephone": "08 0000 0000",
}
# the days of the letter, by the name of the place in the text
DAYS_OF_2567 = {"first": "2023-11-24", "second": "2024-06-24", "last": "2024-06-24"}
TEXT = (
	(
		"Paragraph",
		"ด้วยกรมการพัฒนาชุมชน ได้แจ้งแนวทางการส่งเสริมสนับสนุนให้ศูนย์ประสานงานองค์การชุมชน (คอช.) ดำเนินการตามบทบาทหน้าที่"
		"ให้เป็นไปตามระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. 2551 โดยมีวัตถุประสงค์"
		"เพื่อเป็นศูนย์กลางในการประสานการทำงานขององค์การชุมชนและเครือข่ายสามารถช่วยเหลือเกื้อกูลกัน และรวมพลังเครือข่าย"
		"องค์กรในการแก้ไขปัญหาการจัดการพัฒนาชุมชนนำไปสู่การเสริมสร้างความเข้มแข็งของชุมชน",
	),
	(
		"Paragraph",
		"เพื่อให้การดำเนินงานของศูนย์ประสานงานองค์การชุมชน (คอช.) ในทุกระดับเป็นไปตามระเบียบฯ และสอดคล้องกับสถานการณ์ปัจจุบัน "
		"จังหวัดอุบลราชธานี จึงขอให้อำเภอมอบหมายสำนักงานพัฒนาชุมชนอำเภอดำเนินการ ดังนี้",
	),
	(
		"Numbered Item",
		"ให้สำนักงานพัฒนาชุมชน อำเภอ จัดทำ ปรับปรุงฐานข้อมูล และทบทวนคำสั่งแต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชน "
		"(คอช.) แต่ละระดับให้เป็นปัจจุบัน พร้อมทั้งจัดทำทะเบียนข้อมูลคณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) "
		"ตามสิ่งที่ส่งมาด้วย 2 ส่งให้จังหวัดฯ ภายใน{first} ทางไลน์กลุ่ม “ส่งรายงาน สพจ.อุบลฯ”",
	),
	(
		"Numbered Item",
		"ให้สำนักงานพัฒนาชุมชนอำเภอ จัดให้มีการประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) แต่ละระดับ "
		"อย่างน้อย 2 ครั้ง/ปี",
	),
	(
		"Numbered Item",
		"ให้สำนักงานพัฒนาชุมชนอำเภอ จัดทำ/ทบทวนคำสั่งแต่งตั้งคณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.) "
		"โดยให้คณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล (คอช.ต) เป็นผู้ทรงคุณวุฒิ",
	),
	(
		"Numbered Item",
		"ประเมินผลการจัดระดับการพัฒนาศูนย์ประสานงานองค์การชุมชนระดับตำบล (คอช.ต) ตามเกณฑ์ประเมิน 5 หมวด 23 ตัวชี้วัด "
		"พร้อมทั้งรายงานผลให้จังหวัดทราบ ครั้งที่ 1 ภายใน{first} และครั้งที่ 2 ภายใน{second}",
	),
	(
		"Numbered Item",
		"มอบหมายภารกิจให้ศูนย์ประสานงานองค์การชุมชน (คอช.) ทุกระดับ เป็นกลไกที่สำคัญในการขับเคลื่อนแผนพัฒนาตำบล"
		"ตามระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนและประสานแผนพัฒนาพื้นที่ระดับอำเภอและตำบล พ.ศ. 2562",
	),
	(
		"Numbered Item",
		"ส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนระดับตำบล (ศอช.ต) เป็นกลไกสำคัญในการขับเคลื่อนโครงการตำบลเข้มแข็ง"
		"ตามหลักปรัชญาของเศรษฐกิจพอเพียง และผลักดันให้อยู่ในแผนพัฒนาตำบลและเชื่อมโยงประสานสู่แผนพัฒนาในทุกระดับ",
	),
	(
		"Numbered Item",
		"ให้สำนักงานพัฒนาชุมชนอำเภอ ประเมินผลความก้าวหน้าในการดำเนินงานศูนย์ประสานงานองค์การชุมชน (ศอช.) ทุกระดับ "
		"และรายงานผลให้จังหวัดทราบ ภายใน{last} ทั้งนี้ จังหวัดอุบลราชธานี มอบหมาย {contact} เป็นผู้ประสานงาน "
		"รายละเอียดตามสิ่งที่ส่งมาด้วย",
	),
	("Paragraph", "จึงเรียนมาเพื่อพิจารณาดำเนินการ"),
)
REGISTER = "ส่งทะเบียนข้อมูลคณะกรรมการ ศอช."
# login, district, and what it answers about the register, if it has
ANSWERS = (
	("district", "3401", "ส่งทะเบียนทางไลน์กลุ่ม “ส่งรายงาน สพจ.อุบลฯ” แล้ว 19 ตำบล"),
	("khongchiam.district", "3403", "ส่งทะเบียนแล้ว 5 ตำบล"),
	("khuangnai.district", "3404", "ส่งทะเบียนแล้ว 18 ตำบล"),
	("detudom.district", "3407", None),
)
# who received the letter of 2567 in his time
RECEIVED = (
	*((login, district) for login, district, _said in ANSWERS),
	("khemarat.district", "3405"),
	("trakan.district", "3411"),
	("warin.district", "3415"),
	("phibun.district", "3419"),
)


def load(signed_in, take) -> None:
	"""Load the letters; signed_in, take: those of `con_center.setup.demo`."""
	fill_office(signed_in)
	first = write(signed_in, round_of_2567(), getdate("2023-11-02"), DAYS_OF_2567)
	take(first, *WAY, ("province2", SENT))
	for login, district in RECEIVED:
		receive(signed_in, login, district, first.name)
	first = frappe.get_doc(first.doctype, first.name)
	take(first, ("province2", CLOSED, "พ้นปีงบประมาณ 2567 แล้ว"))
	twin = write_twin(signed_in)
	take(twin, *WAY, ("province2", SENT))
	for login, district, said in ANSWERS:
		answer(signed_in, login, district, twin.name, said)
	write_by_mistake(signed_in, take)
	enter_from_outside(signed_in)


# who has written it does not check it, and neither signs it
WAY = (("province2", REVIEW), ("province", TO_SIGN), ("governor", IN_FORCE))


def fill_office(signed_in) -> None:
	"""Say of the province's office what stands on its letters, and where its runs of numbers stand."""
	with signed_in("province2"):
		office = frappe.get_doc("Office", office_for(PROVINCE))
		office.update(OFFICE)
		office.save()
		for kind, year, start in ((LETTER, 2566, 5514), (CIRCULAR, be_year(getdate()), 123)):
			frappe.get_doc(
				{
					"doctype": "Number Counter",
					"issuer": PROVINCE,
					"kind": kind,
					"year": year,
					"start_at": start,
				}
			).insert()


def round_of_2567() -> str:
	"""Return the round that the letter of seed 003 sets; it comes with the app."""
	return frappe.db.get_value("Reporting Round", {"fiscal_year": 2567, "area": PROVINCE})


def write(signed_in, reporting_round: str, dated, days: dict[str, str], **values):
	"""Write the letter of a year for the province: what is asked for comes from the year's round."""
	year = fiscal_year(dated)
	contact = f"{CONTACT['contact_name']} ตำแหน่ง{CONTACT['contact_position']} หมายเลขโทรศัพท์ {CONTACT['contact_telephone']}"
	places = {name: thai_date(getdate(day), thai=False, weekday=True) for name, day in days.items()}
	with signed_in("province2"):
		letter = rounds.make_letter(reporting_round)
		letter.update(
			{
				"circular": 0,
				"subject": f"แนวทางการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. {year}",
				"receiver_group": "นายอำเภอทุกอำเภอ",
				"dated": dated,
				**CONTACT,
				**values,
			}
		)
		for name, unit, form in ENCLOSURES:
			row = {"enclosure_name": name, "quantity": 1, "unit": unit, "document_type": form}
			letter.append("enclosures", row)
		for style, text in TEXT:
			letter.append("body", {"style": style, "text": text.format(**places, contact=contact)})
		return letter.insert()


def write_twin(signed_in):
	"""Write this year's letter: dated some weeks ago, its first day over."""
	year = fiscal_year(getdate())
	name = frappe.db.get_value("Reporting Round", {"fiscal_year": year, "area": PROVINCE})
	dated = max(getdate(add_days(today(), -25)), fiscal_year_start(year))
	deadline = frappe.db.get_value("Reporting Round", name, "deadline")
	days = {"first": add_days(today(), -3), "second": add_days(today(), 120), "last": deadline}
	letter = write(signed_in, name, dated, days, circular=1)
	with signed_in("province2"):
		letter.append("items", {"item": REGISTER, "due": days["first"], "done_when": FREE})
		return letter.save()


def receive(signed_in, login: str, district: str, letter: str) -> str:
	"""Let a district receive the letter; return what stands in its register."""
	name = frappe.db.get_value("Incoming Letter", {"letter": letter, "area": district})
	with signed_in(login):
		handling.receive(name)
	return name


def answer(signed_in, login: str, district: str, letter: str, said: str | None) -> None:
	"""Let a district receive the letter, give it to somebody, and answer what it has done."""
	name = receive(signed_in, login, district, letter)
	item = frappe.db.get_value("Incoming Letter Item", {"parent": name, "done_when": FREE}, "idx")
	with signed_in(login):
		handling.remark(name, "เพื่อโปรดทราบและมอบผู้รับผิดชอบดำเนินการตามกำหนด")
		if said:
			handling.answer(name, item, note=said)


def write_by_mistake(signed_in, take) -> None:
	"""A letter that was issued twice: its number stays in the register, cancelled."""
	with signed_in("province2"):
		letter = frappe.get_doc(
			{
				"doctype": "Official Letter",
				"office": office_for(PROVINCE),
				"subject": "ขอเชิญประชุมคณะทำงานส่งเสริมศูนย์ประสานงานองค์การชุมชน",
				"receivers": [{"receiver_area": "3401", "way": "Inside the System"}],
				"body": [{"style": "Paragraph", "text": "ด้วยจังหวัดกำหนดประชุมคณะทำงาน จึงขอเชิญเข้าร่วมประชุม"}],
				**CONTACT,
			}
		).insert()
	take(letter, *WAY, ("governor", CANCELLED, "ออกซ้ำกับหนังสือฉบับก่อน"))


def enter_from_outside(signed_in) -> None:
	with signed_in("district2"):
		frappe.get_doc(
			{
				"doctype": "Incoming Letter",
				"area": "3401",
				"subject": "ขอความอนุเคราะห์วิทยากรอบรมผู้นำชุมชน",
				"sender": "องค์การบริหารส่วนตำบลตัวอย่าง",
				"their_number": "อบ 70001/45",
				"their_date": add_days(today(), -2),
				"addressed_to": "พัฒนาการอำเภอเมืองอุบลราชธานี",
			}
		).insert()


# what shows that a part is there, and the part
PARTS = (("Official Letter", {"province": PROVINCE}, load),)
