"""The offices of areas: seeded for every province and district, and what others ask of them."""

import frappe
from frappe.utils import now

from con_center.access.areas import COUNTRY, place_of
from con_center.organization.doctype.area.area import long_name, with_level
from con_center.setup.seeding import UNCONFIRMED

COMMUNITY_DEVELOPMENT, ADMINISTRATION = "Community Development", "Administration"
DEPARTMENT = "กรมการพัฒนาชุมชน"


def office_for(area: str | None, kind: str = COMMUNITY_DEVELOPMENT) -> str | None:
	"""Return the office that letters to an area (DOPA code) go to: the default one of this kind, else of another."""
	found = frappe.get_all(
		"Office", filters={"area": area or "", "is_default": 1, "disabled": 0}, fields=["name", "kind"]
	)
	return max(found, key=lambda row: (row.kind == kind, row.name), default=frappe._dict()).name


def issuing_name(area: str) -> str:
	"""Return in whose name an area's orders and letters are issued: as its office says, else the area itself."""
	said = frappe.db.get_value(
		"Office", {"area": area, "kind": COMMUNITY_DEVELOPMENT, "is_default": 1}, "issues_as"
	)
	return said or (DEPARTMENT if area == COUNTRY else long_name(area))


def load() -> None:
	"""Insert the office of every province and district that has none yet."""
	present = set(frappe.get_all("Office", filters={"kind": COMMUNITY_DEVELOPMENT}, pluck="area"))
	areas = frappe.get_all(
		"Area",
		filters={"level": ("in", ("Country", "Province", "District")), "status": "Active"},
		fields=["name", "area_name"],
		order_by="name",
	)
	rows = [_row(row.name, row.area_name) for row in areas if row.name not in present]
	if rows:
		frappe.db.bulk_insert("Office", [*rows[0]], [[*row.values()] for row in rows])


def _row(area: str, name: str) -> dict:
	stamp = now()
	of_country = area == COUNTRY
	return {
		"name": f"OFFICE-{area}",
		"office_name": DEPARTMENT if of_country else f"สำนักงานพัฒนาชุมชน{with_level(area, name)}",
		"issues_as": DEPARTMENT if of_country else None,
		"kind": COMMUNITY_DEVELOPMENT,
		"is_default": 1,
		"provenance": UNCONFIRMED,
		**place_of(area),
		"owner": "Administrator",
		"modified_by": "Administrator",
		"creation": stamp,
		"modified": stamp,
	}
