"""A project in a folder of its own, with no network and none of the user's files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bootstrap.console import Log
from bootstrap.project import Project

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
	"""A project with this repository's configuration, all of whose folders are temporary."""
	root = tmp_path / "project"
	for folder in ("config", "patches"):
		shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("pids"))
	(root / "sites").mkdir()
	(root / "sites" / "apps.txt").write_text("frappe\ncon_center\n")
	monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
	for name in ("SOURCE", "FRAPPE_URL", "FRAPPE_BRANCH", "DB_HOST", "LISTEN_HOST", "ALLOW_OUTGOING"):
		monkeypatch.delenv(name, raising=False)
	made = Project(root)
	made.make_folders()
	return made


@pytest.fixture
def log(project) -> Log:
	return project.log


class Repository:
	"""A small git repository that stands for Frappe's."""

	def __init__(self, folder: Path) -> None:
		self.folder = folder
		folder.mkdir()
		self.git("init", "-q", "-b", "main")
		self.git("config", "user.name", "Tester")
		self.git("config", "user.email", "tester@example.com")
		self.commit("one")

	def git(self, *words: str) -> str:
		done = subprocess.run(["git", *words], cwd=self.folder, capture_output=True, text=True, check=True)
		return done.stdout.strip()

	def commit(self, text: str) -> str:
		(self.folder / "file.txt").write_text(text)
		self.git("add", "-A")
		self.git("commit", "-q", "-m", text)
		return self.git("rev-parse", "HEAD")

	def tag(self, name: str) -> str:
		self.git("tag", name)
		return self.git("rev-parse", f"{name}^{{commit}}")


@pytest.fixture
def frappe_repository(tmp_path) -> Repository:
	return Repository(tmp_path / "frappe-upstream")
