"""Trainings, lessons and publicity for the demo site: the workshop of Ubon and the national conference as the news tell of
them, on days of this year and with invented people; the lesson of Tha Than in its own words, without people's names.
"""

import frappe
from frappe.utils import add_days, today

from con_center.approval.meaning import IN_FORCE, PASSED, REVIEW
from con_center.learning import evaluating, importing, signing_in
from con_center.learning.seeds import REGULATION
from con_center.learning.signing_in import EVALUATE, MOST_NOTED, Shown
from con_center.learning.workflow import OPEN
from con_center.setup.demo_areas import DISTRICT, chance
from con_center.setup.demo_people import person

PROVINCE, COUNTRY, BANGKOK = "34", "00", "10"
THA_THAN = "240606"
COMMITTEE, OFFICERS, PARTNERS = "คณะกรรมการ ศอช.", "เจ้าหน้าที่พัฒนาชุมชน", "ภาคีเครือข่าย"
PLANS_RULE = "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนและประสานแผนพัฒนาพื้นที่ในระดับอำเภอและตำบล พ.ศ. 2562"
POVERTY = "การขจัดความยากจนและการช่วยเหลือครัวเรือนเป้าหมาย"
HEADS = ("คำนำหน้า", "ชื่อ", "นามสกุล", "จังหวัด", "อำเภอ", "กลุ่ม", "หน่วยงาน")
PEOPLE = 2145


def load_workshop(signed_in, take) -> None:
	"""The workshop of the province's center: 55 people, of the committee, of each district one officer, and partners."""
	day = add_days(today(), -40)
	with signed_in("province2"):
		training = frappe.get_doc(
			{
				"doctype": "Training",
				"training_title": "ประชุมเชิงปฏิบัติการสร้างความรู้ความเข้าใจเครือข่ายคณะกรรมการบริหาร ศอช.จ. จังหวัดอุบลราชธานี",
				"kind": "Workshop",
				"area": PROVINCE,
				"subjects": _subjects(
					REGULATION,
					PLANS_RULE,
					"บทบาท ภารกิจ และโครงสร้างของ ศอช.",
					"แผนชุมชน แผนพัฒนาตำบล และการเชื่อมโยงแผน",
				),
				"starts_on": day,
				"target_people": 55,
				"place": "โรงแรมในอำเภอเมืองอุบลราชธานี",
				"objective": "เพื่อสร้างความรู้ความเข้าใจแก่คณะกรรมการบริหาร ศอช.จ. ในการขับเคลื่อนแผนพัฒนาตำบล",
				"sessions": [
					_session(day, "09:00", "10:30", "วัตถุประสงค์ ภารกิจ หน้าที่ และโครงสร้างของ ศอช.จ."),
					_session(day, "10:45", "12:00", "ระเบียบ พ.ศ. 2551 และระเบียบ พ.ศ. 2562"),
					_session(day, "13:00", "14:30", "แนวทางการสนับสนุนแผนชุมชนและแผนพัฒนาตำบล"),
					_session(day, "14:45", "16:30", "แลกเปลี่ยนองค์ความรู้ ฝึกวิเคราะห์โครงการที่เชื่อมโยงสู่แผน"),
				],
				"speakers": [{"speaker_name": "วิทยากรจากสำนักงานพัฒนาชุมชนจังหวัด", "agency": "สพจ.อุบลราชธานี"}],
				"budget_source": "กรมการพัฒนาชุมชน",
				"planned_budget": 46500,
				"signatory_name": "นางสุดารัตน์ พัฒนะ",
				"signatory_position": "พัฒนาการจังหวัดอุบลราชธานี",
			}
		).insert()
	take(training, ("province2", OPEN))
	districts = frappe.get_all(
		"Area", {"parent_area": PROVINCE, "status": "Active"}, pluck="area_name", order_by="name"
	)
	rows = [_row("", "", COMMITTEE, "ศอช.จ.อุบลราชธานี") for _each in range(25)]
	rows += [_row("", name, OFFICERS, "สพอ.") for name in districts]
	rows += [_row("", "", PARTNERS, "ภาคีการพัฒนา") for _each in range(55 - len(rows))]
	with signed_in("province2"):
		_register(training, rows)
		_note_most(training, 96)
		_evaluate(training, 38)
		training.reload()
		training.update(
			{
				"spent": 45820,
				"result": "คณะกรรมการเข้าใจระเบียบและบทบาท และได้แลกเปลี่ยนจุดแข็ง จุดอ่อน โอกาส และอุปสรรคของ ศอช.",
			}
		)
		training.save()
	take(training, ("province2", IN_FORCE))


