"""The printed invitation and minutes: what stands in them, in which order, and that it can be read back."""

import re
import subprocess

import frappe
from frappe.utils import add_days, today

from con_center import thai
from con_center.meetings.doctype.meeting.test_meeting import (
	AREA,
	HOME,
	MeetingTestCase,
	make_current_committee,
	make_meeting,
	record,
	step,
)
from con_center.organization.factories import make_officer, signed_in
from con_center.printing import engine
from con_center.printing.test_formats import previewed, printed
from con_center.printing.test_pdf_text import binary, dense, poppler_text

ITEM = {
	"discussion": "เลขานุการเสนอแผนปฏิบัติการ จำนวน 8 กิจกรรม",
	"resolution": "เห็นชอบแผนปฏิบัติการประจำปี",
	"votes_for": 7,
	"votes_against": 1,
	"follow_up": "ส่งแผนให้อำเภอ",
	"responsible": "นายทดสอบ1 ถ้อยแถลง",
}


class TestFormats(MeetingTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		binary()
		engine.install()

	def assertInOrder(self, text: str, *parts: str):
		text, place = dense(text), -1
		for part in parts:
			found = text.find(dense(part), place + 1)
			self.assertGreater(found, place, f"{part}\n{text}")
			place = found

	def closed(self, present: int = 8, **item):
		meeting = step(make_meeting(), "convene", "hold")
		with signed_in(make_officer("district", HOME)):
			meeting.attendance[8].update({"status": "Excused", "reason": "ติดราชการ"})
			meeting.attendance[1].update({"status": "Proxy", "proxy_name": "นางแทน ตัวจริง"})
			meeting.append("guests", {"full_name": "นายแขก รับเชิญ", "position": "ปลัด อบต."})
		meeting = record(meeting, present, **{**ITEM, **item}, due_date=add_days(today(), 30))
		meeting.attendance[1].update({"status": "Proxy", "proxy_name": "นางแทน ตัวจริง"})
		meeting.attendance[8].update({"status": "Excused", "reason": "ติดราชการ"})
		meeting.update({"opened_at": "09:30", "closed_at": "12:05"})
		with signed_in(make_officer("district", HOME)):
			meeting.save()
		return step(meeting, "close")

	def test_minutes_have_their_parts_in_order(self):
		meeting = self.closed()
		with signed_in(make_officer("district", HOME)):
			data = printed(meeting, "Meeting Minutes")
		text = poppler_text(data)
		self.assertInOrder(
			text,
			"รายงานการประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบล",
			f"ครั้งที่ {thai.thai_digits(meeting.number)}",
			f"เมื่อ{thai.thai_date(meeting.meeting_date, weekday=True)} เวลา ๐๙.๓๐ น.",
			"ณ ศาลาประชาคม",
			"ผู้มาประชุม",
			"ประธานกรรมการ",
			"นางแทน ตัวจริง",
			"มาประชุมแทน",
			"ผู้ไม่มาประชุม",
			"(ติดราชการ)",
			"ผู้เข้าร่วมประชุม",
			"นายแขก รับเชิญ",
			"ปลัด อบต.",
			"เริ่มประชุมเวลา ๐๙.๓๐ น.",
			"มีกรรมการมาประชุม ๘ คน จากทั้งหมด ๙ คน ครบองค์ประชุม",
			"ประธานกล่าวเปิดประชุมและดำเนินการประชุมตามระเบียบวาระ ดังนี้",
			"ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
			"ไม่มี",
			"ระเบียบวาระที่ ๔ เรื่องเพื่อพิจารณา",
			"๔.๑ แผนปฏิบัติการประจำปี",
			"จำนวน ๘ กิจกรรม",
			"มติที่ประชุม",
			"เห็นชอบแผนปฏิบัติการประจำปี",
			f"(มติที่ {thai.thai_digits(meeting.agenda[-1].resolution_number)})",
			"คะแนนเสียง เห็นชอบ ๗ เสียง ไม่เห็นชอบ ๑ เสียง",
			"การดำเนินการ: ส่งแผนให้อำเภอ มอบหมาย นายทดสอบ๑ ถ้อยแถลง",
			"ระเบียบวาระที่ ๕",
			"เลิกประชุมเวลา ๑๒.๐๕ น.",
			"ผู้จดรายงานการประชุม",
			"ผู้ตรวจรายงานการประชุม",
		)
		self.assertIn(dense("ร่าง ยังไม่ได้รับรอง"), dense(text))
		# only the invented names hold a digit
		self.assertNotRegex(re.sub("ทดสอบ[0-9]", "", dense(text)), "[0-9]")
		self.assertNotIn("ไม่ครบองค์ประชุม", dense(text))

	def test_what_was_decided_without_a_quorum_says_so(self):
		text = dense(previewed_text(self.closed(present=3, votes_for=3, votes_against=0)))
		self.assertIn(dense("หมายเหตุ: มตินี้เกิดขึ้นขณะไม่ครบองค์ประชุม"), text)

	def test_adopted_minutes_are_no_draft_any_more(self):
		first = self.closed()
		second = step(make_meeting(days_ago=0), "convene", "hold")
		next(row for row in second.agenda if row.minutes_of).outcome = "Adopted"
		second = step(record(second, 9), "close")
		text = dense(previewed_text(frappe.get_doc("Meeting", first.name)))
		self.assertNotIn("ร่างยังไม่ได้รับรอง", text)
		# the next meeting tells of it, not the minutes themselves
		self.assertNotIn(f"ครั้งที่{thai.thai_digits(second.number)}", text)
		told = dense(previewed_text(frappe.get_doc("Meeting", second.name)))
		self.assertIn(dense(f"รับรองรายงานการประชุม ครั้งที่ {thai.thai_digits(first.number)}"), told)
		self.assertIn(dense("มติที่ประชุม รับรองรายงานการประชุม"), told)

	def test_nothing_is_said_twice_and_each_item_ends_in_words_of_the_meeting(self):
		first = self.closed()
		task = frappe.get_doc("Meeting Task", {"meeting": first.name})
		second = step(make_meeting(days_ago=0), "convene", "hold")
		second.follow_ups[0].update({"task": task.name, "status": "Done", "progress": "ดำเนินการแล้ว"})
		for row in second.agenda:
			row.outcome = "Adopted" if row.minutes_of else "Noted"
		second.append(
			"agenda",
			{
				"part": "Chair's Notices",
				"subject": "นโยบาย",
				"outcome": "Noted",
				"resolution": "ที่ประชุมรับทราบ",
			},
		)
		second = step(record(second, 9), "close")
		text = dense(previewed_text(frappe.get_doc("Meeting", second.name)))
		self.assertEqual(text.count("ดำเนินการแล้ว"), 1)
		self.assertNotIn("ที่ประชุมที่ประชุม", text)
		self.assertNotIn("รับทราบรับทราบ", text)
		self.assertEqual(text.count("ที่ประชุมรับทราบ"), sum(row.outcome == "Noted" for row in second.agenda) + 1)

	def test_who_checked_is_named_as_the_settings_say(self):
		meeting = self.closed()
		self.assertIn("ผู้ตรวจรายงานการประชุม", previewed_text(meeting))
		self.change_settings(minutes_name_checker=0)
		self.assertNotIn("ผู้ตรวจรายงานการประชุม", previewed_text(meeting))

	def test_the_invitation_is_a_letter_with_its_agenda(self):
		meeting = make_meeting(days_ago=-5, agenda=[{"part": "For Consideration", "subject": "แผนปี 2570"}])
		meeting = step(meeting, "convene")
		with signed_in(make_officer("district", HOME)):
			text = poppler_text(printed(meeting, "Meeting Invitation"))
		self.assertInOrder(
			text,
			"ที่",
			"ศูนย์ประสานงานองค์การชุมชนตำบล",
			thai.thai_date(today()),
			"เรื่อง ขอเชิญประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชน",
			"เรียน คณะกรรมการ",
			"สิ่งที่ส่งมาด้วย ระเบียบวาระการประชุม จำนวน ๑ ชุด",
			thai.thai_date(meeting.meeting_date, weekday=True),
			"เวลา ๐๙.๐๐ น. ณ ศาลาประชาคม",
			"จึงเรียนมาเพื่อโปรดเข้าร่วมประชุม",
			"ขอแสดงความนับถือ",
			"(นางทดสอบ0 ถ้อยแถลง)",
			"ประธานกรรมการ",
			"ระเบียบวาระการประชุม",
			"ระเบียบวาระที่ ๔ เรื่องเพื่อพิจารณา",
			"๔.๑ แผนปี ๒๕๗๐",
		)
		# only the invented names hold a digit
		self.assertNotRegex(re.sub("ทดสอบ[0-9]", "", dense(text)), "[0-9]")

	def test_the_letter_has_its_number_reference_phone_and_one_axis(self):
		meeting = make_meeting(days_ago=-5, invitation_reference="หนังสืออำเภอ ที่ อบ 0118/55\nหนังสือที่สอง")
		meeting = step(meeting, "convene")
		self.assertRegex(meeting.invitation_number, r"^\d+/25\d\d$")
		again = step(make_meeting(days_ago=-6), "convene")
		self.assertEqual(
			int(again.invitation_number.split("/")[0]), int(meeting.invitation_number.split("/")[0]) + 1
		)
		with signed_in(make_officer("district", HOME)):
			data = printed(meeting, "Meeting Invitation")
		self.assertInOrder(
			poppler_text(data),
			f"ที่ {thai.thai_digits(meeting.invitation_number)}",
			"อ้างถึง",
			"หนังสืออำเภอ ที่ อบ ๐๑๑๘/๕๕",
			"สิ่งที่ส่งมาด้วย",
			"ขอแสดงความนับถือ",
			"โทร.",
		)
		axes = [middle(data, words) for words in ("ขอแสดงความนับถือ", "(นางทดสอบ0", "ประธานกรรมการ")]
		self.assertAlmostEqual(axes[0], axes[2], delta=1.5)

	def test_each_receiver_gets_a_letter(self):
		meeting = step(make_meeting(days_ago=-5), "convene")
		with signed_in(make_officer("district", HOME)):
			pages = poppler_text(printed(meeting, "Meeting Invitation to Each")).split("\f")[:-1]
		self.assertEqual(len(pages), len(meeting.attendance) + 1)
		for page, row in zip(pages, meeting.attendance, strict=False):
			self.assertIn(dense(thai.thai_digits(f"เรียน {row.full_name} {row.committee_role}")), dense(page))
		self.assertIn("ระเบียบวาระการประชุม", dense(pages[-1]))

	def test_what_users_type_is_not_html(self):
		meeting = make_meeting(
			agenda=[{"part": "Other Matters", "subject": "<img src=x onerror=alert(1)> <b>ก</b>"}]
		)
		html = previewed(meeting, "Meeting Invitation") + previewed(meeting, "Meeting Minutes")
		self.assertNotIn("<img src=x", html)
		self.assertNotIn("<b>ก</b>", html)

	def test_a_forum_without_a_committee_prints(self):
		make_current_committee(AREA)
		meeting = make_meeting(kind="Forum", others_count=50, held_by="At a Place and by Video")
		meeting.set("committees", [])
		text = dense(previewed_text(meeting))
		self.assertIn(dense("ผู้เข้าร่วมอื่น จำนวน ๕๐ คน"), text)
		self.assertIn(dense("ประชุมทางไกล"), text)


def middle(data: bytes, words: str) -> float:
	"""Return the middle of words on the first page, in points from the left edge of the paper."""
	page = subprocess.run(
		["pdftotext", "-bbox", "-l", "1", "-", "-"], input=data, capture_output=True, check=True
	)
	found = re.findall(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>' + re.escape(words), page.stdout.decode())
	return sum(map(float, found[-1])) / 2


def previewed_text(meeting) -> str:
	return frappe.utils.strip_html(previewed(meeting, "Meeting Minutes"))
