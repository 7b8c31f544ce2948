"""The areas of Thailand, from the package geothai (data of DOPA, CC BY 4.0), in bulk."""

import frappe
import geothai
from frappe.utils import now
from geothai.abolished import abolished_areas

from con_center.access.areas import COUNTRY, level_of
from con_center.organization.doctype.area.area import describe, parent_code

COLUMNS = (
	"name",
	"code",
	"area_name",
	"english_name",
	"level",
	"parent_area",
	"postal_code",
	"status",
	"abolished_on",
	"successor",
	"full_name",
	"search_text",
	"is_group",
	"owner",
	"modified_by",
	"creation",
	"modified",
)


def load() -> None:
	"""Insert every area of the country that is not there yet: about 8,400 active and 1,600 abolished ones."""
	present = set(frappe.get_all("Area", pluck="name"))
	rows = [row for row in _rows() if row["name"] not in present]
	frappe.db.bulk_insert("Area", COLUMNS, [[row[column] for column in COLUMNS] for row in rows])


def _rows() -> list[dict]:
	names = {COUNTRY: ("ประเทศไทย", "Thailand")}
	postal = {}
	for province in geothai.provinces():
		names[province.code] = (province.name_th, province.name_en)
		for district in geothai.districts(province.code):
			names[district.code] = (district.name_th, district.name_en)
			for sub_district in geothai.subdistricts(district.code):
				names[sub_district.code] = (sub_district.name_th, sub_district.name_en)
				postal[sub_district.code] = ", ".join(sub_district.postal_codes)
	active = set(names)
	abolished = {a.code: a for a in abolished_areas() if a.code not in active and len(a.code) <= 6}
	names |= {code: (a.name_th, a.name_en or "") for code, a in abolished.items()}
	return [_row(code, names, postal, abolished.get(code), active) for code in sorted(names)]


def _row(code: str, names: dict, postal: dict, abolished, active: set[str]) -> dict:
	path = [code, *(code[:length] for length in (4, 2) if length < len(code))]
	successor = next((s for s in abolished.successors if s in active), None) if abolished else None
	stamp = now()
	return {
		"name": code,
		"code": code,
		"area_name": names[code][0],
		"english_name": names[code][1],
		"level": level_of(code),
		"parent_area": parent_code(code),
		"postal_code": postal.get(code),
		"status": "Abolished" if abolished else "Active",
		"abolished_on": abolished.abolished_on if abolished else None,
		"successor": successor,
		**describe([(c, *names[c]) for c in path if c in names]),
		"is_group": int(len(code) < 6),
		"owner": "Administrator",
		"modified_by": "Administrator",
		"creation": stamp,
		"modified": stamp,
	}
