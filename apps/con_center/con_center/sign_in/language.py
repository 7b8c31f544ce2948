"""The language of pages before anybody has logged in."""

import frappe
from frappe import _
from frappe.translate import get_language


def set_for_guests() -> None:
	"""Ask Frappe again for a guest's language.

	Frappe 15.55 asks before the session exists, takes the guest for a user without a language, and answers in
	English whatever his browser and the site's settings say.
	"""
	if frappe.session.user == "Guest":
		frappe.local.lang = get_language()


def translate_title(context) -> dict:
	"""Hook update_website_context: Frappe's own pages are called in English in the browser's tab."""
	return {"title": _(context.title)} if context.title else {}
