"""Every function that Frappe lets clients call is called by a stranger, about everything that is not his.

What is closed has to be refused as closed. Of what is open, no answer may hold a word of what is foreign, and no
call may leave a trace on it: each is tried about documents of another area and about what Frappe keeps of other
users, with all that its arguments could be. A call that breaks proves nothing: each door must answer, or refuse, in
one way at least.
"""

import inspect
import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import product
from unittest.mock import patch

import frappe
from frappe.model import table_fields
from frappe.utils import now

from con_center import registry
from con_center.organization.factories import OTHER, make_officer, make_user, signed_in
from con_center.seams import doors, frappe_documents
from con_center.seams.doors.table import FOR_GUESTS, OPEN
from con_center.tests.samples import SAMPLES
from con_center.tests.sampling import is_tried
from con_center.tests.test_attacks import PLACE, SECRET, AttackTestCase, as_answered
from con_center.tests.test_scope_matrix import as_in_a_request, call
from con_center.tests.walking import whitelisted

TEXTS = (
	"Code",
	"Data",
	"HTML Editor",
	"JSON",
	"Long Text",
	"Markdown Editor",
	"Small Text",
	"Text",
	"Text Editor",
)
# parameters of functions, by what they mean
DOCTYPE_WORDS = {
	"attached_to_doctype",
	"doc_type",
	"doctype",
	"document_type",
	"dt",
	"for_doctype",
	"link_doctype",
	"parenttype",
	"ref_doctype",
	"ref_dt",
	"reference_doctype",
	"reference_type",
	"reminder_doctype",
	"share_doctype",
}
NAME_WORDS = {
	"attached_to_name",
	"chart_name",
	"dashboard_name",
	"dn",
	"doc_name",
	"docname",
	"document_name",
	"fid",
	"library_file_name",
	"link_name",
	"name",
	"old",
	"old_name",
	"parent",
	"ref_dn",
	"ref_docname",
	"ref_name",
	"reference_docname",
	"reference_name",
	"reference_report",
	"reminder_docname",
	"report_name",
	"share_name",
	"source_name",
	"target",
	"value",
}
LIST_WORDS = {"attachments", "doc_names", "docnames", "docs", "ids", "items", "names"}
# what is done to sessions, and words that are the same for all: not called here
NOT_CALLED = {
	"con_center.sign_in.passwords.reset_password",
	"con_center.sign_in.providers.door.come_back",
	*doors.table.AS_THEY_ARE["How one gets in, or in again"].split(),
	"frappe.core.doctype.user.user.verify_password",
	"frappe.handler.logout",
	"frappe.handler.web_logout",
	"frappe.sessions.clear",
	"frappe.translate.get_app_translations",
}
# that a function refused: its answer is a sentence, in the right place
REFUSALS = (
	frappe.PermissionError,
	frappe.ValidationError,
	frappe.DoesNotExistError,
	frappe.AuthenticationError,
)
# DocTypes that act on documents as soon as there is one
ACTING = {
	"Assignment Rule",
	"Auto Repeat",
	"Client Script",
	"Document Naming Rule",
	"Energy Point Rule",
	"Milestone Tracker",
	"Notification",
	"Property Setter",
	"Custom Field",
	"Scheduled Job Type",
	"Server Script",
	"Session Default",
	"Webhook",
	"Website Route Redirect",
	"Web Template",
	"Website Theme",
	"Workflow",
}


LISTED = ("doctype", "fields", "filters", "order_by", "page_length", "start", "view")
PAGE = {"name": "x", "title": "x", "icon": "", "indicator_color": "", "parent": "", "public": 0}


