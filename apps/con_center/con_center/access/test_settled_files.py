"""What a document shows for what it says goes with nobody once it is settled: not with who attached it, either."""

import frappe

from con_center.access.documents import ATTACHING
from con_center.approval.meaning import IN_FORCE, states
from con_center.assessments.factories import make_complete_assessment
from con_center.committees.factories import MEETING_AREA, make_current_committee
from con_center.community.factories import (
	make_confirmed,
	make_cooperation,
	make_joint_activity,
	make_standard_entry,
)
from con_center.households.factories import make_help
from con_center.meetings.factories import make_closed_meeting
from con_center.organization.factories import areas_of, make_officer, signed_in
from con_center.seams.files import IssuedFileError
from con_center.tests.case import CONTestCase


class TestSettledFiles(CONTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)

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

	def test_what_is_settled_keeps_its_files(self):
		withdrawn = make_joint_activity()
		withdrawn.db_set("status", "Withdrawn")
		ended = make_standard_entry()
		ended.db_set("status", "Not Passed Yet")
		make_current_committee(MEETING_AREA)
		adopted = make_closed_meeting()
		adopted.db_set("workflow_state", states("Meeting", IN_FORCE)[0])
		visit = make_help(kind="Visit", dimension=None)
		frappe.db.set_value("Target Household", visit.household, "status", "Closed")
		for doc in (
			make_confirmed(),
			make_complete_assessment(),
			adopted,
			withdrawn,
			ended,
			visit,
		):
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
