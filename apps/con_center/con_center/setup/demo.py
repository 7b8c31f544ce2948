"""A living site: the case of seed 001, and the whole work of a fiscal year in one district of Ubon Ratchathani.

Mueang Ubon Ratchathani (3401) shows the fiscal year that is over, and this one as far as it has come, with gaps as
they are met: กระโสบ (340113) has not met, the committee of แจระแม (340109) has outlived its term, the plan of
ขามใหญ่ (340108) and its new committee were returned, the assessment of ปะอาว (340120) is not complete. Days are
counted from today, people are invented.

Loaded through the doors that users have: documents, permissions and workflow, each step as the user who takes it.
`bench --site SITE execute con_center.setup.demo.load`; safe to call again.
"""

from contextlib import contextmanager

import frappe

from con_center import registry
from con_center.approval import decision
from con_center.setup.modules import parts
from con_center.sign_in import demo as sign_in_demo
from con_center.sign_in import second_factor

PASSWORD = "con-center-demo"
DOMAIN = "con-center.example"
# scoped documents that an installation brings
SEEDED = ("Office", "Reporting Round")
# login, name on letters, position, areas, capacity, position acted for, what the login is for
OFFICERS = (
	("admin", "นายธีรภัทร ดูแลดี", "ผู้ดูแลระบบ", ("00",), None, None, "Administrator of forms and settings"),
	("central", "นางสาวปิยะดา ส่วนกลาง", "เจ้าหน้าที่กรมการพัฒนาชุมชน", ("00",), None, None, "Department"),
	("province", "นางสุดารัตน์ พัฒนะ", "พัฒนาการจังหวัด", ("34",), None, None, "Province office, Ubon Ratchathani"),
	("province2", "นายเกรียงไกร ชาญวิทย์", "เจ้าหน้าที่สำนักงานพัฒนาชุมชนจังหวัด", ("34",), None, None, "Province office, second officer"),
	("governor", "นายวีรศักดิ์ อุดมผล", "รองผู้ว่าราชการจังหวัด", ("34",), "On Behalf Of", "ผู้ว่าราชการจังหวัด", "Signs for the governor"),
	("district", "นางสาวกนกวรรณ ใจซื่อ", "พัฒนาการอำเภอ", ("3401",), None, None, "District office, Mueang Ubon Ratchathani"),
	("district2", "นายอนุชา เพียรดี", "เจ้าหน้าที่สำนักงานพัฒนาชุมชนอำเภอ", ("3401",), None, None, "District office, second officer"),
	("chief", "นายประสิทธิ์ เมืองงาม", "นายอำเภอ", ("3401",), None, None, "District chief, signs"),
	("deputy", "นายณรงค์ฤทธิ์ ช่วยงาน", "ปลัดอำเภอ", ("3401",), None, None, "Deputy of the district chief: signs when he is named as substitute"),
	("officer", "นางสาวศิริพร ขยันยิ่ง", "พัฒนากร", ("340101", "340104", "340105", "340107", "340108", "340109", "340111"), None, None, "Sub-district officer"),
	("officer2", "นางสาวพรพิมล ตั้งมั่น", "พัฒนากร", ("340112", "340113", "340116", "340119", "340120"), None, None, "Sub-district officer, the other sub-districts"),
	("khuangnai.officer", "นายบุญส่ง รักถิ่น", "พัฒนากร", ("340401", "340402"), None, None, "Sub-district officer of another district"),
	("khuangnai.district", "นางวันเพ็ญ ศรีสุข", "พัฒนาการอำเภอ", ("3404",), None, None, "Another district's office"),
	("khongchiam.district", "นายสุรเดช มีสุข", "พัฒนาการอำเภอ", ("3403",), None, None, "District office, Khong Chiam"),
	("khemarat.district", "นางนวลจันทร์ ศรีงาม", "พัฒนาการอำเภอ", ("3405",), None, None, "District office, Khemarat"),
	("detudom.district", "นายพงษ์ศักดิ์ เดชดี", "พัฒนาการอำเภอ", ("3407",), None, None, "District office, Det Udom"),
	("trakan.district", "นางสาวอัมพร พืชผล", "พัฒนาการอำเภอ", ("3411",), None, None, "District office, Trakan Phuet Phon"),
	("warin.district", "นายชูชาติ ชำนาญ", "พัฒนาการอำเภอ", ("3415",), None, None, "District office, Warin Chamrap"),
	("phibun.district", "นางเพ็ญศรี มังสา", "พัฒนาการอำเภอ", ("3419",), None, None, "District office, Phibun Mangsahan"),
	("thathan.officer", "นายจิรายุ ทำดี", "พัฒนากร", ("240606",), None, None, "Sub-district officer of Tha Than (seed 001)"),
	("thathan.district", "นางอรุณี สมบูรณ์", "พัฒนาการอำเภอ", ("2406",), None, None, "District office, Phanom Sarakham"),
	("thathan.chief", "นายสมศักดิ์ รุ่งเรือง", "นายอำเภอ", ("2406",), None, None, "District chief, Phanom Sarakham"),
	("thathan.province", "นายพิชัย แสงทอง", "พัฒนาการจังหวัด", ("24",), None, None, "Province office, Chachoengsao"),
)  # fmt: skip
# by which those act who act for another
DELEGATION = {"authority_number": "คำสั่งจังหวัดอุบลราชธานี ที่ 1/2550", "authority_date": "2007-10-01"}


