"""`make production` on a Debian of its own: `make test ARGS="machine" FRAPPE_URL=<folder>`, as root, by hand; a quarter of an hour."""

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
		clone(ROOT, debian.root / CLONE.lstrip("/"))
		clone(Path(os.environ["FRAPPE_URL"]), debian.root / FRAPPE.lstrip("/"), f"refs/tags/{release()}")
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


def clone(source: Path, target: Path, ref: str = "HEAD") -> None:
	"""The commit that is checked out there, or that a tag names, as somebody fetches it."""
	target.mkdir(parents=True)
	git("init", "-q", cwd=target)
	# of Frappe one commit is enough
	depth, here = (["--depth", "1"], ref) if "tags" in ref else ([], "refs/heads/main")
	git("fetch", "-q", *depth, str(source), f"{ref}:{here}", cwd=target)
	git("checkout", "-q", here.removeprefix("refs/heads/"), cwd=target)


def release() -> str:
	"""The tag of Frappe that is pinned."""
	return read_toml(ROOT / "config/frappe.toml")["upstream"]["tag"]


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
