"""Where a household lives: by the numbers of its village and house, or in words where there are none, as in a municipality."""

import frappe
from frappe import _
from frappe.utils import cint

from con_center.thai import arabic_digits, collapse_spaces

# what is written where a house has no number
NO_NUMBER = {"0", "-", "–", "ไม่มี", "ไม่มีเลขที่", "ไม่มีบ้านเลขที่"}


def house_number(text) -> str:
	"""Return the number of a house as it is compared: ๑๒/๓ and 12 / 3 are 12/3; empty where somebody says that it has none."""
	number = collapse_spaces(arabic_digits(str(text or ""))).replace(" ", "")
	return "" if number in NO_NUMBER else number


def title_of(name: str, village_no, area: str) -> str:
	"""Return a title that names nobody; a place in words might."""
	place = frappe.get_cached_value("Area", area, "full_name")
	village = f"หมู่ {cint(village_no)}" if cint(village_no) else ""
	return " ".join(filter(None, (name, village, place)))[:140]


def place_in_words(row) -> str:
	"""Return where a household lives in its sub-district: number of the village, the place in words, number of the house."""
	return " ".join(
		filter(
			None,
			(
				_("Village {0}").format(row.village_no) if cint(row.village_no) else "",
				row.village_name,
				_("house {0}").format(row.house_number) if row.house_number else "",
			),
		)
	)


def address_of(row) -> str:
	"""Return where a household lives, as papers have it; what is not known is left out."""
	parts = (
		f"บ้านเลขที่ {row.house_number}" if row.house_number else "",
		f"หมู่ที่ {row.village_no}" if row.village_no else "",
		row.village_name,
		frappe.get_cached_value("Area", row.area, "full_name"),
	)
	return " ".join(filter(None, parts))
