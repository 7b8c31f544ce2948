"""A later Debian's Python, unpacked into a folder of the cache: no package is installed, no system file changed.

apt resolves and verifies the packages as this machine is told to, with a state of its own; the interpreter and its
libraries are then told to load the C library that they were built with, from beside them.
"""

import os
import shutil
from pathlib import Path

from bootstrap import packages, tools
from bootstrap.processes import CommandFailed, run
from bootstrap.project import Project

APT = """\
Dir::State "{state}";
Dir::State::status "{state}/status";
Dir::Cache "{state}/cache";
Dir::Etc::sourcelist "{state}/sources.list";
Dir::Etc::sourceparts "{state}/none";
Dir::Etc::preferencesparts "{state}/none";
APT::Sandbox::User "root";
Acquire::Languages "none";
"""
KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"
# The system's compiler builds with the system's C library, so its headers of a later Debian stay out.
LEFT_OUT = ("libc6-dev_", "libc-dev-bin_", "linux-libc-dev_", "libcrypt-dev_")


class DebianPython:
	"""One minor version of Python, as in "3.14"."""

	def __init__(self, project: Project, version: str) -> None:
		self.project = project
		self.version = version
		self.suites = project.settings["runtimes"]["debian_suites"]
		self.folder = project.cache / f"debian-python-{version}"

	@property
	def program(self) -> Path:
		return self.folder / "usr" / "bin" / f"python{self.version}"

	def get(self) -> dict[str, str]:
		"""The paths of the interpreter and of its headers, made if they are not there; {} where Debian has none."""
		with tools.cache_lock(self.project, self.folder.name):
			if not self.program.exists():
				self.make()
		found = {"python": str(self.program), "headers": str(self.folder / "usr" / "include")}
		return found if self.program.exists() else {}

	def make(self) -> None:
		mirror = self.mirror()
		if not mirror or not shutil.which("dpkg-deb"):
			return
		if wanted := packages.missing(self.project, "unpack"):
			packages.install(wanted, self.project.log)
		for suite in self.suites:
			try:
				self.unpack(self.download(mirror, suite))
			except CommandFailed as error:
				self.project.log.write(f"Debian {suite} gives no Python {self.version}: {error}")
			else:
				return

	def mirror(self) -> str:
		"""The server that this machine takes Debian's own packages from."""
		words = ["apt-get", "indextargets", "--format", "$(ORIGIN) $(SITE)", "Created-By: Packages"]
		try:
			lines = run(words, log=self.project.log, seconds=60).splitlines()
		except CommandFailed:
			return ""
		sites = [line.split(" ", 1)[1] for line in lines if line.startswith("Debian ")]
		return next((site for site in sites if "security" not in site), "")

	def download(self, mirror: str, suite: str) -> list[Path]:
		"""The package files of the interpreter and of everything that it stands on."""
		state = self.project.cache / f"apt-{suite}"
		shutil.rmtree(state, ignore_errors=True)
		for name in ("lists/partial", "cache/archives/partial", "none"):
			(state / name).mkdir(parents=True)
		(state / "status").touch()
		(state / "apt.conf").write_text(APT.format(state=state))
		(state / "sources.list").write_text(f"deb [signed-by={KEYS}] {mirror} {suite} main\n")
		env = {**os.environ, "APT_CONFIG": str(state / "apt.conf"), "LC_ALL": "C.UTF-8"}
		apt = ["apt-get", "-q", "-y", "--no-install-recommends"]
		run([*apt, "update"], env=env, log=self.project.log, seconds=300)
		names = [f"python{self.version}-dev", f"python{self.version}-venv"]
		run([*apt, "install", "--download-only", *names], env=env, log=self.project.log, seconds=900)
		return sorted((state / "cache" / "archives").glob("*.deb"))

	def unpack(self, archives: list[Path]) -> None:
		"""Unpacks into the folder; what does not run is thrown away."""
		shutil.rmtree(self.folder, ignore_errors=True)
		try:
			for archive in archives:
				if not archive.name.startswith(LEFT_OUT):
					run(["dpkg-deb", "-x", archive, self.folder], log=self.project.log)
			self.bind()
			run([self.program, "-c", "import ctypes, hashlib, sqlite3, ssl, zlib"], log=self.project.log)
		except BaseException:
			shutil.rmtree(self.folder, ignore_errors=True)
			raise

	def bind(self) -> None:
		"""Lets the interpreter and its libraries load what stands beside them."""
		loader = next(self.folder.glob("usr/lib*/ld-linux-*.so.*")).resolve()
		libraries = loader.parent
		run(["patchelf", "--set-interpreter", loader, self.program], log=self.project.log)
		ours = [each for each in self.folder.rglob("*.so*") if each.is_file() and not each.is_symlink()]
		# the loader and the C library find nothing by a path, and are refused by patchelf
		for binary in [
			self.program,
			*(each for each in ours if not each.name.startswith(("ld-linux", "libc.so"))),
		]:
			if binary.read_bytes()[:4] == b"\x7fELF":
				run(["patchelf", "--force-rpath", "--set-rpath", libraries, binary], log=self.project.log)
