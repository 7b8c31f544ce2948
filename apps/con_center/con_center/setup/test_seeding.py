import frappe

from con_center.setup.seeding import fill_in_new_settings
from con_center.tests.case import CONTestCase

DOCTYPE = "CON Settings"


class TestNewSettings(CONTestCase):
	"""A field that an update brings has its usual value on sites that are older; tests/upgrade does it with a release."""

	def test_a_new_field_gets_its_usual_value(self):
		frappe.db.delete("Singles", {"doctype": DOCTYPE, "field": ("in", ("photos_most", "date_era"))})
		before = frappe.db.get_singles_dict(DOCTYPE)
		fill_in_new_settings()
		after = frappe.db.get_singles_dict(DOCTYPE)
		self.assertEqual((after.pop("photos_most"), after.pop("date_era")), ("12", "By Language"))
		self.assertEqual(after, before)

	def test_what_an_admin_has_emptied_stays_empty(self):
		settings = frappe.get_doc(DOCTYPE)
		settings.letter_remind_before, settings.photos_most = None, 3
		settings.flags.ignore_mandatory = True
		settings.save()
		before = frappe.db.get_singles_dict(DOCTYPE)
		fill_in_new_settings()
		self.assertEqual(frappe.db.get_singles_dict(DOCTYPE), before)
