"""Lists of households: understood, shown, taken over; the same house found again, and what is missing told."""

import base64
from io import BytesIO

import frappe
from frappe.utils import add_days, today
from openpyxl import Workbook

from con_center.households import cases, importing, persons
from con_center.households.errors import ListError
from con_center.households.factories import HEALTH, INCOME, as_file, make_household, told
from con_center.organization.factories import OTHER, OWN, areas_of, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear
from con_center.tests.counting import counting

HEAD = "รหัสบ้าน,หมู่ที่,บ้านเลขที่,ชื่อ-สกุล,ด้านสุขภาพ,ด้านรายได้"
FIRST, SECOND, THIRD = (
	"34010000001,1,10/1,นายหนึ่ง แรกดี,,1",
	"34010000002,2,20/2,นางสอง รองดี,1,1",
	",3,30/3,นางสาวสาม ตามมา,,ใช่",
)


class ListTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.officer = make_officer("officer")
		self.area = OWN["sub_district"]

	def take_over(
		self, *rows: str, head: str = HEAD, user: str | None = None, area: str | None = None, **values
	):
		with signed_in(user or self.officer):
			return importing.take_over(
				area or self.area,
				values.pop("source", "TPMAP"),
				today(),
				"TPMAP",
				as_file("\n".join([head, *rows])),
				**values,
			)

	def preview(self, *rows: str, head: str = HEAD, area: str | None = None, **values) -> dict:
		with signed_in(values.pop("user", self.officer)):
			return importing.preview(area or self.area, "TPMAP", as_file("\n".join([head, *rows])), **values)

	def households(self) -> dict:
		rows = frappe.get_all("Target Household", {"area": self.area}, ["*"], order_by="name")
		return {row.head_name: row for row in rows}


