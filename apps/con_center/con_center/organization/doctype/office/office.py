from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument


class Office(ScopedDocument):
	"""An office of an area, with what letters and orders say about it: name, number, address, units."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.organization.doctype.office_unit.office_unit import OfficeUnit

		area: DF.Link
		code_letters: DF.Data | None
		disabled: DF.Check
		district: DF.Link | None
		email: DF.Data | None
		fax: DF.Data | None
		fixed_number: DF.Data | None
		is_default: DF.Check
		issues_as: DF.Data | None
		kind: DF.Literal["Community Development", "Administration", "Other"]
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		number_digits: DF.Int
		numbers_by_registry: DF.Check
		office_name: DF.Data
		provenance: DF.SmallText | None
		province: DF.Link | None
		seat: DF.SmallText | None
		short_name: DF.Data | None
		telephone: DF.Data | None
		units: DF.Table[OfficeUnit]
	# end: auto-generated types


def on_doctype_update():
	add_indexes("Office")
