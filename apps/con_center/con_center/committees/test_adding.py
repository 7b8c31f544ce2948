"""Members from spreadsheets, the last term, the register and the forum: what is understood, and what is said of the rest."""

import base64
from io import BytesIO
from zipfile import ZipFile

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, getdate, today
from openpyxl import load_workbook

from con_center.appointments.factories import make_order_in
from con_center.committees import adding, terms
from con_center.committees.factories import make_committee
from con_center.meetings import forum
from con_center.organization.factories import OTHER, OWN, make_officer, make_organization, signed_in
from con_center.tests.case import CONTestCase, clear, links_of

test_ignore = links_of("Committee")
CHAIR, SECRETARY, MEMBER = "ประธานกรรมการ", "กรรมการและเลขานุการ", "กรรมการ"


class TestLists(CONTestCase):
	def setUp(self):
		super().setUp()
		self.speak_thai()

	def read(self, *rows: str, **committee):
		with signed_in(make_officer("officer")):
			return adding.read_text(committee, "\n".join(rows))

	def entry(self, *rows: str, **committee):
		found = self.read(*rows, **committee)
		self.assertEqual(len(found["entries"]), 1, found)
		return found["entries"][0]

	def test_thai_headings_say_what_the_columns_are(self):
		entry = self.entry(
			"ลำดับที่\tชื่อ - นามสกุล\tตำแหน่ง\tผู้แทนกลุ่ม\tหมู่ที่\tเบอร์โทร",
			"1\tนายสมชาย ใจดี\tประธานกรรมการ\tกลุ่มออมทรัพย์\t4\t812345678",
		)
		self.assertEqual(
			entry["values"],
			{
				"title": "นาย",
				"first_name": "สมชาย",
				"last_name": "ใจดี",
				"role": CHAIR,
				"organization_name": "กลุ่มออมทรัพย์",
				"village": "หมู่ 4",
				"phone": "0812345678",
			},
		)
		self.assertTrue(entry["add"])
		self.assertFalse(entry["notes"])

	def test_first_and_last_name_may_stand_apart(self):
		for heads in ("คำนำหน้า\tชื่อ\tสกุล", "คำนำหน้า\tชื่อ\tชื่อสกุล", "คำนำหน้า\tชื่อ\tนามสกุล"):
			with self.subTest(heads=heads):
				values = self.entry(heads, "นาง\tมาลี\tดีงาม")["values"]
				self.assertEqual(
					[values[f] for f in ("title", "first_name", "last_name")], ["นาง", "มาลี", "ดีงาม"]
				)

	def test_without_headings_the_cells_say_it(self):
		found = self.read(
			"1\tนายสมชาย ใจดี\tประธาน\tกลุ่มออมทรัพย์\tหมู่ 1\t081-234-5678",
			"2\tนางมาลี ดีงาม\tเลขานุการ\tกลุ่มสตรี\tหมู่ 2\t081-234-5679",
		)
		first, second = (entry["values"] for entry in found["entries"])
		self.assertEqual(
			(first["first_name"], first["role"], first["organization_name"]), ("สมชาย", CHAIR, "กลุ่มออมทรัพย์")
		)
		self.assertEqual(
			(second["role"], second["village"], second["phone"]), (SECRETARY, "หมู่ 2", "081-234-5679")
		)
		self.assertTrue(found["said"])

	def test_names_in_columns_of_their_own_need_no_headings(self):
		found = self.read("นาย\tสมชาย\tใจดี\tกรรมการ\tกลุ่มออมทรัพย์", "นาง\tมาลี\tดีงาม\tกรรมการ\tกลุ่มสตรี")
		self.assertEqual(
			[(e["values"]["first_name"], e["values"]["last_name"]) for e in found["entries"]],
			[("สมชาย", "ใจดี"), ("มาลี", "ดีงาม")],
		)

	def test_a_list_of_names_alone_is_enough(self):
		found = self.read("สมชาย ใจดี", "มาลี ดีงาม")
		self.assertEqual([e["values"]["last_name"] for e in found["entries"]], ["ใจดี", "ดีงาม"])
		self.assertEqual({e["values"]["role"] for e in found["entries"]}, {MEMBER})

	def test_without_headings_no_row_is_said_to_be_left_out(self):
		found = self.read("นายสมชาย ใจดี", "นางมาลี ดีงาม", "นายบุญมี ศรีสุข")
		self.assertEqual(len(found["entries"]), 3)
		self.assertFalse([said for said in found["said"] if "สมชาย" in said], found["said"])

	def test_numbers_of_persons_and_birthdays_are_no_telephones(self):
		found = self.read(
			"นายสมชาย ใจดี\t1-2345-67890-12-3\t12/05/2510\t081-234-5678",
			"นางมาลี ดีงาม\t3-4101-00012-34-5\t01/11/2515\t(081) 234 5679",
		)
		values = found["entries"][0]["values"]
		self.assertEqual(values["phone"], "081-234-5678")
		self.assertNotIn("1-2345-67890-12-3", values.values())
		self.assertNotIn("12/05/2510", values.values())

	def test_posts_are_no_persons(self):
		for post in ("นายอำเภอเมืองอุบลราชธานี", "นายก อบต.ท่าถ่าน", "นายกเทศมนตรีตำบลปทุม", "ผู้ใหญ่บ้าน หมู่ 4"):
			with self.subTest(post=post):
				entry = self.entry("ชื่อ-สกุล\tตำแหน่ง", f"{post}\tกรรมการ")
				self.assertEqual(entry["values"].get("post"), post)
				self.assertNotIn("first_name", entry["values"])
				self.assertTrue(any(post in note for note in entry["notes"]))
		person = self.entry("ชื่อ-สกุล\tตำแหน่ง", "นายกมล สุขใจ\tกรรมการ")["values"]
		self.assertEqual((person["title"], person["first_name"]), ("นาย", "กมล"))

	def test_a_title_in_a_column_of_its_own_is_taken_off_no_name(self):
		values = self.entry("คำนำหน้า\tชื่อ\tนามสกุล", "นางสาว\tนายิกา\tใจดี")["values"]
		self.assertEqual((values["title"], values["first_name"]), ("นางสาว", "นายิกา"))

	def test_what_is_not_understood_is_said(self):
		found = self.read(
			"ทะเบียนกรรมการ",
			"ชื่อ-สกุล\tตำแหน่ง\tงานอดิเรก",
			"นายสมชาย ใจดี\tประธานกรรมการ\tตกปลา",
			"\tกรรมการ\t",
			"สมหญิง\tกรรมการ\t",
			"นางมาลี ดีงาม\tผู้วิเศษ\t",
		)
		said = " ".join(found["said"])
		for word in ("ทะเบียนกรรมการ", "งานอดิเรก", "ตกปลา"):
			self.assertIn(word, said)
		whole, nobody, half, odd = found["entries"]
		self.assertEqual((whole["add"], nobody["add"], half["add"], odd["add"]), (True, False, True, True))
		self.assertIn("นามสกุล", half["notes"][0])
		self.assertIn("ผู้วิเศษ", odd["notes"][0])
		self.assertNotIn("role", odd["values"])

	def test_a_second_column_for_the_same_is_said_not_taken(self):
		found = self.read("ชื่อ-สกุล\tองค์กร\tกลุ่ม", "นายสมชาย ใจดี\tกลุ่มหนึ่ง\tกลุ่มสอง")
		self.assertEqual(found["entries"][0]["values"]["organization_name"], "กลุ่มหนึ่ง")
		self.assertIn("กลุ่มสอง", found["said"][0])

	def test_who_is_there_already_is_not_proposed(self):
		members = [{"first_name": "สมชาย", "last_name": "ใจดี"}]
		found = self.read("นายสมชาย ใจดี", "นางมาลี ดีงาม", "น.ส.มาลี ดีงาม", members=members)
		self.assertEqual([entry["add"] for entry in found["entries"]], [False, True, False])
		left = [{**members[0], "status": "Left"}]
		self.assertTrue(self.entry("นายสมชาย ใจดี", members=left)["add"])

	def test_posts_are_posts_in_a_working_group(self):
		entry = self.entry(
			"ตำแหน่ง\tตำแหน่งในคณะทำงาน\tสังกัด",
			"กำนันตำบลในเมือง\tประธาน\tกรมการปกครอง",
			kind="Promoting Working Group",
		)
		self.assertEqual(
			entry["values"], {"post": "กำนันตำบลในเมือง", "role": "ประธานคณะทำงาน", "agency": "กรมการปกครอง"}
		)
		self.assertIn("ประธานคณะทำงาน", entry["notes"][0])

	def test_a_role_is_itself_before_longer_ones(self):
		for text, role in (("กรรมการ", MEMBER), ("กรรมการ และ เลขานุการ", SECRETARY), ("เหรัญญิก", "เหรัญญิก")):
			with self.subTest(text=text):
				self.assertEqual(self.entry("ชื่อ-สกุล\tตำแหน่ง", f"นายก ข\t{text}")["values"]["role"], role)

	def test_only_who_enters_committees_asks(self):
		with signed_in(make_officer("chief")), self.assertRaises(frappe.PermissionError):
			adding.read_text({}, "นายสมชาย ใจดี")


