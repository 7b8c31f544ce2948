"""What a document shows for what it says goes with nobody once it is settled: not with who attached it, either."""

from itertools import product
from pathlib import Path

import frappe
from frappe.model.base_document import get_controller
from frappe.utils import today

from con_center import registry
from con_center.access.documents import ATTACHING, ScopedDocument, files_named
from con_center.appointments.factories import make_order_in
from con_center.approval.meaning import IN_FORCE, states
from con_center.assessments.factories import make_assessment, make_complete_assessment
from con_center.committees.doctype.committee.committee import OfficialCommitteeError
from con_center.committees.factories import MEETING_AREA, make_current_committee
from con_center.community.factories import (
	make_confirmed,
	make_cooperation,
	make_joint_activity,
	make_standard_entry,
)
from con_center.correspondence.factories import make_letter_in
from con_center.households.factories import make_help
from con_center.issuing.factories import keep_blank
from con_center.mediation.factories import make_dispute, make_dispute_in
from con_center.meetings.factories import make_closed_meeting, make_meeting
from con_center.organization.doctype.substitution.substitution import SubstitutionError
from con_center.organization.factories import (
	OTHER,
	OWN,
	areas_of,
	make_deputy,
	make_officer,
	make_substitution,
	signed_in,
)
from con_center.planning.factories import make_progress
from con_center.seams.files import EmptyFileError, ForeignFileError, IssuedFileError, NoFileError
from con_center.tests.case import CONTestCase


