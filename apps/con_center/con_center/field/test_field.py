"""What was noted without a connection is saved as a form saves it, nothing twice, nothing over somebody else's work."""

import base64
import io
from pathlib import Path

import frappe
from frappe.utils import getdate, today
from PIL import Image

from con_center.field import day, receive
from con_center.meetings.doctype.meeting.test_meeting import HOME, MeetingTestCase, make_meeting
from con_center.meetings.errors import MeetingLockedError
from con_center.organization import photos
from con_center.organization.factories import OTHER, make_officer, signed_in
from con_center.planning.factories import make_plan_in
from con_center.printing.test_formats import printed
from con_center.thai import fiscal_year

GPS = 0x8825
KEY = "0123456789abcdef"


def jpeg(width: int = 80, height: int = 60, colour: str = "green") -> str:
	"""Return a photo in base64, with the place where it was taken."""
	exif = Image.Exif()
	exif.get_ifd(GPS)[1] = "N"
	kept = io.BytesIO()
	Image.new("RGB", (width, height), colour).save(kept, "JPEG", exif=exif)
	return base64.b64encode(kept.getvalue()).decode()


class FieldTestCase(MeetingTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_officer("district", HOME)
		self.meeting = make_meeting()

	def taken(self) -> dict:
		with signed_in(self.officer):
			found = {meeting["name"]: meeting for meeting in day.take_along()["meetings"]}
		return found[self.meeting.name]

	def noted(self, statuses: dict[int, str], taken: dict | None = None) -> dict:
		"""Send what was noted of members, by their places, on what was taken along."""
		members = (taken or self.taken())["members"]
		rows = [
			{"person": members[n]["person"], "before": members[n], "now": {"status": status}}
			for n, status in statuses.items()
		]
		with signed_in(self.officer):
			return receive.attendance(self.meeting.name, rows)

	def statuses(self) -> list[str]:
		return [row.status or "" for row in frappe.get_doc("Meeting", self.meeting.name).attendance]


class TestAttendance(FieldTestCase):
	def test_names_and_roles_are_taken_along_and_nothing_else(self):
		taken = self.taken()
		self.assertEqual(len(taken["members"]), len(self.meeting.attendance))
		self.assertEqual(
			set(taken["members"][0]), {"person", "full_name", "role", "status", "proxy_name", "reason"}
		)

	def test_a_stranger_takes_nothing_along(self):
		with signed_in(make_officer("district", OTHER)):
			self.assertNotIn(self.meeting.name, [each["name"] for each in day.take_along()["meetings"]])
			with self.assertRaises(frappe.PermissionError):
				receive.attendance(self.meeting.name, [])

	def test_a_signatory_reads_and_so_takes_nothing_along(self):
		with signed_in(make_officer("chief", HOME)):
			self.assertEqual(day.take_along()["meetings"], [])

	def test_it_is_saved_as_by_the_form(self):
		answer = self.noted({0: "Present", 1: "Absent"})
		self.assertNotIn("conflict", answer)
		self.assertEqual(self.statuses()[:3], ["Present", "Absent", ""])
		stored = frappe.get_doc("Meeting", self.meeting.name)
		self.assertEqual((stored.present_members, stored.modified_by), (1, self.officer))

	def test_what_is_sent_twice_is_saved_once(self):
		taken = self.taken()
		self.noted({0: "Present"}, taken)
		modified = frappe.db.get_value("Meeting", self.meeting.name, "modified")
		self.assertNotIn("conflict", self.noted({0: "Present"}, taken))
		self.assertEqual(frappe.db.get_value("Meeting", self.meeting.name, "modified"), modified)

	def test_two_who_note_different_people_do_not_disturb_each_other(self):
		taken = self.taken()
		self.noted({0: "Present"}, taken)
		self.assertNotIn("conflict", self.noted({1: "Absent"}, taken))
		self.assertEqual(self.statuses()[:2], ["Present", "Absent"])

	def test_a_conflict_is_told_and_nothing_is_overwritten(self):
		taken = self.taken()
		self.noted({0: "Present"}, taken)
		answer = self.noted({0: "Absent", 1: "Present"}, taken)
		self.assertTrue(answer["conflict"])
		self.assertEqual(answer["members"][0]["status"], "Present")
		self.assertEqual(self.statuses()[:2], ["Present", ""])
		# who has seen it decides
		self.noted({0: "Absent"}, answer)
		self.assertEqual(self.statuses()[0], "Absent")

	def test_what_the_same_phone_noted_in_between_is_no_conflict(self):
		"""Its answer may have been lost, or come after the next was noted."""
		before = self.taken()["members"][0]
		self.noted({0: "Present"})
		row = {"person": before["person"], "before": before, "now": {"status": "Absent"}}
		with signed_in(self.officer):
			self.assertTrue(receive.attendance(self.meeting.name, [row])["conflict"])
			receive.attendance(self.meeting.name, [{**row, "mine": {"status": "Present"}}])
		self.assertEqual(self.statuses()[0], "Absent")

	def test_who_left_the_list_is_a_conflict(self):
		with signed_in(self.officer):
			row = {"person": "ไม่มีในบัญชี", "before": {}, "now": {"status": "Present"}}
			self.assertTrue(receive.attendance(self.meeting.name, [row])["conflict"])

	def test_the_forms_own_rules_hold(self):
		with self.assertRaises(frappe.ValidationError):
			self.noted({0: "Proxy"})
		frappe.db.set_value("Meeting", self.meeting.name, "workflow_state", "Cancelled")
		taken = {"members": [dict(row.as_dict()) for row in self.meeting.attendance]}
		with self.assertRaises(MeetingLockedError):
			self.noted({0: "Present"}, taken)


class TestActivity(FieldTestCase):
	def test_a_visit_is_recorded_once(self):
		year = fiscal_year(getdate())
		plan = make_plan_in("Plan Approved", fiscal_year=year)
		officer = frappe.db.get_value("Action Plan", plan.name, "owner")
		told = {
			"plan": plan.name,
			"activity_number": "2",
			"held_on": today(),
			"what_was_done": "เยี่ยมศูนย์ พบกรรมการ 5 คน",
			"place": " ศาลากลางบ้าน ",
		}
		with signed_in(officer):
			self.assertIn(plan.name, [each["name"] for each in day.take_along()["plans"]])
			first, again = receive.activity(**told), receive.activity(**told)
			other = receive.activity(**{**told, "what_was_done": "เยี่ยมอีกครั้ง"})
		self.assertEqual(first, again)
		self.assertNotEqual(first, other)
		doc = frappe.get_doc("Activity Progress", first["name"])
		self.assertEqual((str(doc.held_on), doc.place, doc.owner), (today(), "ศาลากลางบ้าน", officer))


class TestPhotos(FieldTestCase):
	def add(self, key: str = KEY, content: str | None = None, **values):
		with signed_in(self.officer):
			return photos.add("Meeting", self.meeting.name, key, content or jpeg(), **values)

	def stored(self):
		return frappe.get_doc("Meeting", self.meeting.name)

	def test_a_photo_is_a_private_file_of_the_document_without_its_place(self):
		self.add(caption="ที่ประชุมพร้อมกัน")
		(row,) = self.stored().photos
		self.assertEqual(row.caption, "ที่ประชุมพร้อมกัน")
		file = frappe.get_doc("File", {"file_url": row.file})
		self.assertEqual((file.is_private, file.attached_to_name), (1, self.meeting.name))
		with signed_in(make_officer("district", OTHER)):
			self.assertFalse(file.is_downloadable())
		picture = Image.open(io.BytesIO(file.get_content()))
		self.assertEqual(dict(picture.getexif()), {})

	def test_what_is_sent_twice_is_attached_once(self):
		# left behind by a request that failed in the middle
		left = Path(frappe.get_site_path("private", "files", f"{KEY}.photo.jpg"))
		left.write_bytes(b"")
		self.addCleanup(left.unlink, missing_ok=True)
		self.add()
		modified = self.stored().modified
		self.add()
		self.assertEqual((self.stored().modified, len(self.stored().photos)), (modified, 1))

	def test_number_size_and_kind_are_bounded(self):
		cut_off = base64.b64encode(base64.b64decode(jpeg())[:300]).decode()
		for content in (base64.b64encode(b"<svg>").decode(), "no base64", jpeg(1601, 4), cut_off):
			with self.subTest(content[:10]):
				self.refused(photos.PhotoError, lambda content=content: self.add(content=content))
		self.change_settings(photos_most=1, photo_largest_kb=1)
		self.refused(photos.PhotoError, lambda: self.add(content="A" * 2000), "1 ")
		self.change_settings(photo_largest_kb=500)
		self.add()
		self.refused(photos.PhotoError, lambda: self.add("another-key-1"), "1 ")

	def test_a_stranger_adds_none(self):
		with signed_in(make_officer("district", OTHER)), self.assertRaises(frappe.PermissionError):
			photos.add("Meeting", self.meeting.name, KEY, jpeg())

	def test_only_documents_with_photos_get_them(self):
		with self.assertRaises(photos.PhotoError):
			photos.add("CON Center", self.meeting.center, KEY, jpeg())

	def test_they_are_printed_with_their_captions(self):
		self.add(caption="ภาพที่ประชุม")
		found = photos.photos_of(self.stored())
		self.assertEqual([each["caption"] for each in found], ["ภาพที่ประชุม"])
		html = frappe.get_print("Meeting", self.meeting.name, "Meeting Minutes", no_letterhead=1)
		self.assertIn(found[0]["source"], html)
		self.assertIn("ภาพประกอบ", html)

	def test_files_of_other_documents_are_not_printed(self):
		self.add()
		other = make_meeting(days_ago=2)
		row = self.stored().photos[0]
		other.append("photos", {"file": row.file})
		self.assertEqual(photos.photos_of(other), [])

	def test_an_activity_is_printed_with_its_photos(self):
		plan = make_plan_in("Plan Approved", fiscal_year=fiscal_year(getdate()))
		owner = frappe.db.get_value("Action Plan", plan.name, "owner")
		with signed_in(owner):
			name = receive.activity(plan.name, "2", today(), "เยี่ยมศูนย์")["name"]
			photos.add("Activity Progress", name, KEY, jpeg(), "ภาพกิจกรรม")
			doc = frappe.get_doc("Activity Progress", name)
			self.assertEqual(doc.evidence[0].evidence_kind, "Picture")
			self.assertTrue(printed(doc, "Activity Record").startswith(b"%PDF"))
