"""nginx before Frappe: TLS, headers, files, proxies, and what is said while Frappe is away."""

import json
import re
import secrets
import shutil
import socket
import ssl
import threading
import time

import pytest
import requests
from con_center.seams.service_pages import AWAY, REFUSED

from tests.production.conftest import DOMAIN, SECONDS, Proxied, message_of

# TLS


def test_http_leads_to_https(proxied, guest):
	for host in (DOMAIN, "192.0.2.1", "elsewhere.example"):
		answer = guest.ask(f"{proxied.http}/check?code=1", headers={"Host": host})
		assert answer.status_code == 301
		assert answer.headers["Location"] == f"{proxied.url}/check?code=1"


def test_plain_http_on_the_port_of_https(proxied, guest):
	answer = guest.ask(f"{proxied.url.replace('https', 'http')}/login")
	assert (answer.status_code, answer.headers["Location"]) == (301, f"{proxied.url}/login")


@pytest.mark.parametrize(("name", "version"), [("elsewhere.example", None), (DOMAIN, ssl.TLSVersion.TLSv1_1)])
def test_another_name_or_an_old_tls_is_refused(proxied, name, version):
	context = ssl.create_default_context(cafile=proxied.certificate)
	context.check_hostname = False
	context.set_ciphers("DEFAULT:@SECLEVEL=0")
	if version:
		context.minimum_version = context.maximum_version = version
	port = proxied.settings.values["ports"]["https"]
	with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as plain, pytest.raises(ssl.SSLError):
		context.wrap_socket(plain, server_hostname=name)


# headers


def test_every_answer_carries_each_header_once(proxied, guest, admin):
	"""Whoever gives it: Frappe, nginx from a folder, nginx after Frappe's leave, nginx where Frappe is not asked."""
	private = upload(admin, "x.txt", b"secret", private=True)
	wanted = dict(headers_of(guest.ask("/login")))
	assert wanted["strict-transport-security"] == "max-age=31536000"
	assert "frame-ancestors 'self'" in wanted["content-security-policy"]
	assert f"wss://{proxied.url[8:]}" in wanted["content-security-policy"]
	public = upload(admin, "x.png", b"not a picture", private=False)
	for visitor, path, status in (
		(guest, "/api/method/frappe.auth.get_logged_user", 403),
		(guest, asset(guest), 200),
		(guest, "/assets/con_center/css/demo.css", 200),
		(guest, "/assets/no-such-file.js", 404),
		(guest, public, 200),
		(guest, "/files/no-such-file.png", 404),
		(guest, private, 403),
		(admin, private, 200),
		(guest, "/protected/private/files/x.txt", 404),
	):
		answer = visitor.ask(path)
		assert answer.status_code == status, (path, answer.text[:300])
		assert dict(headers_of(answer)) == wanted, path
		names = [name.lower() for name in answer.raw.headers.keys()]
		assert len(set(names) & set(wanted)) == len([name for name in names if name in wanted]), path


def headers_of(answer: requests.Response) -> list[tuple[str, str]]:
	names = (
		"Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy",
		"Content-Security-Policy",
	)  # fmt: skip
	# a header that is sent twice is joined by a comma
	return [(name.lower(), answer.headers.get(name)) for name in names]


def asset(visitor) -> str:
	"""The address of a bundle, as the page to sign in names it."""
	page = visitor.ask("/login", headers={"Accept": "text/html"}).text
	return re.search(r"""/assets/[^"']+\.bundle\.[A-Z0-9]{8}\.js""", page).group()


def test_what_never_changes_is_kept_for_long(guest):
	bundle = guest.ask(asset(guest), headers={"Accept-Encoding": "gzip"})
	assert bundle.headers["Cache-Control"] == "max-age=31536000"
	assert bundle.headers["Content-Encoding"] == "gzip" and "Set-Cookie" not in bundle.headers
	assert guest.ask("/assets/con_center/css/demo.css").headers["Cache-Control"] == "max-age=3600"


def test_what_an_update_replaced_is_still_there(proxied, guest):
	"""For pages that were opened before it."""
	path = "/assets/frappe/dist/js/old.bundle.ABCDEFGH.js"
	kept = proxied.settings.bench / "sites" / f"assets-before{path}"
	kept.parent.mkdir(parents=True, exist_ok=True)
	kept.write_text("old")
	try:
		answer = guest.ask(path)
		assert answer.text == "old" and answer.headers["Cache-Control"] == "max-age=31536000"
	finally:
		shutil.rmtree(proxied.settings.bench / "sites" / "assets-before")
	assert guest.ask(path).status_code == 404


def test_cookies_go_by_https_alone(proxied):
	answer = proxied.visitor().sign_in()
	cookies = answer.raw.headers.getlist("Set-Cookie")
	session = next(each for each in cookies if each.startswith("sid="))
	assert "HttpOnly" in session and "SameSite=Lax" in session
	assert all("Secure" in each for each in cookies), cookies