def logins() -> list[dict[str, str]]:
	"""Return the demo logins: user, password and what each is for."""
	return [{"user": email(row[0]), "password": PASSWORD, "role": f"{row[2]}: {row[6]}"} for row in OFFICERS]


def email(login: str) -> str:
	return f"{login}@{DOMAIN}"


class NotForADemoError(frappe.ValidationError):
	pass


def load() -> None:
	"""Load whatever of the demo is not there yet; into an empty site only, which then says that it is a demo.

	Raises NotForADemoError where anybody else works: its logins are known to everybody, one of an administrator.
	"""
	refuse_real_site()
	sign_in_demo.mark()
	second_factor.waive()
	frappe.db.commit()  # a command of the console: nothing is loaded into a site that does not say so
	for row in OFFICERS:
		make_officer(*row[:6])
	make_centers("thathan.province", ["24", "2406", "240606"])
	make_centers("province", areas_below("34"))
	make_center_of_the_country()
	frappe.db.commit()  # a command of the console: keep each part that is whole
	for doctype, filters, part in (story for each in parts("demo") for story in each.PARTS):
		if not frappe.db.exists(doctype, filters):
			part(signed_in, take)
			frappe.db.commit()
	print("Demo data are loaded.")


def refuse_real_site() -> None:
	# a site for tests holds what they have left
	if sign_in_demo.is_demo() or frappe.conf.allow_tests:
		return
	found = foreign_to_demo()
	if found:
		message = "This site is in use ({0}). The demo is for a site of its own: its passwords are known to everybody."
		frappe.throw(message.format(", ".join(found)), NotForADemoError)


def foreign_to_demo() -> list[str]:
	"""Return what the site holds that is not the demo's, as texts for the console."""
	accounts = frappe.get_all(
		"User",
		filters=[["name", "not in", frappe.STANDARD_USERS], ["name", "not like", f"%@{DOMAIN}"]],
		pluck="name",
		limit=5,
	)
	own = [email(row[0]) for row in OFFICERS]
	documents = [
		doctype
		for doctype in registry.scoped()
		if doctype not in SEEDED and frappe.db.exists(doctype, {"owner": ("not in", [*own, "Administrator"])})
	]
	if not frappe.db.exists("User", email("officer")):
		documents += [
			doctype for doctype in registry.scoped() if doctype not in SEEDED and frappe.db.count(doctype)
		]
	return [*accounts, *dict.fromkeys(documents)]


@contextmanager
def signed_in(login: str):
	"""Do what follows as this demo user."""
	before = frappe.session.user
	frappe.set_user(email(login))
	try:
		yield
	finally:
		frappe.set_user(before)


def make_officer(login, letter_name, position, areas, capacity, acting_for_position) -> None:
	user = email(login)
	if not frappe.db.exists("User", user):
		account = frappe.new_doc("User")
		account.update({"email": user, "first_name": letter_name, "send_welcome_email": 0, "language": "th"})
		account.new_password = PASSWORD
		account.flags.no_welcome_mail = True
		account.insert()
	for area in areas:
		if not frappe.db.exists("Officer Assignment", {"user": user, "area": area, "position": position}):
			frappe.get_doc(
				{
					"doctype": "Officer Assignment",
					"user": user,
					"officer_name": letter_name,
					"position": position,
					"area": area,
					"from_date": "2007-10-01",
					"capacity": capacity or "In Own Right",
					"acting_for_position": acting_for_position,
					**(DELEGATION if acting_for_position else {}),
				}
			).insert()


def areas_below(province: str) -> list[str]:
	return frappe.get_all(
		"Area",
		filters={"code": ("like", f"{province}%"), "status": "Active", "level": ("!=", "Village")},
		pluck="name",
		order_by="code",
	)


def make_centers(login: str, areas: list[str]) -> None:
	there = set(frappe.get_all("CON Center", filters={"name": ("in", areas)}, pluck="name"))
	with signed_in(login):
		for area in areas:
			if area not in there:
				place = f"องค์การบริหารส่วนตำบล{frappe.get_cached_value('Area', area, 'area_name')}"
				frappe.get_doc(
					{"doctype": "CON Center", "area": area, "office_place": place if len(area) == 6 else None}
				).insert()


def make_center_of_the_country() -> None:
	if not frappe.db.exists("CON Center", "00"):
		with signed_in("admin"):
			frappe.get_doc({"doctype": "CON Center", "area": "00"}).insert()


# of what is odd in the demo: who signs today did not hold his post years ago, and the office has no emblem
PASSING = "บันทึกย้อนหลังตามทะเบียนเดิมของหน่วยงาน"


def take(doc, *steps: tuple[str, str] | tuple[str, str, str]):
	"""Take the document through decisions: (login, meaning of the state that it leads to[, reason]) each; return it."""
	for login, meaning, *reason in steps:
		with signed_in(login):
			doc = decision.take(doc, meaning, *reason, passing=PASSING)
	return doc
