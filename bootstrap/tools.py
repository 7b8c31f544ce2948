"""Programs that the bench needs and Debian does not have: bench's command line with uv, and yarn."""

import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from bootstrap.packages import SEARCH_PATH, find_program
from bootstrap.processes import CommandFailed, run
from bootstrap.project import Project, SetupError, hash_of, locked
from bootstrap.steps import Step

# Variables of the caller that would lead the bench's programs astray.
FOREIGN = (
	*("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "NODE_PATH"),
	*("GIT_DIR", "GIT_WORK_TREE", "DEV_SERVER"),
)

# A closed port: whatever tries to call out by HTTP fails at once instead of waiting for the network.
NOWHERE = "http://127.0.0.1:9"
HERE = "127.0.0.1,localhost,::1,.localhost"


def environment(project: Project) -> dict[str, str]:
	"""The environment of everything that works on the bench: our programs first, nothing that calls home."""
	env = {key: value for key, value in os.environ.items() if key not in FOREIGN}
	own = [project.programs, project.env / "bin", project.tools / "bin", project.node_tools / "bin"]
	patches = version_patches(project)
	headers = project.read_state("runtimes").get("headers")
	return {
		**env,
		"PATH": os.pathsep.join([*map(str, own), SEARCH_PATH]),
		"LC_ALL": "C.UTF-8",
		"PYTHONUNBUFFERED": "1",
		# compiled once, and not beside the sources: a process that compiles Frappe anew takes seconds for it
		"PYTHONPYCACHEPREFIX": str(project.local / "bytecode"),
		"UV_PYTHON_DOWNLOADS": "never",
		"UV_NO_PROGRESS": "1",
		"UV_OVERRIDE": os.path.relpath(patches / "python-overrides.txt", project.root),
		"UV_CONSTRAINT": os.path.relpath(patches / "python-constraints.txt", project.root),
		"YARN_YARN_OFFLINE_MIRROR": str(yarn_mirror(project)),
		"YARN_DISABLE_SELF_UPDATE_CHECK": "true",
		"npm_config_update_notifier": "false",
		"npm_config_audit": "false",
		"npm_config_fund": "false",
		"PIP_DISABLE_PIP_VERSION_CHECK": "1",
		"SENTRYCLI_SKIP_DOWNLOAD": "1",
		**({"C_INCLUDE_PATH": headers} if headers else {}),
	}


def quiet(env: dict[str, str]) -> dict[str, str]:
	"""Keeps servers from calling out by HTTP (gravatars, feeds), unless ALLOW_OUTGOING=1.

	Frappe has no setting for some of these calls; the proxy that it is given here does not exist.
	"""
	if os.environ.get("ALLOW_OUTGOING") == "1":
		return env
	names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
	return {**env, **dict.fromkeys(names, NOWHERE), "no_proxy": HERE, "NO_PROXY": HERE}


def version_patches(project: Project) -> Path:
	"""The folder of patches/ for the Frappe that is checked out: of its major version, or of the nearest one."""
	try:
		text = (project.frappe / "frappe" / "__init__.py").read_text()
	except OSError:
		text = ""
	found = re.search(r'^__version__ = "(\d+)', text, re.MULTILINE)
	known = sorted(int(folder.name[1:]) for folder in project.patches.glob("v[0-9]*"))
	older = [each for each in known if found and each <= int(found.group(1))]
	return project.patches / f"v{(older or known[:1])[-1]}"


def cache_lock(project: Project, name: str) -> AbstractContextManager[None]:
	"""All benches of a user share the cache: one at a time makes something there."""
	return locked(project.cache / f"{name}.lock")


def yarn_mirror(project: Project) -> Path:
	return project.cache / "yarn-mirror"


def call(project: Project, argv: Sequence[str | Path], *, cwd: Path, **limits: Any) -> str:
	"""Runs a program as one of the bench's: in its environment, into its log. See `processes.run` for the rest."""
	return run(argv, cwd=cwd, env=environment(project), log=project.log, **limits)


def frappe(project: Project, *words: str | Path, hidden: Sequence[str | Path] = (), **limits: Any) -> str:
	"""Runs a Frappe command as bench does. `hidden`: more words, which neither a list of processes nor the log shows."""
	if not hidden:
		return call(project, [project.python, "-m", "frappe.utils.bench_helper", "frappe", *words], **limits)
	script = project.root / "bootstrap" / "server" / "frappe_command.py"
	text = json.dumps([str(word) for word in hidden])
	return call(project, [project.python, script, "frappe", *words], text=text, **limits)


def steps(project: Project) -> list[Step]:
	tools = Tools(project)
	return [
		Step("bench-tools", "Tools of the bench", tools.install_bench, tools.bench_key, tools.has_bench),
		Step("node-tools", f"yarn {tools.yarn}", tools.install_yarn, tools.yarn_key, tools.has_yarn),
	]


class Tools:
	def __init__(self, project: Project) -> None:
		self.project = project
		self.requirements = project.config_folder / "requirements" / "bench.txt"
		self.yarn = project.settings["tools"]["yarn"]

	def bench_key(self) -> str:
		return hash_of(self.requirements, sys.executable, sys.version, str(self.project.root))

	def has_bench(self) -> bool:
		return all((self.project.tools / "bin" / name).exists() for name in ("bench", "uv", "supervisord"))

	def install_bench(self) -> None:
		folder = self.project.tools
		shutil.rmtree(folder, ignore_errors=True)
		run([sys.executable, "-m", "venv", folder], log=self.project.log)
		run(
			[folder / "bin" / "python", "-m", "pip", "install", "-q", "-r", self.requirements],
			log=self.project.log,
		)

	def yarn_key(self) -> str:
		return hash_of(self.yarn, str(self.project.root))

	def has_yarn(self) -> bool:
		return (self.project.node_tools / "bin" / "yarn").exists() and redis_server(self.project).exists()

	def install_yarn(self) -> None:
		folder = self.project.node_tools
		shutil.rmtree(folder, ignore_errors=True)
		npm = ["npm", "install", "--global", "--prefix", folder, "--no-audit", "--no-fund"]
		call(self.project, [*npm, f"yarn@{self.yarn}"], cwd=self.project.root, seconds=300)
		link_redis(self.project)


def redis_server(project: Project) -> Path:
	return project.programs / "redis-server"


def link_redis(project: Project) -> None:
	"""redis-check-rdb is the server when it is called by the server's name; so needs no system service."""
	program = find_program("redis-server") or find_program("redis-check-rdb")
	if not program:
		raise SetupError("Redis is missing.")
	link = redis_server(project)
	link.unlink(missing_ok=True)
	link.symlink_to(program)


def node_version(project: Project) -> str:
	"""Of the Node that the bench runs; empty where there is none."""
	env = environment(project)
	try:
		return run(["node", "--version"], env=env, seconds=20).strip().lstrip("v")
	except CommandFailed:
		return ""
