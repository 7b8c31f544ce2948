"""Free ports on the address that the bench listens on."""

import socket
from collections.abc import Iterable

from bootstrap.console import say
from bootstrap.project import SetupError

TRIES = 200


def is_free(host: str, port: int) -> bool:
	"""Whether a server could listen here now."""
	with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((host, port))
			probe.listen(1)
		except OSError:
			return False
	return not answers("127.0.0.1" if host == "0.0.0.0" else host, port)


def answers(host: str, port: int) -> bool:
	"""Whether a server listens here now."""
	try:
		with socket.create_connection((host, port), timeout=1):
			return True
	except OSError:
		return False


def choose(host: str, wanted: dict[str, int], taken: Iterable[int] = ()) -> dict[str, int]:
	"""The wanted ports, or for each that is taken the next free one, which is said."""
	chosen: dict[str, int] = {}
	used = set(taken)
	for name, port in wanted.items():
		chosen[name] = next_free(host, port, used)
		used.add(chosen[name])
		if chosen[name] != port:
			say(f"Port {port} ({name}) is taken; using {chosen[name]}.")
	return chosen


def next_free(host: str, port: int, used: set[int]) -> int:
	for candidate in range(port, min(port + TRIES, 65536)):
		if candidate not in used and is_free(host, candidate):
			return candidate
	raise SetupError(f"No free port from {port} on.")
