from types import SimpleNamespace
from unittest.mock import patch

import frappe

from con_center.organization.factories import make_officer
from con_center.sign_in.language import set_for_guests
from con_center.tests.case import CONTestCase


class TestLanguageOfGuests(CONTestCase):
	def language(self, user: str, accepted: list[str]) -> str:
		frappe.set_user(user)
		request = SimpleNamespace(
			accept_languages=SimpleNamespace(values=lambda: accepted), cookies={}, path="/login"
		)
		before = frappe.local.lang
		frappe.local.lang = "en"
		try:
			with patch.object(frappe.local, "request", request, create=True):
				set_for_guests()
			return frappe.local.lang
		finally:
			frappe.local.lang = before

	def test_a_guest_is_answered_in_his_browsers_language(self):
		self.assertEqual(self.language("Guest", ["th", "en"]), "th")
		self.assertEqual(self.language("Guest", ["en", "th"]), "en")

	def test_a_users_language_is_left_as_it_is(self):
		self.assertEqual(self.language(make_officer("officer"), ["th"]), "en")
