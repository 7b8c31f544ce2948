"""The guides (public/guides) in the desk: each user's own, opened at the chapter of the page that he comes from."""

import re
from pathlib import Path

import frappe
from frappe import _

FOLDER = Path(frappe.get_app_path("con_center", "public", "guides"))
# of a user with several roles the first one
GUIDE_OF_ROLE = {
	"CON Sub-district Officer": "officer",
	"CON District Officer": "district",
	"CON Province Officer": "province",
	"CON District Signatory": "signatory",
	"CON Province Signatory": "signatory",
	"CON Central Officer": "province",
	"CON Administrator": "admin",
	"System Manager": "admin",
}
# those of the roles, and what else there is
GUIDES = tuple(
	dict.fromkeys(
		[*GUIDE_OF_ROLE.values(), *sorted(file.stem for file in FOLDER.glob("*.md") if file.stem != "README")]
	)
)
# what chapters are about (DocTypes, reports, pages of the desk), and the chapters, each by its guide and heading
CHAPTERS = (
	(("con-today",), {"officer": "ดูก่อนว่าวันนี้มีอะไรค้าง"}),
	(
		("Committee", "Appointment Order", "Community Organization"),
		{"officer": "คณะกรรมการและประกาศ", "district": "ตรวจสอบเรื่องที่เสนอมา", "signatory": "ลงนามใน 3 ขั้น"},
	),
	(("Waiting for Me",), {"district": "ตรวจสอบเรื่องที่เสนอมา", "signatory": "ลงนามใน 3 ขั้น"}),
	(("Meeting", "Meeting Task", "Meetings by Area"), {"officer": "การประชุม"}),
	(
		("Action Plan", "Activity Progress", "Plan Project", "Plan and Budget"),
		{"officer": "แผนปฏิบัติการและความก้าวหน้า", "district": "ส่งคืนแผนทีละกิจกรรม"},
	),
	(
		("Assessment", "assessment-grid", "District Assessment Confirmation", "Assessment Results"),
		{
			"officer": "ประเมินตนเอง",
			"district": "ให้คะแนนประเมินทั้งอำเภอในตารางเดียว",
			"province": "ยืนยันผลประเมินของอำเภอ",
		},
	),
	(
		("Progress Report", "Who Has Not Reported", "Progress Roll-up"),
		{"district": "รายงานความก้าวหน้าให้จังหวัด", "province": "ติดตามและรับรายงาน"},
	),
	(
		("Reporting Round",),
		{"province": "กำหนดรอบรายงานของจังหวัด", "admin": "กำหนดส่งรายงาน (Reporting Round)"},
	),
	(
		(
			"Official Letter",
			"Office",
			"Letter Receiver Group",
			"Register of Letters Sent",
			"CON Letters",
		),
		{"province": "ทำหนังสือและติดตามคำตอบ", "signatory": "ลงนามหนังสือ"},
	),
	(("Answers to Letters",), {"province": "ทำหนังสือและติดตามคำตอบ"}),
	(
		("Incoming Letter", "Register of Letters Received"),
		{"district": "ลงรับและตอบหนังสือ", "officer": "หนังสือที่ส่งต่อมา"},
	),
	(
		("By-law", "By-law Template"),
		{"officer": "ระเบียบของศูนย์", "district": "ระเบียบ ภาคี และข้อมูลชุมชน"},
	),
	(("Membership Application",), {"officer": "รับสมาชิก"}),
	(("Support Visit",), {"officer": "เยี่ยมและให้คำปรึกษาศูนย์", "district": "ระเบียบ ภาคี และข้อมูลชุมชน"}),
	(
		("Community Standard Entry",),
		{"officer": "มาตรฐานการพัฒนาชุมชน (มชช.)", "district": "ระเบียบ ภาคี และข้อมูลชุมชน"},
	),
	(
		("Center Fund", "Fund Entry", "Fund Account", "Benefit Agreement"),
		{"officer": "กองทุนและการแบ่งปันผลประโยชน์", "district": "ระเบียบ ภาคี และข้อมูลชุมชน"},
	),
	(
		("CON Community", "Partner", "Cooperation", "Joint Activity", "Cooperation by Center"),
		{"officer": "ภาคีและกิจกรรมร่วม", "district": "ระเบียบ ภาคี และข้อมูลชุมชน"},
	),
	(
		("Community Data Import", "Village Figure", "Community Figures"),
		{"officer": "ข้อมูลชุมชนรายหมู่บ้าน", "district": "ระเบียบ ภาคี และข้อมูลชุมชน"},
	),
	(("Membership Settings",), {"admin": "เปิดรับสมัครสมาชิกทางเว็บ"}),
	(("Community Indicator", "Cooperation Process", "Standard Aspect"), {"admin": "รายการให้เลือก"}),
	(
		("Target Household", "Help Plan", "Help Log", "CON Households"),
		{
			"officer": "ครัวเรือนเป้าหมายและการช่วยเหลือ",
			"district": "เห็นชอบแผนช่วยเหลือครัวเรือน",
			"province": "ตัวเลขครัวเรือนเป้าหมาย",
		},
	),
	(
		("Households and Help", "Household List"),
		{"province": "ตัวเลขครัวเรือนเป้าหมาย", "officer": "ครัวเรือนเป้าหมายและการช่วยเหลือ"},
	),
	(("Need Item", "Logbook Layout", "Case Opening"), {"admin": "ข้อมูลส่วนบุคคลของครัวเรือน"}),
	(
		("Dispute Case", "Dispute Kind", "Disputes in Numbers", "CON Disputes"),
		{
			"officer": "ไกล่เกลี่ยข้อพิพาท",
			"district": "ไกล่เกลี่ยข้อพิพาทและส่งต่อ",
			"signatory": "มอบเรื่องข้อพิพาทให้เจ้าหน้าที่คนใหม่",
		},
	),
	(("Disputes and Who Keeps Them",), {"signatory": "มอบเรื่องข้อพิพาทให้เจ้าหน้าที่คนใหม่"}),
	(
		(
			"Training",
			"Training Participant",
			"Training Certificates",
			"Training Evaluation",
			"Training by Group",
			"CON Learning",
		),
		{"district": "จัดอบรมและลงทะเบียนผู้เข้าร่วม"},
	),
	(("Never Trained",), {"province": "ใครยังไม่เคยได้รับการอบรม"}),
	(("Lesson", "Lesson Use", "Find Lessons", "Publicity"), {"officer": "สรุปบทเรียนและการประชาสัมพันธ์"}),
	(("Learning Subject", "Evaluation Form", "Lesson Template"), {"admin": "รายการของการอบรมและบทเรียน"}),
	(("CON Year",), {"district": "ดูภาพทั้งอำเภอ"}),
	(
		("Success Measures", "Centers by Success Measure", "People with Public Spirit"),
		{"province": "ตัวชี้วัดความสำเร็จของพื้นที่", "officer": "ตัวชี้วัดความสำเร็จของศูนย์"},
	),
	(("con-map",), {"province": "แผนที่"}),
	(("Yearly Report",), {"province": "รายงานประจำปีของจังหวัด", "signatory": "ลงนามใน 3 ขั้น"}),
	(("Yearly Report Form",), {"admin": "แบบรายงานประจำปีของจังหวัด"}),
	(("Notice Preference",), {"officer": "รับแจ้งทางกระดิ่ง อีเมล และ LINE"}),
	(("LINE Channel", "LINE Contact"), {"admin": "บัญชี LINE ของสำนักงาน"}),
	(("Officer Assignment",), {"province": "เจ้าหน้าที่ย้าย รักษาราชการแทน", "admin": "ผู้ใช้และสิทธิ"}),
	(
		("Substitution",),
		{
			"signatory": "ไม่อยู่: มอบหมายผู้ปฏิบัติแทน",
			"province": "เจ้าหน้าที่ย้าย รักษาราชการแทน",
			"admin": "ผู้ใช้และสิทธิ",
		},
	),
	(("Opinion",), {"signatory": "ขอความเห็นก่อนลงนาม"}),
	(("User", "Position", "Role"), {"admin": "ผู้ใช้และสิทธิ"}),
	(("CON Settings",), {"admin": "ข้อกำหนดที่ปรับได้: การตั้งค่า ศอช. (CON Settings)"}),
	(("Customize Form",), {"admin": "เพิ่มหรือซ่อนช่องในแบบฟอร์ม (Customize Form)"}),
	(("Workflow",), {"admin": "เปลี่ยนขั้นตอนอนุมัติ (Workflow)"}),
	(("Order Template", "Letter Template", "Print Format", "Letter Head"), {"admin": "ข้อความและใบพิมพ์"}),
	(("Issued File", "Office Seal"), {"admin": "ตราประทับดิจิทัลและการตรวจสอบเอกสาร"}),
	(("Assessment Template",), {"admin": "เกณฑ์ประเมิน (Assessment Template)"}),
)
BEGUN = "con_center_has_begun"


