"""The served test site as a client without a browser meets it, and the demo data on it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import requests

PASSWORD = "con-center-demo"
DOMAIN = "con-center.example"


def this_day() -> date:
	"""Today where the offices are, wherever the tests run."""
	return datetime.now(ZoneInfo("Asia/Bangkok")).date()


def base_url() -> str:
	return os.environ["BASE_URL"]


def on_site(code: str, seconds: float = 600) -> None:
	"""Run Python code on the site, in a process of its own, and commit."""
	bench = Path(os.environ["BENCH_ROOT"])
	python = bench / "env" / "bin" / "python"
	site = os.environ["SITE"]
	before = f"import frappe; frappe.init(site={site!r}); frappe.connect(); "
	subprocess.run(
		[
			python if python.exists() else sys.executable,
			"-W",
			"ignore",
			"-c",
			f"{before}{code}; frappe.db.commit()",
		],
		cwd=bench / "sites",
		check=True,
		timeout=seconds,
	)


def load_demo() -> None:
	"""Load the demo data, if they are not there: through documents, permissions and workflow as users make them."""
	on_site("from con_center.setup import demo; demo.load()", 1800)


def check_log() -> None:
	"""Let the log of approvals be verified: nothing in it is broken, and nothing lost."""
	on_site(
		"from con_center.approval.log import verify_all; said = verify_all(); "
		"assert not said['broken'] and not said['lost'], said"
	)


@contextmanager
def leading(name: str, address: str) -> Iterator[None]:
	"""While this is open, a name leads to an address."""
	find = socket.getaddrinfo
	socket.getaddrinfo = lambda host, *more, **named: find(address if host == name else host, *more, **named)
	try:
		yield
	finally:
		socket.getaddrinfo = find


class Client(requests.Session):
	"""A session of one user; `login` is one of the demo's, or Administrator."""

	def __init__(self, login: str = "Administrator", url: str | None = None):
		super().__init__()
		self.url = url or base_url()
		self.trust_env = False
		# of the certificate of a test's own
		self.verify = os.environ.get("BASE_CERTIFICATE", True)
		# a connection that is kept may be closed by the server at the moment of the next request
		self.headers["Connection"] = "close"
		is_demo = login != "Administrator"
		answer = self.post(
			f"{self.url}/api/method/login",
			data={
				"usr": f"{login}@{DOMAIN}" if is_demo else login,
				"pwd": PASSWORD if is_demo else os.environ["ADMIN_PASSWORD"],
			},
			timeout=60,
		)
		answer.raise_for_status()

	def ask(self, method: str, seconds: float = 150, **values) -> requests.Response:
		return self.get(f"{self.url}/api/method/{method}", params=values, timeout=seconds)
