"""Demo or real work: settled once for a site, and the Administrator's password is his alone."""

import pytest

from bootstrap import administrator
from bootstrap.__main__ import print_welcome
from bootstrap.administrator import read_password, settle_demo
from bootstrap.bench import Bench
from bootstrap.project import SetupError
from bootstrap.site import Site

SITE = "con.localhost"
PASSWORD = "ฝนตกที่ เมืองอุบล 2569"


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
	for name in ("DEMO", "ADMIN_PASSWORD_FILE"):
		monkeypatch.delenv(name, raising=False)


def test_without_a_word_it_is_a_demo(project):
	assert settle_demo(project, SITE) is True
	assert settle_demo(project, SITE) is True


def test_a_site_for_real_work_stays_one(project, monkeypatch):
	monkeypatch.setenv("DEMO", "0")
	assert settle_demo(project, SITE) is False
	monkeypatch.delenv("DEMO")
	assert settle_demo(project, SITE) is False
	monkeypatch.setenv("DEMO", "1")
	with pytest.raises(SetupError, match="real work"):
		settle_demo(project, SITE)


def test_a_demo_does_not_become_one_for_real_work(project, monkeypatch):
	project.write_state("steps", {f"demo {SITE}": "loaded"})
	monkeypatch.setenv("DEMO", "0")
	with pytest.raises(SetupError, match="make reset"):
		settle_demo(project, SITE)


def test_the_password_comes_from_a_file_that_nobody_else_reads(tmp_path, monkeypatch):
	file = tmp_path / "password"
	file.write_text(PASSWORD + "\n")
	monkeypatch.setenv("ADMIN_PASSWORD_FILE", str(file))
	file.chmod(0o644)
	with pytest.raises(SetupError, match="chmod 600"):
		read_password()
	file.chmod(0o600)
	assert read_password() == PASSWORD


def test_a_file_that_is_not_there(tmp_path, monkeypatch):
	monkeypatch.setenv("ADMIN_PASSWORD_FILE", str(tmp_path / "none"))
	with pytest.raises(SetupError, match="cannot be read"):
		read_password()


@pytest.mark.parametrize(
	("typed", "reason"), [(["short"], "too short"), ([PASSWORD, PASSWORD + "?"], "not the same")]
)
def test_what_is_typed_is_checked(typed, reason, monkeypatch):
	answers = iter(typed)
	monkeypatch.setattr(administrator.getpass, "getpass", lambda prompt: next(answers))
	monkeypatch.setattr(administrator.sys.stdin, "isatty", lambda: True, raising=False)
	with pytest.raises(SetupError, match=reason):
		read_password()


def test_without_a_terminal_it_says_what_to_do(monkeypatch):
	monkeypatch.setattr(administrator.sys.stdin, "isatty", lambda: False, raising=False)
	with pytest.raises(SetupError, match="ADMIN_PASSWORD_FILE"):
		read_password()


@pytest.mark.parametrize("is_demo", [True, False])
def test_each_start_says_that_it_is_for_evaluation(project, capsys, is_demo):
	"""Whatever Frappe it runs on, and also without the demo."""
	site = Site(Bench(project, lambda: None), None, SITE, is_demo=is_demo)
	print_welcome(site, "http://127.0.0.1:8000", 0)
	said = capsys.readouterr().out
	assert "`make start` is for evaluation" in said and "make production" in said
	assert ("DEMO" in said) == is_demo
