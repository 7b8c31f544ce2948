"""Chromium as a printer: HTML text in, PDF bytes out. No Frappe here.

One headless browser per process, spoken to over a pipe (`--remote-debugging-pipe`): no port, no file of the
document on disk. It is kept for a while, as starting it costs far more than a letter (docs/printing.md), and it
ends by itself when this process does, because its pipe then closes.

What it prints may hold text of users and formats of administrators, so a document can do nothing but be laid out:
no scripts, no files, no network. Every one of these is shut twice: by a content security policy in the document
(`con_center.printing.document`) and by the browser (scripts disabled, every request failed, name lookups and
proxy dead).
"""

import atexit
import base64
import contextlib
import fcntl
import glob
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from xml.sax.saxutils import escape

# the headless shell starts and prints four times as fast as the browser of a desktop, from a third of the memory
BINARIES = (
	"chromium-headless-shell",
	"chrome-headless-shell",
	"chromium",
	"chromium-browser",
	"google-chrome-stable",
	"google-chrome",
)
# Debian's programs are shell scripts, one of which adds desktop features: the browsers themselves stand here
WRAPPED = {
	"/usr/bin/chromium": "/usr/lib/chromium/chromium",
	"/usr/bin/chromium-headless-shell": "/usr/lib/chromium/chromium-headless-shell",
}

DOCUMENT_SECONDS = 60
START_SECONDS = 30
IDLE_SECONDS = 60
# a browser that works uses the processor: one that does not, and does not answer either, hangs
HANG_SECONDS = 8
HANG_TICKS = 2
# how long a document waits for those before it
QUEUE_SECONDS = 90
DOCUMENTS_PER_BROWSER = 500
MEMORY_BYTES = 1024**3
MILLIMETRES_PER_INCH = 25.4
PROFILE_PREFIX = "con-print-"

FLAGS = (
	"--headless",
	"--remote-debugging-pipe",
	"--disable-gpu",
	"--disable-dev-shm-usage",
	"--disable-extensions",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-default-apps",
	"--disable-domain-reliability",
	"--disable-sync",
	"--disable-breakpad",
	"--metrics-recording-only",
	"--no-first-run",
	"--no-default-browser-check",
	"--mute-audio",
	"--hide-scrollbars",
	"--force-color-profile=srgb",
	"--host-resolver-rules=MAP * ~NOTFOUND",
	"--proxy-server=http://127.0.0.1:9",
	"--proxy-bypass-list=<-loopback>",
	"--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
)


class ChromiumError(Exception):
	"""The browser could not print."""


class ChromiumMissing(ChromiumError):
	"""No browser was found on this machine."""


class ChromiumTimeout(ChromiumError):
	"""The document took too long, or too much memory, and the browser was ended."""


class ChromiumBusy(ChromiumError):
	"""Other documents are being printed, and none of them came to an end in time."""


class ChromiumGone(ChromiumError):
	"""The browser crashed, hangs or could not do as told, and was ended: another one may print the same document."""


def find_binary(configured: str | None = None) -> str:
	"""Return the path of the browser: the configured one, else the first of `BINARIES` on the PATH.

	Raises ChromiumMissing if there is none, or if the configured one cannot be run.
	"""
	if configured:
		path = shutil.which(configured)
		if not path:
			raise ChromiumMissing(configured)
	else:
		path = next(filter(None, map(shutil.which, BINARIES)), None)
		if not path:
			raise ChromiumMissing(", ".join(BINARIES))
	wrapped = WRAPPED.get(path)
	return wrapped if wrapped and os.access(wrapped, os.X_OK) else path