class TestFiles(CONTestCase):
	def read(self, data: bytes):
		content = "data:;base64," + base64.b64encode(data).decode()
		with signed_in(make_officer("officer")):
			return adding.read_file({}, content)

	def filled_template(self) -> bytes:
		with signed_in(make_officer("officer")):
			adding.template()
		book = load_workbook(BytesIO(frappe.response.pop("filecontent")))
		sheet = book.worksheets[0]
		for column, value in enumerate(("นาย", "สมชาย", "ใจดี", CHAIR, "กลุ่มออมทรัพย์", 4, 812345678), 1):
			sheet.cell(2, column, value)
		file = BytesIO()
		book.save(file)
		return file.getvalue()

	def test_the_template_comes_back_whole(self):
		entry = self.read(self.filled_template())["entries"][0]
		self.assertEqual(len(entry["values"]), 7)
		self.assertEqual((entry["values"]["role"], entry["values"]["phone"]), (CHAIR, "0812345678"))
		self.assertFalse(entry["notes"])

	def test_text_with_commas_in_either_encoding(self):
		for encoding in ("utf-8-sig", "cp874"):
			with self.subTest(encoding=encoding):
				found = self.read("ชื่อ,นามสกุล\nสมชาย,ใจดี\n".encode(encoding))
				self.assertEqual(found["entries"][0]["values"]["last_name"], "ใจดี")

	def test_other_files_are_refused(self):
		broken = BytesIO()
		with ZipFile(BytesIO(self.filled_template())) as whole, ZipFile(broken, "w") as file:
			for part in whole.namelist():
				file.writestr(part, whole.read(part)[: -20 if part.endswith("sheet1.xml") else None])
		for data in (
			b"PK\x03\x04 no spreadsheet",
			b"\xff\xfe\x00\x81\x8d",
			b"0" * 2_000_001,
			b'"' + b"x" * 140_000,
			broken.getvalue(),
		):
			with self.subTest(data=data[:8]), self.assertRaises(adding.NameListError):
				self.read(data)

	def test_what_is_no_base64_did_not_arrive_whole(self):
		with signed_in(make_officer("officer")):
			for content in ("สมชาย", "abc", "a" * 5):
				with self.subTest(content=content), self.assertRaises(adding.NameListError):
					adding.read_file({}, content)


