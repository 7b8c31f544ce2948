"""The desk works on whatever source Frappe came from: styles, icons, forms, workflow builder, Thai, realtime."""

import json
import os

import pytest


def is_ready(page) -> None:
	page.wait_for_function("window.frappe && frappe.boot && frappe.router && frappe.router.current_route")
	page.wait_for_load_state("networkidle")


def nothing_wrong(seen) -> None:
	assert seen == {"elsewhere": [], "missing": [], "errors": []}


def test_the_login_page_is_thai_and_styled(context, seen):
	page = context.new_page()
	page.goto("/login?_lang=th")
	button = page.locator(".btn-login").first
	assert "เข้าสู่ระบบ" in button.inner_text()
	assert button.evaluate("e => getComputedStyle(e).borderRadius") != "0px"
	nothing_wrong(seen)


def test_lists_are_thai_and_have_icons(desk, seen):
	desk.goto("/app/user")
	desk.wait_for_selector(".list-row")
	is_ready(desk)
	assert desk.evaluate("frappe.boot.lang") == "th"
	assert desk.evaluate("__('Save')") == "บันทึก"
	missing = desk.evaluate(
		"""[...document.querySelectorAll('svg.icon use')].map(use => use.getAttribute('href') || '')
		.filter(name => name.startsWith('#') && name.length > 1 && !document.querySelector(name))"""
	)
	assert missing == []
	icon = desk.locator("svg.icon:visible").first.bounding_box()
	assert icon["width"] > 5 and icon["height"] > 5
	nothing_wrong(seen)


def test_a_form_is_made_changed_and_saved(desk, seen):
	desk.goto("/app/todo/new")
	desk.wait_for_selector(".frappe-control[data-fieldname=description] .ql-editor")
	is_ready(desk)
	desk.locator("[data-fieldname=description] .ql-editor:not(.read-mode)").fill("ประชุมคณะกรรมการ")
	desk.locator("[data-fieldname=date] input").click()
	desk.locator(".datepicker.active .datepicker--cell-day.-current-").click()
	desk.evaluate("cur_frm.save()")
	desk.wait_for_function("cur_frm && !cur_frm.is_new()")
	assert "ประชุมคณะกรรมการ" in desk.evaluate("cur_frm.doc.description")
	assert desk.evaluate("cur_frm.doc.date")
	nothing_wrong(seen)


@pytest.mark.parametrize(
	("address", "selector"),
	[
		("/app/workflow-builder", ".page-container:visible"),
		("/app/print-format-builder-beta", ".page-container:visible"),
		("/app/permission-manager", ".page-container:visible"),
		("/app/query-report/ToDo", ".page-container:visible"),
		("/app/todo/view/report", ".page-container:visible"),
		("/app/todo/view/kanban", ".modal:visible"),
		("/app/event/view/calendar", ".fc-view, .fc-view-container"),
		("/app/doctype/ToDo", ".form-layout:visible"),
	],
)
def test_pages_of_the_desk_open(desk, seen, address, selector):
	desk.goto(address)
	desk.wait_for_selector(selector)
	is_ready(desk)
	assert not desk.locator(".page-container:visible :text('Page not found')").count()
	assert seen["errors"] == [] and seen["elsewhere"] == []
	assert [each for each in seen["missing"] if "/assets/" in each] == []


def test_changes_of_others_arrive_by_themselves(desk, context):
	"""Redis, socket.io and the worker: a list hears of a new document without asking."""
	desk.goto("/app/todo")
	is_ready(desk)
	desk.wait_for_function("frappe.realtime.socket && frappe.realtime.socket.connected")
	desk.evaluate(
		"""() => { window.heard = []; frappe.realtime.emit('doctype_subscribe', 'ToDo');
		frappe.realtime.on('list_update', data => window.heard.push(data.doctype)); }"""
	)
	desk.wait_for_timeout(1500)
	token = desk.evaluate("frappe.csrf_token")
	made = context.request.post(
		"/api/resource/ToDo", data={"description": "ใหม่"}, headers={"X-Frappe-CSRF-Token": token}
	)
	assert made.ok
	desk.wait_for_function("window.heard.includes('ToDo')")


def test_realtime_asks_for_a_session(browser):
	"""A browser without a session is not let into the site's namespace."""
	context = browser.new_context(extra_http_headers={"Origin": os.environ["BASE_URL"]})
	address = f"{os.environ['SOCKETIO_URL']}/socket.io/?EIO=4&transport=polling"
	session = json.loads(context.request.get(address).text()[1:])["sid"]
	namespace = f"/{os.environ['SITE']}"
	context.request.post(
		f"{address}&sid={session}", data=f"40{namespace},", headers={"Content-Type": "text/plain"}
	)
	answer = context.request.get(f"{address}&sid={session}").text()
	assert answer.startswith(f"44{namespace},"), answer
	context.close()


def test_work_in_the_background_is_done(desk, context):
	"""The worker takes a job from the queue."""
	desk.goto("/app/rq-job")
	desk.wait_for_load_state("networkidle")
	token = desk.evaluate("frappe.csrf_token")
	headers = {"X-Frappe-CSRF-Token": token}
	answer = context.request.get("/api/resource/RQ Worker", headers=headers)
	assert answer.ok and answer.json()["data"]
