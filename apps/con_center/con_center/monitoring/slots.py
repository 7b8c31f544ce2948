"""Files in which the processes of a web server count: one place for each that runs, taken over by the next.

The library makes files for each process by its number, for ever: Frappe's set-up begins a new process every few thousand
requests. A place is held by a lock that ends with its process, so there are as many as run at once, and what was
counted goes on. Their room on the disk is taken beforehand: a process that writes to a map of a full disk is killed.
"""

import fcntl
import os
import stat
import struct
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import frappe.app
from prometheus_client.multiprocess import MultiProcessCollector

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# holds more than all doors with all answers
BYTES = 1 << 20
KINDS = ("counter", "histogram")
MOST = 1000
# no room, no right, or a file that a crash of the machine has left
UNUSABLE = (OSError, RuntimeError, ValueError)

_held: tuple[int, str, int] | None = None


def folder() -> Path:
	"""Return the folder of this host and bench: PROMETHEUS_MULTIPROC_DIR, else one among the temporary files.

	Raises OSError where it cannot be made, or belongs to somebody else.
	"""
	if not os.environ.get(VARIABLE):
		bench = sha256(os.path.realpath(frappe.app._sites_path).encode()).hexdigest()[:12]
		os.environ[VARIABLE] = f"{tempfile.gettempdir()}/con_center-{os.geteuid()}-{bench}"
	path = Path(os.environ[VARIABLE])
	path.mkdir(mode=0o700, parents=True, exist_ok=True)
	found = path.lstat()
	if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
		raise PermissionError(f"{path} belongs to somebody else")
	return path


def held() -> str:
	"""Return the name of this process's place, and take one the first time. Raises OSError: no room, no right."""
	global _held
	if not _held or _held[0] != os.getpid():
		_held = (os.getpid(), *_take(folder()))
	return _held[1]


def _take(path: Path) -> tuple[str, int]:
	for number in range(MOST):
		lock = os.open(path / f"{number}.lock", os.O_CREAT | os.O_RDWR, 0o600)
		try:
			fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
			_fill(path, number)
		except BlockingIOError:
			os.close(lock)
		except OSError:
			os.close(lock)
			raise
		else:
			# as long as this process runs
			return str(number), lock
	raise OSError(f"more than {MOST} processes in {path}")


def _fill(path: Path, number: int) -> None:
	for kind in KINDS:
		name = path / f"{kind}_{number}.db"
		with open(name, "ab") as file:
			os.posix_fallocate(file.fileno(), 0, BYTES)
			if not _is_whole(name):
				file.truncate(0)
				os.posix_fallocate(file.fileno(), 0, BYTES)


def _is_whole(name: Path) -> bool:
	try:
		MultiProcessCollector.merge([str(name)])
	except (*UNUSABLE, struct.error):
		return False
	return True


def counted() -> Iterator:
	"""Yield the families of what all places of this host have counted; none where the files cannot be read."""
	try:
		yield from MultiProcessCollector.merge(map(str, folder().glob("*.db")))
	except (*UNUSABLE, struct.error):
		return
