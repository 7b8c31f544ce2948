"""The seed's case: 2,145 participants from 76 provinces in one list; every wrong row explained, and nothing half-saved."""

import base64
import time
from io import BytesIO

import frappe
from openpyxl import Workbook, load_workbook

from con_center.approval.factories import take_to
from con_center.entry.spreadsheets import SpreadsheetError
from con_center.learning import figures, importing
from con_center.learning.errors import ListError, TrainingStateError
from con_center.learning.factories import keeper, make_participant, make_training, make_training_in
from con_center.learning.workflow import OPEN
from con_center.organization.factories import OTHER, OWN, make_assignment, make_officer, make_user, signed_in
from con_center.tests.case import CONTestCase

HEADS = ["คำนำหน้า", "ชื่อ", "นามสกุล", "จังหวัด", "อำเภอ", "กลุ่ม", "หน่วยงาน", "โทรศัพท์"]
PEOPLE, PROVINCES, SECONDS = 2145, 76, 30


def central() -> str:
	user = make_user("central")
	if not frappe.db.exists("Officer Assignment", {"user": user}):
		make_assignment(user, "เจ้าหน้าที่กรมการพัฒนาชุมชน", "00")
	return user


def file_of(rows: list[list]) -> str:
	book = Workbook()
	for row in rows:
		book.active.append(row)
	kept = BytesIO()
	book.save(kept)
	return base64.b64encode(kept.getvalue()).decode()


def text_of(*rows: list) -> str:
	return "\n".join("\t".join(map(str, row)) for row in (HEADS, *rows))


def conference():
	user = central()
	training = make_training("00", user=user, kind="Workshop", way="Video Conference", place=None)
	with signed_in(user):
		return take_to(training, OPEN)


