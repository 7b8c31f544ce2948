"""Many users who print at once, over HTTP, and what comes of it.

Each document is printed once by a single user before; what the crowd gets is compared with that, word by word. So a
page of a neighbour's document, a lost line and an answer that is no PDF are all seen.
"""

import os
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from pypdf import PdfReader
from requests import RequestException

from tests.served import Client, base_url

# DocType, print format, how many documents of it
PRINTED = (
	("Appointment Order", "Official Appointment", 6),
	("Committee", "Committee Register", 4),
	("Committee", "Committee Chart", 2),
	("Meeting", "Meeting Minutes", 3),
	("Action Plan", "Action Plan", 2),
	("ToDo", "Standard", 3),
)
MIB = 2**20


@dataclass(frozen=True)
class Page:
	"""One document in one format, and the words of its print."""

	doctype: str
	name: str
	print_format: str
	words: str = ""

	def ask(self, client: Client):
		return client.ask(
			"frappe.utils.print_format.download_pdf",
			doctype=self.doctype,
			name=self.name,
			format=self.print_format,
		)


@dataclass
class Outcome:
	"""What a crowd got: failures are (document, HTTP status, beginning of the answer)."""

	right: int = 0
	failures: list[tuple[str, int, str]] = field(default_factory=list)
	wrong: list[str] = field(default_factory=list)
	slowest: float = 0
	seconds: float = 0
	memory: dict[str, list[float]] = field(default_factory=dict)

	def __str__(self) -> str:
		kinds = Counter((status, text) for _name, status, text in self.failures)
		peaks = ", ".join(
			f"{kind} {values[0]:.0f} → {max(values):.0f} → {values[-1]:.0f} MiB"
			for kind, values in self.memory.items()
			if values
		)
		return (
			f"{self.right} right, {len(self.failures)} failed, {len(self.wrong)} wrong in {self.seconds:.1f} s; "
			f"slowest {self.slowest:.1f} s; {peaks}"
			+ "".join(f"\n  wrong: {each}" for each in self.wrong)
			+ "".join(f"\n  {count} × HTTP {status}: {text}" for (status, text), count in kinds.items())
		)


def words_of(data: bytes) -> str:
	"""Return the text of a PDF without its spaces, which readers put in as they like."""
	return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


def pages(client: Client) -> list[Page]:
	"""Return what is printed, each with the words of a print that nothing disturbed."""
	found = []
	for doctype, print_format, count in PRINTED:
		names = [row["name"] for row in documents(client, doctype, count)]
		for name in names:
			page = Page(doctype, name, print_format)
			answer = page.ask(client)
			answer.raise_for_status()
			found.append(Page(doctype, name, print_format, words_of(answer.content)))
	return found


def documents(client: Client, doctype: str, count: int) -> list[dict]:
	answer = client.get(
		f"{client.url}/api/resource/{doctype}",
		params={"limit_page_length": count, "order_by": "creation asc"},
		timeout=60,
	)
	answer.raise_for_status()
	return answer.json()["data"]


def make_todos(client: Client, count: int) -> None:
	"""Make documents of Frappe's own, for its standard format, each with a word of its own."""
	for number in range(count):
		client.post(
			f"{client.url}/api/resource/ToDo",
			json={"description": f"ตรวจสถานที่ประชุม หมู่ที่ {number}-{os.getpid()}"},
			headers={"X-Frappe-CSRF-Token": "token"},
			timeout=60,
		).raise_for_status()


def print_at_once(asked: list[Page], prints: int, threads: int, login: str = "Administrator") -> Outcome:
	"""Let `threads` users print `prints` documents, taking turns through those asked for."""
	clients = threading.local()
	outcome, lock = Outcome(), threading.Lock()

	def one(number: int) -> None:
		if not hasattr(clients, "own"):
			clients.own = Client(login)
		page = asked[number % len(asked)]
		begun = time.monotonic()
		try:
			answer = page.ask(clients.own)
		except RequestException as error:
			answer = error
		took = time.monotonic() - begun
		with lock:
			outcome.slowest = max(outcome.slowest, took)
			note(outcome, page, answer)

	begun = time.monotonic()
	with watched_memory(outcome.memory), ThreadPoolExecutor(threads) as pool:
		for future in [pool.submit(one, number) for number in range(prints)]:
			future.result()
	outcome.seconds = time.monotonic() - begun
	return outcome


