"""An answer that is lost on its way: the decision was taken once, and whoever takes it again is told how things stand."""

import json
import socket
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from bootstrap.processes import wait_for
from tests.faults.orders import ORDER, PATH, decision, order_to_sign, stored
from tests.served import Client


@pytest.fixture
def order() -> dict:
	return order_to_sign()


def post_and_hang_up(client: Client, values: dict[str, str]) -> None:
	"""Send a request and cut the line before it is answered."""
	address = urlsplit(client.url)
	body = urlencode(values).encode()
	cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies)
	head = (
		f"POST {PATH} HTTP/1.1\r\nHost: {address.netloc}\r\nCookie: {cookies}\r\nAccept: application/json\r\n"
		f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
	)
	with socket.create_connection((address.hostname, address.port), timeout=30) as line:
		line.sendall(head.encode() + body)


def test_a_signature_whose_answer_was_lost_counts_once_and_says_so(order):
	chief = Client("chief")
	post_and_hang_up(chief, decision(order, "Sign and Issue"))
	assert wait_for(lambda: stored(chief, order["name"])["workflow_state"] == "Issued")
	issued = stored(chief, order["name"])
	assert issued["number"]

	# his form still shows what he read: he presses the button again
	for _again in range(2):
		answer = chief.post(chief.url + PATH, data=decision(order, "Sign and Issue"), timeout=60)
		assert answer.status_code == 200, answer.text
		# the form gets the document as it is, and he is told
		assert answer.json()["message"]["workflow_state"] == "Issued"
		assert answer.json()["message"]["modified"] == issued["modified"]
		[message] = [json.loads(each) for each in json.loads(answer.json()["_server_messages"])]
		assert "ท่านได้ดำเนินการ" in message["message"] and issued["number"] in message["message"]
		assert "ไม่ได้ดำเนินการซ้ำ" in message["message"]

	after = stored(chief, order["name"])
	assert (after["number"], after["modified"]) == (issued["number"], issued["modified"])
	everything = Client()
	filters = json.dumps({"reference_name": order["name"], "action": "Sign and Issue"})
	log = everything.get(
		f"{everything.url}/api/resource/Approval Log", params={"filters": filters}, timeout=60
	).json()["data"]
	assert len(log) == 1


def test_a_form_whose_answer_was_lost_shows_the_true_state(order, chief):
	chief.open_form(ORDER, order["name"])

	def lose(route):
		"""The decision reaches the server; its answer does not reach the browser."""
		sent = route.request
		if "apply_workflow" in f"{sent.url} {sent.post_data}":
			route.fetch()
			route.abort("connectionreset")
		else:
			route.continue_()

	chief.page.route("**/*", lose)
	chief.decide("ลงนามและออก", confirm=True)
	expect(chief.dialog).to_contain_text("ไม่ได้รับคำตอบจากระบบ")
	expect(chief.dialog).to_contain_text("ออกแล้ว เลขที่")
	chief.close_dialog()
	chief.expect_state("ออกแล้ว")
