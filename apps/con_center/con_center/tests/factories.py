"""Documents for tests, made as the users make them. Real areas are used: they come with the app.

Own area: ต.ในเมือง (340101), อ.เมืองอุบลราชธานี (3401), จ.อุบลราชธานี (34).
Another one: ต.ท่าถ่าน (240606), อ.พนมสารคาม (2406), จ.ฉะเชิงเทรา (24).
"""

from contextlib import contextmanager

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from con_center import scope
from con_center.approval.decision import decide

OWN = {"sub_district": "340101", "district": "3401", "province": "34"}
OTHER = {"sub_district": "240606", "district": "2406", "province": "24"}
POSITION = {
	"officer": ("พัฒนากร", "sub_district"),
	"district": ("พัฒนาการอำเภอ", "district"),
	"chief": ("นายอำเภอ", "district"),
	"province": ("พัฒนาการจังหวัด", "province"),
	"governor": ("ผู้ว่าราชการจังหวัด", "province"),
}
WAY = (
	("officer", "Send Up"),
	("district", "Check and Forward"),
	("chief", "Sign and Issue"),
	("province", "Acknowledge"),
)
STEPS_TO = {
	"Draft": 0,
	"District Review": 1,
	"Awaiting Signature": 2,
	"Issued": 3,
	"Acknowledged by Province": 4,
}


class CONTestCase(FrappeTestCase):
	"""A test case with officers of every kind in both areas. They stay on the test site: making them takes long."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		# Frappe makes the first user of a site a System Manager: it must not be an officer
		make_user("first.of.all", roles=[{"role": "System Manager"}])
		for areas in (OWN, OTHER):
			for kind in POSITION:
				make_officer(kind, areas)
		make_officer("district", number=2)
		for area in (*OWN.values(), *OTHER.values()):
			make_center(area)
		frappe.db.commit()  # nothing of the tests is under way yet

	def setUp(self):
		frappe.set_user("Administrator")
		scope.forget_posts()

	def tearDown(self):
		frappe.set_user("Administrator")


@contextmanager
def signed_in(user: str):
	"""Do what follows as this user."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)


def make_user(login: str, **values) -> str:
	"""Return the e-mail of a desk user without any role of this app."""
	user = f"{login}@test.example"
	if not frappe.db.exists("User", user):
		account = frappe.get_doc(
			{
				"doctype": "User",
				"email": user,
				"first_name": login,
				"send_welcome_email": 0,
				"user_type": "System User",
				**values,
			}
		)
		account.flags.no_welcome_mail = True
		account.insert(ignore_permissions=True)
	return user


def make_assignment(user: str, position: str, area: str, **values):
	with signed_in("Administrator"):
		return frappe.get_doc(
			{
				"doctype": "Officer Assignment",
				"user": user,
				"officer_name": f"นายทดสอบ {user.split('@')[0]}",
				"position": position,
				"area": area,
				"from_date": add_days(today(), -10),
				**values,
			}
		).insert()


def make_officer(kind: str, areas: dict[str, str] = OWN, number: int = 1) -> str:
	"""Return the e-mail of an officer of this kind (key of POSITION) in these areas."""
	position, level = POSITION[kind]
	area = areas[level]
	user = make_user(f"{kind}{number}.{area}")
	if not frappe.db.exists("Officer Assignment", {"user": user, "area": area}):
		make_assignment(user, position, area)
	return user


def make_center(area: str):
	if frappe.db.exists("CON Center", area):
		return frappe.get_doc("CON Center", area)
	with signed_in("Administrator"):
		return frappe.get_doc({"doctype": "CON Center", "area": area}).insert()


def make_members(number: int = 9) -> list[dict]:
	leading = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ")
	return [
		{
			"title": "นาย" if n % 2 else "นาง",
			"first_name": f"ทดสอบ{n}",
			"last_name": "ถ้อยแถลง",
			"role": leading[n] if n < len(leading) else "กรรมการ",
			"organization_name": "กลุ่มสตรี",
			"village": f"หมู่ {n + 1}",
			"phone": f"081-000-{1000 + n}",
		}
		for n in range(number)
	]


def make_committee(area: str = OWN["sub_district"], user: str | None = None, **values):
	"""Return a draft committee of the area's center, entered by its officer."""
	make_center(area)
	user = user or make_officer("officer", areas_of(area))
	with signed_in(user):
		return frappe.get_doc(
			{
				"doctype": "Committee",
				"center": area,
				"kind": "Center Committee",
				"term_start": today(),
				"forum_date": add_days(today(), -7),
				"forum_place": "ศาลาประชาคม",
				"forum_attendance": 50,
				"members": make_members(),
				**values,
			}
		).insert()


def make_order(committee=None, user: str | None = None, **values):
	"""Return a draft announcement that certifies the committee's selection."""
	committee = committee or make_committee()
	user = user or make_officer("officer", areas_of(committee.area))
	with signed_in(user):
		return frappe.get_doc(
			{
				"doctype": "Appointment Order",
				"committee": committee.name,
				"instrument": "Announcement",
				"purpose": "Certify Selection",
				**values,
			}
		).insert()


def take(order, *steps):
	"""Take the order through (kind of officer, action[, reason]) steps; return it afterwards."""
	areas = areas_of(order.area)
	for kind, action, *reason in steps:
		with signed_in(make_officer(kind, areas)):
			order = decide(order.doctype, order.name, action, order.modified, *reason)
	return order


def make_order_in(state: str, **values):
	"""Return an order that has come as far as this state."""
	return take(make_order(**values), *WAY[: STEPS_TO[state]])


def areas_of(area: str) -> dict[str, str]:
	return {"sub_district": area, "district": area[:4], "province": area[:2]}