def proper(target) -> dict[str, dict]:
	"""Return what functions are sent that take only what is made for them, about a target."""
	document = {"doctype": target.doctype, "name": str(target.name)}
	page = json.dumps({**PAGE, "name": str(target.name)})
	return {
		"frappe.client.insert_many": {"docs": json.dumps([document])},
		"frappe.core.doctype.session_default_settings.session_default_settings.set_session_default_values": {"default_values": "{}"},
		"frappe.core.doctype.user.user.user_query": {"doctype": target.doctype, "txt": "", "searchfield": "name", "start": 0, "page_len": 50, "filters": None},
		"frappe.desk.calendar.update_event": {"args": json.dumps({**document, "creation": "2000-01-01"}), "field_map": json.dumps({"start": "creation", "end": "creation"})},
		"frappe.desk.doctype.dashboard_settings.dashboard_settings.save_chart_config": {"reset": "1", "config": "{}", "chart_name": "x"},
		"frappe.desk.doctype.desktop_layout.desktop_layout.save_layout": {"user": target.owner, "layout": "[]", "new_icons": json.dumps([{**PAGE, "doctype": "Desktop Icon"}])},
		"frappe.desk.doctype.number_card.number_card.get_percentage_difference": {"doc": json.dumps(document), "filters": "[]", "result": "1"},
		"frappe.desk.doctype.number_card.number_card.get_result": {"doc": json.dumps({"document_type": target.doctype, "parent_document_type": target.get("parenttype"), "function": "Maximum", "aggregate_function_based_on": "name"}), "filters": "[]"},
		"frappe.desk.doctype.route_history.route_history.deferred_insert": {"routes": "[]"},
		"frappe.desk.doctype.workspace.workspace.delete_page": {"page": page},
		"frappe.desk.doctype.workspace.workspace.duplicate_page": {"page_name": str(target.name), "new_page": page},
		"frappe.desk.doctype.workspace.workspace.new_page": {"new_page": page},
		"frappe.desk.doctype.workspace.workspace.save_page": {"title": "CON Case Work", "public": "1", "new_widgets": "{}", "blocks": "[]"},
		"frappe.desk.doctype.workspace.workspace.sort_pages": {"sb_public_items": page, "sb_private_items": "[]"},
		"frappe.desk.doctype.workspace.workspace.update_page": {**PAGE, "name": str(target.name), "public": "0"},
		"frappe.desk.form.linked_with.cancel_all_linked_docs": {"docs": json.dumps([{**document, "docstatus": 1}])},
		"frappe.desk.form.load.get_docinfo": document,
		"frappe.desk.form.save.savedocs": {"doc": json.dumps({**document, "title": "x"}), "action": "Save"},
		"frappe.desk.query_report.export_query": {"report_name": "Meetings by Area", "filters": json.dumps({"area": OTHER["district"]}), "file_format_type": "CSV", "visible_idx": "[0, 1, 2]"},
		"frappe.desk.reportview.delete_items": {"doctype": target.doctype, "items": json.dumps([str(target.name)])},
		"frappe.desk.reportview.export_query": {"doctype": target.doctype, "fields": json.dumps([f"`tab{target.doctype}`.`name`"]), "file_format_type": "CSV", "title": "x"},
		**{
			f"frappe.desk.reportview.{stats}": {"doctype": target.doctype, "stats": '["owner", "_user_tags"]', "filters": "[]"}
			for stats in ("get_sidebar_stats", "get_stats")
		},
		"frappe.model.utils.user_settings.save": {"doctype": target.doctype, "user_settings": "{}"},
		"frappe.model.workflow.get_common_transition_actions": {"doctype": target.doctype, "docs": json.dumps([document])},
		"frappe.utils.print_format.download_multi_pdf": {"doctype": target.doctype, "name": json.dumps([str(target.name)])},
	}  # fmt: skip


