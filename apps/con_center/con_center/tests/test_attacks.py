"""What somebody tries who wants more than his post gives, and what has to come of it.

`TestEveryDoor` is generated: every function that Frappe lets clients call is called by a stranger, about a document
of another area, and neither answers with anything of it nor leaves a trace. The other cases are single attacks, most
of them holes that were found and mended.
"""

import inspect
import json
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.model.base_document import BaseDocument
from frappe.utils import add_days, get_url, today

from con_center import registry
from con_center.access.areas import covers
from con_center.access.documents import ForeignLinkError
from con_center.access.posts import forget_posts
from con_center.appointments.factories import make_order, make_order_in
from con_center.assessments.factories import make_assessment
from con_center.committees.factories import make_committee, make_members
from con_center.learning.factories import make_lesson_in, make_training
from con_center.organization.doctype.officer_assignment.officer_assignment import update_expired
from con_center.organization.factories import OTHER, OWN, make_assignment, make_officer, make_user, signed_in
from con_center.planning.factories import make_plan
from con_center.seams.arguments import ArgumentError
from con_center.seams.doors import ClosedDoorError
from con_center.seams.doors.answers import get_chart
from con_center.seams.files import ForeignFileError, PageFileError, ProgramFileError
from con_center.seams.queries import FieldNameError
from con_center.tests.case import CONTestCase
from con_center.tests.test_scope_matrix import as_in_a_request, call, payload, rest

# no word of the language: texts of the desk do not hold it
SECRET = "ความลับกขคงจ"
PLACE = "ท่าถ่าน"  # the other area's name stands in the titles of its documents


@contextmanager
def acting(user: str):
	"""Do what follows as the requests of this user; take it back."""
	frappe.db.savepoint("attack")
	try:
		with signed_in(user), as_in_a_request():
			yield
	finally:
		frappe.db.rollback(save_point="attack")


