from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from con_center.access import posts
from con_center.access.documents import AreaMissingError
from con_center.access.posts import area_codes, forget_posts, holders
from con_center.organization.doctype.area.area import AreaCodeError, search
from con_center.organization.doctype.community_organization.community_organization import (
	OrganizationAreaError,
)
from con_center.organization.doctype.con_center.con_center import center_name
from con_center.organization.doctype.officer_assignment import officer_assignment as assignments
from con_center.organization.doctype.officer_assignment.officer_assignment import (
	AssignmentError,
	signature_lines,
	update_expired,
)
from con_center.organization.factories import OTHER, OWN, make_assignment, make_officer, make_user, signed_in
from con_center.tests.case import CONTestCase


class TestAreas(CONTestCase):
	def test_the_whole_country_is_there(self):
		count = {
			level: frappe.db.count("Area", {"level": level, "status": "Active"})
			for level in ("Country", "Province", "District", "Sub-district")
		}
		# geothai 3.2.1: with Bangkok, its 50 เขต and 180 แขวง (domain.md 7)
		self.assertEqual(count, {"Country": 1, "Province": 77, "District": 928, "Sub-district": 7436})
		self.assertEqual(frappe.db.count("Area", {"parent_area": "34", "status": "Active"}), 25)
		self.assertEqual(frappe.db.count("Area", {"code": ("like", "34____"), "status": "Active"}), 219)

	def test_an_abolished_area_names_its_successor(self):
		abolished = frappe.get_all(
			"Area", filters={"status": "Abolished", "successor": ("is", "set")}, pluck="successor", limit=50
		)
		self.assertEqual(len(abolished), 50)
		for successor in abolished:
			self.assertEqual(frappe.db.get_value("Area", successor, "status"), "Active")

	def test_search_by_thai_and_english_name_code_and_path(self):
		def found(text):
			return [row[0] for row in search("Area", text, "name", 0, 20, {})]

		self.assertEqual(found("ท่าถ่าน พนมสารคาม"), ["240606"])
		self.assertEqual(found("tha than phanom sarakham"), ["240606"])
		self.assertEqual(found("240606"), ["240606"])
		self.assertGreater(len(found("หนองบัว")), 10)
		self.assertIn("หนองบัวลำภู", search("Area", "หนองบัวลำภู", "name", 0, 20, {})[0][1])
		self.assertEqual(found("ไม่มีที่ใดชื่อนี้"), [])

	def test_an_area_shows_with_its_district_and_province(self):
		self.assertEqual(
			frappe.db.get_value("Area", "240606", "full_name"), "ต.ท่าถ่าน อ.พนมสารคาม จ.ฉะเชิงเทรา"
		)
		self.assertTrue(frappe.db.get_value("Area", "100101", "full_name").startswith("แขวง"))
		self.assertEqual(center_name("240606"), "ศอช.ต.ท่าถ่าน อ.พนมสารคาม จ.ฉะเชิงเทรา")

	def test_a_village_goes_below_its_sub_district(self):
		village = frappe.get_doc({"doctype": "Area", "code": "24060501", "area_name": "บ้านทดสอบ"}).insert()
		self.assertEqual((village.level, village.parent_area), ("Village", "240605"))
		self.assertIn("อ.พนมสารคาม", village.full_name)
		self.assertTrue(frappe.db.get_value("Area", "240605", "is_group"))

	def test_villages_come_in_by_data_import(self):
		rows = (("DOPA Code", "Name"), ("24060502", "บ้านหนึ่ง"), ("24060503", "บ้านสอง"))
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "villages.csv",
				"is_private": 1,
				"content": "\n".join(",".join(row) for row in rows),
			}
		).insert()
		data_import = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": "Area",
				"import_type": "Insert New Records",
				"import_file": file.file_url,
			}
		).insert()
		with patch.object(frappe.db, "commit"), patch.object(frappe.db, "rollback"):
			data_import.get_importer().import_data()
		self.assertEqual(frappe.db.get_value("Area", "24060503", "area_name"), "บ้านสอง")

	def test_codes_that_are_none_are_refused(self):
		for code in ("2406061", "abcdef", "24-606", "99999999", "2", "2406060101"):
			with self.assertRaises(AreaCodeError):
				frappe.get_doc({"doctype": "Area", "code": code, "area_name": "ผิด"}).insert()

	def test_the_tree_opens_level_by_level(self):
		from con_center.organization.doctype.area.area_tree import children

		with signed_in(make_officer("officer")):
			self.assertEqual(len([n for n in children("Area", "00") if n["expandable"]]), 77)
			self.assertIn("ท่าถ่าน", [n["title"] for n in children("Area", "2406")])
			self.assertEqual([n["value"] for n in children("Area")], ["00"])


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