class TestEveryDoor(AttackTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.other = make_officer("officer", OTHER)
		cls.samples = [SAMPLES[doctype](OTHER) for doctype in registry.scoped()]
		of = {doc.doctype: doc for doc in cls.samples}
		cls.kept = cls.keep_for_another(of["Committee"])
		# the log cannot be written on; it holds names of documents and places, which are looked for, too
		for doctype in {*registry.scoped(), *registry.parent_of_row()} - {
			"Approval Log",
			"Case Opening",
			"Issued File",
		}:
			cls.mark(doctype)
		order = of["Appointment Order"]
		row = frappe.get_last_doc("Committee Member", {"parent": of["Committee"].name})
		chief = frappe.get_doc("User", make_officer("chief", OTHER))
		cls.targets = [of["Committee"], order, row, of["Dispute Case"], *cls.kept, chief]

	@classmethod
	def keep_for_another(cls, about) -> list:
		"""Give another officer one of everything that Frappe keeps, about a document of his; return some of it."""
		about.add_tag("attack")
		about.add_comment("Comment", SECRET)
		kept = {}
		for doctype in frappe.get_all(
			"DocType", {"istable": 0, "issingle": 0, "is_virtual": 0}, pluck="name"
		):
			if frappe_documents.is_of_its_user(doctype) and doctype not in ACTING:
				kept[doctype] = cls.keep(doctype, about)
		return [
			kept[doctype]
			for doctype in (
				"Communication",
				"Contact",
				"Dashboard Chart",
				"File",
				"List Filter",
				"Note",
				"Notification Log",
				"Number Card",
				"Prepared Report",
				"Report",
				"ToDo",
				"Workspace",
			)
		]

	@classmethod
	def keep(cls, doctype: str, about):
		doc = frappe.new_doc(doctype)
		for field in doc.meta.fields:
			if field.fieldtype in TEXTS and not field.is_virtual:
				doc.set(field.fieldname, SECRET if field.fieldtype != "JSON" else json.dumps(SECRET))
			elif field.fieldtype in table_fields:
				doc.set(field.fieldname, [])
			elif field.fieldtype == "Link" and field.options == "User":
				doc.set(field.fieldname, cls.other)
		if named := frappe_documents.about(doctype):
			doc.update(dict(zip(named, (about.doctype, about.name), strict=True)))
		doc.update({"owner": cls.other, "modified_by": cls.other, "creation": now(), "modified": now()})
		doc.update(
			{"enabled": 0, "disabled": 1, "published": 0, "is_public": 0, "public": 0, "is_private": 1}
		)
		if doctype == "File":
			doc.file_url = "/private/files/attack-door.txt"
		if "int" not in frappe.db.get_column_type(doctype, "name"):
			doc.name = f"attack {doctype}"
			# some of Frappe's logs are in tables that nothing is rolled back in
			frappe.db.delete(doctype, doc.name)
			cls.addClassCleanup(frappe.db.delete, doctype, doc.name)
		doc.db_insert()
		return doc

	@staticmethod
	def mark(doctype: str) -> None:
		"""Write the secret into every text of the other area's documents."""
		meta = frappe.get_meta(doctype)
		columns = [f.fieldname for f in meta.fields if f.fieldtype in TEXTS and not (f.unique or f.is_virtual or f.options == "Phone")]  # fmt: skip
		if not columns:
			return
		parent = registry.parent_of_row().get(doctype)
		names = frappe.get_all(parent or doctype, filters={"district": OTHER["district"]}, pluck="name")
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table).where((table.parent if parent else table.name).isin(names or [""]))
		for column in columns:
			query = query.set(table[column], SECRET)
		query.run()

	def test_an_officer_of_another_area(self):
		self.try_all_as(self.officer)

	def test_a_website_user(self):
		self.try_all_as(make_user("website.user", user_type="Website User"))

	def test_a_guest(self):
		self.try_all_as("Guest")

	def try_all_as(self, stranger: str):
		self.assertEqual(self.look_behind_all(stranger), ([], [], [], []))

	def look_behind_all(self, stranger: str) -> tuple[list[str], list[str], list[str], list[str]]:
		"""Knock at every door; return what was told, where something has changed, which closed ones let in, which said nothing."""
		told, changed, let_in, silent = [], [], [], []
		before = self.traces()
		# far-reaching in what they do for anybody
		with patch("requests.sessions.Session.request", side_effect=OSError):
			for name, function in whitelisted().items():
				if name in NOT_CALLED:
					continue
				if not self.is_open(name, stranger):
					if not self.is_refused_as_closed(stranger, name):
						let_in.append(name)
					continue
				answers, after = self.knock(stranger, name, function)
				told += [
					f"{name}: {answer[:400]}" for answer in answers if SECRET in answer or PLACE in answer
				][:1]
				if after != before:
					changed.append(name)
				if not answers:
					silent.append(name)
		return told, changed, let_in, silent

	@staticmethod
	def is_open(name: str, user: str) -> bool:
		if name.startswith(doors.OURS):
			return not name.startswith(doors.IN_PLACE)
		return name in (FOR_GUESTS if user == "Guest" else OPEN)

	def is_refused_as_closed(self, user: str, name: str) -> bool:
		try:
			with signed_in(user), as_in_a_request():
				call(name, doctype="Committee", name="x")
		except doors.ClosedDoorError:
			return True
		except Exception:
			return False
		return False

	def knock(self, user: str, name: str, function) -> tuple[list[str], list]:
		"""Call the function about all that is not the user's; return what he was told, and what is there then.

		What broke on the way has told nothing, and is left out. Of a sample it goes on until something is told.
		"""
		told = []
		frappe.db.savepoint("door")
		for is_due, form in self.in_turn(name, function, user):
			if told and not is_due:
				break
			frappe.db.savepoint("knock")
			frappe.local.response = frappe._dict(docs=[])
			try:
				with (
					signed_in(user),
					as_in_a_request(),
					redirect_stdout(StringIO()),
					redirect_stderr(StringIO()),
				):
					answer = call(name, **form)
			except REFUSALS as error:
				answer = str(error)
				frappe.db.rollback(save_point="knock")
			except (Exception, SystemExit):
				frappe.db.rollback(save_point="knock")
				continue
			told.append(
				json.dumps(
					[answer, frappe.local.response, frappe.local.message_log],
					default=as_answered,
					ensure_ascii=False,
				)
			)
		after = self.traces()
		frappe.db.rollback(save_point="door")
		return told, after

	def in_turn(self, name: str, function, user: str) -> list[tuple[bool, dict]]:
		"""Return what could be sent to the function, that first which this run has to try."""
		forms = enumerate(self.forms(name, function, user))
		tried = [(is_tried(user, name, str(number)), form) for number, form in forms]
		return sorted(tried, key=lambda pair: not pair[0])

	def forms(self, name: str, function, user: str):
		"""Yield what could be sent to the function: about each target, with narrow and with wide filters and flags."""
		parameters = inspect.signature(function).parameters
		words = set(parameters)
		takes_form = not words or "args" in words or any(p.kind == p.VAR_KEYWORD for p in parameters.values())
		about = bool(words & (DOCTYPE_WORDS | NAME_WORDS | LIST_WORDS | {"doc", "filters"}))
		targets = self.targets if takes_form or about else self.targets[:1]
		for target, wide in product(targets, (False, True)):
			form = self.form(target, wide, user)
			if name.startswith("frappe.desk.reportview."):
				yield {word: form[word] for word in {*LISTED, *words} - {"args"} if word in form}
			elif takes_form:
				yield form
			else:
				yield {
					word: form.get(word, "x")
					for word in words
					if word in form or self.is_needed(function, word)
				}
		for target in self.targets:
			if sent := proper(target).get(name):
				yield sent

	@staticmethod
	def is_needed(function, word: str) -> bool:
		return inspect.signature(function).parameters[word].default is inspect.Parameter.empty

	def form(self, target, wide: bool, user: str) -> dict:
		place = {f: target.get(f) for f in ("parent", "parenttype", "parentfield") if target.get(f)}
		document = json.dumps({"doctype": target.doctype, "name": target.name, **place})
		everything = json.dumps([[target.doctype, "name", "is", "set"]])
		return {
			**dict.fromkeys(DOCTYPE_WORDS, target.doctype),
			**dict.fromkeys(NAME_WORDS, str(target.name)),
			**dict.fromkeys(LIST_WORDS, json.dumps([str(target.name)])),
			**({"parent": target.parenttype} if place else {}),
			"action": "Send Up",
			"args": None,
			"assign_to": json.dumps([user]),
			"content": "x",
			"current_filters": everything,
			"doc": document,
			"document": document,
			"everyone": 1,
			"field": "area" if wide else "name",
			"field_map": json.dumps({"start": "creation", "end": "modified", "title": "name"}),
			"fieldname": '["*"]' if wide else "title",
			"fields": '["*"]'
			if wide
			else json.dumps(["name", "title" if target.meta.has_field("title") else "owner"]),
			"file_format_type": "CSV",
			"file_url": "/private/files/attack-door.txt",
			"filter_fields": None,
			"filters": everything if wide else json.dumps([[target.doctype, "name", "=", str(target.name)]]),
			"folder": "Home",
			"from_date": "2000-01-01",
			"ignore_permissions": 1,
			"ignore_user_permissions": 1,
			"limit_page_length": 500,
			"link_fieldname": "name",
			"order_by": "modified desc",
			"page": json.dumps({"name": str(target.name), "title": "x", "public": int(wide)}),
			"page_length": 500,
			"parent_doctype": place.get("parenttype"),
			"prev": 0,
			"profile_info": "{}",
			"query": None,
			"read": 1,
			"report_name": str(target.name),
			"search_term": "",
			"searchfield": None,
			"sort_field": "modified",
			"start": 0,
			"stats": '["owner", "_user_tags"]',
			"tag": "#attack" if wide else "%",
			"text": SECRET if wide else PLACE,
			"tree_method": "con_center.organization.doctype.area.area_tree.children",
			"txt": "" if wide else str(target.name),
			"user": self.other if wide else user,
			"users": json.dumps([user]),
			"view": "Report",
			"write": 1,
		}

	def traces(self) -> list:
		"""Return what there is of the targets, and beside them: who is told and who may read, what hangs on them."""
		names = [str(target.name) for target in self.targets]
		return [
			[frappe.db.get_value(target.doctype, target.name, "*") for target in self.targets],
			*(
				sorted(frappe.get_all(doctype, filters={field: ("in", names)}, fields=["name", "modified"], as_list=True), key=str)
				for doctype, field in (
					("Comment", "reference_name"),
					("Communication", "reference_name"),
					("DocShare", "share_name"),
					("Document Follow", "ref_docname"),
					("File", "attached_to_name"),
					("Reminder", "reminder_docname"),
					("Tag Link", "document_name"),
					("ToDo", "reference_name"),
				)
			),
		]  # fmt: skip
