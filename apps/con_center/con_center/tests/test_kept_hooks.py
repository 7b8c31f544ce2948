"""What is kept by process of hooks and modules of all apps: the same as Frappe's, and each request's own."""

import inspect
from unittest import mock

import frappe
from frappe.tests.utils import FrappeTestCase

from con_center import compat, seams
from con_center.compat import kept_15
from con_center.compat.drivers import errors

# seconds; no other process has got there
NOW = 1e9

# Frappe 16 keeps them itself
if compat.MAJOR < 16:

	class TestKeptHooks(FrappeTestCase):
		def setUp(self):
			super().setUp()
			seams.install()
			patched = mock.patch.object(frappe.local, "request", mock.Mock(), create=True)
			patched.start()
			self.addCleanup(patched.stop)
			self.addCleanup(frappe.setup_module_map)

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

		def test_modules_are_those_of_frappe(self):
			self.begin()
			kept = frappe.local.app_modules, frappe.local.module_app
			self.assertEqual(frappe.local.module_app["organization"], "con_center")
			with self.asked_of_frappe() as asked:
				self.begin()
				asked.assert_not_called()
			self.assertEqual((frappe.local.app_modules, frappe.local.module_app), kept)
			self.begin(developer_mode=1)
			self.assertEqual((frappe.local.app_modules, frappe.local.module_app), kept)

		def test_what_a_request_does_to_modules_stays_there(self):
			self.begin()
			frappe.local.module_app["made_up"] = "frappe"
			frappe.local.app_modules["frappe"].append("made_up")
			self.begin()
			self.assertNotIn("made_up", frappe.local.module_app)
			self.assertNotIn("made_up", frappe.local.app_modules["frappe"])

		def test_modules_are_asked_for_anew(self):
			for words, again in (
				("by what clears the cache", frappe.setup_module_map),
				("while apps are written", lambda: self.begin(developer_mode=1)),
				("after a minute", lambda: self.begin(later=60)),
			):
				self.begin()
				with self.subTest(words), self.asked_of_frappe() as asked:
					again()
					asked.assert_called_once()

		def test_no_modules_are_not_kept(self):
			kept_15._modules.cache_clear()
			with self.asked_of_frappe() as asked:
				asked.side_effect = lambda *_asked, **_named: setattr(frappe.local, "module_app", {})
				self.begin()
				self.begin()
				self.assertEqual(asked.call_count, 2)

		def begin(self, developer_mode: int = 0, later: int = 0):
			"""As Frappe begins a request; the older one has no argument."""
			frappe.local.module_app = frappe.local.app_modules = None
			takes = inspect.signature(kept_15.setup_module_map.of_frappe).parameters
			asked = {"include_all_apps": False} if takes else {}
			with (
				mock.patch.dict(frappe.conf, developer_mode=developer_mode),
				mock.patch.object(kept_15, "monotonic", return_value=NOW + later),
			):
				frappe.setup_module_map(**asked)

		@staticmethod
		def asked_of_frappe():
			of_frappe = kept_15.setup_module_map.of_frappe
			spied = mock.create_autospec(of_frappe, side_effect=of_frappe)
			return mock.patch.object(kept_15.setup_module_map, "of_frappe", spied)

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
