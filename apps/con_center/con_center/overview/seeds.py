"""What an installation gets for measures of success and yearly reports: settings, the ladder, and a form.

What the measures ask of a center no source but seed 000 names, and that is no regulation; of the form none is known.
"""

from con_center.approval import ladder
from con_center.overview.measures import BLOG
from con_center.overview.workflow import LADDERS
from con_center.setup.seeding import UNCONFIRMED, fill_settings, insert_missing

SETTINGS = {
	"strong_percent": 80,
	"fewest_processes": 3,
	"plans_among_processes": 1,
	"fewest_joint_activities": 1,
	"fewest_trained": 1,
	"measures_provenance": (
		f"อย่างน้อย 3 กระบวนงาน โดยเฉพาะการบูรณาการการจัดทำแผนชุมชนระดับตำบลและอำเภอ: {BLOG}; "
		f"ร้อยละที่ถือว่าเข้มแข็ง การให้ต้องมีการบูรณาการทั้งสองแผน จำนวนกิจกรรมและจำนวนครั้งของแต่ละศูนย์: {UNCONFIRMED}"
	),
	"spirit_times": 3,
	"spirit_meetings": 1,
	"spirit_trainings": 1,
	"spirit_provenance": (
		"ไม่พบแหล่งอ้างอิงที่กำหนดว่าจิตสาธารณะนับอย่างไร ระบบนับผู้ที่มาร่วมด้วยตนเองตามจำนวนครั้งที่ตั้งไว้ "
		f"ค่าตั้งต้นมากกว่าการประชุมปีละ 2 ครั้งตามหน้าที่หนึ่งครั้ง: {UNCONFIRMED}"
	),
}

