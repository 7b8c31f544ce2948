"""What fails while people work, on the served test site with the demo data: `make test ARGS="faults"`.

The bootstrap that runs these watches over the servers as `make start` does, and restarts what is killed here.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.desk import Desk, sign_in_quickly
from tests.served import base_url, load_demo


@pytest.fixture(scope="session", autouse=True)
def demo() -> None:
	load_demo()


@pytest.fixture
def chief() -> Iterator[Desk]:
	"""The desk of the chief."""
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
		context = browser.new_context(
			base_url=base_url(), locale="th-TH", viewport={"width": 1360, "height": 900}
		)
		sign_in_quickly(context, "chief")
		yield Desk(context, "chief")
		browser.close()
