"""What an office decides about its installation: /etc/con-center/production.toml and mail.toml."""

import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from bootstrap.project import SetupError, read_toml

FOLDER = Path("/etc/con-center")
TEMPLATES = Path(__file__).resolve().parents[2] / "config" / "production"
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
USER = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
SIZE = re.compile(r"\d{1,6}([KMGkmg][bB]?|%)?")
QUEUES = ("short", "default", "long")
ENCRYPTIONS = ("starttls", "ssl", "none")


@dataclass(frozen=True)
class Settings:
	"""The settings, as the file has them, and the places that follow from them. `etc`: the folder of the files themselves."""

	values: dict[str, Any]
	etc: Path = FOLDER
	runtime: Path = Path("/run/con-center")
	mail: dict[str, Any] = field(default_factory=dict)

	@property
	def domain(self) -> str:
		return self.values["domain"]

	@property
	def site(self) -> str:
		"""A site of Frappe is named by the domain under which it is reached."""
		return self.values.get("site") or self.domain

	@property
	def user(self) -> str:
		return self.values["machine"]["user"]

	@property
	def home(self) -> Path:
		return Path(self.values["machine"]["home"])

	@property
	def bench(self) -> Path:
		return self.home / "bench"

	@property
	def backups(self) -> Path:
		return Path(self.values["machine"]["backups"])

	@property
	def is_self_made(self) -> bool:
		return not self.values["tls"]["certificate"]

	@property
	def certificate(self) -> Path:
		return Path(self.values["tls"]["certificate"] or self.etc / "self-made.crt")

	@property
	def key(self) -> Path:
		return Path(self.values["tls"]["key"] or self.etc / "self-made.key")

	@cached_property
	def web_workers(self) -> int:
		return self.values["web"]["workers"] or 2 * (os.cpu_count() or 1) + 1

	@property
	def url(self) -> str:
		port = self.values["ports"]["https"]
		return f"https://{self.domain}" + ("" if port == 443 else f":{port}")

	@property
	def listening(self) -> list[tuple[str, int]]:
		"""Addresses and ports of https on this machine."""
		addresses = [each.strip("[]") for each in self.values["web"]["listen"]] or ["127.0.0.1"]
		return [(address, self.values["ports"]["https"]) for address in addresses]

	@property
	def web_socket(self) -> Path:
		return self.runtime / "web.sock"


def read_settings(folder: Path = FOLDER) -> Settings:
	"""The settings of this machine. Raises SetupError, which says what to change.

	What the file does not say, because it is older than a setting, is as in the template.
	"""
	file = folder / "production.toml"
	values = merged(read_toml(TEMPLATES / "production.toml"), read_file(file))
	mail_file = folder / "mail.toml"
	mail = read_file(mail_file) if mail_file.exists() else {}
	check(values, str(file))
	check_mail(mail, str(mail_file))
	return Settings(values, mail=mail)


def read_file(file: Path) -> dict[str, Any]:
	try:
		return read_toml(file)
	except OSError as error:
		raise SetupError(f"{file} cannot be read ({error.strerror}).") from None
	except ValueError as error:
		raise SetupError(f"{file} is not TOML: {error}") from None


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
	"""Values of `over` in place of those of `base`; SetupError for one that `base` does not know."""
	if unknown := set(over) - set(base):
		raise SetupError(f"There is no setting {', '.join(sorted(unknown))}.")
	return {
		name: merged(value, over.get(name, {})) if isinstance(value, dict) else over.get(name, value)
		for name, value in base.items()
	}


def check(values: dict[str, Any], file: str) -> None:
	"""Refuses what would be written into the files of others without meaning what it should."""
	machine, tls, web = values["machine"], values["tls"], values["web"]
	places = [machine["home"], machine["backups"], *filter(None, (tls["certificate"], tls["key"]))]
	numbers = [
		*(values["ports"].values()), *(values["workers"].values()), web["threads"], web["timeout"], web["max_requests"],
		web["workers"], web["upload_megabytes"], tls["hsts_seconds"], values["backup"]["keep"],
		values["backup"]["binary_log_days"], values["logs"]["weeks"],
	]  # fmt: skip
	times = (values["backup"]["at"], values["backup"]["check_at"])
	rules = {
		"domain is a name as in con.example.go.th": DOMAIN.fullmatch(values["domain"]),
		"machine.user is a name of small letters": USER.fullmatch(machine["user"])
		and machine["user"] != "root",
		"machine.home is not below /home or /root, which the services do not see": not machine[
			"home"
		].startswith(("/home", "/root")),
		"folders and files are absolute paths without blanks": all(is_plain(place) for place in places),
		"tls.certificate and tls.key are given together": bool(tls["certificate"]) == bool(tls["key"]),
		"memory is a size, or a part of the machine's": all(
			SIZE.fullmatch(str(size)) for size in values["memory"].values()
		),
		"numbers are whole numbers from 0 on": all(type(number) is int and number >= 0 for number in numbers),
		"at least one worker for each queue, a thread and a kept backup": all(
			(*values["workers"].values(), web["threads"], values["backup"]["keep"])
		),
		"trusted_proxies are addresses or networks": all(is_network(each) for each in web["trusted_proxies"]),
		"listen has addresses": all(is_address(each) for each in web["listen"]),
		"times are as in systemd.time(7)": all(re.fullmatch(r"[A-Za-z0-9*:/,. ~-]+", each) for each in times),
	}
	for rule, holds in rules.items():
		if not holds:
			raise SetupError(f"{file}: {rule}.")


def check_mail(mail: dict[str, Any], file: str) -> None:
	if not mail.get("server"):
		return
	if mail.get("encryption") not in ENCRYPTIONS:
		raise SetupError(f"{file}: encryption is one of {', '.join(ENCRYPTIONS)}.")
	if "@" not in mail.get("sender", ""):
		raise SetupError(f"{file}: sender is an address.")


def is_plain(path: str) -> bool:
	return re.fullmatch(r"(/[\w.+-]+)+", path) is not None and ".." not in path


def is_address(text: str) -> bool:
	bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
	return is_network(bare) and "/" not in bare and (":" in bare) == (bare != text)


def is_network(text: str) -> bool:
	try:
		ip_network(text)
	except ValueError:
		return False
	return True
