"""A stranger, a superior and a curious colleague try to read a named household by every door; who may, leaves a trace."""

from unittest.mock import patch

import frappe
from frappe import client
from frappe.desk.query_report import run
from frappe.utils import add_days, today

from con_center import registry
from con_center.access import named
from con_center.access.documents import readers
from con_center.access.posts import forget_posts
from con_center.appointments.factories import make_order_in
from con_center.approval import opinions
from con_center.approval.append_only import AppendOnlyError
from con_center.compat import IS_OF_2023
from con_center.compat.aggregates import aggregate
from con_center.correspondence import enclosures
from con_center.field.test_field import jpeg
from con_center.households import cases
from con_center.households.factories import make_help, make_household, make_plan, take, told
from con_center.notices import groups
from con_center.organization import photos
from con_center.organization.factories import OTHER, OWN, make_assignment, make_officer, make_user, signed_in
from con_center.patches import people_stay_inside
from con_center.seams.frappe_documents import SharingError, _without_strangers, may
from con_center.tests.case import CONTestCase
from con_center.tests.client import read_from_replica, send, taken_back
from con_center.tests.counting import counting
from con_center.tests.test_scope_matrix import READING, as_in_a_request, call, kinds, prepare

NAME = "นางสาวลับเฉพาะ ไม่บอกใคร"
KEY = "0123456789abcdef"


def validated(name: str) -> tuple[str, dict]:
	"""Return by what a form asks for fields of what a link leads to, as this Frappe calls it."""
	asked = {"doctype": "Target Household", "docname": name}
	if hasattr(client, "validate_link_and_fetch"):
		return "validate_link_and_fetch", {**asked, "fields_to_fetch": '["head_name"]'}
	return "validate_link", {**asked, "fields": '["head_name"]'}