FORMS = [
	{
		"form_name": "แบบรายงานประจำปี ศอช. ของจังหวัด",
		"from_fiscal_year": 2551,
		"provenance": f"{UNCONFIRMED}: ไม่พบแบบรายงานประจำปีของจังหวัดในเอกสารใด; ตัวชี้วัดความสำเร็จ 5 ข้อตามบทความของสำนักงานพัฒนาชุมชนอำเภอครบุรี",
		"parts": [
			{
				"heading": "บทสรุป",
				"shows": "Key Figures",
				"text": "ในปีงบประมาณ {fiscal_year} จังหวัด{province} มีศูนย์ประสานงานองค์การชุมชน (ศอช.) ระดับตำบล {sub_centers} แห่ง และระดับอำเภอ {district_centers} แห่ง รวม {centers} แห่ง ใน {districts} อำเภอ\n"
				"มีคณะกรรมการอยู่ในวาระร้อยละ {in_office_percent} ประชุมครบร้อยละ {met_percent} มีแผนปฏิบัติการที่อนุมัติแล้วร้อยละ {plans_percent} ผลที่สำคัญสรุปได้ตามตาราง",
			},
			{
				"heading": "คณะกรรมการ",
				"text": "ศอช. {in_office} แห่ง จาก {centers} แห่ง (ร้อยละ {in_office_percent}) มีคณะกรรมการที่อยู่ในวาระ ในปีนี้ได้ปรับปรุงทะเบียนกรรมการระดับตำบล {sub_people} คน ระดับอำเภอ {district_people} คน และระดับจังหวัด {province_people} คน\n"
				"อำเภอที่ยังมีคณะกรรมการไม่ครบทุกแห่ง: {in_office_missing}",
			},
			{
				"heading": "การประชุมและการรายงาน",
				"text": "ศอช. {met} แห่ง (ร้อยละ {met_percent}) ประชุมคณะกรรมการครบ {needed_meetings} ครั้งต่อปี อำเภอที่ยังประชุมไม่ครบทุกแห่ง: {met_missing}\n"
				"อำเภอส่งรายงานความก้าวหน้าแล้ว {reports} อำเภอ จาก {reporters} อำเภอ อำเภอที่ยังไม่ส่ง: {reports_missing}",
			},
			{
				"heading": "แผนปฏิบัติการและงบประมาณ",
				"shows": "Progress of Plans",
				"text": "แผนปฏิบัติการที่อนุมัติแล้ว {plans} แผน (ร้อยละ {plans_percent}) ก้าวหน้าเฉลี่ยร้อยละ {progress} ใช้จ่าย {spent} บาท จากแผน {planned} บาท (ร้อยละ {spent_percent})\n"
				"อำเภอที่แผนยังไม่ครบทุกแห่ง: {plans_missing} ความก้าวหน้าเฉลี่ยรายอำเภอเป็นดังแผนภูมิ",
			},
			{
				"heading": "ผลการประเมินจัดระดับ",
				"shows": "Assessment Levels",
				"text": "ประเมินครั้งที่ {assessed_round} แล้ว {assessed} แห่ง จาก {sub_centers} แห่ง (ร้อยละ {assessed_percent}) {bands}\n"
				"อำเภอที่ยังประเมินไม่ครบ: {assessed_missing}",
			},
			{
				"heading": "แผนที่การดำเนินงาน",
				"shows": "Map of Documents",
				"text": "แต่ละช่องคืออำเภอหนึ่ง เรียงตามรหัสพื้นที่ สีเข้มหมายถึงสัดส่วนที่มากกว่า ตัวเลขคือจำนวนที่มี จากจำนวนทั้งหมด",
			},
			{
				"heading": "ตัวชี้วัดความสำเร็จ",
				"shows": "Measures of Success",
				"text": "ศอช. ที่ผ่านการประเมินเป็น ศอช. เข้มแข็งมี {measure_strong} แห่ง ({measure_strong_change}) และที่ประสานความร่วมมือกับภาคีครบตามเกณฑ์มี {measure_cooperation} แห่ง ({measure_cooperation_change}) ร่วมกิจกรรมกับภาคี {measure_joint_activities} กิจกรรม",
			},
			{
				"heading": "แนวโน้มของตัวชี้วัด",
				"shows": "Trend of the Measures",
				"text": "จำนวนในแต่ละปีงบประมาณย้อนหลังของทั้งจังหวัด",
			},
			{
				"heading": "ตัวชี้วัดรายอำเภอ",
				"shows": "Map of the Measures",
				"text": "ช่องของอำเภอระบายสีตามสัดส่วนของ ศอช. หรือตามจำนวน",
			},
			{
				"heading": "การเรียนรู้ การช่วยเหลือ และการไกล่เกลี่ย",
				"text": "จัดการฝึกอบรม ประชุมเชิงปฏิบัติการ และแลกเปลี่ยนเรียนรู้ {trainings} ครั้ง มีผู้เข้าร่วม {trained_people} คน เผยแพร่บทเรียน {lessons} เรื่อง และประชาสัมพันธ์ {publicity} ครั้ง\n"
				"ครัวเรือนเป้าหมาย {households} ครัวเรือน ได้รับความช่วยเหลือในปีนี้ {households_helped} ครัวเรือน {help_times} ครั้ง มูลค่า {help_value} บาท\n"
				"รับเรื่องไกล่เกลี่ยข้อพิพาท {disputes} เรื่อง ตกลงกันได้ {disputes_agreed} เรื่อง",
			},
			{"heading": "ข้อมูลรายอำเภอ", "shows": "Table of Districts", "text": ""},
			{"heading": "ปัญหา อุปสรรค และข้อเสนอแนะ", "text": "ปัญหาและอุปสรรค ……\nข้อเสนอแนะ ……"},
		],
	}
]

SEEDS = {
	"measures of success": lambda: fill_settings(SETTINGS),
	"yearly report workflow": lambda: ladder.seed_all(LADDERS),
	"yearly report forms": lambda: insert_missing("Yearly Report Form", FORMS),
}
