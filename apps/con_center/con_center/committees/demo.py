"""Committees and orders for the demo site: terms that run, end and are renewed, with a document at each step."""

import datetime

import frappe
from frappe.utils import add_days, add_years, getdate, today

from con_center.approval import meaning
from con_center.approval.meaning import ACKNOWLEDGED, IN_FORCE, REVIEW, TO_SIGN
from con_center.committees.doctype.committee.committee import copy_to_new_term
from con_center.organization.doctype.area.area import long_name
from con_center.setup.demo_areas import AREAS, DISTRICT, EXPIRED, NEW, NOT_MET, RETURNED, officer_of
from con_center.setup.demo_people import GROUPS, LEADING, ROLES_OF_GROUP, ROLES_OF_INTEGRATED, members, person
from con_center.thai import fiscal_year, fiscal_year_start

TERM_YEARS = 4
ANNOUNCEMENT = ("Announcement", "Certify Selection")
ORDER = ("Order", "Appoint")
GROUP, INTEGRATED = "Promoting Working Group", "Integrated Administration Committee"
YEARLY_REVIEW = ("Announcement", "Yearly Review")
# days until the term of the committee in force ends; those that end soon are being renewed
TERM_ENDS_IN = {
	"340101": -19,
	"340104": -19,
	"340105": 25,
	"340107": 32,
	RETURNED: 12,
	EXPIRED: -75,
	NEW: 100,
	"340112": 430,
	NOT_MET: 610,
	"340116": 290,
	"340119": 800,
	"340120": 515,
	DISTRICT: 20,
}
# sub-districts whose committee was looked through last fiscal year, and those that have a ก.บ.ต.
NOT_REVIEWED = (NOT_MET, EXPIRED)
WITH_INTEGRATED = ("340101", "340104", "340105", "340107", "340112", "340116", "340119")
RETURN_REASON = "รายชื่อลำดับที่ 5 ยังไม่ระบุกลุ่มหรือองค์กรที่เป็นผู้แทน โปรดเพิ่มเติม"


def load(signed_in, take) -> None:
	"""Load what was appointed in Mueang Ubon Ratchathani; signed_in, take: those of `con_center.setup.demo`."""
	demo = Committees(signed_in, take)
	year = fiscal_year(getdate()) - 1
	in_force = {area: demo.appoint(area, days) for area, days in TERM_ENDS_IN.items()}
	for number, area in enumerate(AREAS):
		if area not in NOT_REVIEWED:
			day = add_days(fiscal_year_start(year), 40 + 3 * number)
			demo.issue(area, demo.order(officer_of(area), in_force[area], *YEARLY_REVIEW, dated=day))
	demo.replace_a_member(in_force["340116"])
	demo.set_up_around_centers(year)
	demo.renew(in_force)
	demo.keep_registers(year)
	demo.enter_organizations()


def load_tha_than(signed_in, take) -> None:
	"""The set-up of ศอช.ต.ท่าถ่าน in 2551: the order is dated before the announcement, as it was (seed 001)."""
	demo = Committees(signed_in, take)
	with signed_in("thathan.district"):
		frappe.get_doc(
			{"doctype": "Number Counter", "issuer": "2406", "kind": "Order", "year": 2551, "start_at": 111}
		).insert()
	steps = (
		("thathan.officer", REVIEW),
		("thathan.district", TO_SIGN),
		("thathan.chief", IN_FORCE),
		("thathan.province", ACKNOWLEDGED),
	)
	committee = demo.committee(
		"thathan.officer",
		"240606",
		25,
		term_start="2008-05-08",
		forum_date="2008-03-05",
		forum_place="องค์การบริหารส่วนตำบลท่าถ่าน",
	)
	take(demo.order("thathan.officer", committee, *ANNOUNCEMENT, dated="2008-05-08"), *steps)
	group = demo.committee(
		"thathan.officer",
		"240606",
		kind=GROUP,
		term_start="2008-03-19",
		members=holders_of_posts("240606", group=True),
		forum_date=None,
	)
	take(demo.order("thathan.officer", group, *ORDER, dated="2008-03-19"), *steps)


def term_until(end: datetime.date) -> dict:
	return {"term_start": add_days(add_years(end, -TERM_YEARS), 1), "term_end": end}