class TestListsByPerson(ListTestCase):
	COLUMNS = f"หมู่ที่,บ้านเลขที่,ชื่อ-สกุล,ด้านสุขภาพ,{INCOME},{HEALTH}"
	GRANDPA, SON, GRANDCHILD = (
		"1,10/1,นายปู่ แรกดี,,1,",
		"1,10/1,นายลูก แรกดี,,,",
		"1,10/1,ด.ช.หลาน แรกดี,1,,1",
	)
	TOLD = ("หัวหน้า,67", "บุตร,๔๑ ปี", "หลาน,6-14 ปี")
	CODE = "34010000001"

	def rows(self, *before: str) -> list[str]:
		"""Return the rows of the house with what stands before them, for each the same or its own."""
		of_house = (self.GRANDPA, self.SON, self.GRANDCHILD)
		before = before if len(before) == 3 else before * 3
		return [f"{told},{row}" for told, row in zip(before, of_house, strict=True)]

	def only(self):
		[row] = self.households().values()
		return frappe.get_doc("Target Household", row.name)

	def assert_whole(self, members: list[tuple]):
		doc = self.only()
		self.assertEqual(doc.head_name, "นายปู่ แรกดี")
		self.assertEqual((doc.state_health, doc.state_income), ("In Need", "In Need"))
		self.assertEqual([row.item for row in doc.needs], [INCOME, HEALTH])
		self.assertEqual([row.dimension for row in doc.history], ["Health", "Income"])
		found = [(row.idx, row.relation, row.age_group, row.need) for row in doc.members]
		self.assertEqual(found, [(n, *member) for n, member in enumerate(members, 1)])
		# as a form saves it
		with signed_in(self.officer):
			doc.source = "TPMAP"
			doc.save()

	def assert_idempotent(self, *rows: str, **values):
		before = self.only().as_dict()
		done = self.take_over(*rows, **values)
		self.assertEqual((done["new"], done["found_again"], done["dropped"]), (0, 1, 0))
		after = self.only().as_dict()
		for table in ("needs", "members", "history"):
			self.assertEqual([row.name for row in before[table]], [row.name for row in after[table]], table)

	def test_rows_of_one_code_are_one_household(self):
		rows, head = self.rows(self.CODE), f"รหัสบ้าน,{self.COLUMNS}"
		done = self.take_over(*rows, head=head)
		self.assertEqual((done["new"], done["joined"], done["wrong_rows"]), (1, 2, 0))
		self.assertEqual(done["kept_apart"], [])
		self.assert_whole([("Not Told", "Not Told", HEALTH)])
		self.assert_idempotent(*rows, head=head)
		# whoever stands first in it
		self.assert_idempotent(*reversed(rows), head=head)

	def test_relations_tell_that_it_is_one_household(self):
		rows, head = self.rows(*self.TOLD), f"ความสัมพันธ์,อายุ,{self.COLUMNS}"
		done = self.take_over(*rows, head=head)
		self.assertEqual((done["new"], done["joined"], done["kept_apart"]), (1, 2, []))
		self.assert_whole(
			[
				("Head of the Household", "60 and Over", INCOME),
				("Son or Daughter", "25 to 59", None),
				("Grandchild", "6 to 14", HEALTH),
			]
		)
		self.assert_idempotent(*rows, head=head)
		self.assert_idempotent(*rows[1:], head=head)

	def test_two_heads_in_one_house_are_two_households(self):
		head = f"ความสัมพันธ์,{self.COLUMNS}"
		rows = [
			*self.rows("หัวหน้า", "บุตร", "หลาน"),
			"หัวหน้า,1,10/1,นางเช่า ห้องหลัง,,1,",
			"บุตร,1,10/1,นายเช่า ห้องหลัง,,,1",
		]
		done = self.take_over(*rows, head=head)
		self.assertEqual((done["new"], done["joined"]), (2, 3))
		self.assertEqual(done["kept_apart"], [])
		self.assertEqual(set(self.households()), {"นายปู่ แรกดี", "นางเช่า ห้องหลัง"})
		again = self.take_over(*rows, head=head)
		self.assertEqual((again["new"], again["found_again"], again["kept_apart"]), (0, 2, []))

	def test_the_column_of_the_head_tells_whose_household_it_is(self):
		head = f"หัวหน้าครัวเรือน,{self.COLUMNS}"
		rows = [*self.rows("นายปู่ แรกดี"), "นางเช่า ห้องหลัง,1,10/1,นางเช่า ห้องหลัง,,1,"]
		found = self.preview(*rows, head=head)
		self.assertEqual((found["new"], found["joined"]), (2, 2))
		self.assertEqual(
			[each["field"] for each in found["columns"]][:4],
			["head_name", "village_no", "house_number", "person"],
		)
		self.take_over(*rows[:3], head=head)
		self.assert_whole([("Not Told", "Not Told", HEALTH)])
		self.assert_idempotent(*rows[:3], head=head)
		self.assertNotIn("นายลูก", told(self.only().as_dict()))

	def test_without_a_word_nothing_is_joined_and_all_is_told(self):
		rows = self.rows("x")
		head = f"ไม่รู้,{self.COLUMNS}"
		found = self.preview(*rows, head=head)
		self.assertEqual((found["new"], found["joined"], found["by_person"]), (3, 0, False))
		self.assertEqual([entry["row"] for entry in found["kept_apart"]], [2, 3, 4])
		self.assertNotIn("แรกดี", told(found["kept_apart"]))
		self.take_over(*rows[:1], head=head)
		[first] = self.households().values()
		found = self.preview(*rows, head=head)
		self.assertEqual([entry["row"] for entry in found["kept_apart"]], [3, 4])
		self.assertIn(first.name, found["kept_apart"][0]["text"])

	def test_the_officer_says_that_it_has_a_row_for_each_person(self):
		rows, head = self.rows("x"), f"ไม่รู้,{self.COLUMNS}"
		done = self.take_over(*rows, head=head, by_person=True)
		self.assertEqual((done["new"], done["joined"], done["kept_apart"]), (1, 2, []))
		kept = frappe.get_doc("Household List", done["name"])
		self.assertEqual((kept.by_person, kept.joined, kept.rows_read), (1, 2, 3))
		self.assert_whole([("Not Told", "Not Told", HEALTH)])
		# the office's next list is read so, too; also one in which the head stands no more
		self.assertTrue(self.preview(*rows, head=head)["by_person"])
		self.assert_idempotent(*rows, head=head)
		self.assert_idempotent(*rows[1:], head=head)
		self.assertEqual(self.take_over("x,2,20/2,นายอื่น ที่อื่น,1,,", head=head)["dropped"], 1)

	def test_a_place_in_words_is_home_to_many(self):
		head = "ชุมชน,บ้านเลขที่,ชื่อ-สกุล"
		rows = ("ใต้สะพาน,-,นายหนึ่ง แรกดี", "ใต้สะพาน,-,นางสอง รองดี")
		for _again in range(2):
			done = self.take_over(*rows, head=head, by_person=True)
			self.assertEqual(done["kept_apart"], [])
			self.assertEqual(set(self.households()), {"นายหนึ่ง แรกดี", "นางสอง รองดี"})
		done = self.take_over("ใต้สะพาน,-,นายสาม ลำดับดี", head=head, by_person=True)
		self.assertEqual((done["new"], len(self.households())), (1, 3))

	def test_who_lives_where_a_case_was_closed_is_a_new_household(self):
		rows, head = self.rows("x"), f"ไม่รู้,{self.COLUMNS}"
		self.take_over(*rows, head=head, by_person=True)
		with signed_in(self.officer):
			cases.close(self.only().name, "Moved Away")
		done = self.take_over("x,1,10/1,นางใหม่ มาอยู่,1,,", head=head, by_person=True)
		self.assertEqual((done["new"], done["found_again"]), (1, 0))

	def test_members_that_somebody_has_written_stay_as_they_are(self):
		head = f"ความสัมพันธ์,{self.COLUMNS}"
		self.take_over(*self.rows("x"), head=f"ไม่รู้,{self.COLUMNS}", by_person=True)
		members = [(row.relation, row.need) for row in self.only().members]
		self.take_over(*self.rows("หัวหน้า", "บุตร", "หลาน"), head=head)
		self.assertEqual([(row.relation, row.need) for row in self.only().members], members)

	def test_one_person_in_many_rows_is_one(self):
		head = f"รหัสบ้าน,อายุ,{self.COLUMNS}"
		rows = [f"{self.CODE},8,{self.GRANDCHILD}", f"{self.CODE},8,1,10/1,ด.ช.หลาน แรกดี,,1,"]
		self.take_over(f"{self.CODE},67,{self.SON}", *rows, head=head)
		found = [(row.relation, row.age_group, row.need, row.another_need) for row in self.only().members]
		self.assertEqual(
			found,
			[("Head of the Household", "60 and Over", None, None), ("Not Told", "6 to 14", HEALTH, INCOME)],
		)

	def test_what_lists_call_ages_and_relations(self):
		for text, group in (
			("67", "60 and Over"),
			("60 ปีขึ้นไป", "60 and Over"),
			("๒๕-๕๙", "25 to 59"),
			("ต่ำกว่า 6 ปี", "Under 6"),
			("8 เดือน", "Under 6"),
			("12/5/2500", "Not Told"),
			("2500", "Not Told"),
			("", "Not Told"),
		):
			with self.subTest(text):
				self.assertEqual(persons.age_group_of(text), group)
		known = frappe.get_meta("Household Member")
		for field, words in (("relation", ("ภรรยา", "ลูกสาว", "แม่", "ยาย", "x")), ("age_group", ("5", "x"))):
			read = persons.relation_of if field == "relation" else persons.age_group_of
			for word in words:
				self.assertIn(read(word), known.get_field(field).options.split("\n"))


