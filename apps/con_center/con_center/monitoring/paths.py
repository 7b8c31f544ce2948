"""Addresses that are answered before Frappe is asked, which asks MariaDB and Redis for the session first.

A guest learns by status and one word whether a host lives, is ready, and all is well; no name, no version, no number.
The rest is for who brings the token of the site's configuration (`con_monitoring_token`). Nobody is counted or refused
for asking often: however often it is asked, it is looked at once a second (health.py).
"""

import hmac
import json
from collections.abc import Callable, Iterable, Mapping

from werkzeug.wrappers import Response

from con_center.monitoring import health, metrics, place
from con_center.seams.doors.table import BEFORE_FRAPPE

LIVE, READY, WHOLE, METRICS = BEFORE_FRAPPE
# who could be guessed in an afternoon lets nobody in
SHORTEST_TOKEN = 20


def before(app: Callable) -> Callable:
	"""Wrap a WSGI application: these addresses are answered here, all others by it."""

	def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
		path = environ.get("PATH_INFO", "")
		if path.startswith("/con-") and path.rstrip("/") in BEFORE_FRAPPE:
			return answer(path.rstrip("/"), environ)(environ, start_response)
		return app(environ, start_response)

	return application


def answer(path: str, environ: Mapping) -> Response:
	if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
		return _told(405, "not allowed", Allow="GET, HEAD")
	if path == LIVE:
		return _told(200, "ok")
	site = place.asked_of(environ)
	if path == METRICS:
		return _metrics(site, environ)
	if not site:
		return _told(503, "not ready")
	verdict = (health.ready if path == READY else health.whole)(site)
	parts = verdict.parts if has_token(site, environ) else None
	return _told(200, "ok", parts) if verdict.fine else _told(503, "not ready", parts)


def _metrics(site: place.Place | None, environ: Mapping) -> Response:
	if not site or not has_token(site, environ):
		return _told(401, "not allowed", **{"WWW-Authenticate": "Bearer"})
	return Response(
		metrics.text(site), content_type=metrics.CONTENT_TYPE, headers={"Cache-Control": "no-store"}
	)


def _told(code: int, status: str, parts: dict | None = None, **headers: str) -> Response:
	body = {"status": status} if parts is None else {"status": status, "parts": parts}
	response = Response(json.dumps(body), code, mimetype="application/json")
	response.headers.update({"Cache-Control": "no-store", **headers})
	return response


def has_token(site: place.Place, environ: Mapping) -> bool:
	"""Tell whether a request brings the token of the site. A site without a token, or with a short one, has none."""
	token = str(site.conf.get("con_monitoring_token") or "")
	scheme, _space, brought = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
	return (
		len(token) >= SHORTEST_TOKEN
		and scheme.lower() == "bearer"
		and hmac.compare_digest(brought.strip().encode(), token.encode())
	)
