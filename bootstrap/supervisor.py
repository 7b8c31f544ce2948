"""One process manager: starts servers in order, restarts those that end, and stops them in the opposite order."""

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
# A server that ends so soon after its start has not worked.
EARLY_SECONDS = 60
# After so many early ends in a row it is given up.
MOST_DEATHS = 5
# Seconds before the next start, by the number of early ends.
WAITS = (0, 1, 2, 5, 10)


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


@dataclass
class Life:
	"""What is remembered of a server between its lives."""

	began: float = 0
	deaths: int = 0
	again: float = 0
	is_over: bool = False

	def end(self, got_ready: bool = True) -> None:
		"""Notes a death. One that comes early makes the wait for the next start longer; a long life clears the record."""
		now = time.monotonic()
		is_early = not got_ready or now - self.began < EARLY_SECONDS
		self.deaths = self.deaths + 1 if is_early else 1
		self.again = now + WAITS[min(self.deaths, len(WAITS)) - 1]
		self.is_over = True


class Supervisor:
	"""Owns processes, and restarts those that end by themselves. Whatever way its own process ends, they end too."""

	def __init__(self, logs: Path) -> None:
		self.logs = logs
		# in the order of their start, which is the order in which they need each other
		self.running: dict[str, tuple[Service, subprocess.Popen]] = {}
		self.lives: dict[str, Life] = {}
		self.ended = threading.Event()
		self.changing = threading.RLock()

	def start(self, service: Service) -> None:
		"""Starts a server and returns when it is ready. Raises SetupError when it ends or takes too long."""
		with self.changing:
			if not self.launch(service):
				self.stop(service.name)
				raise SetupError(f"{service.name} did not start:\n{self.last_lines(service.name)}")

	def launch(self, service: Service) -> bool:
		"""Starts a server, and tells whether it got ready in time."""
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
		self.lives.setdefault(service.name, Life()).began = time.monotonic()
		deadline = time.monotonic() + service.start_seconds
		while not (ready := service.ready()):
			if process.poll() is not None or time.monotonic() > deadline or self.ended.wait(0.1):
				break
		return ready and process.poll() is None

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

	# while they run

	def watch(self) -> str | None:
		"""Restarts what ends by itself, until `end()`: then None. Returns the name of a server that does not stay up."""
		while not self.ended.wait(0.5):
			with self.changing:
				if lost := self.revive():
					return lost
		return None

	def watch_beside(self) -> None:
		"""Watches in a thread of its own. What it restarts lives no longer than that thread: it ends with all servers."""

		def watch() -> None:
			if lost := self.watch():
				report_loss(self, lost)

		threading.Thread(target=watch, daemon=True).start()

	def revive(self) -> str | None:
		"""Restarts what has ended, the first started first; what comes later needs it and waits.

		Returns the name of a server that has ended too often.
		"""
		for name, (service, process) in list(self.running.items()):
			life = self.lives[name]
			if process.poll() is None:
				continue
			if not life.is_over:
				life.end()
				self.tell(f"{name} ended by itself ({how_it_ended(process.returncode)}).")
				# children that it left hold its port
				end_session(process, service.stop_seconds)
			if life.deaths > MOST_DEATHS:
				return name
			if time.monotonic() < life.again or not self.restart(service):
				return None
		return None

	def restart(self, service: Service) -> bool:
		if self.launch(service):
			self.lives[service.name].is_over = False
			self.tell(f"{service.name} runs again.")
			return True
		if not self.ended.is_set():
			_, process = self.running[service.name]
			end_session(process, service.stop_seconds)
			self.lives[service.name].end(got_ready=False)
			self.tell(f"{service.name} did not start.")
		return False

	def tell(self, text: str) -> None:
		"""Says it in the terminal, and with the time in logs/servers.log."""
		warn(text)
		with self.log_path("servers").open("a") as file:
			file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")

	def end(self, *_: object) -> None:
		"""Makes `watch` return; may be called by a signal."""
		self.ended.set()

	def stop(self, *names: str) -> None:
		"""Stops the named servers, or all: the last started first."""
		with self.changing:
			for name in reversed(list(self.running)):
				if not names or name in names:
					service, process = self.running.pop(name)
					self.lives.pop(name, None)
					end_session(process, service.stop_seconds)

	def __enter__(self) -> "Supervisor":
		return self

	def __exit__(self, *_: object) -> None:
		handlers = {
			number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)
		}
		try:
			self.end()
			self.stop()
		finally:
			for number, handler in handlers.items():
				signal.signal(number, handler)


def how_it_ended(code: int) -> str:
	return f"signal {-code}" if code < 0 else f"code {code}"


def report_loss(supervisor: Supervisor, name: str) -> None:
	supervisor.tell(
		f"{name} does not stay up: it has ended {supervisor.lives[name].deaths} times in a row, so it is given up. "
		f"Its last words:\n{supervisor.last_lines(name)}"
	)
