"""The Python and the Node that Frappe's own files ask for, from where they are to be had.

A version that this machine has already is used as it is. Otherwise Python comes from uv, or from Debian's
archive into a folder of its own (the system keeps its Python and its C library), and Node from npm.
"""

import json
import os
import platform
import re
import sys
from pathlib import Path

from bootstrap import packages, tools
from bootstrap.debian_python import DebianPython
from bootstrap.processes import CommandFailed, run
from bootstrap.project import Project, SetupError, read_toml
from bootstrap.steps import Step

# Whether an interpreter can build what Frappe needs: Debian ships Python's headers apart.
HAS_HEADERS = "import os, sysconfig; print(os.path.exists(sysconfig.get_path('include') + '/Python.h'))"
MINOR = re.compile(r"^cpython-(\d+\.\d+)\.", re.MULTILINE)
NODE_BUILDS = {"x86_64": "x64", "aarch64": "arm64"}


class Runtimes:
	"""State `runtimes` keeps the path of the chosen Python, and of headers that are not where its own are."""

	def __init__(self, project: Project) -> None:
		self.project = project

	def steps(self) -> list[Step]:
		return [
			Step("build-packages", self.packages_title, self.install, exists=lambda: not self.missing()),
			Step("python-version", self.python_title, self.find_python, self.python_wanted, self.has_python),
			Step("node-version", self.node_title, self.find_node, self.node_key, self.has_node),
		]

	# Debian packages

	def missing(self) -> list[str]:
		return packages.missing(self.project, "build") if self.builds() else []

	def packages_title(self) -> str:
		return ", ".join(["Debian packages to build with", *self.missing()])

	def install(self) -> None:
		packages.install(self.missing(), self.project.log)

	def frappe_file(self, name: str) -> Path:
		return self.project.frappe / name

	def builds(self) -> bool:
		"""Whether Frappe needs a package that PyPI carries as source only."""
		return "mysqlclient" in self.frappe_file("pyproject.toml").read_text()

	# Python

	def python_wanted(self) -> str:
		"""As PEP 440 has it: ">=3.14,<3.15"."""
		return read_toml(self.frappe_file("pyproject.toml"))["project"].get("requires-python", "")

	def python_title(self) -> str:
		return f"Python {self.python_wanted() or 'any'}"

	def has_python(self) -> bool:
		return python(self.project).exists()

	def find_python(self) -> None:
		wanted = self.python_wanted()
		found = self.python_at_hand(wanted) or self.python_from_uv(wanted) or self.python_from_debian(wanted)
		if not found:
			raise SetupError(
				f"Frappe asks for Python {wanted}, and neither this machine nor uv nor Debian gives one. "
				"Install it with its headers, or name a server of uv's builds in UV_PYTHON_INSTALL_MIRROR."
			)
		self.project.write_state("runtimes", found)

	def python_at_hand(self, wanted: str) -> dict[str, str]:
		"""This Python, another of this machine, or one that uv has installed before."""
		try:
			found = self.uv("find", "--system", "--no-project", wanted or "3").strip().splitlines()[-1]
			if (
				self.builds()
				and run([found, "-c", HAS_HEADERS], log=self.project.log, seconds=60).strip() != "True"
			):
				return {}
		except (CommandFailed, IndexError):
			return {}
		return {"python": found}

	def python_from_uv(self, wanted: str) -> dict[str, str]:
		try:
			self.uv("install", "--no-bin", wanted)
		except CommandFailed as error:
			self.project.log.write(f"uv gives no Python {wanted}: {error}")
			return {}
		return self.python_at_hand(wanted)

	def uv(self, *words: str) -> str:
		env = tools.environment(self.project)
		env |= {
			"PATH": os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]]),
			"UV_PYTHON_DOWNLOADS": "manual",
			"UV_PYTHON_PREFERENCE": "system",
			"UV_PYTHON_INSTALL_DIR": str(self.project.cache / "python"),
		}
		argv = [self.project.tools / "bin" / "uv", "python", *words]
		return run(argv, cwd=self.project.sites, env=env, log=self.project.log, seconds=600)

	def python_from_debian(self, wanted: str) -> dict[str, str]:
		"""The newest that fits: uv knows which there are."""
		try:
			listed = self.uv("list", "--only-downloads", wanted)
		except CommandFailed:
			return {}
		found = (DebianPython(self.project, version).get() for version in MINOR.findall(listed))
		return next(filter(None, found), {})

	# Node

	def node_wanted(self) -> int:
		"""The lowest major version that Frappe's package.json allows."""
		engines = json.loads(self.frappe_file("package.json").read_text()).get("engines", {})
		asked = re.search(r"\d+", engines.get("node", ""))
		return max(int(asked.group()) if asked else 0, self.project.settings["tools"]["node_minimum"])

	def node_key(self) -> str:
		return str(self.node_wanted())

	def node_title(self) -> str:
		return f"Node.js {self.node_wanted()} or later"

	def has_node(self) -> bool:
		return major(tools.node_version(self.project)) >= self.node_wanted()

	def find_node(self) -> None:
		"""Uses the system's Node, or links one of npm's first on the PATH of the bench."""
		link = self.project.programs / "node"
		link.unlink(missing_ok=True)
		if not self.has_node():
			link.symlink_to(self.node_from_npm(self.node_wanted()))

	def node_from_npm(self, version: int) -> Path:
		"""The path of npm's build of Node, whose package runs no script."""
		build = NODE_BUILDS.get(platform.machine())
		if not build:
			raise SetupError(f"Frappe asks for Node.js {version}; npm has none for {platform.machine()}.")
		package = f"node-linux-{build}"
		folder = self.project.cache / f"node-{version}"
		program = folder / "node_modules" / package / "bin" / "node"
		with tools.cache_lock(self.project, folder.name):
			if not program.exists():
				folder.mkdir(parents=True, exist_ok=True)
				npm = ["npm", "install", "--prefix", folder, "--no-save", "--ignore-scripts"]
				tools.call(self.project, [*npm, f"{package}@{version}"], cwd=folder)
		return program


def python(project: Project) -> Path:
	"""The interpreter that the bench's environment is made with."""
	return Path(project.read_state("runtimes").get("python") or sys.executable)


def major(version: str) -> int:
	found = re.match(r"\d+", version)
	return int(found.group()) if found else 0