class TestSettledFiles(CONTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)

	def loose(self, user: str, **values):
		"""Return a private file that a user has sent, attached nowhere unless it is said."""
		content = frappe.generate_hash()
		values = {"file_name": f"{content}.png", "content": content, "is_private": 1, **values}
		with signed_in(user):
			return frappe.get_doc({"doctype": "File", **values}).insert()

	def sent(self, doc, **values):
		"""Return a file that the session user has attached to a document."""
		place = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
		return self.loose(frappe.session.user, **place, **values)

	def written(self):
		"""Return a document of each kind whose rows name files, while it is written."""
		make_current_committee(MEETING_AREA)
		return (
			make_joint_activity(),
			make_standard_entry(),
			make_help(),
			make_progress(),
			make_meeting(),
			make_assessment(),
			make_dispute(),
		)

	def name_in_row(self, doc, address: str):
		"""Name a file in the document's first row that can, as its form does."""
		with signed_in(doc.owner):
			stored = frappe.get_doc(doc.doctype, doc.name)
			row, field = row_of(stored)
			row.set(field, address)
			return stored.save()

	def shown(self, doc, named: bool = True):
		"""Attach a file to a document, as its officer; where it is named, the first field that can names it."""
		with signed_in(make_officer("officer", areas_of(doc.area))):
			content = frappe.generate_hash()
			values = {"file_name": f"{content}.txt", "content": content, "is_private": 1}
			of_doc = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
			file = frappe.get_doc({"doctype": "File", **values, **of_doc}).insert()
		if named:
			name_it(doc, file.file_url)
		return file

	def remove(self, file, area: str):
		with signed_in(make_officer("officer", areas_of(area))):
			frappe.delete_doc("File", file.name)

	def settled(self):
		withdrawn = make_joint_activity()
		withdrawn.db_set("status", "Withdrawn")
		ended = make_standard_entry()
		ended.db_set("status", "Not Passed Yet")
		committee = make_current_committee(MEETING_AREA)
		adopted = make_closed_meeting()
		adopted.db_set("workflow_state", states("Meeting", IN_FORCE)[0])
		visit = make_help(kind="Visit", dimension=None)
		frappe.db.set_value("Target Household", visit.household, "status", "Closed")
		return make_confirmed(), make_complete_assessment(), adopted, withdrawn, ended, visit, committee

	def test_what_is_settled_keeps_its_files(self):
		for doc in self.settled():
			file = self.shown(doc)
			with self.subTest(doc.doctype), self.assertRaises(IssuedFileError):
				self.remove(file, doc.area)
			with self.subTest(doc.doctype, changed=True), self.assertRaises(IssuedFileError):
				with signed_in(file.owner):
					file.reload()
					file.file_name = "อื่น.txt"
					file.save()

	def test_what_is_being_written_lets_them_go(self):
		for doc in (make_cooperation(), make_joint_activity(), make_standard_entry(), make_help()):
			file = self.shown(doc)
			with self.subTest(doc.doctype):
				self.remove(file, doc.area)
				self.assertFalse(frappe.db.exists("File", file.name))

	def test_what_is_settled_goes_on_naming_them(self):
		"""What no field names any more would go in the next step."""
		for doc in (*self.settled(), make_dispute_in("Agreement Reached")):
			if doc.doctype != "Dispute Case":
				self.shown(doc)
			named = files_named(frappe.get_doc(doc.doctype, doc.name))
			users = {doc.owner, make_officer("officer", areas_of(doc.area))}
			for (doctype, name, field), user in product(named, users):
				for address in (None, self.loose(user).file_url):
					stored = frappe.get_doc(doc.doctype, doc.name)
					shows = next(each for each in (stored, *stored.get_all_children()) if each.name == name)
					shows.set(field, address)
					with self.subTest(doctype, field=field, address=address), signed_in(user):
						self.assertRaises((frappe.ValidationError, frappe.PermissionError), stored.save)
					self.assertEqual(files_named(frappe.get_doc(doc.doctype, doc.name)), named)

	def test_no_kind_that_shows_files_is_forgotten(self):
		"""Of these nothing is settled: it is their writers' own, or says itself how it is read."""
		shows = {
			doctype
			for doctype in registry.scoped()
			for each in (doctype, *registry.tables(doctype))
			if frappe.get_meta(each).get("fields", {"fieldtype": ("in", ATTACHING)})
		}
		never = {d for d in shows if get_controller(d).is_settled is ScopedDocument.is_settled}
		self.assertEqual(never, {"Community Data Import", "Officer Assignment", "Publicity"})

	def test_an_empty_field_is_still_filled(self):
		committee = make_current_committee(MEETING_AREA)
		user = make_officer("officer", areas_of(committee.area))
		file = self.loose(user)
		with signed_in(user):
			committee = frappe.get_doc("Committee", committee.name)
			committee.selection_record = file.file_url
			committee.save()
		with self.assertRaises(IssuedFileError):
			self.remove(file, committee.area)

	def test_how_a_committee_was_selected_stays(self):
		committee = make_current_committee(MEETING_AREA)
		for field, value in (("forum_date", today()), ("forum_place", "ที่อื่น"), ("forum_attendance", 99)):
			committee.reload()
			committee.set(field, value)
			with self.subTest(field), self.assertRaises(OfficialCommitteeError):
				committee.save()

	def test_what_a_substitute_acts_by_stays(self):
		chief = make_officer("chief")
		acts = make_substitution(chief, make_deputy(), order_number="1/2569", order_date=today())
		for field, value in (
			("order_number", "2/2569"),
			("order_date", None),
			("order_file", self.loose(chief).file_url),
			("capacity", "On Behalf Of"),
			("matters", "Meeting"),
			("from_date", "2026-01-01"),
		):
			acts = frappe.get_doc("Substitution", acts.name)
			acts.set(field, value)
			with self.subTest(field), signed_in(chief), self.assertRaises(SubstitutionError):
				acts.save()
		with signed_in(chief):
			acts = frappe.get_doc("Substitution", acts.name)
			acts.update({"to_date": today(), "reason": "ลา"}).save()
			acts.update({"withdrawn": 1}).save()

	def test_a_letter_that_came_by_the_system_is_its_senders(self):
		make_letter_in("Letter Sent", receivers=[{"receiver_area": OWN["district"]}])
		entry = frappe.get_last_doc("Incoming Letter", {"area": OWN["district"], "letter": ("is", "set")})
		user = make_officer("district")
		with signed_in(user):
			own = self.sent(entry)
			entry.db_set("file", own.file_url)
			with self.assertRaises(IssuedFileError):
				frappe.delete_doc("File", own.name)
			other = self.sent(entry)
			frappe.delete_doc("File", other.name)
		self.assertFalse(frappe.db.exists("File", other.name))

	def test_what_rows_name_is_the_documents(self):
		"""Frappe attaches what fields of the document itself name: what rows name stayed with who sent it."""
		for doc in self.written():
			form = f"new-{doc.doctype.lower().replace(' ', '-')}-abcdefgh"
			for of_row, kind, name in ((False, None, None), (False, doc.doctype, form), (True, None, None)):
				if of_row:
					row, _field = row_of(frappe.get_doc(doc.doctype, doc.name))
					kind, name = row.doctype, row.name
				file = self.loose(doc.owner)
				frappe.db.set_value(
					"File", file.name, {"attached_to_doctype": kind, "attached_to_name": name}
				)
				with self.subTest(doc.doctype, place=(kind, name)):
					self.name_in_row(doc, file.file_url)
					self.assertEqual(place_of_file(file), (doc.doctype, doc.name))
					self.assertEqual(frappe.db.count("File", {"file_url": file.file_url}), 1)

	def test_what_rows_name_is_taken_from_no_other(self):
		first, second = make_joint_activity(), make_joint_activity()
		with signed_in(first.owner):
			file = self.sent(first)
			self.name_in_row(second, file.file_url)
		self.assertEqual(place_of_file(file), (first.doctype, first.name))
		places = frappe.get_all("File", {"file_url": file.file_url}, pluck="attached_to_name")
		self.assertEqual(sorted(places), sorted([first.name, second.name]))
		foreign = make_help(area=OTHER["sub_district"])
		with signed_in(foreign.owner):
			theirs = self.sent(foreign)
		for address in (theirs.file_url, "/private/files/there-is-none.txt", f"/./{file.file_url[1:]}"):
			with self.subTest(address), self.assertRaises((ForeignFileError, frappe.ValidationError)):
				self.name_in_row(second, address)

	def test_a_file_that_went_meanwhile_is_told_with_its_place(self):
		"""As where somebody else has removed it: what was typed since is not lost with a riddle."""
		doc = make_joint_activity()
		with self.assertRaisesRegex(NoFileError, "row 1: .*report 2.pdf"):
			self.name_in_row(doc, "/private/files/report%202.pdf")

	def test_an_empty_file_is_refused(self):
		doc = make_joint_activity()
		with signed_in(doc.owner), self.assertRaisesRegex(EmptyFileError, "empty.pdf"):
			self.sent(doc, file_name="empty.pdf", content=b"")

	def test_what_is_named_does_not_leave_its_document(self):
		"""It would be nobody's, and not kept, by the day on which what names it is settled."""
		doc = make_joint_activity()
		file = self.loose(doc.owner)
		self.name_in_row(doc, file.file_url)
		other = self.loose(doc.owner)
		for values in (
			{"attached_to_doctype": None, "attached_to_name": None},
			{"attached_to_name": make_joint_activity().name},
			{"file_url": other.file_url},
		):
			file.reload()
			with self.subTest(values), signed_in(doc.owner), self.assertRaises(ForeignFileError):
				file.update(values).save()
		with signed_in(doc.owner):
			frappe.delete_doc("File", file.name)
		# another file of its name would stand in its place
		self.assertFalse(files_named(frappe.get_doc(doc.doctype, doc.name)))

	def test_no_second_file_moves_them(self):
		doc = make_confirmed()
		kept = self.shown(doc)
		issued = frappe.get_doc("File", keep_blank(make_order_in("Issued")).file)
		for file in (kept, issued):
			user = make_officer("officer") if file == issued else file.owner
			with signed_in(user):
				again = frappe.get_doc(
					{"doctype": "File", "file_url": file.file_url, "is_private": 1}
				).insert()
			with self.subTest(file.file_name), signed_in(user), self.assertRaises(frappe.PermissionError):
				again.is_private = 0
				again.save()
			self.assertEqual(frappe.db.get_value("File", file.name, "file_url"), file.file_url)
			self.assertTrue(Path(file.get_full_path()).exists())

	def test_what_is_public_is_not_moved_either(self):
		doc = make_confirmed()
		kept = self.shown(doc)
		content = frappe.generate_hash()
		with signed_in(kept.owner):
			public = frappe.get_doc(
				{"doctype": "File", "file_name": f"{content}.txt", "content": content, "is_private": 0}
			).insert()
		place = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
		frappe.db.set_value(
			"File",
			kept.name,
			{"file_url": public.file_url, "is_private": 0, "content_hash": public.content_hash, **place},
		)
		doc.db_set("agreement_file", public.file_url)
		with signed_in(kept.owner), self.assertRaises(IssuedFileError):
			public.is_private = 1
			public.save()

	def test_an_address_that_is_free_again_is_not_given_to_the_document(self):
		doc = make_confirmed()
		file = self.shown(doc)
		frappe.delete_doc("File", file.name, force=True, flags={"by_system": True})
		with signed_in(file.owner), self.assertRaises(IssuedFileError):
			self.sent(doc, file_name=file.file_name)

	def test_what_no_field_names_is_its_owners(self):
		doc = make_confirmed()
		file = self.shown(doc, named=False)
		self.remove(file, MEETING_AREA)
		self.assertFalse(frappe.db.exists("File", file.name))