def steps_of(login: str, *others: str) -> tuple[tuple[str, str], ...]:
	"""Return the first steps of an order's way in the district: who sends it up, and who else has dealt with it."""
	leads_to = {"district": TO_SIGN, "chief": IN_FORCE, "province": ACKNOWLEDGED}
	return ((login, REVIEW), *((other, leads_to[other]) for other in others))


def holders_of_posts(area: str, group: bool) -> list[dict]:
	"""Return who sits by his post in a working group, or in a ก.บ.ต.: posts, the officer of the center by name, too."""
	place = long_name(area)
	name = place.removeprefix("ตำบล")
	chair, deputy, member, secretary = ROLES_OF_GROUP if group else ROLES_OF_INTEGRATED
	local, interior = "กรมส่งเสริมการปกครองท้องถิ่น", "กรมการปกครอง"
	posts = (
		(chair, f"ปลัดอำเภอผู้เป็นหัวหน้าประจำ{place}", "ที่ทำการปกครองอำเภอ", interior),
		(deputy, f"นายกองค์การบริหารส่วนตำบล{name}", f"อบต.{name}", local),
		(member, f"กำนัน{place}", place, interior),
		(member, f"ผู้ใหญ่บ้าน หมู่ที่ 1 {place}", place, interior),
		(member, f"ผู้ใหญ่บ้าน หมู่ที่ 2 {place}", place, interior),
		(member, f"ปลัดองค์การบริหารส่วนตำบล{name}", f"อบต.{name}", local),
		(member, f"เกษตรตำบล{name}", "สำนักงานเกษตรอำเภอ", "กรมส่งเสริมการเกษตร"),
		(secretary, f"พัฒนากรประจำ{place}", "สำนักงานพัฒนาชุมชนอำเภอ", "กรมการพัฒนาชุมชน"),
	)
	return [
		{
			"role": role,
			"post": post,
			"organization_name": office,
			"agency": agency,
			**(person() if role == secretary else {}),
		}
		for role, post, office, agency in posts
	]


def newcomer(committee) -> dict[str, str]:
	"""Return an invented person who does not sit in the committee."""
	sitting = {(row.first_name, row.last_name) for row in committee.members}
	return next(one for one in iter(person, None) if (one["first_name"], one["last_name"]) not in sitting)


