"""The lists of trainings and lessons, each entry with where it comes from, for admins to change, and the ladders."""

from con_center.approval import ladder
from con_center.learning.workflow import LADDERS
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

UBON = "ข่าวการประชุมเชิงปฏิบัติการ ศอช.จ.อุบลราชธานี วันที่ 13 มกราคม 2564"
THA_THAN = "กรณี ศอช.ต.ท่าถ่าน พ.ศ. 2551"
REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. 2551"


def _entries(field: str, named: tuple[tuple[str, str], ...]) -> list[dict]:
	return [{field: name, "rank": n * 10, "provenance": source} for n, (name, source) in enumerate(named, 1)]


SUBJECTS = _entries(
	"subject_name",
	(
		(REGULATION, UBON),
		("ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนและประสานแผนพัฒนาพื้นที่ในระดับอำเภอและตำบล พ.ศ. 2562", UBON),
		("บทบาท ภารกิจ และโครงสร้างของ ศอช.", UBON),
		("แผนชุมชน แผนพัฒนาตำบล และการเชื่อมโยงแผน", UBON),
		("การจัดการความขัดแย้งและการไกล่เกลี่ยข้อพิพาท", THA_THAN),
		("ระบบมาตรฐานงานชุมชน", THA_THAN),
		("การจัดตั้งและขับเคลื่อน ศอช.", THA_THAN),
		("การขจัดความยากจนและการช่วยเหลือครัวเรือนเป้าหมาย", "ข่าวการประชุม ศอช.จ. ทั่วประเทศ วันที่ 26 พฤศจิกายน 2564"),
		("จิตอาสาและจิตสาธารณะ", UNCONFIRMED),
	),
)
SUBJECTS[0]["about_regulation"] = 1

CHANNELS = _entries(
	"channel_name",
	(
		("วิทยุชุมชน", THA_THAN),
		("บอร์ดประชาสัมพันธ์", THA_THAN),
		("หอกระจายข่าว", UNCONFIRMED),
		("เพจหรือเว็บไซต์", UBON),
		("กลุ่มไลน์", "หนังสือจังหวัดอุบลราชธานี ที่ อบ 0019/05514 ลงวันที่ 2 พฤศจิกายน 2566"),
		("เวทีประชาคม", THA_THAN),
		("โทรทัศน์หรือการถ่ายทอดสด", "ข่าวการประชุม ศอช.จ. ทั่วประเทศ วันที่ 26 พฤศจิกายน 2564"),
		("เอกสารแจก", UNCONFIRMED),
	),
)

MARKS, WORDS = "Marks from 1 to 5", "Words"
EVALUATION_FORMS = [
	{
		"form_name": "แบบประเมินผลการอบรม",
		"is_default": 1,
		"provenance": UNCONFIRMED,
		"questions": [
			{"question": "เนื้อหาตรงกับงานที่ทำ", "kind": MARKS},
			{"question": "วิทยากรถ่ายทอดเข้าใจง่าย", "kind": MARKS},
			{"question": "นำไปใช้ในพื้นที่ได้", "kind": MARKS},
			{"question": "สถานที่และระยะเวลาเหมาะสม", "kind": MARKS},
			{"question": "สิ่งที่อยากให้ปรับปรุง", "kind": WORDS},
		],
	}
]

# the parts of the lesson of ศอช.ต.ท่าถ่าน, and SWOT as the workshop of จ.อุบลราชธานี has it
LESSON_TEMPLATES = [
	{
		"template_name": "แบบสรุปบทเรียน ศอช.",
		"is_default": 1,
		"provenance": f"หัวข้อตาม{THA_THAN}; จุดแข็ง จุดอ่อน โอกาส อุปสรรค ตาม{UBON}; ข้อความนำ: {UNCONFIRMED}",
		"occasion": "เป็นการแก้ปัญหาเกี่ยวกับ ……",
		"story": "เริ่มจาก ……\nต่อมา ……\nในที่สุด ……",
		"knowledge_assets": "1. ……\n2. ……",
		"core_knowledge": "1. ……\n2. ……",
		"strategies": "วัตถุประสงค์ ……\nขั้นตอน ……",
		"results": "ผลสำเร็จ ……\nการนำไปใช้ประโยชน์ ……",
		"problems": "1. ……",
		"suggestions": "1. ……",
		"concepts": "ระเบียบ แนวคิด ทฤษฎีที่เกี่ยวข้อง ……",
	}
]

SETTINGS = {
	"registration_remind_days": 3,
	"registration_provenance": f"จำนวนวันเตือนก่อนปิดลงทะเบียน: {UNCONFIRMED}",
}
SEEDS = {
	"learning subjects": lambda: insert_missing("Learning Subject", SUBJECTS),
	"publicity channels": lambda: insert_missing("Publicity Channel", CHANNELS),
	"evaluation forms": lambda: insert_missing("Evaluation Form", EVALUATION_FORMS),
	"lesson templates": lambda: insert_missing("Lesson Template", LESSON_TEMPLATES),
	"learning settings": lambda: fill_settings(SETTINGS),
	"learning workflows": lambda: ladder.seed_all(LADDERS),
}