# files


def upload(visitor, name: str, content: bytes, private: bool) -> str:
	"""The address of a new file; its name is made a new one."""
	name = f"{secrets.token_hex(4)}-{name}"
	answer = visitor.ask(
		"/api/method/upload_file",
		"POST",
		files={"file": (name, content)},
		data={"is_private": int(private)},
		headers={"X-Frappe-CSRF-Token": token(visitor)},
	)
	assert answer.ok, answer.text
	return answer.json()["message"]["file_url"]


def token(visitor) -> str:
	# Frappe 16 has its desk at another address, to which this one leads
	page = visitor.ask("/app", headers={"Accept": "text/html"}, allow_redirects=True).text
	return re.search(r'csrf_token = "(\w+)"', page)[1]


def test_a_private_file_is_handed_out_after_frappe_has_looked(proxied, guest, admin):
	content = "ความลับ".encode() * 100
	path = upload(admin, "ลับ.txt", content, private=True)
	for refused in (
		path,
		f"/protected{path}",
		f"{path}/",
		f"//protected{path}",
		f"/files/..{path}",
		f"/files/..%2f..{path}",
	):
		answer = guest.ask(refused)
		assert answer.status_code in (400, 403, 404) and "ความลับ" not in answer.text, refused
	assert admin.ask(f"/protected{path}").status_code == 404
	answer = admin.ask(path)
	assert answer.content == content and answer.headers["Content-Type"].startswith("text/plain")
	# nginx handed it out, which can do it in parts; Frappe cannot
	part = admin.ask(path, headers={"Range": "bytes=0-2", "Accept-Encoding": "identity"})
	assert (part.status_code, part.content) == (206, content[:3]) and "X-Accel-Redirect" not in part.headers


def test_settings_and_backups_have_no_address(admin):
	for path in (
		"/site_config.json",
		"/common_site_config.json",
		"/assets/../common_site_config.json",
		"/private/backups/x",
	):
		assert admin.ask(path).status_code in (400, 403, 404), path


def test_an_uploaded_page_does_not_run_here(guest, admin):
	path = upload(
		admin,
		"x.svg",
		b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
		private=False,
	)
	answer = guest.ask(path)
	assert answer.ok and answer.headers["Content-Disposition"].startswith("attachment")


# who asks


def test_a_forged_address_is_not_believed(proxied):
	forged = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
	visitor = proxied.visitor()
	assert visitor.sign_in(headers=forged).ok
	answer = visitor.ask(
		"/api/resource/Activity Log",
		params={
			"fields": json.dumps(["ip_address"]),
			"filters": json.dumps({"user": "Administrator", "operation": "Login"}),
			"order_by": "creation desc",
			"limit_page_length": 1,
		},
	)
	assert answer.json()["data"] == [{"ip_address": "127.0.0.1"}]


def test_another_host_or_site_is_not_believed(guest):
	answer = guest.ask(
		"/login", headers={"X-Forwarded-Host": "evil.example", "X-Frappe-Site-Name": "no-such-site"}
	)
	assert answer.ok and "evil.example" not in answer.text


# socket.io


def polled(visitor, words: str = "", **headers) -> requests.Response:
	"""One request of socket.io's client that has no web socket."""
	return visitor.ask(f"/socket.io/?EIO=4&transport=polling{words}", headers=headers)


def test_the_desk_hears_of_changes(proxied, admin):
	begun = json.loads(polled(admin).text[1:])
	words = f"&sid={begun['sid']}"
	site = proxied.settings.site
	assert admin.ask(
		f"/socket.io/?EIO=4&transport=polling{words}",
		"POST",
		data=f"40/{site},",
		headers={"Origin": proxied.url},
	).ok
	answer = polled(admin, words)
	assert answer.text.startswith(f"40/{site},") and "sid" in answer.text, answer.text


def test_who_is_not_signed_in_hears_nothing(proxied, guest):
	words = f"&sid={json.loads(polled(guest).text[1:])['sid']}"
	guest.ask(f"/socket.io/?EIO=4&transport=polling{words}", "POST", data=f"40/{proxied.settings.site},")
	assert polled(guest, words).text.startswith("44")


def test_another_sites_page_opens_no_socket(admin, guest):
	assert polled(admin, Origin="https://evil.example").status_code == 403
	assert polled(admin, Origin=f"https://{DOMAIN}.evil.example").status_code == 403


def test_a_web_socket_opens(proxied, admin):
	context = ssl.create_default_context(cafile=proxied.certificate)
	port = proxied.settings.values["ports"]["https"]
	with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as plain:
		with context.wrap_socket(plain, server_hostname=DOMAIN) as secure:
			secure.sendall(
				f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {DOMAIN}:{port}\r\nUpgrade: websocket\r\n"
				f"Connection: Upgrade\r\nOrigin: {proxied.url}\r\nSec-WebSocket-Version: 13\r\n"
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
			)
			assert secure.recv(100).startswith(b"HTTP/1.1 101 ")