class TestSources(CONTestCase):
	def test_the_last_term_gives_who_sat(self):
		last = frappe.get_doc("Committee", make_order_in("Issued").committee)
		committee = {"center": last.center, "kind": last.kind}
		with signed_in(make_officer("officer")):
			found = adding.from_last_term(committee)
		self.assertEqual(len(found["entries"]), 9)
		self.assertTrue(found["entries"][0]["values"]["phone"])
		self.assertIn(last.title, found["said"][0])

	def test_another_areas_committee_and_register_are_not_told(self):
		for source in (adding.from_last_term, adding.from_register, forum.members, terms.propose):
			with self.subTest(source=source.__name__), signed_in(make_officer("officer")):
				self.assertRaises(frappe.PermissionError, source, {"center": OTHER["sub_district"]})

	def test_the_register_gives_chairs(self):
		organization = make_organization(OWN)
		organization.db_set("chair", "นางมาลี ดีงาม")
		with signed_in(make_officer("officer")):
			found = adding.from_register({"center": OWN["sub_district"]})
		values = next(
			e["values"] for e in found["entries"] if e["values"]["organization"] == organization.name
		)
		self.assertEqual((values["title"], values["last_name"]), ("นาง", "ดีงาม"))

	def test_the_forum_gives_its_guests_day_and_place(self):
		with signed_in(make_officer("officer")):
			held = frappe.get_doc(
				{
					"doctype": "Meeting",
					"center": OWN["sub_district"],
					"kind": "Forum",
					"starts_on": add_to_date(get_datetime(today()), days=-2, hours=9),
					"place": "ศาลาประชาคมในเมือง",
					"guests": [{"full_name": "นางมาลี ดีงาม", "organization_name": "กลุ่มสตรี"}],
				}
			).insert()
			found = forum.members({"center": OWN["sub_district"], "kind": "Center Committee"})
		self.assertEqual(found["entries"][0]["values"]["organization_name"], "กลุ่มสตรี")
		self.assertEqual(found["about"]["forum_date"], str(held.meeting_date))

	def test_the_next_term_is_proposed_with_its_source(self):
		clear()
		last = frappe.get_doc("Committee", make_order_in("Issued").committee)
		with signed_in(make_officer("officer")):
			found = terms.propose({"center": last.center, "kind": last.kind})
			typed = terms.propose({"center": last.center, "kind": last.kind, "term_start": "2027-01-01"})
		self.assertEqual(found["values"]["term_number"], last.term_number + 1)
		self.assertEqual(getdate(found["values"]["term_start"]), getdate(add_days(last.term_end, 1)))
		self.assertEqual(typed["values"]["term_end"], "2030-12-31")
		self.assertIn(last.title, found["sources"]["term_number"])
		self.assertTrue(found["sources"]["term_end"])

	def test_what_is_proposed_can_be_saved(self):
		with signed_in(make_officer("officer")):
			found = adding.read_text({}, "\n".join(f"นายทดลอง{n} ใจดี" for n in range(9)))
		committee = make_committee(members=[entry["values"] for entry in found["entries"]])
		self.assertEqual(committee.sitting_members, 9)
