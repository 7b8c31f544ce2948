import frappe

from con_center.approval import seals
from con_center.setup import demo
from con_center.setup.demo import NotForADemoError, refuse_real_site
from con_center.sign_in import demo as sign_in_demo
from con_center.sign_in import second_factor, settings
from con_center.tests.case import CONTestCase


class TestSettings(CONTestCase):
	def tearDown(self):
		# what was set here is not kept, in the cache neither
		frappe.db.rollback()
		frappe.clear_cache()
		super().tearDown()

	def test_what_frappe_delivers_is_tightened(self):
		doc = frappe.get_doc("System Settings")
		delivered = doc.meta.get_field("allow_consecutive_login_attempts").default
		doc.update(
			{
				"allow_error_traceback": doc.meta.get_field("allow_error_traceback").default,
				"allow_consecutive_login_attempts": delivered,
				"enable_password_policy": 1,
			}
		)
		doc.save()
		settings.seed()
		doc.reload()
		self.assertEqual((doc.allow_error_traceback, doc.allow_consecutive_login_attempts), (0, 5))
		self.assertEqual(frappe.db.get_single_value("Website Settings", "disable_signup"), 1)

	def test_what_an_admin_has_set_stays(self):
		doc = frappe.get_doc("System Settings")
		doc.update(
			{"allow_consecutive_login_attempts": 4, "session_expiry": "02:00", "minimum_password_score": "4"}
		)
		doc.save()
		settings.seed()
		doc.reload()
		self.assertEqual(
			(doc.allow_consecutive_login_attempts, doc.session_expiry, doc.minimum_password_score),
			(4, "02:00", "4"),
		)

	def test_the_page_of_signing_in_says_what_system_it_is(self):
		for before, after in (("Frappe", "CON Center"), ("ศูนย์ของเรา", "ศูนย์ของเรา")):
			frappe.db.set_single_value("Website Settings", "app_name", before)
			settings.seed_name()
			self.assertEqual(frappe.get_doc("Website Settings").app_name, after)

	def test_the_second_factor_is_asked_of_who_signs_and_administers(self):
		frappe.db.set_value("Role", "All", "two_factor_auth", 0)
		second_factor.demand()
		asked = set(frappe.get_all("Role", {"two_factor_auth": 1}, pluck="name"))
		self.assertEqual(
			asked, {"System Manager", "CON Administrator", "CON District Signatory", "CON Province Signatory"}
		)
		second_factor.waive()
		self.assertEqual(frappe.db.get_single_value("System Settings", "enable_two_factor_auth"), 0)


class TestDemo(CONTestCase):
	"""A site for tests lets the demo in; here it is looked at as if it were none."""

	def setUp(self):
		super().setUp()
		self.tests_allowed = frappe.conf.pop("allow_tests", None)
		frappe.db.set_global(sign_in_demo.MARK, None)

	def tearDown(self):
		frappe.conf.allow_tests = self.tests_allowed
		frappe.db.rollback()
		frappe.clear_cache()
		super().tearDown()

	def test_it_does_not_go_where_people_work(self):
		with self.assertRaises(NotForADemoError):
			refuse_real_site()

	def test_it_goes_into_an_empty_site_and_to_itself(self):
		accounts = {"name": ("not in", frappe.STANDARD_USERS)}
		frappe.db.delete("User", accounts)
		with seals.open_to_entries():
			for doctype in set(demo.registry.scoped()) - set(demo.SEEDED):
				frappe.db.delete(doctype)
		refuse_real_site()

	def test_documents_alone_are_somebodys(self):
		frappe.db.delete("User", {"name": ("not in", frappe.STANDARD_USERS)})
		self.assertIn("CON Center", demo.foreign_to_demo())

	def test_it_says_so(self):
		sign_in_demo.mark()
		boot, context = frappe._dict(), frappe._dict()
		sign_in_demo.tell_the_desk(boot)
		sign_in_demo.tell_the_login_page(context)
		for told in (boot.con_center_demo, context.banner_html):
			self.assertIn("Demo", told)

	def test_other_sites_say_nothing(self):
		boot, context = frappe._dict(), frappe._dict()
		sign_in_demo.tell_the_desk(boot)
		sign_in_demo.tell_the_login_page(context)
		self.assertEqual((boot, context), ({}, {}))
