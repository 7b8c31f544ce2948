"""Which functions and pages of the server a browser asks for."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

CALLS = "/api/method/"


class Recorder:
	def __init__(self):
		self.doors: set[str] = set()

	def note(self, request) -> None:
		if door := door_of(request):
			self.doors.add(door)

	def write(self, path: Path) -> None:
		path.write_text("".join(f"{door}\n" for door in sorted(self.doors)))


def door_of(request) -> str | None:
	"""Return the function that a request of the desk calls (a dotted name), or the first part of its path."""
	address = urlsplit(request.url)
	sent = parse_qs(address.query)
	if request.method == "POST" and "urlencoded" in (request.headers.get("content-type") or ""):
		sent = {**sent, **parse_qs(request.post_data or "")}
	if "cmd" in sent:
		return sent["cmd"][0]
	path = unquote(address.path)
	if path.startswith(CALLS):
		return path.removeprefix(CALLS)
	if path.startswith(("/assets/", "/socket.io")) or address.scheme not in ("http", "https"):
		return None
	return "/".join(path.split("/")[:3])
