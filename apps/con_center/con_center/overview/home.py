"""Where the desk begins: with the page of today, for whoever has work here."""

import frappe

PAGE = "con-today"
# what Frappe begins with where nobody has chosen a page (the default desktop:home_page): 15, and 16 with its apps
OF_FRAPPE = ("Workspaces", "desktop")


def begin_with_today(bootinfo) -> None:
	"""Hook extend_bootinfo. The apps of Frappe 16 stay one click away (public/js/desk_16.js)."""
	if bootinfo.get("home_page") in OF_FRAPPE and frappe.get_cached_doc("Page", PAGE).is_permitted():
		bootinfo.home_page = PAGE
