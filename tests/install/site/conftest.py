"""A browser on the served test site, logged in as Administrator, that notes every address it asks."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright


@pytest.fixture(scope="session")
def base_url() -> str:
	return os.environ["BASE_URL"]


@pytest.fixture(scope="session")
def browser():
	with sync_playwright() as playwright:
		chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
		yield chromium
		chromium.close()


@pytest.fixture
def context(browser, base_url) -> Iterator[BrowserContext]:
	made = browser.new_context(base_url=base_url, locale="th-TH", viewport={"width": 1400, "height": 900})
	made.set_default_timeout(30_000)
	yield made
	made.close()


@pytest.fixture
def seen(context) -> dict[str, list]:
	"""Addresses on other hosts, answers with an error, and script errors."""
	notes = {"elsewhere": [], "missing": [], "errors": []}

	def note_request(request):
		if urlsplit(request.url).hostname not in ("127.0.0.1", None):
			notes["elsewhere"].append(request.url)

	def note_response(response):
		if response.status >= 400:
			notes["missing"].append(f"{response.status} {response.url}")

	context.on("request", note_request)
	context.on("response", note_response)
	context.on("weberror", lambda error: notes["errors"].append(str(error.error)))
	return notes


@pytest.fixture
def desk(context, seen) -> Page:
	"""The desk as Administrator."""
	login = {"usr": "Administrator", "pwd": os.environ["ADMIN_PASSWORD"]}
	assert context.request.post("/api/method/login", form=login).ok
	page = context.new_page()
	return page
