"""One process manager: starts servers in order, watches them, and stops them in the opposite order."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap.console import warn
from bootstrap.processes import die_with_parent, end_session, tail
from bootstrap.project import SetupError

LOG_LIMIT = 20 * 2**20


@dataclass
class Service:
	"""A server: how to start it, and how to see that it is ready."""

	name: str
	argv: Sequence[str | Path]
	cwd: Path
	env: Mapping[str, str]
	ready: Callable[[], bool] = lambda: True
	start_seconds: float = 60
	stop_seconds: float = 30


class Supervisor:
	"""Owns processes. Whatever way its own process ends, they end too."""

	def __init__(self, logs: Path) -> None:
		self.logs = logs
		self.running: dict[str, tuple[Service, subprocess.Popen]] = {}
		self.ended = threading.Event()

	def start(self, service: Service) -> None:
		"""Starts a server and returns when it is ready. Raises SetupError when it ends or takes too long."""
		process = subprocess.Popen(
			[str(word) for word in service.argv],
			cwd=service.cwd,
			env=dict(service.env),
			stdin=subprocess.DEVNULL,
			stdout=self.open_log(service.name),
			stderr=subprocess.STDOUT,
			start_new_session=True,
			preexec_fn=die_with_parent,
		)
		self.running[service.name] = (service, process)
		deadline = time.monotonic() + service.start_seconds
		while not (ready := service.ready()):
			if process.poll() is not None or time.monotonic() > deadline:
				break
			time.sleep(0.1)
		if not ready or process.poll() is not None:
			self.stop(service.name)
			raise SetupError(f"{service.name} did not start:\n{self.last_lines(service.name)}")

	def open_log(self, name: str) -> int:
		path = self.log_path(name)
		path.parent.mkdir(parents=True, exist_ok=True)
		if path.exists() and path.stat().st_size > LOG_LIMIT:
			path.replace(path.with_suffix(".old.log"))
		return path.open("ab")

	def log_path(self, name: str) -> Path:
		return self.logs / f"{name}.log"

	def last_lines(self, name: str) -> str:
		path = self.log_path(name)
		return f"{tail(path.read_text(errors='replace'))}\n(all of it: {path})"

	def watch(self) -> str | None:
		"""Waits until something ends by itself, and returns its name; None after `end()`."""
		while not self.ended.wait(0.5):
			for name, (_, process) in self.running.items():
				if process.poll() is not None:
					return name
		return None

	def end(self, *_: object) -> None:
		"""Makes `watch` return; may be called by a signal."""
		self.ended.set()

	def stop(self, *names: str) -> None:
		"""Stops the named servers, or all: the last started first."""
		for name in reversed(list(self.running)):
			if not names or name in names:
				service, process = self.running.pop(name)
				end_session(process, service.stop_seconds)

	def __enter__(self) -> "Supervisor":
		return self

	def __exit__(self, *_: object) -> None:
		handlers = {
			number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)
		}
		try:
			self.stop()
		finally:
			for number, handler in handlers.items():
				signal.signal(number, handler)


def report_end(supervisor: Supervisor, name: str) -> None:
	warn(f"{name} ended by itself:\n{supervisor.last_lines(name)}")
