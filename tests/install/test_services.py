"""Which database server a bench uses, what its servers listen on, and that they do not call out."""

import subprocess

import pytest

from bootstrap import tools
from bootstrap.packages import find_program
from bootstrap.project import LONGEST_SOCKET, LONGEST_SOCKET_PATH, Project, SetupError
from bootstrap.services import Services, announced, running_bench
from bootstrap.site import parse_logins
from bootstrap.supervisor import Supervisor

GIVEN = {"DB_HOST": "db.example", "DB_PORT": "3307", "DB_ROOT_USER": "maker", "DB_ROOT_PASSWORD": "secret"}


@pytest.fixture
def services(project):
	return Services(project, Supervisor(project, "test"))


@pytest.fixture
def given(monkeypatch):
	for name, value in GIVEN.items():
		monkeypatch.setenv(name, value)


def test_without_a_given_server_it_has_its_own(services, project):
	assert not services.has_database()
	services.data.mkdir()
	project.write_state("database", {"user": "root", "password": "x"})
	services.choose_ports()
	assert services.has_database() and services.known_database().is_own


def test_a_given_server_is_used_and_kept(services, given, monkeypatch):
	assert services.has_database()
	monkeypatch.delenv("DB_HOST")
	database = services.known_database()
	assert (database.host, database.port, database.user, database.is_own) == (
		"db.example",
		3307,
		"maker",
		False,
	)
	services.choose_ports()
	assert "mariadb" not in services.ports


def test_sites_stay_on_their_server(services, given, project):
	project.write_state("database", {"user": "root", "password": "x"})
	project.write_state("sites", {"con.localhost": {}})
	with pytest.raises(SetupError, match="make reset"):
		services.has_database()


def test_every_server_listens_on_loopback(services, project):
	project.write_state("database", {"user": "root", "password": "x"})
	services.choose_ports()
	services.database = services.known_database()
	config = project.render("redis.conf", project.runtime / "x.conf", {"host": services.database.host})
	assert "bind 127.0.0.1\n" in config.read_text()
	assert any(str(word) == f"--bind=127.0.0.1:{8001}" for word in services.gunicorn(8001))
	assert "bind-address = {host}" in (project.config_folder / "mariadb.cnf").read_text()


def test_mariadb_has_temporary_tables_of_its_own(services, project):
	project.write_state("database", {"user": "root", "password": "x"})
	services.choose_ports()
	services.database = services.known_database()
	project.runtime.mkdir(parents=True, exist_ok=True)
	services.mariadb()
	told = (project.runtime / "mariadb.cnf").read_text()
	assert f"\ntmpdir = {services.temporary}\n" in told and project.local in services.temporary.parents


def test_node_listens_on_loopback(project):
	script = "const s = require('net').createServer(); s.listen(0, () => { console.log(s.address().address); s.close(); })"
	preload = project.config_folder / "loopback.js"
	argv = [find_program("node"), "--require", str(preload), "-e", script]
	done = subprocess.run(argv, capture_output=True, text=True, env={"PATH": tools.SEARCH_PATH}, timeout=30)
	assert done.stdout.strip() == "127.0.0.1", done.stderr


def test_servers_do_not_call_out(monkeypatch):
	env = tools.quiet({})
	assert env["https_proxy"] == tools.NOWHERE and "127.0.0.1" in env["no_proxy"]
	monkeypatch.setenv("ALLOW_OUTGOING", "1")
	assert tools.quiet({}) == {}


def test_a_running_bench_is_seen_and_a_dead_one_is_not(project):
	assert running_bench(project) is None
	with announced(project, {"web": 8000}, "http://127.0.0.1:8000"):
		assert running_bench(project)["url"] == "http://127.0.0.1:8000"
	# what it said about itself is still there
	assert project.read_state("running") and running_bench(project) is None


def test_sockets_fit_into_their_path(project, tmp_path):
	deep = Project(tmp_path / ("x" * 60) / ("y" * 60))
	assert len(str(deep.runtime / LONGEST_SOCKET).encode()) <= LONGEST_SOCKET_PATH
	assert deep.runtime != Project(tmp_path / ("x" * 60) / ("z" * 60)).runtime


def test_logins_are_read_from_what_bench_prints():
	output = 'a warning\n[{"user": "a@example.com", "password": "x", "role": "เจ้าหน้าที่"}]\n'
	assert parse_logins(output) == [{"user": "a@example.com", "password": "x", "role": "เจ้าหน้าที่"}]
	assert parse_logins("null\n") == []
