"""The users that are made up: officers with their posts, from ten to as many as the country has."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import frappe
from con_center.access.areas import COUNTRY, place_of
from con_center.organization.doctype.officer_assignment.officer_assignment import roles_of

from .country import Country
from .tables import Loader, stamp

DOMAIN = "@benchmark.example"
# what is held where, by length of the area's code
POSITIONS = {
	2: ("พัฒนาการจังหวัด", "ผู้ว่าราชการจังหวัด", "เจ้าหน้าที่สำนักงานพัฒนาชุมชนจังหวัด"),
	4: ("พัฒนาการอำเภอ", "นายอำเภอ", "เจ้าหน้าที่สำนักงานพัฒนาชุมชนอำเภอ"),
	6: ("พัฒนากร",),
}


class Officer(NamedTuple):
	user: str
	position: str
	area: str


def measured(country: Country) -> dict[str, Officer]:
	"""The officers who are measured, each by the name of his kind."""
	size = country.size
	return {
		"sub-district officer": _officer("พัฒนากร", size.sub_district),
		"district officer": _officer("พัฒนาการอำเภอ", size.district),
		"district signatory": _officer("นายอำเภอ", size.district),
		"province officer": _officer("พัฒนาการจังหวัด", size.province),
		"province signatory": _officer("ผู้ว่าราชการจังหวัด", size.province),
		"central officer": _officer("เจ้าหน้าที่กรมการพัฒนาชุมชน", COUNTRY),
	}


def _officer(position: str, area: str) -> Officer:
	places = {position: n for positions in POSITIONS.values() for n, position in enumerate(positions, 1)}
	return Officer(f"officer{places.get(position, 1)}.{area}{DOMAIN}", position, area)


def everybody(country: Country) -> Iterator[Officer]:
	"""Those who are measured first; then the offices of the provinces, of the districts, the sub-districts'."""
	first = list(measured(country).values())
	yield from first
	for length, positions in POSITIONS.items():
		for center in country.centers:
			if len(center.code) == length:
				for position in positions:
					officer = _officer(position, center.code)
					if officer not in first:
						yield officer


def set_number(country: Country, number: int, load: Loader) -> int:
	"""Make it exactly so many officers, or as many as there are areas for; return how many."""
	load.cursor.execute(f"delete from `tabUser` where name like '%{DOMAIN}'")
	load.cursor.execute(f"delete from `tabNotification Settings` where name like '%{DOMAIN}'")
	load.cursor.execute(f"delete from `tabHas Role` where parenttype = 'User' and parent like '%{DOMAIN}'")
	load.cursor.execute(f"delete from `tabOfficer Assignment` where user like '%{DOMAIN}'")
	roles = {position: sorted(roles_of([position])) for position in _all_positions()}
	moment = datetime.datetime.combine(country.today, datetime.time(7))
	count = 0
	for count, officer in zip(range(1, number + 1), everybody(country), strict=False):
		add(country, load, count, officer, roles[officer.position], moment)
	load.finish()
	country.advance("POST", count)
	return count


def _all_positions() -> list[str]:
	return frappe.get_all("Position", pluck="name")


def add(country: Country, load: Loader, number: int, officer: Officer, roles: list[str], moment) -> None:
	name = f"นายทดสอบ {officer.user.split('@')[0]}"
	user = {
		"name": officer.user,
		**stamp(moment),
		"email": officer.user,
		"first_name": name,
		"full_name": name,
		"enabled": 1,
		"user_type": "System User",
		"language": "th",
		"time_zone": "Asia/Bangkok",
	}
	load.add_document("User", user, roles=("Has Role", [{"role": role} for role in roles]))
	# what Frappe makes with each user, and the desk does not open without
	load.add("Notification Settings", {"name": officer.user, **stamp(moment, officer.user)})
	load.add(
		"Officer Assignment",
		{
			"name": country.name("POST", number - 1),
			**stamp(moment),
			**place_of(officer.area),
			"user": officer.user,
			"officer_name": name,
			"position": officer.position,
			"from_date": country.today - datetime.timedelta(days=100),
			"status": "In Force",
			"capacity": "In Own Right",
		},
	)
