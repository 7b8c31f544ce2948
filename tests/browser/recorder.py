"""Which functions of the server the desk asks for: those that officers need open in the table of doors.

`desk.txt` beside the table keeps them. A run of the browser tests that sees one more fails, and the test of the table
fails on one that is not open; `--update-docs` adds what was seen.
"""

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

KEPT = Path(__file__).resolve().parents[2] / "apps/con_center/con_center/seams/doors/desk.txt"
CALLS = "/api/method/"
OF_DOCUMENTS = ("run_doc_method", "runserverobj")


class Recorder:
	def __init__(self):
		self.doors: set[str] = set()

	def note(self, request) -> None:
		if door := door_of(request):
			self.doors.add(door)

	def unknown(self) -> set[str]:
		return self.doors - kept()

	def keep(self) -> None:
		KEPT.write_text("".join(f"{door}\n" for door in sorted(self.doors | kept())))


def kept() -> set[str]:
	return set(KEPT.read_text().split("\n")) - {""}


def door_of(request) -> str | None:
	"""Return the function (dotted name) or "DocType/method" that a request of the desk calls."""
	address = urlsplit(request.url)
	sent = parse_qs(address.query)
	if request.method == "POST" and "urlencoded" in (request.headers.get("content-type") or ""):
		sent = {**sent, **parse_qs(request.post_data or "")}
	path = unquote(address.path)
	if "cmd" in sent:
		name = sent["cmd"][0]
	elif path.startswith(CALLS):
		name = path.removeprefix(CALLS)
	else:
		return None
	if name in OF_DOCUMENTS:
		if "method" not in sent:
			# of a page that is being left, the body is not told any more (seen)
			return None
		if "dt" in sent:
			return f"{sent['dt'][0]}/{sent['method'][0]}"
		assert "docs" in sent, f"{sent['method'][0]} of no document is called: its form was being loaded anew"
		return f"{json.loads(sent['docs'][0])['doctype']}/{sent['method'][0]}"
	return name if "." in name else f"frappe.handler.{name}"
