"""`make production` on a Debian of its own: `make test ARGS="machine"`, as root, by hand; a quarter of an hour."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bootstrap.git import git
from bootstrap.project import read_toml
from tests.served import leading

from .debian import Debian
from .installation import CLONE, DOMAIN, FRAPPE, PASSWORD, Installation

ROOT = Path(os.environ["BENCH_ROOT"])


@pytest.fixture(scope="session")
def installed() -> Iterator[Installation]:
	"""The installation, once `make production` has run: on a machine with nothing but what a bare Debian has."""
	folder = Path(tempfile.mkdtemp(prefix="con-machine-"))
	debian = Debian(folder)
	try:
		debian.make()
		fetch(ROOT, "HEAD", debian.root / CLONE.lstrip("/"), "refs/heads/main")
		fetch_frappe(debian.root / FRAPPE.lstrip("/"))
		settle(debian.root / "etc/con-center", debian.root / "root")
		debian.boot()
		site = Installation(debian)
		site.make_production()
		with leading(DOMAIN, "127.0.0.1"):
			yield site
	finally:
		debian.shut()
		if kept := os.environ.get("KEEP_LOGS"):
			shutil.copytree(debian.root / CLONE.lstrip("/") / "logs", kept, dirs_exist_ok=True)
			shutil.copy(debian.log, kept)
		shutil.rmtree(folder, ignore_errors=True)


def fetch_frappe(target: Path) -> None:
	"""The release that is pinned, by its tag, out of what this bench was made from."""
	pin = read_toml(ROOT / "config/frappe.toml")["upstream"]
	assert os.environ["FRAPPE_COMMIT"] == pin["commit"], (
		"make production installs what is pinned: set up a bench with it"
	)
	held = f"refs/con-center/{pin['commit']}"
	fetch(Path(os.environ["FRAPPE_REPOSITORY"]), held, target, f"refs/tags/{pin['tag']}", "--depth=1")


def fetch(source: Path, ref: str, target: Path, here: str, *words: str) -> None:
	"""A commit that a reference names there, under another one in a repository of its own, checked out."""
	target.mkdir(parents=True)
	git("init", "-q", cwd=target)
	git("fetch", "-q", *words, str(source), f"{ref}:{here}", cwd=target)
	git("checkout", "-q", here.removeprefix("refs/heads/"), cwd=target)


def settle(settings: Path, home: Path) -> None:
	"""The office's settings: its ports beside those of this machine, whose network it shares."""
	text = (ROOT / "config/production/production.toml").read_text().replace("{domain}", DOMAIN)
	text = text.replace("listen = []", 'listen = ["127.0.0.1"]')
	settings.mkdir()
	(settings / "production.toml").write_text(text)
	password = home / "password"
	password.touch(0o600)
	password.write_text(PASSWORD)
	# git asks whose a repository is
	(home.parent / "etc/gitconfig").write_text(
		f"[safe]\n\tdirectory = {FRAPPE}\n\tdirectory = {FRAPPE}/.git\n"
	)
