import base64
import os
import re
import socket
import threading

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import get_url

from con_center.printing import chromium, document
from con_center.printing.engine import html_to_pdf
from con_center.printing.test_pdf_text import binary, page_of, poppler_text

PIXEL = base64.b64decode(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Listener(threading.Thread):
	"""Counts who connects to a port of this machine."""

	def __init__(self):
		super().__init__(daemon=True)
		self.socket = socket.create_server(("127.0.0.1", 0))
		self.socket.settimeout(0.1)
		self.port = self.socket.getsockname()[1]
		self.hits, self.running = [], True

	def run(self):
		while self.running:
			try:
				connection, _address = self.socket.accept()
			except OSError:
				continue
			connection.settimeout(1)
			try:
				self.hits.append(connection.recv(200))
			except OSError:
				self.hits.append(b"")
			connection.close()

	def stop(self):
		self.running = False
		self.join()
		self.socket.close()


def attacks(port: int) -> str:
	"""HTML that tries to run, to read and to call."""
	out, local = f"http://127.0.0.1:{port}", "file:///etc/passwd"
	urls = (f"{out}/leak", f"http://localhost:{port}/leak", f"//127.0.0.1:{port}/leak", local, "/etc/passwd")
	parts = []
	for url in urls:
		parts.append(
			f'<img src="{url}"><img srcset="{url} 2x"><iframe src="{url}"></iframe><object data="{url}"></object>'
			f'<embed src="{url}"><link rel="stylesheet" href="{url}"><link rel="prefetch" href="{url}">'
			f'<link rel="dns-prefetch" href="{url}"><link rel="preconnect" href="{url}"><style>@import "{url}";'
			f"@import url({url});@font-face{{font-family:x;src:url({url})}}body{{background:url('{url}')}}</style>"
			f'<div style="background-image:url({url});font-family:x">x</div><video src="{url}" poster="{url}"></video>'
			f'<svg><image href="{url}"/><use href="{url}#a"/><script href="{url}"></script></svg>'
			f'<meta http-equiv="refresh" content="0;url={url}"><base href="{url}"><input type="image" src="{url}">'
			f'<form action="{url}"><button autofocus formaction="{url}">b</button></form><body background="{url}">'
		)
	parts.append(
		f"<script>document.body.append('SCRIPT-RAN');fetch('{out}/leak');new WebSocket('ws://127.0.0.1:{port}');"
		f"new Image().src='{out}/leak';navigator.sendBeacon('{out}/leak');location='{out}/leak'</script>"
		f"<img src=x onerror=\"document.body.append('SCRIPT-RAN');fetch('{out}/leak')\"><svg onload=\"fetch('{out}/leak')\">"
		f"</svg><a href=\"javascript:fetch('{out}/leak')\" autofocus onfocus=\"fetch('{out}/leak')\">a</a>"
		f"<iframe srcdoc=\"<script>parent.document.body.append('SCRIPT-RAN');fetch('{out}/leak')</script>\"></iframe>"
		f"<iframe src=\"javascript:fetch('{out}/leak')\"></iframe><iframe src=\"data:text/html,<script>fetch('{out}/leak')"
		f'</script>"></iframe><template><script>1</script></template>END-OF-DOCUMENT'
	)
	return "".join(parts)


class TestDocumentSafety(FrappeTestCase):
	def setUp(self):
		self.listener = Listener()
		self.listener.start()
		self.addCleanup(self.listener.stop)
		frappe.set_user("Administrator")

	def assert_nothing_leaked(self, data: bytes):
		text = poppler_text(data)
		self.assertIn("END-OF-DOCUMENT", text)
		self.assertNotIn("SCRIPT-RAN", text)
		self.assertNotIn("root:", text)
		self.assertEqual(self.listener.hits, [])

	def test_a_hostile_document_reaches_nothing(self):
		binary()
		self.assert_nothing_leaked(html_to_pdf(f"<html><body>{attacks(self.listener.port)}</body></html>"))

	def test_the_browser_alone_lets_nothing_out(self):
		"""Without the cleaning and without the policy: the second wall holds by itself."""
		html = attacks(self.listener.port)
		with chromium.printing(page_of(re.sub("<meta [^>]*>", "", html)), binary()) as page:
			self.assert_nothing_leaked(page.pdf())
		# a document that sends itself elsewhere may come out empty or fail, but gets nowhere
		try:
			with chromium.printing(page_of(html), binary()) as page:
				text = poppler_text(page.pdf())
		except chromium.ChromiumError:
			text = ""
		self.assertNotIn("root:", text)
		self.assertNotIn("SCRIPT-RAN", text)
		self.assertEqual(self.listener.hits, [])

	def test_the_listener_would_notice(self):
		socket.create_connection(("127.0.0.1", self.listener.port)).close()
		self.listener.stop()
		self.assertEqual(len(self.listener.hits), 1)

	def test_no_file_of_the_server_is_read_by_options(self):
		secret = os.path.join("/tmp", f"frappe-pdf-{frappe.generate_hash()}.txt")
		with open(secret, "w") as file:
			file.write("SECRET")
		self.addCleanup(os.remove, secret)
		for path in (secret, "/etc/passwd", "/tmp/frappe-pdf-x/../../etc/passwd", ["/etc/passwd"]):
			data = html_to_pdf("<p>END-OF-DOCUMENT</p>", {"header-html": path, "footer-html": path})
			self.assert_nothing_leaked(data)
			self.assertNotIn("SECRET", poppler_text(data))

	def test_paths_stay_in_their_folders(self):
		for url in (
			"/files/../private/files/x.png",
			"/files/%2e%2e/site_config.json",
			"/assets/../apps.txt",
			"/assets/frappe/../../common_site_config.json",
			"/assets/frappe/%2e%2e/%2e%2e/apps.txt",
			"/assets/../../etc/passwd",
			"/files//etc/passwd",
			"/files/..\\..\\site_config.json",
			"/files/x\0.png",
			"/private/backups/x.sql.gz",
			"/site_config.json",
			"file:///etc/passwd",
			"http://169.254.169.254/assets/frappe/images/frappe-favicon.svg",
			"//example.com/assets/frappe/images/frappe-favicon.svg",
			f"{get_url()}.evil.example/assets/frappe/images/frappe-favicon.svg",
		):
			with self.subTest(url=url):
				self.assertIsNone(document.site_file(url))

	def test_files_of_the_site_are_inlined(self):
		self.assertIsNotNone(document.site_file("/assets/frappe/images/frappe-favicon.svg"))
		self.assertTrue(
			document.data_url(f"{get_url()}/assets/frappe/images/frappe-favicon.svg").startswith(
				"data:image/svg"
			)
		)
		self.assertIsNone(document.data_url("data:text/html,<script>1</script>"))
		self.assertIsNone(document.data_url("/assets/assets.json"))

	def test_private_files_only_for_those_who_may_read_them(self):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "con-private.png", "is_private": 1, "content": PIXEL}
		).insert()
		soup = document.prepare(f'<img src="{file.file_url}">')
		self.assertTrue(soup.img["src"].startswith("data:image/png"))
		user = frappe.get_doc({"doctype": "User", "email": "printing@test.example", "first_name": "P"})
		user.flags.no_welcome_mail = True
		user.insert(ignore_if_duplicate=True)
		frappe.set_user("printing@test.example")
		self.addCleanup(frappe.set_user, "Administrator")
		self.assertNotIn("src", document.prepare(f'<img src="{file.file_url}">').img.attrs)

	def test_a_text_follows_a_path_of_its_own_drawing_alone(self):
		path = '<svg><path id="a" d="M0 0"/><textPath href="{}">ก</textPath></svg>'
		for href, kept in (("#a", True), ("http://x.example/a.svg#a", False), ("/files/a.svg#a", False)):
			with self.subTest(href=href):
				self.assertEqual(bool(document.prepare(path.format(href)).find("textPath")), kept)

	def test_the_policy_stands_first(self):
		soup = document.prepare(
			'<html><head><title>t</title></head><body onload="x()"><p onclick="x()">p</p></body></html>'
		)
		metas = soup.head.find_all(True)[:2]
		self.assertEqual(metas[0].get("charset"), "utf-8")
		self.assertEqual(metas[1]["content"], document.POLICY)
		self.assertEqual(soup.html["lang"], "th")
		self.assertNotIn("onclick", str(soup))
		self.assertNotIn("onload", str(soup))
