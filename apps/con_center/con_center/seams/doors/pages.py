"""Pages: of those that come with Frappe or another app, the ones that this system needs; the rest is not there.

Pages and forms that an administrator publishes himself (Web Page, Web Form, …) are his to answer for. The desk (/app,
from Frappe 16 on /desk) asks for a session itself.
"""

import frappe
from frappe.website.page_renderers.document_page import DocumentPage
from frappe.website.page_renderers.not_found_page import NotFoundPage
from frappe.website.page_renderers.web_form import WebFormPage

from con_center.seams.refusals import has_desk, refused

# to get in, to be told why not, and what browsers ask for by themselves
FOR_ALL = frozenset(
	(
		# who is where a training is held signs in by the picture that is shown there, and his code (learning/signing_in.py)
		"attend",
		# who holds a copy of an issued document, and its code, is told of it (issuing/checking.py)
		"check",
		# the same for everybody: what is in it comes by functions that ask who reads it
		"con-field",
		"con-field-worker.js",
		"error",
		"login",
		"message",
		"qrcode",
		"robots.txt",
		"update-password",
		"website_script.js",
	)
)
# the desk, which asks a guest to sign in
DESK = frozenset(("app", "desk"))
# what it opens beside itself
FOR_USERS = frozenset(("apps", "printpreview", "printview"))
# where Frappe sends whoever has no other home
ACCOUNT = "me"


class ClosedPage(NotFoundPage):
	"""Stands before all renderers of Frappe (hook page_renderer) and answers for what is closed."""

	def __init__(self, path=None, http_status_code=None):
		# Frappe gives the number of a page that is found
		super().__init__(path or "", 404)
		self.asked = (path or "").strip("/ ")

	def can_render(self) -> bool:
		return not is_open(self.asked)

	def render(self):
		user = frappe.session.user
		if user != "Guest" and not has_desk():
			return refused(403)
		if self.asked == ACCOUNT and user != "Guest":
			frappe.redirect("/app")
		return refused(403) if self.asked in FOR_USERS else super().render()

	def can_cache_404(self) -> bool:
		# what a guest does not find is there for somebody who has signed in
		return False


def is_open(path: str) -> bool:
	"""Tell whether the session user may open the page at this path."""
	is_guest = frappe.session.user == "Guest"
	if path in FOR_ALL or (path in DESK and is_guest):
		return True
	if path in DESK | FOR_USERS and not is_guest and has_desk():
		# Frappe tells of a print without a document in English
		return path != "printview" or bool({"name", "doc"} & frappe.form_dict.keys())
	form = WebFormPage(path)
	if form.can_render():
		# Frappe publishes some of its own: profiles, and requests about personal data
		return not frappe.get_cached_value("Web Form", form.docname, "is_standard")
	return DocumentPage(path).can_render()
