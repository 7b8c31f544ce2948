"""Running programs: bounded in time and memory, stopped with everything that they started."""

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from bootstrap.console import Log
from bootstrap.project import SetupError

T = TypeVar("T")
_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1
TAIL_LINES = 25
# Seconds that what a process leaves behind may take to end.
LAST_PATIENCE = 3


class CommandFailed(SetupError):
	"""A program ended with an error, or ran into a limit."""

	def __init__(self, argv: Sequence[str], reason: str, output: str) -> None:
		super().__init__(f"{' '.join(argv[:4])} {reason}")
		self.output = output


def die_with_parent() -> None:
	"""Runs in a new child: the kernel ends it when its parent is gone, however that went."""
	_libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def run(
	argv: Sequence[str | Path],
	*,
	log: Log | None = None,
	cwd: Path | None = None,
	env: Mapping[str, str] | None = None,
	seconds: float = 600,
	memory: int | None = None,
	text: str | None = None,
	show: Callable[[str], None] | None = None,
	stop: threading.Event | None = None,
) -> str:
	"""Runs a program to its end and returns what it printed.

	It gets no terminal and no input but `text`. It may take `seconds` of time and, with all its children,
	`memory` MiB; beyond that, and when `stop` is set, everything it started is ended. Raises CommandFailed.
	"""
	words = [str(word) for word in argv]
	if log:
		log.write("$ " + " ".join(words))
	try:
		process = subprocess.Popen(
			words,
			cwd=cwd,
			env=dict(env) if env is not None else None,
			stdin=subprocess.PIPE if text is not None else subprocess.DEVNULL,
			stdout=subprocess.PIPE,
			stderr=subprocess.STDOUT,
			start_new_session=True,
			preexec_fn=die_with_parent,
		)
	except OSError as error:
		raise CommandFailed(words, f"could not be started: {error}", "") from error
	guard = Guard(process, seconds, memory, stop)
	lines: list[str] = []
	try:
		guard.start()
		if text is not None:
			feed(process, text)
		for raw in process.stdout:
			if log:
				log.file.write(raw)
			lines.append(raw.decode(errors="replace"))
			if show:
				show(lines[-1].rstrip("\n"))
		process.wait()
	except BaseException:
		end_session(process)
		raise
	finally:
		guard.done.set()
	output = "".join(lines)
	if guard.reason:
		raise CommandFailed(words, guard.reason, output)
	if process.returncode:
		raise CommandFailed(words, f"ended with code {process.returncode}", output)
	return output


def feed(process: subprocess.Popen, text: str) -> None:
	try:
		process.stdin.write(text.encode())
		process.stdin.close()
	except BrokenPipeError:
		pass


class Guard(threading.Thread):
	"""Watches over one process and its children, and ends them all when they go beyond a limit."""

	def __init__(
		self,
		process: subprocess.Popen,
		seconds: float,
		memory: int | None,
		stop: threading.Event | None = None,
	) -> None:
		super().__init__(daemon=True)
		self.process = process
		self.deadline = time.monotonic() + seconds
		self.seconds = seconds
		self.memory = memory
		self.stop = stop
		self.reason = ""
		self.done = threading.Event()

	def run(self) -> None:
		while not self.done.wait(0.5):
			if time.monotonic() > self.deadline:
				self.reason = f"took longer than {self.seconds:.0f} seconds and was stopped"
			elif self.memory and resident_memory(self.process.pid) > self.memory:
				self.reason = f"took more than {self.memory} MiB of memory and was stopped"
			elif self.stop and self.stop.is_set():
				self.reason = "was stopped"
			if self.reason:
				end_session(self.process, patience=2)
				return


def session_members(session: int) -> list[int]:
	"""The ids of the processes of a session that have not ended."""
	members = []
	for name in os.listdir("/proc"):
		if name.isdigit():
			fields = stat_fields(int(name))
			if fields and fields[0] != "Z" and int(fields[3]) == session:
				members.append(int(name))
	return members


def stat_fields(pid: int) -> list[str]:
	"""The fields of /proc/<pid>/stat after the name: state, parent, group, session…; empty if it is gone."""
	try:
		return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return []


def resident_memory(session: int) -> float:
	"""Memory of all processes of a session, in MiB."""
	page = os.sysconf("SC_PAGE_SIZE")
	return (
		sum(int(fields[21]) * page for pid in session_members(session) if (fields := stat_fields(pid)))
		/ 2**20
	)


def end_session(process: subprocess.Popen, patience: float = 10) -> None:
	"""Ends a process and all of its session: asks it first, then those that it left, and then makes them."""
	process.terminate()
	wait_for(lambda: process.poll() is not None, patience)
	signal_session(process.pid, signal.SIGTERM)
	if not wait_for(lambda: process.poll() is not None and not session_members(process.pid), LAST_PATIENCE):
		signal_session(process.pid, signal.SIGKILL)
	process.wait()


def wait_for(condition: Callable[[], T], seconds: float = 60) -> T:
	"""Waits until the condition holds, for so many seconds; returns what it answered last."""
	deadline = time.monotonic() + seconds
	while not (met := condition()) and time.monotonic() < deadline:
		time.sleep(0.05)
	return met


def signal_session(session: int, number: int) -> None:
	for pid in session_members(session):
		try:
			os.kill(pid, number)
		except ProcessLookupError:
			continue


def explained(error: SetupError) -> str:
	"""What the user is told: with the last words of the program that failed."""
	if not isinstance(error, CommandFailed):
		return str(error)
	return f"{error}\n{tail(error.output)}\nAll details: logs/setup.log"


def tail(text: str, lines: int = TAIL_LINES) -> str:
	return "\n".join(text.splitlines()[-lines:])
