"""What a balancer and Prometheus are told while a server behind the site hangs or is killed."""

import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from bootstrap.processes import wait_for
from tests.faults.servers import pid_of
from tests.served import Client, base_url, on_site

LIVE, READY, WHOLE, METRICS = "/con-health/live", "/con-health/ready", "/con-health", "/con-metrics"
# of a check of usual balancers
SECONDS = 4
BACK_SECONDS = 90
# each of the two processes keeps what it has seen for a second
HOLDS = 1.5
DATA = ("mariadb", "redis_cache", "redis_queue")


def ask(path: str, token: str = "") -> requests.Response:
	"""Ask without an account, and never for longer than a balancer waits."""
	began = time.monotonic()
	answer = requests.get(
		f"{base_url()}{path}",
		headers={"Connection": "close"} | ({"Authorization": f"Bearer {token}"} if token else {}),
		timeout=30,
	)
	assert time.monotonic() - began < SECONDS, path
	return answer


def wait_until_told(code: int) -> None:
	"""Wait until all processes answer so."""
	assert wait_for(lambda: ask(READY).status_code == code, BACK_SECONDS)
	time.sleep(HOLDS)


@pytest.fixture(scope="module")
def token() -> str:
	made = secrets.token_urlsafe(24)
	on_site(
		f"from frappe.installer import update_site_config; update_site_config('con_monitoring_token', {made!r})"
	)
	return made


@contextmanager
def halted(server: str) -> Iterator[None]:
	"""A server that takes connections and says nothing, as on a machine that hangs."""
	pid = wait_for(lambda: pid_of(server), BACK_SECONDS)
	os.kill(pid, signal.SIGSTOP)
	try:
		yield
	finally:
		os.kill(pid, signal.SIGCONT)


def test_all_is_well_before():
	wait_until_told(200)
	assert ask(LIVE).json() == ask(READY).json() == {"status": "ok"}
	assert ask(READY).headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("server", DATA)
def test_a_server_that_hangs_is_told_in_time(server):
	wait_until_told(200)
	with halted(server):
		wait_until_told(503)
		for _each in range(3):
			answer = ask(READY)
			assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})
			assert ask(LIVE).status_code == 200
	wait_until_told(200)


def test_a_database_that_is_killed_is_told_until_it_is_back():
	wait_until_told(200)
	before = wait_for(lambda: pid_of("mariadb"), BACK_SECONDS)
	os.kill(before, signal.SIGKILL)
	met = set()
	deadline = time.monotonic() + BACK_SECONDS
	while time.monotonic() < deadline:
		answer = ask(READY)
		met.add((answer.status_code, answer.text))
		if pid_of("mariadb") not in (None, before) and answer.status_code == 200:
			break
	assert met <= {(200, '{"status": "ok"}'), (503, '{"status": "not ready"}')}
	wait_until_told(200)
	assert ask(READY).status_code == 200


def test_numbers_are_told_while_the_database_hangs(token):
	wait_until_told(200)
	with halted("mariadb"):
		wait_until_told(503)
		numbers = ask(METRICS, token)
		assert numbers.status_code == 200
		assert 'con_center_up{part="database"} 0.0' in numbers.text
		assert 'con_center_up{part="redis_queue"} 1.0' in numbers.text
	wait_until_told(200)


def test_processes_count_together(token):
	def pings() -> float:
		line = 'con_center_requests_total{door="frappe.ping",status="200"} '
		return next(
			(
				float(each.removeprefix(line))
				for each in ask(METRICS, token).text.splitlines()
				if each.startswith(line)
			),
			0,
		)

	before = pings()
	clients = [Client() for _each in range(3)]
	for _each in range(10):
		for client in clients:
			assert client.get(f"{client.url}/api/method/frappe.ping", timeout=60).status_code == 200
	assert pings() - before == 30


def test_details_are_for_the_token_alone(token):
	assert ask(WHOLE).json().keys() == {"status"}
	assert ask(METRICS).status_code == 401
	parts = ask(WHOLE, token).json()["parts"]
	assert {part["answers"] for part in parts.values()} == {True}, parts