class NamesTestCase(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.household = make_household(head_name=NAME)
		cls.help = make_help(cls.household, what=f"มอบเงินให้ {NAME}")
		cls.plan = take(make_plan(cls.household, note=NAME), ("officer", "Send Up"))
		cls.household.reload()
		with signed_in(make_officer("officer")):
			# an earlier version, and a comment
			cls.household.head_name = f"{NAME} เดิม"
			cls.household.save()
			cls.household.head_name = NAME
			cls.household.save()
			cls.household.add_comment("Comment", NAME)
		cls.documents = [prepare(doc) for doc in (cls.household, cls.help, cls.plan)]
		cls.near = [make_officer(kind) for kind in ("officer", "district", "chief")]
		colleague = make_user("curious.colleague")
		make_assignment(colleague, "พัฒนากร", "340104")
		far = [make_officer(kind) for kind in ("province", "governor")]
		central = next(kind.user for kind in kinds() if kind.name == "central")
		cls.far = [*far, central, colleague, make_officer("officer", OTHER), make_officer("province", OTHER)]

	def reached(self, user: str, reach, doc) -> bool:
		frappe.db.savepoint("reach")
		try:
			with signed_in(user), as_in_a_request():
				return bool(reach(doc))
		except Exception:
			return False
		finally:
			frappe.db.rollback(save_point="reach")


class TestWhoReadsNames(NamesTestCase):
	def test_these_kinds_name_people(self):
		self.assertEqual(set(registry.named()), {"Target Household", "Help Log", "Help Plan"})

	def test_by_no_door_from_above_or_beside(self):
		leaks = [
			(user, way, doc.doctype)
			for user in self.far
			for doc in self.documents
			for way, (_right, reach) in READING.items()
			if self.reached(user, reach, doc)
		]
		self.assertEqual(leaks, [])

	def test_who_is_near_reads(self):
		for user in self.near:
			for doc in self.documents:
				with self.subTest(user=user, doctype=doc.doctype):
					self.assertTrue(self.reached(user, READING["form"][1], doc))
					self.assertTrue(self.reached(user, READING["list view"][1], doc))

	def test_what_is_kept_beside_is_as_near(self):
		names = ("in", [doc.name for doc in self.documents])
		for user in self.far:
			with signed_in(user), as_in_a_request():
				for doctype, filters in (
					("Version", {"docname": names}),
					("Comment", {"reference_name": names}),
					("File", {"attached_to_name": names}),
					("Approval Log", {"reference_name": names}),
					("Case Opening", {"reference_name": names}),
				):
					try:
						found = call("frappe.client.get_list", doctype=doctype, filters=filters)
					except frappe.PermissionError:
						found = []
					with self.subTest(user=user, doctype=doctype):
						self.assertEqual(found, [])
		entry = frappe.get_last_doc("Approval Log", {"reference_name": self.plan.name})
		for user in self.far:
			self.assertFalse(frappe.has_permission("Approval Log", "read", entry, user=user))
		self.assertTrue(frappe.has_permission("Approval Log", "read", entry, user=self.near[1]))

	def test_the_log_of_other_documents_stays_as_it_was(self):
		order = make_order_in("District Review")
		with signed_in(make_officer("province")):
			self.assertTrue(frappe.get_list("Approval Log", {"reference_name": order.name}))

	def test_no_search_finds_the_name(self):
		for user in self.far:
			with signed_in(user), as_in_a_request():
				for ask in (
					lambda: call("frappe.utils.global_search.search", text="ลับเฉพาะ"),
					lambda: call("frappe.desk.search.search_link", doctype="Target Household", txt="ลับเฉพาะ"),
					lambda: call(
						"frappe.client.get_list",
						doctype="Help Log",
						fields=["household.head_name"],
						filters={"name": self.help.name},
					),
				):
					try:
						answer = told([ask(), frappe.local.response])
					except (frappe.PermissionError, frappe.ValidationError):
						answer = ""
					self.assertNotIn("ลับเฉพาะ", answer)

	def test_what_one_may_not_read_is_not_compared_either(self):
		"""The chief reads names, and neither telephones nor health notes: whoever compares with one knows it."""
		frappe.db.set_value("Target Household", self.household.name, "phone", "0812345678")
		of_member = {"parent": self.household.name, "parenttype": "Target Household"}
		frappe.db.set_value("Household Member", of_member, "health_note", "ป่วยติดเตียง")
		asked = {"doctype": "Target Household"}
		for ask in (
			{"filters": {"phone": ("like", "0812%")}},
			{"filters": [["Target Household", "phone", "like", "0812%"]]},
			{"filters": [["Household Member", "health_note", "like", "ป่วย%"]]},
			{"filters": {"members.health_note": ("like", "ป่วย%")}},
			{"filters": {"house_hash": ("like", "a%")}},
			{"order_by": "phone desc"},
			{"order_by": "`tabTarget Household`.`phone` desc"},
			{"doctype": "Help Log", "filters": {"household.phone": ("like", "0812%")}},
			{"doctype": "Help Log", "order_by": "household.phone asc", "fields": ["household.head_name"]},
		):
			with self.subTest(ask), signed_in(make_officer("chief")), as_in_a_request():
				with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
					call("frappe.client.get_list", **{**asked, **ask})
		with signed_in(make_officer("chief")), as_in_a_request():
			with self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
				call("frappe.desk.reportview.get", fields='["name"]', group_by="phone", **asked)
		with signed_in(make_officer("officer")), as_in_a_request():
			found = call(
				"frappe.client.get_list", doctype="Target Household", filters={"phone": "0812345678"}
			)
		self.assertEqual([row["name"] for row in found], [self.household.name])

	def test_no_letter_takes_one_along(self):
		kinds = enclosures.kinds()
		self.assertIn("Committee", kinds)
		self.assertEqual({*registry.of_people()} & {*kinds}, set())

	def test_whose_post_has_ended_reads_neither_files_nor_comments_of_his(self):
		gone = make_user("gone.from.here")
		post = make_assignment(gone, "พัฒนากร", OWN["sub_district"])
		with signed_in(gone):
			self.household.add_comment("Comment", "ผมเขียนเอง")
			photos.add("Help Log", self.help.name, "fedcba9876543210", jpeg(), "สภาพบ้าน")
		file = frappe.get_last_doc("File", {"attached_to_name": self.help.name, "owner": gone})
		comment = frappe.get_last_doc("Comment", {"reference_name": self.household.name, "owner": gone})
		with signed_in(gone):
			self.assertTrue(file.is_downloadable() and may(comment))
		frappe.db.set_value("Officer Assignment", post.name, "to_date", add_days(today(), -1))
		forget_posts()
		with signed_in(gone):
			self.assertFalse(file.is_downloadable() or may(comment) or may(file))
			self.assertEqual(frappe.get_list("File", filters={"attached_to_name": self.help.name}), [])

	def test_who_runs_the_site_reads_none_without_a_post_near_it(self):
		site = make_user("runs.the.site", roles=[{"role": "System Manager"}, {"role": "CON Administrator"}])
		self.look_as_who_runs_the_site(site)
		# even with a role that reads them
		frappe.get_doc("User", site).add_roles("CON District Officer")
		self.look_as_who_runs_the_site(site)

	def look_as_who_runs_the_site(self, site: str) -> None:
		leaks = [
			(way, doc.doctype)
			for doc in self.documents
			for way, (_right, reach) in READING.items()
			if self.reached(site, reach, doc)
		]
		self.assertEqual(leaks, [])
		self.assertNotIn(site, readers(self.household))
		names = ("in", [doc.name for doc in self.documents])
		with signed_in(site), as_in_a_request():
			for doctype, field in (
				("Version", "docname"),
				("Comment", "reference_name"),
				("Communication", "reference_name"),
				("File", "attached_to_name"),
				("Approval Log", "reference_name"),
				("Notification Log", "document_name"),
				("ToDo", "reference_name"),
				("Email Queue", "reference_name"),
			):
				found = call("frappe.client.get_list", doctype=doctype, filters={field: names})
				self.assertEqual(found, [], doctype)
			# who has opened them is his to look after
			call("frappe.client.get_list", doctype="Case Opening", filters={"reference_name": names})

	def test_who_is_mentioned_may_read_it(self):
		for user, refused in ((make_officer("province"), True), (make_officer("district"), False)):
			text = f'<span class="mention" data-id="{user}" data-value="x">@x</span> {NAME}'
			with self.subTest(user=user), signed_in(make_officer("officer")):
				if refused:
					self.assertRaises(SharingError, self.household.add_comment, "Comment", text)
				else:
					self.household.add_comment("Comment", text)

	def test_lists_count_comments_and_tell_none(self):
		def listed() -> list[dict]:
			told = frappe.db.get_value("Target Household", self.household.name, "_comments")
			return frappe.parse_json(told)

		count = len(listed())
		self.household.db_set("_comments", frappe.as_json([{"comment": NAME}]), update_modified=False)
		people_stay_inside.execute()
		self.assertEqual(listed(), [{"comment": ""}])
		with signed_in(make_officer("officer")):
			self.household.add_comment("Comment", NAME)
		self.assertEqual([row["comment"] for row in listed()], [""] * 2)
		self.assertEqual(count, 1)

	def test_a_comment_that_is_deleted_leaves_no_copy(self):
		with signed_in(make_officer("officer")):
			comment = self.household.add_comment("Comment", NAME)
			comment.delete(ignore_permissions=True)
		copy = frappe.get_last_doc("Deleted Document", {"deleted_name": comment.name})
		self.assertNotIn("ลับเฉพาะ", told(copy.as_dict()))

	def test_nothing_of_it_goes_elsewhere(self):
		with signed_in(make_officer("officer")):
			self.assertRaises(groups.GroupError, groups.of, "Help Plan", self.plan.name)
		for values in (
			{"doctype": "Webhook", "webhook_doctype": "Target Household", "request_url": "https://x.example"},
			{"doctype": "Milestone Tracker", "document_type": "Help Log", "track_field": "what"},
			{"doctype": "Notification", "document_type": "Help Plan", "channel": "Slack", "subject": "x"},
		):
			doc = frappe.get_doc(values)
			doc.flags.ignore_mandatory = doc.flags.ignore_links = True
			with self.subTest(values["doctype"]), self.assertRaises(SharingError):
				doc.insert(set_name=frappe.generate_hash())
		addresses = ["outside@else.example", make_officer("district"), make_officer("province")]
		self.assertEqual(
			_without_strangers(self.household, addresses, "email"),
			[make_officer("district")],
		)

	def test_an_opinion_is_asked_of_who_may_read_it(self):
		with signed_in(make_officer("district")):
			asked = {row["user"] for row in opinions.whom_to_ask("Help Plan", self.plan.name)}
		self.assertIn(make_officer("officer"), asked)
		self.assertEqual(asked & set(self.far), set())

	def test_nobody_far_is_told(self):
		self.assertEqual(readers(self.household) & set(self.far), set())
		self.assertTrue(set(self.near) <= readers(self.household))

	def test_reports_hold_no_name(self):
		for user in (*self.near, *self.far):
			with signed_in(user):
				for by in ("Area", "Dimension"):
					found = run("Households and Help", filters={"by": by})
					self.assertNotIn("ลับเฉพาะ", told(found["result"]))

	def test_who_reads_by_role_alone_reads_nothing(self):
		user = make_user("names.by.hand")
		frappe.get_doc("User", user).add_roles("CON District Officer")
		self.assertFalse(self.reached(user, READING["form"][1], self.household))

	def test_a_district_role_held_above_reads_no_names(self):
		user = make_user("district.role.above")
		frappe.get_doc(
			{
				"doctype": "Position",
				"position_name": "ผู้ตรวจระดับจังหวัด",
				"level": "Province",
				"roles": [{"role": "CON District Officer"}],
			}
		).insert()
		make_assignment(user, "ผู้ตรวจระดับจังหวัด", OWN["province"])
		self.assertFalse(self.reached(user, READING["form"][1], self.household))
		self.assertFalse(self.reached(user, READING["list view"][1], self.household))


class TestOpenings(NamesTestCase):
	def openings(self, doc=None) -> list[tuple]:
		filters = {"reference_name": (doc or self.household).name}
		rows = frappe.get_all("Case Opening", filters, ["user", "way"], order_by="creation, name")
		return [(row.user, row.way) for row in rows]

	def opened_by(self, user: str, path: str, method: str = "POST", **values) -> list[tuple]:
		before = self.openings()
		with signed_in(user), taken_back():
			answer = send(method, path, **values)
			after = self.openings()
		self.assertLess(answer.status, 400, answer.messages)
		return after[len(before) :]

	def test_each_way_to_a_case_is_kept(self):
		user, name = make_officer("district"), self.household.name
		of_case = {"doctype": "Target Household", "name": name}
		for path, values, way in (
			("/api/method/frappe.desk.form.load.getdoc", of_case, "Form"),
			("/api/method/frappe.desk.form.load.get_docinfo", of_case, "Form"),
			("/api/method/frappe.client.get", of_case, "API"),
			(
				"/api/method/frappe.www.printview.get_html_and_style",
				{"doc": "Target Household", "name": name, "print_format": "Household Sheet"},
				"Print",
			),
		):
			with self.subTest(path):
				self.assertEqual(self.opened_by(user, path, **values), [(user, way)])
		self.assertEqual(
			self.opened_by(user, f"/api/resource/Target Household/{name}", "GET"), [(user, "API")]
		)

	def test_who_asks_for_fields_of_one_has_opened_it(self):
		user, name = make_officer("district"), self.household.name
		member = self.household.members[0].name
		for path, values in (
			("get_value", {"doctype": "Target Household", "filters": name, "fieldname": '["head_name"]'}),
			(
				"get_value",
				{"doctype": "Target Household", "filters": f'{{"name": "{name}"}}', "fieldname": "phone"},
			),
			(
				"get_value",
				{
					"doctype": "Household Member",
					"parent": "Target Household",
					"filters": member,
					"fieldname": "relation",
				},
			),
			validated(name),
		):
			with self.subTest(path=path, **values):
				found = self.opened_by(user, f"/api/method/frappe.client.{path}", **values)
				self.assertEqual(found, [(user, "API")])
		for values in ({"fieldname": "title"}, {"fieldname": '["name", "title"]'}):
			asked = {"doctype": "Target Household", "filters": name, **values}
			self.assertEqual(self.opened_by(user, "/api/method/frappe.client.get_value", **asked), [])

	def test_it_is_kept_although_forms_ask_by_get(self):
		user = make_officer("district")
		with signed_in(user), taken_back():
			send(
				"GET",
				"/api/method/frappe.desk.form.load.getdoc",
				doctype="Target Household",
				name=self.household.name,
			)
			self.assertTrue(frappe.local.flags.commit)

	def test_lists_and_saving_keep_none(self):
		user = make_officer("officer")
		of_lists = ("/api/method/frappe.client.get_list", {"doctype": "Target Household"})
		self.assertEqual(self.opened_by(user, of_lists[0], **of_lists[1]), [])
		doc = frappe.get_doc("Target Household", self.household.name)
		saved = {"doc": doc.as_json(), "action": "Save"}
		self.assertEqual(self.opened_by(user, "/api/method/frappe.desk.form.save.savedocs", **saved), [])

	def listed(self, path: str, method: str = "POST", **values) -> list[tuple]:
		return self.opened_by(make_officer("district"), path, method, **values)

	def of_sums(self, path: str, filters: str) -> tuple:
		"""Lists with sums: a Frappe of 2023 takes none from outside."""
		most, count = aggregate("max", "helps", "most"), aggregate("count", "name", "n")
		return (
			(path, {"filters": filters, "fields": frappe.as_json([most])}),
			(path, {"filters": filters, "fields": frappe.as_json([count, "phone"]), "group_by": "phone"}),
		)

	def test_a_list_of_more_than_lists_show_opens_what_it_tells_of(self):
		"""Of one that is named, or of all of a page: each of them."""
		name, of_households = self.household.name, {"doctype": "Target Household"}
		opened = [(make_officer("district"), "API")]
		one = frappe.as_json({"name": name})
		lists, columns = "/api/method/frappe.client.get_list", "`tabTarget Household`.`{}`"
		view = "/api/method/frappe.desk.reportview.get"
		for path, values in (
			(lists, {"filters": one, "fields": '["phone"]'}),
			(lists, {"filters": one, "fields": '["*"]'}),
			(lists, {"filters": frappe.as_json({"head_name": NAME}), "fields": '["name", "state_health"]'}),
			(lists, {"filters": one, "fields": '["name", "members.relation"]'}),
			*(() if IS_OF_2023 else self.of_sums(lists, one)),
			(view, {"filters": one, "fields": f'["{columns.format("phone")}"]'}),
			(view, {"fields": f'["{columns.format("name")}", "{columns.format("health_note")}"]'}),
		):
			with self.subTest(path, **values):
				self.assertEqual(self.listed(path, **of_households, **values), opened)
		column = {"field": "phone", "names": frappe.as_json([name])}
		custom = "/api/method/frappe.desk.query_report.get_data_for_custom_field"
		self.assertEqual(self.listed(custom, **of_households, **column), opened)
		by_rest = {"fields": '["phone"]', "filters": f'[["name", "=", "{name}"]]'}
		self.assertEqual(self.listed("/api/resource/Target Household", "GET", **by_rest), opened)
		of_rows = {"doctype": "Household Member", "parent": "Target Household", "fields": '["relation"]'}
		self.assertEqual(self.listed(lists, filters=f'{{"parent": "{name}"}}', **of_rows), opened)

	def test_what_a_replica_tells_is_kept_where_all_is_kept(self):
		column = "`tabTarget Household`.`phone`"
		asked = {"doctype": "Target Household", "fields": frappe.as_json([column])}
		with read_from_replica() as switched:
			found = self.listed("/api/method/frappe.desk.reportview.get", **asked)
		self.assertEqual(found, [(make_officer("district"), "API")])
		self.assertEqual(len(switched), 1)

	def test_what_lists_show_opens_nothing(self):
		shown = ("name", "title", "head_name", "house_number", "dropped_on", "help_value", "_assign")
		columns = frappe.as_json([f"`tabTarget Household`.`{field}`" for field in shown])
		view = {"doctype": "Target Household", "fields": columns, "order_by": "modified desc"}
		self.assertEqual(self.listed("/api/method/frappe.desk.reportview.get", **view), [])
		count = {"doctype": "Target Household", "fields": "[]", "filters": "[]"}
		self.assertEqual(self.listed("/api/method/frappe.desk.reportview.get_count", **count), [])

	def test_no_page_of_the_desk_asks_for_more(self):
		for doctype in registry.of_people():
			meta = frappe.get_meta(doctype)
			listed = [
				field.fieldname
				for field in meta.fields
				if field.in_list_view
				or field.fieldname in ("status", "workflow_state")
				or field.options == "THB"
			]
			columns = [("", name) for name in (*listed, meta.title_field, "owner", "_comments", "docstatus")]
			with self.subTest(doctype):
				self.assertFalse(named.tells_more(doctype, columns))
				self.assertTrue(named.tells_more(doctype, [*columns, ("", "readers")]))

	def test_openings_of_a_page_are_kept_by_two_statements(self):
		with (
			signed_in(make_officer("officer")),
			patch.object(frappe.local, "request", create=True) as request,
		):
			request.path, request.con_center_opened = "/api/method/frappe.client.get_list", set()
			with counting() as asked:
				named.note_openings("Target Household", [self.household.name] * 2)
			with counting() as again:
				named.note_openings("Target Household", [self.household.name])
		self.assertEqual((len(asked), len(again)), (2, 0))

	def test_no_role_reads_them_as_reports(self):
		"""Head, house, telephone and health of a whole area at once would be an export without a reason."""
		for doctype in registry.of_people():
			with_report = [p.role for p in frappe.get_meta(doctype).permissions if p.report]
			self.assertEqual(with_report, [], doctype)

	def test_who_is_refused_leaves_none(self):
		before = self.openings()
		with signed_in(make_officer("province")), taken_back():
			send(
				"POST", "/api/method/frappe.client.get", doctype="Target Household", name=self.household.name
			)
			self.assertEqual(self.openings(), before)

	def test_a_photo_that_is_opened(self):
		officer = make_officer("officer")
		with signed_in(officer):
			photos.add("Help Log", self.help.name, KEY, jpeg(), "สภาพบ้าน")
		address = frappe.get_doc("Help Log", self.help.name).photos[0].file
		before = self.openings(self.help)
		with signed_in(officer), taken_back():
			answer = send("GET", "/api/method/frappe.handler.download_file", file_url=address)
			after = self.openings(self.help)
		self.assertLess(answer.status, 400)
		self.assertEqual(after[len(before) :], [(officer, "File")])

	def test_one_statement_and_one_entry_a_request(self):
		with (
			signed_in(make_officer("officer")),
			patch.object(frappe.local, "request", create=True) as request,
		):
			request.path, request.con_center_opened = "/api/method/frappe.client.get", set()
			named.note_opening(self.household)
			with counting() as again:
				named.note_opening(self.household)
			request.con_center_opened = set()
			with counting() as asked:
				named.note_opening(self.household)
		self.assertEqual((len(asked), len(again)), (1, 0))

	def test_it_is_shown_to_whose_case_it_is(self):
		with signed_in(make_officer("chief")):
			named.note("Form", "Target Household", self.household.name, self.household)
		for user, shown in ((make_officer("officer"), True), (make_officer("chief"), False)):
			with signed_in(user):
				doc = frappe.get_doc("Target Household", self.household.name)
				doc.run_method("onload")
				found = (doc.get("__onload") or {}).get("openings")
			with self.subTest(user=user):
				self.assertEqual(bool(found), shown)
		with signed_in(make_officer("officer")):
			self.assertTrue(frappe.get_list("Case Opening", {"reference_name": self.household.name}))

	def test_nobody_changes_one(self):
		named.note("Form", "Target Household", self.household.name, self.household)
		entry = frappe.get_last_doc("Case Opening")
		for change in (
			entry.save,
			entry.delete,
			lambda: entry.db_set("way", "API"),
			lambda: frappe.get_doc(
				{"doctype": "Case Opening", "area": OWN["sub_district"], "way": "Form"}
			).insert(),
		):
			with self.assertRaises((AppendOnlyError, frappe.PermissionError)):
				change()

	def test_a_referred_case_is_opened_above_under_the_name_of_who_opens_it(self):
		with signed_in(make_officer("officer")):
			cases.refer(self.household.name, "Province", "ต้องการบ้าน", add_days(today(), 5))
		self.addCleanup(cases.end_referral, self.household.name)
		user = make_officer("province")
		of_case = {"doctype": "Target Household", "name": self.household.name}
		self.assertEqual(
			self.opened_by(user, "/api/method/frappe.desk.form.load.getdoc", **of_case), [(user, "Form")]
		)
