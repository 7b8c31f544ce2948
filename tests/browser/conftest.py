"""A real browser on the served test site, with the demo data: the users, offices and documents of seed 001.

`make test ARGS="browser"` runs these; `make test ARGS="browser --update-docs"` also renews the pictures of the guides.
Screenshots and the PDF are left in logs/browser.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.desk import Desk, sign_in_quickly
from tests.browser.effort import Efforts
from tests.browser.recorder import Recorder
from tests.served import load_demo, this_day

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_FLAGS = (
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
)
# who runs the system, and so may do more than the table of doors lets officers do
ADMINISTRATOR = "admin"
WINDOW = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}


def pytest_addoption(parser):
	parser.addoption("--update-docs", action="store_true", help="renew the pictures of the guides")


@pytest.fixture(scope="session")
def base_url() -> str:
	return os.environ["BASE_URL"]


@pytest.fixture(scope="session")
def pictures(request) -> "Pictures":
	return Pictures(
		ROOT / "logs" / "browser",
		ROOT / "apps" / "con_center" / "con_center" / "public" / "images",
		request.config.getoption("--update-docs"),
	)


class Pictures:
	"""Where what the tests see is kept."""

	def __init__(self, folder: Path, docs: Path, update_docs: bool):
		self.folder, self.docs, self.update_docs = folder, docs, update_docs
		folder.mkdir(parents=True, exist_ok=True)

	def path(self, name: str) -> Path:
		return self.folder / name

	def for_docs(self, name: str) -> None:
		"""Put a picture that the documentation shows where it belongs, when asked for."""
		if self.update_docs:
			self.docs.mkdir(parents=True, exist_ok=True)
			shutil.copy(self.path(name), self.docs / name)


@pytest.fixture(scope="session")
def efforts(pictures):
	"""What the counted tasks took; all of them together renew the table in docs/performance.md, when asked for."""
	efforts = Efforts()
	yield efforts
	if pictures.update_docs and len(efforts.rows) == Efforts.TASKS:
		efforts.write(ROOT / "docs" / "performance.md", this_day().isoformat())


@pytest.fixture(scope="session")
def demo(base_url) -> None:
	load_demo()


@pytest.fixture(scope="session")
def browser():
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(
			executable_path=os.environ["CHROMIUM"],
			args=CHROMIUM_FLAGS,
		)
		yield browser
		browser.close()


@pytest.fixture(scope="session")
def recorder(pictures):
	"""Which doors of the server the desks of officers went through in this run: none that is not kept."""
	recorder = Recorder()
	yield recorder
	if pictures.update_docs:
		recorder.keep()
	assert not recorder.unknown(), "the desk needs what desk.txt does not name: see tests/browser/recorder.py"


class Contexts:
	"""The browser's contexts: one a user, who stays signed in and keeps the scripts of the desk for all tests."""

	def __init__(self, browser: Browser, base_url: str, note: Callable) -> None:
		self.browser, self.base_url, self.note = browser, base_url, note
		self.kept: dict[tuple[str, bool], BrowserContext] = {}

	def of(self, login: str, phone: bool) -> BrowserContext:
		if (login, phone) not in self.kept:
			context = self.new(phone)
			sign_in_quickly(context, login)
			if login != ADMINISTRATOR:
				context.on("request", self.note)
			self.kept[login, phone] = context
		return self.kept[login, phone]

	def new(self, phone: bool = False) -> BrowserContext:
		return self.browser.new_context(
			base_url=self.base_url,
			viewport=PHONE if phone else WINDOW,
			is_mobile=phone,
			has_touch=phone,
			locale="th-TH",
			timezone_id="Asia/Bangkok",
			accept_downloads=True,
		)


@pytest.fixture(scope="session")
def contexts(browser, base_url, demo, recorder) -> Contexts:
	return Contexts(browser, base_url, recorder.note)


@pytest.fixture
def open_desk(contexts, pictures, request):
	"""A function that opens a window: open_desk("chief") is signed in, open_desk() is not."""
	opened: list[Desk] = []

	def open_one(login: str | None = None, phone: bool = False) -> Desk:
		context = contexts.of(login, phone) if login else contexts.new(phone)
		opened.append(Desk(context, login))
		return opened[-1]

	yield open_one
	for n, desk in enumerate(opened):
		if request.session.testsfailed and not desk.page.is_closed():
			desk.page.screenshot(path=pictures.path(f"last-{request.node.name}-{n}.png"))
		desk.page.close()
		if desk.context not in contexts.kept.values():
			desk.context.close()
