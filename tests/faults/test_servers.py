"""Each server behind the site is killed: it comes back by itself, users are told meanwhile, and no job is lost."""

import json
import os
import signal
import time

import pytest
import requests

from bootstrap.processes import wait_for
from tests.faults.servers import pid_of
from tests.served import Client, base_url, on_site

BACK_SECONDS = 90
DATA = ("mariadb", "redis_cache", "redis_queue")
TITLE = "ระบบขัดข้องชั่วคราว"


def kill(server: str) -> int:
	pid = wait_for(lambda: pid_of(server), BACK_SECONDS)
	assert pid, f"{server} does not run"
	os.kill(pid, signal.SIGKILL)
	return pid


def is_back(server: str, before: int) -> bool:
	return bool(wait_for(lambda: pid_of(server) not in (None, before), BACK_SECONDS))


def work(client: Client) -> None:
	"""What a user does: save a document, read it, ask for a list."""
	made = client.post(f"{client.url}/api/resource/ToDo", json={"description": "หลังเหตุขัดข้อง"}, timeout=60)
	assert made.status_code == 200, made.text
	name = made.json()["data"]["name"]
	read = client.get(f"{client.url}/api/resource/ToDo/{name}", timeout=60)
	assert read.status_code == 200 and read.json()["data"]["description"] == "หลังเหตุขัดข้อง"
	listed = client.get(f"{client.url}/api/resource/Appointment Order", timeout=60)
	assert listed.status_code == 200 and listed.json()["data"]


@pytest.mark.parametrize("server", [*DATA, "web", "socketio", "worker", "scheduler"])
def test_a_server_that_is_killed_comes_back_and_work_goes_on(server):
	client = Client()
	before = kill(server)
	assert is_back(server, before)

	def answers() -> bool:
		try:
			return client.get(f"{client.url}/api/method/ping", timeout=30).status_code == 200
		except requests.RequestException:
			return False

	assert wait_for(answers, BACK_SECONDS)
	# the user who was signed in still is
	work(client)


def test_jobs_that_wait_outlive_the_queue():
	"""What was promised is kept: a job queued a moment before the queue is killed is done after it."""
	mark = f"queued {time.time()}"
	worker = wait_for(lambda: pid_of("worker"), BACK_SECONDS)
	os.kill(worker, signal.SIGSTOP)
	try:
		job = {"doctype": "ToDo", "description": mark}
		on_site(f"frappe.enqueue('frappe.client.insert', queue='short', doc={job!r})")
		before = kill("redis_queue")
		assert is_back("redis_queue", before)
	finally:
		os.kill(worker, signal.SIGCONT)
	client = Client()

	def is_done() -> bool:
		filters = json.dumps({"description": ["like", f"%{mark}%"]})
		answer = client.get(f"{client.url}/api/resource/ToDo", params={"filters": filters}, timeout=60)
		return len(answer.json()["data"]) == 1

	assert wait_for(is_done, BACK_SECONDS)


# what users are told meanwhile


def answers_while_away(server: str, asking: list[requests.Request]) -> list[requests.Response]:
	"""Kill a server, and ask until everything is answered well again; return what was answered meanwhile.

	The seconds that it took are printed.
	"""
	# a session each: a page of the desk makes its session ask for a token
	clients = [Client() for _ in asking]
	before = kill(server)
	killed = time.monotonic()
	met: list[requests.Response] = []
	while time.monotonic() < killed + BACK_SECONDS:
		answers = [
			client.send(client.prepare_request(each), timeout=60)
			for client, each in zip(clients, asking, strict=True)
		]
		if pid_of(server) not in (None, before) and all(each.status_code == 200 for each in answers):
			print(f"\n{server}: answered well {time.monotonic() - killed:.1f} s after the kill")
			return met
		met += [each for each in answers if each.status_code != 200]
	raise AssertionError(f"{BACK_SECONDS} seconds later: {[each.status_code for each in met]}")


@pytest.mark.parametrize("server", DATA)
def test_users_are_told_in_thai_while_it_is_away(server):
	url = base_url()
	met = answers_while_away(
		server,
		[
			requests.Request("GET", f"{url}/app", headers={"Accept": "text/html"}),
			requests.Request("GET", f"{url}/login", headers={"Accept": "text/html"}),
			requests.Request("GET", f"{url}/api/resource/ToDo", headers={"Accept": "application/json"}),
			requests.Request(
				"POST",
				f"{url}/api/method/frappe.client.get_list",
				data={"doctype": "ToDo"},
				headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"},
			),
		],
	)
	kinds = set()
	for answer in met:
		assert answer.status_code == 503, f"{answer.status_code} {answer.text[:300]}"
		assert int(answer.headers["Retry-After"]) > 0
		assert "Traceback" not in answer.text
		kind = answer.headers["Content-Type"].partition(";")[0]
		kinds.add(kind)
		if kind == "application/json":
			[message] = [json.loads(each) for each in json.loads(answer.json()["_server_messages"])]
			assert message["title"] == TITLE and "โปรดรอสักครู่" in message["message"]
		else:
			assert TITLE in answer.text and "โปรดรอสักครู่" in answer.text
	# Redis may be back before anybody asks
	assert server != "mariadb" or kinds == {"application/json", "text/html"}
