"""Attendance, photos and visits without a connection, on a phone: kept there, sent when there is one."""

import struct
import zlib
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.desk import sign_in_quickly
from tests.served import this_day

PAGE = "/con-field"
TOKEN = "/api/method/con_center.field.day.session"


def png(width: int, height: int) -> bytes:
	"""A picture, as large as a phone's."""

	def chunk(kind: bytes, data: bytes) -> bytes:
		return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

	rows = (b"\0" + bytes((n * 7 % 256, n % 256, 90)) * width for n in range(height))
	head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
	return b"".join(
		(
			b"\x89PNG\r\n\x1a\n",
			chunk(b"IHDR", head),
			chunk(b"IDAT", zlib.compress(b"".join(rows))),
			chunk(b"IEND", b""),
		)
	)


PHOTO = {"name": "photo.png", "mimeType": "image/png", "buffer": png(2400, 1200)}


@pytest.fixture
def phone(open_desk):
	"""A phone whose officer has a meeting today that nobody has noted anything of."""
	desk = open_desk("officer", phone=True)
	committee = desk.documents("Committee", status="Current", kind="Center Committee")[0]["name"]
	center = desk.context.request.get(f"/api/resource/Committee/{committee}").json()["data"]["center"]
	values = {
		"center": center,
		"kind": "Extraordinary",
		"place": "ศาลาประชาคม",
		"committees": [{"committee": committee}],
	}
	meeting = send(desk, "post", "/api/resource/Meeting", {**values, "starts_on": f"{this_day()} 09:30:00"})
	# what the test before has left, away from the page that uses it: deleting waits for who has it open
	desk.page.goto("/assets/con_center/manifest.json")
	desk.page.evaluate(
		"""() => new Promise((resolve) => {
			indexedDB.deleteDatabase('con_center_field').onsuccess = () => resolve();
		})"""
	)
	desk.page.goto(PAGE)
	desk.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
	desk.page.reload()
	expect(box_of(desk, meeting)).to_be_visible()
	cookies = desk.context.cookies()
	yield desk, open_desk("district"), meeting
	desk.context.set_offline(False)
	use_cookies(desk, cookies)
	send(desk, "delete", f"/api/resource/Meeting/{meeting['name']}")


def use_cookies(desk, cookies: list) -> None:
	desk.context.clear_cookies()
	desk.context.add_cookies(cookies)


def send(desk, method: str, path: str, values: dict | None = None) -> dict:
	token = desk.context.request.get(TOKEN).json()["message"]["csrf_token"]
	answer = getattr(desk.context.request, method)(path, data=values, headers={"X-Frappe-CSRF-Token": token})
	assert answer.ok, answer.text()
	return answer.json().get("data") or {}


def box_of(desk, meeting: dict):
	return desk.page.locator(f'details[data-name="{meeting["name"]}"]')


def entry(desk, state: str):
	return desk.page.locator(f'li[data-state="{state}"]')


def stored(desk, meeting: dict) -> dict:
	answer = desk.context.request.get(f"/api/resource/Meeting/{meeting['name']}")
	return answer.json()["data"]


def choose(box, n: int, status: str) -> None:
	box.locator("fieldset").nth(n).get_by_label(status, exact=True).check(force=True)


def test_it_is_noted_without_a_connection_and_sent_when_there_is_one(phone, pictures):
	desk, office, meeting = phone
	desk.context.set_offline(True)
	desk.page.reload()
	expect(desk.page.locator("[data-connection]")).to_contain_text("ไม่มีสัญญาณ")
	box = box_of(desk, meeting)
	box.locator("summary").click()
	for n in range(3):
		choose(box, n, "มาประชุม" if n else "ลา")
	box.locator("fieldset").first.get_by_label("เหตุผล").fill("ติดราชการ")
	desk.page.screenshot(path=pictures.path("field-offline.png"))
	pictures.for_docs("field-offline.png")
	box.get_by_role("button", name="เก็บและส่งการลงชื่อ").click()
	expect(entry(desk, "waiting")).to_have_count(1)
	box.locator("[type=file]").set_input_files(PHOTO)
	box.get_by_label("คำบรรยาย").fill("ที่ประชุม")
	box.get_by_role("button", name="เก็บและส่งภาพ").click()
	expect(entry(desk, "waiting")).to_have_count(2)
	note_visit(desk, office)
	expect(entry(desk, "waiting")).to_have_count(3)
	# the tab is closed, and opened again without a connection
	desk.page.reload()
	expect(entry(desk, "waiting")).to_have_count(3)
	desk.page.screenshot(path=pictures.path("field-waiting.png"), full_page=True)
	assert not any(row.get("status") for row in stored(office, meeting)["attendance"])

	desk.context.set_offline(False)
	expect(entry(desk, "sent")).to_have_count(3)
	desk.page.screenshot(path=pictures.path("field-sent.png"))
	found = stored(office, meeting)
	first = found["attendance"][0]
	assert (first["status"], first["reason"]) == ("Excused", "ติดราชการ")
	assert [row["status"] for row in found["attendance"][1:3]] == ["Present", "Present"]
	assert [row["caption"] for row in found["photos"]] == ["ที่ประชุม"]
	size = desk.page.evaluate(
		"""async (address) => {
			const picture = await createImageBitmap(await (await fetch(address)).blob());
			return [picture.width, picture.height];
		}""",
		found["photos"][0]["file"],
	)
	assert size == [1600, 800]


