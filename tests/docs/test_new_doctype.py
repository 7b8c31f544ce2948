"""docs/new-doctype.md does what it says: its DocType, made from the page in a copy of the app, goes all the way."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.restore.bench import SITES, Site
from tests.restore.server import running

ROOT = Path(os.environ["BENCH_ROOT"])
PAGE = ROOT / "docs" / "new-doctype.md"
MODULE = "con_center/visits/"
# "```language path" or "```language path +" for what is added to a file
BLOCK = re.compile(r"^```\w+ (?P<path>\S+)(?P<added> \+)?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
EMPTY = re.compile(r"`(con_center/visits/\S*__init__\.py)`")
WALK = Path(__file__).with_name("walk.py")


@pytest.fixture(scope="module")
def app():
	"""A copy of the app with what the page adds."""
	with tempfile.TemporaryDirectory() as folder:
		copy = Path(folder) / "con_center"
		ignored = shutil.ignore_patterns("node_modules", "__pycache__", ".git")
		shutil.copytree(ROOT / "apps" / "con_center", copy, ignore=ignored)
		page = PAGE.read_text()
		for path in EMPTY.findall(page):
			write(copy / path, "")
		for block in BLOCK.finditer(page):
			write(copy / block["path"], block["text"], added=bool(block["added"]))
		yield copy


def write(path: Path, text: str, added: bool = False) -> None:
	path.parent.mkdir(parents=True, exist_ok=True)
	with path.open("a" if added else "w") as file:
		file.write(text)


@pytest.fixture(scope="module")
def site(app):
	"""A site with the copy of the app, of its own: a DocType stays where it has been."""
	with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
		made = Site("docs.localhost", server)
		made.make()
		yield made
		made.remove()


def in_copy(app: Path, *words: str | Path) -> str:
	"""Run Python with the copy of the app in the place of the app; return what it prints."""
	done = subprocess.run(
		[sys.executable, "-W", "ignore", *map(str, words)],
		cwd=SITES,
		env={**os.environ, "PYTHONPATH": str(app)},
		capture_output=True,
		text=True,
		timeout=900,
		check=False,
	)
	assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
	return done.stdout


def test_few_files_outside_of_the_folder():
	outside = {block["path"] for block in BLOCK.finditer(PAGE.read_text())}
	assert len([path for path in outside if not path.startswith(MODULE)]) <= 6


def test_the_tests_that_read_the_code(app):
	in_copy(app, "-m", "unittest", "con_center.tests.test_static")


def test_it_goes_all_the_way(app, site):
	in_copy(
		app, "-m", "frappe.utils.bench_helper", "frappe", "--site", site.name, "install-app", "con_center"
	)
	told = json.loads(in_copy(app, WALK, site.name).splitlines()[-1])
	assert told == {
		"place": ["340101", "3401", "34"],
		"own": 1,
		"of others": 0,
		"read by a stranger": "refused",
		"changed without a decision": "refused",
		"decided by a stranger": "refused",
		"waits for": ["Site Visit"],
		"state": "Noted by the District",
		"number": told["number"],
		"log": ["Send Up", "Take Note"],
		"label": "การเยี่ยมศูนย์",
		"tests": [1],
	}
	assert re.fullmatch(r"1/25\d\d", told["number"])
