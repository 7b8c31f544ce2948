"""What Frappe keeps beside documents tells nothing of those of other areas, and does not write on them."""

import gzip
import json
from unittest.mock import patch

import frappe
from frappe.core.doctype.data_import import data_import
from frappe.desk.form import document_follow
from frappe.desk.query_report import run
from frappe.utils import add_to_date, now_datetime, today

from con_center import seams
from con_center.committees.factories import make_committee
from con_center.organization.factories import OTHER, OWN, make_officer, make_user, signed_in
from con_center.reporting.factories import make_round
from con_center.seams.frappe_documents import ImportFileError, ScriptError
from con_center.tests.test_attacks import PLACE, SECRET, AttackTestCase, acting
from con_center.tests.test_scope_matrix import call, rest


class FrappeDocumentsTestCase(AttackTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.foreign = make_committee(OTHER["sub_district"], kind="Promoting Working Group", notes=SECRET)
		cls.own = make_committee(kind="Promoting Working Group")


class TestTagsTasksFollowers(FrappeDocumentsTestCase):
	def test_a_tag_tells_of_ones_own_documents_only(self):
		for doc in (self.foreign, self.own):
			doc.add_tag("attack-tag")
		with acting(self.officer):
			found = call("frappe.desk.doctype.tag.tag.get_documents_for_tag", tag="#attack-tag")
			self.assertEqual([row["name"] for row in found], [self.own.name])
			listed = call("frappe.client.get_list", doctype="Tag Link", fields=["document_name"])
			self.assertNotIn(self.foreign.name, [row["document_name"] for row in listed])
		link = frappe.get_last_doc("Tag Link", {"document_name": self.foreign.name})
		self.refused(self.officer, lambda: call("frappe.client.get", doctype="Tag Link", name=link.name))

	def test_nothing_is_hung_on_a_document_of_another_area(self):
		name = self.foreign.name
		frappe.get_doc({"doctype": "Tag", "name": "attack-hung"}).insert()
		for values in (
			{"doctype": "ToDo", "description": "x", "reference_type": "Committee", "reference_name": name, "allocated_to": self.officer},
			{"doctype": "Tag Link", "tag": "attack-hung", "document_type": "Committee", "document_name": name},
			{"doctype": "Document Follow", "ref_doctype": "Committee", "ref_docname": name, "user": self.officer},
		):  # fmt: skip
			self.refused(self.officer, lambda values=values: call("frappe.client.insert", doc=values))
			named = {field: self.own.name for field, value in values.items() if value == name}
			with acting(self.officer):
				mine = call("frappe.client.insert", doc={**values, **named})
				with self.assertRaises(frappe.PermissionError):
					rest("PUT", values["doctype"], str(mine["name"]), **dict.fromkeys(named, name))

	def test_a_comment_is_of_a_reader_and_under_his_name(self):
		website = "frappe.templates.includes.comments.comments.add_comment"
		forged = {
			"comment_email": "x@example.com",
			"comment_by": "นายอำเภอ",
			"reference_doctype": "Committee",
		}
		for user in (self.officer, make_user("website.user", user_type="Website User")):
			self.refused(
				user,
				lambda: call(website, comment="x", reference_name=self.foreign.name, route="", **forged),
			)
		with acting(self.officer):
			call("frappe.desk.form.utils.add_comment", content="x", reference_name=self.own.name, **forged)
			made = frappe.get_last_doc("Comment", {"reference_name": self.own.name})
			self.assertEqual(made.comment_email, self.officer)
			self.assertNotEqual(made.comment_by, "นายอำเภอ")

	def test_a_follower_who_has_left_gets_no_news(self):
		follower = make_officer("officer", OTHER)
		self.foreign.add_comment("Comment", SECRET)
		for user, expected in ((follower, True), (self.officer, False)):
			news = document_follow.get_message(self.foreign.name, "Committee", "Hourly", user)
			self.assertEqual(SECRET in json.dumps(news, default=str, ensure_ascii=False), expected)

	def test_whom_others_follow_is_not_listed(self):
		follower = make_officer("officer", OTHER)
		frappe.get_doc({"doctype": "Document Follow", "ref_doctype": "Committee", "ref_docname": self.foreign.name, "user": follower}).insert()  # fmt: skip
		with acting(self.officer):
			self.assertEqual(call("frappe.client.get_list", doctype="Document Follow"), [])

	def test_a_notification_to_a_role_reaches_who_may_read(self):
		users = {
			name: make_officer(kind, area)
			for name, kind, area in (
				("own", "officer", OWN),
				("other", "officer", OTHER),
				("above", "district", OWN),
				("above other", "district", OTHER),
			)
		}
		notification = frappe.get_doc({"doctype": "Notification", "name": "attack", "subject": "x", "message": "x", "event": "New", "document_type": "Committee", "channel": "Email"})  # fmt: skip
		for role in ("CON Sub-district Officer", "CON District Officer"):
			notification.append("recipients", {"receiver_by_role": role, "cc": "archive@example.com"})
		for doctype, reached in (
			("Committee", {"own", "above"}),
			# which everybody below reads
			("Reporting Round", set(users)),
		):
			doc = self.own if doctype == "Committee" else make_round()
			recipients, cc, _bcc = notification.get_list_of_recipients(doc, {"doc": doc})
			self.assertEqual({name for name, user in users.items() if user in recipients}, reached, doctype)
			self.assertEqual(cc, ["archive@example.com"])
		for phone, user in (("0810000001", users["own"]), ("0810000002", users["other"])):
			frappe.db.set_value("User", user, "mobile_no", phone)
		self.assertIn("0810000001", notification.get_receiver_list(self.own, {"doc": self.own}))
		self.assertNotIn("0810000002", notification.get_receiver_list(self.own, {"doc": self.own}))

	def test_an_e_mail_is_not_moved_to_another_area_nor_from_there(self):
		def write(user: str, doc):
			with signed_in(user):
				return call("frappe.core.doctype.communication.email.make", doctype="Committee", name=doc.name, content=SECRET, recipients="x@example.com", send_email=0)["name"]  # fmt: skip

		mine, theirs = write(self.officer, self.own), write(make_officer("officer", OTHER), self.foreign)
		for name, target in ((mine, self.foreign), (theirs, self.own)):
			self.refused(
				self.officer,
				lambda n=name, t=target: call(
					"frappe.email.relink", name=n, reference_doctype="Committee", reference_name=t.name
				),
			)


class TestTitles(FrappeDocumentsTestCase):
	"""Names of documents are numbers that one counts up; Frappe tells the title of whatever a document of its own names."""

	GUARD = "con_center.seams.frappe_documents.refuse_foreign"

	def naming(self, doc) -> list[dict]:
		link = {"link_doctype": doc.doctype, "link_name": doc.name}
		referred = {"reference_doctype": doc.doctype, "reference_docname": doc.name}
		reminded = {"reminder_doctype": doc.doctype, "reminder_docname": doc.name}
		later = add_to_date(now_datetime(), days=1)
		return [
			{"doctype": "Contact", "first_name": "attack", "links": [link]},
			{"doctype": "Address", "address_title": "attack", "address_type": "Office", "address_line1": "x", "city": "x", "country": "Thailand", "links": [link]},
			{"doctype": "Event", "subject": "attack", "event_type": "Private", "starts_on": later, "event_participants": [referred]},
			{"doctype": "Reminder", "user": self.officer, "description": "x", "remind_at": later, **reminded},
		]  # fmt: skip

	def test_nobody_names_a_document_of_another_area(self):
		for values in self.naming(self.foreign):
			with self.subTest(values["doctype"]):
				self.refused(self.officer, lambda v=values: call("frappe.client.insert", doc=v))
		mine = [values for values in self.naming(self.own) if values["doctype"] != "Reminder"]
		rows = ("Dynamic Link", "link_name"), ("Dynamic Link", "link_name"), ("Event Participants", "reference_docname")  # fmt: skip
		for values, (row, field) in zip(mine, rows, strict=True):
			doc = frappe.get_doc(values).insert()
			doc.db_set("owner", self.officer, update_modified=False)
			name = frappe.db.get_value(row, {"parent": doc.name, "parenttype": doc.doctype})
			for way in (
				lambda r=row, n=name, f=field: rest("PUT", r, n, **{f: self.foreign.name}),
				lambda r=row, n=name, f=field: call("frappe.client.set_value", doctype=r, name=n, fieldname=f, value=self.foreign.name),
			):  # fmt: skip
				with self.subTest(row):
					self.refused(self.officer, way)

	def test_of_ones_own_area_one_does(self):
		for values in self.naming(self.own):
			if frappe.has_permission(values["doctype"], "create", user=self.officer):
				with self.subTest(values["doctype"]), acting(self.officer):
					made = call("frappe.client.insert", doc=values)
					told = call("frappe.desk.form.load.getdoc", doctype=made.doctype, name=made.name)
					told = frappe.local.response["_link_titles"]
					self.assertEqual(told.get(f"Committee::{self.own.name}"), self.own.title)

	def test_what_is_named_already_tells_no_title(self):
		"""As of a document that one could read once."""
		for values in self.naming(self.foreign):
			with self.subTest(values["doctype"]):
				doc = frappe.get_doc(values).insert()
				doc.db_set("owner", self.officer, update_modified=False)
				frappe.db.delete("DefaultValue", {"parent": doc.name})
				for row in doc.get("links") or []:
					row.db_set("link_title", None, update_modified=False)
				with acting(self.officer):
					if not frappe.has_permission(doc.doctype, "read", doc):
						continue
					call("frappe.desk.form.load.getdoc", doctype=doc.doctype, name=doc.name)
					titles = frappe.local.response["_link_titles"]
					self.assertNotIn(f"Committee::{self.foreign.name}", titles)
					printed = call("frappe.www.printview.get_html_and_style", doc=doc.doctype, name=doc.name)
					self.assertNotIn(PLACE, printed["html"])
					if frappe.has_permission(doc.doctype, "write", doc):
						saved = rest("PUT", doc.doctype, str(doc.name), **{self.text_of(doc): "y"})
						self.assertNotIn(PLACE, json.dumps(saved, default=str, ensure_ascii=False))

	@staticmethod
	def text_of(doc) -> str:
		of = {"Contact": "last_name", "Address": "city", "Event": "subject", "Reminder": "description"}
		return of[doc.doctype]

	def test_whatever_of_frappes_names_documents_is_guarded(self):
		"""A version of Frappe may bring another one. What a choice names is a page or a report of the desk."""
		ours = frappe.get_all("Role", {"name": ("like", "CON %")}, pluck="name")
		roles = {"All", "Desk User", "Guest", *ours}
		found = set()
		for doctype in frappe.get_all("DocType", {"istable": 0, "custom": 0}, pluck="name"):
			meta = frappe.get_meta(doctype)
			if seams.is_ours(doctype) or not any(
				p.role in roles and (p.create or p.write) for p in meta.permissions
			):
				continue
			for kind in (doctype, *(table.options for table in meta.get_table_fields())):
				fields = frappe.get_meta(kind).get_dynamic_link_fields()
				if any(self.names_a_document(kind, field.options) for field in fields):
					found |= {doctype, kind}
		self.assertTrue(found)
		for kind in sorted(found):
			self.assertIn(self.GUARD, frappe.get_doc_hooks().get(kind, {}).get("validate", []), kind)

	@staticmethod
	def names_a_document(kind: str, field: str) -> bool:
		said_by = frappe.get_meta(kind).get_field(field)
		return not (said_by and said_by.fieldtype == "Select")


class TestPages(FrappeDocumentsTestCase):
	PAGE = "frappe.desk.doctype.workspace.workspace."

	def page(self, **values):
		return {"doctype": "Workspace", "title": "attack", "label": "attack", "content": "[]", **values}

	def make(self, **values):
		return call(f"{self.PAGE}new_page", new_page=json.dumps(self.page(**values)))

	def test_a_page_is_of_its_user(self):
		victim = make_officer("officer", OTHER)
		self.refused(self.officer, lambda: self.make(for_user=victim))
		theirs = frappe.get_doc(self.page(for_user=victim)).insert()
		for way in (
			lambda: rest("PUT", "Workspace", theirs.name, content="[1]"),
			lambda: rest("PUT", "Workspace", theirs.name, for_user=self.officer),
			lambda: rest("DELETE", "Workspace", theirs.name),
		):
			self.refused(self.officer, way)
		with acting(self.officer):
			self.make(label="attack mine", for_user=self.officer)

	def test_a_public_page_is_not_taken_away(self):
		name = "CON Case Work"
		page = {"name": name, "title": name, "icon": "", "indicator_color": "", "parent": "", "public": 0}
		for way in (
			lambda: call(f"{self.PAGE}update_page", **page),
			lambda: call("run_doc_method", method="rename", dt="Workspace", dn=name, args={"name": "x", "force": True}),
			lambda: rest("PUT", "Workspace", name, public=0, for_user=self.officer),
		):  # fmt: skip
			self.refused(self.officer, way)

	def test_no_officer_writes_scripts(self):
		block = {"doctype": "Custom HTML Block", "name": "attack", "html": "x", "script": "x"}
		self.refused(self.officer, lambda: call("frappe.client.insert", doc=block), ScriptError)


class TestCopies(FrappeDocumentsTestCase):
	REPORT = "Meetings by Area"

	def prepared(self, user: str):
		with signed_in(user), patch("frappe.core.doctype.prepared_report.prepared_report.enqueue"):
			doc = frappe.get_doc(
				{"doctype": "Prepared Report", "report_name": self.REPORT, "filters": "{}"}
			).insert(ignore_permissions=True)
		content = gzip.compress(json.dumps({"columns": [], "result": [{"x": SECRET}]}).encode())
		frappe.get_doc({"doctype": "File", "file_name": "attack.json.gz", "content": content, "is_private": 1, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}).insert(ignore_permissions=True)  # fmt: skip
		doc.db_set("status", "Completed")
		return doc

	def test_a_report_of_the_background_is_of_its_maker(self):
		frappe.db.set_value("Report", self.REPORT, "prepared_report", 1)
		frappe.get_doc("User", self.district).add_roles("Prepared Report User")
		maker = make_officer("district", OTHER)
		doc = self.prepared(maker)
		for filters, user in (({"prepared_report_name": doc.name}, None), ({}, maker)):
			with acting(self.district):
				shown = run(self.REPORT, filters=filters, user=user)
				self.assertFalse(shown.get("result"))
		self.refused(
			self.district,
			lambda: call("frappe.client.get", doctype="Prepared Report", name=doc.name),
		)
		self.refused(
			self.district,
			lambda: call(
				"frappe.core.doctype.prepared_report.prepared_report.download_attachment", dn=doc.name
			),
			frappe.ValidationError,
			frappe.PermissionError,
		)
		with acting(self.district):
			self.assertEqual(call("frappe.client.get_list", doctype="Prepared Report"), [])
		with acting(maker):
			self.assertTrue(run(self.REPORT, filters={"prepared_report_name": doc.name})["result"])

	def test_a_report_by_e_mail_shows_what_its_user_sees(self):
		"""The scheduler sends it as Administrator."""
		for report in ("Meetings by Area", "Waiting for Me"):
			seen = []
			email = frappe.get_doc({"doctype": "Auto Email Report", "report": report, "user": self.district, "email_to": "x@example.com", "format": "CSV", "filters": "{}"}).insert()  # fmt: skip
			with patch(
				"frappe.core.doctype.report.report.Report.get_data",
				lambda *args, seen=seen, **values: seen.append(frappe.session.user) or ([], []),
			):
				email.get_report_content()
			self.assertEqual((seen, frappe.session.user), ([self.district], "Administrator"))

	def test_an_import_is_of_who_may_import(self):
		importing = frappe.new_doc("Data Import")
		importing.update({"reference_doctype": "Committee", "import_type": "Insert New Records"})
		importing.insert()
		file = frappe.get_doc({"doctype": "File", "file_name": "attack.csv", "content": f"ID,Notes\nx,{SECRET}\n", "is_private": 1, "attached_to_doctype": "Data Import", "attached_to_name": importing.name}).insert()  # fmt: skip
		importing.db_set("import_file", file.file_url)
		way = "frappe.core.doctype.data_import.data_import."
		# Frappe before 15.1 has no such function
		logs = ["get_import_logs"] if hasattr(data_import, "get_import_logs") else []
		for user in (self.officer, self.province, self.governor):
			for call_it in (
				*(lambda log=log: call(f"{way}{log}", data_import=importing.name) for log in logs),
				lambda: call(f"{way}get_preview_from_template", data_import=importing.name),
				lambda: call(f"{way}form_start_import", data_import=importing.name),
				lambda: call(f"{way}download_errored_template", data_import_name=importing.name),
				lambda: call(f"{way}download_import_log", data_import_name=importing.name),
				lambda: call(f"{way}get_import_status", data_import_name=importing.name),
				lambda: call("frappe.client.get", doctype="Data Import", name=importing.name),
				lambda: call("frappe.client.get", doctype="File", name=file.name),
			):
				self.refused(user, call_it)
		self.assertIn(
			SECRET, json.dumps(importing.get_preview_from_template(), default=str, ensure_ascii=False)
		)


class TestImportFiles(FrappeDocumentsTestCase):
	HEADINGS = "organization_name,organization_type,area"

	def importing(self, name: str, content: bytes):
		doc = frappe.new_doc("Data Import")
		doc.update({"reference_doctype": "Community Organization", "import_type": "Insert New Records"})
		doc.insert()
		# as it is uploaded
		file = frappe.get_doc({"doctype": "File", "file_name": name, "content": content, "is_private": 1, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}).insert()  # fmt: skip
		doc.import_file = file.file_url
		return doc, file

	def test_thai_of_spreadsheets_is_read(self):
		text = f"{self.HEADINGS}\nกลุ่มไทยใหญ่ ๑,กลุ่มสตรี,{OTHER['sub_district']}\n"
		for encoding in ("utf-8", "utf-8-sig", "cp874"):
			with self.subTest(encoding=encoding):
				content = text.encode(encoding)
				doc, file = self.importing(f"attack-{encoding}.csv", content)
				with open(file.get_full_path(), "rb") as stored:
					self.assertEqual(stored.read(), content)
				preview = doc.get_preview_from_template()
				self.assertEqual(preview["data"][0][1:3], ["กลุ่มไทยใหญ่ ๑", "กลุ่มสตรี"])
				self.assertNotIn(
					"skip_import", [key for key, value in preview["columns"][1].items() if value]
				)

	def test_a_text_is_no_number(self):
		"""Frappe imports it as 0."""
		text = f"{self.HEADINGS},capital\nก,กลุ่มสตรี,{OTHER['sub_district']},%s\n"
		for value, wrong in (("หนึ่งหมื่น", True), ('"1,200.50"', False), ("๑๒", False), ("", False)):
			doc, _file = self.importing("attack-number.csv", (text % value).encode())
			imported = doc.get_importer().import_file
			imported.get_payloads_for_import()
			warnings = [row["message"] for row in imported.get_warnings()]
			with self.subTest(value=value):
				self.assertEqual(
					[("not a number" in w, value in w) for w in warnings], [(True, True)] * wrong
				)

	def test_what_cannot_be_read_is_said(self):
		for name, content in (("attack.xlsx", b"PK not a workbook"), ("attack.xlsx", b"\xff\xfe\x00"), ("attack.xls", b"x")):  # fmt: skip
			doc, _file = self.importing(name, content)
			with self.assertRaises(ImportFileError):
				doc.save()


class TestNames(FrappeDocumentsTestCase):
	def test_nobody_renames_or_merges(self):
		"""A client may say `force` himself; merged documents are gone, whatever stands in their way."""
		other = make_committee(kind="Promoting Working Group", term_start=today())
		for args in ({"name": "attack"}, {"name": other.name, "merge": True, "force": True}, {"name": "attack", "force": True}):  # fmt: skip
			self.refused(
				self.officer,
				lambda args=args: call(
					"run_doc_method", method="rename", dt="Committee", dn=self.own.name, args=args
				),
				frappe.PermissionError,
				frappe.ValidationError,
			)


class TestWhatAnAdministratorMakes(FrappeDocumentsTestCase):
	KIND = "Visitors Book"

	def setUp(self):
		super().setUp()
		# making a table ends the transaction, so it is taken away by hand
		self.addCleanup(self.remove)
		frappe.get_doc(
			{
				"doctype": "DocType",
				"name": self.KIND,
				"module": "Custom",
				"custom": 1,
				"fields": [
					{"fieldname": "visitor", "fieldtype": "Data", "label": "Visitor", "in_list_view": 1}
				],
				"permissions": [{"role": "CON Sub-district Officer", "read": 1, "select": 1}],
			}
		).insert()

	def remove(self):
		frappe.set_user("Administrator")
		frappe.delete_doc("DocType", self.KIND, force=True)
		frappe.db.sql_ddl(f"drop table if exists `tab{self.KIND}`")

	def test_a_kind_of_document_of_his_own_is_read_by_the_roles_that_he_names(self):
		book = frappe.get_doc({"doctype": self.KIND, "visitor": "นายอำเภอ"}).insert()
		with acting(self.officer):
			self.assertEqual(len(call("frappe.client.get_list", doctype=self.KIND)), 1)
			self.assertEqual(
				call("frappe.client.get", doctype=self.KIND, name=book.name)["visitor"], "นายอำเภอ"
			)
		with acting(make_user("no.role.at.all")):
			with self.assertRaises(frappe.PermissionError):
				call("frappe.client.get_list", doctype=self.KIND)
