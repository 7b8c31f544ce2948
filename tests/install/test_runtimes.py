"""Which Python and Node a bench runs on: those that Frappe's own files ask for."""

import tarfile

import pytest

from bootstrap import runtimes, tools
from bootstrap.bench import bare_tar
from bootstrap.project import SetupError
from bootstrap.runtimes import Runtimes, fits


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


@pytest.mark.parametrize(
	("version", "wanted"),
	[
		("3.11.2", ">=3.10,<3.13"),
		("3.14", ">=3.14,<3.15"),
		("3.14.8", ">=3.14,<3.15"),
		("3.11.7", ">=3.10"),
		("3.11.7", "~=3.10"),
		("3.11.7", "==3.11.*"),
		("3.11.7", "!=3.12, >3.10"),
		("3.11.7", "<=3.11"),
		("3.11.7", ""),
	],
)
def test_versions_that_fit(version, wanted):
	assert fits(version, wanted)


@pytest.mark.parametrize(
	("version", "wanted"),
	[
		("3.11.2", ">=3.14,<3.15"),
		("3.15.0", ">=3.14,<3.15"),
		("3.9.18", ">=3.10"),
		("4.0", "~=3.10"),
		("3.12.1", "==3.11.*"),
		("3.12.1", "<=3.11"),
	],
)
def test_versions_that_do_not_fit(version, wanted):
	assert not fits(version, wanted)


def test_what_is_not_understood_is_said():
	with pytest.raises(SetupError, match="not understood"):
		fits("3.11", "^3.11")


def test_a_python_that_fits_is_used_as_it_is(project, log, frappe):
	frappe(python=">=3.11")
	found = Runtimes(project, log)
	found.find_python()
	assert found.has_python()
	assert runtimes.python(project).samefile(project.read_state("runtimes")["python"])
	assert "C_INCLUDE_PATH" not in tools.environment(project)


def test_a_python_that_is_nowhere_to_be_had_is_named(project, log, frappe, monkeypatch):
	frappe(python=">=3.99,<4")
	found = Runtimes(project, log)
	monkeypatch.setattr(found, "uv", lambda *words: "")
	with pytest.raises(SetupError, match=r">=3\.99,<4"):
		found.find_python()


def test_headers_that_lie_elsewhere_are_found_by_the_compiler(project):
	project.write_state("runtimes", {"python": "/x/bin/python", "headers": "/x/include"})
	assert tools.environment(project)["C_INCLUDE_PATH"] == "/x/include"


def test_the_node_that_is_asked_for(project, log, frappe):
	frappe(node=">=24")
	assert Runtimes(project, log).node_wanted() == 24
	frappe()
	assert Runtimes(project, log).node_wanted() == project.settings["tools"]["node_minimum"]


def test_a_node_that_is_too_old_is_passed_by(project, log, frappe, monkeypatch, tmp_path):
	frappe(node=">=24")
	newer = tmp_path / "node"
	newer.write_text("#!/bin/sh\necho v24.9.0\n")
	newer.chmod(0o755)
	found = Runtimes(project, log)
	monkeypatch.setattr(found, "node_from_npm", lambda version: newer)
	found.find_node()
	assert found.has_node()
	assert tools.node_version(project) == "24.9.0"
	frappe(node=">=0")
	found.find_node()
	assert not (project.programs / "node").exists()


def test_what_is_built_needs_a_compiler(project, log, frappe):
	frappe(more='"PyMySQL==1.1.1"')
	assert not Runtimes(project, log).builds()
	frappe(more='"mysqlclient==2.2.7"')
	assert Runtimes(project, log).builds()


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
