from frappe.tests.utils import FrappeTestCase

from con_center.seams.queries import columns_of, is_field, is_name, is_order, names_in


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
			"count(distinct `tabCommittee Member`.`name`) as total_count",
			"SUM(`tabPlan Activity`.`amount`) AS _aggregate_column",
			"distinct `tabMeeting`.name",
			"(1 / nullif(locate('ท่า''ถ่าน', `tabArea`.`name`), 0)) as `_relevance`",
			"locate('ท่า''ถ่าน', `tabArea`.`name`) as `_relevance`",
		):
			self.assertTrue(is_field(field), field)
		for field in (
			"max((select 1))",
			"max((SELECT\nname from tabUser))",
			"sum(/*!50000select*/ 1)",
			"name -- x",
			"name # x",
			"1; drop",
			"sleep(1)",
			"count(sleep(1))",
			"count(*) as a, sleep(1) as b",
			"if(1, name, 2)",
			"group_concat(name)",
			"@@version",
			"name as `a` union select 1",
			"(1 / nullif(locate('x', `tabArea`.`name`), sleep(1))) as `_relevance`",
			"locate('x', `tabArea`.`name`) + sleep(1)",
			"locate('x', (select 1))",
			None,
			["name"],
		):
			self.assertFalse(is_field(field), field)

	def test_numbers_as_frappe_16_asks_for_them(self):
		for field in ({"COUNT": "*", "as": "total"}, {"SUM": "`tabArea`.`idx`"}, {"MAX": "idx", "as": "m"}):
			self.assertTrue(is_field(field), field)
		for field in (
			{},
			{"as": "x"},
			{"SLEEP": "1"},
			{"COUNT": "*", "SUM": "idx"},
			{"COUNT": "(select 1)"},
			{"COUNT": {"SLEEP": 1}},
			{"COUNT": "name", "as": "x`"},
			{"CONCAT": ["name", "api_key"]},
		):
			self.assertFalse(is_field(field), field)

	def test_what_a_list_is_sorted_by(self):
		for order in (
			None,
			"",
			"modified desc",
			"`tabArea`.idx desc, `tabArea`.`modified` DESC",
			"ifnull(_relevance, -9999) desc, `tabArea`.idx desc",
		):
			self.assertTrue(is_order(order), order)
		for order in (
			"sleep(1)",
			"name, sleep(1)",
			"(select 1)",
			"name desc; drop",
			"case when 1 then 2 end",
			"sleep(count(name))",
			"sleep(count(name)) desc, name",
			"name, sleep(1",
		):
			self.assertFalse(is_order(order), order)

	def test_names_in_filters(self):
		self.assertEqual(names_in({"a": 1, "b": ["in", "x"]}), ["a", "b"])
		self.assertEqual(
			names_in([["a", "=", 1], ["Meeting", "b", "=", 1, False], {"c": 1}, "d"]), ["a", "b", "c"]
		)
		self.assertEqual(names_in(None), [])


class TestColumns(FrappeTestCase):
	"""What a list tells of, by what is asked for in the words of each Frappe."""

	def test_functions_tell_of_the_columns_in_them_and_texts_of_none(self):
		nearness = {"DIV": [1, {"NULLIF": [{"LOCATE": ["'phone'", "name"]}, 0]}]}
		for asked, columns in (
			("max(helps) as most", {"helps"}),
			({"MAX": "helps", "as": "most"}, {"helps"}),
			({"IFNULL": ["`phone`", "''"], "as": "n"}, {"phone"}),
			({"IFNULL": [nearness, -9999], "as": "_relevance"}, {"name"}),
			({"COUNT": "phone", "as": "n"}, set()),
		):
			with self.subTest(asked=asked):
				self.assertEqual({column for _kind, column in columns_of([asked])}, columns)
