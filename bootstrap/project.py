"""The folders of the bench and what `config/` pins."""

import fcntl
import hashlib
import json
import os
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from bootstrap.console import Log

# sockaddr_un holds 108 bytes, the last of them zero.
LONGEST_SOCKET_PATH = 107
# supervisord first makes its socket under the number of its process.
LONGEST_SOCKET = "benchmark/sock.4194304"


class SetupError(Exception):
	"""Something that the user can act on; its message is shown without a traceback."""


class Project:
	"""One bench: the repository at `root`, and everything that the bootstrap keeps below it."""

	def __init__(self, root: Path, log_name: str = "setup") -> None:
		self.root = root.resolve()
		self.log_name = log_name
		self.config_folder = self.root / "config"
		self.apps = self.root / "apps"
		self.sites = self.root / "sites"
		self.env = self.root / "env"
		self.logs = self.root / "logs"
		self.patches = self.root / "patches"
		self.local = self.root / ".local"
		self.frappe = self.apps / "frappe"
		self.python = self.env / "bin" / "python"
		self.tools = self.local / "tools"
		self.node_tools = self.local / "node"
		self.programs = self.local / "bin"
		self.state = self.local / "state"

	@cached_property
	def log(self) -> Log:
		"""Of this run: what the programs print that it calls."""
		return Log(self.logs / f"{self.log_name}.log")

	@cached_property
	def settings(self) -> dict[str, Any]:
		return read_toml(self.config_folder / "bench.toml")

	@cached_property
	def sources(self) -> dict[str, Any]:
		return read_toml(self.config_folder / "frappe.toml")

	@property
	def host(self) -> str:
		return os.environ.get("LISTEN_HOST") or self.settings["host"]

	@property
	def address(self) -> str:
		"""Where this machine reaches what listens on `host`."""
		return "127.0.0.1" if self.host == "0.0.0.0" else self.host

	def wanted_ports(self, table: str) -> dict[str, int]:
		"""The ports of a table of config/bench.toml, moved up by PORT_OFFSET: for benches started side by side."""
		offset = int(os.environ.get("PORT_OFFSET") or 0)
		return {name: port + offset for name, port in self.settings[table].items()}

	@cached_property
	def cache(self) -> Path:
		"""What the next bench of the same user can use again: clones, downloads."""
		base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
		return Path(base) / "con-center"

	@cached_property
	def runtime(self) -> Path:
		"""A folder whose path is short enough for sockets."""
		folder = self.local / "run"
		if len(str(folder / LONGEST_SOCKET).encode()) <= LONGEST_SOCKET_PATH:
			return folder
		mark = hashlib.sha256(str(self.root).encode()).hexdigest()[:12]
		return Path(tempfile.gettempdir()) / f"con-center-{os.getuid()}-{mark}"

	def app_names(self) -> list[str]:
		"""The apps of the bench, in the order in which they load; those that are there."""
		names = (self.sites / "apps.txt").read_text().split()
		return [name for name in names if name == "frappe" or (self.apps / name).is_dir()]

	def make_folders(self) -> None:
		for folder in (self.apps, self.sites, self.logs, self.local, self.state, self.programs):
			folder.mkdir(parents=True, exist_ok=True)
		(self.config_folder / "pids").mkdir(exist_ok=True)
		self.runtime.mkdir(mode=0o700, exist_ok=True)
		if self.runtime.stat().st_uid != os.getuid():
			raise SetupError(f"{self.runtime} belongs to somebody else; remove it, or use a shorter path.")

	def render(self, template: str, path: Path, values: dict[str, object]) -> Path:
		"""Writes a file of config/ with its {placeholders} filled in."""
		write_private(path, filled(self.config_folder / template, values))
		return path

	def read_state(self, name: str) -> dict[str, Any]:
		"""What an earlier run left under this name; empty if nothing readable."""
		try:
			return json.loads((self.state / f"{name}.json").read_text())
		except (OSError, ValueError):
			return {}

	def write_state(self, name: str, values: dict[str, Any]) -> None:
		"""Keeps values for the next run, readable for the user alone."""
		write_private(self.state / f"{name}.json", json.dumps(values, indent=1, sort_keys=True) + "\n")

	def drop_state(self, *names: str) -> None:
		for name in names:
			(self.state / f"{name}.json").unlink(missing_ok=True)


@contextmanager
def locked(path: Path, *, busy: str = "", shared: bool = False) -> Iterator[None]:
	"""Holds a file's lock, which ends with the process, too. Waits for it; with `busy`, raises SetupError instead."""
	path.parent.mkdir(parents=True, exist_ok=True)
	with path.open("a") as file:
		try:
			kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
			fcntl.flock(file, kind | fcntl.LOCK_NB if busy else kind)
		except BlockingIOError:
			raise SetupError(busy) from None
		yield


def read_toml(path: Path) -> dict[str, Any]:
	with path.open("rb") as file:
		return tomllib.load(file)


def filled(template: Path, values: Mapping[str, object]) -> str:
	"""The text of a template with its {placeholders} filled in."""
	text = template.read_text()
	for key, value in values.items():
		text = text.replace("{" + key + "}", str(value))
	return text


def write_private(path: Path, text: str) -> None:
	"""Replaces a file in one move, so that a stop in the middle leaves the old one; mode 600."""
	path.parent.mkdir(parents=True, exist_ok=True)
	new = path.with_name(path.name + ".new")
	new.touch(mode=0o600)
	new.chmod(0o600)
	new.write_text(text)
	new.replace(path)


def update_json(path: Path, values: dict[str, Any]) -> None:
	"""Sets values in a JSON file and keeps the others; None removes one."""
	try:
		content = json.loads(path.read_text())
	except FileNotFoundError:
		content = {}
	wanted = {**content, **values}
	wanted = {key: value for key, value in wanted.items() if value is not None}
	if wanted != content or not path.exists():
		write_private(path, json.dumps(wanted, indent=1, sort_keys=True) + "\n")


def hash_of(*parts: object) -> str:
	"""A short hash over texts, bytes and the content of files and folders."""
	digest = hashlib.sha256()
	for part in parts:
		if isinstance(part, Path):
			for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
				if path.is_file():
					digest.update(str(path.relative_to(part)).encode() + b"\0" + path.read_bytes())
		else:
			digest.update(str(part).encode())
		digest.update(b"\1")
	return digest.hexdigest()[:20]
