import re

import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.entry.fiscal_year import check_fiscal_year

VILLAGE = re.compile(r"[1-9]\d{7}")


class VillageFigureError(frappe.ValidationError):
	pass


class VillageFigure(ScopedDocument):
	"""A figure of a village in a year: 80,000 villages have some thirty a year, so it is small, and named by what it is."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		data_import: DF.Link | None
		district: DF.Link | None
		indicator: DF.Link
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		province: DF.Link | None
		value: DF.Float
		village: DF.Data
		village_name: DF.Data | None
		year: DF.Int
	# end: auto-generated types

	area_field = "village"

	def autoname(self):
		self.name = name_of(self.village, self.indicator, self.year)

	def get_area(self):
		return self.village[:6] if is_village(self.village) else None

	def validate(self):
		self.validate_village()
		self.year = check_fiscal_year(self.year, _(self.meta.get_label("year"), context=self.doctype))
		self.village_name = self.village_name or frappe.db.get_value("Area", self.village, "area_name")

	def validate_village(self):
		if not is_village(self.village) or self.village.endswith("00"):
			frappe.throw(
				_("Village: {0} is no code of a village. Give eight digits: sub-district and number.").format(
					frappe.bold(frappe.utils.escape_html(str(self.village)))
				),
				VillageFigureError,
			)


def is_village(code) -> bool:
	return isinstance(code, str) and bool(VILLAGE.fullmatch(code))


def name_of(village: str, indicator: str, year: int) -> str:
	return f"{village}-{indicator}-{year}"


def on_doctype_update():
	add_indexes("Village Figure")
	# sums of the parts of an area are read from the index alone
	for place, part in (
		("", "province"),
		("province", "district"),
		("district", "area"),
		("area", "village"),
	):
		columns = (
			[place, "year", part, "indicator", "value"] if place else ["year", part, "indicator", "value"]
		)
		frappe.db.add_index("Village Figure", columns)
