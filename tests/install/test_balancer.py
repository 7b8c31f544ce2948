"""What the balancer says by itself: of a web host that dies while somebody waits, or of none that is there (to the desk as
JSON), and to whoever comes without TLS.
"""

import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
import requests

from bootstrap.packages import find_program
from bootstrap.processes import die_with_parent, wait_for
from bootstrap.production.command import self_made_certificate
from bootstrap.project import Log, filled
from tests.cluster.crowd import is_told, json_text
from tests.cluster.whole import served_by
from tests.install.conftest import ROOT
from tests.served import leading

FILES = ROOT / "deploy" / "cluster"
DOMAIN = "con.example.go.th"
DESK = ({"Accept": "application/json, text/javascript, */*; q=0.01"}, {"X-Requested-With": "XMLHttpRequest"})


class Host:
	"""A web host that says whether it is ready; on whoever asks for more it closes the line, or lets him wait."""

	name = "web-1"

	def __init__(self, certificate: Path) -> None:
		context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
		context.load_cert_chain(certificate, certificate.with_suffix(".key"))
		listener = socket.create_server(("127.0.0.1", 0))
		self.port = listener.getsockname()[1]
		self.listener = context.wrap_socket(listener, server_side=True)
		self.is_ready, self.is_slow, self.is_busy = True, False, False
		self.waiting: list[socket.socket] = []
		threading.Thread(target=self.answer, daemon=True).start()

	def answer(self) -> None:
		while True:
			# who came may have gone before he had asked, or heard
			with suppress(OSError):
				self.answer_one(self.listener.accept()[0])

	def answer_one(self, line: socket.socket) -> None:
		asked = line.recv(4096)
		# a check that only connects has asked nothing
		if self.is_busy and asked:
			self.waiting.append(line)
			return
		if self.is_slow and b"/con-health/ready" not in asked:
			self.waiting.append(line)
			return
		with line:
			if b"/con-health/ready" in asked:
				status = "200 OK" if self.is_ready else "503 Service Unavailable"
				line.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())


class Balancer:
	"""Where it is met, as by a browser that trusts its certificate."""

	def __init__(self, port: int, tls_port: int, certificate: Path) -> None:
		self.plain, self.url = f"http://{DOMAIN}:{port}", f"https://{DOMAIN}:{tls_port}"
		self.browser = requests.Session()
		self.browser.trust_env = False
		self.browser.verify = str(certificate)

	def ask(self, url: str, **headers: str) -> requests.Response:
		return self.browser.get(f"{url}/app?a=1", headers=headers, timeout=30, allow_redirects=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
	"""Of the balancer and of its web hosts; its key, and both in one (.pem), lie beside it."""
	made = tmp_path_factory.mktemp("tls") / "made.crt"
	key = made.with_suffix(".key")
	self_made_certificate(made, key, DOMAIN, Log(made.with_name("log")))
	made.with_suffix(".pem").write_text(made.read_text() + key.read_text())
	return made


@pytest.fixture
def host(certificate) -> Host:
	return Host(certificate)


@pytest.fixture
def balancer(tmp_path, host, certificate) -> Iterator[Balancer]:
	subprocess.run([sys.executable, FILES / "pages.py", tmp_path / "pages"], check=True, timeout=60)
	port, tls_port = free_ports(2)
	server = f"\tserver {host.name} 127.0.0.1:{host.port} tcp-ut 3s"
	values = {
		"socket": tmp_path / "socket", "bind": "127.0.0.1", "port": port, "tls_port": tls_port, "domain": DOMAIN,
		"certificate": certificate.with_suffix(".pem"), "authorities": certificate, "read_timeout": 1,
		"pages": tmp_path / "pages", "web_servers": server,
		"desk_servers": f"{server} no-check track web/{host.name}", "socketio_servers": server,
	}  # fmt: skip
	config = tmp_path / "front.cfg"
	config.write_text(filled(FILES / "haproxy-front.cfg", values))
	with (tmp_path / "log").open("wb") as log, leading(DOMAIN, "127.0.0.1"):
		argv = [find_program("haproxy"), "-db", "-f", config]
		process = subprocess.Popen(argv, stdout=log, stderr=log, preexec_fn=die_with_parent)
		try:
			# it has its ports before its socket
			assert wait_for(lambda: (tmp_path / "socket").exists() and answers(tls_port), 30), (
				tmp_path / "log"
			).read_text()
			yield Balancer(port, tls_port, certificate)
		finally:
			process.terminate()
			process.wait(30)


def free_ports(count: int) -> list[int]:
	with ExitStack() as held:
		free = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _each in range(count)]
		return [each.getsockname()[1] for each in free]


def answers(port: int) -> bool:
	with socket.socket() as line:
		return line.connect_ex(("127.0.0.1", port)) == 0


def test_who_comes_without_tls_is_told_where_it_is(balancer):
	answer = balancer.ask(balancer.plain)
	assert (answer.status_code, answer.headers["Location"]) == (301, f"https://{DOMAIN}/app?a=1")


def test_who_waits_for_a_host_that_dies_is_told(balancer):
	told_in_his_kind(balancer, 503)


def test_who_waits_for_too_long_is_told(balancer, host):
	host.is_slow = True
	told_in_his_kind(balancer, 504)


@pytest.fixture
def states(balancer, host, tmp_path) -> Callable[[], dict[str, str]]:
	"""What the balancer thinks of the host, by backend; it has found it ready."""

	def states() -> dict[str, str]:
		rows = served_by(tmp_path / "socket")
		return {row["pxname"]: row["status"] for row in rows if row["svname"] == host.name}

	assert wait_for(lambda: states()["web"].startswith("UP") and states()["web_desk"].startswith("UP"), 10)
	return states


def test_a_host_whose_processes_are_all_at_work_is_not_away(host, states):
	host.is_busy = True
	assert wait_for(lambda: host.waiting, 10)
	# longer than it takes to find out that one is gone
	time.sleep(8)
	assert states()["web"].startswith("UP") and len(host.waiting) == 1


def test_who_finds_no_host_is_told(balancer, host, states):
	host.is_ready = False
	# the second backend asks nobody by itself
	assert wait_for(lambda: "DOWN" in states()["web"] and "DOWN" in states()["web_desk"], 30), states()
	told_in_his_kind(balancer, 503)


def told_in_his_kind(balancer: Balancer, status: int) -> None:
	page = balancer.ask(balancer.url, Accept="text/html")
	assert (page.status_code, page.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
	assert is_told(page.text)
	for headers in DESK:
		answer = balancer.ask(balancer.url, **headers)
		assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json"), headers
		assert is_told(json_text(answer)) and answer.headers["Retry-After"] == "15"
