"""An admin calls states and actions otherwise, and adds a step: what the desk asks and shows hangs on neither."""

from contextlib import contextmanager

from playwright.sync_api import expect

ORDER, LADDER = "Appointment Order", "Appointment Order Approval"
# of the ladder of orders: what was seeded, and what an admin calls it now
STATES = {"District Review": "อยู่ที่อำเภอ", "Returned": "ให้แก้ใหม่", "Awaiting Signature": "อยู่ที่ผู้ลงนาม"}
ACTIONS = {"Return": "ตีกลับ", "Send Up": "ยื่นเรื่อง", "Check and Forward": "ผ่าน"}
REASON = "ลำดับที่ 3 สะกดชื่อผิด"


def test_renamed_states_ask_and_show_the_same(open_desk, pictures):
	admin = open_desk("admin")
	with renamed(admin):
		district = open_desk("district")
		order = district.documents(ORDER, workflow_state=STATES["District Review"])[0]["name"]
		district.open_form(ORDER, order)
		district.expect_state(STATES["District Review"])
		district.decide(ACTIONS["Return"])
		# a return asks for its reason, whatever it is called
		district.dialog.locator("textarea").fill(REASON)
		district.dialog.get_by_role("button", name="ยืนยัน").click()
		district.expect_state(STATES["Returned"])

		officer = open_desk("officer")
		officer.open_form(ORDER, order)
		expect(officer.notes).to_contain_text(REASON)
		expect(officer.notes).to_contain_text(STATES["Returned"])
		officer.picture(pictures.path("renamed-states.png"))
		officer.decide(ACTIONS["Send Up"], STATES["District Review"])
		for desk in (district, officer):
			assert not desk.errors


def test_the_ladder_is_drawn_before_a_step_is_added(open_desk, pictures):
	admin = open_desk("admin")
	admin.open_form("Workflow", LADDER)
	admin.click_button("เพิ่มขั้น")
	dialog = admin.dialog
	expect(dialog.locator(".con-ladder-state")).to_have_count(9)
	dialog.locator('[data-fieldname="from_state"] select').select_option("District Review")
	dialog.locator('[data-fieldname="to_state"] select').select_option("Awaiting Signature")
	dialog.locator('[data-fieldname="return_to"] select').select_option("Returned")
	dialog.locator('[data-fieldname="allowed"] input').fill("CON District Officer")
	dialog.locator('[data-fieldname="action"] input').fill("ตรวจทานแล้ว")
	name = dialog.locator('[data-fieldname="step_name"] input')
	name.fill("หัวหน้าตรวจทาน")
	name.press("Tab")
	expect(name).to_have_value("หัวหน้าตรวจทาน")
	expect(dialog.locator(".con-ladder-new")).to_have_count(1)
	admin.picture(pictures.path("admin-add-step.png"))
	pictures.for_docs("admin-add-step.png")
	admin.close_dialog()
	assert not admin.errors


@contextmanager
def renamed(admin):
	"""Call states and actions otherwise as the admin does, and put the names back: other tests go by them."""
	admin.open("/app/workflow")
	names = (("Workflow State", STATES), ("Workflow Action Master", ACTIONS))
	done = []
	try:
		for doctype, renaming in names:
			for old, new in renaming.items():
				rename(admin, doctype, old, new)
				done.append((doctype, new, old))
		yield
	finally:
		for doctype, new, old in done:
			rename(admin, doctype, new, old)


def rename(admin, doctype: str, old: str, new: str) -> None:
	admin.page.evaluate(
		"([doctype, old_name, new_name]) => frappe.xcall('frappe.client.rename_doc', {doctype, old_name, new_name})",
		[doctype, old, new],
	)
