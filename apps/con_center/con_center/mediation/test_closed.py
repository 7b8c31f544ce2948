"""A stranger, a superior, a curious colleague and who runs the site try every door of a dispute; who may, leaves a trace."""

import frappe
from frappe.desk.form import document_follow
from frappe.desk.query_report import run
from frappe.utils import add_days, add_to_date, now_datetime, today

from con_center import registry
from con_center.access import named
from con_center.access.documents import ForeignLinkError, readers
from con_center.access.posts import forget_posts
from con_center.approval import notify, opinions, standing, waiting
from con_center.correspondence import enclosures
from con_center.mediation import due, handing_over, reminders
from con_center.mediation.errors import ConflictOfInterestError, DisputeError, HandingOverError
from con_center.mediation.factories import KIND, SECOND, go_on, make_dispute, make_dispute_in
from con_center.mediation.workflow import CONSENTED, SENT_ON
from con_center.notices import groups
from con_center.organization.factories import OTHER, OWN, make_assignment, make_officer, make_user, signed_in
from con_center.seams.frappe_documents import SharingError, _without_strangers, may
from con_center.tests import test_every_door
from con_center.tests.case import CONTestCase, clear
from con_center.tests.client import send, taken_back
from con_center.tests.sampling import PARTS, is_tried
from con_center.tests.test_attacks import SECRET
from con_center.tests.test_scope_matrix import (
	CHANGING,
	FOR_READERS,
	READING,
	ROW_READING,
	as_in_a_request,
	call,
	has_changed,
	kinds,
	prepare,
	traces,
)

HIDDEN = "เรื่องในครอบครัวกขคงจ"
REASON = "ย้ายไปปฏิบัติงานที่อื่น"


def is_tried_today(user: str, way: str) -> bool:
	"""Of what is kept even from superiors, a run tries a ninth at the least."""
	return is_tried(user, way, parts=min(PARTS, 9))