def load_conference(signed_in, take) -> None:
	"""The conference of all provinces by video: 2,145 people of 76 provinces, in one list."""
	day = add_days(today(), -75)
	with signed_in("central"):
		training = frappe.get_doc(
			{
				"doctype": "Training",
				"training_title": "ประชุมเชิงปฏิบัติการสร้างความรู้ความเข้าใจเครือข่ายคณะกรรมการบริหาร ศอช.จ. ทั่วประเทศ",
				"kind": "Workshop",
				"area": COUNTRY,
				"subjects": _subjects(PLANS_RULE, POVERTY),
				"starts_on": day,
				"target_people": PEOPLE,
				"way": "Video Conference",
				"objective": "เพื่อสร้างความรู้ความเข้าใจแก่คณะกรรมการบริหาร ศอช. ทุกระดับ และสนับสนุน ก.บ.ต. ในการบูรณาการแผนพัฒนาตำบล",
				"sessions": [
					_session(day, "09:00", "12:00", "การบูรณาการแผนพัฒนาตำบลและการเชื่อมโยงแผน (One Plan)"),
					_session(day, "13:00", "15:30", "การขจัดความยากจนและการช่วยเหลือครัวเรือนเป้าหมายใน 5 มิติ"),
				],
			}
		).insert()
	take(training, ("central", OPEN))
	names = frappe.get_all(
		"Area",
		{"level": "Province", "status": "Active", "name": ("!=", BANGKOK)},
		pluck="area_name",
		order_by="name",
	)
	groups = (COMMITTEE,) * 25 + (OFFICERS,) * 3 + (PARTNERS,)
	rows = []
	for number, name in enumerate(names):
		of_province = PEOPLE // len(names) + (number < PEOPLE % len(names))
		rows += [_row(name, "", group, f"ศอช.จ.{name}") for group in groups[:of_province]]
	with signed_in("central"):
		_register(training, rows)
		_note_most(training, 93)
	take(training, ("central", IN_FORCE))


def load_open_training(signed_in, take) -> None:
	"""A training of the district that is still to come: its sub-districts register their people."""
	day = add_days(today(), 16)
	with signed_in("district2"):
		training = frappe.get_doc(
			{
				"doctype": "Training",
				"training_title": "อบรมหลักสูตรพื้นฐานการจัดการความขัดแย้งด้วยสันติวิธี",
				"kind": "Training",
				"area": DISTRICT,
				"subjects": _subjects("การจัดการความขัดแย้งและการไกล่เกลี่ยข้อพิพาท"),
				"starts_on": day,
				"registration_until": add_days(today(), 9),
				"target_people": 40,
				"place": "หอประชุมที่ว่าการอำเภอเมืองอุบลราชธานี",
				"sessions": [
					_session(day, "09:00", "12:00", "การไกล่เกลี่ยข้อพิพาทในชุมชน"),
					_session(day, "13:00", "16:00", "กฎหมายในชีวิตประจำวัน"),
				],
			}
		).insert()
	take(training, ("district2", OPEN))
	with signed_in("officer"):
		for area in ("340101", "340104"):
			for _each in range(4):
				frappe.get_doc(
					{
						"doctype": "Training Participant",
						"training": training.name,
						"area": area,
						"participant_group": COMMITTEE,
						**person(),
					}
				).insert()


