"""An installation by `make production`, and visitors of it."""

import re
import secrets
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from .debian import MINUTES, Debian

DOMAIN = "con.example.go.th"
CLONE, FRAPPE = "/opt/con-center", "/opt/frappe"
BENCH, BACKUPS = "/srv/con-center/bench", "/var/backups/con-center"
PASSWORD = secrets.token_urlsafe(18)


class Installation:
	"""The office's machine, and what its people see of it."""

	def __init__(self, debian: Debian) -> None:
		self.debian = debian
		self.run, self.tried = debian.run, debian.tried

	@property
	def url(self) -> str:
		return f"https://{DOMAIN}"

	def make(self, words: str = "") -> subprocess.Popen:
		"""`make production`, begun."""
		said = {"ADMIN_PASSWORD_FILE": "/root/password", "FRAPPE_URL": FRAPPE, "ARGS": words}
		return self.debian.begun("make", "-C", CLONE, "production", **said)

	def make_production(self, words: str = "", minutes: int = 20) -> str:
		process = self.make(words)
		said, _ = process.communicate(timeout=minutes * MINUTES)
		assert process.returncode == 0, said
		return said

	def states(self, *units: str) -> list[str]:
		return self.run("systemctl", "show", "--property=ActiveState", "--value", *units).split()

	def units(self, kind: str) -> list[str]:
		"""Names of the units of ours that are of this kind and are to run."""
		listed = self.run("systemctl", "list-dependencies", "--plain", "con-center.target").split()
		return sorted({word for word in listed if word.startswith("con-center-") and word.endswith(kind)})

	def accounts(self) -> set[str]:
		"""Of MariaDB."""
		return set(self.run("mariadb", "-N", "-e", "select user from mysql.user").split())

	def visitor(self) -> "Visitor":
		return Visitor(self.url)

	def administrator(self) -> "Visitor":
		visitor = self.visitor()
		answer = visitor.post(
			f"{self.url}/api/method/login", data={"usr": "Administrator", "pwd": PASSWORD}, timeout=MINUTES
		)
		assert answer.ok, answer.text
		visitor.headers["X-Frappe-CSRF-Token"] = re.search(
			r'csrf_token = "(\w+)"', visitor.get(f"{self.url}/app").text
		)[1]
		return visitor

	def is_ready(self) -> bool:
		try:
			return self.visitor().get(f"{self.url}/con-health/ready", timeout=MINUTES).status_code == 200
		except requests.ConnectionError:
			return False


class Visitor(requests.Session):
	"""The name leads to this machine; the certificate is the self-made one."""

	def __init__(self, url: str) -> None:
		super().__init__()
		self.url = url
		self.trust_env, self.verify = False, False
		# a connection that is kept may be closed by the server at the moment of the next request
		self.headers["Connection"] = "close"


@contextmanager
def visited(site: Installation, *paths: str) -> Iterator[Counter]:
	"""Meanwhile somebody asks for each of the paths, again and again; what was answered is counted."""
	stop, seen = threading.Event(), Counter()

	def ask(path: str) -> None:
		while not stop.wait(0.2):
			try:
				seen[site.visitor().get(f"{site.url}{path}", timeout=2 * MINUTES).status_code] += 1
			except requests.RequestException as error:
				seen[repr(error)] += 1

	threads = [threading.Thread(target=ask, args=(path,)) for path in paths]
	for thread in threads:
		thread.start()
	try:
		yield seen
	finally:
		stop.set()
		for thread in threads:
			thread.join()
