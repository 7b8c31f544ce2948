"""Committees for tests."""

import frappe
from frappe.utils import add_days, today

from con_center.organization.factories import OWN, areas_of, make_center, make_officer, signed_in

# in a district of its own: what meets there is in nobody's way, and the demo has left nothing
MEETING_AREA = "340202"


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


def make_current_committee(area: str = MEETING_AREA, members: int = 9, **values):
	"""Return a committee that is current, without the order that would make it so."""
	committee = make_committee(
		area,
		make_officer("district", areas_of(area)),
		term_start=add_days(today(), -900),
		members=make_members(members),
		**values,
	)
	frappe.db.set_value("Committee", committee.name, "status", "Current")
	if committee.kind == "Center Committee":
		frappe.db.set_value("CON Center", area, "current_committee", committee.name)
	return frappe.get_doc("Committee", committee.name)


def draft_committee(areas):
	return make_committee(areas["sub_district"], kind="Promoting Working Group")


SAMPLES = {"Committee": draft_committee}
