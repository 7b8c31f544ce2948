"""What fails while people work, on the served test site with the demo data: `make test ARGS="faults"`.

The bootstrap that runs these watches over the servers as `make start` does, and restarts what is killed here.
"""

import pytest

from tests.served import load_demo


@pytest.fixture(scope="session", autouse=True)
def demo() -> None:
	load_demo()
