import frappe

from con_center.access.documents import AreaMissingError
from con_center.organization.doctype.community_organization.community_organization import (
	OrganizationAreaError,
)
from con_center.organization.factories import OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("CON Center")


class TestCentersAndOrganizations(CONTestCase):
	def test_an_area_has_one_center(self):
		with self.assertRaises(frappe.DuplicateEntryError):
			frappe.get_doc({"doctype": "CON Center", "area": OWN["sub_district"]}).insert()

	def test_a_center_is_refused_in_an_abolished_area(self):
		with self.assertRaises(AreaMissingError) as refused:
			frappe.get_doc({"doctype": "CON Center", "area": "100205"}).insert()
		self.assertIn("102901", str(refused.exception))

	def test_an_organization_registered_twice_is_warned_about(self):
		values = {
			"doctype": "Community Organization",
			"organization_type": "กลุ่มสตรี",
			"area": OWN["sub_district"],
		}
		with signed_in(make_officer("officer")):
			frappe.get_doc({**values, "organization_name": "องค์การสตรีบ้านนา"}).insert()
			frappe.clear_messages()
			frappe.get_doc({**values, "organization_name": "องค์กรสตรี  บ้านนา"}).insert()
		self.assertIn("องค์การสตรีบ้านนา", str(frappe.get_message_log()))

	def test_an_organization_belongs_to_a_sub_district(self):
		with self.assertRaises(OrganizationAreaError):
			frappe.get_doc(
				{
					"doctype": "Community Organization",
					"organization_name": "กลุ่ม",
					"organization_type": "กลุ่มสตรี",
					"area": OWN["district"],
				}
			).insert()
