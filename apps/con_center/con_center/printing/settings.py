"""How letters are set: font, size, margins, emblem and digits, from the single document CON Settings."""

from contextlib import contextmanager

import frappe
from frappe.utils import cint, flt

DEFAULTS = {
	"letter_font": "Sarabun",
	"letter_font_size": 16.0,
	"emblem": "",
	"emblem_height_cm": 3.0,
	"margin_top_cm": 2.5,
	"margin_bottom_cm": 2.0,
	"margin_left_cm": 3.0,
	"margin_right_cm": 2.0,
	"thai_digits": 1,
}
# what a page can bear; values outside are taken for slips
LIMITS = {
	"letter_font_size": (8, 40),
	"emblem_height_cm": (0.5, 6),
	"margin_top_cm": (0, 8),
	"margin_bottom_cm": (0, 8),
	"margin_left_cm": (0, 8),
	"margin_right_cm": (0, 8),
}
# the bottom margin that the foot of an issued document needs (`foot.py`)
FOOT_ROOM_CM = 1.9


@contextmanager
def with_foot():
	"""Within it, what is printed is the official file of an issued document: pages keep room for its foot."""
	frappe.local.con_foot = True
	try:
		yield
	finally:
		frappe.local.con_foot = False


def has_foot() -> bool:
	return bool(getattr(frappe.local, "con_foot", False))


def foot_room() -> float:
	"""Return the least bottom margin (cm) of what is being printed."""
	return FOOT_ROOM_CM if has_foot() else 0


@contextmanager
def for_others(*, with_levels: bool):
	"""Within it, what is printed goes to who may not read it here; with_levels: with what only its officers read."""
	before = levels_for_others()
	frappe.local.con_levels_for_others = with_levels
	try:
		yield
	finally:
		frappe.local.con_levels_for_others = before


def levels_for_others() -> bool | None:
	"""Tell whether what is being printed for others has what only officers read; None where it is for the user himself."""
	return getattr(frappe.local, "con_levels_for_others", None)


def letter_settings() -> frappe._dict:
	"""Return the settings for letters: points for the font size, centimetres for margins and emblem.

	What is not set, or could not be printed, is the default; so is all of it before CON Settings exists.
	"""
	settings = frappe._dict(DEFAULTS)
	try:
		stored = frappe.get_cached_doc("CON Settings")
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return settings
	for field, default in DEFAULTS.items():
		value = stored.get(field)
		if value in (None, ""):
			continue
		if field in LIMITS:
			low, high = LIMITS[field]
			settings[field] = flt(value) if low <= flt(value) <= high else default
		elif field == "thai_digits":
			settings[field] = cint(value)
		else:
			settings[field] = str(value)
	settings.letter_font = (
		"".join(c for c in settings.letter_font if c.isalnum() or c in " -_").strip() or "Sarabun"
	)
	return settings