def test_what_socket_io_asks_by_answers_nothing_else(proxied, guest):
	port = proxied.settings.values["ports"]["realtime"]
	for path in ("/", "/login", "/api/method/ping", "/api/method/login"):
		assert guest.ask(f"http://127.0.0.1:{port}{path}").status_code == 404


def test_no_session_and_no_key_is_logged(proxied, admin):
	admin.ask("/update-password?key=very-secret-key")
	polled(admin)
	logged = "".join(path.read_text() for path in proxied.settings.runtime.glob("con-center.*.log"))
	assert "/update-password " in logged and "/socket.io/ " in logged
	assert "very-secret-key" not in logged and admin.cookies["sid"] not in logged and "sid=" not in logged


def test_a_balancer_and_prometheus_are_answered(guest):
	for path in ("/con-health/live", "/con-health/ready"):
		answer = guest.ask(path)
		assert (answer.status_code, answer.json()) == (200, {"status": "ok"}), path
	assert guest.ask("/con-health").json().keys() == {"status"}
	assert guest.ask("/con-metrics").status_code == 401


# what is too much, and what is away


def test_a_file_that_is_too_large(admin):
	def send(size: int, **headers) -> requests.Response:
		headers |= {"X-Frappe-CSRF-Token": key, "Connection": "close"}
		return admin.ask(
			"/api/method/upload_file", "POST", files={"file": ("x.bin", b"x" * size)}, headers=headers
		)

	key = token(admin)
	assert send(900_000).ok
	large = send(1_200_000, **{"X-Requested-With": "XMLHttpRequest"})
	assert large.status_code == 413 and "ไม่เกิน 1 MB" in message_of(large)
	page = send(1_200_000, Accept="text/html")
	assert page.status_code == 413 and "ไม่เกิน 1 MB" in page.text and '<html lang="th">' in page.text


@pytest.mark.parametrize(
	"path", ["/assets/none.js", "/files/none.png", "/protected/x", "/.con-center/502.html"]
)
def test_what_nginx_refuses_is_said_in_thai(guest, path):
	answer = guest.ask(path, headers={"Accept": "text/html"})
	assert answer.status_code == 404 and REFUSED.title in answer.text and "nginx" not in answer.text
	assert answer.headers["Server"] == "nginx"


def test_no_request_is_lost_while_the_web_processes_are_replaced(proxied: Proxied):
	"""As `make production` does after an update: systemd holds the socket, so they wait."""
	stop, seen = threading.Event(), []

	def ask():
		visitor = proxied.visitor()
		while not stop.is_set():
			try:
				seen.append(visitor.ask("/api/method/ping").status_code)
			except requests.RequestException as error:
				seen.append(str(error))

	threads = [threading.Thread(target=ask) for _ in range(4)]
	for thread in threads:
		thread.start()
	time.sleep(1)
	for _ in range(2):
		proxied.web.stop()
		proxied.web.start()
		time.sleep(4)
	stop.set()
	for thread in threads:
		thread.join(SECONDS)
	assert set(seen) == {200} and len(seen) > 50


def test_the_page_while_frappe_is_down(proxied: Proxied, guest):
	"""The unit and its socket are stopped: nobody listens."""
	proxied.web.stop()
	path = proxied.settings.web_socket
	away = path.with_suffix(".away")
	path.rename(away)
	try:
		page = guest.ask("/app", headers={"Accept": "text/html"})
		assert page.status_code == 502 and page.text == AWAY.as_page()
		assert page.headers["Retry-After"] == "15" and page.headers["Cache-Control"] == "no-store"
		assert "frame-ancestors" in page.headers["Content-Security-Policy"]
		told = guest.ask("/api/method/frappe.client.get_list", headers={"X-Requested-With": "XMLHttpRequest"})
		assert told.status_code == 502 and AWAY.lines[0] in message_of(told)
		assert told.json()["exc_type"] == "SystemAwayError"
		guest.ask(
			"/update-password?key=another-secret-key",
			headers={"Referer": f"{proxied.url}/?key=another-secret-key"},
		)
		logged = "".join(path.read_text() for path in proxied.settings.runtime.glob("con-center.*.log"))
		assert "/update-password " in logged and "another-secret-key" not in logged
		# what is kept as files is served meanwhile
		assert guest.ask("/assets/con_center/css/demo.css").ok
	finally:
		away.rename(path)
		proxied.web.start()
	deadline = time.monotonic() + SECONDS
	while not guest.ask("/api/method/ping").ok and time.monotonic() < deadline:
		time.sleep(0.2)
	assert guest.ask("/api/method/ping").ok
