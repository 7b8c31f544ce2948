"""What the site shows a guest, and what every answer carries."""

import json
import re

import pytest

from tests.sign_in.conftest import execute

CLOSED = (
	"/about", "/contact", "/blog", "/me", "/search", "/apps", "/third_party_apps", "/list?doctype=ToDo", "/rss.xml",
	"/sitemap.xml", "/update-profile", "/request-data", "/request-for-account-deletion", "/unsubscribe", "/printview",
	"/printpreview", "/complete_signup", "/confirm_workflow_action", "/modified_doc_alert", "/_test/_test_home_page",
	"/profile", "/billing", "/website_theme", "/kb", "/integrations", "/no-such-page", "/blog/x", "/newsletters",
)  # fmt: skip
HEADERS = {
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "SAMEORIGIN",
	"Referrer-Policy": "same-origin",
}


@pytest.mark.parametrize("path", CLOSED)
def test_a_guest_sees_no_page_that_signing_in_does_not_need(guest, path):
	answer = guest.ask("GET", path, headers={"Accept": "text/html"})
	# from there Frappe 16 leads to the desk, which asks one to sign in
	is_led_on = path == "/apps" and answer.headers.get("Location", "").endswith("/desk")
	# what the desk opens beside itself: he is told to sign in
	status = 403 if path in ("/apps", "/printview", "/printpreview") else 404
	assert answer.status_code == status or is_led_on, answer.text[:300]


@pytest.mark.parametrize("path", ["/login", "/update-password", "/login#forgot"])
def test_what_signing_in_needs_is_there(guest, path):
	answer = guest.ask("GET", path, headers={"Accept": "text/html"})
	assert answer.status_code == 200
	[title] = re.findall(r"<title>\s*(.*?)\s*</title>", answer.text)
	assert re.fullmatch(r"[ก-๛ ]+", title), title


def test_nobody_signs_up(guest):
	answer = guest.ask(
		"POST",
		"/api/method/frappe.core.doctype.user.user.sign_up",
		json={"email": "new@sign-in.example", "full_name": "New", "redirect_to": ""},
	)
	assert not answer.ok


@pytest.mark.parametrize(
	("path", "status"),
	[
		("/login", 200),
		("/about", 404),
		("/api/method/ping", 200),
		("/api/method/frappe.auth.get_logged_user", 403),
		("/api/method/no.such.method", None),
		("/private/files/x.pdf", 403),
		("/files/no-such-file.pdf", None),
		("/assets/con_center/css/demo.css", 200),
	],
)
def test_every_answer_tells_browsers_what_they_may_do(guest, path, status):
	answer = guest.ask("GET", path)
	assert status in (None, answer.status_code)
	assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
	policy = answer.headers["Content-Security-Policy"]
	assert "frame-ancestors 'self'" in policy and "img-src 'self' data: blob:" in policy


# no traceback


def refused(site, method: str, path: str, **values):
	answer = site.ask(method, path, **values)
	assert answer.status_code >= 400, answer.text
	assert "Traceback" not in answer.text and "/apps/frappe" not in answer.text, answer.text[:2000]
	if "json" in answer.headers["Content-Type"]:
		assert not {"exc", "exception", "_exc_source", "_debug_messages"} & set(answer.json())
	return answer


WRONG = (
	("POST", "/api/method/frappe.client.get_list", {"doctype": ["x"], "fields": {"a": 1}}),
	("POST", "/api/method/no.such.method", {}),
	("POST", "/api/resource/ToDo", {"description": {"a": [1]}}),
	("POST", "/api/method/frappe.client.insert", {"doc": 7}),
	("GET", "/api/resource/No Such DocType", None),
)


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
@pytest.mark.parametrize(("method", "path", "body"), WRONG)
def test_no_traceback_for_anybody(guest, officer, admin, method, path, body, accept):
	for site in (guest, officer, admin):
		refused(site, method, path, json=body, headers={"Accept": accept})


def test_what_was_not_expected_is_said_in_thai(officer):
	"""Whatever setting an admin leaves: the answer has a text to read, and the reason stands in the Error Log."""
	answer = failing(officer)
	assert answer.status_code == 500
	content = answer.json()
	assert "โปรดแจ้งผู้ดูแลระบบ" in json.loads(json.loads(content["_server_messages"])[0])["message"]


def test_an_admin_who_switches_tracebacks_on_shows_them_to_nobody(officer, settings):
	settings(allow_error_traceback=1)
	answer = failing(officer)
	assert "Traceback" not in answer.text and "exc" not in answer.json()


def failing(site):
	"""Something that Frappe does not expect: an argument of the wrong kind, deep in its own code."""
	return refused(
		site,
		"POST",
		"/api/method/frappe.desk.form.utils.get_next",
		json={"doctype": "ToDo", "value": "x", "prev": "{"},
	)


def test_the_reason_stands_in_the_error_log(officer, admin):
	before = errors(admin)
	failing(officer)
	assert errors(admin) == before + 1


def errors(admin) -> int:
	"""How many errors of `failing` the log has; Frappe writes them down after a while."""
	execute("frappe.deferred_insert.save_to_db")
	filters = json.dumps([["error", "like", "%get_next%"]])
	return len(
		admin.ask(
			"GET", "/api/resource/Error Log", params={"filters": filters, "limit_page_length": 0}
		).json()["data"]
	)
