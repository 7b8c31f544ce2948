"""Who sees what, and that nobody decides on what he has not read."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.desk import sign_in_quickly

ORDER = "Appointment Order"
WAITING = "/app/query-report/Waiting%20for%20Me"


def order_of(desk, area: str) -> str:
	"""The demo data's document on the newest committee of this sub-district."""
	return sorted(row["name"] for row in desk.documents(ORDER, area=area, kind="Center Committee"))[-1]


def test_stranger_is_refused_everywhere(open_desk):
	officer = open_desk("officer")
	order = order_of(officer, "340101")
	committee = sorted(row["name"] for row in officer.documents("Committee", area="340101"))[0]
	file = attach(officer, committee)
	stranger = open_desk("khuangnai.officer")
	doctype = quote(ORDER)
	paths = (
		f"/api/resource/{doctype}/{order}",
		f"/printview?doctype={doctype}&name={order}&format=Official%20Appointment",
		f"/api/method/frappe.utils.print_format.download_pdf?doctype={doctype}&name={order}&format=Official%20Appointment",
		f"/api/method/con_center.approval.log.verify?doctype={doctype}&name={order}",
		file,
	)
	for path in paths:
		assert officer.status_of(path) == 200, path
		assert stranger.status_of(path) in (403, 404), path
	assert not stranger.documents(ORDER, area="340101")
	assert not stranger.documents("Committee", name=committee)

	stranger.page.goto(f"/app/appointment-order/{order}")
	expect(stranger.page.get_by_text("ท่านไม่มีสิทธิ").first).to_be_visible()
	assert "คณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบลในเมือง" not in stranger.page.content()


def attach(desk, committee: str) -> str:
	"""Attach a private file to the committee, as the form does; return its address."""
	desk.open_form("Committee", committee)
	answer = desk.page.evaluate(
		"""async committee => {
			const form = new FormData();
			form.append("file", new Blob(["บันทึกผลการคัดเลือก"]), "selection.txt");
			form.append("is_private", 1);
			form.append("doctype", "Committee");
			form.append("docname", committee);
			const headers = { "X-Frappe-CSRF-Token": frappe.csrf_token, Accept: "application/json" };
			return (await fetch("/api/method/upload_file", { method: "POST", headers, body: form })).json();
		}""",
		committee,
	)
	return answer["message"]["file_url"]


@pytest.mark.parametrize(
	("login", "areas", "others"),
	[
		("officer", {"340108"}, {"340104", "340105", "340107", "340109"}),
		("district", {"340107"}, {"340101", "340104", "340105", "340109"}),
		("chief", {"340105"}, {"340101", "340104", "340107", "340108", "340109"}),
		(
			"province",
			{"340104", "3401"},
			{"340101", "340105", "340107", "340108", "340109"},
		),
		("governor", {"34"}, {"340104", "340105", "3401"}),
		("khuangnai.district", set(), {"340104", "340105", "340107"}),
	],
)
def test_each_finds_what_waits_for_him(open_desk, login, areas, others):
	desk = open_desk(login)
	desk.open(WAITING)
	desk.page.wait_for_function("() => window.frappe?.query_report?.data && !frappe.request.ajax_count")
	rows = desk.page.evaluate("frappe.query_report.data")
	waiting = {row["area"] for row in rows if row["doctype"] == ORDER}
	assert areas <= waiting
	assert not others & waiting
	expect(desk.view.locator(".dt-row[data-row-index]")).to_have_count(
		desk.page.evaluate("frappe.query_report.data.length")
	)
	assert not desk.errors


def test_nobody_decides_on_a_version_that_he_has_not_read(open_desk):
	reader = open_desk("district")
	# no word of the change reaches him: a slow line
	reader.page.route("**/socket.io/**", lambda route: route.abort())
	order = order_of(reader, "340107")
	reader.open_form(ORDER, order)
	writer = open_desk("district2")
	writer.open_form(ORDER, order)
	writer.fill("subject", f"{writer.value('subject')} (ปรับปรุง)")
	writer.save()

	reader.decide("ตรวจสอบแล้วเสนอลงนาม")
	expect(reader.dialog).to_contain_text("เอกสารไม่ใช่ฉบับที่ท่านเปิดอ่าน")
	expect(reader.dialog).to_contain_text("นายอนุชา เพียรดี")
	expect(reader.dialog).to_contain_text("โปรดโหลดใหม่ อ่านอีกครั้ง")
	writer.open_form(ORDER, order)
	writer.expect_state("อำเภอตรวจสอบ")


def test_who_has_no_post_in_force_is_told_whom_to_ask(open_desk, pictures):
	for phone in (False, True):
		deputy = open_desk(phone=phone)
		sign_in_quickly(deputy.context, "deputy")
		for path in ("/", "/app"):
			deputy.page.goto(path)
			expect(deputy.page.locator("h1")).to_have_text("ขณะนี้ท่านไม่มีตำแหน่งที่มีผล")
		deputy.page.screenshot(path=pictures.path(f"no-post-{phone}.png"))
		with deputy.page.expect_navigation():
			deputy.page.get_by_role("button", name="ออกจากระบบ").click()
		# who is signed in would be led on
		deputy.page.goto("/login")
		expect(deputy.page.locator("#login_email")).to_be_visible()
