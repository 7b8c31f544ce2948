"""Users, posts and centers for tests, made as the users make them. Real areas are used: they come with the app.

Own area: ต.ในเมือง (340101), อ.เมืองอุบลราชธานี (3401), จ.อุบลราชธานี (34).
Another one: ต.ท่าถ่าน (240606), อ.พนมสารคาม (2406), จ.ฉะเชิงเทรา (24).
"""

import datetime
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import add_days, today

from con_center.organization.offices import office_for
from con_center.thai import fiscal_year

OWN = {"sub_district": "340101", "district": "3401", "province": "34"}


OTHER = {"sub_district": "240606", "district": "2406", "province": "24"}


POSITION = {
	"officer": ("พัฒนากร", "sub_district"),
	"district": ("พัฒนาการอำเภอ", "district"),
	"chief": ("นายอำเภอ", "district"),
	"province": ("พัฒนาการจังหวัด", "province"),
	"governor": ("ผู้ว่าราชการจังหวัด", "province"),
}


# no site is at hand while modules are imported
FISCAL_YEAR = fiscal_year(datetime.datetime.now(ZoneInfo("Asia/Bangkok")).date())


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


def make_deputy(login: str = "deputy", area: str = OWN["district"]) -> str:
	"""Return the e-mail of a deputy of the district chief, whose own position gives no rights."""
	user = make_user(f"{login}.{area}")
	if not frappe.db.exists("Officer Assignment", {"user": user, "position": "ปลัดอำเภอ"}):
		make_assignment(user, "ปลัดอำเภอ", area)
	return user


def post_of(user: str, **filters) -> str:
	"""Return the name of the post that a user holds in his own right."""
	return frappe.db.get_value("Officer Assignment", {"user": user, "capacity": "In Own Right", **filters})


def make_substitution(absent: str, substitute: str, by: str | None = None, **values):
	"""Return a substitution from today on for a week, as it is named by who is away, or by another user."""
	with signed_in(by or absent):
		return frappe.get_doc(
			{
				"doctype": "Substitution",
				"post": post_of(absent),
				"substitute_post": post_of(substitute),
				"from_date": today(),
				"to_date": add_days(today(), 7),
				"capacity": "In Charge of the Office",
				**values,
			}
		).insert()


def end_substitutions() -> None:
	"""End what other tests of a class have left: they share its officers."""
	while name := frappe.db.exists("Substitution", {"withdrawn": 0}):
		frappe.get_doc("Substitution", name).end()


def make_center(area: str):
	if frappe.db.exists("CON Center", area):
		return frappe.get_doc("CON Center", area)
	with signed_in("Administrator"):
		return frappe.get_doc({"doctype": "CON Center", "area": area}).insert()


def areas_of(area: str) -> dict[str, str]:
	return {"sub_district": area, "district": area[:4], "province": area[:2]}


def make_organization(areas):
	with signed_in(make_officer("officer", areas)):
		return frappe.get_doc(
			{
				"doctype": "Community Organization",
				"organization_name": f"กลุ่มตาราง {areas['sub_district']}",
				"organization_type": "กลุ่มสตรี",
				"area": areas["sub_district"],
			}
		).insert()


SAMPLES = {
	"Community Organization": make_organization,
	"CON Center": lambda areas: make_center(areas["sub_district"]),
	"Office": lambda areas: frappe.get_doc("Office", office_for(areas["district"])),
	"Officer Assignment": lambda areas: frappe.get_last_doc(
		"Officer Assignment", {"user": make_officer("officer", areas)}
	),
	"Substitution": lambda areas: make_substitution(
		make_officer("chief", areas), make_deputy(area=areas["district"])
	),
}
