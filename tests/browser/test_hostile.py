"""What somebody types to run scripts in the browsers of others is shown as text, wherever the desk shows it."""

import json
from contextlib import suppress
from datetime import timedelta
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import TimeoutError

from tests.served import this_day

# the demo's sub-district whose officer types, and the district office that looks
AREA, DISTRICT, OFFICER, READER = (
	"340401",
	"3404",
	"khuangnai.officer",
	"khuangnai.district",
)
SHORT = """<!-- markdown -->ก"'><img src=x onerror="window.hacked=1">"""
HOSTILE = (
	f"""{SHORT}<svg/onload="window.hacked=1"><iframe srcdoc="<img src=x onerror=parent.hacked=1>"></iframe>"""
)
PERCENT = "เกณฑ์ 50%.pdf"
SCRIPTS = (
	"javascript:alert(1)",
	"JaVaScRiPt:alert(1)//files",
	"data:text/html,<img src=x onerror=alert(1)>",
)
today = this_day()
YEAR = today.year + 543 + (today.month >= 10)


@pytest.fixture(scope="module")
def typed() -> dict[str, str]:
	"""The documents that were typed: {DocType: name}."""
	return {}


def ask(desk, method: str, path: str, **values):
	token = desk.page.evaluate("frappe.csrf_token")
	return desk.context.request.fetch(
		path,
		method=method,
		data=json.dumps(values),
		headers={"X-Frappe-CSRF-Token": token, "Content-Type": "application/json"},
	)


def send(desk, method: str, path: str, **values) -> dict:
	answer = ask(desk, method, path, **values)
	assert answer.ok, answer.text()[:2000]
	return answer.json().get("data") or answer.json().get("message") or {}


def insert(desk, doctype: str, **values) -> dict:
	return send(desk, "POST", f"/api/resource/{quote(doctype)}", **values)


def test_it_is_typed(open_desk, typed):
	desk = open_desk(OFFICER)
	desk.open("/app/con-center")
	organization = insert(
		desk,
		"Community Organization",
		organization_name=SHORT,
		organization_type="กลุ่มสตรี",
		area=AREA,
	)
	typed["Community Organization"] = organization["name"]
	member = {
		"title": "นาย",
		"first_name": SHORT,
		"last_name": SHORT,
		"role": "กรรมการ",
		"organization_name": SHORT,
	}
	committee = insert(
		desk,
		"Committee",
		center=AREA,
		kind="Promoting Working Group",
		term_start=today.isoformat(),
		forum_place=SHORT,
		notes=HOSTILE,
		members=[member],
	)
	typed["Committee"] = committee["name"]
	typed["Plan Project"] = insert(
		desk,
		"Plan Project",
		project_name=SHORT,
		area=AREA,
		fiscal_year=YEAR,
		problem=HOSTILE,
		aim=HOSTILE,
		way="Do Together",
		side="เศรษฐกิจ",
	)["name"]
	typed["Action Plan"] = insert(
		desk,
		"Action Plan",
		center=AREA,
		fiscal_year=YEAR,
		activities=[{"number": 1, "kind": "การประชุมเครือข่าย", "activity_name": SHORT, "october": 1}],
	)["name"]
	typed["Meeting"] = insert(
		desk,
		"Meeting",
		center=AREA,
		kind="Forum",
		starts_on=f"{today + timedelta(days=3)} 09:00:00",
		place=SHORT,
		agenda=[{"part": "Other Matters", "subject": SHORT, "discussion": HOSTILE}],
	)["name"]
	assessment = insert(desk, "Assessment", center=AREA, fiscal_year=YEAR, round=1)
	typed["Assessment"] = assessment["name"]
	path, scores = f"/api/resource/Assessment/{assessment['name']}", assessment["scores"]
	for address in SCRIPTS:
		scores[0]["evidence_file"] = address
		assert ask(desk, "PUT", path, scores=scores).status == 417, address
	scores[0]["evidence_file"] = insert(
		desk,
		"File",
		file_name=PERCENT,
		content="เกณฑ์",
		is_private=1,
		attached_to_doctype="Assessment",
		attached_to_name=assessment["name"],
	)["file_url"]
	for row in scores[:4]:
		row["evidence"] = HOSTILE
	send(desk, "PUT", path, scores=scores)
	for doctype, name in typed.items():
		send(
			desk,
			"POST",
			"/api/method/frappe.desk.form.utils.add_comment",
			reference_doctype=doctype,
			reference_name=name,
			content=HOSTILE,
			comment_email=f"{OFFICER}@con-center.example",
			comment_by=SHORT,
		)
		send(
			desk,
			"POST",
			"/api/resource/File",
			file_name="<img src=x onerror=window.hacked=1>.txt",
			content="x",
			attached_to_doctype=doctype,
			attached_to_name=name,
		)
	send(
		desk,
		"PUT",
		f"/api/resource/User/{OFFICER}@con-center.example",
		bio=HOSTILE,
		location=SHORT,
	)


def test_nothing_of_it_runs(open_desk, typed, pictures):
	desk = open_desk(READER)
	asked = []
	desk.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
	pages = [
		*(f"/app/{doctype.lower().replace(' ', '-')}" for doctype in typed),
		*(f"/app/{doctype.lower().replace(' ', '-')}/view/report" for doctype in typed),
		*(f"/app/{doctype.lower().replace(' ', '-')}/{quote(name)}" for doctype, name in typed.items()),
		*(f"/app/print/{quote(doctype)}/{quote(name)}" for doctype, name in typed.items()),
		*(f"/printview?doctype={quote(doctype)}&name={quote(name)}" for doctype, name in typed.items()),
		f"/app/con-center/{AREA}",
		f"/app/query-report/Meetings by Area?area={DISTRICT}",
		f"/app/query-report/Plan and Budget?area={AREA}",
		f"/app/query-report/Assessment Results?area={DISTRICT}&fiscal_year={YEAR}&round=1",
		"/app/meeting/view/calendar/default",
		"/app/assessment-grid",
		"/app/con-year",
		"/app/con-case-work",
	]
	ran = []
	for page in pages:
		desk.page.goto(page)
		# some pages go on asking: a script would have run by then
		with suppress(TimeoutError):
			desk.page.wait_for_load_state("networkidle", timeout=4_000)
		desk.page.wait_for_timeout(300)
		if desk.page.evaluate("window.hacked") or any(
			frame.evaluate("window.hacked") for frame in desk.page.frames
		):
			ran.append(page)
	assert not ran and not asked, (ran, asked)


def test_evidence_leads_to_files_only(open_desk, typed):
	desk = open_desk(READER)
	desk.open_form("Assessment", typed["Assessment"])
	desk.view.locator(".con-sheet tr").first.wait_for()
	addresses = desk.view.locator(".con-notes a[target=_blank]").evaluate_all(
		"links => links.map(a => a.getAttribute('href'))"
	)
	# of Frappe 15 with the sign in it
	file = desk.page.evaluate("cur_frm.doc.scores[0].evidence_file")
	assert [unquote(each) for each in addresses] == [file]
	assert not [error for error in desk.errors if "URI" in error], desk.errors