class Browser:
	"""One running browser. Not thread-safe by itself: use `printing()`."""

	def __init__(
		self,
		binary: str,
		no_sandbox: bool = False,
		font_folders: tuple[str, ...] = (),
		memory_bytes: int = MEMORY_BYTES,
	):
		self.font_folders = font_folders
		self.memory_bytes = memory_bytes
		self.binary = binary
		self.no_sandbox = no_sandbox
		self.owner = os.getpid()
		self.documents = 0
		self.last_used = time.monotonic()
		self._buffer = b""
		self._last_id = 0
		self._tab = None
		self._deadline = time.monotonic() + START_SECONDS
		_sweep_profiles()
		self.profile = tempfile.mkdtemp(prefix=f"{PROFILE_PREFIX}{self.owner}-")
		self._start(no_sandbox or os.geteuid() == 0)

	def _start(self, no_sandbox: bool):
		read_commands, self._write = os.pipe()
		self._read, write_answers = os.pipe()

		def hand_over_pipes():
			# the browser reads commands from 3 and writes answers to 4
			source, sink = (
				fcntl.fcntl(read_commands, fcntl.F_DUPFD, 10),
				fcntl.fcntl(write_answers, fcntl.F_DUPFD, 10),
			)
			os.dup2(source, 3)
			os.dup2(sink, 4)

		command = [self.binary, *FLAGS, f"--user-data-dir={self.profile}"]
		if no_sandbox:
			command.append("--no-sandbox")
		try:
			self.process = subprocess.Popen(
				command,
				preexec_fn=hand_over_pipes,
				pass_fds=(3, 4),
				start_new_session=True,
				stdin=subprocess.DEVNULL,
				stdout=subprocess.DEVNULL,
				stderr=subprocess.DEVNULL,
				cwd=self.profile,
				env=self._environment(),
			)
		except OSError as error:
			shutil.rmtree(self.profile, ignore_errors=True)
			raise ChromiumError(f"{self.binary}: {error}") from error
		finally:
			os.close(read_commands)
			os.close(write_answers)
		os.set_blocking(self._write, False)
		try:
			self.call("Browser.getVersion")
		except BaseException:
			self.kill()
			raise

	def _environment(self) -> dict:
		keep = {
			name: os.environ[name]
			for name in ("PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
			if name in os.environ
		}
		home = {name: self.profile for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
		return {**keep, **home, "LANG": "C.UTF-8", "FONTCONFIG_FILE": self._write_font_list()}

	def _write_font_list(self) -> str:
		"""Add the fonts of this app to those of the machine, which may have none for Thai."""
		folders = "".join(f"<dir>{escape(folder)}</dir>" for folder in self.font_folders)
		system = escape(os.environ.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf")
		path = os.path.join(self.profile, "fonts.conf")
		with open(path, "w", encoding="utf-8") as file:
			file.write(f'<fontconfig><include ignore_missing="yes">{system}</include>{folders}</fontconfig>')
		return path

	# -- the protocol: JSON messages, each ended by a zero byte

	def call(self, method: str, params: dict | None = None, session: str | None = None) -> dict:
		"""Send one command of the DevTools protocol and return its result."""
		wanted = self._send(method, params, session)
		while True:
			message = self._receive()
			if message.get("id") == wanted:
				if "error" in message:
					# a page that crashes while it prints says "Printing failed" before it is known to have crashed
					raise ChromiumGone(f"{method}: {message['error'].get('message')}")
				return message["result"]
			self._on_event(message)

	def _on_event(self, message: dict):
		if message.get("method") == "Fetch.requestPaused":
			request = {"requestId": message["params"]["requestId"], "errorReason": "Aborted"}
			self._send("Fetch.failRequest", request, message.get("sessionId"))
		elif message.get("method") == "Inspector.targetCrashed":
			raise ChromiumGone("the page has crashed")

	def _send(self, method: str, params: dict | None, session: str | None) -> int:
		self._last_id += 1
		command = {"id": self._last_id, "method": method, "params": params or {}}
		if session:
			command["sessionId"] = session
		data = memoryview(json.dumps(command).encode() + b"\0")
		while data:
			self._wait(writing=True)
			try:
				data = data[os.write(self._write, data[: 1 << 16]) :]
			except BlockingIOError:
				continue
			except OSError as error:
				raise ChromiumGone(f"the browser has gone: {error}") from error
		return self._last_id

	def _receive(self) -> dict:
		parts = [self._buffer]
		while b"\0" not in parts[-1]:
			self._wait(writing=False)
			chunk = os.read(self._read, 1 << 20)
			if not chunk:
				raise ChromiumGone("the browser has gone")
			parts.append(chunk)
		message, _, self._buffer = b"".join(parts).partition(b"\0")
		return json.loads(message)

	def _wait(self, writing: bool):
		"""Wait until the pipe is ready, within the deadline of the document and the bound on memory.

		Raises ChromiumGone if the browser neither answers nor works, ChromiumTimeout beyond a bound.
		"""
		spent, since = -1.0, time.monotonic()
		while True:
			ready = select.select([] if writing else [self._read], [self._write] if writing else [], [], 0.5)
			if ready[0] or ready[1]:
				return
			now = time.monotonic()
			if now > self._deadline:
				raise ChromiumTimeout("time")
			memory, ticks = self.usage()
			if memory > self.memory_bytes:
				raise ChromiumTimeout("memory")
			if ticks - spent > HANG_TICKS:
				spent, since = ticks, now
			elif now - since > HANG_SECONDS:
				raise ChromiumGone("the browser hangs")

	def usage(self) -> tuple[int, int]:
		"""Return what the browser's processes use: resident memory in bytes, without what they share, and ticks of work."""
		memory = ticks = 0
		for name in filter(str.isdigit, os.listdir("/proc")):
			with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{name}/stat") as stat:
				fields = stat.read().rpartition(")")[2].split()
				if int(fields[2]) == self.process.pid:
					with open(f"/proc/{name}/statm") as statm:
						resident, shared = map(int, statm.read().split()[1:3])
					memory += (resident - shared) * os.sysconf("SC_PAGE_SIZE")
					ticks += int(fields[11]) + int(fields[12])
		return memory, ticks

	# -- documents

	@contextlib.contextmanager
	def page(self, html: str, seconds: float = DOCUMENT_SECONDS):
		"""Lay out a document and hand it over as a `Page`; at most `seconds` in all.

		One tab is used for all documents, one after the other: nothing of a document can outlive it, as it
		runs no scripts, stores nothing and is replaced by an empty one before the next.
		"""
		self._deadline = time.monotonic() + seconds
		self.documents += 1
		if not self._tab:
			self._tab = Page(self)
		self._tab.load(html)
		yield self._tab
		# after an error the whole browser is ended (see `printing`), so this need not be in a finally
		self._tab.clear()
		self.last_used = time.monotonic()

	def kill(self):
		"""End the browser and all its processes, and remove its profile. Only the process that started it may."""
		for descriptor in (self._write, self._read):
			with contextlib.suppress(OSError):
				os.close(descriptor)
		self._write = self._read = -1
		if self.owner != os.getpid():
			return
		with contextlib.suppress(ProcessLookupError, PermissionError):
			os.killpg(self.process.pid, signal.SIGKILL)
		with contextlib.suppress(subprocess.TimeoutExpired):
			self.process.wait(5)
		shutil.rmtree(self.profile, ignore_errors=True)


class Page:
	"""The tab in which documents are laid out."""

	def __init__(self, browser: Browser):
		self.browser, self.session = browser, None
		context = self.call("Target.createBrowserContext", {"disposeOnDetach": True})["browserContextId"]
		target = self.call("Target.createTarget", {"url": "about:blank", "browserContextId": context})[
			"targetId"
		]
		self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
		self.call("Emulation.setScriptExecutionDisabled", {"value": True})
		self.call("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})
		self.call("Inspector.enable")
		self.frame = self.call("Page.getFrameTree")["frameTree"]["frame"]["id"]

	def call(self, method: str, params: dict | None = None) -> dict:
		return self.browser.call(method, params, self.session)

	def load(self, html: str):
		self.clear(html)
		# our own calls run although the document's scripts may not; its event handlers would not
		while (
			self.evaluate("document.readyState") != "complete" and time.monotonic() < self.browser._deadline
		):
			time.sleep(0.01)
		self.evaluate(
			"Promise.all([document.fonts.ready, ...[...document.images].map(i => i.decode().catch(() => 0))])"
		)

	def clear(self, html: str = "<!doctype html>"):
		self.call("Page.setDocumentContent", {"frameId": self.frame, "html": html})

	def evaluate(self, expression: str):
		"""Return the value of a JavaScript expression of ours."""
		options = {"expression": expression, "awaitPromise": True, "returnByValue": True, "timeout": 20000}
		return self.call("Runtime.evaluate", options)["result"].get("value")

	def words(self, text: str) -> list[str]:
		"""Split Thai text into words (and what stands between them) by the browser's dictionary."""
		segments = "[...new Intl.Segmenter('th', {granularity: 'word'}).segment(%s)].map(s => s.segment)"
		return self.evaluate(segments % json.dumps(text)) or [text]

	def pdf(self, paper: dict | None = None) -> bytes:
		"""Print to PDF. `paper`: width, height and the four margins in millimetres; @page rules of the document win."""
		options = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": False}
		names = {"width": "paperWidth", "height": "paperHeight", "top": "marginTop", "bottom": "marginBottom"}
		names |= {"left": "marginLeft", "right": "marginRight"}
		for key, millimetres in (paper or {}).items():
			options[names[key]] = millimetres / MILLIMETRES_PER_INCH
		return base64.b64decode(self.call("Page.printToPDF", options)["data"])


def _sweep_profiles():
	"""Remove the profiles of processes that ended without doing so themselves (a killed worker)."""
	for path in glob.glob(os.path.join(tempfile.gettempdir(), f"{PROFILE_PREFIX}*-*")):
		owner = os.path.basename(path)[len(PROFILE_PREFIX) :].partition("-")[0]
		if owner.isdigit() and not os.path.exists(f"/proc/{owner}") and not os.path.islink(path):
			shutil.rmtree(path, ignore_errors=True)


_browser: Browser | None = None
_lock = threading.Lock()
_reaper: threading.Timer | None = None


@contextlib.contextmanager
def printing(
	html: str,
	binary: str,
	no_sandbox: bool = False,
	idle_seconds: float = IDLE_SECONDS,
	font_folders: tuple[str, ...] = (),
):
	"""Lay out `html` in this process's browser and hand over the `Page`; one document at a time.

	The browser is started when there is none and ended when it has been idle for `idle_seconds`
	(0: at once). After any error it is ended too, so that the next document gets a fresh one.
	Raises ChromiumBusy when the documents before this one take too long.
	"""
	with _turn():
		try:
			browser = _ready_browser(binary, no_sandbox, font_folders)
			with browser.page(html) as page:
				yield page
		except BaseException:
			_end_browser()
			raise
		if idle_seconds > 0:
			_end_when_idle(idle_seconds)
		else:
			_end_browser()


@contextlib.contextmanager
def _turn():
	lock = _lock
	if not lock.acquire(timeout=QUEUE_SECONDS):
		raise ChromiumBusy
	try:
		yield
	finally:
		lock.release()


def close():
	"""End this process's browser, if it has one."""
	with _lock:
		_end_browser()


def _ready_browser(binary: str, no_sandbox: bool, font_folders: tuple[str, ...]) -> Browser:
	global _browser
	if _browser and (
		_browser.owner != os.getpid()  # after a fork the browser belongs to the parent
		# two sites of one process may differ in these
		or (_browser.binary, _browser.no_sandbox) != (binary, no_sandbox)
		or _browser.documents >= DOCUMENTS_PER_BROWSER
		or _browser.process.poll() is not None
	):
		_end_browser()
	if not _browser:
		_browser = Browser(binary, no_sandbox, font_folders)
	return _browser


def _end_browser():
	global _browser
	if _browser:
		_browser.kill()
	_browser = None


def _end_when_idle(seconds: float):
	global _reaper
	if _reaper:
		_reaper.cancel()
	_reaper = threading.Timer(seconds, close)
	_reaper.daemon = True
	_reaper.start()


def _forget_after_fork():
	"""A child process neither holds the parent's lock nor its browser (whose pipe it must not keep open)."""
	global _lock, _reaper
	_lock, _reaper = threading.Lock(), None
	_end_browser()


atexit.register(close)
os.register_at_fork(after_in_child=_forget_after_fork)
