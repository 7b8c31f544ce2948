"""Frappe of 2023 opens its logs beside the folder that it is imported in: these tests begin in the folder of the sites."""

import os
from pathlib import Path


def pytest_configure(config):
	os.chdir(Path(os.environ["BENCH_ROOT"]) / "sites")
