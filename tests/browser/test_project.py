"""A project of the sub-district plan: each step asks for what it needs, and the form shows what was decided."""

from playwright.sync_api import expect

PROJECT, NAME = "Plan Project", "ศูนย์ดูแลผู้สูงอายุกลางวัน"
PLACE = "ศาลาประชาคมบ้านโพธิ์"


def test_a_project_is_agreed_passed_on_and_answered(open_desk, pictures):
	officer = open_desk("officer")
	projects = officer.context.request.get(
		f"/api/resource/{PROJECT}",
		params={"filters": f'{{"project_name": "{NAME}", "workflow_state": "Draft"}}'},
	)
	officer.open_form(PROJECT, projects.json()["data"][0]["name"])
	officer.expect_state("ร่าง")

	officer.decide("บันทึกเวทีเห็นชอบ")
	officer.dialog.locator('[data-fieldname="forum_place"] input').fill(PLACE)
	confirm(officer, "เห็นชอบในเวที")
	assert officer.value("forum_place") == PLACE

	officer.decide("ส่งต่อ")
	officer.dialog.locator('[data-fieldname="passed_to"] select').select_option("Local Plan")
	confirm(officer, "ส่งต่อแล้ว")

	# what was passed on stays as it was
	expect(officer.field("problem").locator("textarea:visible")).to_have_count(0)
	officer.decide("บันทึกผลจากแผน")
	officer.dialog.locator('[data-fieldname="state"] select').select_option("Funded")
	confirm(officer, "ได้รับงบ")
	officer.picture(pictures.path("project-funded.png"))
	expect(officer.view.locator(".con-center-decisions tr")).to_have_count(3)
	assert not officer.errors


def confirm(desk, state: str) -> None:
	desk.dialog.get_by_role("button", name="ยืนยัน").click()
	desk.expect_state(state)
