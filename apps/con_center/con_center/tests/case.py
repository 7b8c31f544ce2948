"""The test case of this app, with officers of every kind in two areas."""

import frappe
from frappe.tests.utils import FrappeTestCase

from con_center import registry, seams
from con_center.access.posts import forget_posts
from con_center.organization.factories import OTHER, OWN, POSITION, make_center, make_officer, make_user
from con_center.tests import samples


class CONTestCase(FrappeTestCase):
	"""A test case with officers of every kind in both areas. They stay on the test site: making them takes long."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		samples.forget()
		seams.install()  # as the first thing of a request
		# Frappe makes the first user of a site a System Manager: it must not be an officer
		make_user("first.of.all", roles=[{"role": "System Manager"}])
		for areas in (OWN, OTHER):
			for kind in POSITION:
				make_officer(kind, areas)
		make_officer("district", number=2)
		for area in (*OWN.values(), *OTHER.values()):
			make_center(area)
		frappe.db.commit()  # nothing of the tests is under way yet

	def setUp(self):
		frappe.set_user("Administrator")
		# a page that another test has asked for: in a GET, printing ends the transaction
		frappe.local.request = frappe._dict()
		forget_posts()

	def tearDown(self):
		frappe.set_user("Administrator")

	def change_settings(self, **values):
		"""Change the app's settings until the test ends."""
		before = {field: frappe.db.get_single_value("CON Settings", field) for field in values}
		self.addCleanup(_set_settings, before)
		_set_settings(values)

	def speak_thai(self):
		"""Answer in Thai until the test ends: tests run in English."""
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		frappe.local.lang = "th"


def _set_settings(values: dict) -> None:
	frappe.db.set_single_value("CON Settings", values)
	# a test that is rolled back, or a class, leaves what it had in the cache
	frappe.clear_document_cache("CON Settings", "CON Settings")


def clear(district: str = OWN["district"]) -> None:
	"""Take away what the demo, or whoever worked on this site, has in a district, until the test is rolled back."""
	kept = (
		"CON Center",
		"Office",
		"Officer Assignment",
		"Approval Log",
		"Issued File",
		"Number Counter",
		"Document Number",
	)
	frappe.db.set_value("CON Center", {"district": district}, "current_committee", None)
	for doctype in set(registry.scoped()) - set(kept):
		names = frappe.get_all(doctype, filters={"district": district}, pluck="name")
		for table in (
			doctype,
			*(rows for rows, parent in registry.parent_of_row().items() if parent == doctype),
		):
			frappe.db.delete(table, {"name" if table == doctype else "parent": ("in", names or [""])})


def links_of(doctype: str) -> list[str]:
	"""Return what a DocType and its rows link to, and itself: Frappe's runner makes records of none of these.

	The tests make their own, as users do; Frappe would make accounts, roles and whatever else a link leads to.
	"""
	rows = registry.tables(doctype)
	fields = [field for name in (doctype, *rows) for field in registry.doctypes()[name]["fields"]]
	return [doctype, *(field["options"] for field in fields if field["fieldtype"] == "Link")]
