"""Every wrong entry that a form can be given: a message in Thai names the field, and nothing is half-saved."""

import datetime

import frappe
from frappe import _

from con_center.committees.factories import make_members
from con_center.entry import check
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_center, make_officer, signed_in
from con_center.tests.case import CONTestCase

ORGANIZATION = {
	"doctype": "Community Organization",
	"organization_name": "กลุ่มทดสอบ",
	"organization_type": "กลุ่มสตรี",
	"area": OWN["sub_district"],
}
COMMITTEE = {
	"doctype": "Committee",
	"center": OWN["sub_district"],
	"kind": "Center Committee",
	"term_start": "2026-01-01",
}
CENTER = {"doctype": "CON Center", "area": "340105"}
ASSIGNMENT = {
	"doctype": "Officer Assignment",
	"user": "Administrator",
	"officer_name": "นายทดสอบ",
	"position": "นายอำเภอ",
	"area": OWN["district"],
	"from_date": "2026-01-01",
}
COUNTER = {
	"doctype": "Number Counter",
	"issuer": OWN["district"],
	"kind": "Order",
	"year": 2571,
	"start_at": 1,
}

PLAN = {
	"doctype": "Action Plan",
	"center": "240601",
	"fiscal_year": FISCAL_YEAR,
	"activities": [{"kind": "จัดฝึกอบรม", "activity_name": "ฝึกอบรม", "november": 1, "responsible": "เลขานุการ"}],
	"budgets": [{"activity_number": "1", "source": "กรมการพัฒนาชุมชน", "amount": 100}],
}
PROJECT = {
	"doctype": "Plan Project",
	"project_name": "ขุดลอกคลอง",
	"area": OWN["sub_district"],
	"fiscal_year": FISCAL_YEAR,
	"problem": "น้ำไม่พอ",
	"aim": "มีน้ำใช้",
	"way": "Do Together",
	"side": "เศรษฐกิจ",
}
MEETING = {
	"doctype": "Meeting",
	"center": "340104",
	"kind": "Forum",
	"starts_on": "2026-01-15 09:00:00",
}
ASSESSMENT = {"doctype": "Assessment", "center": "340104", "fiscal_year": 2568, "round": 1}
TRAINING = {
	"doctype": "Training",
	"training_title": "อบรมระเบียบ ศอช.",
	"kind": "Training",
	"area": OWN["district"],
	"starts_on": "2026-01-15",
	"sessions": [{"session_date": "2026-01-15", "topic": "ระเบียบ"}],
}
LESSON = {
	"doctype": "Lesson",
	"lesson_title": "ตลาดชุมชน",
	"area": OWN["sub_district"],
	"subject": "จิตอาสาและจิตสาธารณะ",
}
PUBLICITY = {
	"doctype": "Publicity",
	"subject_text": "เชิญร่วมเวที",
	"area": OWN["sub_district"],
	"channel": "วิทยุชุมชน",
	"made_known_on": "2026-01-15",
}
BY_LAW = {"doctype": "By-law", "center": "340104", "subject": "การดำเนินงาน", "clauses": [{"text": "ก"}]}
APPLICATION = {
	"doctype": "Membership Application",
	"center": "340104",
	"organization_name": "กลุ่มทดสอบ",
	"organization_type": "กลุ่มสตรี",
}
PARTNER = {
	"doctype": "Partner",
	"partner_name": "โรงเรียนทดสอบ",
	"kind": "State Agency",
	"area": OWN["sub_district"],
}
COOPERATION = {"doctype": "Cooperation", "center": "340104", "aim": "ทำแผน"}
VISIT = {"doctype": "Support Visit", "center": "340104", "visited_on": "2026-01-15", "found": "ก"}
FUND = {"doctype": "Center Fund", "center": "340104", "fund_name": "กองทุนทดสอบ", "kind": "Welfare"}
FUND_ENTRY = {"doctype": "Fund Entry", "kind": "Money In", "what": "เงินสมทบ", "amount": 10}
FUND_ACCOUNT = {"doctype": "Fund Account", "fiscal_year": 2569}
SHARING = {"doctype": "Benefit Agreement", "center": "340104", "subject": "กำไร"}
JOINT_ACTIVITY = {
	"doctype": "Joint Activity",
	"center": "340104",
	"activity_name": "เวทีประชาคม",
	"held_on": "2026-01-15",
}
FIGURE = {
	"doctype": "Village Figure",
	"village": "34010403",
	"indicator": "HOUSEHOLDS",
	"year": 2568,
	"value": 5,
}


def activity(**values) -> list[dict]:
	return [{**PLAN["activities"][0], **values}]


def budget(**values) -> list[dict]:
	return [{**PLAN["budgets"][0], **values}]


