"""The code of a house: found again by its hash, and in nothing that is stored, answered or logged."""

import frappe

from con_center.households import house_code
from con_center.households.errors import HouseCodeError
from con_center.households.factories import make_household, told
from con_center.households.test_cases import HouseholdTestCase
from con_center.organization.factories import OTHER, make_officer, signed_in
from con_center.tests.case import clear
from con_center.tests.client import send, taken_back

CODE = "34010123456"


class TestHouseCode(HouseholdTestCase):
	def setUp(self):
		clear()
		clear(OTHER["district"])
		super().setUp()

	def note(self, name: str | None = None, code: str = CODE, user: str | None = None):
		with signed_in(user or self.officer):
			house_code.note(name or self.household.name, code)

	def test_the_same_house_is_found_however_it_is_typed(self):
		self.note()
		with signed_in(self.officer):
			for typed in (CODE, "3401-012345-6", "๓๔๐๑๐๑๒๓๔๕๖"):
				self.assertEqual(house_code.find(typed)["name"], self.household.name)
			self.assertIsNone(house_code.find("34010123457"))

	def test_a_stranger_is_not_told(self):
		self.note()
		for user in (make_officer("officer", OTHER), make_officer("province")):
			with signed_in(user):
				self.assertIsNone(house_code.find(CODE))

	def test_a_house_is_entered_once(self):
		self.note()
		other = make_household()
		with self.assertRaises(HouseCodeError) as refused:
			self.note(other.name)
		self.assertIn(self.household.name, str(refused.exception))

	def test_what_is_no_code_is_not_repeated(self):
		for wrong in ("", "1234", "1234567890123", "x" * 11):
			with self.subTest(wrong), self.assertRaises(HouseCodeError) as refused:
				self.note(code=wrong)
			if wrong:
				self.assertNotIn(wrong, str(refused.exception))

	def test_it_stands_nowhere(self):
		self.note()
		for doctype in ("Target Household", "Version", "Error Log", "Access Log", "Activity Log", "Comment"):
			rows = frappe.get_all(doctype, fields=["*"], order_by="creation desc", limit=200)
			self.assertNotIn(CODE, told(rows), doctype)
		self.assertNotIn(CODE, told(self.stored().as_dict()))

	def test_no_answer_holds_it_or_its_hash(self):
		self.note()
		digest = frappe.db.get_value("Target Household", self.household.name, "house_hash")
		self.assertEqual(len(digest), 64)
		with taken_back(), signed_in(self.officer):
			for path, values in (
				(
					"frappe.desk.form.load.getdoc",
					{"doctype": "Target Household", "name": self.household.name},
				),
				("frappe.client.get", {"doctype": "Target Household", "name": self.household.name}),
				("frappe.client.get_list", {"doctype": "Target Household", "fields": '["*"]'}),
				(
					"frappe.desk.form.save.savedocs",
					{"doc": self.stored().as_json(), "action": "Save"},
				),
				(
					"frappe.client.set_value",
					{
						"doctype": "Target Household",
						"name": self.household.name,
						"fieldname": "village_name",
						"value": "บ้านโพธิ์",
					},
				),
				("con_center.households.house_code.find", {"secret": CODE}),
				("con_center.households.house_code.note", {"name": "HH-0", "secret": CODE}),
			):
				answer = send("POST", f"/api/method/{path}", values)
				with self.subTest(path):
					self.assertNotIn(CODE, str(answer.body))
					self.assertNotIn(digest, str(answer.body))

	def test_of_another_area_nothing_is_told(self):
		"""Whoever knows the code of a stranger's house does not learn that it is one of those in need."""
		self.note()
		other = make_household(OTHER["sub_district"])
		with signed_in(make_officer("officer", OTHER)):
			self.assertIsNone(house_code.find(CODE))
			house_code.note(other.name, CODE)

	def test_without_the_sites_secret_it_is_another_hash(self):
		self.assertNotEqual(
			house_code.digest_of(CODE, house_code.key()), house_code.digest_of(CODE, b"another site")
		)

	def test_a_hash_with_digits_in_a_row_is_no_number_of_a_person(self):
		for digits in ("1" * 13, "2" * 11):
			digest = f"a{digits}b".ljust(64, "c")
			frappe.db.set_value("Target Household", self.household.name, "house_hash", digest)
			with self.subTest(digits), signed_in(self.officer):
				self.stored().save()

	def test_saving_the_form_leaves_it(self):
		self.note()
		with signed_in(self.officer):
			doc = self.stored()
			doc.apply_fieldlevel_read_permissions()
			doc.village_name = "บ้านโพธิ์"
			doc.save()
		self.assertTrue(frappe.db.get_value("Target Household", self.household.name, "house_hash"))
