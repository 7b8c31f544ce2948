"""A Debian 12 in a folder, run by its own systemd (systemd-nspawn). It shares the network of this machine, and nothing else."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bootstrap.processes import wait_for

PACKAGES = (
	"systemd",
	"systemd-sysv",
	"dbus",
	"git",
	"make",
	"python3",
	"python3-venv",
	"ca-certificates",
	"iproute2",
	"procps",
)
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# how this machine gets packages, and that it may: settings of apt and pip, certificates, names
TAKEN = ("etc/apt", "etc/pip.conf", "etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt")
# variables that say so
SAID = (
	"PIP_",
	"UV_",
	"npm_config_",
	"NODE_EXTRA_",
	"SSL_CERT_FILE",
	"REQUESTS_CA_",
	"http_proxy",
	"https_proxy",
)
MINUTES = 60


class Debian:
	def __init__(self, folder: Path) -> None:
		self.root = folder / "root"
		self.log = folder / "debian.log"
		self.process: subprocess.Popen | None = None
		said = {name: value for name, value in os.environ.items() if name.startswith(SAID)}
		self.env = {"HOME": "/root", "PATH": PATH, "LC_ALL": "C.UTF-8", **said}

	def make(self) -> None:
		with self.log.open("ab") as log:
			include = f"--include={','.join(PACKAGES)}"
			argv = ["debootstrap", "--variant=minbase", include, "bookworm", self.root, archive()]
			subprocess.run(argv, check=True, stdout=log, stderr=log, timeout=20 * MINUTES)
		for place in TAKEN:
			self.take(Path("/", place))
		# folders on this machine that have packages
		for value in self.env.values():
			if Path(value).is_dir() and Path(value).is_relative_to("/opt"):
				self.take(Path(value))

	def take(self, source: Path) -> None:
		"""Copies a file or folder of this machine to the same place."""
		target = self.root / source.relative_to("/")
		target.parent.mkdir(parents=True, exist_ok=True)
		if source.is_dir():
			shutil.rmtree(target, ignore_errors=True)
			shutil.copytree(source, target)
		elif source.exists():
			target.unlink(missing_ok=True)
			shutil.copy(source, target)

	def boot(self) -> None:
		argv = ["systemd-nspawn", "--quiet", "--boot", f"--directory={self.root}", "--machine=con-machine"]
		argv += [
			"--register=no",
			"--keep-unit",
			"--resolv-conf=off",
			"--console=pipe",
			"--kill-signal=SIGRTMIN+4",
		]
		with self.log.open("ab") as log:
			self.process = subprocess.Popen(
				argv,
				stdin=subprocess.DEVNULL,
				stdout=log,
				stderr=log,
				env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
			)
		assert wait_for(self.is_up, MINUTES), self.log.read_text(errors="replace")[-3000:]

	def is_up(self) -> bool:
		if not self.first_process():
			return False
		said = self.tried("systemctl", "is-system-running").stdout.strip()
		return said in ("running", "degraded")

	def first_process(self) -> int:
		children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
		return int(children[0]) if children else 0

	def shut(self) -> None:
		if self.process:
			self.process.send_signal(signal.SIGTERM)
			try:
				self.process.wait(2 * MINUTES)
			except subprocess.TimeoutExpired:
				self.process.kill()
				self.process.wait()
			self.process = None

	def begun(self, *argv: str | Path, **env: str) -> subprocess.Popen:
		"""A program in there, of root."""
		enter = ["nsenter", "--target", self.first_process(), *"-m -u -i -p -C -r".split(), "--wdns=/root"]
		said = [f"{name}={value}" for name, value in {**self.env, **env}.items()]
		words = [*enter, "env", "-i", *said, *argv]
		return subprocess.Popen(
			[str(word) for word in words],
			stdin=subprocess.DEVNULL,
			stdout=subprocess.PIPE,
			stderr=subprocess.STDOUT,
			text=True,
		)

	def tried(
		self, *argv: str | Path, seconds: float = MINUTES, **env: Mapping
	) -> subprocess.CompletedProcess:
		process = self.begun(*argv, **env)
		try:
			said, _ = process.communicate(timeout=seconds)
		finally:
			process.kill()
		return subprocess.CompletedProcess(argv, process.returncode, said)

	def run(self, *argv: str | Path, seconds: float = MINUTES, **env: str) -> str:
		done = self.tried(*argv, seconds=seconds, **env)
		assert done.returncode == 0, f"{argv}: {done.stdout[-4000:]}"
		return done.stdout


def archive() -> str:
	"""Where this machine gets its Debian packages."""
	for file in sorted(Path("/etc/apt").rglob("*.sources")):
		for line in file.read_text().splitlines():
			if line.startswith("URIs:"):
				return line.split()[1]
	for line in Path("/etc/apt/sources.list").read_text().splitlines():
		if line.startswith("deb "):
			return next(word for word in line.split() if "://" in word)
	raise AssertionError("This machine names no archive of Debian.")
