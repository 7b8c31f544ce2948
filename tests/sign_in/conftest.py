"""The served test site, asked by HTTP as browsers and strangers ask it."""

import json
import os
import secrets
import subprocess
from pathlib import Path

import pytest
import requests

SECONDS = 60


class Site:
	"""The site as one visitor meets it: `ask` sends a request with his cookies, from an address of his own."""

	def __init__(self, base: str, address: str | None = None):
		self.base = base
		self.session = requests.Session()
		self.session.headers.update({"Accept": "application/json", "Accept-Language": "th"})
		self.address = address or f"198.51.100.{secrets.randbelow(250)}-{secrets.token_hex(3)}"

	def ask(self, method: str, path: str, **values) -> requests.Response:
		# a connection that was kept may just be closed by the server
		headers = {"X-Forwarded-For": self.address, "Connection": "close", **values.pop("headers", {})}
		values.setdefault("allow_redirects", False)
		return self.session.request(method, f"{self.base}{path}", headers=headers, timeout=SECONDS, **values)

	def sign_in(self, user: str, password: str, **more) -> requests.Response:
		return self.ask("POST", "/api/method/login", data={"usr": user, "pwd": password, **more})

	def call(self, name: str, **values) -> dict:
		answer = self.ask("POST", f"/api/method/{name}", json=values)
		assert answer.ok, answer.text
		return answer.json().get("message")


@pytest.fixture
def base_url() -> str:
	return os.environ["BASE_URL"]


@pytest.fixture
def guest(base_url) -> Site:
	return Site(base_url)


@pytest.fixture
def at(base_url):
	"""A function that gives a visitor from this address."""
	return lambda address: Site(base_url, address)


@pytest.fixture(scope="session")
def admin() -> Site:
	"""Administrator; without a token, since he comes with no page of ours."""
	site = Site(os.environ["BASE_URL"])
	assert site.sign_in("Administrator", os.environ["ADMIN_PASSWORD"]).ok
	return site


@pytest.fixture(scope="session")
def account(admin):
	"""A function that makes an account with roles, and gives its name and password."""

	def make(*roles: str) -> tuple[str, str]:
		user, password = f"{secrets.token_hex(5)}@sign-in.example", secrets.token_urlsafe(12)
		answer = admin.ask(
			"POST",
			"/api/resource/User",
			json={
				"email": user,
				"first_name": "ทดสอบ",
				"send_welcome_email": 0,
				"new_password": password,
				"language": "th",
				"roles": [{"role": role} for role in (*roles, "CON District Officer")],
			},
		)
		assert answer.ok, answer.text
		return user, password

	return make


@pytest.fixture
def settings(admin):
	"""A function that changes System Settings for the length of a test."""
	path, before = "/api/resource/System Settings/System Settings", {}

	def change(**values) -> None:
		now = admin.ask("GET", path).json()["data"]
		before.update({field: now.get(field) for field in values if field not in before})
		assert admin.ask("PUT", path, json=values).ok

	yield change
	if before:
		assert admin.ask("PUT", path, json=before).ok


@pytest.fixture(scope="session")
def officer(account) -> Site:
	"""An officer who has signed in."""
	site = Site(os.environ["BASE_URL"])
	assert site.sign_in(*account()).ok
	return site


def execute(function: str, **values):
	"""Run a function on the site's console; return what it gives."""
	bench = Path(os.environ["BENCH_ROOT"])
	done = subprocess.run(
		[
			*(bench / "env" / "bin" / "python", "-m", "frappe.utils.bench_helper", "frappe"),
			*("--site", os.environ["SITE"], "execute", function, "--kwargs", json.dumps(values)),
		],
		cwd=bench / "sites",
		capture_output=True,
		text=True,
		timeout=120,
		check=True,
	)
	printed = done.stdout.strip().splitlines()
	return read(printed[-1]) if printed else None


def read(printed: str):
	"""What Frappe has printed: JSON, or in Frappe 16 a text as it is."""
	try:
		return json.loads(printed)
	except ValueError:
		return printed
