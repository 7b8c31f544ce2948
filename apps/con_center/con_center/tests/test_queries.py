from frappe.tests.utils import FrappeTestCase

from con_center.queries import is_field, is_name, names_in


class TestNamesOfFields(FrappeTestCase):
	def test_what_a_filter_may_name(self):
		for name in (
			"name",
			"round",
			"members.first_name",
			"ifnull(restrict_to_domain, '')",
			"ifnull(`parent_area`,'')",
			# Frappe's calendars
			"ifnull(date, '0001-01-01 00:00:00')",
		):
			self.assertTrue(is_name(name), name)
		for name in (
			"name` is not null or `name",
			"ifnull(name,'')!='' or name",
			"ifnull((select 1),0)",
			"name in (select",
			"name/**/",
			"",
			None,
			["name"],
		):
			self.assertFalse(is_name(name), name)

	def test_what_can_be_asked_for(self):
		for field in (
			"name",
			"*",
			"count(name) as number",
			"`tabMeeting`.`selected`",
			"max(idx)",
			"preselect",
		):
			self.assertTrue(is_field(field), field)
		for field in (
			"max((select 1))",
			"max((SELECT\nname from tabUser))",
			"sum(/*!50000select*/ 1)",
			"name -- x",
			"name # x",
			"1; drop",
		):
			self.assertFalse(is_field(field), field)

	def test_names_in_filters(self):
		self.assertEqual(names_in({"a": 1, "b": ["in", "x"]}), ["a", "b"])
		self.assertEqual(
			names_in([["a", "=", 1], ["Meeting", "b", "=", 1, False], {"c": 1}, "d"]), ["a", "b", "c"]
		)
		self.assertEqual(names_in(None), [])
