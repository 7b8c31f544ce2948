"""What the user sees, and the log that has the details."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class _Line:
	"""Whether a line was begun that waits for its end."""

	is_open = False


def say(text: str = "") -> None:
	print(("\n" if _Line.is_open else "") + text, flush=True)
	_Line.is_open = False


def warn(text: str) -> None:
	print(("\n" if _Line.is_open else "") + text, file=sys.stderr, flush=True)
	_Line.is_open = False


class Log:
	"""A file for everything that the steps print; each run starts a new one and keeps the last."""

	def __init__(self, path: Path) -> None:
		path.parent.mkdir(parents=True, exist_ok=True)
		if path.exists() and path.stat().st_size:
			path.replace(path.with_suffix(".old.log"))
		self.path = path
		self.file = path.open("ab", buffering=0)

	def write(self, text: str) -> None:
		stamp = time.strftime("%H:%M:%S")
		self.file.write(f"{stamp} {text}\n".encode())


def duration(seconds: float) -> str:
	return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds // 60)} min {seconds % 60:.0f} s"


@contextmanager
def timed_line(head: str) -> Iterator[None]:
	"""Prints `head …` at once, and how long it took (or that it failed) when it is over."""
	started = time.monotonic()
	print(f"{head} … ", end="", flush=True)
	_Line.is_open = True
	outcome = "failed"
	try:
		yield
		outcome = duration(time.monotonic() - started)
	except KeyboardInterrupt:
		outcome = "stopped"
		raise
	finally:
		print(outcome if _Line.is_open else f"{head} … {outcome}", flush=True)
		_Line.is_open = False
