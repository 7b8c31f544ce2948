"""The served test site behind nginx, with TLS, as `make production` sets both up: on loopback, on ports of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from bootstrap import ports
from bootstrap.processes import die_with_parent
from bootstrap.production.command import self_made_certificate
from bootstrap.production.files import gunicorn
from bootstrap.production.settings import Settings
from bootstrap.project import Log, filled
from tests.nginx import write_nginx
from tests.served import leading

ROOT = Path(os.environ["BENCH_ROOT"])
DOMAIN = "con-center.test"
SECONDS = 60
# A process that is given its socket as systemd gives it: descriptor 3, and the number of the process in LISTEN_PID.
AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execvp(sys.argv[2], sys.argv[2:])
"""


class Here(Settings):
	"""Settings of an office, on this bench."""

	@property
	def bench(self) -> Path:
		return ROOT


class Web:
	"""gunicorn as the unit starts it; the socket is held here, as systemd holds it."""

	def __init__(self, settings: Settings, log: Path) -> None:
		self.settings = settings
		self.log = log
		self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
		self.listener.bind(str(settings.web_socket))
		self.listener.listen(2048)
		self.process: subprocess.Popen | None = None

	def start(self) -> None:
		number = self.listener.fileno()
		argv = [sys.executable, "-c", AS_SYSTEMD, number, *gunicorn(self.settings)]
		with self.log.open("ab") as log:
			self.process = subprocess.Popen(
				[str(word) for word in argv],
				cwd=ROOT / "sites",
				stdout=log,
				stderr=log,
				pass_fds=[number],
				preexec_fn=die_with_parent,
			)

	def stop(self) -> None:
		if self.process:
			self.process.send_signal(signal.SIGTERM)
			self.process.wait(60)
			self.process = None


class Proxied:
	"""The site as somebody meets it in production."""

	def __init__(self, settings: Settings, certificate: Path, web: Web) -> None:
		self.settings = settings
		self.certificate = certificate
		self.web = web
		self.http = f"http://{DOMAIN}:{settings.values['ports']['http']}"

	@property
	def url(self) -> str:
		return self.settings.url

	def visitor(self) -> "Visitor":
		return Visitor(self)

	def admin(self) -> "Visitor":
		visitor = self.visitor()
		answer = visitor.sign_in()
		assert answer.ok, answer.text
		return visitor


class Visitor(requests.Session):
	def __init__(self, site: Proxied) -> None:
		super().__init__()
		self.site = site
		self.trust_env = False
		self.verify = str(site.certificate)
		self.headers.update({"Accept": "application/json", "Accept-Language": "th"})

	def ask(self, path: str, method: str = "GET", **values) -> requests.Response:
		values.setdefault("allow_redirects", False)
		url = path if "://" in path else f"{self.site.url}{path}"
		return self.request(method, url, timeout=SECONDS, **values)

	def sign_in(self, **values) -> requests.Response:
		login = {"usr": "Administrator", "pwd": os.environ["ADMIN_PASSWORD"]}
		return self.ask("/api/method/login", "POST", data=login, **values)


@pytest.fixture(scope="session")
def named_here() -> Iterator[None]:
	"""The name of the site leads to this machine."""
	with leading(DOMAIN, "127.0.0.1"):
		yield


@pytest.fixture(scope="session")
def settings(tmp_path_factory) -> Settings:
	folder = tmp_path_factory.mktemp("production")
	text = filled(ROOT / "config/production/production.toml", {"domain": DOMAIN})
	values = tomllib.loads(text)
	chosen = ports.choose("127.0.0.1", {"http": 8480, "https": 8443, "realtime": 8490})
	chosen["socketio"] = urlsplit(os.environ["SOCKETIO_URL"]).port
	values["ports"] = chosen
	values["site"] = os.environ["SITE"]
	values["web"] |= {"workers": 2, "upload_megabytes": 1, "listen": ["127.0.0.1"]}
	return Here(values, etc=folder / "etc", runtime=folder)


@pytest.fixture(scope="session")
def proxied(settings, named_here) -> Iterator[Proxied]:
	folder = settings.runtime
	log = Log(folder / "log")
	self_made_certificate(settings.certificate, settings.key, DOMAIN, log)
	argv = write_nginx(ROOT, settings, folder)
	web = Web(settings, folder / "web.log")
	web.start()
	server = subprocess.Popen([str(word) for word in argv], preexec_fn=die_with_parent)
	site = Proxied(settings, settings.certificate, web)
	try:
		wait_until_it_answers(site, folder)
		yield site
	finally:
		server.terminate()
		server.wait(30)
		web.stop()


def wait_until_it_answers(site: Proxied, folder: Path) -> None:
	deadline = time.monotonic() + SECONDS
	while time.monotonic() < deadline:
		try:
			if site.visitor().ask("/api/method/ping").ok:
				return
		except requests.ConnectionError:
			pass
		time.sleep(0.2)
	logs = [path.read_text(errors="replace")[-2000:] for path in folder.glob("*.log")]
	raise AssertionError("\n".join(logs))


@pytest.fixture
def guest(proxied) -> Visitor:
	return proxied.visitor()


@pytest.fixture(scope="session")
def admin(proxied) -> Visitor:
	return proxied.admin()


def message_of(answer: requests.Response) -> str:
	"""What the desk shows of an answer."""
	return json.loads(json.loads(answer.json()["_server_messages"])[0])["message"]
