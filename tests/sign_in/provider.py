"""A small OpenID Connect provider on loopback: it says that whoever comes is the person that a test has set.

Its authorize page leads back at once, as it does for somebody who is signed in there; `asks` has it show a button first.
"""

import base64
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "con-center", "client+secret=of the test"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
	"""`person`: the claims of whoever signs in; `token`, `userinfo`: what a test changes in either; `fails`: see _Pages."""

	def __init__(self, port: int):
		self.url = f"http://127.0.0.1:{port}"
		self.forget()

	def forget(self) -> None:
		self.person, self.token, self.userinfo = {"sub": secrets.token_hex(6)}, {}, {}
		self.fails, self.asks = "", False
		# code: (redirect_uri, nonce), and every secret thing that it has given out
		self.codes: dict[str, tuple[str, str]] = {}
		self.given: list[str] = []

	def new_code(self, redirect_uri: str, nonce: str) -> str:
		code = self._give()
		self.codes[code] = (redirect_uri, nonce)
		return code

	def tokens(self, nonce: str) -> dict:
		now = int(time.time())
		told = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
		claims = {**told, **{k: v for k, v in self.person.items() if "email" not in k}, **self.token}
		token = jwt.encode({k: v for k, v in claims.items() if v is not None}, KEY, "RS256")
		self.given.append(token)
		return {"access_token": self._give(), "token_type": "Bearer", "id_token": token}

	def _give(self) -> str:
		self.given.append(secrets.token_urlsafe(24))
		return self.given[-1]


class _Pages(BaseHTTPRequestHandler):
	"""`fails` of the provider: "denied" and "no code" at authorize; "away", "slow" and "broken" at the token's address."""

	provider: Provider

	def do_GET(self):
		parts = urlsplit(self.path)
		asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
		if parts.path == "/authorize":
			self._authorize(asked)
		elif parts.path == "/userinfo":
			self._userinfo()
		else:
			self._answer(404, {})

	def do_POST(self):
		form = self.rfile.read(int(self.headers["Content-Length"])).decode()
		form = {name: values[0] for name, values in parse_qs(form).items()}
		provider = self.provider
		client = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
		redirect_uri, nonce = provider.codes.pop(form.get("code"), (None, ""))
		if provider.fails == "away":
			return self._answer(503, {})
		if provider.fails == "broken":
			return self._answer(200, ["<html>"])
		if self.headers["Authorization"] != f"Basic {client}":
			return self._answer(401, {"error": "invalid_client"})
		if form.get("grant_type") != "authorization_code" or redirect_uri != form.get("redirect_uri"):
			return self._answer(400, {"error": "invalid_grant"})
		return self._answer(200, provider.tokens(nonce))

	def _authorize(self, asked: dict) -> None:
		provider = self.provider
		is_whole = asked["response_type"] == "code" and "openid" in asked["scope"].split()
		assert is_whole and asked["client_id"] == CLIENT, asked
		back = {"state": asked["state"]}
		if provider.fails == "denied":
			back["error"] = "access_denied"
		else:
			back["code"] = provider.new_code(asked["redirect_uri"], asked["nonce"])
		address = f"{asked['redirect_uri']}?{urlencode(back)}"
		if not provider.asks:
			return self._answer(302, {}, {"Location": address})
		button = f'<meta charset="utf-8"><a href="{quote(address, safe="/:?&=%")}">ยืนยัน</a>'
		return self._answer(200, button)

	def _userinfo(self) -> None:
		provider = self.provider
		is_known = self.headers["Authorization"].removeprefix("Bearer ") in provider.given
		self._answer(200 if is_known else 401, {**provider.person, **provider.userinfo})

	def _answer(self, status: int, content, headers=()) -> None:
		is_page = isinstance(content, str)
		body = (content if is_page else json.dumps(content)).encode()
		self.send_response(status)
		self.send_header("Content-Type", "text/html" if is_page else "application/json")
		self.send_header("Content-Length", str(len(body)))
		for name, value in dict(headers).items():
			self.send_header(name, value)
		self.end_headers()
		self.wfile.write(body)

	def log_message(self, *_args):
		"""Nothing beside the tests' own words."""


@contextmanager
def serving():
	"""Run a provider as long as this lasts."""
	pages = type("Pages", (_Pages,), {})
	server = ThreadingHTTPServer(("127.0.0.1", 0), pages)
	server.daemon_threads = True
	pages.provider = Provider(server.server_port)
	threading.Thread(target=server.serve_forever, daemon=True).start()
	try:
		yield pages.provider
	finally:
		server.shutdown()
		server.server_close()


def social_login_key(provider: Provider, name: str, **values) -> dict:
	"""Return what an administrator enters for this provider."""
	return {
		"doctype": "Social Login Key",
		"social_login_provider": "Custom",
		"provider_name": name,
		"enable_social_login": 1,
		"client_id": CLIENT,
		"client_secret": SECRET,
		"custom_base_url": 1,
		"base_url": provider.url,
		"authorize_url": "/authorize",
		"access_token_url": "/token",
		"api_endpoint": "/userinfo",
		"redirect_url": f"/api/method/frappe.integrations.oauth2_logins.custom/{name.lower()}",
		"auth_url_data": '{"response_type": "code", "scope": "openid email"}',
		**values,
	}
