"""What is kept by process of the hooks of all apps: the same as Frappe's, and each request's own."""

from unittest import mock

import frappe
from frappe.tests.utils import FrappeTestCase

from con_center import compat, seams
from con_center.compat import kept_15
from con_center.compat.drivers import errors

# Frappe 16 keeps them itself
if compat.MAJOR < 16:

	class TestKeptHooks(FrappeTestCase):
		def setUp(self):
			super().setUp()
			seams.install()
			patched = mock.patch.object(frappe.local, "request", mock.Mock(), create=True)
			patched.start()
			self.addCleanup(patched.stop)

		def test_are_those_of_frappe(self):
			for hook, value in frappe._load_app_hooks().items():
				with self.subTest(hook=hook):
					self.assertEqual(frappe.get_hooks(hook), value)
			self.assertEqual(frappe.get_hooks("no_such_hook"), [])
			self.assertIsNone(frappe.get_hooks("no_such_hook", None))

		def test_what_a_request_does_to_them_stays_there(self):
			frappe.get_hooks("after_request").append("made.up")
			self.assertIn("made.up", frappe.get_hooks("after_request"))
			frappe.local.cache = {}
			self.assertNotIn("made.up", frappe.get_hooks("after_request"))

		def test_are_there_while_mariadb_is_away(self):
			frappe.local.cache = {}
			for away in (
				mock.patch.object(frappe.local, "db", None),
				mock.patch.object(
					frappe, "get_installed_apps", side_effect=errors("OperationalError")[0](2013, "lost")
				),
			):
				with away, mock.patch.object(kept_15.get_hooks, "of_frappe", return_value=["x"]) as asked:
					self.assertEqual(frappe.get_hooks("after_request"), ["x"])
					asked.assert_called_once()

		def test_arguments_are_those_that_a_function_takes(self):
			def some(a, b=1):
				pass

			def all_of_them(a, **more):
				pass

			sent = {"a": 1, "c": 2, "flags": 3}
			for function in (some, all_of_them):
				self.assertEqual(
					frappe.get_newargs(function, sent), kept_15.get_newargs.of_frappe(function, sent)
				)
