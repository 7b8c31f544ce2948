import frappe
from frappe import _
from frappe.utils import getdate

from con_center.access.areas import COUNTRY, level_of
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.thai import be_year

SHORT_NAME = {"Sub-district": "ศอช.ต.", "District": "ศอช.อ.", "Province": "ศอช.จ."}
CENTRAL_NAME = "สำนักงานกลางศูนย์ประสานงานองค์การชุมชน"


class CONCenter(ScopedDocument):
	"""A community organization network center: one an area, and the central office for the country."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.SmallText | None
		area: DF.Link
		center_name: DF.Data | None
		contact_person: DF.Data | None
		current_committee: DF.Link | None
		district: DF.Link | None
		email: DF.Data | None
		established_on: DF.Date | None
		last_visited_on: DF.Date | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		model_basis: DF.Data | None
		model_year: DF.Int
		notes: DF.Text | None
		office_place: DF.Data | None
		phone: DF.Data | None
		province: DF.Link | None
		register_updated_on: DF.Date | None
		status: DF.Literal["Active", "Closed"]
	# end: auto-generated types

	def validate(self):
		self.set_center_name()
		self.validate_dates()
		self.validate_model_year()

	def set_center_name(self):
		self.center_name = center_name(self.area)

	def validate_dates(self):
		for field in ("established_on", "register_updated_on"):
			if self.get(field) and getdate(self.get(field)) > getdate():
				frappe.throw(
					_("{0}: the date lies in the future. Give the day on which it happened.").format(
						_(self.meta.get_label(field))
					)
				)

	def validate_model_year(self):
		this_year = be_year(getdate())
		if self.model_year and not this_year - 100 < self.model_year <= this_year:
			frappe.throw(
				_("{0}: give a year of the Buddhist era up to {1}.").format(
					frappe.bold(_(self.meta.get_label("model_year"), context=self.doctype)), this_year
				)
			)


def center_name(area: str) -> str:
	"""Return the center's name with its district and province: ศอช.ต.ท่าถ่าน อ.พนมสารคาม จ.ฉะเชิงเทรา."""
	if area == COUNTRY:
		return CENTRAL_NAME
	name, full_name = frappe.get_cached_value("Area", area, ["area_name", "full_name"])
	return " ".join([SHORT_NAME[level_of(area)] + name, *full_name.split(" ")[1:]])


def on_doctype_update():
	add_indexes("CON Center")