class TestTakingOver(ListTestCase):
	def test_a_list_becomes_households(self):
		done = self.take_over(FIRST, SECOND, THIRD)
		self.assertEqual(
			(done["new"], done["found_again"], done["dropped"], done["wrong_rows"]), (3, 0, 0, 0)
		)
		found = self.households()
		second = found["นางสอง รองดี"]
		self.assertEqual((second.village_no, second.house_number, second.status), (2, "20/2", "Open"))
		self.assertEqual(
			(second.state_health, second.state_income, second.state_living), ("In Need", "In Need", None)
		)
		self.assertEqual((second.district, second.province), (OWN["district"], OWN["province"]))
		self.assertEqual(len(second.house_hash), 64)
		self.assertEqual({row.check_result for row in found.values()}, {"Not Checked Yet"})
		doc = frappe.get_doc("Target Household", second.name)
		self.assertEqual([row.dimension for row in doc.history], ["Health", "Income"])
		with signed_in(self.officer):
			doc.village_name = "บ้านโพธิ์"
			doc.save()
		# the next one that is typed has the next number
		numbers = sorted(int(row.name[3:]) for row in found.values())
		self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 3)))
		self.assertEqual(int(make_household().name[3:]), numbers[-1] + 1)

	def test_the_same_house_is_found_by_its_code_or_its_place(self):
		self.take_over(FIRST, SECOND, THIRD)
		done = self.take_over(
			"34010000001,1,10/1,นายหนึ่ง แรกดี เปลี่ยนชื่อ,1,1", THIRD.replace("นางสาวสาม", "น.ส.สาม")
		)
		self.assertEqual((done["new"], done["found_again"], done["dropped"]), (0, 2, 1))
		found = self.households()
		self.assertEqual(found["นายหนึ่ง แรกดี"].state_health, "In Need")
		self.assertEqual(str(found["นางสอง รองดี"].dropped_on), today())
		self.assertIsNone(found["นายหนึ่ง แรกดี"].dropped_on)
		history = frappe.get_doc("Target Household", found["นายหนึ่ง แรกดี"].name).history
		self.assertEqual([(row.idx, row.dimension) for row in history], [(1, "Income"), (2, "Health")])

	def test_a_form_that_was_opened_before_does_not_take_back_what_the_list_said(self):
		self.take_over(FIRST)
		(row,) = self.households().values()
		opened = frappe.get_doc("Target Household", row.name)
		self.take_over(FIRST, source="อบต.")
		with signed_in(self.officer), self.assertRaises(frappe.TimestampMismatchError):
			opened.save()

	def test_a_code_that_comes_later_is_kept(self):
		self.take_over(THIRD)
		self.take_over("34010000003" + THIRD)
		self.assertEqual(len(self.households()), 1)
		done = self.take_over("34010000003,3,99/9,นายใหม่ หัวหน้าใหม่,,")
		self.assertEqual(done["found_again"], 1)

	def test_another_code_at_the_same_place_is_another_household(self):
		self.take_over(FIRST)
		self.assertEqual(self.take_over(FIRST.replace("34010000001", "34010000009"))["new"], 1)

	def test_what_comes_back_is_dropped_no_more_and_another_source_drops_nothing(self):
		self.take_over(FIRST, SECOND)
		self.assertEqual(self.take_over(THIRD, source="อบต.")["dropped"], 0)
		self.take_over(FIRST)
		self.take_over(FIRST, SECOND)
		self.assertIsNone(self.households()["นางสอง รองดี"].dropped_on)

	def test_a_place_in_words_stands_for_numbers_that_are_missing(self):
		head = "ชุมชน,หมู่ที่,บ้านเลขที่,ชื่อ-สกุล"
		rows = (
			"ชุมชนวัดกลาง,,5/1,นายหนึ่ง แรกดี",
			"ชุมชนวัดใต้,-,5/1,นายหนึ่ง แรกดี",
			"ใต้สะพาน,0,ไม่มี,นางสอง รองดี",
			",,5/2,นายไม่บอก ที่อยู่",
			",3,-,นายไม่บอก เลขที่",
		)
		done = self.take_over(*rows, head=head)
		self.assertEqual((done["new"], done["wrong_rows"]), (3, 2))
		found = frappe.get_all("Target Household", {"area": self.area}, ["*"], order_by="name")
		self.assertEqual(
			[(row.village_no, row.village_name, row.house_number or "") for row in found],
			[(0, "ชุมชนวัดกลาง", "5/1"), (0, "ชุมชนวัดใต้", "5/1"), (0, "ใต้สะพาน", "")],
		)
		self.assertNotIn("หมู่", found[0].title)
		again = self.preview(rows[0].replace("วัดกลาง", "วัด กลาง"), *rows[1:], head=head)
		self.assertEqual((again["found_again"], again["new"]), (3, 0))
		self.assertEqual(again["shown"][2]["place"], "ใต้สะพาน")

	def test_words_do_not_part_a_house_that_has_its_numbers(self):
		head = "หมู่บ้าน,หมู่ที่,บ้านเลขที่,ชื่อ-สกุล"
		self.take_over("บ้านโพธิ์,1,10/1,นายหนึ่ง แรกดี", head=head)
		self.assertEqual(self.take_over("บ.โพธิ์,1,10/1,นายหนึ่ง แรกดี", head=head)["found_again"], 1)

	def test_closed_cases_are_not_called_dropped(self):
		self.take_over(FIRST, SECOND)
		with signed_in(self.officer):
			cases.close(self.households()["นางสอง รองดี"].name, "Moved Away")
		self.assertEqual(self.take_over(FIRST)["dropped"], 0)

	def needs_of(self, head_name: str) -> list[tuple]:
		doc = frappe.get_doc("Target Household", self.households()[head_name].name)
		return [(row.idx, row.item, row.dimension) for row in doc.needs]

	def test_columns_that_are_headed_by_needs_name_them(self):
		head = f"หมู่ที่,บ้านเลขที่,ชื่อ-สกุล,{INCOME},{HEALTH}"
		rows = ("1,10/1,นายหนึ่ง แรกดี,1,-", "2,20/2,นางสอง รองดี,ไม่มี,")
		found = self.preview(*rows, head=head)
		self.assertEqual([column["field"] for column in found["columns"]][3:], [INCOME, HEALTH])
		self.assertIn({"value": INCOME, "label": INCOME}, found["fields"])
		self.assertEqual([row["dimensions"] for row in found["shown"]], [f"Income, {INCOME}", ""])
		self.take_over(*rows, head=head)
		self.assertEqual(self.needs_of("นายหนึ่ง แรกดี"), [(1, INCOME, "Income")])
		self.assertEqual(self.households()["นายหนึ่ง แรกดี"].state_income, "In Need")
		self.assertEqual(self.needs_of("นางสอง รองดี"), [])

		again = ("1,10/1,นายหนึ่ง แรกดี,1,1", "2,20/2,นางสอง รองดี,1,")
		with signed_in(self.officer):
			cases.close(self.households()["นางสอง รองดี"].name, "Moved Away")
		self.take_over(*again, head=head)
		self.take_over(*again, head=head)
		self.assertEqual(self.needs_of("นายหนึ่ง แรกดี"), [(1, INCOME, "Income"), (2, HEALTH, "Health")])
		self.assertEqual(self.households()["นายหนึ่ง แรกดี"].state_health, "In Need")
		self.assertEqual(self.needs_of("นางสอง รองดี"), [])
		with signed_in(self.officer):
			doc = frappe.get_doc("Target Household", self.households()["นายหนึ่ง แรกดี"].name)
			doc.village_name = "บ้านโพธิ์"
			doc.save()

	def test_a_need_has_a_column_by_any_heading_and_none_when_it_is_used_no_more(self):
		head, mapping = "หมู่ที่,บ้านเลขที่,ชื่อ-สกุล,จน", {"จน": INCOME}
		row = "1,10/1,นายหนึ่ง แรกดี,1"
		self.assertEqual(self.preview(row, head=head, mapping=mapping)["columns"][3]["field"], INCOME)
		self.addCleanup(frappe.db.set_value, "Need Item", INCOME, "disabled", 0)
		frappe.db.set_value("Need Item", INCOME, "disabled", 1)
		self.assertEqual(self.preview(row, head=head, mapping=mapping)["columns"][3]["field"], "")

	def test_closed_cases_that_are_named_again_are_told(self):
		self.take_over(FIRST, SECOND, THIRD)
		second = self.households()["นางสอง รองดี"]
		with signed_in(self.officer):
			cases.close(second.name, "Moved Away")
		for found in (self.preview(FIRST, SECOND), done := self.take_over(FIRST, SECOND)):
			self.assertEqual((found["found_again"], found["closed_again"]), (2, 1))
			self.assertEqual(found["closed_titles"], [second.title])
		kept = frappe.get_doc("Household List", done["name"])
		self.assertEqual((kept.closed_again, kept.closed_titles), (1, second.title))
		self.assertEqual(self.households()["นางสอง รองดี"].status, "Closed")
		self.assertEqual(self.take_over(FIRST)["closed_titles"], [])

	def test_wrong_rows_are_told_and_left_out(self):
		rows = (
			FIRST,
			"3401,1,11/1,นายรหัสผิด ดีใจ,,",
			",x,12/1,นายหมู่ผิด ดีใจ,,",
			",1,,นายไม่มีเลข ดีใจ,,",
			",1,13/1,,,",
			",1,14/1,นายเลข 1-2345-67890-12-3,,",
			",1,34010000007,นายรหัสผิดช่อง,,",
			",1,15/1,<b>นายหนา,,",
			FIRST,
		)
		found = self.preview(*rows)
		self.assertEqual((found["new"], found["joined"], found["wrong_rows"]), (1, 1, 7))
		self.assertEqual([wrong["row"] for wrong in found["wrong"]], [3, 4, 5, 6, 7, 8, 9])
		self.assertNotIn("2345", told(found))
		self.assertNotIn("3401000000", told(found))
		self.assertEqual(self.households(), {})
		self.assertEqual(self.take_over(*rows)["wrong_rows"], 7)
		self.assertEqual(len(self.households()), 1)

	def test_every_wrong_row_is_told_for_the_file_of_them(self):
		rows = [f",1,,นายไม่มีเลข คนที่{n},," for n in range(250)]
		for found in (self.preview(FIRST, *rows), self.take_over(FIRST, *rows)):
			self.assertEqual([wrong["row"] for wrong in found["wrong"]], list(range(3, 253)))
			self.assertNotIn("คนที่", told(found["wrong"]))

	def test_a_preview_says_what_would_be(self):
		self.take_over(FIRST, SECOND)
		found = self.preview(FIRST, THIRD)
		self.assertEqual((found["new"], found["found_again"], found["dropped"]), (1, 1, 1))
		self.assertEqual(found["dropped_titles"], [self.households()["นางสอง รองดี"].title])
		self.assertEqual(
			[(row["is_known"], row["has_code"]) for row in found["shown"]], [(True, True), (False, False)]
		)

	def test_the_file_and_the_codes_are_kept_nowhere(self):
		done = self.take_over(FIRST)
		kept = told(frappe.get_doc("Household List", done["name"]).as_dict())
		for text in ("34010000001", "แรกดี"):
			self.assertNotIn(text, kept)
		self.assertFalse(frappe.get_all("File", {"attached_to_doctype": "Household List"}))

	def test_columns_are_kept_for_the_office(self):
		odd = "เลข 11 ตัว,ม.,ที่อยู่อาศัย,ผู้แทนครัวเรือน,x1,เงิน"
		mapping = {
			"เลข 11 ตัว": "house_code",
			"ม.": "village_no",
			"ที่อยู่อาศัย": "house_number",
			"ผู้แทนครัวเรือน": "head_name",
			"เงิน": "Income",
		}
		self.assertEqual(self.preview(FIRST, head=odd)["new"], 0)
		self.assertEqual(self.take_over(FIRST, head=odd, mapping=mapping)["new"], 1)
		again = self.preview(FIRST, SECOND, head=odd)
		self.assertEqual((again["found_again"], again["new"]), (1, 1))
		self.assertEqual({c["heading"]: c["field"] for c in again["columns"]}["ม."], "village_no")

		# the officer of the next sub-district is of the same office
		found = self.preview(THIRD, head=odd, area="340104", user=make_officer("officer", areas_of("340104")))
		self.assertEqual(found["new"], 1)

	def test_a_list_without_headings_is_not_read(self):
		found = self.preview(SECOND, head=FIRST)
		self.assertEqual((found["columns"], found["rows"]), ([], 0))
		with self.assertRaises(ListError):
			self.take_over(SECOND, head=FIRST)

	def test_a_spreadsheet_of_a_district_says_the_sub_district(self):
		book = Workbook()
		for row in (
			("ตำบล", "หมู่ที่", "บ้านเลขที่", "ชื่อ", "นามสกุล"),
			("ในเมือง", 1, "5/1", "นายสมาน", "ทดสอบ"),
			(340104, 2, 6, "นางสมพร", "ทดสอบ"),
			("ตำบลอื่น", 2, 7, "นายไกล", "ทดสอบ"),
		):
			book.active.append(row)
		kept = BytesIO()
		book.save(kept)
		with signed_in(make_officer("district")):
			done = importing.take_over(
				OWN["district"], "TPMAP", today(), "TPMAP", base64.b64encode(kept.getvalue()).decode()
			)
		self.assertEqual((done["new"], done["wrong_rows"]), (2, 1))
		rows = frappe.get_all(
			"Target Household", {"district": OWN["district"]}, ["area", "head_name"], order_by="area"
		)
		self.assertEqual(
			[(row.area, row.head_name) for row in rows],
			[("340101", "นายสมาน ทดสอบ"), ("340104", "นางสมพร ทดสอบ")],
		)

	def test_only_in_ones_own_area(self):
		for user, area in (
			(make_officer("officer", OTHER), None),
			(make_officer("chief"), None),
			(make_officer("province"), None),
			(self.officer, OWN["district"]),
			(self.officer, "340104"),
		):
			with self.subTest(user=user, area=area), self.assertRaises(frappe.PermissionError):
				self.take_over(FIRST, user=user, area=area)
		with self.assertRaises(ListError):
			self.take_over(FIRST, area=OWN["province"])

	def test_more_rows_cost_no_more_statements(self):
		rows = [f",{n % 7 + 1},{n}/5,นายแถว{n} มากมาย,,1" for n in range(1, 260)]
		self.take_over(*rows[:3])
		with counting() as few:
			self.take_over(*rows[3:9])
		with counting() as many:
			self.take_over(*rows[9:])
		self.assertLessEqual(len(many), len(few) + 2)

	def test_a_list_is_entered_by_taking_over_alone(self):
		with signed_in(self.officer), self.assertRaises(ListError):
			frappe.get_doc(
				{
					"doctype": "Household List",
					"area": self.area,
					"source": "x",
					"list_date": add_days(today(), -1),
				}
			).insert()
