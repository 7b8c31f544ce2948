"""Debian packages: which are missing, and installing them without starting a service."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap.console import Log
from bootstrap.processes import run
from bootstrap.project import Project, SetupError, read_toml

# Debian's way to forbid a package's scripts to start services.
POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_TEXT = (
	"#!/bin/sh\n# CON Center: no service starts while packages are installed. Removed afterwards.\nexit 101\n"
)
SEARCH_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/sbin"])


def find_program(name: str) -> str | None:
	"""The path of a program, also where only root's PATH has it."""
	return shutil.which(name, path=SEARCH_PATH)


def is_there(entry: dict[str, str]) -> bool:
	"""Whether what the package brings is on this machine, from whatever source."""
	if "command" in entry:
		return find_program(entry["command"]) is not None
	if "module" in entry:
		return importlib.util.find_spec(entry["module"]) is not None
	return Path(entry["path"]).exists()


def missing(project: Project, *more: str) -> list[str]:
	"""Names of the packages that the bench needs and that are not there; with those for "test", "benchmark"."""
	table = read_toml(project.config_folder / "packages.toml")
	entries = [entry for kind in ("start", *more) for entry in table[kind]]
	return [entry["package"] for entry in entries if not is_there(entry)]


def install(names: list[str], log: Log) -> None:
	"""Installs packages; uses sudo when not root. No service is started."""
	root = [] if os.geteuid() == 0 else ["sudo", "-n"]
	if find_program("apt-get") is None:
		raise SetupError(f"These are missing, and there is no apt-get to install them: {', '.join(names)}.")
	if root and find_program("sudo") is None:
		raise SetupError(f"Please have an administrator install: apt-get install {' '.join(names)}")
	env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
	apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
	with no_services(root, log):
		# ends what an installation that was interrupted left half done
		run([*root, "dpkg", "--configure", "-a"], log=log, env=env, seconds=600)
		run([*apt, "update"], log=log, env=env, seconds=300)
		run([*apt, "install", "-y", "--no-install-recommends", *names], log=log, env=env, seconds=1500)


@contextmanager
def no_services(root: list[str], log: Log) -> Iterator[None]:
	"""While this is open, Debian's package scripts start no service. Leaves a policy of the machine alone."""
	if POLICY.exists() and POLICY.read_text() != POLICY_TEXT:
		yield
		return
	run([*root, "tee", POLICY], text=POLICY_TEXT, log=log)
	try:
		run([*root, "chmod", "755", POLICY], log=log)
		yield
	finally:
		run([*root, "rm", "-f", POLICY], log=log)
