"""The chief is away: he names his deputy, who signs on his phone; and an opinion is asked for, given and seen."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_phone import look_over
from tests.browser.test_today import open_today, row_of
from tests.served import this_day

ORDER, AREA = "Appointment Order", "340105"
DEPUTY, CHIEF = "นายณรงค์ฤทธิ์ ช่วยงาน", "นายประสิทธิ์ เมืองงาม"
PASSING = "คณะทำงานชุดนี้แต่งตั้งเป็นครั้งแรก"
QUESTION, ANSWER = "องค์ประกอบคณะทำงานถูกต้องหรือไม่", "ถูกต้องตามแนวทางของจังหวัด เห็นควรเสนอลงนาม"
# an order on a new working group, taken as far as the district's office
MAKE = """async ([area, passing]) => {
	const insert = (doc) => frappe.xcall('frappe.client.insert', { doc });
	const roles = ['ประธานกรรมการ', 'รองประธานกรรมการ', 'กรรมการและเลขานุการ', ...Array(6).fill('กรรมการ')];
	const committee = await insert({
		doctype: 'Committee', center: area, kind: 'Promoting Working Group', term_start: frappe.datetime.get_today(),
		members: roles.map((role, n) => ({ title: 'นาย', first_name: `ปรีชา${n}`, last_name: 'ถาวรกิจ', role, agency: 'อำเภอ' })),
	});
	const order = await insert({ doctype: 'Appointment Order', committee: committee.name, instrument: 'Order', purpose: 'Appoint' });
	const doc = { doctype: order.doctype, name: order.name, modified: order.modified, decision_passing: passing };
	await frappe.xcall('frappe.model.workflow.apply_workflow', { doc, action: 'Send Up' });
	return order.name;
}"""


@pytest.fixture
def order(open_desk) -> str:
	officer = open_desk("officer")
	officer.open("/app")
	return officer.page.evaluate(MAKE, [AREA, PASSING])


def test_the_deputy_signs_for_the_chief_who_is_away(open_desk, pictures, order):
	chief = open_desk("chief")
	name_the_deputy(chief, pictures)
	forward(open_desk("district"), order)

	deputy = open_desk("deputy", phone=True)
	row = row_of(open_today(deputy), order)
	look_over(deputy, pictures, "deputy-today")
	row.get_by_role("button", name="ลงนาม").click()
	expect(deputy.page.frame_locator(".con-today-page").locator(".print-format").first).to_be_visible()
	deputy.dialog.get_by_role("button", name="ลงนาม").click()
	expect(row).to_have_count(0)
	text = deputy.pdf_text(ORDER, order, "Official Appointment", pictures.path("substitute.pdf"))
	assert "ปลัดอำเภอรักษาราชการแทนนายอำเภอเมืองอุบลราชธานี" in text
	assert DEPUTY.replace(" ", "") in text

	chief.open_form(ORDER, order)
	entry = chief.view.locator(".con-center-decisions tr", has_text=DEPUTY)
	expect(entry).to_contain_text(CHIEF)
	expect(entry).to_contain_text("รักษาราชการแทน: การมอบหมายในระบบ SUBST-")
	chief.picture(pictures.path("substitute-log.png"))

	end_it(chief)
	assert deputy.status_of(f"/api/resource/{ORDER}/{order}") == 403
	for desk in (chief, deputy):
		assert not desk.errors


def name_the_deputy(chief, pictures) -> None:
	chief.open("/app/substitution/new")
	# his own post is there already
	expect(chief.field("post").locator("input").first).to_have_value(CHIEF)
	chief.choose("substitute_post", "ณรงค์ฤทธิ์", DEPUTY)
	chief.fill_date("to_date", this_day() + timedelta(days=5))
	ticks = chief.field("matters_choice").locator("input[type=checkbox]")
	expect(ticks.first).to_be_visible()
	chief.field("matters_choice").get_by_text("ประกาศและคำสั่งแต่งตั้ง").first.click()
	chief.save()
	assert chief.value("matters") == ORDER
	chief.expect_state("มีผลอยู่")
	chief.picture(pictures.path("substitution.png"))
	pictures.for_docs("substitution.png")


def end_it(chief) -> None:
	chief.open("/app/substitution")
	chief.view.locator(".list-subject a", has_text=DEPUTY).first.click()
	chief.page.wait_for_function("() => window.cur_frm?.doctype === 'Substitution'")
	chief.settle()
	chief.click_button("สิ้นสุดเดี๋ยวนี้")
	chief.dialog.locator(".btn-primary:visible").click()
	chief.page.wait_for_function("() => cur_frm.doc.status === 'Ended'")


def forward(district, order: str) -> None:
	district.open_form(ORDER, order)
	district.decide("ตรวจสอบแล้วเสนอลงนาม", "รอลงนาม")


def test_an_opinion_is_asked_for_given_and_seen(open_desk, pictures, order):
	district = open_desk("district")
	district.open_form(ORDER, order)
	district.click_button("ขอความเห็น")
	asked = district.dialog.locator('[data-fieldname="asked"] select')
	asked.select_option(label="นางสุดารัตน์ พัฒนะ · พัฒนาการจังหวัด")
	district.dialog.locator('[data-fieldname="question"] textarea').fill(QUESTION)
	district.picture(pictures.path("ask-opinion.png"))
	pictures.for_docs("ask-opinion.png")
	district.dialog.locator(".btn-primary:visible").click()
	expect(district.view.locator(".con-center-opinions")).to_contain_text("รอความเห็น")
	# the decision waits
	district.decide("ตรวจสอบแล้วเสนอลงนาม")
	expect(district.dialog).to_contain_text("รอความเห็นของ นางสุดารัตน์")
	district.close_dialog()

	province = open_desk("province", phone=True)
	row = open_today(province).locator("[data-opinion]", has_text=QUESTION).last
	row.scroll_into_view_if_needed()
	look_over(province, pictures, "province-asked")
	row.get_by_role("button", name="ให้ความเห็น").click()
	province.dialog.locator('[data-fieldname="opinion"] textarea').fill(ANSWER)
	province.page.wait_for_timeout(400)
	province.page.screenshot(path=pictures.path("give-opinion-phone.png"))
	province.dialog.locator(".btn-primary:visible").click()
	expect(open_today(province).locator("[data-opinion]", has_text=QUESTION)).to_have_count(0)

	district.open_form(ORDER, order)
	expect(district.view.locator(".con-center-opinions")).to_contain_text(ANSWER)
	district.picture(pictures.path("opinion-given.png"))
	forward(district, order)
	for desk in (district, province):
		assert not desk.errors
