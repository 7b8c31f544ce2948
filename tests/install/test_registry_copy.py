"""The registry copy: names restored, hashes checked, everything else refused."""

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

import pytest

from bootstrap.project import SetupError
from bootstrap.registry_copy import (
	RegistryCopy,
	hash_tree,
	replace,
	restore,
	restore_content,
	restore_name,
	sha256_of,
)

BINARY = b"\x89PNG\0criscostack"
FILES = {
	"criscostack/__init__.py": b"# Criscostack Technologies\nimport criscostack\n",
	"criscostack/public/js/crisco_chart.js": b"brik.build(); CRISCOSTACK = 1;\n",
	"criscostack/translations/de.csv": b"Rubrik,Rubrik criscostack\n",
	"criscostack/logo.png": BINARY,
	"criscostack/.DS_Store": b"\0\0",
	"pyproject.toml": b'[project]\nname = "criscostack"\nversion = "1.0.0"\n',
	"PKG-INFO": b"Name: criscostack\n",
}


def make_archive(path: Path, files: dict[str, bytes]) -> Path:
	path.parent.mkdir(parents=True, exist_ok=True)
	with tarfile.open(path, "w:gz") as tar:
		for name, content in files.items():
			member = tarfile.TarInfo(f"criscostack-1.0.0/{name}")
			member.size = len(content)
			tar.addfile(member, io.BytesIO(content))
	return path


@pytest.fixture
def pin(project):
	return project.sources["registry_copy"]


@pytest.fixture
def copy(project, pin, tmp_path):
	"""A registry copy whose archive lies in the cache, with the pins that fit it."""
	name = f"{pin['package']}-{pin['version']}.tar.gz"
	archive = make_archive(project.cache / "downloads" / name, FILES)
	restore(archive, tmp_path / "expected", pin)
	pin["sha256"] = sha256_of(archive)
	pin["tree_sha256"] = hash_tree(tmp_path / "expected")
	return RegistryCopy(project)


@pytest.mark.parametrize(
	("copied", "restored"),
	[
		("criscostack", "frappe"),
		("Criscostack", "Frappe"),
		("CriscoStack", "Frappe"),
		("CRISCOSTACK_SITE", "FRAPPE_SITE"),
		("crisco_request", "frappe_request"),
		("Crisco Technologies", "Frappe Technologies"),
		("Criscoerp", "ERPNext"),
		("criscoerp", "erpnext"),
		("brik --site x", "bench --site x"),
		("Brik Manager", "Bench Manager"),
		("bricks and frames", "bricks and frames"),
	],
)
def test_names_are_restored(pin, copied, restored):
	assert replace(copied, pin["names"], is_translation=False) == restored


def test_words_of_other_languages_stay(pin):
	assert replace("Rubrik", pin["names"], is_translation=True) == "Rubrik"
	assert replace("criscostack", pin["names"], is_translation=True) == "frappe"


def test_names_of_files_and_folders_are_restored(pin):
	path = PurePosixPath("criscostack/public/crisco_chart/brik.js")
	assert restore_name(path, pin["names"]) == PurePosixPath("frappe/public/frappe_chart/bench.js")


def test_what_is_no_text_stays(pin):
	assert restore_content(PurePosixPath("logo.png"), BINARY, pin["names"]) == BINARY
	assert restore_content(PurePosixPath("x"), b"a\0criscostack", pin["names"]) == b"a\0criscostack"


def test_a_restored_tree(pin, tmp_path):
	restore(make_archive(tmp_path / "a.tar.gz", FILES), tmp_path / "tree", pin)
	found = {
		path.relative_to(tmp_path / "tree").as_posix()
		for path in (tmp_path / "tree").rglob("*")
		if path.is_file()
	}
	assert found == {
		"frappe/__init__.py",
		"frappe/public/js/frappe_chart.js",
		"frappe/translations/de.csv",
		"frappe/logo.png",
		"pyproject.toml",
	}
	assert (tmp_path / "tree/frappe/translations/de.csv").read_text() == "Rubrik,Rubrik frappe\n"
	assert 'dynamic = ["version"]' in (tmp_path / "tree/pyproject.toml").read_text()


@pytest.mark.parametrize("name", ["../outside.py", "criscostack/../../outside.py"])
def test_an_archive_that_leaves_its_folder_is_refused(pin, tmp_path, name):
	with pytest.raises(SetupError, match="Refused"):
		restore(make_archive(tmp_path / "a.tar.gz", {name: b"x"}), tmp_path / "tree", pin)
	assert not (tmp_path / "outside.py").exists()


def test_an_archive_with_a_link_is_refused(pin, tmp_path):
	with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
		member = tarfile.TarInfo("criscostack-1.0.0/link")
		member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
		tar.addfile(member)
	with pytest.raises(SetupError, match="no plain file"):
		restore(tmp_path / "a.tar.gz", tmp_path / "tree", pin)


def test_the_repository_has_the_restored_tree_and_the_overlay(copy):
	folder, commit = copy.repository()
	files = subprocess.run(
		["git", "ls-tree", "-r", "--name-only", commit], cwd=folder, capture_output=True, text=True
	)
	names = files.stdout.split()
	assert "frappe/__init__.py" in names
	assert {"LICENSE", "package.json", "package-lock.json", "build-assets.mjs", "socketio.js"} <= set(names)


def test_the_same_archive_gives_the_same_commit(copy):
	folder, first = copy.repository()
	folder.rename(folder.with_name("elsewhere"))
	assert copy.repository()[1] == first


def test_the_repository_is_made_once(copy, monkeypatch):
	first = copy.repository()
	monkeypatch.setattr(copy, "make", lambda folder: pytest.fail("made again"))
	assert copy.repository() == first


def test_a_wrong_archive_is_refused(copy, pin, monkeypatch):
	"""Also one that the registry itself hands out under the pinned name."""

	def download(folder):
		make_archive(folder / f"{pin['package']}-{pin['version']}.tar.gz", {**FILES, "evil.py": b"x"})

	monkeypatch.setattr(copy, "download", download)
	pin["sha256"] = "0" * 64
	with pytest.raises(SetupError, match=r"Refused: .* has the SHA-256"):
		copy.repository()
	assert not any(path.name == ".git" for path in copy.project.cache.rglob("*"))


def test_a_damaged_archive_in_the_cache_is_downloaded_again(copy, pin, monkeypatch):
	name = f"{pin['package']}-{pin['version']}.tar.gz"
	kept = copy.project.cache / "downloads" / name
	whole = kept.read_bytes()
	kept.write_bytes(whole[:100])
	monkeypatch.setattr(copy, "download", lambda folder: (folder / name).write_bytes(whole))
	assert copy.repository()[1]


def test_a_wrong_tree_is_refused(copy, pin):
	pin["tree_sha256"] = "0" * 64
	with pytest.raises(SetupError, match="Refused: the restored tree"):
		copy.repository()
	assert not any(path.name == ".git" for path in copy.project.cache.rglob("*"))


def test_the_pins_are_complete(project):
	pin = project.sources["registry_copy"]
	assert len(pin["sha256"]) == len(pin["tree_sha256"]) == 64


def test_lock_files_name_no_host(project):
	lock = (project.root / "patches/registry-copy/package-lock.json").read_text()
	assert '"resolved"' not in lock
	assert '"integrity"' in lock