@frappe.whitelist()
def read(guide: str | None = None, about: str | None = None) -> dict:
	"""Return a guide as a page: guide, title, html, heading (of the chapter to open, or None) and others.

	guide: one of GUIDES, without it the user's own, or the one that has a chapter about `about`: a DocType, a report or
	a page of the desk. others: name and title of each guide.
	"""
	own = of_user()
	chapters = next((found for abouts, found in CHAPTERS if about in abouts), {})
	chosen = guide or (own if own in chapters else next(iter(chapters), own))
	if chosen not in GUIDES:
		frappe.throw(_("There is no such guide."), frappe.DoesNotExistError)
	return {
		"guide": chosen,
		"title": title(chosen),
		"html": as_page(text_of(chosen)),
		"heading": chapters.get(chosen),
		"others": [{"guide": each, "title": title(each)} for each in GUIDES],
	}


def of_user() -> str:
	roles = set(frappe.get_roles())
	return next((guide for role, guide in GUIDE_OF_ROLE.items() if role in roles), GUIDES[0])


def text_of(guide: str) -> str:
	return (FOLDER / f"{guide}.md").read_text(encoding="utf-8")


def title(guide: str) -> str:
	return text_of(guide).split("\n", 1)[0].removeprefix("# ")


def as_page(text: str) -> str:
	"""Return the HTML of a guide without its title, its pictures and links to other guides as the desk reaches them."""
	html = frappe.utils.md_to_html(text.split("\n", 1)[1])
	html = html.replace('src="../images/', 'src="/assets/con_center/images/')
	html = re.sub(r'href="(\w+)\.md[^"]*"', r'href="/app/con-guide/\1"', html)
	# what only who runs the server has
	return re.sub(r'<a href="\.\./[^"]*">(.*?)</a>', r"\1", html)


