"""With Frappe: what is wrong is told in its words."""

from con_center.learning import participant_lists
from con_center.learning.participant_lists import Groups, Places
from con_center.tests.case import CONTestCase

AREAS = (
	("24", "ฉะเชิงเทรา"),
	("2406", "พนมสารคาม"),
	("240606", "ท่าถ่าน"),
	("34", "อุบลราชธานี"),
	("3401", "เมืองอุบลราชธานี"),
	("340101", "ในเมือง"),
	("3404", "เขื่องใน"),
)
GROUPS = ("คณะกรรมการ ศอช.", "ผู้นำชุมชน", "กลุ่ม/องค์กร/เครือข่าย", "เจ้าหน้าที่พัฒนาชุมชน", "ภาคีเครือข่าย")
HEADS = ["ที่", "ชื่อ - สกุล", "จังหวัด", "อำเภอ", "ตำบล", "กลุ่ม", "โทรศัพท์"]


def read(*rows: list, heads: list | None = None, within: str = "00"):
	table = [HEADS if heads is None else heads, *rows]
	return participant_lists.read(table, Places(AREAS, within), Groups(GROUPS), {})


def faults(*row, **more) -> list[str]:
	(person,) = read(list(row), **more).people
	return person.faults


class TestWhoStandsInALine(CONTestCase):
	def test_names_places_and_groups_are_understood(self):
		reading = read(
			[1, "นายสมชาย ใจดี", "จ.อุบลราชธานี", "อ.เมือง", "ต.ในเมือง", "กรรมการ", 812345678],
			[2.0, "นางสาวมาลี งามตา", "ฉะเชิงเทรา", None, None, "เจ้าหน้าที่", ""],
		)
		first, second = reading.people
		self.assertEqual((first.faults, second.faults, reading.said), ([], [], []))
		self.assertEqual(
			first.values,
			{
				"title": "นาย",
				"first_name": "สมชาย",
				"last_name": "ใจดี",
				"area": "340101",
				"participant_group": "คณะกรรมการ ศอช.",
				"phone": "0812345678",
			},
		)
		self.assertEqual((second.row, second.values["area"]), (3, "24"))

	def test_names_may_stand_in_columns_of_their_own(self):
		heads = ["คำนำหน้า", "ชื่อ", "สกุล", "รหัสพื้นที่", "กลุ่มเป้าหมาย"]
		(person,) = read(["นางสาว", "นางเยาว์", "ดี", "๒๔๐๖๐๖", "ภาคี"], heads=heads).people
		self.assertEqual(
			(person.faults, person.called, person.values["area"]), ([], "นางสาว นางเยาว์ ดี", "240606")
		)

	def test_of_a_training_of_a_district_the_province_needs_no_mention(self):
		self.assertEqual(faults(1, "นายก ข", "", "", "ในเมือง", "ภาคี", within="3401"), [])
		(person,) = read([1, "นายกอ ขอ", "", "เขื่องใน", "", "ภาคี", ""], within="34").people
		self.assertEqual(person.values["area"], "3404")

	def test_every_wrong_line_says_why(self):
		for row, said in (
			((1, "", "อุบลราชธานี", "", "", "ภาคี"), "The name is missing"),
			((1, "สมชาย", "อุบลราชธานี", "", "", "ภาคี"), "The last name is missing"),
			((1, "นายสมชาย ใจดี", "", "", "", "ภาคี"), "The area is missing"),
			((1, "นายสมชาย ใจดี", "", "เมือง", "", "ภาคี"), "The province is missing"),
			((1, "นายสมชาย ใจดี", "อุบลราชธานี", "", "ในเมือง", "ภาคี"), "The district is missing"),
			((1, "นายสมชาย ใจดี", "อุบล", "", "", "ภาคี"), "“อุบล” is not known"),
			((1, "นายสมชาย ใจดี", "อุบลราชธานี", "พนมสารคาม", "", "ภาคี"), "(อุบลราชธานี)"),
			((1, "นายสมชาย ใจดี", "อุบลราชธานี", "", "", "เครือข่าย"), "“เครือข่าย” is not known"),
			((1, "นายสมชาย ใจดี", "อุบลราชธานี", "", "", ""), "The group is missing"),
		):
			with self.subTest(said=said):
				self.assertIn(said, "; ".join(faults(*row)))

	def test_who_stands_there_twice_is_told(self):
		row = [1, "นายสมชาย ใจดี", "อุบลราชธานี", "", "", "ภาคี"]
		first, again, elsewhere = read(
			row, [2, "สมชาย  ใจดี", *row[2:]], [3, row[1], "ฉะเชิงเทรา", *row[3:]]
		).people
		self.assertEqual((first.faults, elsewhere.faults), ([], []))
		self.assertIn("row 2", again.faults[0])

	def test_without_headings_nothing_is_guessed(self):
		reading = read(heads=["นายสมชาย ใจดี", "อุบลราชธานี"])
		self.assertEqual((reading.people, len(reading.said)), ([], 1))

	def test_what_is_left_out_is_told(self):
		reading = read([1, "นายสมชาย ใจดี", "34", "ภาคี", "ไม่ทานเนื้อ"], heads=["ที่", "ชื่อ", "รหัส", "กลุ่ม", "อาหาร"])
		self.assertIn("อาหาร", reading.said[0])

	def test_rows_outside_are_told(self):
		people = read([1, "นายสมชาย ใจดี", "ฉะเชิงเทรา", "", "", "ภาคี"]).people
		participant_lists.refuse_outside(people, ["34"], "00")
		self.assertIn("its own office", people[0].faults[0])
		people = read([1, "นายสมชาย ใจดี", "ฉะเชิงเทรา", "", "", "ภาคี"]).people
		participant_lists.refuse_outside(people, None, "34")
		self.assertIn("organiser", people[0].faults[0])

	def test_who_is_registered_is_told(self):
		people = read([1, "นายสมชาย ใจดี", "ฉะเชิงเทรา", "", "", "ภาคี"]).people
		participant_lists.refuse_registered(people, {people[0].key})
		self.assertEqual(people[0].faults, ["Is registered already"])
