"""What nginx answers by itself: with the headers and the words of the app, which stand there once."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

from bootstrap.production.settings import Settings

APP = Path("apps/con_center/con_center")
# Debian's own, which alone can have `events`
MAIN = Path("/etc/nginx/nginx.conf")
# of one worker; Debian has 768. docs/operations.md says how many desks that bears
CONNECTIONS = 8192
# nginx is to give up after Frappe would have
LONGER = 10
# what is said, by the status for which it is said first
AWAY, SLOW, REFUSED, LARGE = "502", "504", "404", "413"


def roomy(main: str) -> str:
	"""A main file of nginx, with room for CONNECTIONS; more than that stays."""
	return re.sub(
		r"\b(worker_connections\s+)(\d+)", lambda found: found[1] + str(max(int(found[2]), CONNECTIONS)), main
	)


def headers(root: Path, settings: Settings) -> list[tuple[str, str]]:
	"""Names and values of the headers of every answer, as the app gives them."""
	app = runpy.run_path(str(root / APP / "sign_in" / "headers.py"))
	return list(app["headers_of"](host(settings), settings.values["ports"]["socketio"]))


def host(settings: Settings) -> str:
	"""Name of this host as browsers send it."""
	return settings.url.removeprefix("https://")


def pages(root: Path, settings: Settings) -> Iterator[tuple[str, str]]:
	"""Names and texts of the pages for people and for the desk."""
	app = runpy.run_path(str(root / APP / "seams" / "service_pages.py"))
	large = app["too_large"](settings.values["web"]["upload_megabytes"])
	notices = {AWAY: app["AWAY"], SLOW: app["SLOW"], REFUSED: app["REFUSED"], LARGE: large}
	kinds = {AWAY: "SystemAwayError", SLOW: "SystemAwayError", REFUSED: "RequestRefusedError"}
	for status, notice in notices.items():
		yield f"{status}.html", notice.as_page()
		yield f"{status}.json", notice.as_json(kinds.get(status, "FileTooLargeError"))


def values(root: Path, settings: Settings) -> dict[str, object]:
	"""What is filled into config/production/nginx.conf."""
	given, ports = settings.values, settings.values["ports"]
	variables = [
		(f"$con_center_{name.lower().replace('-', '_')}", name, value)
		for name, value in headers(root, settings)
	]
	listen = [f"{address}:" for address in given["web"]["listen"]] or ["", "[::]:"]
	return {
		"url": settings.url,
		"domain": settings.domain,
		"host": host(settings),
		"site": settings.site,
		"sites": settings.bench / "sites",
		"web_socket": settings.web_socket,
		"socketio_port": ports["socketio"],
		"realtime_port": ports["realtime"],
		"certificate": settings.certificate,
		"key": settings.key,
		"hsts_seconds": given["tls"]["hsts_seconds"],
		"upload_megabytes": given["web"]["upload_megabytes"],
		"read_timeout": given["web"]["timeout"] + LONGER,
		"pages": settings.etc / "pages",
		"header_maps": "\n".join(header_map(*each) for each in variables),
		"add_headers": "\n".join(f"\tadd_header {name} {variable} always;" for variable, name, _ in variables),
		"own_headers": "\n".join(f'\t\tadd_header {name} "{value}" always;' for _, name, value in variables),
		"listen_http_default": listening(listen, ports["http"], "default_server"),
		"listen_https_default": listening(listen, ports["https"], "ssl http2 default_server"),
		"listen_https": listening(listen, ports["https"], "ssl http2"),
		"real_ip": real_ip(given["web"]["trusted_proxies"]),
	}  # fmt: skip


def header_map(variable: str, name: str, value: str) -> str:
	"""The header, unless what is passed on has it; an empty one is not sent."""
	told = "$upstream_http_" + name.lower().replace("-", "_")
	return f'map {told} {variable} {{\n\tdefault "";\n\t"" "{value}";\n}}'


def listening(addresses: list[str], port: int, words: str) -> str:
	return "\n".join(f"\tlisten {address}{port} {words};" for address in addresses)


def real_ip(proxies: list[str]) -> str:
	"""The office's own proxies say who asks; nobody else does."""
	if not proxies:
		return ""
	lines = [f"set_real_ip_from {each};" for each in proxies]
	lines += ["real_ip_header X-Forwarded-For;", "real_ip_recursive on;"]
	return "\n".join(f"\t{line}" for line in lines) + "\n"
