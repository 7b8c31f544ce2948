"""The bench itself: Frappe's checkout, the Python environment, Node packages, and the desk's assets."""

import base64
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bootstrap import runtimes, tools
from bootstrap.git import git
from bootstrap.processes import CommandFailed
from bootstrap.project import Project, SetupError, hash_of, read_toml
from bootstrap.sources import Source
from bootstrap.steps import Step

# Of an app's files, those that decide about its Python environment.
PYTHON_FILES = ("pyproject.toml", "setup.py", "requirements.txt")
NODE_FILES = ("package.json", "yarn.lock", "package-lock.json")
ASSET_SUFFIXES = {".js", ".ts", ".vue", ".css", ".scss", ".sass", ".less", ".html", ".json", ".svg"}


class Bench:
	"""Sets up the repository as a bench."""

	def __init__(self, project: Project, source: Callable[[], Source]) -> None:
		self.project = project
		self.source = source
		self.limits = project.settings["limits"]

	def steps(self) -> list[Step]:
		return [
			Step("frappe", lambda: self.source().title, self.check_out, self.commit, self.is_checked_out),
			*runtimes.Runtimes(self.project).steps(),
			Step("python", "Python environment", self.make_env, self.env_key, self.has_env),
			Step("node", "Node packages", self.install_node, self.node_key, self.has_node),
			Step("assets", "Scripts and styles of the desk", self.build, self.assets_key, self.has_assets),
		]

	def command(self, *words: str | Path, seconds: float | None = None, **limits: Any) -> str:
		"""Runs a Frappe command within the limits of `config/bench.toml`. See `tools.frappe`."""
		seconds = seconds or self.limits["setup_seconds"]
		return tools.frappe(self.project, *words, cwd=self.project.sites, seconds=seconds, **limits)

	# Frappe's checkout

	def commit(self) -> str:
		return self.source().commit

	def is_checked_out(self) -> bool:
		return (self.project.frappe / ".git").exists() and self.head() == self.commit()

	def head(self) -> str:
		try:
			return git("rev-parse", "HEAD", cwd=self.project.frappe)
		except CommandFailed:
			return ""

	def check_out(self) -> None:
		"""Checks the pinned commit out into a new folder, and puts that in its place when it is complete."""
		source = self.source()
		new = self.project.local / "frappe.new"
		shutil.rmtree(new, ignore_errors=True)
		new.mkdir(parents=True)
		fetch = ["fetch", "-q", "--depth", "1", "--no-tags"]
		for words in (
			["init", "-q", "--template=", "-b", "main"],
			[*fetch, source.repository, source.commit],
			["-c", "advice.detachedHead=false", "checkout", "-q", source.commit],
		):
			git(*words, cwd=new, log=self.project.log)
		shutil.rmtree(self.project.frappe, ignore_errors=True)
		new.rename(self.project.frappe)
		if self.head() != source.commit:
			raise SetupError(f"The checkout in apps/frappe is not commit {source.commit}.")

	# Python

	def env_key(self) -> str:
		files = [path for app in self.project.app_names() for path in self.app_files(app, PYTHON_FILES)]
		patches = tools.version_patches(self.project)
		return hash_of(self.commit(), self.python(), str(self.project.root), patches, *files)

	def python(self) -> Path:
		return runtimes.python(self.project)

	def has_env(self) -> bool:
		return self.is_of_python() and (self.project.env / "bin" / "gunicorn").exists()

	def is_of_python(self) -> bool:
		"""Whether the environment stands on the Python that Frappe asks for."""
		try:
			return self.project.python.resolve(strict=True) == self.python().resolve(strict=True)
		except OSError:
			return False

	def make_env(self) -> None:
		if not self.is_of_python():
			self.uv("venv", "--clear", "--seed", "--python", self.python(), self.project.env)
		apps = [word for app in self.project.app_names() for word in ("-e", self.project.apps / app)]
		self.install("setuptools<81", *apps)

	def install(self, *words: str | Path, python: Path | None = None) -> None:
		"""Installs Python packages into the environment of the bench, or into another."""
		self.uv("pip", "install", "--python", python or self.project.python, *words)

	def uv(self, *words: str | Path) -> None:
		argv = [self.project.tools / "bin" / "uv", *words]
		tools.call(self.project, argv, cwd=self.project.root, seconds=self.limits["setup_seconds"])

	def app_files(self, app: str, names: tuple[str, ...]) -> list[Path]:
		return [path for name in names if (path := self.project.apps / app / name).exists()]

	# Node packages

	def node_apps(self) -> list[str]:
		return [app for app in self.project.app_names() if self.app_files(app, ("package.json",))]

	def node_key(self) -> str:
		files = [path for app in self.node_apps() for path in self.app_files(app, NODE_FILES)]
		return hash_of(self.commit(), tools.node_version(self.project), self.overrides(), *files)

	def overrides(self) -> Path:
		return tools.version_patches(self.project) / "node-overrides.toml"

	def has_node(self) -> bool:
		return all((self.project.apps / app / "node_modules").exists() for app in self.node_apps())

	def install_node(self) -> None:
		"""Installs each app's packages as its lock file says. No package runs a script of its own."""
		mirror = tools.yarn_mirror(self.project)
		mirror.mkdir(parents=True, exist_ok=True)
		# yarn reads what another bench is still writing
		with tools.cache_lock(self.project, mirror.name):
			self.fill_yarn_mirror(mirror)
			self.install_packages()

	def install_packages(self) -> None:
		for app in self.node_apps():
			folder = self.project.apps / app
			if (folder / "package-lock.json").exists():
				argv = ["npm", "ci", "--legacy-peer-deps", "--ignore-scripts"]
			else:
				argv = ["yarn", "install", "--ignore-scripts", "--non-interactive", "--check-files"]
				argv += ["--frozen-lockfile"] if (folder / "yarn.lock").exists() else ["--no-lockfile"]
			memory, seconds = self.limits["build_memory"], self.limits["build_seconds"]
			tools.call(self.project, argv, cwd=folder, seconds=seconds, memory=memory)

	def fill_yarn_mirror(self, mirror: Path) -> None:
		"""Puts the released packages of patches/node-overrides.toml where yarn looks for the git ones."""
		for entry in read_toml(self.overrides())["package"]:
			if not (mirror / entry["file"]).exists():
				self.pack(entry, mirror / entry["file"])

	def pack(self, entry: dict[str, str], target: Path) -> None:
		with tempfile.TemporaryDirectory(dir=target.parent) as folder:
			name = f"{entry['package']}@{entry['version']}"
			argv = ["npm", "pack", "--silent", "--pack-destination", folder, name]
			tools.call(self.project, argv, cwd=Path(folder), seconds=120)
			archive = next(Path(folder).glob("*.tgz"))
			check_integrity(archive, entry["integrity"], name)
			if entry.get("bare"):
				archive = bare_tar(archive)
			archive.replace(target)

	# Assets

	def assets_key(self) -> str:
		own = [app for app in self.project.app_names() if app != "frappe"]
		files = [path for app in own for path in asset_files(self.project.apps / app / app / "public")]
		return hash_of(self.node_key(), *files)

	def has_assets(self) -> bool:
		assets = self.project.sites / "assets"
		return (assets / "assets.json").exists() and all(
			(assets / app).exists() for app in self.project.app_names() if self.has_public(app)
		)

	def has_public(self, app: str) -> bool:
		return (self.project.apps / app / app / "public").is_dir()

	def build(self) -> None:
		"""`bench build`; `--force`, because without it Frappe first looks for built assets on its own server."""
		shutil.rmtree(self.project.sites / "assets", ignore_errors=True)
		memory, seconds = self.limits["build_memory"], self.limits["build_seconds"]
		self.command("build", "--force", "--production", memory=memory, seconds=seconds)
		self.check_assets()

	def check_assets(self) -> None:
		"""The build of some versions only prints that it failed."""
		assets = self.project.sites / "assets"
		try:
			bundles = json.loads((assets / "assets.json").read_text())
		except (OSError, ValueError):
			bundles = {}
		for name in ("desk.bundle.js", "desk.bundle.css", "libs.bundle.js", "login.bundle.css"):
			file = bundles.get(name, "")
			if not file or not (self.project.sites / file.lstrip("/")).is_file():
				raise SetupError(f"The build of the desk's assets gave no {name}.")


def asset_files(folder: Path) -> list[Path]:
	"""The files of a public folder that the build reads."""
	return [
		path
		for path in sorted(folder.rglob("*"))
		if path.suffix in ASSET_SUFFIXES
		and not {"dist", "node_modules"} & set(path.relative_to(folder).parts)
	]


def bare_tar(archive: Path) -> Path:
	"""A package's files without compression and without the folder that npm packs them in."""
	folder = archive.with_name("files")
	shutil.unpack_archive(archive, folder, filter="data")
	return Path(shutil.make_archive(str(archive.with_name("bare")), "tar", folder / "package"))


def check_integrity(path: Path, wanted: str, name: str) -> None:
	"""Compares a file with a hash as npm writes it: sha512-<base64>."""
	found = "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
	if found != wanted:
		raise SetupError(f"Refused: {name} has the hash {found}, but {wanted} is pinned.")


def frappe_user() -> str | None:
	"""bench refuses to run as root unless the bench names root as its user."""
	return "root" if os.geteuid() == 0 else None