def load_lessons(signed_in, take) -> None:
	with signed_in("thathan.officer"):
		story = frappe.get_doc({"doctype": "Lesson", "area": THA_THAN, **THA_THAN_STORY}).insert()
	take(story, ("thathan.officer", REVIEW), ("thathan.district", PASSED), ("thathan.province", IN_FORCE))
	with signed_in("officer"):
		market, waste = (
			frappe.get_doc({"doctype": "Lesson", "area": area, **values}).insert()
			for area, values in (("340104", MARKET), ("340101", WASTE))
		)
	take(market, ("officer", REVIEW), ("district", PASSED), ("province", IN_FORCE))
	take(waste, ("officer", REVIEW))
	with signed_in("province2"):
		workshop = frappe.get_doc(
			{
				"doctype": "Lesson",
				"area": PROVINCE,
				"training": frappe.db.get_value("Training", {"area": PROVINCE}),
				**WORKSHOP,
			}
		).insert()
	take(workshop, ("province2", PASSED), ("province", IN_FORCE))
	plan = frappe.db.get_value("Action Plan", {"center": "340101", "docstatus": 1}, "name")
	with signed_in("officer"):
		frappe.get_doc(
			{
				"doctype": "Lesson Use",
				"lesson": story.name,
				"reference_doctype": "Action Plan",
				"reference_name": plan,
				"how": "วางแผนอบรมการไกล่เกลี่ยข้อพิพาทในชุมชน",
			}
		).insert()


def load_publicity(signed_in, take) -> None:
	for login, area, days_ago, channel, where, subject, reached in (
		("thathan.officer", THA_THAN, 30, "วิทยุชุมชน", "สถานีวิทยุชุมชนพนมสารคาม", "การลดความขัดแย้งในชุมชนเพื่อยุติคดีก่อนถึงศาล", 1200),
		("thathan.officer", THA_THAN, 28, "บอร์ดประชาสัมพันธ์", "ที่ทำการ ศอช.ต. ณ อบต.ท่าถ่าน", "กระบวนการไกล่เกลี่ยข้อพิพาท", 0),
		("officer", "340101", 12, "หอกระจายข่าว", "ทุกหมู่บ้านในตำบล", "เชิญร่วมเวทีประชาคมทบทวนแผนชุมชน", 600),
		("officer", "340104", 20, "เพจหรือเว็บไซต์", "เพจ อบต.", "ผลงานตลาดชุมชนของกลุ่มอาชีพ", 350),
		("province2", PROVINCE, 39, "เพจหรือเว็บไซต์", "เว็บไซต์ สพจ.อุบลราชธานี", "เสริมพลัง ศอช. ร่วมเป็นภาคีสำคัญในการขับเคลื่อนงานพัฒนาชุมชน", 900),
	):  # fmt: skip
		with signed_in(login):
			frappe.get_doc(
				{
					"doctype": "Publicity",
					"area": area,
					"subject_text": subject,
					"channel": channel,
					"where_text": where,
					"made_known_on": add_days(today(), -days_ago),
					"audience": reached,
				}
			).insert()


def _subjects(*names: str) -> list[dict]:
	return [{"subject": name} for name in names]


def _session(day, begins: str, ends: str, topic: str) -> dict:
	return {"session_date": day, "begins": begins, "ends": ends, "topic": topic}


def _row(province: str, district: str, group: str, agency: str) -> list[str]:
	who = person()
	return [who["title"], who["first_name"], who["last_name"], province, district, group, agency]


def _register(training, rows: list[list[str]]) -> None:
	text = "\n".join("\t".join(row) for row in (HEADS, *rows))
	importing.add(training.name, len(rows), text=text)


def _note_most(training, percent: int) -> None:
	"""Note who came to each session; some always miss one."""
	names = frappe.get_all("Training Participant", {"training": training.name}, pluck="name", order_by="code")
	for row in training.sessions:
		came = [name for n, name in enumerate(names) if chance(training.area, n, row.number) < percent]
		for start in range(0, len(came), MOST_NOTED):
			signing_in.note(training.name, row.number, came[start : start + MOST_NOTED])


