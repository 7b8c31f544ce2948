"""Files at a form: what is removed is named nowhere any more, and what is refused is said in Thai."""

import re

import pytest

from tests.served import this_day

OFFICER, AREA, STRANGER = "khuangnai.officer", "340401", "thathan.officer"
PAPER = {"name": "บันทึก.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 paper"}
EMPTY = {"name": "ว่าง.pdf", "mimeType": "application/pdf", "buffer": b""}
PAGE = {"name": "หน้า.html", "mimeType": "text/html", "buffer": b"<p>x"}
FIELD, OTHER_FIELD = "selection_record", "forum_place"


@pytest.fixture
def at_committee(open_desk):
	"""The officer's form of a working group that she writes."""
	desk = open_desk(OFFICER)
	desk.open("/app/committee")
	group = {"center": AREA, "kind": "Promoting Working Group", "term_start": this_day().isoformat()}
	answer = desk.context.request.post(
		"/api/resource/Committee",
		data=group,
		headers={"X-Frappe-CSRF-Token": desk.page.evaluate("frappe.csrf_token")},
	)
	assert answer.ok, answer.text()
	desk.open_form("Committee", answer.json()["data"]["name"])
	return desk


def send(desk, file: dict) -> None:
	"""Choose a file in the dialog, and upload it."""
	with desk.page.expect_file_chooser() as chooser:
		desk.page.locator(".modal.show .btn-file-upload").first.click()
	chooser.value.set_files(file)
	desk.page.locator(".modal.show .btn-modal-primary").click()


def saved(desk) -> dict:
	name = desk.form_name
	return desk.context.request.get(f"/api/resource/Committee/{name}").json()["data"]


def test_a_file_removed_in_the_sidebar_leaves_the_field(at_committee):
	desk = at_committee
	desk.page.evaluate("field => cur_frm.scroll_to_field(field)", FIELD)
	desk.field(FIELD).locator(".btn-attach").click()
	send(desk, PAPER)
	desk.page.wait_for_function("field => cur_frm.doc[field]", arg=FIELD)
	desk.settle()
	assert not desk.page.evaluate("cur_frm.is_dirty()")
	desk.view.locator(".attachment-row .remove-btn").first.click()
	desk.page.locator(".modal.show .btn-primary:visible").click()
	desk.page.wait_for_function("field => !cur_frm.doc[field]", arg=FIELD)
	desk.settle()
	assert not desk.page.evaluate("cur_frm.is_dirty()")
	desk.fill(OTHER_FIELD, "ศาลาประชาคมตำบล")
	desk.save()
	stored = saved(desk)
	assert stored.get(OTHER_FIELD) == "ศาลาประชาคมตำบล" and not stored.get(FIELD)
	assert not desk.errors


@pytest.mark.parametrize("file", [EMPTY, PAGE], ids=["empty", "page"])
def test_a_refused_file_is_told_in_thai(at_committee, file):
	desk = at_committee
	desk.view.locator(".add-attachment-btn").click()
	with desk.page.expect_response("**/upload_file") as answer:
		send(desk, file)
	assert answer.value.status == 417
	said = desk.page.locator(".modal.show").locator(".file-error, .alert-danger")
	said.wait_for()
	assert not re.search(r"<|\d : |[a-z]{5}", said.inner_text().lower()), said.inner_text()
	desk.errors.clear()


def test_a_stranger_is_offered_no_attaching(open_desk):
	desk = open_desk(STRANGER)
	desk.open_form("Lesson", desk.names("Lesson", area=("not like", "2406%"))[0])
	assert not desk.page.evaluate("cur_frm.perm[0].write")
	assert not desk.view.locator(".add-attachment-btn").is_visible()
