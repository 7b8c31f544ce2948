"""What a browser is told of an address that is refused: by who asks."""

import frappe
import frappe.app
import frappe.utils.response
from frappe.website.serve import get_response
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from con_center import seams
from con_center.compat import MAJOR
from con_center.organization.factories import OWN, make_deputy, make_officer, make_substitution, signed_in
from con_center.seams import refusals
from con_center.tests.case import CONTestCase

SIGN_IN, NO_POST, NOT_OPEN = "โปรดเข้าสู่ระบบก่อน", "ขณะนี้ท่านไม่มีตำแหน่งที่มีผล", "ไม่พบ หรือท่านไม่มีสิทธิเปิด"

# the newer Frappe leads from the older addresses to this one
DESK = "/desk" if MAJOR >= 16 else "/app"


class TestRefusals(CONTestCase):
	def setUp(self):
		seams.install()
		self.lang, frappe.local.lang = frappe.local.lang, "th"
		self.addCleanup(setattr, frappe.local, "lang", self.lang)

	def ask(self, user: str, address: str) -> Response:
		with signed_in(user):
			frappe.local.lang = "th"
			# as a session notes it, by which Frappe 16 opens the desk
			frappe.session.data.user_type = frappe.db.get_value("User", user, "user_type")
			frappe.local.request = Request(EnvironBuilder(path=address).get_environ())
			frappe.local.form_dict = frappe._dict(frappe.local.request.args)
			frappe.local.response = frappe._dict(docs=[])
			frappe.local.flags.home_page = None
			try:
				if address.startswith("/private/"):
					return frappe.utils.response.download_private_file(address)
				if address.startswith("/backups/"):
					return frappe.utils.response.download_backup(address)
			except HTTPException as error:
				return error.get_response()
			return get_response()

	def assert_told(self, user: str, title: str, *addresses: str) -> None:
		for address in addresses:
			with self.subTest(address=address):
				answer = self.ask(user, address)
				self.assertIn(answer.status_code, (403, 404), address)
				self.assertIn(f"<h1>{title}</h1>", answer.get_data(as_text=True))

	def test_a_guest_is_led_to_sign_in_and_back(self):
		address = "/printview?doctype=Meeting&name=MTG-000001"
		self.assert_told("Guest", SIGN_IN, address, "/printview", "/private/files/x.pdf", "/backups/x")
		text = self.ask("Guest", address).get_data(as_text=True)
		self.assertIn("/login?redirect-to=%2Fprintview%3Fdoctype%3DMeeting%26name%3DMTG-000001", text)

	def test_who_has_no_post_in_force_is_told_so_wherever_he_goes(self):
		deputy = make_deputy()
		everywhere = ("/", "/me", DESK, f"{DESK}/meeting", "/nowhere", "/printview", "/private/files/x")
		self.assert_told(deputy, NO_POST, *everywhere)
		self.assertIn(refusals.SIGN_OUT, self.ask(deputy, "/me").get_data(as_text=True))
		make_substitution(make_officer("chief"), deputy)
		self.assertNotIn(NO_POST, self.ask(deputy, "/nowhere").get_data(as_text=True))
		self.assertEqual(self.ask(deputy, "/me").headers["Location"], "/app")

	def test_an_officer_is_told_what_he_may_not_open(self):
		addresses = (
			"/printview",
			"/printview?doctype=Meeting&name=nothing",
			"/private/files/nothing",
			"/backups/x",
		)
		self.assert_told(make_officer("officer"), NOT_OPEN, *addresses)
		other = make_officer("officer", {**OWN, "sub_district": "340105"})
		of_another = frappe.get_all("Officer Assignment", {"user": other}, pluck="name")[0]
		self.assert_told(
			make_officer("officer"), NOT_OPEN, f"/printview?doctype=Officer%20Assignment&name={of_another}"
		)

	def test_a_page_that_is_not_there_leads_to_the_first_one(self):
		text = self.ask(make_officer("officer"), "/nowhere").get_data(as_text=True)
		self.assertIn("กลับหน้าแรก", text)
		self.assertEqual(self.ask(make_officer("officer"), "/me").headers["Location"], "/app")

	def test_an_error_is_told_to_a_browser_and_a_program(self):
		for accept, is_page in (("text/html", True), ("application/json", False)):
			environ = EnvironBuilder(path="/api/method/x", headers={"Accept": accept}).get_environ()
			frappe.local.request, frappe.local.is_ajax = Request(environ), False
			frappe.local.response = frappe._dict(docs=[])
			with signed_in(make_officer("officer")):
				frappe.local.lang = "th"
				try:
					raise frappe.PermissionError
				except frappe.PermissionError as error:
					answer = frappe.app.handle_exception(error)
			self.assertEqual(answer.status_code, 403)
			self.assertEqual(NOT_OPEN in answer.get_data(as_text=True), is_page)
