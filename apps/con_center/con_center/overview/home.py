"""Where the desk begins: with the page of today, for whoever has work here."""

import frappe

PAGE = "con-today"
# what Frappe begins with where nobody has chosen a page (the default desktop:home_page)
OF_FRAPPE = "Workspaces"


def begin_with_today(bootinfo) -> None:
	"""Hook extend_bootinfo. Frappe 16 begins with its apps, of which ours leads to the page (compat/desk_16.py)."""
	if bootinfo.get("home_page") == OF_FRAPPE and frappe.get_cached_doc("Page", PAGE).is_permitted():
		bootinfo.home_page = PAGE
