"""Servers of MariaDB beside each other on one machine, as the restored one is beside that of the bench."""

import subprocess

from bootstrap.packages import find_program

from .server import running

MAKE = "create database d; use d; create temporary table t (a int) engine=Aria; insert into t values (7);\n"


def test_a_server_that_starts_leaves_the_temporary_tables_of_others(tmp_path):
	with running(tmp_path / "first") as first:
		argv = [
			find_program("mariadb"),
			"--no-defaults",
			"--host=127.0.0.1",
			f"--port={first.port}",
			"-uroot",
		]
		argv += [f"-p{first.password}", "--skip-column-names", "--unbuffered"]
		pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
		with subprocess.Popen(argv, **pipes) as client:

			def ask(statement: str) -> str:
				client.stdin.write(statement)
				client.stdin.flush()
				return client.stdout.readline().strip()

			assert ask(f"{MAKE}select a from t;\n") == "7"
			with running(tmp_path / "second"):
				# what is open is read even when its file has gone
				assert ask("drop temporary table t; select 8;\n") == "8"
			client.stdin.close()