class AttackTestCase(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.officer, cls.district, cls.chief = (make_officer(k) for k in ("officer", "district", "chief"))
		cls.province, cls.governor = make_officer("province"), make_officer("governor")

	def refused(self, user: str, attack, *exceptions):
		"""Assert that the attack is refused, by an error of these kinds (a PermissionError)."""
		with acting(user), self.assertRaises(exceptions or frappe.PermissionError):
			attack()

	def without_effect(self, user: str, attack, look):
		"""Assert that what `look` sees is the same after the attack, refused or not."""
		before = look()
		frappe.db.savepoint("effect")
		try:
			with signed_in(user), as_in_a_request():
				attack()
		except Exception:
			# a request that fails is undone
			frappe.db.rollback(save_point="effect")
		self.assertEqual(look(), before)
		frappe.db.rollback(save_point="effect")


def set_value(doc, field: str, value):
	call("frappe.client.set_value", doctype=doc.doctype, name=doc.name, fieldname=field, value=value)


def save(doc, field: str, value):
	call("frappe.client.save", doc=payload(doc, **{field: value}))


def put(doc, field: str, value):
	rest("PUT", doc.doctype, doc.name, **{field: value})


WRITING = (set_value, save, put)


class TestReadOnlyFields(AttackTestCase):
	"""Frappe holds to read-only fields in the browser alone: whoever calls the API writes what he likes."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.committee = make_committee(kind="Promoting Working Group")
		cls.order = make_order(cls.committee, instrument="Order", purpose="Appoint")

	def stays(self, user: str, doc, **values):
		for field, value in values.items():
			for way in WRITING:
				with self.subTest(doctype=doc.doctype, field=field, way=way.__name__):
					self.without_effect(
						user,
						partial(way, doc, field, value),
						partial(frappe.db.get_value, doc.doctype, doc.name, field),
					)

	def test_a_committee_becomes_official_by_an_order_only(self):
		self.stays(
			self.officer,
			self.committee,
			status="Current",
			appointment_order=self.order.name,
			last_reviewed_on=today(),
			sitting_members=99,
			title=SECRET,
		)
		with acting(self.officer):
			entered = call(
				"frappe.client.insert",
				doc={
					"doctype": "Committee",
					"center": OWN["sub_district"],
					"kind": "Center Committee",
					"term_start": today(),
					"members": make_members(),
					"status": "Current",
					"appointment_order": self.order.name,
				},
			)
			self.assertEqual((entered["status"], entered["appointment_order"]), ("Draft", None))

	def test_an_officer_does_not_write_what_the_district_and_the_province_say(self):
		remarks = {"district_remarks": SECRET, "province_remarks": SECRET}
		with acting(self.officer):
			entered = call(
				"frappe.client.insert",
				doc={
					"doctype": "Assessment",
					"center": OWN["sub_district"],
					"fiscal_year": 2568,
					"round": 2,
					**remarks,
				},
			)
			self.assertEqual([entered.get(field) for field in remarks], [None, None])

	def test_an_order_gets_its_number_by_its_issue_only(self):
		self.stays(
			self.officer,
			self.order,
			number="999/2569",
			issued_on="2001-01-01 00:00:00",
			issuer="00",
			issuer_name=SECRET,
			signatory_name=SECRET,
			owner=self.district,
			creation="2001-01-01 00:00:00",
		)

	def test_an_issued_order_stays_as_it_is(self):
		order = make_order_in("Issued")
		for user in (self.officer, self.district, self.chief, self.province, self.governor):
			self.stays(
				user, order, acknowledged_on="2001-01-01 00:00:00", cancel_reason="x", number="1/1", body="x"
			)

	def test_a_center_has_the_committee_that_was_appointed(self):
		center = frappe.get_doc("CON Center", OWN["sub_district"])
		self.stays(self.officer, center, current_committee=self.committee.name)

	def test_a_run_of_numbers_cannot_be_turned_back(self):
		order = make_order_in("Issued", instrument="Order", purpose="Appoint")
		counter = frappe.get_last_doc("Number Counter", {"issuer": order.issuer, "kind": "Order"})
		self.stays(self.district, counter, last_number=0, start_at=1000, area=OTHER["district"])


class TestRows(AttackTestCase):
	"""Rows of tables are documents to Frappe: they can be read and written past the document they belong to."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.committee = make_order_in("Issued").get_committee()
		cls.row = cls.committee.members[3]
		cls.foreign = make_committee(OTHER["sub_district"])
		cls.roles = frappe.get_doc("User", cls.officer).roles

	def test_an_appointed_member_is_not_changed_by_himself(self):
		changed = payload(self.row, first_name="ใครก็ได้")
		for way in (
			lambda: call("frappe.client.save", doc=changed),
			lambda: call("frappe.desk.form.save.savedocs", doc=json.dumps(changed), action="Save"),
			lambda: rest("PUT", "Committee Member", self.row.name, first_name="ใครก็ได้"),
			lambda: rest("DELETE", "Committee Member", self.row.name),
			lambda: call("frappe.desk.reportview.delete_items", items=json.dumps([self.row.name]), doctype="Committee Member"),
			lambda: call("frappe.client.delete", doctype="Committee Member", name=self.row.name),
			lambda: call("frappe.client.set_value", doctype="Committee Member", name=self.row.name, fieldname="first_name", value="x"),
		):  # fmt: skip
			self.without_effect(self.officer, way, self.members)

	def test_a_member_of_another_area_is_not_pulled_over(self):
		row = self.foreign.members[0]
		self.refused(
			self.officer, lambda: call("frappe.client.save", doc=payload(row, parent=self.committee.name))
		)

	def test_a_row_of_another_document_is_not_sent_as_ones_own(self):
		"""Frappe writes a row by its name, whatever document has it: sent along, it would change hands."""
		mine = make_committee(kind="Promoting Working Group")
		for row in (self.row, self.foreign.members[0]):
			stolen = {
				"doctype": "Committee Member",
				"name": row.name,
				"first_name": "ใครก็ได้",
				"role": "กรรมการ",
			}
			members = [*payload(mine)["members"], stolen]
			for way in (
				lambda members=members: save(mine, "members", members),
				lambda members=members: put(mine, "members", members),
				lambda members=members: call("frappe.desk.form.save.savedocs", doc=json.dumps(payload(mine, members=members)), action="Save"),
				lambda stolen=stolen: call("frappe.client.insert", doc={**stolen, "parent": mine.name, "parenttype": "Committee", "parentfield": "members"}),
			):  # fmt: skip
				with self.subTest(row=row.parent, way=inspect.getsource(way).strip()):
					self.refused(self.officer, way)

	def members(self):
		return [row.first_name for row in frappe.get_doc("Committee", self.committee.name).members]

	def test_nobody_gives_himself_a_role(self):
		mine = frappe.get_doc("User", self.officer).roles[0]
		position = frappe.get_doc("Position", "พัฒนากร").roles[0]
		role = {"role": "System Manager"}
		user = frappe.get_doc("User", self.officer)
		for way in (
			lambda: call("frappe.client.save", doc=payload(mine, **role)),
			lambda: call("frappe.client.save", doc=payload(user, roles=[{"doctype": "Has Role", **role}])),
			lambda: call("frappe.client.insert", doc={"doctype": "Has Role", "parent": self.officer, "parenttype": "User", "parentfield": "roles", **role}),
			lambda: call("frappe.client.insert", doc={"doctype": "Position Role", "parent": "พัฒนากร", "parenttype": "Position", "parentfield": "roles", **role}),
			lambda: call("frappe.client.save", doc=payload(position, **role)),
			lambda: call("frappe.client.save", doc=payload(position, parenttype="User", parent=self.officer, parentfield="roles", **role)),
			lambda: call("run_doc_method", method="add_roles", dt="User", dn=self.officer, args=["System Manager"]),
			lambda: call("frappe.client.set_value", doctype="User", name=self.officer, fieldname="role_profile_name", value="x"),
		):  # fmt: skip
			self.without_effect(
				self.officer,
				way,
				lambda: (
					sorted(row.role for row in frappe.get_doc("User", self.officer).roles),
					[row.role for row in frappe.get_doc("Position", "พัฒนากร").roles],
				),
			)

	def test_nobody_but_the_admin_changes_settings(self):
		rule = frappe.get_doc("CON Settings").level_rules[0]
		for user in (self.officer, self.province, self.governor):
			for way in (
				lambda: call("frappe.client.set_value", doctype="CON Settings", name="CON Settings", fieldname="term_years", value=99),
				lambda: rest("PUT", "CON Settings", "CON Settings", term_years=99),
				lambda: call("frappe.client.save", doc=payload(rule, max_members=999)),
				lambda: call("frappe.client.save", doc=payload(rule, max_members=999, parenttype="Committee", parent=self.committee.name, parentfield="members")),
			):  # fmt: skip
				self.refused(user, way)


class TestFiles(AttackTestCase):
	"""A private file is read by who may read what it is attached to, whatever else is attached by its address."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.own = make_committee(kind="Promoting Working Group")
		cls.foreign = make_committee(OTHER["sub_district"], kind="Promoting Working Group")
		cls.file = cls.attach("attack-secret.txt", cls.foreign)

	@staticmethod
	def attach(name: str, doc, content: str = SECRET, **values):
		return frappe.get_doc(
			{
				"doctype": "File",
				"file_name": name,
				"content": content,
				"is_private": 1,
				"attached_to_doctype": doc.doctype,
				"attached_to_name": doc.name,
				**values,
			}
		).insert()

	def test_its_address_opens_nothing(self):
		path = self.file.file_url.removeprefix("/private/files/")
		for address in (
			self.file.file_url,
			f"/private/files/./{path}",
			f"/private/files//{path}",
			f"/private/files/x/../{path}",
			f"/private/files/%{ord(path[0]):x}{path[1:]}",
		):
			for values in (
				{},
				{"attached_to_doctype": "Committee", "attached_to_name": self.own.name},
				{"is_private": 0},
				{"content": ",", "decode": True},
			):
				with self.subTest(address=address, **values):
					self.without_effect(
						self.officer,
						lambda a=address, v=values: call(
							"frappe.client.insert",
							doc={"doctype": "File", "file_name": path, "file_url": a, **v},
						),
						self.readable,
					)

	def readable(self) -> bool:
		"""Tell whether the officer gets the file by any File that has its address."""
		with signed_in(self.officer):
			return any(
				frappe.get_doc("File", name).is_downloadable()
				for name, url in frappe.get_all("File", fields=["name", "file_url"], as_list=True)
				if url and url.rpartition("/")[2] == self.file.file_url.rpartition("/")[2]
			)

	def test_a_file_of_ones_own_is_not_pointed_to_it(self):
		with signed_in(self.officer):
			mine = self.attach("attack-mine.txt", self.own, "mine")
		for address in (self.file.file_url, self.file.file_url.replace("attack", "%61ttack")):
			self.refused(
				self.officer,
				lambda a=address: call("frappe.client.save", doc=payload(mine, file_url=a)),
				ForeignFileError,
			)

	def test_what_lies_beside_the_files_of_a_site_is_not_attached(self):
		"""Frappe reads what an address leads to, and keeps a copy: the site's password, its backups, files of others."""
		site, here = frappe.local.site, get_url()
		# other tests attach the same content as the officer's own
		theirs = self.attach("attack-beside.txt", self.foreign, "beside").file_url
		for address in (
			"/private/files/../../site_config.json",
			"/private/files/%2e%2e/%2e%2e/site_config.json",
			"/private/files/../backups/x-database.sql.gz",
			"/files/../../site_config.json",
			f"{site}/site_config.json",
			f"{here}/private/files/../../site_config.json",
			f"{here}{theirs}",
			"file:///etc/passwd",
		):
			for values in (
				{},
				{"is_private": 0},
				{"attached_to_doctype": "Committee", "attached_to_name": self.own.name},
			):
				with self.subTest(address=address, **values):
					new = {
						"doctype": "File",
						"file_name": "x.json",
						"is_private": 1,
						"file_url": address,
						**values,
					}
					self.refused(
						self.officer, lambda new=new: call("frappe.client.insert", doc=new), ForeignFileError
					)
		self.assertEqual(frappe.get_all("File", {"file_url": ("like", "%site_config%")}), [])

	def test_a_file_of_somebody_else_is_not_taken_by_its_name(self):
		theirs = self.attach("attack-named.txt", self.foreign, "named").file_url
		new = {"doctype": "File", "file_name": theirs.rpartition("/")[2], "is_private": 1}
		self.refused(self.officer, lambda: call("frappe.client.insert", doc=new), ForeignFileError)

	def test_a_file_that_is_attached_nowhere_yet_is_its_owners(self):
		with signed_in(self.governor):
			loose = frappe.get_doc(
				{"doctype": "File", "file_name": "attack-loose.txt", "content": "loose", "is_private": 1}
			).insert()
		for doctype, name, field in (
			("Committee", self.own.name, "selection_record"),
			("User", self.officer, "user_image"),
		):
			self.without_effect(
				self.officer,
				lambda d=doctype, n=name, f=field: call(
					"frappe.client.set_value", doctype=d, name=n, fieldname=f, value=loose.file_url
				),
				lambda: bool(frappe.db.get_value("File", loose.name, "attached_to_name")),
			)

	def test_a_field_that_attaches_does_not_attach_it(self):
		for doctype, name, field in (
			("Committee", self.own.name, "selection_record"),
			("User", self.officer, "user_image"),
		):
			self.without_effect(
				self.officer,
				lambda d=doctype, n=name, f=field: call(
					"frappe.client.set_value", doctype=d, name=n, fieldname=f, value=self.file.file_url
				),
				self.readable,
			)

	def test_deleting_a_file_of_ones_own_takes_no_other_off_the_disk(self):
		"""Frappe deletes the picture that a File names as its small one, whatever that is."""
		theirs = self.file.file_url
		with acting(self.officer):
			new = {"doctype": "File", "file_name": "attack-t.txt", "content": "t", "thumbnail_url": theirs}
			for name in (
				call("frappe.client.insert", doc=new)["name"],
				self.attach("attack-u.txt", self.own, "u").name,
			):
				mine = frappe.get_doc("File", name)
				call("frappe.client.save", doc=payload(mine, thumbnail_url=theirs))
				call("frappe.client.delete", doctype="File", name=name)
		self.assertTrue(Path(self.file.get_full_path()).exists())

	def test_what_is_attached_twice_stays_when_one_is_deleted(self):
		with acting(self.officer):
			kept = self.attach("attack-kept.txt", self.own, "kept")
			again = frappe.get_doc({"doctype": "File", "file_url": kept.file_url, "is_private": 1}).insert()
			again.reload()
			call("frappe.client.save", doc=payload(again, content_hash="0" * 32))
			call("frappe.client.delete", doctype="File", name=again.name)
		self.assertEqual(Path(kept.get_full_path()).read_text(), "kept")

	def test_nobody_moves_what_others_have_attached(self):
		"""Frappe moves the file itself when one of its Files becomes public."""
		with signed_in(self.officer):
			kept = self.attach("attack-moved.txt", self.own, "moved")
		with signed_in(self.governor):
			again = frappe.get_doc({"doctype": "File", "file_url": kept.file_url, "is_private": 1}).insert()
		self.refused(self.governor, lambda: call("frappe.client.save", doc=payload(again, is_private=0)))
		self.refused(
			self.officer,
			lambda: call("frappe.client.save", doc=payload(kept, is_private=0)),
			ForeignFileError,
		)
		public = f"/files/./{self.file.file_url.rpartition('/')[2]}"
		self.refused(
			self.officer,
			lambda: call("frappe.client.save", doc=payload(kept, is_private=0, file_url=public)),
			ForeignFileError,
		)
		for file in (kept, self.file):
			self.assertTrue(Path(file.get_full_path()).exists())

	def test_nobody_moves_what_others_have_of_the_same_content(self):
		"""Frappe gives all Files of one content the address of the one that is moved."""
		theirs = self.file.file_url
		new = {"doctype": "File", "file_name": "attack-same.txt", "content": self.file.get_content()}
		with signed_in(self.officer):
			same = frappe.get_doc({**new, "is_private": 0}).insert()
		self.refused(self.officer, lambda: call("frappe.client.save", doc=payload(same, is_private=1)))
		self.assertEqual(frappe.db.get_value("File", self.file.name, "file_url"), theirs)

	def test_nobody_attaches_to_what_he_may_not_write(self):
		for user in (self.officer, make_user("desk.user"), self.governor):
			with acting(user), self.assertRaises(frappe.PermissionError):
				self.attach("attack-x.txt", self.foreign)

	def test_no_page_with_scripts_is_uploaded(self):
		"""A page of this site runs with the session of whoever opens it, an administrator's, too."""
		for name in ("x.html", "x.HTM", "x.xhtml", "x.svg", "x.xml", "x.html/", "../x.shtml", "x.xht "):
			for attach in (
				lambda name=name: self.attach(name, self.own),
				lambda name=name: call("frappe.client.insert", doc={"doctype": "File", "file_name": name, "content": "<script>", "is_private": 0}),
				lambda name=name: call("frappe.client.attach_file", filename=name, filedata="x", doctype="Committee", docname=self.own.name, is_private=1),
			):  # fmt: skip
				with self.subTest(name=name):
					self.refused(self.officer, attach, PageFileError)
		with acting(self.officer):
			self.attach("ระเบียบ ข้อ 5.html.pdf", self.own)

	def test_no_program_is_uploaded(self):
		"""It would run with the rights of whoever of the office opens it."""
		for name in ("x.exe", "ประกาศ.pdf.EXE", "x.bat", "x.js", "x.lnk", "x.exe."):
			with self.subTest(name=name):
				self.refused(self.officer, lambda name=name: self.attach(name, self.own), ProgramFileError)
		with acting(self.officer):
			self.attach("ระเบียบ.exe.docx", self.own)

	def test_nothing_is_attached_to_a_row_of_another_area(self):
		self.refused(self.officer, lambda: self.attach("attack-row.txt", self.foreign.members[0]))
		with acting(self.officer):
			mine = self.attach("attack-row.txt", self.own.members[0], is_private=0)
			self.assertEqual(mine.is_private, 1)

	def test_a_packed_file_is_unpacked_by_who_may_write_it(self):
		packed = self.attach("attack.zip", self.foreign)
		loose = frappe.get_doc({"doctype": "File", "file_name": "attack-loose.zip", "content": "PK", "is_private": 1}).insert()  # fmt: skip
		for file in (packed, loose):
			self.refused(self.officer, lambda f=file: call("frappe.core.api.file.unzip_file", name=f.name))

	def test_a_file_is_private_where_it_is_attached(self):
		with signed_in(self.officer):
			self.assertEqual(self.attach("attack-public.txt", self.own, "own", is_private=0).is_private, 1)

	def test_the_same_content_can_be_uploaded_in_two_areas(self):
		with signed_in(self.officer):
			mine = self.attach("attack-secret.txt", self.own)
			self.assertTrue(mine.is_downloadable())


class TestPosts(AttackTestCase):
	def test_nobody_gives_a_post(self):
		values = {
			"doctype": "Officer Assignment",
			"user": self.officer,
			"officer_name": "x",
			"position": "นายอำเภอ",
			"area": OWN["district"],
			"from_date": today(),
		}
		mine = frappe.get_last_doc("Officer Assignment", {"user": self.officer})
		for user in (self.officer, self.district, self.chief, self.province, self.governor):
			self.refused(user, lambda: call("frappe.client.insert", doc=values))
			self.refused(
				user,
				lambda: call(
					"frappe.client.set_value",
					doctype=mine.doctype,
					name=mine.name,
					fieldname="position",
					value="นายอำเภอ",
				),
			)

	def test_two_posts_do_not_lend_each_other_roles_or_areas(self):
		"""An officer here who signs there: he writes here and reads there, and not the other way round."""
		user = make_user("two.posts")
		make_assignment(user, "พัฒนากร", OWN["sub_district"])
		make_assignment(user, "นายอำเภอ", OTHER["district"])
		here, there = (
			make_committee(kind="Promoting Working Group"),
			make_committee(OTHER["sub_district"], kind="Promoting Working Group"),
		)
		rights = {
			(where, right): frappe.has_permission("Committee", right, doc, user=user)
			for where, doc in (("here", here), ("there", there))
			for right in ("read", "write", "delete")
		}
		self.assertEqual(
			[key for key, may in rights.items() if may],
			[("here", "read"), ("here", "write"), ("here", "delete"), ("there", "read")],
		)

	def test_nothing_is_shared(self):
		"""A share would outlast the post, and `assign to` shares with whoever could not read it."""
		doc = make_committee(kind="Promoting Working Group")
		stranger = make_officer("officer", OTHER)
		for user in ("Administrator", self.officer):
			for way in (
				lambda: call("frappe.share.add", doctype=doc.doctype, name=doc.name, user=stranger),
				lambda: call("frappe.share.add", doctype=doc.doctype, name=doc.name, everyone=1, user=None),
				lambda: call("frappe.desk.form.assign_to.add", doctype=doc.doctype, name=doc.name, assign_to=json.dumps([stranger])),
			):  # fmt: skip
				self.without_effect(
					user, way, lambda: frappe.has_permission("Committee", "read", doc, user=stranger)
				)

	def test_who_has_left_keeps_nothing(self):
		user = make_user("leaver")
		post = make_assignment(user, "พัฒนาการอำเภอ", OWN["district"])
		doc = make_committee(kind="Promoting Working Group")
		self.assertTrue(frappe.has_permission("Committee", "read", doc, user=user))
		frappe.db.set_value("Officer Assignment", post.name, "to_date", add_days(today(), -1))
		forget_posts()
		self.assertFalse(frappe.has_permission("Committee", "read", doc, user=user))
		update_expired()
		self.assertNotIn("CON District Officer", frappe.get_roles(user))


class TestLinks(AttackTestCase):
	"""Frappe fetches what a link names without asking who may read it."""

	def test_names_of_another_area_do_not_come_in(self):
		with signed_in(make_officer("officer", OTHER)):
			organization = frappe.get_doc(
				{
					"doctype": "Community Organization",
					"organization_name": SECRET,
					"organization_type": "กลุ่มสตรี",
					"area": OTHER["sub_district"],
				}
			).insert()
		foreign = make_committee(OTHER["sub_district"], kind="Promoting Working Group")
		committee = {
			"doctype": "Committee",
			"center": OWN["sub_district"],
			"kind": "Promoting Working Group",
			"term_start": today(),
		}
		member = {**make_members(1)[0], "organization": organization.name}
		for values in (
			{"members": [member]},
			{"previous_committee": foreign.name},
			{"center": OTHER["sub_district"]},
		):
			self.refused(self.officer, lambda v=values: call("frappe.client.insert", doc={**committee, **v}))

	def test_what_everybody_may_read_does_not_tell_what_links_to_it(self):
		make_committee(OTHER["sub_district"], kind="Promoting Working Group")
		for doctype, name in (
			("Area", OTHER["sub_district"]),
			("Committee Role", "กรรมการ"),
			("Position", "พัฒนากร"),
			("User", make_officer("officer", OTHER)),
		):
			with self.subTest(doctype=doctype), acting(self.officer):
				try:
					linked = call("frappe.desk.form.linked_with.get", doctype=doctype, docname=name)
				except frappe.PermissionError:
					continue  # Frappe 15.55 refuses at the first DocType that one may not read
				for found in registry.scoped():
					names = [row["name"] for row in linked.get(found) or []]
					areas = frappe.get_all(found, filters={"name": ("in", names)}, pluck="area")
					self.assertEqual([a for a in areas if not covers(OWN["sub_district"], a)], [])

	def test_a_document_that_is_made_up_prints_no_titles(self):
		foreign = make_committee(OTHER["sub_district"], kind="Promoting Working Group")
		made_up = {
			"doctype": "Committee",
			"name": "new-committee-1",
			"__islocal": 1,
			"area": OWN["sub_district"],
			"center": OWN["sub_district"],
			"previous_committee": foreign.name,
		}
		for values in (
			{},
			{"name": foreign.name},
			{"name": None},
			{"name": make_committee(kind="Promoting Working Group").name},
		):
			with acting(self.officer):
				try:
					shown = call(
						"frappe.www.printview.get_html_and_style", doc=json.dumps({**made_up, **values})
					)
				except (frappe.PermissionError, frappe.ValidationError):
					continue
				self.assertNotIn(PLACE, shown["html"])

	def test_what_is_amended_is_not_chosen(self):
		"""An approved plan takes over the progress reported on the plan that it amends."""
		plan, other = make_plan(), make_plan(OWN["district"], self.district)
		for way in WRITING:
			self.without_effect(
				self.officer,
				partial(way, plan, "amended_from", other.name),
				partial(frappe.db.get_value, "Action Plan", plan.name, "amended_from"),
			)
		frappe.db.set_value("Action Plan", other.name, {"docstatus": 2, "workflow_state": "Cancelled"})
		amending = {"doctype": "Action Plan", "center": OWN["sub_district"], "fiscal_year": 2560, "amended_from": other.name}  # fmt: skip
		self.refused(self.officer, lambda: call("frappe.client.insert", doc=amending), ForeignLinkError)

	def test_a_sub_district_does_not_read_through_what_it_names_of_its_district(self):
		"""A list shows the fields of what a document links to, whoever may read that."""
		above = make_committee(OWN["district"], user=self.district, kind="Promoting Working Group")
		committee = {"doctype": "Committee", "kind": "Promoting Working Group", "term_start": today()}
		for user, area, named, refused in (
			(self.officer, OWN["sub_district"], above, True),
			(self.district, OWN["sub_district"], above, False),
		):
			values = {**committee, "center": area, "previous_committee": named.name}
			if refused:
				self.refused(user, lambda v=values: call("frappe.client.insert", doc=v), ForeignLinkError)
			else:
				with acting(user):
					call("frappe.client.insert", doc=values)

	def test_a_district_names_what_lies_in_it(self):
		with signed_in(self.officer):
			organization = frappe.get_doc(
				{
					"doctype": "Community Organization",
					"organization_name": "กลุ่มในตำบล",
					"organization_type": "กลุ่มสตรี",
					"area": OWN["sub_district"],
				}
			).insert()
		member = {**make_members(1)[0], "organization": organization.name, "organization_name": None}
		committee = make_committee(OWN["district"], user=self.district, members=[member])
		self.assertEqual(committee.members[0].organization_name, "กลุ่มในตำบล")


class TestJoinedColumns(AttackTestCase):
	def test_a_list_tells_of_what_is_named_to_whom_may_read_that(self):
		"""Frappe joins whatever a link names. Lists of the desk ask for titles so."""
		training = make_training(OTHER["sub_district"], objective=SECRET)
		naming, bare = (
			make_lesson_in("Lesson Published", area=OTHER["sub_district"], **values)
			for values in ({"training": training.name}, {})
		)
		asked = {
			"doctype": "Lesson",
			"fields": ["name", "training.objective as told"],
			"filters": {"name": ("in", [naming.name, bare.name])},
		}
		of_desk = {**asked, "filters": [["Lesson", "name", "in", [naming.name, bare.name]]]}
		for user, expected in ((self.officer, None), (make_officer("officer", OTHER), SECRET)):
			with self.subTest(user=user), acting(user):
				rows = call("frappe.client.get_list", **asked)
				self.assertEqual(
					{row["name"]: row["told"] for row in rows}, {naming.name: expected, bare.name: None}
				)
				listed = call("frappe.desk.reportview.get_list", **of_desk)
				self.assertEqual({row["told"] for row in listed}, {expected, None})
		like = {"training.objective": ("like", f"%{SECRET}%")}
		for more in (
			{"filters": like},
			{"or_filters": like},
			{"filters": [["Lesson", "training.objective", "like", f"%{SECRET}%"]]},
			{"filters": [["Training", "objective", "like", f"%{SECRET}%"]]},
		):
			with self.subTest(more), acting(self.officer):
				try:
					rows = call("frappe.client.get_list", **{**asked, **more})
				except (frappe.PermissionError, frappe.ValidationError):
					continue
				self.assertEqual(rows, [])
		with acting(self.officer):
			told = call("frappe.client.get_value", doctype="Lesson", filters=naming.name, fieldname="training.objective as told")  # fmt: skip
			self.assertNotIn(SECRET, json.dumps(told, default=str, ensure_ascii=False))


class TestApproval(AttackTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.order = make_order(
			make_committee(kind="Promoting Working Group"), instrument="Order", purpose="Appoint"
		)

	def state(self):
		return frappe.db.get_value(
			"Appointment Order", self.order.name, ["workflow_state", "docstatus", "number"]
		)

	def test_there_is_no_other_way_on(self):
		name, doctype = self.order.name, self.order.doctype
		board = {"board_name": "attack", "docname": name, "from_colname": "Draft", "to_colname": "Issued"}
		for user in (self.officer, self.chief, self.governor, "Guest"):
			for way in (
				lambda: call("frappe.client.set_value", doctype=doctype, name=name, fieldname="workflow_state", value="Issued"),
				lambda: call("frappe.client.save", doc=payload(self.order, docstatus=1)),
				lambda: call("frappe.client.submit", doc=payload(self.order)),
				lambda: call("frappe.client.submit", doc=payload(self.order, workflow_state="Issued")),
				lambda: call("frappe.desk.form.save.savedocs", doc=json.dumps(payload(self.order)), action="Submit"),
				lambda: call("frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs", doctype=doctype, docnames=json.dumps([name]), action="submit"),
				lambda: call("frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs", doctype=doctype, docnames=json.dumps([name]), action="update", data=json.dumps({"workflow_state": "Issued"})),
				lambda: call("frappe.model.workflow.bulk_workflow_approval", docnames=json.dumps([name]), doctype=doctype, action="Send Up"),
				lambda: call("frappe.workflow.doctype.workflow_action.workflow_action.apply_workflow", doc=json.dumps(payload(self.order)), action="Send Up"),
				lambda: call("frappe.workflow.doctype.workflow_action.workflow_action.apply_action", action="Send Up", doctype=doctype, docname=name, current_state="Draft"),
				lambda: call("frappe.workflow.doctype.workflow_action.workflow_action.confirm_action", doctype=doctype, docname=name, user=self.officer, action="Send Up"),
				lambda: (
					call("frappe.desk.doctype.kanban_board.kanban_board.quick_kanban_board", doctype=doctype, board_name="attack", field_name="workflow_state"),
					call("frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card", old_index=0, new_index=0, **board),
				),
				lambda: rest("PUT", doctype, name, workflow_state="Issued", docstatus=1),
				lambda: rest("POST", doctype, name, run_method="submit"),
				lambda: call("run_doc_method", method="submit", dt=doctype, dn=name),
			):  # fmt: skip
				self.without_effect(user, way, self.state)

	def test_an_issued_order_is_not_taken_back_but_by_a_decision(self):
		order = make_order_in("Issued", instrument="Order", purpose="Appoint")
		for user in (self.chief, self.province, self.governor):
			for way in (
				lambda: call("frappe.client.cancel", doctype=order.doctype, name=order.name),
				lambda: call("frappe.desk.form.save.cancel", doctype=order.doctype, name=order.name),
				lambda: call("frappe.client.save", doc=payload(order, docstatus=2)),
				lambda: call("frappe.client.save", doc=payload(order, docstatus=0)),
				lambda: call("frappe.client.delete", doctype=order.doctype, name=order.name),
				lambda: call("frappe.client.delete", doctype="Committee", name=order.committee),
				lambda: rest("DELETE", order.doctype, order.name),
			):  # fmt: skip
				self.without_effect(
					user,
					way,
					lambda: (
						frappe.db.get_value(order.doctype, order.name, ["docstatus", "workflow_state"]),
						frappe.db.get_value("Committee", order.committee, "status"),
					),
				)

	def test_what_was_deleted_is_restored_by_who_may_enter_it_only(self):
		with signed_in(self.officer):
			doc = make_committee(kind="Promoting Working Group")
			doc.delete()
		deleted = frappe.get_last_doc("Deleted Document", {"deleted_name": doc.name})
		for user in (make_officer("officer", OTHER), make_officer("province", OTHER), self.governor):
			self.refused(
				user, lambda: call("frappe.client.get", doctype="Deleted Document", name=deleted.name)
			)
			self.without_effect(
				user,
				lambda: call(
					"frappe.core.doctype.deleted_document.deleted_document.restore", name=deleted.name
				),
				lambda: frappe.db.exists("Committee", doc.name),
			)


class TestMeansOfTheDesk(AttackTestCase):
	"""What turns a desk user into somebody who writes queries, templates or rights."""

	def test_an_officer_makes_none_of_them(self):
		committee = make_committee(kind="Promoting Working Group").name
		for values in (
			{"doctype": "Report", "report_name": "attack", "ref_doctype": "Committee", "report_type": "Query Report", "query": "select 1", "is_standard": "No"},
			{"doctype": "Report", "report_name": "attack", "ref_doctype": "Committee", "report_type": "Script Report", "report_script": "x", "is_standard": "No"},
			{"doctype": "Print Format", "name": "attack", "doc_type": "Committee", "custom_format": 1, "html": "{{ 1 }}"},
			{"doctype": "Letter Head", "letter_head_name": "attack", "content": "{{ 1 }}"},
			{"doctype": "Server Script", "name": "attack", "script_type": "API", "script": "x"},
			{"doctype": "Client Script", "name": "attack", "dt": "Committee", "script": "x"},
			{"doctype": "Web Form", "title": "attack", "doc_type": "Committee", "route": "attack"},
			{"doctype": "Notification", "name": "attack", "document_type": "Committee", "event": "New", "subject": "{{ 1 }}", "channel": "Email"},
			{"doctype": "Property Setter", "doc_type": "Committee", "property": "x", "value": "1", "doctype_or_field": "DocType"},
			{"doctype": "Custom Field", "dt": "Committee", "fieldname": "x", "fieldtype": "Data"},
			{"doctype": "Custom DocPerm", "parent": "Committee", "role": "All", "read": 1},
			{"doctype": "DocShare", "share_doctype": "Committee", "share_name": committee, "user": self.officer, "read": 1},
			{"doctype": "Workflow", "workflow_name": "attack", "document_type": "Committee", "states": [], "transitions": []},
			{"doctype": "Order Template", "template_name": "attack", "instrument": "Order", "purpose": "Appoint", "subject": "x", "body": "x"},
			{"doctype": "Submission Queue", "ref_doctype": "Committee", "ref_docname": "x"},
			{"doctype": "Data Import", "reference_doctype": "Committee", "import_type": "Update Existing Records"},
			{"doctype": "User Permission", "user": self.officer, "allow": "Area", "for_value": "00"},
			{"doctype": "Document Number", "issuer": OWN["district"], "kind": "Order", "year": 2569, "number": 77},
			{"doctype": "Approval Log", "reference_doctype": "Committee", "reference_name": committee, "area": OWN["sub_district"]},
		):  # fmt: skip
			with self.subTest(doctype=values["doctype"]), acting(self.officer):
				with self.assertRaises((frappe.PermissionError, TypeError)):
					call("frappe.client.insert", doc=values)

	def test_a_report_of_ones_own_stays_in_ones_area(self):
		"""A saved report on a table of rows, and an e-mail of it, are lists as any other."""
		foreign = make_committee(OTHER["sub_district"], kind="Promoting Working Group")
		with acting(self.officer):
			report = frappe.get_doc(
				{
					"doctype": "Report",
					"name": "attack rows",
					"ref_doctype": "Committee",
					"report_type": "Report Builder",
					"json": json.dumps(
						{"fields": [["first_name", "Committee Member"], ["name", "Committee"]]}
					),
				}
			)
			_columns, rows = report.get_data(limit=500, as_dict=True)
		self.assertNotIn(foreign.name, json.dumps(rows, default=str))

	def test_a_page_of_the_desk_opens_for_whom_it_is(self):
		ask = lambda name: call("frappe.desk.desktop.get_desktop_page", page=json.dumps({"name": name}))  # noqa: E731
		with signed_in(self.officer):
			self.assertTrue(ask("CON Case Work")["shortcuts"]["items"])
		page = {"doctype": "Workspace", "title": "Mine", "label": "Mine", "content": "[]"}
		mine = frappe.get_doc({**page, "for_user": self.governor}).insert(ignore_permissions=True)
		self.refused(self.officer, lambda: ask(mine.name))
		with signed_in(self.governor):
			ask(mine.name)


class TestQueries(AttackTestCase):
	"""What a client sends in the place of a field's name is put into queries by Frappe."""

	FOREIGN = f"(select max(title) from `tabCommittee` where area = '{OTHER['sub_district']}')"
	WIDER = "name` is not null or `name"

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.foreign = make_committee(OTHER["sub_district"], kind="Promoting Working Group")

	def tells_nothing(self, user: str, way):
		with self.subTest(way=inspect.getsource(way).strip()), acting(user):
			try:
				told = [way(), frappe.local.response]
			except (frappe.PermissionError, frappe.DataError, frappe.DoesNotExistError, ArgumentError):
				return
			self.assertNotIn(self.foreign.name, json.dumps(told, default=as_plain, ensure_ascii=False))
			self.assertNotIn(PLACE, json.dumps(told, default=as_plain, ensure_ascii=False))
			self.assertNotIn(OTHER["district"], json.dumps(told, default=as_plain, ensure_ascii=False))

	def test_a_filter_does_not_widen_the_condition(self):
		wider = json.dumps([["Committee", self.WIDER, "in", "0"]])
		for way in (
			lambda: call("frappe.client.get_list", doctype="Committee", filters=wider),
			lambda: call("frappe.client.get_list", doctype="Committee", filters=json.dumps(["1 = 1 or 1"])),
			lambda: call("frappe.desk.search.search_link", doctype="Committee", txt="", filters=wider),
			lambda: call("frappe.desk.search.search_link", doctype="Committee", txt="", filters=json.dumps({self.WIDER: ["in", "0"]})),
			lambda: call("frappe.desk.listview.get_group_by_count", doctype="Committee", field="area", current_filters=wider),
		):  # fmt: skip
			self.tells_nothing(self.officer, way)
		wider = json.dumps([["Meeting", self.WIDER, "in", "0"]])
		for way in (
			lambda: call("con_center.meetings.calendar.get_events", start="2000-01-01", end="2100-01-01", filters=wider),
			lambda: call("frappe.client.get_count", doctype="Meeting", filters=wider),
			lambda: call("frappe.desk.doctype.number_card.number_card.get_result", doc='{"document_type": "Meeting", "function": "Count"}', filters=wider),
		):  # fmt: skip
			with acting(self.officer), self.assertRaises(FieldNameError):
				way()

	def test_a_field_is_no_query_of_its_own(self):
		card = {
			"document_type": "Committee",
			"function": "Maximum",
			"aggregate_function_based_on": self.FOREIGN,
		}
		chart = {"chart_type": "Group By", "document_type": "Committee", "group_by_type": "Sum", "group_by_based_on": "area", "aggregate_function_based_on": self.FOREIGN, "filters_json": "[]"}  # fmt: skip
		for way in (
			lambda: call("frappe.client.get_list", doctype="Committee", fields=[f"max({self.FOREIGN}) as x"]),
			lambda: rest("GET", "Committee", fields=json.dumps([f"max({self.FOREIGN}) as x"])),
			lambda: call("frappe.desk.doctype.number_card.number_card.get_result", doc=json.dumps(card), filters="[]"),
		):  # fmt: skip
			with self.subTest(way=inspect.getsource(way).strip()), acting(self.officer):
				with self.assertRaises(frappe.ValidationError):
					way()
		with signed_in("Administrator"), as_in_a_request(), self.assertRaises(frappe.ValidationError):
			get_chart(chart=json.dumps(chart), filters="[]")

	def test_no_function_runs_for_each_row(self):
		"""A function that a client sends would run in the database, on every row that it reads."""
		for expression in (
			"sleep(0.2)",
			"sleep(count(name))",
			"version()",
			"group_concat(name)",
			"if(1,name,2)",
			"@@version",
			"benchmark(9,1)",
		):
			for way in (
				lambda e: call("frappe.desk.query_report.get_data_for_custom_field", doctype="Committee", field=e),
				lambda e: call("frappe.client.get_list", doctype="Committee", fields=json.dumps([e])),
				lambda e: call("frappe.client.get_list", doctype="Committee", order_by=e),
				lambda e: call("frappe.client.get_list", doctype="Committee", group_by=e),
				lambda e: call("frappe.client.get_value", doctype="Committee", fieldname=e),
				lambda e: call("frappe.desk.reportview.get", doctype="Committee", fields=json.dumps([e])),
				lambda e: call("frappe.desk.reportview.get", doctype="Committee", fields='["name"]', order_by=e),
				lambda e: call("frappe.desk.calendar.get_events", doctype="Meeting", start="2000-01-01", end="2100-01-01", field_map=json.dumps({"start": e, "end": "name", "title": "title"})),
				lambda e: call("frappe.desk.search.search_widget", doctype="Committee", txt="", searchfield=e),
				lambda e: rest("GET", "Committee", fields=json.dumps([e])),
				lambda e: rest("GET", "Committee", order_by=e),
				lambda e: frappe.get_list("Committee", fields=[e]),
				lambda e: frappe.get_list("Committee", order_by=e),
			):  # fmt: skip
				with self.subTest(expression=expression, way=inspect.getsource(way).strip()):
					self.refused(self.officer, lambda w=way, e=expression: w(e), frappe.DataError)

	def test_what_opens_an_account_is_in_no_answer(self):
		"""A key to set a password is the way in as that user: nobody gets it, whatever he runs."""
		frappe.db.set_value("User", self.chief, {"reset_password_key": SECRET, "api_key": SECRET + "2"})
		frappe.clear_document_cache("User", self.chief)
		by_name = {"filters": json.dumps({"name": self.chief})}
		for user in (self.officer, "Administrator", self.chief):
			for way in (
				lambda: call("frappe.desk.query_report.get_data_for_custom_field", doctype="User", field="reset_password_key"),
				lambda: call("frappe.client.get_list", doctype="User", fields='["reset_password_key", "api_key"]', **by_name),
				lambda: call("frappe.client.get_list", doctype="User", fields='["*"]', **by_name),
				lambda: call("frappe.client.get_list", doctype="User", filters=json.dumps({"api_key": ["like", "%"]})),
				lambda: call("frappe.client.get_list", doctype="User", order_by="api_key"),
				lambda: call("frappe.client.get_list", doctype="ToDo", fields='["allocated_to.reset_password_key"]'),
				lambda: call("frappe.client.get_value", doctype="User", fieldname="reset_password_key", **by_name),
				lambda: call("frappe.client.get", doctype="User", name=self.chief),
				lambda: call("frappe.desk.form.load.getdoc", doctype="User", name=self.chief),
				lambda: call("frappe.desk.search.search_widget", doctype="User", txt="", filter_fields='["reset_password_key"]', ignore_user_permissions=1),
				lambda: call("frappe.desk.reportview.get", doctype="User", fields='["*"]'),
				lambda: rest("GET", "User", self.chief),
				lambda: rest("GET", "User", fields='["*"]'),
				lambda: rest("PUT", "User", self.chief, bio="x"),
				lambda: call("frappe.client.set_value", doctype="User", name=self.chief, fieldname="bio", value="x"),
			):  # fmt: skip
				with self.subTest(user=user, way=inspect.getsource(way).strip()):
					with acting(user):
						try:
							found = [way()]
						except (frappe.PermissionError, frappe.DataError) as error:
							found = [str(error)]
						told = json.dumps([found, frappe.local.response, frappe.local.message_log], default=as_answered, ensure_ascii=False)  # fmt: skip
					self.assertNotIn(SECRET, told)

	def test_who_asks_for_all_fields_takes_none_away_from_others(self):
		"""Frappe hands out its own list of a DocType's columns, and takes out of it what the one who asks may not see."""
		columns = frappe.get_meta("User").get_valid_columns()
		before = list(columns)
		with acting(self.officer), suppress(frappe.PermissionError, frappe.DataError):
			call("frappe.desk.reportview.get", doctype="User", fields='["*"]')
		self.assertEqual(columns, before)

	def test_a_form_that_comes_without_a_key_does_not_take_it_away(self):
		frappe.db.set_value("User", self.chief, {"reset_password_key": SECRET, "api_key": SECRET + "2"})
		frappe.clear_document_cache("User", self.chief)
		sent = payload(frappe.get_doc("User", self.chief), bio="x")
		self.assertNotIn("api_key", sent)
		with acting("Administrator"):
			call("frappe.desk.form.save.savedocs", doc=json.dumps(sent), action="Save")
			kept = frappe.db.get_value("User", self.chief, ["reset_password_key", "api_key", "bio"])
		self.assertEqual(kept, (SECRET, SECRET + "2", "x"))

	def test_whom_documents_of_others_are_assigned_to_is_not_counted(self):
		officer = make_officer("officer", OTHER)
		for doc in (self.foreign, make_committee(kind="Promoting Working Group")):
			frappe.db.set_value(
				doc.doctype, doc.name, "_assign", json.dumps([officer]), update_modified=False
			)
			frappe.get_doc({"doctype": "ToDo", "description": "x", "reference_type": doc.doctype, "reference_name": doc.name, "allocated_to": officer}).insert()  # fmt: skip
		for filters in ([], [["Committee", "name", "=", self.foreign.name]]):
			with acting(self.officer):
				counts = call(
					"frappe.desk.listview.get_group_by_count",
					doctype="Committee",
					field="assigned_to",
					current_filters=json.dumps(filters),
				)
			# whoever works on this site has assigned to others
			mine = [row["count"] for row in counts if row["name"] == officer]
			self.assertEqual(mine, [] if filters else [1])
		self.refused(
			make_user("desk.user"),
			lambda: call(
				"frappe.desk.listview.get_group_by_count",
				doctype="Committee",
				field="assigned_to",
				current_filters="[]",
			),
		)

	def test_a_search_does_not_leave_the_areas_because_the_client_says_so(self):
		for way in (
			lambda: call("frappe.desk.search.search_link", doctype="Committee", txt="", ignore_user_permissions=True),
			lambda: call("frappe.desk.search.search_widget", doctype="Committee", txt="", page_length=500, ignore_user_permissions=True),
		):  # fmt: skip
			self.tells_nothing(self.officer, way)
		with acting(self.officer):
			call("frappe.desk.search.search_link", doctype="Area", txt="240606", ignore_user_permissions=True)

	def test_no_count_is_of_other_areas(self):
		"""Frappe lists whatever hangs on a document."""
		order = make_order_in("Issued", committee=self.foreign, instrument="Order", purpose="Appoint")
		with acting(self.officer):
			linked = call(
				"frappe.desk.form.linked_with.get_submitted_linked_docs",
				doctype="Area",
				name=OTHER["sub_district"],
			)
			self.assertEqual((linked["docs"], linked["count"]), ([], 0))
		with acting(make_officer("officer", OTHER)):
			linked = call(
				"frappe.desk.form.linked_with.get_submitted_linked_docs",
				doctype="Area",
				name=OTHER["sub_district"],
			)
			self.assertIn(order.name, [row["name"] for row in linked["docs"]])

	def test_naming_a_function_does_not_lead_past_its_guard(self):
		"""Trees and searches call the function that a client names, not what stands in its place."""
		tree = "frappe.desk.treeview.get_all_nodes"
		states = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"
		links = "frappe.desk.form.linked_with.get_submitted_linked_docs"
		chart = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
		for way in (
			lambda: call(tree, doctype="Committee", label="x", parent="title", tree_method=states, states=[]),
			lambda: call(tree, doctype="Area", label="x", parent=OTHER["sub_district"], tree_method=links),
			lambda: call("frappe.model.mapper.map_docs", method=states, source_names='["Committee"]', target_doc="title", args="[]"),
			lambda: call("frappe.model.mapper.map_docs", method=links, source_names='["Area"]', target_doc=OTHER["sub_district"]),
		):  # fmt: skip
			self.tells_nothing(self.officer, way)
		for query in (
			"frappe.desk.search.search_widget",
			links,
			states,
			"frappe.client.get_list",
			f" {chart}",
			"x",
		):
			for search in ("search_link", "search_widget"):
				self.refused(
					self.officer,
					lambda s=search, q=query: call(
						f"frappe.desk.search.{s}", doctype="Committee", txt="", query=q
					),
					ClosedDoorError,
				)

	def test_connections_are_counted_of_ones_own_areas(self):
		template = frappe.get_last_doc("Assessment Template").name
		for area in (OWN["sub_district"], OTHER["sub_district"]):
			make_assessment(area, round=2)
		with acting(self.officer):
			found = call(
				"frappe.desk.notifications.get_open_count", doctype="Assessment Template", name=template
			)
			mine = len(frappe.get_list("Assessment", filters={"template": template}))
			counts = found["count"]
			rows = counts["external_links_found"] if isinstance(counts, dict) else counts
			self.assertEqual([row["count"] for row in rows], [mine])
			call("frappe.desk.notifications.get_open_count", doctype="Area", name=OTHER["sub_district"], items=["Committee"])  # fmt: skip

	def test_the_search_over_all_finds_ones_own(self):
		found = [frappe._dict(doctype="Committee", name=doc, content=PLACE) for doc in (self.foreign.name,)]
		with patch("frappe.utils.global_search.search", return_value=found), acting(self.officer):
			self.assertEqual(call("frappe.utils.global_search.search", text="x"), [])

	def test_a_heatmap_is_for_who_may_read_all(self):
		for doctype in ("Meeting", "Committee Member", "User"):
			chart = frappe.get_doc({"doctype": "Dashboard Chart", "chart_name": f"attack {doctype}", "is_public": 1, "chart_type": "Count", "type": "Heatmap", "document_type": doctype, "based_on": "creation", "timespan": "Last Year", "filters_json": "[]", "parent_document_type": "Committee"}).insert()  # fmt: skip
			for user in (self.officer, make_user("website.user", user_type="Website User")):
				self.refused(
					user,
					lambda chart=chart: call(
						"frappe.desk.doctype.dashboard_chart.dashboard_chart.get", chart_name=chart.name
					),
				)


class TestPhones(AttackTestCase):
	"""Phone numbers are read by officers, not by those who only sign."""

	PHONE = "089-765-4321"

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		member = {**make_members(1)[0], "phone": cls.PHONE}
		cls.committee = make_committee(kind="Promoting Working Group", members=[member])

	def test_no_way_shows_them_to_a_signatory(self):
		name, row = self.committee.name, self.committee.members[0].name
		self.assertIn(self.PHONE, self.answer(self.officer, lambda: rest("GET", "Committee", name)))
		for way in (
			lambda: call("frappe.client.get", doctype="Committee", name=name),
			lambda: rest("GET", "Committee", name),
			lambda: rest("GET", "Committee Member", row),
			lambda: call("frappe.desk.form.load.getdoc", doctype="Committee", name=name),
			lambda: call("frappe.client.get", doctype="Committee Member", name=row, parent="Committee"),
			lambda: call("frappe.client.get_value", doctype="Committee Member", fieldname="phone", filters={"name": row}, parent="Committee"),
			lambda: call("frappe.client.get_list", doctype="Committee", fields=["name", "members.phone as p"]),
			lambda: call("frappe.client.get_list", doctype="Committee", fields=["`tabCommittee Member`.`phone`"]),
			lambda: call("frappe.client.get_list", doctype="Committee Member", parent="Committee", fields=["phone", "max(phone) as p", "group_concat(phone) as q"]),
			lambda: call("frappe.desk.reportview.get", doctype="Committee", fields=["name", "`tabCommittee Member`.`phone`"], view="Report"),
			lambda: call("frappe.www.printview.get_html_and_style", doc="Committee", name=name),
			lambda: call("frappe.www.printview.get_html_and_style", doc="Committee", name=name, print_format="Committee Register"),
		):  # fmt: skip
			with self.subTest(way=inspect.getsource(way).strip()):
				self.assertNotIn(self.PHONE, self.answer(self.chief, way))

	@staticmethod
	def answer(user: str, way) -> str:
		with acting(user):
			try:
				found = way()
			except Exception:
				return ""
			return json.dumps([found, frappe.local.response], default=as_plain, ensure_ascii=False)

	def test_phones_are_at_a_level_of_their_own(self):
		for doctype in (*registry.scoped(), *registry.parent_of_row()):
			for field in frappe.get_meta(doctype).fields:
				if field.options == "Phone" or field.fieldname in ("phone", "mobile", "phone_number"):
					with self.subTest(doctype=doctype, field=field.fieldname):
						# the number of a center's office is on its letters
						self.assertEqual(field.permlevel, 0 if doctype == "CON Center" else 1)


class TestText(AttackTestCase):
	"""What is typed is shown as text: neither a script nor a template."""

	SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"

	def test_names_are_text_wherever_they_are_printed(self):
		members = [
			{**make_members(1)[0], "first_name": f"สมชาย{self.SCRIPT}", "organization_name": "{{ 7 * 191 }}"}
		]
		committee = make_committee(
			kind="Promoting Working Group", members=members, forum_place=self.SCRIPT, notes=self.SCRIPT
		)
		order = make_order(committee, instrument="Order", purpose="Appoint", subject=f"เรื่อง{self.SCRIPT}", body="{{ 7 * 191 }} {% raise %} {committee_name}" + self.SCRIPT)  # fmt: skip
		for doc in (committee, order):
			formats = frappe.get_all("Print Format", filters={"doc_type": doc.doctype}, pluck="name")
			for print_format in ("Standard", *formats):
				with self.subTest(doctype=doc.doctype, print_format=print_format), acting(self.officer):
					html = call(
						"frappe.www.printview.get_html_and_style",
						doc=doc.doctype,
						name=doc.name,
						print_format=print_format,
					)["html"]
					self.assertNotIn("<script>alert", html)
					self.assertNotRegex(html, r"<img[^>]*onerror")
					self.assertNotIn("1337", html)


def as_plain(value):
	return value.as_dict() if hasattr(value, "as_dict") else str(value)


def as_answered(value):
	"""Return what the server makes of a value in its answer."""
	return value.as_dict() if isinstance(value, BaseDocument) else str(value)
