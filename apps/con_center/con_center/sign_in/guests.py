"""What the site shows without a session: the pages that signing in needs, and no others."""

import frappe
from frappe.website.utils import build_response

# signing in; the code of the second factor; a new password; what Frappe shows when something is wrong
OPEN = {
	"login",
	"qrcode",
	"update-password",
	"message",
	"error",
	"404",
	"app",
	"website_script.js",
	"robots.txt",
}


class ClosedPage:
	"""Stands before Frappe's renderers of pages: leads a guest from all other pages to the login page."""

	def __init__(self, path: str, http_status_code: int | None = None):
		self.path = path

	def can_render(self) -> bool:
		return frappe.session.user == "Guest" and self.path not in OPEN

	def render(self):
		return build_response(self.path, "", 302, {"Location": "/login", "Cache-Control": "no-store"})
