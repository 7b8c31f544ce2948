"""Which Python and Node a bench runs on: those that Frappe's own files ask for."""

import os
import sys
import tarfile
from pathlib import Path

import pytest

from bootstrap import runtimes, tools
from bootstrap.bench import bare_tar
from bootstrap.project import SetupError
from bootstrap.runtimes import Runtimes
from tests.install.conftest import ROOT


@pytest.fixture
def frappe(project):
	"""Frappe's folder with the files that say what it asks for; give their texts."""

	def write(python: str = "", node: str = "", version: str = "15.55.1", more: str = ""):
		folder = project.frappe
		(folder / "frappe").mkdir(parents=True, exist_ok=True)
		asked = f'requires-python = "{python}"\n' if python else ""
		(folder / "pyproject.toml").write_text(
			f'[project]\nname = "frappe"\n{asked}dependencies = [{more}]\n'
		)
		(folder / "package.json").write_text(f'{{"engines": {{"node": "{node}"}}}}' if node else "{}")
		(folder / "frappe" / "__init__.py").write_text(f'import x\n__version__ = "{version}"\n')
		return folder

	return write


@pytest.mark.parametrize("asked", ["", ">=3.10", ">=3.10,<3.16"])
def test_this_python_is_used_where_it_fits(project, frappe, asked, monkeypatch):
	# the bench's may be another than the machine's
	monkeypatch.delenv("C_INCLUDE_PATH", raising=False)
	own = Path(sys.executable).resolve().parent
	monkeypatch.setattr(tools, "SEARCH_PATH", f"{own}{os.pathsep}{tools.SEARCH_PATH}")
	project.tools.symlink_to(ROOT / ".local" / "tools")
	frappe(python=asked)
	found = Runtimes(project)
	found.find_python()
	assert found.has_python()
	assert runtimes.python(project).samefile(sys.executable)
	assert "C_INCLUDE_PATH" not in tools.environment(project)


def test_what_does_not_fit_is_not_used(project, frappe):
	project.tools.symlink_to(ROOT / ".local" / "tools")
	frappe(python=">=3.99,<4")
	assert Runtimes(project).python_at_hand(">=3.99,<4") == {}


def test_a_python_without_headers_is_no_use_where_something_is_built(project, frappe, monkeypatch, tmp_path):
	bare = tmp_path / "python"
	bare.write_text("#!/bin/sh\necho False\n")
	bare.chmod(0o755)
	found = Runtimes(project)
	monkeypatch.setattr(found, "uv", lambda *words: f"{bare}\n")
	frappe()
	assert found.python_at_hand(">=3.10") == {"python": str(bare)}
	frappe(more='"mysqlclient==2.2.7"')
	assert found.python_at_hand(">=3.10") == {}


def test_debian_is_asked_for_the_newest_that_fits(project, frappe, monkeypatch):
	asked = []

	class Debian:
		def __init__(self, project, version):
			self.version = version

		def get(self):
			asked.append(self.version)
			return {"python": "/x/python"} if self.version == "3.14" else {}

	found = Runtimes(project)
	listed = "cpython-3.15.1-linux-x86_64-gnu  <download available>\ncpython-3.14.9-linux-x86_64-gnu  <download available>\n"
	monkeypatch.setattr(found, "uv", lambda *words: listed)
	monkeypatch.setattr(runtimes, "DebianPython", Debian)
	assert found.python_from_debian(">=3.14") == {"python": "/x/python"}
	assert asked == ["3.15", "3.14"]


def test_a_python_that_is_nowhere_to_be_had_is_named(project, frappe, monkeypatch):
	frappe(python=">=3.99,<4")
	found = Runtimes(project)
	monkeypatch.setattr(found, "uv", lambda *words: "")
	with pytest.raises(SetupError, match=r">=3\.99,<4"):
		found.find_python()


def test_headers_that_lie_elsewhere_are_found_by_the_compiler(project):
	project.write_state("runtimes", {"python": "/x/bin/python", "headers": "/x/include"})
	assert tools.environment(project)["C_INCLUDE_PATH"] == "/x/include"


def test_the_node_that_is_asked_for(project, frappe):
	frappe(node=">=24")
	assert Runtimes(project).node_wanted() == 24
	frappe()
	assert Runtimes(project).node_wanted() == project.settings["tools"]["node_minimum"]


def test_a_node_that_is_too_old_is_passed_by(project, frappe, monkeypatch, tmp_path):
	frappe(node=">=99")
	newer = tmp_path / "node"
	newer.write_text("#!/bin/sh\necho v99.1.0\n")
	newer.chmod(0o755)
	found = Runtimes(project)
	monkeypatch.setattr(found, "node_from_npm", lambda version: newer)
	found.find_node()
	assert found.has_node()
	assert tools.node_version(project) == "99.1.0"
	frappe(node=">=0")
	found.find_node()
	assert not (project.programs / "node").exists()


def test_what_is_built_needs_a_compiler(project, frappe):
	frappe(more='"PyMySQL==1.1.1"')
	assert not Runtimes(project).builds()
	frappe(more='"mysqlclient==2.2.7"')
	assert Runtimes(project).builds()


@pytest.mark.parametrize(
	("version", "folder"),
	[("15.0.0-dev", "v15"), ("15.55.1", "v15"), ("16.4.1", "v16"), ("18.0.0", "v16"), ("14.1.0", "v15")],
)
def test_what_is_changed_around_frappe_is_of_its_major_version(project, frappe, version, folder):
	frappe(version=version)
	assert tools.version_patches(project).name == folder


def test_before_a_checkout_the_oldest_is_meant(project):
	assert tools.version_patches(project).name == "v15"


def test_a_package_as_a_git_server_would_give_it(tmp_path):
	inside = tmp_path / "package"
	inside.mkdir()
	(inside / "package.json").write_text("{}")
	packed = tmp_path / "one.tgz"
	with tarfile.open(packed, "w:gz") as archive:
		archive.add(inside, "package")
	with tarfile.open(bare_tar(packed), "r:") as archive:
		assert {"package.json", "./package.json"} & set(archive.getnames())
