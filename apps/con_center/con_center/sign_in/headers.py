"""The headers of every answer. It knows no Frappe: a web server before Frappe is set up with the same
(bootstrap/production/nginx.py), for what it answers by itself.
"""

from functools import lru_cache

HEADERS = {
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "SAMEORIGIN",
	"Referrer-Policy": "same-origin",
	"Permissions-Policy": "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()",
}
# the desk is built of scripts in its pages, and compiles templates: neither can be left out. What is sent and loaded
# stays on this site, so that a picture or a form in somebody's text calls nobody
POLICY = (
	"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
	"img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; worker-src 'self' blob:; "
	"frame-src 'self' blob:; connect-src 'self' {socket}; object-src 'none'; base-uri 'self'; form-action 'self'; "
	"frame-ancestors 'self'"
)


@lru_cache(maxsize=64)
def headers_of(host: str, socketio_port: int) -> tuple[tuple[str, str], ...]:
	"""Return names and values of the headers. host: of the request, with its port, if it has one."""
	name = host.partition(":")[0]
	sockets = [f"{scheme}://{host}" for scheme in ("ws", "wss")]
	sockets += [f"{scheme}://{name}:{socketio_port}" for scheme in ("http", "https", "ws", "wss")]
	return (*HEADERS.items(), ("Content-Security-Policy", POLICY.format(socket=" ".join(sockets))))
