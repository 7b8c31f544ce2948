"""CON Center on several machines, by the files of deploy/cluster: `make test ARGS="cluster"`. Nothing else runs it.

`KEEP_LOGS=<folder>` keeps the logs of all hosts.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import leading, load_demo

from .hosts import ip
from .whole import ADDRESS, DOMAIN, Cluster


def pytest_addoption(parser):
	parser.addoption(
		"--moments", type=int, default=3, help="how many faults at random moments, each 30 to 60 seconds"
	)
	parser.addoption("--fault", default="", help="only those moments whose name has these words in it")
	parser.addoption("--seed", type=int, default=0, help="which ones: as an earlier run has printed it")


@pytest.fixture(scope="session", autouse=True)
def loopback() -> None:
	"""The namespace that all of this runs in begins without it."""
	ip("link", "set", "lo", "up")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
	# MariaDB's own user has to get there
	folder = Path(tempfile.mkdtemp(prefix="con-cluster-"))
	folder.chmod(0o755)
	# where this stands, Frappe's workers take each job for a test's
	os.environ.pop("CI", None)
	built = Cluster(Path(os.environ["BENCH_ROOT"]), os.environ["SITE"], folder)
	# what asks the site finds it in the shared folder
	shared = str(folder / "bench")
	os.environ |= {"BENCH_ROOT": shared, "FRAPPE_BENCH_ROOT": shared, "BASE_URL": built.url}
	os.environ["BASE_CERTIFICATE"] = str(built.certificate)
	try:
		built.build()
		load_demo()
		with leading(DOMAIN, ADDRESS):
			yield built
	finally:
		built.end()
		if kept := os.environ.get("KEEP_LOGS"):
			shutil.copytree(folder / "bench" / "logs", kept, dirs_exist_ok=True)
		shutil.rmtree(folder, ignore_errors=True)