def note_visit(desk, office) -> None:
	form = desk.page.locator("[data-activity]")
	plan = office.context.request.get(
		f"/api/resource/Action Plan/{form.locator('[name=plan]').input_value()}"
	)
	ends = date(plan.json()["data"]["fiscal_year"] - 543, 9, 30)
	form.locator('[name="held_on"]').fill(min(this_day(), ends).isoformat())
	form.locator('[name="what_was_done"]').fill("เยี่ยมศูนย์ พบประธานและเลขานุการ")
	form.locator('[name="photos"]').set_input_files(PHOTO)
	form.get_by_role("button", name="เก็บและส่ง").click()


def test_a_conflict_is_shown_and_nothing_overwritten(phone, pictures):
	desk, office, meeting = phone
	desk.context.set_offline(True)
	box = box_of(desk, meeting)
	box.locator("summary").click()
	choose(box, 4, "ขาดประชุม")
	box.get_by_role("button", name="เก็บและส่งการลงชื่อ").click()
	expect(entry(desk, "waiting")).to_have_count(1)
	# meanwhile, at the office
	found = stored(office, meeting)
	found["attendance"][4]["status"] = "Present"
	send(office, "put", f"/api/resource/Meeting/{meeting['name']}", {"attendance": found["attendance"]})

	desk.context.set_offline(False)
	conflict = entry(desk, "conflict")
	expect(conflict).to_contain_text("ยังไม่มีสิ่งใดถูกเขียนทับ")
	expect(conflict.locator("tbody tr td")).to_have_text(
		[found["attendance"][4]["full_name"], "มาประชุม", "ขาดประชุม"]
	)
	conflict.scroll_into_view_if_needed()
	desk.page.screenshot(path=pictures.path("field-conflict.png"))
	pictures.for_docs("field-conflict.png")
	assert stored(office, meeting)["attendance"][4].get("status") == "Present"
	conflict.get_by_role("button", name="ส่งตามที่บันทึกในเครื่องนี้").click()
	expect(entry(desk, "sent")).to_have_count(1)
	assert stored(office, meeting)["attendance"][4].get("status") == "Absent"


def test_the_desk_is_not_kept(phone):
	desk, _office, _meeting = phone
	names = desk.page.evaluate(
		"""async () => {
			const found = [];
			for (const name of await caches.keys())
				for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
			return found;
		}"""
	)
	assert names and not [
		name for name in names if not name.startswith(("/con-field", "/assets/con_center/"))
	]


def kept(desk) -> list:
	"""Return all that lies in the stores of the phone."""
	return desk.page.evaluate(
		"""() => new Promise((resolve) => {
			indexedDB.open('con_center_field').onsuccess = ({ target: { result: base } }) => {
				const asked = ['kept', 'waiting'].map((name) => base.transaction(name).objectStore(name).getAll());
				asked.at(-1).onsuccess = () => (base.close(), resolve(asked.map(({ result }) => result)));
			};
		})"""
	)


def note_one(desk, meeting: dict, status: str = "มาประชุม") -> None:
	box = box_of(desk, meeting)
	box.locator("summary").click()
	choose(box, 0, status)
	box.get_by_role("button", name="เก็บและส่งการลงชื่อ").click()


def test_a_session_that_has_run_out_loses_nothing(phone):
	desk, office, meeting = phone
	desk.context.set_offline(True)
	note_one(desk, meeting)
	expect(entry(desk, "waiting")).to_have_count(1)
	cookies = desk.context.cookies()
	desk.context.clear_cookies()
	desk.context.set_offline(False)
	desk.page.reload()
	# the server has named nobody
	assert "user_id=Guest" in desk.page.evaluate("document.cookie")
	expect(desk.page.locator("[data-connection]")).to_contain_text("ยังไม่ได้เข้าระบบ")
	desk.page.reload()
	expect(entry(desk, "waiting")).to_have_count(1)
	# an answer that is still under way would name nobody once more
	expect(desk.page.locator("[data-connection]")).to_contain_text("ยังไม่ได้เข้าระบบ")
	use_cookies(desk, cookies)
	desk.page.reload()
	expect(entry(desk, "sent")).to_have_count(1)
	assert stored(office, meeting)["attendance"][0]["status"] == "Present"


def test_what_is_not_sent_waits_for_who_noted_it(phone, open_desk):
	desk, office, meeting = phone
	cookies = desk.context.cookies()
	desk.context.set_offline(True)
	note_one(desk, meeting)
	expect(entry(desk, "waiting")).to_have_count(1)
	desk.context.clear_cookies()
	desk.context.set_offline(False)
	sign_in_quickly(desk.context, "chief")
	desk.page.reload()
	expect(desk.page.locator("[data-connection]")).to_contain_text("มีสัญญาณ")
	expect(desk.page.locator("[data-entries] li")).to_have_count(0)
	assert stored(office, meeting)["attendance"][0].get("status") in (None, "")
	use_cookies(desk, cookies)
	desk.page.reload()
	expect(entry(desk, "sent")).to_have_count(1)
	assert stored(office, meeting)["attendance"][0]["status"] == "Present"


def test_another_user_and_signing_out_find_nothing(open_desk):
	desk = open_desk(phone=True)
	sign_in_quickly(desk.context, "officer")
	desk.page.goto(PAGE)
	expect(desk.page.locator("details").first).to_be_visible()
	sign_in_quickly(desk.context, "chief")
	desk.page.reload()
	expect(desk.page.locator("[data-connection]")).to_contain_text("มีสัญญาณ")
	expect(desk.page.locator("details")).to_have_count(0)
	sign_in_quickly(desk.context, "officer")
	desk.page.reload()
	expect(desk.page.locator("details").first).to_be_visible()
	desk.open("/app")
	desk.page.evaluate("frappe.app.logout()")
	desk.page.wait_for_url("**/login**")
	assert kept(desk) == [[], []]
