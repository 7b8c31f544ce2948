"""Debian packages: what is missing is found by what it brings, and no service is started."""

import pytest

from bootstrap import packages


def test_what_is_there_is_not_missing(tmp_path):
	(tmp_path / "file").touch()
	assert packages.is_there({"package": "x", "command": "sh"})
	assert packages.is_there({"package": "x", "module": "json"})
	assert packages.is_there({"package": "x", "path": str(tmp_path / "file")})
	assert not packages.is_there({"package": "x", "command": "there-is-no-such-program"})
	assert not packages.is_there({"package": "x", "module": "there_is_no_such_module"})
	assert not packages.is_there({"package": "x", "path": str(tmp_path / "nothing")})


def test_what_only_tests_need_is_only_asked_for_by_tests(project, monkeypatch):
	monkeypatch.setattr(packages, "is_there", lambda entry: False)
	assert "poppler-utils" not in packages.missing(project)
	assert "poppler-utils" in packages.missing(project, "test")


def test_what_only_the_benchmark_needs_is_only_asked_for_by_it(project, monkeypatch):
	monkeypatch.setattr(packages, "is_there", lambda entry: False)
	assert "libmariadb-dev" not in packages.missing(project, "test")
	assert "libmariadb-dev" in packages.missing(project, "benchmark")


def test_no_package_brings_a_service(project, monkeypatch):
	monkeypatch.setattr(packages, "is_there", lambda entry: False)
	assert not {"mariadb-server", "redis-server", "redis"} & set(
		packages.missing(project, "test", "benchmark")
	)


class TestPolicy:
	@pytest.fixture
	def policy(self, tmp_path, monkeypatch):
		path = tmp_path / "policy-rc.d"
		monkeypatch.setattr(packages, "POLICY", path)
		return path

	def test_services_are_held_back_only_meanwhile(self, policy, log):
		with packages.no_services([], log):
			assert policy.read_text().endswith("exit 101\n")
			assert policy.stat().st_mode & 0o111
		assert not policy.exists()

	def test_it_is_removed_after_a_failure(self, policy, log):
		with pytest.raises(RuntimeError), packages.no_services([], log):
			raise RuntimeError
		assert not policy.exists()

	def test_one_that_an_earlier_run_left_is_removed(self, policy, log):
		policy.write_text(packages.POLICY_TEXT)
		with packages.no_services([], log):
			pass
		assert not policy.exists()

	def test_one_of_the_machine_stays(self, policy, log):
		policy.write_text("#!/bin/sh\nexit 0\n")
		with packages.no_services([], log):
			pass
		assert policy.read_text() == "#!/bin/sh\nexit 0\n"