class Committees:
	"""Enters committees and orders, each as the user whose work it is."""

	def __init__(self, signed_in, take):
		self.signed_in, self.take = signed_in, take

	def committee(self, login: str, area: str, number: int = 12, **values):
		"""Enter a committee as this user; the usual kind is the center's own."""
		with self.signed_in(login):
			return frappe.get_doc(
				{
					"doctype": "Committee",
					"center": area,
					"kind": "Center Committee",
					"forum_date": values.get("term_start") and add_days(values["term_start"], -10),
					"forum_place": "ศาลาประชาคมตำบล",
					"forum_attendance": 50,
					"members": members(number, LEADING, "กรรมการ"),
					**values,
				}
			).insert()

	def order(self, login: str, committee, instrument: str, purpose: str, **values):
		with self.signed_in(login):
			return frappe.get_doc(
				{
					"doctype": "Appointment Order",
					"committee": committee.name,
					"instrument": instrument,
					"purpose": purpose,
					**values,
				}
			).insert()

	def issue(self, area: str, order):
		"""Take a document of the district's own or of a sub-district to the end of its way."""
		if area == DISTRICT:
			return self.take(
				order,
				("district2", REVIEW),
				("province", TO_SIGN),
				("chief", IN_FORCE),
				("province", ACKNOWLEDGED),
			)
		return self.take(order, *steps_of(officer_of(area), "district", "chief", "province"))

	def appoint(self, area: str, ends_in: int):
		"""Enter the committee in force, and issue its announcement at the beginning of its term."""
		term = term_until(getdate(add_days(today(), ends_in)))
		login = officer_of(area)
		committee = self.committee(login, area, 15 if area == DISTRICT else 9 + int(area[-2:]) % 5, **term)
		self.issue(area, self.order(login, committee, *ANNOUNCEMENT, dated=term["term_start"]))
		return committee

	def replace_a_member(self, committee) -> None:
		"""Somebody has moved away; an announcement names who follows."""
		login = officer_of(committee.center)
		leaving = committee.members[-1]
		someone = newcomer(committee)
		order = self.order(
			login,
			committee,
			"Announcement",
			"Amend",
			dated=add_days(today(), -48),
			changes=[
				{"action": "Remove", "member_row": leaving.name, "leaving_reason": "ย้ายภูมิลำเนา"},
				{
					"action": "Add",
					**someone,
					"role": "กรรมการ",
					"organization_name": leaving.organization_name,
					"replaces": leaving.full_name,
				},
			],
		)
		self.issue(committee.center, order)

	def set_up_around_centers(self, year: int) -> None:
		"""Appoint what works with the centers: a working group, and the ก.บ.ต. with the committee as its experts."""
		bodies = [(95 + 2 * number, area, INTEGRATED) for number, area in enumerate(WITH_INTEGRATED)]
		# in the order of their days: an office's numbers run with the dates
		for days, area, kind in sorted([*bodies, (100, "340101", GROUP)]):
			day, login = add_days(fiscal_year_start(year), days), officer_of(area)
			body = self.committee(
				login,
				area,
				kind=kind,
				term_start=day,
				forum_date=None,
				members=holders_of_posts(area, kind == GROUP),
			)
			if kind == INTEGRATED:
				with self.signed_in(login):
					body.add_center_committee()
			self.issue(area, self.order(login, body, *ORDER, dated=day))

	def renew(self, in_force: dict) -> None:
		"""Prepare the next term: a document at each step of the ladder, in the district and at the province."""
		whole = ("district", "chief", "province")
		for area, done in (("340101", 3), ("340104", 2), ("340105", 1), ("340107", 0)):
			order = self.order("officer", self.next_term(in_force[area]), *ANNOUNCEMENT)
			self.take(order, *steps_of("officer", *whole[:done]))
		order = self.order("officer", self.next_term(in_force[RETURNED], nameless=4), *ANNOUNCEMENT)
		self.take(order, *steps_of("officer"), ("district", meaning.RETURNED, RETURN_REASON))
		self.order("officer", self.next_term(in_force[EXPIRED]), *ANNOUNCEMENT)
		self.committee("officer", NEW, 8, term_start=add_days(today(), 101), forum_date=None)
		district = self.order("district2", self.next_term(in_force[DISTRICT]), *ANNOUNCEMENT)
		self.take(district, ("district2", REVIEW))
		province = self.committee("province2", "34", 25, term_start=add_days(today(), -20))
		order = self.order("province2", province, *ORDER)
		self.take(order, ("province2", REVIEW), ("province", TO_SIGN))

	def next_term(self, committee, nameless: int | None = None):
		"""Copy the committee to its next term, with some new members; in row `nameless` no group is written yet."""
		with self.signed_in(officer_of(committee.center)):
			new = copy_to_new_term(committee.name)
			new.term_start = max(getdate(new.term_start), getdate(add_days(today(), -18)))
			new.update(
				{
					"forum_date": add_days(min(new.term_start, getdate()), -10),
					"forum_place": "ศาลาประชาคมตำบล",
					"forum_attendance": 48,
				}
			)
			for number in (1, 8):
				new.members[number].update(
					{**newcomer(new), "organization_name": GROUPS[number % len(GROUPS)]}
				)
			if nameless is not None:
				new.members[nameless].organization_name = None
			return new.insert()

	def keep_registers(self, year: int) -> None:
		"""Most officers have looked through the register of their committee before the fiscal year ended."""
		for number, area in enumerate(AREAS):
			if area in NOT_REVIEWED:
				continue
			with self.signed_in(officer_of(area)):
				center = frappe.get_doc("CON Center", area)
				center.register_updated_on = add_days(fiscal_year_start(year), 310 + 2 * number)
				someone = person()
				center.contact_person = f"{someone['title']}{someone['first_name']} {someone['last_name']}"
				center.save()

	def enter_organizations(self) -> None:
		with self.signed_in("officer"):
			for n, kind in enumerate(("กลุ่มออมทรัพย์เพื่อการผลิต", "กลุ่มสตรี", "กลุ่มอาชีพ", "กองทุนหมู่บ้าน")):
				someone = person()
				frappe.get_doc(
					{
						"doctype": "Community Organization",
						"organization_name": f"{kind} หมู่ {n + 1}",
						"organization_type": kind,
						"area": "340101",
						"village_text": f"หมู่ {n + 1}",
						"chair": f"{someone['title']}{someone['first_name']} {someone['last_name']}",
						"members_count": 24 + n * 9,
						"capital": 45000 + n * 32500,
					}
				).insert()


# what shows that a part is there, and the part
PARTS = (
	("Committee", {"area": "240606"}, load_tha_than),
	("Committee", {"district": "3401"}, load),
)
