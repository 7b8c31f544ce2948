"""Writes what the balancer says by itself, in the app's words, to people and to the desk: python3 pages.py FOLDER

HAProxy wants answers with their heads: haproxy-front.cfg names the folder.
"""

import runpy
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "apps" / "con_center" / "con_center"
KINDS = {"people": "text/html; charset=utf-8", "desk": "application/json"}


def write(folder: Path) -> None:
	app = runpy.run_path(str(APP / "seams" / "service_pages.py"))
	folder.mkdir(parents=True, exist_ok=True)
	for name, status, notice in (
		("away", "503 Service Unavailable", app["AWAY"]),
		("slow", "504 Gateway Timeout", app["SLOW"]),
	):
		bodies = {"people": notice.as_page(), "desk": notice.as_json("SystemAwayError")}
		for who, body in bodies.items():
			(folder / f"{name}-{who}.http").write_bytes(answer(status, KINDS[who], body.encode()))


def answer(status: str, kind: str, body: bytes) -> bytes:
	head = (
		f"HTTP/1.1 {status}",
		f"Content-Type: {kind}",
		f"Content-Length: {len(body)}",
		"Cache-Control: no-store",
		"Retry-After: 15",
		"X-Content-Type-Options: nosniff",
		"Connection: close",
	)
	return "\r\n".join([*head, "", ""]).encode() + body


if __name__ == "__main__":
	write(Path(sys.argv[1]))