def name_it(doc, address: str) -> None:
	"""Let the first field of a document, or of a row of it, that names a file name this one, past all rules."""
	for field in doc.meta.fields:
		if field.fieldtype in ATTACHING:
			return doc.db_set(field.fieldname, address)
		names = field.fieldtype == "Table" and frappe.get_meta(field.options).get(
			"fields", {"fieldtype": ("in", ATTACHING)}
		)
		if names:
			rows = doc.get(field.fieldname)
			row = rows[0] if rows else doc.append(field.fieldname, {})
			row.set(names[0].fieldname, address)
			return row.db_update() if rows else row.db_insert()
	raise AssertionError(f"{doc.doctype} names no file")


def row_of(doc):
	"""Return a row of a document that names a file, added where there is none, and the field."""
	for table in doc.meta.get_table_fields():
		for field in frappe.get_meta(table.options).get("fields", {"fieldtype": ("in", ATTACHING)}):
			rows = doc.get(table.fieldname)
			return rows[0] if rows else doc.append(
				table.fieldname, {"evidence_kind": "Picture"}
			), field.fieldname
	raise AssertionError(f"{doc.doctype} has no row that names a file")


def place_of_file(file) -> tuple:
	return frappe.db.get_value("File", file.name, ["attached_to_doctype", "attached_to_name"])