def _evaluate(training, people: int) -> None:
	shown = Shown(training.name, 0, EVALUATE)
	codes = frappe.get_all(
		"Training Participant",
		{"training": training.name, "came": 1},
		pluck="code",
		order_by="code",
		limit=people,
	)
	words = {3: "ขอเวลาฝึกปฏิบัติมากขึ้น", 17: "อยากให้จัดที่อำเภอด้วย"}
	for n, code in enumerate(codes):
		marks = {q: str(5 - chance("mark", n, q) // 40) for q in range(1, 5)}
		evaluating.answer(shown, code, {**marks, 5: words.get(n, "")})


# the words of the lesson; who told it, and who took part, is left out
THA_THAN_STORY = {
	"lesson_title": "ขับเคลื่อนการดำเนินงานศูนย์ประสานงานองค์การชุมชนอย่างไรให้เข้มแข็ง",
	"subject": "การจัดตั้งและขับเคลื่อน ศอช.",
	"happened_in": "ปี พ.ศ. 2551",
	"place": "ต.ท่าถ่าน อ.พนมสารคาม จ.ฉะเชิงเทรา",
	"occasion": "แนวทางการดำเนินงาน ศอช.ต.",
	"story": "เริ่มแรกการประสานงานเป็นไปด้วยความล่าช้าเนื่องจากกลุ่มองค์กรยังไม่เข้าใจบทบาทหน้าที่ยังไม่มีจิตอาสา ต่อมามีการประชุมบ่อยขึ้นคณะกรรมการเริ่มเข้าใจในบทบาทมากขึ้นทำให้การดำเนินงานเป็นไปอย่างมีประสิทธิภาพ\n"
	"ผู้รับผิดชอบศึกษาระเบียบกระทรวงมหาดไทยว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. 2551 แล้วสร้างความเข้าใจในเวทีสาธารณะกับผู้นำชุมชน กลุ่ม องค์กร เครือข่าย ว่า ศอช. คืออะไร ได้ประโยชน์อะไร\n"
	"เวทีคัดเลือกคณะกรรมการ อำเภอรับรองผลการคัดเลือกโดยออกเป็นประกาศอำเภอ ประธานเรียกประชุมจัดทำแผนการดำเนินงาน จัดทำระเบียบข้อบังคับ และสำรวจกลุ่มองค์กรภายในตำบล\n"
	"ได้รับเลือกเป็นพื้นที่นำร่องด้านการจัดการความขัดแย้งของชุมชน คณะกรรมการได้รับการอบรมหลักสูตรพื้นฐานการจัดการความขัดแย้งด้วยสันติวิธี และทำงานร่วมกับศูนย์ยุติธรรมชุมชน\n"
	"ในที่สุดคณะกรรมการเข้าใจแนวทางแก้ไขปัญหาชุมชนโดยชุมชนเพื่อชุมชน ทำงานโดยมีแผนปฏิบัติการ ทำงานร่วมกับภาคี และจัดเวที ศอช.ต.สัญจร",
	"knowledge_assets": "1. ความร่วมมือขององค์กรต่าง ๆ ในชุมชน โดยการสมัครเข้าร่วมเป็นสมาชิกและเป็นคณะกรรมการ\n"
	"2. ประชาชนมีความรัก ความสามัคคี มีวินัยในตนเอง\n"
	"3. การบริหารงานเป็นไปอย่างโปร่งใสสามารถตรวจสอบได้\n"
	"4. คณะกรรมการ เจ้าหน้าที่ และสมาชิกมีความรับผิดชอบสูง\n"
	"5. ชุมชนมีความเข้าใจในบทบาทหน้าที่ของ ศอช.ต.\n"
	"6. มีตัวแทนภูมิปัญญาชาวบ้านในคณะกรรมการในการเผยแพร่ข่าวสาร วิชาชีพ กฎหมาย ศิลปะ วัฒนธรรม\n"
	"7. กองทุนหมู่บ้านให้ทุนในการกู้ยืมประกอบอาชีพได้อย่างแท้จริง\n"
	"8. มีศูนย์เรียนรู้ มีวิทยากรให้ความรู้ด้านวิชาชีพ\n"
	"9. กลุ่มสตรีร่วมทำกิจกรรมในการพัฒนาหมู่บ้าน\n"
	"10. กลุ่มฌาปนกิจช่วยเหลือเงินเบื้องต้นกับสมาชิกที่เสียชีวิต\n"
	"11. มีการถ่ายทอดความรู้ระหว่างเครือข่าย",
	"core_knowledge": "1. สร้างความพอใจ\n"
	"2. วิธีการยุติข้อพิพาทก่อนถึงศาลพิจารณาคดี\n"
	"3. จัดเวทีประชาพิจารณ์\n"
	"4. จัดหาคนกลางเพื่อไกล่เกลี่ย\n"
	"5. ความเชื่อมั่นในตนเอง\n"
	"6. คณะกรรมการเข้าใจในบทบาทหน้าที่\n"
	"7. การได้รับผลประโยชน์ร่วมกัน\n"
	"8. จัดเวทีการประชุมเดือนละ 1 ครั้ง และเข้ารับการอบรมจากหน่วยราชการ\n"
	"9. การระงับข้อพิพาทภายในหมู่บ้าน ตำบล ร่วมกับศูนย์ยุติธรรมชุมชน\n"
	"10. จัดทำระเบียบ ศอช.ต. ภายใต้ระเบียบกระทรวงมหาดไทย พ.ศ. 2551\n"
	"11. ส่งเสริมให้ชุมชนรู้กฎหมายเกี่ยวกับสิทธิพึงได้และกฎหมายประจำวัน\n"
	"12. สร้างให้เกิดการยอมรับโดยรับฟังความคิดเห็น เริ่มปลูกฝังตั้งแต่วัยเรียน\n"
	"13. ประกาศทางอำเภอแต่งตั้งคณะกรรมการ\n"
	"14. คำสั่งอำเภอแต่งตั้งคณะทำงานส่งเสริม",
	"strategies": "1. ประชุมชาวบ้าน ผู้นำ กลุ่มองค์กร เพื่อสร้างความเข้าใจถึงหลักการแนวทางดำเนินงาน\n"
	"2. ประชุมผู้แทนกลุ่มองค์กรเพื่อคัดเลือกคณะกรรมการบริหาร\n"
	"3. อำเภอประกาศรับรองผลการคัดเลือก\n"
	"4. คัดเลือกข้าราชการที่ปฏิบัติงานในพื้นที่และ อปท. เป็นคณะทำงานส่งเสริม\n"
	"5. ร่างระเบียบและกำหนดแผนปฏิบัติการ แล้วดำเนินการและติดตามตามแผน\n"
	"6. สรุปบทเรียนและประเมินผล",
	"results": "มีสถานที่ทำการ มีคณะกรรมการจาก 7 หมู่บ้าน และคณะทำงาน 25 คน มีแผนปฏิบัติงานประจำปี 8 กิจกรรม\n"
	"เป็นแบบอย่างในการขับเคลื่อน ศอช.ต. นำปัญหาในหมู่บ้านเสนอไว้เป็นแผนชุมชน และนำฐานข้อมูลไปใช้วางแผนพัฒนาตำบล",
	"problems": "1. การประสานงานกลุ่ม องค์กร หน่วยงานภาคีการพัฒนา\n2. การให้ข้อมูลของกลุ่มองค์กรไม่ชัดเจนในการจัดเก็บข้อมูล",
	"suggestions": "1. ทำงานร่วมกับอาสาพัฒนาชุมชนในการจัดเก็บข้อมูลให้เพียงพอ\n"
	"2. จัดเวทีประชาคมอย่างต่อเนื่อง\n"
	"3. เจ้าหน้าที่ติดตามความก้าวหน้าอย่างต่อเนื่อง\n"
	"4. มีการจัดการความรู้อย่างต่อเนื่อง\n"
	"5. ร่วมกันสรุปบทเรียน และเผยแพร่ประชาสัมพันธ์",
	"concepts": "การมีส่วนร่วม การทำงานเป็นทีม การจัดการความรู้ การบริหารจัดการ การสร้างเครือข่าย ระบบมาตรฐานงานชุมชน",
}
MARKET = {
	"lesson_title": "เปิดตลาดชุมชนร่วมกันของกลุ่มอาชีพห้าหมู่บ้าน",
	"subject": "แผนชุมชน แผนพัฒนาตำบล และการเชื่อมโยงแผน",
	"happened_in": "ปีงบประมาณก่อน",
	"occasion": "กลุ่มอาชีพต่างคนต่างขาย ผลิตภัณฑ์คล้ายกันและตัดราคากัน",
	"knowledge_assets": "1. ประชุมตกลงวันขายและชนิดสินค้าร่วมกัน\n2. ใช้ลานหน้าที่ทำการ ศอช.ต. เป็นตลาดกลาง",
	"core_knowledge": "1. ข้อตกลงแบ่งปันผลประโยชน์ที่ทุกกลุ่มลงชื่อ\n2. ให้กรรมการหมุนเวียนดูแลบัญชี",
	"strategies": "เริ่มจากเวทีประชาคม กำหนดกติกา แล้วทดลองสามเดือนก่อนบรรจุในแผน",
	"problems": "ฤดูทำนาคนขายน้อย",
	"suggestions": "เชื่อมกับแผนของ อบต. ตั้งแต่ต้นปี",
	"strengths": "กลุ่มอาชีพเข้มแข็ง",
	"weaknesses": "ยังไม่มีบรรจุภัณฑ์",
	"opportunities": "ถนนสายหลักผ่านตำบล",
	"threats": "ราคาวัตถุดิบขึ้นลง",
}
WASTE = {
	"lesson_title": "ธนาคารขยะที่สมาชิกดูแลกันเอง",
	"subject": "จิตอาสาและจิตสาธารณะ",
	"happened_in": "ปีนี้",
	"occasion": "ขยะในที่สาธารณะเพิ่มขึ้น",
	"knowledge_assets": "1. จุดรับซื้อทุกหมู่บ้าน\n2. เยาวชนจิตอาสาช่วยชั่งและจดบัญชี",
	"core_knowledge": "1. กำไรเข้ากองทุนสวัสดิการ\n2. ประกาศยอดทุกเดือนที่บอร์ด",
	"strengths": "โรงเรียนร่วมมือ",
	"threats": "ราคารับซื้อไม่แน่นอน",
}

# the workshop exchanged strengths, weaknesses, opportunities and obstacles; what was said there, the news does not tell
WORKSHOP = {
	"lesson_title": "แลกเปลี่ยนจุดแข็ง จุดอ่อน โอกาส และอุปสรรคของ ศอช. ในการขับเคลื่อนแผนพัฒนาตำบล",
	"subject": "แผนชุมชน แผนพัฒนาตำบล และการเชื่อมโยงแผน",
	"happened_in": "การประชุมเชิงปฏิบัติการของปีนี้",
	"occasion": "ทบทวนบทบาทของคณะกรรมการ ศอช.จ. และข้อเสนอแนะการดำเนินงานในปัจจุบัน",
	"knowledge_assets": "1. ตำบลที่จัดเวทีประชาคมตามห้วงเวลา ส่งแผนได้ทันแผนพัฒนาท้องถิ่น\n2. ใช้ข้อมูล จปฐ. กชช.2ค และ TPMAP เป็นเหตุผลของโครงการ",
	"core_knowledge": "1. เชื่อมแผนตำบลกับแผนอำเภอตั้งแต่ต้นปี\n2. กรรมการเป็นผู้ทรงคุณวุฒิใน ก.บ.ต. จึงติดตามโครงการได้",
	"suggestions": "จัดเวทีแลกเปลี่ยนเช่นนี้ที่อำเภอปีละครั้ง",
	"strengths": "กรรมการมาจากกลุ่มองค์กรทุกตำบล",
	"weaknesses": "กรรมการมีงานประจำ นัดประชุมยาก",
	"opportunities": "ระเบียบ พ.ศ. 2562 ให้ตำบลทำแผนเดียว",
	"threats": "ห้วงเวลาของแผนแต่ละระดับไม่ตรงกัน",
}

# what shows that a part is there, and the part
PARTS = (
	("Training", {"area": PROVINCE}, load_workshop),
	("Training", {"area": COUNTRY}, load_conference),
	("Training", {"area": DISTRICT}, load_open_training),
	("Lesson", {"area": THA_THAN}, load_lessons),
	("Publicity", {"area": THA_THAN}, load_publicity),
)
