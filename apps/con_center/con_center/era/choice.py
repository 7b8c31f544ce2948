"""Which era a reader has: his own choice, else the site's setting, else that of his language."""

from contextlib import contextmanager

import frappe
from frappe import _

from con_center.seams import is_here

BUDDHIST, COMMON = "Buddhist Era", "Common Era"
# the key of the user's own choice among Frappe's defaults
CHOICE = "con_date_era"


def is_buddhist() -> bool:
	"""Tell whether the user of this request or job, in its language, reads dates in the Buddhist era."""
	if not is_here():
		return False
	known = _known()
	key = (frappe.session.user, frappe.local.lang)
	if key not in known:
		known[key] = _era() == BUDDHIST
	return known[key]


@contextmanager
def of_the_site():
	"""Within it nobody's own choice counts: for a text that goes to several people."""
	before = _known()
	frappe.local.con_era = frappe._dict(site=True)
	try:
		yield
	finally:
		frappe.local.con_era = before


@frappe.whitelist(methods=["POST"])
def choose(era: str) -> None:
	"""Keep the era in which the user wants to read dates: "Buddhist Era" or "Common Era"."""
	if era not in (BUDDHIST, COMMON):
		frappe.throw(_("Choose the Buddhist or the Common Era."))
	frappe.defaults.set_user_default(CHOICE, era)
	frappe.local.con_era = None


def tell_the_desk(bootinfo) -> None:
	"""Hook extend_bootinfo."""
	bootinfo.con_center_era = BUDDHIST if is_buddhist() else COMMON


def _known() -> dict:
	if getattr(frappe.local, "con_era", None) is None:
		frappe.local.con_era = frappe._dict()
	return frappe.local.con_era


def _era() -> str:
	of_the_language = BUDDHIST if frappe.local.lang == "th" else COMMON
	setting = frappe.get_cached_value("CON Settings", "CON Settings", "date_era")
	of_the_site = setting if setting in (BUDDHIST, COMMON) else of_the_language
	if _known().get("site"):
		return of_the_site
	return frappe.defaults.get_user_default(CHOICE) or of_the_site