class ClosedTestCase(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.keeper = make_officer("officer")
		cls.colleague = make_officer("officer", number=2)
		cls.site = make_user("runs.the.site", roles=[{"role": "System Manager"}])
		cls.others = [
			cls.colleague,
			*(make_officer(kind) for kind in ("district", "chief", "province", "governor")),
			next(kind.user for kind in kinds() if kind.name == "central"),
			make_officer("officer", OTHER),
			cls.site,
		]

	def dispute(self, **values):
		case = make_dispute(facts=HIDDEN, **values)
		with signed_in(self.keeper):
			case.add_comment("Comment", HIDDEN)
			case.facts = f"{HIDDEN} เดิม"
			case.save()
			case.facts = HIDDEN
			case.save()
			return prepare(case)

	def reaches(self, user: str, way, *arguments, trace=None) -> bool:
		frappe.db.savepoint("way")
		try:
			with signed_in(user), as_in_a_request():
				found = way(*arguments)
			return bool(trace() if trace else found)
		except Exception:
			return False
		finally:
			frappe.db.rollback(save_point="way")

	def name_reader(self, case, user: str):
		with signed_in(case.kept_by):
			case = frappe.get_doc(case.doctype, case.name)
			case.append("readers", {"reader": user, "purpose": "ที่ปรึกษา"})
			return case.save()


class TestDoors(ClosedTestCase):
	def test_these_kinds_are_confidential(self):
		self.assertEqual(registry.confidential(), ("Dispute Case",))
		self.assertEqual(
			set(registry.tables_of_readers("Dispute Case")), {"Dispute Mediator", "Dispute Reader"}
		)

	def test_no_way_leads_others_to_it(self):
		case = self.dispute()
		rows = case.get_all_children()[:1]
		found = [
			f"{user}: {way}"
			for user in self.others
			for way, (_right, reach) in READING.items()
			if is_tried_today(user, way) and self.reaches(user, reach, case)
		]
		found += [
			f"{user}: {way} of a row"
			for user in self.others
			for row in rows
			for way, reach in ROW_READING.items()
			if self.reaches(user, reach, row)
		]
		self.assertEqual(found, [])

	def test_who_keeps_it_and_whom_it_names_read_it(self):
		case = self.dispute()
		for kind in ("district", "chief", "province"):
			self.name_reader(case, make_officer(kind))
		for user in (self.keeper, *(make_officer(kind) for kind in ("district", "chief", "province"))):
			with self.subTest(user=user):
				self.assertTrue(self.reaches(user, READING["form"][1], case))
				self.assertTrue(self.reaches(user, READING["list view"][1], case))

	def test_nobody_but_the_keeper_changes_it(self):
		case = self.dispute()
		reader = make_officer("district")
		self.name_reader(case, reader)
		case = frappe.get_doc(case.doctype, case.name)
		before = traces(case)
		for user in (*self.others, reader):
			for way, change in CHANGING.items():
				if (user == reader and way in FOR_READERS) or not is_tried_today(user, way):
					continue
				changed = self.reaches(
					user, change, case, trace=lambda case=case, before=before: has_changed(case, before)
				)
				with self.subTest(user=user, way=way):
					self.assertFalse(changed, f"{user}: {way}")

	def test_contacts_are_for_officers_alone(self):
		case = self.dispute()
		self.name_reader(case, make_officer("chief"))
		for user, told in ((self.keeper, True), (make_officer("chief"), False)):
			with signed_in(user), as_in_a_request():
				answer = frappe.as_json(call("frappe.client.get", doctype=case.doctype, name=case.name))
			self.assertEqual("081-555-0101" in answer, told)

	def test_the_history_tells_contacts_to_officers_alone(self):
		case, chief = self.dispute(), make_officer("chief")
		self.name_reader(case, chief)
		with signed_in(self.keeper):
			case.reload()
			case.append(
				"parties", {"party_name": "สมหมาย ทดสอบ", "side": "Second Side", "phone": "081-555-0188"}
			)
			case.parties[0].phone = "081-555-0199"
			case.save(ignore_version=False)
			case.remove(case.parties[-1])
			case.save(ignore_version=False)
		for user, told in ((self.keeper, True), (chief, False)):
			with signed_in(user), as_in_a_request():
				call("frappe.desk.form.load.getdoc", doctype=case.doctype, name=case.name)
				history = frappe.as_json(frappe.response.docinfo.versions)
			self.assertIn("party_name", history)
			for number in ("081-555-0101", "081-555-0199", "081-555-0188"):
				self.assertEqual(number in history, told, f"{user}: {number}")

	def test_nobody_opens_it_by_calling_it_his_own_or_new(self):
		case = self.dispute()
		case.kept_by = case.owner = self.colleague
		self.assertFalse(frappe.has_permission(case.doctype, "read", case, user=self.colleague))
		case.set("__islocal", 1)
		self.assertFalse(frappe.has_permission(case.doctype, "write", case, user=self.colleague))

	def test_what_stands_beside_it_is_of_its_readers(self):
		case = self.dispute()
		reader = make_officer("chief")
		self.name_reader(case, reader)
		with signed_in(self.keeper):
			named.note("Form", case.doctype, case.name, case)
		go_on(case, CONSENTED)
		for user in (*self.others, reader):
			for doctype, field in (
				("Version", "docname"),
				("Comment", "reference_name"),
				("File", "attached_to_name"),
				("Approval Log", "reference_name"),
				("Case Opening", "reference_name"),
			):
				with signed_in(user), as_in_a_request():
					try:
						filters = {field: case.name}
						found = call("frappe.client.get_list", doctype=doctype, filters=filters)
					except frappe.PermissionError:
						found = []
				with self.subTest(user=user, doctype=doctype):
					# of the others officers have no lists: the form shows them
					reads = user == reader and doctype in ("File", "Approval Log")
					self.assertEqual(bool(found), reads)

	def test_who_handed_it_over_reads_neither_it_nor_what_he_wrote_and_sent(self):
		case = self.dispute()
		file = frappe.get_last_doc("File", {"attached_to_name": case.name})
		comment = frappe.get_last_doc("Comment", {"reference_name": case.name, "comment_type": "Comment"})
		with signed_in(self.keeper):
			self.assertTrue(file.is_downloadable() and may(comment))
			handing_over.hand_over(case.name, self.colleague, REASON)
			self.assertFalse(frappe.has_permission(case.doctype, "read", case.name))
			self.assertFalse(file.is_downloadable() or file.has_permission("read"))
			self.assertFalse(may(comment))
			self.assertEqual(frappe.get_list("File", filters={"attached_to_name": case.name}), [])
		with signed_in(self.colleague):
			self.assertTrue(file.is_downloadable() and may(comment))
			self.assertTrue(frappe.get_list("File", filters={"attached_to_name": case.name}))

	def test_who_runs_the_site_has_no_right_to_it(self):
		case = self.dispute()
		of_case = {"ref_doctype": case.doctype, "docname": case.name}
		version = frappe.get_doc({"doctype": "Version", "data": "{}", **of_case}).insert()
		self.assertFalse(frappe.has_permission(case.doctype, "read", case.name, user=self.site))
		self.assertFalse(frappe.has_permission("Version", "read", version, user=self.site))
		# even where he has given himself a role that reads disputes
		frappe.get_doc("User", self.site).add_roles("CON Sub-district Officer")
		self.assertFalse(frappe.has_permission(case.doctype, "read", case.name, user=self.site))
		with signed_in(self.site):
			self.assertEqual(frappe.get_list(case.doctype), [])

	def test_nothing_of_it_goes_elsewhere(self):
		case = self.dispute()
		for values in (
			{"doctype": "Webhook", "webhook_doctype": case.doctype, "request_url": "https://x.example"},
			{"doctype": "Milestone Tracker", "document_type": case.doctype, "track_field": "facts"},
			{"doctype": "Notification", "document_type": case.doctype, "channel": "Slack", "subject": "x"},
		):
			doc = frappe.get_doc(values)
			doc.flags.ignore_mandatory = doc.flags.ignore_links = True
			with self.subTest(values["doctype"]), self.assertRaises(SharingError):
				doc.insert(set_name=frappe.generate_hash())
		addresses = ["outside@else.example", self.keeper, self.colleague, self.site]
		self.assertEqual(_without_strangers(case, addresses, "email"), [self.keeper])
		self.assertNotIn(case.doctype, enclosures.kinds())
		with signed_in(self.keeper):
			self.assertRaises(groups.GroupError, groups.of, case.doctype, case.name)
			mention = f'<span class="mention" data-id="{make_officer("chief")}">@x</span> {HIDDEN}'
			self.assertRaises(SharingError, case.add_comment, "Comment", mention)

	def test_nothing_that_tells_of_it_goes_elsewhere_either(self):
		"""Comments, versions and the log hold its words, too."""
		for values in (
			{"doctype": "Notification", "document_type": "Dispute Case", "channel": "Email", "subject": "x"},
			{"doctype": "Webhook", "webhook_doctype": "Dispute Party", "request_url": "https://x.example"},
			{"doctype": "Webhook", "webhook_doctype": "Comment", "request_url": "https://x.example"},
			{"doctype": "Notification", "document_type": "Version", "channel": "Email", "subject": "x"},
			{"doctype": "Assignment Rule", "document_type": "Dispute Case", "description": "{{ facts }}"},
			{"doctype": "Auto Repeat", "reference_doctype": "Dispute Case", "recipients": "x@x.example"},
		):
			doc = frappe.get_doc(values)
			doc.flags.ignore_mandatory = doc.flags.ignore_links = True
			with self.subTest(values), self.assertRaises(SharingError):
				doc.insert(set_name=frappe.generate_hash())

	def report_by_e_mail(self, **values):
		"""A report of what the keeper reads, for whoever runs the site."""
		values = {"report_type": "Report Builder", "json": "{}", **values}
		report = frappe.get_doc(
			{"doctype": "Report", "report_name": frappe.generate_hash(), "is_standard": "No", **values}
		).insert()
		return frappe.get_doc(
			{
				"doctype": "Auto Email Report",
				"report": report.name,
				"user": self.keeper,
				"email_to": "x@example.com",
				"format": "CSV",
				"filters": "{}",
			}
		)

	def test_no_report_by_e_mail_tells_of_it(self):
		case = self.dispute()
		column = {"fieldname": "facts", "doctype": case.doctype, "link_field": "name"}
		for values in (
			{"ref_doctype": case.doctype},
			{"ref_doctype": "Dispute Party"},
			{"ref_doctype": "Comment"},
			{"ref_doctype": "Version"},
			{"ref_doctype": "Approval Log"},
			{
				"ref_doctype": "Dispute Kind",
				"report_type": "Custom Report",
				"reference_report": "Disputes and Who Keeps Them",
				"json": frappe.as_json({"columns": [column]}),
			},
		):
			with self.subTest(values):
				self.assertRaises(SharingError, self.report_by_e_mail(**values).insert)
		# one that there is already
		email = self.report_by_e_mail(ref_doctype=case.doctype)
		email.db_insert()
		self.assertRaises(SharingError, email.get_report_content)
		self.report_by_e_mail(ref_doctype="Dispute Kind").insert()

	def test_nobody_follows_it_by_e_mail(self):
		case = self.dispute()
		reader = make_officer("district")
		self.name_reader(case, reader)
		frappe.db.set_value("User", reader, "document_follow_notify", 1)
		following = {"ref_doctype": case.doctype, "ref_docname": case.name}
		with signed_in(reader):
			# as Frappe does by itself where somebody makes, likes or comments
			document_follow.follow_document(case.doctype, case.name, reader)
			with self.assertRaises(SharingError):
				call(
					"frappe.desk.form.document_follow.update_follow",
					doctype=case.doctype,
					doc_name=case.name,
					following=True,
				)
			follow = frappe.get_doc({"doctype": "Document Follow", "user": reader, **following})
			self.assertRaises(SharingError, follow.insert)
		self.assertFalse(frappe.db.exists("Document Follow", following))
		for doctype in (case.doctype, "Dispute Party"):
			self.assertEqual(document_follow.get_message(case.name, doctype, "Hourly", reader), [])

	def test_a_bell_and_its_e_mail_say_that_there_are_words_and_not_which(self):
		case = self.dispute()
		bell = {"for_user": self.keeper, "type": "Mention", "email_content": HIDDEN, "subject": case.title}
		about = {"document_type": case.doctype, "document_name": case.name}
		log = frappe.get_doc({"doctype": "Notification Log", **bell, **about}).insert()
		self.assertEqual((log.subject, log.email_content), (case.title, None))

	def test_who_runs_the_site_reads_no_words_on_it(self):
		case = self.dispute()
		with signed_in(self.keeper):
			comment = case.add_comment("Comment", HIDDEN)
			comment.delete(ignore_permissions=True)
			todo = {"description": HIDDEN, "allocated_to": self.keeper}
			about = {"reference_type": case.doctype, "reference_name": case.name}
			frappe.get_doc({"doctype": "ToDo", **todo, **about}).insert()
		bell = {"for_user": self.keeper, "type": "Mention", "email_content": HIDDEN, "subject": "x"}
		about = {"document_type": case.doctype, "document_name": case.name}
		frappe.get_doc({"doctype": "Notification Log", **bell, **about}).insert()
		copy = frappe.get_last_doc("Deleted Document", {"deleted_name": comment.name})
		self.assertNotIn(HIDDEN, frappe.parse_json(copy.data).get("content") or "")
		for doctype, field in (("ToDo", "reference_name"), ("Notification Log", "document_name")):
			kept = frappe.get_last_doc(doctype, {field: case.name})
			for user, reads in ((self.site, False), (self.keeper, True)):
				with self.subTest(doctype=doctype, user=user), signed_in(user):
					self.assertEqual(bool(frappe.get_list(doctype, {field: case.name})), reads)
					self.assertEqual(bool(kept.has_permission("read")), reads)

	def test_a_paper_of_a_form_that_is_not_saved_is_of_who_sent_it(self):
		with signed_in(self.keeper):
			file = frappe.get_doc(
				{
					"doctype": "File",
					"file_name": "ยินยอม.txt",
					"content": HIDDEN,
					"is_private": 1,
					"attached_to_doctype": "Dispute Case",
					"attached_to_name": "new-dispute-case-abcdefgh",
				}
			).insert()
			self.assertTrue(file.is_downloadable())
		for user in (self.colleague, make_officer("chief")):
			with signed_in(user):
				self.assertFalse(file.is_downloadable())

	def test_only_readers_are_told(self):
		case = self.dispute()
		self.assertEqual(readers(case), {self.keeper, "Administrator"})
		self.name_reader(case, make_officer("district"))
		case = frappe.get_doc(case.doctype, case.name)
		self.assertEqual(readers(case), {self.keeper, make_officer("district"), "Administrator"})
		self.assertEqual(
			{post.user for post in standing.who_has(case, standing.next_steps(case))}, {self.keeper}
		)
		self.assertEqual(notify.next_posts(case), [])
		with signed_in(self.keeper):
			asked = {row.user for row in opinions.whom_to_ask(case.doctype, case.name)}
		self.assertEqual(asked, {make_officer("district")})
		for user in self.others:
			self.assertNotIn(case.name, [row["name"] for row in waiting.documents(user)])

	def test_nobody_names_one_that_he_may_not_read(self):
		case = self.dispute()
		question = {
			"doctype": "Opinion",
			"reference_doctype": case.doctype,
			"reference_name": case.name,
			"asked": self.keeper,
			"question": "ชื่ออะไร",
			"due_on": today(),
		}
		with signed_in(self.colleague), self.assertRaises((ForeignLinkError, frappe.PermissionError)):
			frappe.get_doc(question).insert()

	def test_the_register_of_numbers_says_the_number_alone(self):
		case = self.dispute()
		with signed_in(make_officer("district")):
			[row] = frappe.get_list("Document Number", filters={"reference_name": case.name}, fields=["*"])
		written = frappe.as_json(row)
		self.assertIn(case.number, written)
		self.assertNotIn(HIDDEN, written)
		self.assertNotIn(KIND, written)

	def test_no_search_finds_a_party(self):
		case = self.dispute(parties=[{"party_name": "นายลับเฉพาะ ไม่บอกใคร"}])
		for user in self.others:
			with signed_in(user), as_in_a_request():
				for ask in (
					lambda: call("frappe.utils.global_search.search", text="ลับเฉพาะ"),
					lambda: call("frappe.desk.search.search_link", doctype="Dispute Case", txt="ข้อพิพาท"),
					lambda: call(
						"frappe.client.get_list",
						doctype="Dispute Case",
						fields=["parties.party_name"],
						filters={"name": case.name},
					),
				):
					try:
						answer = frappe.as_json(ask() or "")
					except Exception as refusal:
						answer = str(refusal)
					self.assertNotIn("ลับเฉพาะ", answer)
					self.assertNotIn(case.number, answer)


class TestEveryDoorOfADispute(test_every_door.TestEveryDoor):
	"""The doors of `TestEveryDoor`, knocked at by those of the dispute's own area: about the case and what stands beside it."""

	@classmethod
	def setUpClass(cls):
		super(test_every_door.TestEveryDoor, cls).setUpClass()
		cls.other = make_officer("officer")
		case = make_dispute_in("Agreement Reached")
		with signed_in(cls.other):
			case.add_comment("Comment", SECRET)
		for doctype in ("Dispute Case", *registry.tables("Dispute Case")):
			cls.mark_of(case, doctype)
		case.reload()
		beside = [
			frappe.get_last_doc(doctype, {field: case.name})
			for doctype, field in (
				("File", "attached_to_name"),
				("Comment", "reference_name"),
				("Approval Log", "reference_name"),
			)
		]
		cls.targets = [frappe.get_doc(case.doctype, case.name), case.parties[0], *beside]

	@classmethod
	def mark_of(cls, case, doctype: str) -> None:
		"""Write the secret into every text of the case, or of its rows; its title is told to nobody either."""
		meta = frappe.get_meta(doctype)
		table = frappe.qb.DocType(doctype)
		columns = [
			f.fieldname for f in meta.fields if f.fieldtype in test_every_door.TEXTS and f.options != "Phone"
		]
		query = frappe.qb.update(table).where((table.parent if meta.istable else table.name) == case.name)
		for column in columns:
			query = query.set(table[column], SECRET)
		query.run()

	# those of another area are tried with the other doctypes
	test_an_officer_of_another_area = test_a_website_user = test_a_guest = None

	def try_all_as(self, stranger: str):
		"""What is made for documents of Frappe has no answer here: of that `TestEveryDoor` asks."""
		self.assertEqual(self.look_behind_all(stranger)[:3], ([], [], []))

	def test_a_curious_colleague(self):
		self.try_all_as(make_officer("officer", number=2))

	def test_a_superior(self):
		self.try_all_as(make_officer("chief"))


class TestReadersAndKeepers(ClosedTestCase):
	def test_a_reader_holds_a_post_and_is_no_party(self):
		case = self.dispute()
		for user in (make_officer("officer", OTHER), make_user("desk.user")):
			with self.subTest(user=user), self.assertRaisesRegex(DisputeError, "holds no post"):
				self.name_reader(case, user)
		user = make_officer("district")
		name = frappe.db.get_value("Officer Assignment", {"user": user}, "officer_name")
		case = self.dispute(parties=[{"party_name": name}])
		with self.assertRaisesRegex(ConflictOfInterestError, "is a party"):
			self.name_reader(case, user)

	def test_a_mediator_with_an_account_reads_it(self):
		case = go_on(self.dispute(), CONSENTED)
		mediator = make_officer("chief")
		self.assertFalse(frappe.has_permission(case.doctype, "read", case.name, user=mediator))
		with signed_in(self.keeper):
			row = {
				"standing": "Neutral Person",
				"mediator_name": "นายอำเภอ เป็นกลางดี",
				"relation": "None",
				"reader": mediator,
			}
			case.append("mediators", row)
			case.save()
		self.assertTrue(frappe.has_permission(case.doctype, "read", case.name, user=mediator))
		self.assertFalse(frappe.has_permission(case.doctype, "write", case.name, user=mediator))

	def test_rights_end_with_the_post_and_with_the_row(self):
		case = self.dispute()
		reader = make_user("reader.of.one")
		post = make_assignment(reader, "พัฒนาการอำเภอ", OWN["district"])
		case = self.name_reader(case, reader)
		self.assertTrue(frappe.has_permission(case.doctype, "read", case.name, user=reader))
		frappe.db.set_value("Officer Assignment", post.name, "to_date", add_days(today(), -1))
		forget_posts()
		self.assertFalse(frappe.has_permission(case.doctype, "read", case.name, user=reader))
		frappe.db.set_value("Officer Assignment", post.name, "to_date", None)
		forget_posts()
		with signed_in(self.keeper):
			case.set("readers", [])
			case.save()
		self.assertFalse(frappe.has_permission(case.doctype, "read", case.name, user=reader))

	def test_each_opening_is_kept_and_shown_to_the_keeper(self):
		case = self.dispute()
		reader = make_officer("district")
		self.name_reader(case, reader)
		asked = {"doctype": case.doctype, "name": case.name}
		with taken_back(), signed_in(reader):
			answer = send("GET", "/api/method/frappe.desk.form.load.getdoc", **asked)
			self.assertEqual(answer.status, 200)
			self.look_at_openings(case, reader)

	def look_at_openings(self, case, reader: str) -> None:
		[opening] = frappe.get_all(
			"Case Opening", filters={"reference_name": case.name}, fields=["user", "way"]
		)
		self.assertEqual((opening.user, opening.way), (reader, "Form"))
		doc = frappe.get_doc(case.doctype, case.name)
		with signed_in(self.keeper):
			doc.run_method("onload")
		self.assertEqual([row.way for row in doc.get_onload("openings")], ["Form"])
		doc = frappe.get_doc(case.doctype, case.name)
		with signed_in(reader):
			doc.run_method("onload")
		self.assertIsNone(doc.get_onload().get("openings"))


class TestHandingOver(ClosedTestCase):
	def test_by_who_keeps_it(self):
		case = self.dispute()
		with signed_in(self.keeper):
			offered = {row["user"] for row in handing_over.whom_to_give(case.name)}
			self.assertIn(self.colleague, offered)
			self.assertNotIn(self.keeper, offered)
			self.assertNotIn(make_officer("chief"), offered)
			handing_over.hand_over(case.name, self.colleague, REASON)
		case = frappe.get_doc(case.doctype, case.name)
		self.assertEqual(case.kept_by, self.colleague)
		[row] = case.handovers
		self.assertEqual((row.reason, row.to_name), (REASON, case.kept_by_name))
		with signed_in(self.colleague):
			self.assertTrue(frappe.has_permission(case.doctype, "write", case.name))

	def test_by_the_head_of_the_office_who_reads_nothing_of_it(self):
		case = self.dispute()
		chief = make_officer("chief")
		with signed_in(chief):
			[row] = [
				row for row in handing_over.register(handing_over.headed_areas()) if row.name == case.name
			]
			self.assertEqual(set(row), {"name", "number", "kind", "area", "kept_by", "kept_by_name"})
			report = run("Disputes and Who Keeps Them", filters={})
			self.assertIn(case.number, frappe.as_json(report["result"]))
			self.assertNotIn(HIDDEN, frappe.as_json(report["result"]))
			handing_over.hand_over(case.name, self.colleague, REASON)
			self.assertFalse(frappe.has_permission(case.doctype, "read", case.name))

	def test_nobody_gives_one_to_himself_and_others_give_none(self):
		case = self.dispute()
		both = make_officer("chief")
		make_assignment(both, "พัฒนาการอำเภอ", OWN["district"])
		forget_posts()
		with signed_in(both), self.assertRaisesRegex(HandingOverError, "to himself"):
			handing_over.hand_over(case.name, both, REASON)
		for user in (self.colleague, make_officer("district"), make_officer("chief", OTHER), self.site):
			with self.subTest(user=user), signed_in(user), self.assertRaises(frappe.PermissionError):
				handing_over.hand_over(case.name, self.colleague, REASON)
			with signed_in(user), self.assertRaises(frappe.PermissionError):
				handing_over.whom_to_give(case.name)

	def test_a_reason_and_an_officer_of_the_area_are_asked_for(self):
		case = self.dispute()
		with signed_in(self.keeper):
			for to, reason in (
				(self.colleague, "สั้น"),
				(make_officer("officer", OTHER), REASON),
				(make_officer("chief"), REASON),
				("ไม่มี@test.example", REASON),
			):
				with self.subTest(to=to, reason=reason), self.assertRaises(HandingOverError):
					handing_over.hand_over(case.name, to, reason)

	def test_not_to_a_party_and_nothing_tells_who_is_one(self):
		called = frappe.db.get_value("Officer Assignment", {"user": self.colleague}, "officer_name")
		account = frappe.db.get_value("User", self.colleague, "full_name")
		stranger = make_officer("officer", OTHER)
		for name in (called, account, f" {called} "):
			case = self.dispute(parties=[{"party_name": name}, {"party_name": SECOND, "side": "Second Side"}])
			for user in (self.keeper, make_officer("chief")):
				with self.subTest(name=name, user=user), signed_in(user):
					offered = {row["user"] for row in handing_over.whom_to_give(case.name)}
					self.assertNotIn(self.colleague, offered)
					refusals = [self.refusal(case, to) for to in (self.colleague, stranger)]
					self.assertEqual(refusals[0], refusals[1])
			self.assertEqual(frappe.db.get_value(case.doctype, case.name, "kept_by"), self.keeper)

	def refusal(self, case, to: str) -> str:
		with self.assertRaises(HandingOverError) as refused:
			handing_over.hand_over(case.name, to, REASON)
		return str(refused.exception)

	def test_a_keeper_who_is_a_party_takes_no_step(self):
		called = frappe.db.get_value("Officer Assignment", {"user": self.keeper}, "officer_name")
		case = self.dispute(parties=[{"party_name": called}, {"party_name": SECOND, "side": "Second Side"}])
		for step in (CONSENTED, SENT_ON):
			with self.subTest(step), self.assertRaisesRegex(frappe.ValidationError, "hand the case over"):
				go_on(case, step)

	def test_the_head_learns_of_cases_that_nobody_keeps(self):
		chief = make_officer("chief")
		with signed_in(chief):
			self.assertIsNone(due.without_officer())
		gone = make_user("gone.officer")
		post = make_assignment(gone, "พัฒนากร", OWN["sub_district"])
		case = make_dispute(user=gone)
		frappe.db.set_value("Officer Assignment", post.name, "to_date", add_days(today(), -1))
		forget_posts()
		with signed_in(chief):
			entry = due.without_officer()
			self.assertIn("1", entry["text"])
			self.assertNotIn(case.number, entry["text"])
		# who has left hands it over himself, too
		with signed_in(gone):
			handing_over.hand_over(case.name, self.colleague, REASON)
		with signed_in(chief):
			self.assertIsNone(due.without_officer())


class TestReminders(ClosedTestCase):
	def bells(self, case) -> dict[str, str]:
		rows = frappe.get_all(
			"Notification Log",
			filters={"document_name": case.name},
			fields=["for_user", "subject"],
			order_by="creation",
		)
		return {row.for_user: row.subject for row in rows}

	def test_the_keeper_alone_is_reminded_and_nobody_is_named(self):
		case = make_dispute_in("Agreement Reached")
		self.name_reader(case, make_officer("district"))
		frappe.db.set_value("Dispute Duty", {"parent": case.name}, "due_on", add_days(today(), 7))
		reminders.remind()
		bells = self.bells(case)
		self.assertEqual(set(bells), {self.keeper})
		self.assertIn(case.number, bells[self.keeper])
		for hidden in ("ย้ายรั้ว", "คำสิงห์"):
			self.assertNotIn(hidden, bells[self.keeper])
		before = frappe.db.count("Notification Log", {"document_name": case.name})
		reminders.remind()
		self.assertEqual(frappe.db.count("Notification Log", {"document_name": case.name}), before)

	def meet(self, case, **delta):
		frappe.db.set_value(
			case.doctype, case.name, {"next_on": add_to_date(now_datetime(), **delta), "reminded_on": None}
		)

	def test_of_the_next_session_keeper_and_mediators_are_reminded_on_the_day_before(self):
		case = make_dispute_in("In Mediation")
		mediator = make_officer("district")
		with signed_in(self.keeper):
			case.mediators[0].reader = mediator
			case.save()
		self.name_reader(case, make_officer("province"))
		self.meet(case, days=2)
		reminders.remind()
		self.assertEqual(self.bells(case), {})
		self.meet(case, days=1)
		for _again in range(2):
			reminders.remind()
			bells = self.bells(case)
			self.assertEqual(set(bells), {self.keeper, mediator})
			self.assertEqual(frappe.db.count("Notification Log", {"document_name": case.name}), 2)
		for told in bells.values():
			self.assertIn(case.number, told)
			for hidden in ("คำสิงห์", "บุญหลาย", "พระครู", case.facts):
				self.assertNotIn(hidden, told)
		# another day is told of anew
		with signed_in(self.keeper):
			case = frappe.get_doc(case.doctype, case.name)
			case.next_on = add_to_date(now_datetime(), minutes=5)
			case.save()
		self.assertIsNone(case.reminded_on)

	def test_the_keepers_first_page_names_the_next_session(self):
		clear()
		case = make_dispute_in("In Mediation")
		with signed_in(self.keeper):
			self.assertIsNone(due.next_session())
			self.meet(case, days=3)
			entry = due.next_session()
			self.assertIn(case.title, entry["text"])
			self.assertEqual(entry["colour"], "orange")
			self.assertEqual(
				frappe.get_list(filters=entry["to"]["filters"], doctype=case.doctype)[0].name, case.name
			)
			self.meet(case, days=-1)
			entry = due.next_session()
			self.assertEqual((entry["colour"], "not entered" in entry["text"]), ("red", True))
			self.assertIn(entry, due.entries())
		for user in self.others:
			with signed_in(user):
				self.assertIsNone(due.next_session())

	def test_what_is_late_settled_or_over(self):
		case = make_dispute_in("Agreement Reached")
		frappe.db.set_value("Dispute Duty", {"parent": case.name}, "due_on", add_days(today(), -7))
		self.assertIn(case.name, [row.parent for row in reminders.open_duties(self.keeper)])
		with signed_in(self.keeper):
			self.assertEqual(due.duties()["colour"], "red")
		with signed_in(self.colleague):
			self.assertIsNone(due.duties())
		reminders.remind()
		self.assertIn(self.keeper, self.bells(case))
		frappe.db.set_value("Dispute Duty", {"parent": case.name}, "status", "Kept")
		self.assertNotIn(case.name, [row.parent for row in reminders.open_duties(self.keeper)])
