"""How mail goes out, as mail.toml says: by Frappe's account, and by the program that needs no Frappe."""

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bootstrap.production.settings import Settings
from bootstrap.production.tell import main, message, send
from bootstrap.project import SetupError
from tests.served import on_site

ROOT = Path(os.environ["BENCH_ROOT"])
SCRIPT = ROOT / "bootstrap" / "server" / "outgoing_mail.py"


class Post(socketserver.StreamRequestHandler):
	"""As much of SMTP as a sender needs."""

	def handle(self) -> None:
		self.wfile.write(b"220 post.test\r\n")
		while line := self.rfile.readline():
			word = line[:4].upper().strip()
			if word == b"DATA":
				self.wfile.write(b"354 go on\r\n")
				self.server.received.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
			self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
			if word == b"QUIT":
				return


@pytest.fixture
def post() -> Iterator[socketserver.TCPServer]:
	with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
		server.received = []
		threading.Thread(target=server.serve_forever, daemon=True).start()
		yield server
		server.shutdown()


def settings_of(post) -> dict:
	return {
		"server": "127.0.0.1",
		"port": post.server_address[1],
		"encryption": "none",
		"login": "",
		"password": "",
		"sender": "con@example.go.th",
		"administrators": ["admin@example.go.th"],
	}


def set_up(values: dict) -> subprocess.CompletedProcess:
	return subprocess.run(
		[sys.executable, SCRIPT],
		input=json.dumps({"site": os.environ["SITE"], **values}),
		cwd=ROOT / "sites",
		capture_output=True,
		text=True,
		timeout=120,
	)


@pytest.fixture
def without_account_afterwards(admin) -> Iterator[None]:
	yield
	code = "frappe.delete_doc('Email Account', 'CON Center', force=True, ignore_missing=True)"
	on_site(code)


def test_frappes_account_is_set_up_and_again(admin, post, without_account_afterwards):
	for sender in ("con@example.go.th", "other@example.go.th"):
		done = set_up({**settings_of(post), "sender": sender})
		assert done.returncode == 0, done.stderr[-2000:]
		account = admin.ask("/api/resource/Email Account/CON Center").json()["data"]
		assert (account["email_id"], account["default_outgoing"], account["use_tls"]) == (sender, 1, 0)
		assert account["smtp_server"] == "127.0.0.1" and not account.get("enable_incoming")


def test_a_server_that_is_not_there_is_told_at_once(post, without_account_afterwards):
	values = settings_of(post)
	post.shutdown()
	post.server_close()
	assert set_up(values).returncode != 0


def test_administrators_are_told_what_failed(post):
	settings = Settings({"domain": "con.example.go.th"}, mail=settings_of(post))
	send(settings.mail, message(settings, "con-center-backup.service"))
	assert len(post.received) == 1 and "To: admin@example.go.th" in post.received[0]


def test_with_nobody_to_tell_it_ends_with_an_error(tmp_path):
	(tmp_path / "production.toml").write_text('domain = "con.example.go.th"\n')
	with pytest.raises(SetupError, match="names nobody"):
		main([str(tmp_path), "con-center-backup.service"])
