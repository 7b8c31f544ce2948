"""What `make production ARGS="--restore DIR --until …"` reads of a binary log, by a MariaDB of its own with its options."""

import gzip
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bootstrap.console import Log
from bootstrap.packages import find_program
from bootstrap.production import binary_log
from bootstrap.production.binary_log import BinaryLog
from bootstrap.production.machine import database_account
from bootstrap.project import SetupError, filled
from tests.install.conftest import ROOT

from .server import Server, output_of, running

CONFIG = ROOT / "config" / "production" / "mariadb.cnf"
OLD, NEW = "con_old", "con_new"


@dataclass(frozen=True)
class Lived:
	"""A server with a database that was backed up, and changed since; `second`: before the last change."""

	server: Server
	config: Path
	backup: Path
	logs: Path
	second: str
	log: Log


@pytest.fixture(scope="module")
def lived() -> Iterator[Lived]:
	with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
		folder = Path(name)
		config = folder / "con-center.cnf"
		config.write_text(filled(CONFIG, {"buffer_pool": "128M", "binary_log_days": 7}))
		with running(folder, config, "--skip-name-resolve", "--server-id=1") as server:
			# as root of a machine finds its server
			account = f"[client]\nsocket = {folder / 'socket'}\npassword = {server.password}\n"
			(folder / ".my.cnf").write_text(config.read_text() + account)
			patch.setenv("HOME", name)
			server.ask(
				f"create database {OLD}; create table {OLD}.t (a int); insert into {OLD}.t values (1);"
			)
			backup = backed_up(folder / "kept")
			server.ask(
				f"create database other; create table other.t (a int); insert into {OLD}.t values (2);"
			)
			server.ask(f"flush logs; use {OLD};\nalter table t add b int; insert into other.t values (9);")
			server.ask(f"use {OLD};\ninsert into t values (3, 3);")
			time.sleep(1.1)
			second = time.strftime(binary_log.MOMENT)
			server.ask(f"insert into {OLD}.t values (4, 4);")
			yield Lived(server, config, backup, folder / "data", second, Log(folder / "said.log"))


def backed_up(folder: Path) -> Path:
	folder.mkdir()
	dump = output_of([find_program("mariadb-dump"), "--single-transaction", OLD])
	with gzip.open(folder / "x-database.sql.gz", "wt") as file:
		file.write(dump)
	(folder / "x-site_config_backup.json").write_text(json.dumps({"db_name": OLD}))
	return folder


def restored(lived: Lived, name: str, logs: Path) -> list[str]:
	"""The rows of a database of this name, made of the backup and the log."""
	dump = gzip.open(lived.backup / "x-database.sql.gz", "rt").read()
	lived.server.ask(f"create or replace database {name}; use {name};\n{dump}")
	BinaryLog(lived.backup, lived.second, logs).replay(name, lived.log)
	return lived.server.ask(f"select * from {name}.t").splitlines()


def fetched(lived: Lived, folder: Path) -> Path:
	"""The logs, as another machine fetches them by the command of docs/operations.md."""
	folder.mkdir()
	account = ["--host=127.0.0.1", f"--port={lived.server.port}", "-uroot", f"-p{lived.server.password}"]
	fetch = ["--read-from-remote-server", "--raw", "--to-last-log", f"--result-file={folder}/"]
	first = ".".join(binary_log.place_in_log(lived.backup / "x-database.sql.gz")[:2])
	output_of([find_program("mariadb-binlog"), "--no-defaults", *account, *fetch, first])
	return folder


def test_a_database_of_another_name_gets_what_was_done_to_the_old_one(lived, tmp_path):
	assert restored(lived, NEW, fetched(lived, tmp_path / "logs")) == ["1\tNULL", "2\tNULL", "3\t3"]
	assert lived.server.ask("select * from other.t").split() == ["9"]


def test_one_of_the_same_name_does_too(lived, tmp_path, monkeypatch):
	monkeypatch.setattr(binary_log, "LIVE", lived.logs)
	assert restored(lived, OLD, lived.logs) == ["1\tNULL", "2\tNULL", "3\t3"]


def test_fetched_logs_that_end_before_the_moment_are_told(lived, tmp_path):
	logs = fetched(lived, tmp_path / "logs")
	with pytest.raises(SetupError, match="reach up to"):
		BinaryLog(lived.backup, "2999-01-01 00:00:00", logs).check()
	for last in sorted(logs.iterdir())[1:]:
		last.unlink()
	time.sleep(2)
	with pytest.raises(SetupError, match="reach up to"):
		BinaryLog(lived.backup, time.strftime(binary_log.MOMENT), logs).check()


def test_no_password_of_the_account_for_a_while_is_in_the_log(lived, tmp_path):
	with database_account("con_center_setup", OLD, lived.log) as account:
		argv = [find_program("mariadb"), "--no-defaults", "--host=127.0.0.1", f"--port={lived.server.port}"]
		argv += [f"-u{account['user']}", f"-p{account['password']}", "-e", f"select count(*) from {OLD}.t"]
		assert output_of(argv)
		lived.server.ask("create user as_frappe_makes_it identified by 'in-clear'")
	logged = b"".join(path.read_bytes() for path in lived.logs.glob("con-center.0*"))
	assert b"con_center_setup" in logged and account["password"].encode() not in logged
	# docs/operations.md says so
	assert b"in-clear" in logged
	assert "con_center_setup" not in lived.server.ask("select user from mysql.user")


def test_the_log_of_another_server_is_told(lived, tmp_path):
	with running(tmp_path, lived.config, "--skip-name-resolve", "--server-id=2"):
		with pytest.raises(SetupError, match="is not the binary log in which"):
			BinaryLog(lived.backup, lived.second, tmp_path / "data").check()