class TestAssignments(CONTestCase):
	def roles(self, user: str) -> set[str]:
		return {role for role in frappe.get_roles(user) if role.startswith("CON ")}

	def test_a_post_gives_its_roles_and_takes_them_back(self):
		user = make_user("one.post")
		self.assertEqual(self.roles(user), set())
		post = make_assignment(user, "พัฒนากร", OWN["sub_district"])
		self.assertEqual(self.roles(user), {"CON Sub-district Officer"})
		with signed_in(user):
			self.assertEqual(area_codes("Committee"), [OWN["sub_district"]])
		post.to_date = add_days(today(), -1)
		post.save()
		self.assertEqual((post.status, self.roles(user)), ("Ended", set()))
		with signed_in(user):
			self.assertEqual(area_codes("Committee"), [])

	def test_overlapping_posts_give_their_union_and_only_the_last_takes_a_role_away(self):
		user = make_user("two.posts")
		first = make_assignment(user, "พัฒนากร", OWN["sub_district"])
		make_assignment(user, "พัฒนากร", OTHER["sub_district"])
		third = make_assignment(user, "นายอำเภอ", OTHER["district"])
		self.assertEqual(self.roles(user), {"CON Sub-district Officer", "CON District Signatory"})
		first.delete()
		self.assertIn("CON Sub-district Officer", self.roles(user))
		third.delete()
		self.assertEqual(self.roles(user), {"CON Sub-district Officer"})

	def test_a_role_given_by_hand_stays(self):
		user = make_user("by.hand.too")
		frappe.get_doc("User", user).add_roles(
			"Newsletter Manager" if frappe.db.exists("Role", "Newsletter Manager") else "Report Manager"
		)
		before = set(frappe.get_roles(user))
		make_assignment(user, "พัฒนากร", OWN["sub_district"]).delete()
		self.assertEqual(set(frappe.get_roles(user)), before)

	def test_the_calendar_begins_and_ends_posts(self):
		user = make_user("calendar")
		post = make_assignment(user, "พัฒนากร", OWN["sub_district"], from_date=add_days(today(), 1))
		self.assertEqual((post.status, self.roles(user)), ("Upcoming", set()))
		for day, status, roles in ((1, "In Force", {"CON Sub-district Officer"}), (3, "Ended", set())):
			if status == "Ended":
				frappe.db.set_value("Officer Assignment", post.name, "to_date", add_days(today(), 2))
			then = add_days(today(), day)
			with patch.object(posts, "today", lambda: then), patch.object(assignments, "today", lambda: then):  # noqa: B023
				forget_posts()
				update_expired()
				self.assertEqual(
					(frappe.db.get_value("Officer Assignment", post.name, "status"), self.roles(user)),
					(status, roles),
				)

	def test_a_change_of_the_position_reaches_its_holders(self):
		position = frappe.get_doc(
			{"doctype": "Position", "position_name": "ตำแหน่งทดสอบ", "level": "District"}
		).insert()
		user = make_user("holder")
		make_assignment(user, position.name, OWN["district"])
		for roles in (["CON District Officer"], ["CON District Signatory"], []):
			position.set("roles", [{"role": role} for role in roles])
			position.save()
			self.assertEqual(self.roles(user), set(roles))

	def test_a_disabled_position_or_user_holds_nothing(self):
		user = make_user("gone.tomorrow")

		def held():
			return user in [row.user for row in holders("CON District Officer", OWN["sub_district"])]

		make_assignment(user, "พัฒนาการอำเภอ", OWN["district"])
		self.assertTrue(held())
		for doctype, name, field, off, on in (
			("Position", "พัฒนาการอำเภอ", "disabled", 1, 0),
			("User", user, "enabled", 0, 1),
		):
			with self.subTest(doctype=doctype):
				frappe.db.set_value(doctype, name, field, off)
				self.assertFalse(held())
				frappe.db.set_value(doctype, name, field, on)
		self.assertTrue(held())

	def test_an_area_of_the_wrong_level_is_refused(self):
		with self.assertRaises(AssignmentError):
			make_assignment(make_user("wrong.level"), "นายอำเภอ", OWN["province"])

	def test_how_signatures_name_who_is_acted_for(self):
		"""As in seed 003: two lines, the second with the office acted for."""
		deputy = make_assignment(
			make_user("deputy.governor"),
			"รองผู้ว่าราชการจังหวัด",
			OWN["province"],
			capacity="On Behalf Of",
			acting_for_position="ผู้ว่าราชการจังหวัด",
		)
		self.assertEqual(
			signature_lines(deputy),
			("รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน", ["ผู้ว่าราชการจังหวัดอุบลราชธานี"]),
		)
		self.assertIn("CON Province Signatory", self.roles(deputy.user))
