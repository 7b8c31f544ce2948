"""Frappe out of the package that a registry carries under other names.

The archive's hash is checked, then the renaming is undone, then the hash over the restored tree is checked;
anything else is refused. The result, with files of our own laid over it for what the package lacks, is
committed as a git repository of its own: after that, nothing needs to know where it came from.
"""

import hashlib
import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

from bootstrap.git import commit_all, git
from bootstrap.processes import run
from bootstrap.project import Project, SetupError, hash_of
from bootstrap.tools import cache_lock

TRANSLATIONS = "translations"


class RegistryCopy:
	"""The restored repository, kept in the user's cache."""

	def __init__(self, project: Project) -> None:
		self.project = project
		self.pin = project.sources["registry_copy"]
		self.overlay = project.root / self.pin["overlay"]

	def repository(self) -> tuple[Path, str]:
		"""The folder of the repository and its commit; made on first use."""
		folder = self.project.cache / "registry-copy" / hash_of(self.pin, self.overlay)
		with cache_lock(self.project, folder.parent.name):
			if not folder.exists():
				self.make(folder)
		return folder, git("rev-parse", "HEAD", cwd=folder)

	def make(self, folder: Path) -> None:
		"""Makes the repository in a folder beside its place, and moves it there when it is complete."""
		folder.parent.mkdir(parents=True, exist_ok=True)
		with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as temporary:
			tree = Path(temporary) / "frappe"
			restore(self.archive(Path(temporary)), tree, self.pin)
			check_tree(tree, self.pin["tree_sha256"])
			shutil.copytree(self.overlay, tree, dirs_exist_ok=True)
			commit_all(tree, f"{self.pin['label']}, restored from the registry copy", self.project.log)
			tree.rename(folder)

	def archive(self, temporary: Path) -> Path:
		"""The package's source archive: from the cache, or downloaded by pip, which checks the hash as well."""
		name = f"{self.pin['package']}-{self.pin['version']}.tar.gz"
		kept = self.project.cache / "downloads" / name
		if not kept.exists() or sha256_of(kept) != self.pin["sha256"]:
			self.download(temporary)
			kept.parent.mkdir(parents=True, exist_ok=True)
			shutil.move(temporary / name, kept)
		check_archive(kept, self.pin["sha256"])
		return kept

	def download(self, folder: Path) -> None:
		wanted = folder / "requirements.txt"
		wanted.write_text(
			f"{self.pin['package']}=={self.pin['version']} --hash=sha256:{self.pin['sha256']}\n"
		)
		pip = [self.project.tools / "bin" / "python", "-m", "pip", "download", "-q", "--no-deps"]
		only_this = ["--no-binary", self.pin["package"], "--require-hashes", "-r", wanted, "-d", folder]
		run([*pip, *only_this], log=self.project.log, seconds=300)


def sha256_of(path: Path) -> str:
	with path.open("rb") as file:
		return hashlib.file_digest(file, "sha256").hexdigest()


def check_archive(path: Path, wanted: str) -> None:
	if (found := sha256_of(path)) != wanted:
		raise SetupError(
			f"Refused: {path.name} has the SHA-256 {found}, but {wanted} is pinned in config/frappe.toml."
		)


def check_tree(folder: Path, wanted: str) -> None:
	if (found := hash_tree(folder)) != wanted:
		raise SetupError(
			f"Refused: the restored tree has the hash {found}, but {wanted} is pinned in config/frappe.toml."
		)


def hash_tree(folder: Path) -> str:
	"""SHA-256 over the sorted paths and contents of all files of a folder."""
	digest = hashlib.sha256()
	for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
		if path.is_file():
			name = path.relative_to(folder).as_posix()
			digest.update(f"{sha256_of(path)}  {name}\n".encode())
	return digest.hexdigest()


def restore(archive: Path, target: Path, pin: dict[str, Any]) -> None:
	"""Unpacks the archive below `target` under the restored names."""
	names = pin["names"]
	target.mkdir(parents=True)
	with tarfile.open(archive) as tar:
		for member in tar:
			path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
			if member.isdir() or path.name in names["drop"]:
				continue
			if not member.isfile() or ".." in path.parts or path.is_absolute():
				raise SetupError(f"Refused: {archive.name} holds {member.name}, which is no plain file.")
			content = tar.extractfile(member).read()
			place = target / restore_name(path, names)
			place.parent.mkdir(parents=True, exist_ok=True)
			place.write_bytes(restore_content(path, content, names))


def restore_name(path: PurePosixPath, names: dict[str, Any]) -> PurePosixPath:
	return PurePosixPath(*(replace(part, names, TRANSLATIONS in path.parts) for part in path.parts))


def restore_content(path: PurePosixPath, content: bytes, names: dict[str, Any]) -> bytes:
	"""The content with Frappe's names; what is no text stays as it is."""
	try:
		text = content.decode()
	except UnicodeDecodeError:
		return content
	if "\0" in text:
		return content
	for old, new in names.get("in_file", {}).get(path.as_posix(), []):
		text = text.replace(old, new)
	return replace(text, names, TRANSLATIONS in path.parts).encode()


def replace(text: str, names: dict[str, Any], is_translation: bool) -> str:
	rules = names["everywhere"] if is_translation else names["outside_translations"] + names["everywhere"]
	for old, new in rules:
		text = text.replace(old, new)
	return text
