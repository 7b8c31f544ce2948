"""Crowds on the served test site, with the demo data.

`make test ARGS="load"` runs the short form; `make test ARGS="load -s --prints 2000 --threads 16"` the long one.
"""

import pytest

from tests.load import crowd
from tests.served import Client, load_demo


def pytest_addoption(parser):
	parser.addoption("--prints", type=int, default=160, help="how many documents the crowd prints")
	parser.addoption("--threads", type=int, default=16, help="how many users print at once")


@pytest.fixture(scope="session")
def pages() -> list[crowd.Page]:
	load_demo()
	client = Client()
	crowd.make_todos(client, 3)
	return crowd.pages(client)