# what who is new does first


def first_steps() -> list[dict] | None:
	"""Return what a new user does first, each with text and the route it leads to; None once he has put it away."""
	if frappe.defaults.get_user_default(BEGUN):
		return None
	steps = {
		"officer": [
			(_("Look at what was returned to you, and at what comes next, on this page"), None),
			(_("Enter the committee of your center, and send its announcement up"), ["List", "Committee"]),
			(_("Call a meeting, and note who came on your phone"), ["List", "Meeting"]),
		],
		"district": [
			(_("Check what was sent to you, on this page: forward it, or return it with a reason"), None),
			(_("Score the assessments of all sub-districts in one table"), ["assessment-grid"]),
			(_("Write the progress report: its numbers are computed"), ["List", "Progress Report"]),
		],
		"signatory": [
			(_("Read what waits for you, and sign it, on this page or on your phone"), None),
			(_("Look at the year of your area"), ["con-year"]),
		],
		"province": [
			(_("Acknowledge what has come in, on this page, several at once"), None),
			(_("See who has not reported"), ["query-report", "Who Has Not Reported"]),
			(_("Look at the year of your area"), ["con-year"]),
		],
		"admin": [
			(_("Enter users, and appoint them to their posts"), ["List", "Officer Assignment"]),
			(_("Look through the settings: each says where it comes from"), ["Form", "CON Settings"]),
			(_("See how approvals go, and add steps"), ["List", "Workflow"]),
		],
	}
	choose = (_("Choose how you are notified: bell, e-mail, LINE"), ["List", "Notice Preference"])
	return [{"text": text, "route": route} for text, route in (*steps[of_user()], choose)]


@frappe.whitelist(methods=["POST"])
def put_away() -> None:
	"""Do not show the session user again what he does first."""
	frappe.defaults.set_user_default(BEGUN, "1")