def member(**values) -> list[dict]:
	return [{**make_members(1)[0], **values}]


# the document as it is right, what is typed wrong, the field that the message has to name
WRONG = [
	(ORGANIZATION, {"organization_name": ""}, "Organization Name"),
	(ORGANIZATION, {"organization_name": "ก" * 141}, "Organization Name"),
	(ORGANIZATION, {"organization_type": "ไม่มีประเภทนี้"}, "Type"),
	(ORGANIZATION, {"area": "999999"}, "Area"),
	(ORGANIZATION, {"area": OWN["district"]}, "Area"),
	(ORGANIZATION, {"area": ""}, "Area"),
	(ORGANIZATION, {"status": "อาจจะ"}, "Status"),
	(ORGANIZATION, {"capital": -1}, "Capital (Baht)"),
	(ORGANIZATION, {"capital": "มาก"}, "Capital (Baht)"),
	(ORGANIZATION, {"members_count": -3}, "Number of Members"),
	(ORGANIZATION, {"members_count": "สิบ"}, "Number of Members"),
	(ORGANIZATION, {"members_count": "2.5"}, "Number of Members"),
	(ORGANIZATION, {"established_on": "31/02/2026"}, "Established On"),
	(ORGANIZATION, {"established_on": "2026-13-45"}, "Established On"),
	(ORGANIZATION, {"established_on": "2801-01-01"}, "Established On"),
	(ORGANIZATION, {"established_on": "0026-01-01"}, "Established On"),
	(ORGANIZATION, {"phone": "โทรหาผู้ใหญ่บ้าน"}, "Phone"),
	(ORGANIZATION, {"phone": "12"}, "Phone"),
	(COMMITTEE, {"center": ""}, "Center"),
	(COMMITTEE, {"center": "000000"}, "Center"),
	(COMMITTEE, {"kind": "อื่น"}, "Kind"),
	(COMMITTEE, {"term_start": ""}, "Term From"),
	(COMMITTEE, {"term_start": "๒๕๖๙-๑๓-๐๑"}, "Term From"),
	(COMMITTEE, {"term_start": "ปีหน้า"}, "Term From"),
	(COMMITTEE, {"term_end": "2025-01-01"}, "Term Until"),
	(COMMITTEE, {"term_number": -1}, "Term No."),
	(COMMITTEE, {"forum_date": "2199-01-01"}, "Date of the Forum"),
	(COMMITTEE, {"forum_attendance": "ห้าสิบคน"}, "Number Present"),
	(COMMITTEE, {"members": member(last_name="")}, "Last Name"),
	(COMMITTEE, {"members": member(role="")}, "Committee Role"),
	(COMMITTEE, {"members": member(role="ไม่มีคำนี้")}, "Committee Role"),
	(COMMITTEE, {"members": member(phone="ไม่มี")}, "Phone"),
	(COMMITTEE, {"members": member(status="Left")}, "Left On"),
	(COMMITTEE, {"members": member(joined_on="2801-01-01")}, "Joined On"),
	(COMMITTEE, {"members": member() * 2}, "Members"),
	(CENTER, {"area": ""}, "Area"),
	(CENTER, {"area": "34010101"}, "Area"),
	(CENTER, {"email": "ไม่ใช่อีเมล"}, "Email"),
	(CENTER, {"established_on": "2199-01-01"}, "Established On"),
	(ASSIGNMENT, {"user": "nobody@nowhere.example"}, "Officer"),
	(ASSIGNMENT, {"area": OWN["province"]}, "Area"),
	(ASSIGNMENT, {"to_date": "2025-01-01"}, "Until"),
	(ASSIGNMENT, {"capacity": "On Behalf Of"}, "Acting For the Position"),
	(ASSIGNMENT, {"officer_name": ""}, "Name on Letters"),
	(COUNTER, {"year": 2026}, "Year (Buddhist Era)"),
	(COUNTER, {"start_at": 0}, "First Number"),
	(COUNTER, {"start_at": "หนึ่ง"}, "First Number"),
	(PLAN, {"center": ""}, "Center"),
	(PLAN, {"fiscal_year": "ปีหน้า"}, "Fiscal Year"),
	(PLAN, {"fiscal_year": ""}, "Fiscal Year"),
	(PLAN, {"activities": []}, "Activities"),
	(PLAN, {"activities": activity(kind="ไม่มีประเภทนี้")}, "Kind of Activity"),
	(PLAN, {"activities": activity(activity_name="")}, "Activity"),
	(PLAN, {"activities": activity(target_quantity=-1)}, "Target"),
	(PLAN, {"activities": activity(target_quantity="มาก")}, "Target"),
	(PLAN, {"budgets": budget(amount=-5)}, "Amount (Baht)"),
	(PLAN, {"budgets": budget(amount="ร้อยบาท")}, "Amount (Baht)"),
	(PLAN, {"budgets": budget(amount="0.005")}, "Amount (Baht)"),
	(PLAN, {"budgets": budget(source="กระเป๋าตัวเอง")}, "Source"),
	(PLAN, {"budgets": budget(activity_number="7")}, "Activity"),
	(PROJECT, {"project_name": ""}, "Project"),
	(PROJECT, {"area": OWN["district"]}, "Sub-district"),
	(PROJECT, {"village": "24060601"}, "Village of Origin"),
	(PROJECT, {"way": "อื่น"}, "Way of Doing"),
	(PROJECT, {"side": "ไม่มีด้านนี้"}, "Side"),
	(MEETING, {"center": ""}, "Center"),
	(MEETING, {"kind": "ลับ"}, "Kind"),
	(MEETING, {"starts_on": "พรุ่งนี้ 9 โมง"}, "Begins"),
	(MEETING, {"starts_on": "2801-01-15 09:00:00"}, "Begins"),
	(MEETING, {"ends_on": "2026-01-14 09:00:00"}, "Ends"),
	(MEETING, {"others_count": -1}, "Others, Counted Only"),
	(MEETING, {"agenda": [{"part": "Other Matters", "subject": ""}]}, "Subject"),
	(ASSESSMENT, {"center": ""}, "Center"),
	(ASSESSMENT, {"center": OWN["district"]}, "Center"),
	(ASSESSMENT, {"round": 0}, "Round"),
	(ASSESSMENT, {"round": 9}, "Round"),
	(ASSESSMENT, {"scores": [{"code": "1", "self_score": "ดีมาก"}]}, "Self-assessed"),
	(TRAINING, {"training_title": ""}, "Title"),
	(TRAINING, {"area": ""}, "Organised By"),
	(TRAINING, {"starts_on": "เช้าวันจันทร์"}, "First Day"),
	(TRAINING, {"ends_on": "2026-01-14"}, "Last Day"),
	(TRAINING, {"ends_on": "2026-12-14"}, "Last Day"),
	(TRAINING, {"registration_until": "2026-02-01"}, "Registration Until"),
	(TRAINING, {"sessions": [{"session_date": "2026-02-01", "topic": "ระเบียบ"}]}, "Sessions of the Training"),
	(TRAINING, {"sessions": [{"session_date": "2026-01-15", "topic": ""}]}, "Topic"),
	(TRAINING, {"subjects": [{"subject": "ไม่มีเรื่องนี้"}]}, "Subject"),
	(TRAINING, {"certificate_percent": 120}, "Sessions for a Certificate (%)"),
	(TRAINING, {"target_people": -1}, "People Expected"),
	(TRAINING, {"planned_budget": "มาก"}, "Planned (Baht)"),
	(TRAINING, {"way": "โทรจิต"}, "How It Is Held"),
	(TRAINING, {"video_address": "javascript:alert(1)"}, "Address of the Video Conference"),
	(LESSON, {"lesson_title": ""}, "Lesson"),
	(LESSON, {"area": ""}, "Area"),
	(LESSON, {"subject": "ไม่มีเรื่องนี้"}, "Subject"),
	(PUBLICITY, {"channel": "นกพิราบ"}, "Channel"),
	(PUBLICITY, {"made_known_on": "2099-01-01"}, "First Day"),
	(PUBLICITY, {"until": "2026-01-14"}, "Until"),
	(PUBLICITY, {"audience": -1}, "People Reached"),
	(BY_LAW, {"center": ""}, "Center"),
	(BY_LAW, {"clauses": [{"text": " "}]}, "Clauses"),
	(BY_LAW, {"effective_on": "ปีหน้า"}, "In Force From"),
	(APPLICATION, {"organization_name": ""}, "Organization Name"),
	(APPLICATION, {"center": OWN["district"]}, "Center"),
	(APPLICATION, {"applied_on": "2099-01-01"}, "Applied On"),
	(APPLICATION, {"members_count": -1}, "Number of Members"),
	(APPLICATION, {"phone": "ไม่มี"}, "Phone"),
	(PARTNER, {"kind": "ญาติ"}, "Kind"),
	(PARTNER, {"area": ""}, "Area"),
	(PARTNER, {"phone": "12"}, "Phone"),
	(COOPERATION, {}, "Partner"),
	(COOPERATION, {"from_date": "ไม่ทราบ"}, "From"),
	(VISIT, {"found": ""}, "What Was Found"),
	(VISIT, {"visited_on": "2099-01-01"}, "Visited On"),
	(VISIT, {"next_visit_on": "2026-01-01"}, "Next Visit"),
	(FUND, {"fund_name": ""}, "Name of the Fund"),
	(FUND, {"kind": "ลับ"}, "Kind"),
	(FUND, {"members_count": -1}, "Number of Members"),
	(FUND, {"treasurer": "นาย ก", "auditor": "นาย ก"}, "Auditor"),
	(FUND_ENTRY, {}, "Fund"),
	(FUND_ACCOUNT, {}, "Fund"),
	(SHARING, {"shares": [{"purpose": "สมาชิก", "percent": 0}]}, "Shares"),
	(SHARING, {"effective_on": "ปีหน้า"}, "In Force From"),
	(JOINT_ACTIVITY, {}, "Cooperation"),
	(JOINT_ACTIVITY, {"held_on": ""}, "Held On"),
	(FIGURE, {"village": "999"}, "Village (Code)"),
	(FIGURE, {"year": 3000}, "Year (Buddhist Era)"),
	(FIGURE, {"value": "มาก"}, "Value"),
	(FIGURE, {"indicator": "ไม่มี"}, "Figure"),
]