def note(outcome: Outcome, page: Page, answer) -> None:
	label = f"{page.doctype} {page.name} ({page.print_format})"
	if isinstance(answer, Exception):
		outcome.failures.append((label, 0, str(answer)))
	elif answer.status_code != 200 or not answer.content.startswith(b"%PDF-"):
		outcome.failures.append((label, answer.status_code, reason(answer.text)))
	elif (words := words_of(answer.content)) != page.words:
		outcome.wrong.append(f"{label}: {difference(page.words, words)}")
	else:
		outcome.right += 1


def difference(wanted: str, got: str) -> str:
	"""Return the places at which two texts differ."""
	changes = SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes()
	return ", ".join(f"{wanted[a:b]!r} → {got[c:d]!r}" for kind, a, b, c, d in changes if kind != "equal")[
		:600
	]


def reason(text: str) -> str:
	"""Return the line of an error's answer that says what happened."""
	found = re.findall(r"(?:\w+\.)*\w*(?:Err|Error|Exception)\b: [^\\\"<]{0,120}", text)
	return found[-1] if found else text[:160]


# the processes behind the site


def web_workers() -> list[int]:
	"""The ids of the web server's processes, by the port that they were told to listen on."""
	bind = f"--bind=127.0.0.1:{urlsplit(base_url()).port}"
	return [pid for pid, words in processes() if bind in words]


def browsers(workers: Iterable[int] | None = None) -> list[int]:
	"""The ids of all processes of Chromium that print for these web workers."""
	marks = tuple(f"con-print-{pid}-" for pid in (web_workers() if workers is None else workers))
	# a helper of the browser names the profile in its words, or belongs to the group of one that does
	groups = {group_of(pid) for pid, words in processes() if any(m in w for w in words for m in marks)} - {0}
	return [pid for pid, _words in processes() if group_of(pid) in groups]


def main_browsers() -> list[int]:
	"""Of each browser, the process that leads it."""
	return [pid for pid in browsers() if group_of(pid) == pid]


def renderers() -> list[int]:
	"""Of each browser, the processes that lay out pages."""
	found = set(browsers())
	return [
		pid for pid, words in processes() if pid in found and any("--type=renderer" in word for word in words)
	]


def send(pid: int, number: int) -> None:
	"""Send a signal to a process, which may be gone by now."""
	with suppress(ProcessLookupError):
		os.kill(pid, number)


def group_of(pid: int) -> int:
	try:
		return os.getpgid(pid)
	except ProcessLookupError:
		return 0


def processes() -> list[tuple[int, list[str]]]:
	found = []
	for folder in Path("/proc").iterdir():
		if folder.name.isdigit():
			try:
				words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
			except OSError:
				continue
			# one that has ended, and whose end nobody has asked for, has none
			if words != [""]:
				found.append((int(folder.name), words))
	return found


def memory_of(pids: Iterable[int]) -> float:
	"""Proportional memory of processes in MiB: what they share is counted once."""
	total = 0
	for pid in pids:
		try:
			text = Path(f"/proc/{pid}/smaps_rollup").read_text()
		except OSError:
			continue
		total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
	return total / 1024


@contextmanager
def watched_memory(kept: dict[str, list[float]], every: float = 2):
	"""Note the memory of the web workers and of their browsers every so many seconds."""
	done = threading.Event()
	kept.update(web=[], browsers=[])

	def watch() -> None:
		while True:
			workers = web_workers()
			kept["web"].append(memory_of(workers))
			kept["browsers"].append(memory_of(browsers(workers)))
			if done.wait(every):
				return

	watcher = threading.Thread(target=watch, daemon=True)
	watcher.start()
	try:
		yield
	finally:
		done.set()
		watcher.join()
