"""What the balancer says by itself of a web host that dies while somebody waits, or of none that is there: to the desk as JSON."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import requests

from bootstrap.packages import find_program
from bootstrap.processes import die_with_parent, wait_for
from bootstrap.project import filled
from tests.install.conftest import ROOT

from .crowd import is_told, json_text
from .whole import served_by

FILES = ROOT / "deploy" / "cluster"
DESK = ({"Accept": "application/json, text/javascript, */*; q=0.01"}, {"X-Requested-With": "XMLHttpRequest"})


class Host:
	"""A web host that says whether it is ready; on whoever asks for more it closes the line, or lets him wait."""

	name = "web-1"

	def __init__(self) -> None:
		self.listener = socket.create_server(("127.0.0.1", 0))
		self.port = self.listener.getsockname()[1]
		self.is_ready, self.is_slow = True, False
		self.waiting: list[socket.socket] = []
		threading.Thread(target=self.answer, daemon=True).start()

	def answer(self) -> None:
		while True:
			line, _from = self.listener.accept()
			if b"/con-health/ready" in line.recv(4096):
				status = "200 OK" if self.is_ready else "503 Service Unavailable"
				line.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
			elif self.is_slow:
				self.waiting.append(line)
				continue
			line.close()


@pytest.fixture
def host() -> Host:
	return Host()


@pytest.fixture
def url(tmp_path, host) -> Iterator[str]:
	subprocess.run([sys.executable, FILES / "pages.py", tmp_path / "pages"], check=True, timeout=60)
	with socket.create_server(("127.0.0.1", 0)) as free:
		port = free.getsockname()[1]
	server = f"\tserver {host.name} 127.0.0.1:{host.port}"
	values = {
		"socket": tmp_path / "socket", "bind": f"127.0.0.1:{port}", "scheme": "http", "read_timeout": 1,
		"domain": "con.example.go.th", "pages": tmp_path / "pages", "web_servers": server,
		"desk_servers": f"{server} no-check track web/{host.name}", "socketio_servers": server,
	}  # fmt: skip
	config = tmp_path / "front.cfg"
	config.write_text(filled(FILES / "haproxy-front.cfg", values))
	with (tmp_path / "log").open("wb") as log:
		argv = [find_program("haproxy"), "-db", "-f", config]
		process = subprocess.Popen(argv, stdout=log, stderr=log, preexec_fn=die_with_parent)
		try:
			assert wait_for(lambda: answers(port), 30), (tmp_path / "log").read_text()
			yield f"http://127.0.0.1:{port}/app"
		finally:
			process.terminate()
			process.wait(30)


def answers(port: int) -> bool:
	with socket.socket() as line:
		return line.connect_ex(("127.0.0.1", port)) == 0


def asked(url: str, headers: dict) -> requests.Response:
	session = requests.Session()
	session.trust_env = False
	return session.get(url, headers=headers, timeout=30)


def test_who_waits_for_a_host_that_dies_is_told(url):
	told_in_his_kind(url, 503)


def test_who_waits_for_too_long_is_told(url, host):
	host.is_slow = True
	told_in_his_kind(url, 504)


def test_who_finds_no_host_is_told(url, host, tmp_path):
	def states() -> dict[str, str]:
		rows = served_by(tmp_path / "socket")
		return {row["pxname"]: row["status"] for row in rows if row["svname"] == host.name}

	assert wait_for(lambda: states()["web"].startswith("UP") and states()["web_desk"].startswith("UP"), 10)
	host.is_ready = False
	# the second backend asks nobody by itself
	assert wait_for(lambda: "DOWN" in states()["web"] and "DOWN" in states()["web_desk"], 30), states()
	told_in_his_kind(url, 503)


def told_in_his_kind(url: str, status: int) -> None:
	page = asked(url, {"Accept": "text/html"})
	assert (page.status_code, page.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
	assert is_told(page.text)
	for headers in DESK:
		answer = asked(url, headers)
		assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json"), headers
		assert is_told(json_text(answer)) and answer.headers["Retry-After"] == "15"