class TestWrongEntries(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for area in ("240601", "340104", OWN["district"]):
			make_center(area)

	def setUp(self):
		super().setUp()
		self.speak_thai()

	def test_each_is_answered_in_thai_with_its_field_and_nothing_is_saved(self):
		for right, wrong, field in WRONG:
			with self.subTest(doctype=right["doctype"], wrong=wrong):
				before = self.count(right["doctype"])
				message = self.refusal({**right, **wrong})
				self.assertTrue(any(name in message for name in self.names(right["doctype"], field)), message)
				self.assertRegex(message, "[ก-๙]{4}")
				self.assertEqual(self.count(right["doctype"]), before)

	def names(self, doctype: str, field: str) -> set[str]:
		"""Return what a field is called: words of two meanings are translated by the DocType they stand in."""
		tables = [f.options for f in frappe.get_meta(doctype).get_table_fields()]
		return {_(field), *(_(field, context=table) for table in (doctype, *tables))}

	def refusal(self, values: dict) -> str:
		frappe.clear_messages()
		frappe.db.savepoint("wrong_entry")
		try:
			with self.assertRaises(frappe.ValidationError) as refused:
				frappe.get_doc(values).insert()
			# mandatory fields are named in the message, not in the exception
			return f"{refused.exception} {[frappe.parse_json(log) for log in frappe.local.message_log]}"
		finally:
			frappe.db.rollback(save_point="wrong_entry")

	def count(self, doctype: str) -> int:
		tables = [doctype, *(f.options for f in frappe.get_meta(doctype).get_table_fields())]
		return sum(frappe.db.count(table) for table in tables)

	def test_thai_digits_are_digits(self):
		made = frappe.get_doc(
			{**ORGANIZATION, "capital": "๔๕,๐๐๐.๕๐", "members_count": "๒๔", "phone": "๐๘๑-๒๓๔-๕๖๗๘"}
		).insert()
		self.assertEqual((made.capital, made.members_count, made.phone), (45000.50, 24, "081-234-5678"))

	def test_dates_are_read_as_they_are_typed_and_of_either_era(self):
		for text in ("2569-01-05", "5/1/2569", "5-1-69", "5 ม.ค. 69", "๕/๑/๒๕๖๙", "2026-01-05"):
			made = frappe.new_doc("Community Organization", established_on=text)
			check(made)
			self.assertEqual(made.established_on, datetime.date(2026, 1, 5), text)
		meeting = frappe.new_doc("Meeting", starts_on="5 ม.ค. 69 9.30 น.")
		check(meeting)
		self.assertEqual(meeting.starts_on, datetime.datetime(2026, 1, 5, 9, 30))

	def test_a_fiscal_year_of_the_common_era_is_understood(self):
		for text in (2026, "2026", "๒๐๒๖", 2569, "๒๕๖๙"):
			plan = frappe.new_doc("Action Plan", fiscal_year=text)
			check(plan)
			self.assertEqual(plan.fiscal_year, 2569, text)

	def test_times_are_read_as_frappe_sends_them_back(self):
		meeting = frappe.new_doc("Meeting", opened_at="9:3:1.493673")
		check(meeting)
		self.assertEqual(meeting.opened_at, "09:03:01")

	def test_another_areas_documents_cannot_be_linked_into_ones_own(self):
		make_center(OTHER["sub_district"])
		with signed_in(make_officer("officer")), self.assertRaises(frappe.PermissionError):
			frappe.get_doc({**COMMITTEE, "center": OTHER["sub_district"]}).insert()