class TestTheNationalConference(CONTestCase):
	def test_all_of_76_provinces_in_one_list(self):
		names = frappe.get_all(
			"Area",
			filters={"level": "Province", "status": "Active", "name": ("!=", "10")},
			pluck="area_name",
			order_by="name",
		)
		self.assertEqual(len(names), PROVINCES)
		groups = ("คณะกรรมการ ศอช.", "เจ้าหน้าที่พัฒนาชุมชน", "ภาคีเครือข่าย")
		rows = [
			[
				"นาย",
				f"ทดสอบ{n}",
				f"ทั่วไทย{n % 300}",
				names[n % PROVINCES],
				"",
				groups[n % 3],
				"ศอช.จ.",
				"0812345678",
			]
			for n in range(PEOPLE)
		]
		rows += [["นาง", "ไม่มีจังหวัด", "ก", "แอตแลนติส", "", groups[0], "", ""], [*rows[0]]]
		content = file_of([HEADS, *rows])
		training = conference()
		with signed_in(central()):
			begun = time.monotonic()
			found = importing.look(training.name, content)
			self.assertEqual((found["good"], found["wrong"]), (PEOPLE, 2))
			self.assertIn("แอตแลนติส", found["faults"][0]["said"])
			self.assertEqual(found["faults"][1]["row"], PEOPLE + 3)
			self.assertEqual(frappe.db.count("Training Participant", {"training": training.name}), 0)
			with self.assertRaises(ListError):
				importing.add(training.name, PEOPLE, content)
			self.assertEqual(importing.add(training.name, PEOPLE, content, leave_out=True), PEOPLE)
			took = time.monotonic() - begun
			of_ubon = figures.groups_of(training.name, area="34")
			self.assertEqual(figures.of_training(training.name)["registered"], PEOPLE)
		self.assertLess(took, SECONDS)
		self.assertEqual(
			sum(row.registered for row in of_ubon), len(range(names.index("อุบลราชธานี"), PEOPLE, 76))
		)
		with signed_in(make_officer("province")):
			own = figures.of_training(training.name)
		self.assertEqual(own["groups"], of_ubon)
		self.assertEqual(len({row.code for row in self.stored(training)}), PEOPLE)

	def stored(self, training) -> list:
		return frappe.get_all("Training Participant", {"training": training.name}, ["code", "person_key"])

	def test_it_is_stored_as_by_the_form(self):
		training = make_training_in("Registration Open")
		with signed_in(keeper(training.area)):
			row = ["นาย", "สมชาย", "ใจดี", "อุบลราชธานี", "เมือง", "กรรมการ", "กลุ่มออมทรัพย์", "812345678"]
			self.assertEqual(importing.add(training.name, 1, text=text_of(row)), 1)
		(name,) = frappe.get_all("Training Participant", {"training": training.name}, pluck="name")
		made = frappe.get_doc("Training Participant", name)
		typed = make_participant(
			make_training_in("Registration Open"),
			first_name="สมชาย",
			last_name="ใจดี",
			organization_text="กลุ่มออมทรัพย์",
			phone="0812345678",
		)
		same = (
			"area",
			"district",
			"province",
			"level",
			"full_name",
			"person_key",
			"participant_group",
			"phone",
		)
		self.assertEqual({f: made.get(f) for f in same}, {f: typed.get(f) for f in same})
		with signed_in(keeper(training.area)):
			made.position = "ประธาน"
			made.save()

	def test_nothing_is_half_saved(self):
		training = make_training_in("Registration Open")
		rows = [["นาย", f"คน{n}", "ดี", "อุบลราชธานี", "เมือง", "ภาคี", "", ""] for n in range(3)]
		with signed_in(keeper(training.area)):
			text = text_of(*rows, ["", "", "", "", "", "", "", "x"])
			found = importing.look(training.name, text=text)
			self.assertEqual((found["good"], found["wrong"]), (3, 1))
			for good, leave_out in ((3, False), (2, True)):
				with self.assertRaises(ListError):
					importing.add(training.name, good, text=text, leave_out=leave_out)
			self.assertEqual(frappe.db.count("Training Participant", {"training": training.name}), 0)
			self.assertEqual(importing.add(training.name, 3, text=text, leave_out=True), 3)
			# sent once more, as after an answer that was lost
			with self.assertRaises(ListError):
				importing.add(training.name, 3, text=text, leave_out=True)
			self.assertEqual(importing.look(training.name, text=text)["good"], 0)

	def test_each_district_registers_its_own(self):
		training = make_training_in("Registration Open", OWN["province"])
		rows = (
			["นาย", "ของตน", "ดี", "", "เมือง", "ภาคี", "", ""],
			["นาย", "ของเขา", "ดี", "", "เขื่องใน", "ภาคี", "", ""],
			["นาย", "ต่างจังหวัด", "ดี", "ฉะเชิงเทรา", "", "ภาคี", "", ""],
		)
		with signed_in(make_officer("district")):
			found = importing.look(training.name, text=text_of(*rows))
		self.assertEqual((found["good"], [row["row"] for row in found["faults"]]), (1, [3, 4]))

	def test_what_does_not_fit_a_field_is_a_wrong_row(self):
		training = make_training_in("Registration Open")
		long = ["นาย", "ก" * 200, "ดี", "อุบลราชธานี", "เมือง", "ภาคี", "", ""]
		phone = ["นาย", "โทรผิด", "ดี", "อุบลราชธานี", "เมือง", "ภาคี", "", "ไม่มี"]
		told = len(frappe.message_log)
		with signed_in(keeper(training.area)):
			found = importing.look(training.name, text=text_of(long, phone))
		self.assertEqual((found["good"], found["wrong"]), (0, 2))
		self.assertEqual(len(frappe.message_log), told)

	def test_what_is_written_is_no_markup(self):
		training = make_training_in("Registration Open")
		row = ["นาย", "<b>สมชาย", "ใจดี", "อุบลราชธานี", "เมือง", "ภาคี", "<img src=x onerror=x>", ""]
		with signed_in(keeper(training.area)):
			importing.add(training.name, 1, text=text_of(row))
		(made,) = frappe.get_all(
			"Training Participant",
			{"training": training.name},
			["first_name", "full_name", "organization_text"],
		)
		self.assertNotRegex(str(made), "<[a-z]")

	def test_unreadable_lists_and_closed_trainings_are_refused(self):
		training = make_training_in("Registration Open")
		with signed_in(keeper(training.area)):
			for content in ("no base64", base64.b64encode(b"PK\x03\x04broken").decode()):
				with self.assertRaises(SpreadsheetError):
					importing.look(training.name, content)
		draft = make_training()
		with signed_in(keeper(draft.area)), self.assertRaises(TrainingStateError):
			importing.look(draft.name, text=text_of())

	def downloaded(self) -> list[list]:
		return [
			[cell.value for cell in row]
			for row in load_workbook(BytesIO(frappe.response.filecontent)).active.iter_rows()
		]

	def test_all_wrong_rows_are_there_to_be_corrected(self):
		training = make_training_in("Registration Open")
		wrong = [
			["นาย", f"คน{n}", "ดี", "อุบลราชธานี", "เมือง", "ไม่มีกลุ่มนี้", "=1+1", "0812345678"] for n in range(400)
		]
		right = ["นาย", "คนถูก", "ดี", "อุบลราชธานี", "เมือง", "ภาคี", "", ""]
		text = text_of(right, *wrong)
		with signed_in(keeper(training.area)):
			found = importing.look(training.name, text=text)
			self.assertLess(len(found["faults"]), found["wrong"])
			importing.wrong_rows(training.name, text=text)
			rows = self.downloaded()
			self.assertEqual(len(rows), 1 + 400)
			self.assertEqual(rows[0][: len(HEADS)], HEADS)
			self.assertEqual(rows[1][:2] + rows[1][6:9], ["นาย", "คน0", "=1+1", "0812345678", "3"])
			self.assertIn("ไม่มีกลุ่มนี้", rows[1][-1])
			# corrected, the same file is a list
			for row in rows[1:]:
				row[5] = "ภาคี"
			found = importing.look(training.name, file_of(rows))
			# and its columns for who corrects it are known
			said = [each for each in found["said"] if "What Is Wrong" in each or "Row" in each]
			self.assertEqual((found["good"], said), (400, []))
			with self.assertRaises(ListError):
				importing.wrong_rows(training.name, text=text_of(right))
		self.assertFalse(frappe.db.exists("File", {"attached_to_name": training.name}))

	def test_a_list_without_headings_has_no_rows_to_correct(self):
		training = make_training_in("Registration Open")
		with signed_in(keeper(training.area)), self.assertRaises(ListError):
			importing.wrong_rows(training.name, text="x")

	def test_a_stranger_registers_nobody(self):
		training = make_training_in("Registration Open")
		for user in (make_officer("district", OTHER), make_officer("chief"), make_user("desk.user"), "Guest"):
			with signed_in(user), self.assertRaises(frappe.PermissionError):
				importing.look(training.name, text=text_of())
			with signed_in(user), self.assertRaises(frappe.PermissionError):
				importing.wrong_rows(training.name, text=text_of())

	def test_the_empty_file_is_understood(self):
		with signed_in(make_officer("district")):
			importing.template()
		book = load_workbook(BytesIO(frappe.response.filecontent))
		heads = [cell.value for cell in book.active[1]]
		training = make_training_in("Registration Open")
		row = ["นาย", "สมชาย", "ใจดี", "อุบลราชธานี", "เมือง", "ในเมือง", "ภาคี", "", "", ""]
		self.assertEqual(len(heads), len(row))
		with signed_in(keeper(training.area)):
			text = "\n".join("\t".join(cells) for cells in (heads, row))
			self.assertEqual(importing.look(training.name, text=text)["good"], 1)
		with signed_in(make_officer("chief")), self.assertRaises(frappe.PermissionError):
			importing.template()
