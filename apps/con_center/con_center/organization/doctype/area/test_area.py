from unittest.mock import patch

import frappe

from con_center.organization.doctype.area.area import AreaCodeError, search
from con_center.organization.doctype.con_center.con_center import center_name
from con_center.organization.factories import make_officer, signed_in
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Area")


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
			self.assertEqual(children("Area", "", True), children("Area", "00"))
