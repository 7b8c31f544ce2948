"""What the desk asks the server for in each step of an officer: the one list of it, for locust (sessions.py).

Noted down from a browser at the desk of Frappe 15.55 with this app (its requests, as tests/browser/recorder.py sees them); what
nginx serves is left out, as scripts, styles and pictures are. A step yields calls and is sent their answers.
Standard library only.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

TOKEN = re.compile(r'csrf_token\s*=\s*"([0-9a-f]+)"')
# what forms ask for beside their document (public/js/opinions.js, decisions.js, lessons_of.js), as it is asked for
OPINIONS = ["name", "status", "asked", "officer_name", "position", "asked_by_name", "question", "due_on", "opinion", "given_on"]  # fmt: skip
DECISIONS = ["action", "to_state", "officer_name", "position", "on_behalf_of", "authority", "decided_on", "comment", "passed", "to_meaning"]  # fmt: skip
LESSONS = ["lesson", "lesson_title", "how"]
# why what is found odd is right all the same, and what is written into a draft
WORDS = "ตรวจสอบแล้ว ถูกต้องตามเอกสาร"


class Call(NamedTuple):
	verb: str
	path: str
	asked: dict

	@property
	def name(self) -> str:
		return self.path.rpartition("/")[2].rpartition(".")[2]


class Me:
	"""What the browser of an officer knows in a session."""

	def __init__(self, user: str | None, password: str | None, lists: dict | None):
		self.user, self.password, self.lists = user, password, lists or {}
		self.code: Callable[[], str] = str
		self.csrf = ""
		# the document that is open, and the DocTypes that the desk has read
		self.doc: dict = {}
		self.known: set[str] = set()


def seconds_until(turn: tuple[int, int, float], passed: float) -> float:
	"""Seconds until a turn, 0 while it lasts: which of them it is, how many there are, the seconds of each; `passed` since the first."""
	number, several, seconds = turn
	turns_before = (number - passed // seconds) % several
	return turns_before * seconds - passed % seconds if turns_before else 0


Step = Iterator[Call]


def get(method: str, /, **asked) -> Call:
	return Call("GET", f"/api/method/{method}", asked)


def post(method: str, /, **asked) -> Call:
	return Call("POST", f"/api/method/{method}", asked)


def as_json(value) -> str:
	return json.dumps(value, ensure_ascii=False)


def sign_in(me: Me) -> Step:
	answer = yield post("login", usr=me.user, pwd=me.password)
	if me_told := answer.json().get("tmp_id"):
		yield post("login", otp=me.code(), tmp_id=me_told)


def desk(me: Me) -> Step:
	"""The page that the desk begins with, Today."""
	today = str(date.today())
	page = yield Call("GET", "/app", {})
	me.csrf = TOKEN.search(page.text)[1]
	yield post("frappe.desk.doctype.notification_log.notification_log.get_notification_logs", limit=20)
	yield post("frappe.desk.doctype.event.event.get_events", start=today, end=today)
	yield post("frappe.desk.desk_page.getpage", name="con-today")
	yield from today_page(me)


def today_page(_me: Me) -> Step:
	yield post("con_center.overview.today.read")


def doctype_of(me: Me, doctype: str) -> Step:
	if doctype not in me.known:
		yield get("frappe.desk.form.load.getdoctype", doctype=doctype, with_parent=1, cached_timestamp="")
		me.known.add(doctype)


def list_page(me: Me, doctype: str) -> Step:
	yield from doctype_of(me, doctype)
	yield post("frappe.desk.listview.get_list_settings", doctype=doctype)
	yield get(
		"frappe.desk.reportview.get_list",
		doctype="List Filter",
		fields=as_json(["name", "filter_name", "for_user", "filters"]),
		filters=as_json({"reference_doctype": doctype}),
		or_filters=as_json([["for_user", "=", me.user], ["for_user", "=", ""]]),
		order_by="filter_name asc",
		limit=20,
	)
	yield post("frappe.desk.reportview.get", **me.lists[doctype])
	for settings in (
		{"last_view": "List"},
		{"List": {"filters": [], "sort_by": "modified", "sort_order": "desc"}},
	):
		yield post("frappe.model.utils.user_settings.save", doctype=doctype, user_settings=as_json(settings))
	yield post(
		"frappe.desk.reportview.get_count",
		doctype=doctype,
		filters="[]",
		fields="[]",
		distinct="false",
		limit=1001,
	)


def form(me: Me, doctype: str, name: str) -> Step:
	yield from doctype_of(me, doctype)
	answer = yield get("frappe.desk.form.load.getdoc", doctype=doctype, name=name)
	me.doc = answer.json()["docs"][0]
	yield from around(me)


def around(me: Me) -> Step:
	"""What a form of a document that is decided on asks for each time that it is shown."""
	of_it = as_json({"reference_doctype": me.doc["doctype"], "reference_name": me.doc["name"]})
	yield post("frappe.model.workflow.get_transitions", doc=as_json(me.doc))
	if me.doc["doctype"] == "Meeting":
		yield beside("Lesson Use", of_it, LESSONS, "modified desc", 20)
		items = as_json(["Meeting Task"])
		yield get(
			"frappe.desk.notifications.get_open_count", doctype="Meeting", name=me.doc["name"], items=items
		)
	yield beside("Opinion", of_it, OPINIONS, "creation asc", 50)
	yield beside("Approval Log", of_it, DECISIONS, "decided_on asc", 50)


def beside(doctype: str, filters: str, fields: list[str], order: str, limit: int) -> Call:
	return get(
		"frappe.desk.reportview.get_list",
		doctype=doctype,
		filters=filters,
		fields=as_json(fields),
		order_by=order,
		limit=limit,
	)


def save(me: Me, field: str) -> Step:
	"""Fill in a field of the document that is open, and save it."""
	me.doc[field] = WORDS
	answer = yield post(
		"frappe.desk.form.save.savedocs", doc=as_json({**me.doc, "__unsaved": 1}), action="Save"
	)
	me.doc = answer.json()["docs"][0]
	yield from around(me)


def new_report(me: Me, reporting_round: str, area: str) -> Step:
	"""Begin the progress report of a district: choose its round and area, fill in, save."""
	link = "frappe.client.validate_link"
	yield post(link, doctype="Workflow State", docname="Draft", fields="[]")
	yield from doctype_of(me, "Progress Report")
	yield post(
		"frappe.desk.search.search_link",
		txt="",
		doctype="Reporting Round",
		ignore_user_permissions=0,
		reference_doctype="Progress Report",
		page_length=10,
		filters=as_json({"status": "Open"}),
	)
	yield from doctype_of(me, "Reporting Round")
	yield post(link, doctype="Reporting Round", docname=reporting_round, fields="[]")
	yield post("frappe.desk.search.get_link_title", doctype="Area", docname=area)
	yield post(link, doctype="Area", docname=area, fields="[]")
	values = {"reporting_round": reporting_round, "area": area}
	yield post("con_center.entry.twins.find", doctype="Progress Report", values=as_json(values))
	me.doc = {
		"doctype": "Progress Report",
		"name": "new-progress-report-1",
		"__islocal": 1,
		"docstatus": 0,
		"owner": me.user,
		"workflow_state": "Draft",
		"figures_from": "Documents",
		**values,
	}
	yield from save(me, "problems")


def decide(me: Me, action: str) -> Step:
	"""Take a step with the document that is open, as it was read."""
	at = {"doctype": me.doc["doctype"], "name": me.doc["name"]}
	yield post("con_center.approval.decision.found_before", **at, action=action, modified=me.doc["modified"])
	decided = as_json({**me.doc, "decision_passing": WORDS})
	answer = yield post("frappe.model.workflow.apply_workflow", doc=decided, action=action)
	me.doc = answer.json()["message"]
	yield from around(me)


def send(me: Me, action: str) -> Step:
	yield from decide(me, action)


def sign(me: Me, action: str) -> Step:
	yield from decide(me, action)
	yield post("frappe.model.workflow.can_cancel_document", doctype=me.doc["doctype"])


def print_it(me: Me, print_format: str) -> Step:
	"""The page to print of the document that is open, and its PDF."""
	at = {"doctype": me.doc["doctype"], "docname": me.doc["name"]}
	yield post("frappe.desk.desk_page.getpage", name="print")
	yield post("frappe.printing.page.print.print.get_print_settings_to_show", **at)
	head = as_json({"disabled": 0, "is_default": 1})
	yield get("frappe.client.get_value", doctype="Letter Head", fieldname="name", filters=head)
	paper = {"no_letterhead": 1, "settings": "{}", "_lang": "th"}
	yield post(
		"frappe.www.printview.get_html_and_style", doc=as_json(me.doc), print_format=print_format, **paper
	)
	yield post("frappe.utils.pdf.is_wkhtmltopdf_valid")
	yield get(
		"frappe.utils.print_format.download_pdf",
		doctype=me.doc["doctype"],
		name=me.doc["name"],
		format=print_format,
		**paper,
	)


def roll_up(me: Me, area: str, year: int) -> Step:
	"""The progress roll-up of a province on the screen."""
	report, filters = "Progress Roll-up", as_json({"fiscal_year": year, "area": area})
	yield get("frappe.desk.form.load.getdoc", doctype="Report", name=report)
	yield from doctype_of(me, "Progress Report")
	yield post("frappe.desk.query_report.get_script", report_name=report)
	yield post("frappe.client.validate_link", doctype="Area", docname=area, fields="[]")
	yield get(
		"frappe.desk.query_report.run",
		report_name=report,
		filters=filters,
		ignore_prepared_report="false",
		are_default_filters="false",
	)
	yield post("frappe.desk.search.get_link_title", doctype="Area", docname=area)


def export(_me: Me, area: str, year: int) -> Step:
	"""The roll-up that is on the screen, as a spreadsheet."""
	report, filters = "Progress Roll-up", as_json({"fiscal_year": year, "area": area})
	yield post(
		"frappe.core.doctype.access_log.access_log.make_access_log",
		doctype="",
		report_name=report,
		filters=filters,
		file_type="Excel",
		method="Export",
	)
	yield post(
		"frappe.desk.query_report.export_query",
		report_name=report,
		custom_columns="[]",
		file_format_type="Excel",
		filters=filters,
		applied_filters=filters,
		visible_idx=as_json([*range(27)]),
		include_indentation="undefined",
		include_filters=0,
	)


def page(_me: Me, path: str) -> Step:
	"""One page and no more: for the comparison with bare Frappe."""
	yield Call("GET", path, {})


STEPS: dict[str, Callable[..., Step]] = {
	"sign in": sign_in,
	"desk": desk,
	"today": today_page,
	"list": list_page,
	"form": form,
	"save": save,
	"new report": new_report,
	"send": send,
	"sign": sign,
	"print": print_it,
	"roll-up": roll_up,
	"export": export,
	"page": page,
}
