"""To whom a letter goes: the areas of its group, worked out when it is issued and then frozen."""

import frappe
from frappe.utils import now

from con_center.access.areas import COUNTRY, level_of
from con_center.correspondence.words import POST_OF_LEVEL
from con_center.entry.documents import MOST_ROWS
from con_center.organization.doctype.area.area import long_name

INSIDE, E_MAIL, LINE, BY_POST = "Inside the System", "E-mail", "LINE", "Post"
# who gets a letter so has it in his register, if his area is in the system
TO_REGISTER = (INSIDE, LINE)
# its districts are no districts of this kind
BANGKOK = "10"
# of the line after the opening word; whoever does not fit in is named in a list that is attached
MOST_LETTERS, IN_A_LIST = 140, "ตามบัญชีแนบท้าย"


def areas_of(group: str, area: str) -> list[frappe._dict]:
	"""Return the areas that a group stands for around an office's area (DOPA code): dicts of area, area_name, by code."""
	level, with_center = frappe.get_cached_value("Letter Receiver Group", group, ["level", "with_center"])
	place = frappe.qb.DocType("Area")
	query = (
		frappe.qb.from_(place)
		.select(place.name.as_("area"), place.area_name)
		.where((place.level == level) & (place.status == "Active") & (place.name != area))
		.orderby(place.name)
	)
	if area != COUNTRY:
		query = query.where(place.name.like(f"{area}%"))
	if level != "Province":
		query = query.where(place.name.not_like(f"{BANGKOK}%"))
	if with_center:
		center = frappe.qb.DocType("CON Center")
		query = query.join(center).on((center.area == place.name) & (center.status == "Active"))
	return query.run(as_dict=True)


def too_many(number: int) -> bool:
	return number > MOST_ROWS


def name_of(area: str) -> str:
	"""Return whom a letter to an area is addressed to, if nobody else is named: นายอำเภอเขมราฐ."""
	return f"{POST_OF_LEVEL.get(level_of(area), '')}{long_name(area, level_word=False)}"


def together(rows: list) -> str:
	"""Return whom a letter is addressed to that goes to these rows: as many names as one line takes, else a list."""
	names = " ".join(row.receiver_name or "" for row in rows)
	return names if len(names) <= MOST_LETTERS else IN_A_LIST


def freeze(letter) -> None:
	"""Write the receivers of a letter's group as its rows, whatever becomes of the areas later; in one statement."""
	if not letter.receiver_group:
		return
	post = frappe.get_cached_value("Letter Receiver Group", letter.receiver_group, "post")
	named = {row.receiver_area for row in letter.receivers}
	found = [place for place in areas_of(letter.receiver_group, letter.area) if place.area not in named]
	stamp, user = now(), frappe.session.user
	rows = [
		{
			"name": frappe.generate_hash(length=10),
			"parent": letter.name,
			"parenttype": letter.doctype,
			"parentfield": "receivers",
			"idx": len(letter.receivers) + number,
			"docstatus": 1,
			"receiver_area": place.area,
			"receiver_name": f"{post}{place.area_name}",
			"way": INSIDE,
			"creation": stamp,
			"modified": stamp,
			"owner": user,
			"modified_by": user,
		}
		for number, place in enumerate(found, 1)
	]
	insert("Letter Receiver", rows)


def insert(doctype: str, rows: list[dict]) -> None:
	"""Insert rows that all have the same fields, in one statement."""
	if rows:
		frappe.db.bulk_insert(doctype, [*rows[0]], [[*row.values()] for row in rows])
