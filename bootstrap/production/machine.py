"""What root does on the machine for others: programs as the bench's user, an account of MariaDB for as long as it is needed."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bootstrap.packages import find_program
from bootstrap.processes import run
from bootstrap.production.settings import Settings
from bootstrap.project import Log

# held by `make production`, and by who needs what it has set up to stay as it is
LOCK = Path("/run/con-center/lock")
# of the caller, what another user is not to take for his own
OWN = ("HOME", "USER", "LOGNAME", "SHELL", "MAIL", "SUDO_USER", "SUDO_UID", "SUDO_GID", "SUDO_COMMAND")


def run_as(settings: Settings, argv: Sequence[str | Path], *, log: Log, **limits: Any) -> str:
	"""Runs a program as the bench's user, without a way back, in the bench if it is there. See `processes.run`."""
	user = settings.user
	become = [
		"setpriv",
		f"--reuid={user}",
		f"--regid={user}",
		"--init-groups",
		"--no-new-privs",
		"--inh-caps=-all",
	]
	kept = {
		name: value for name, value in os.environ.items() if name not in OWN and not name.startswith("XDG_")
	}
	env = {**kept, "HOME": str(settings.home), "USER": user, "LOGNAME": user}
	folder = settings.bench if settings.bench.is_dir() else settings.home
	return run([*become, *argv], log=log, env=env, cwd=folder, **limits)


@contextmanager
def database_account(account: str, database: str, log: Log) -> Iterator[dict[str, Any]]:
	"""While this is open, there is an account that may make this database anew, and accounts for it.

	Root of the machine is root of its MariaDB. What a kill leaves behind is replaced the next time.
	"""
	password = secrets.token_urlsafe(24)
	names = [f"'{account}'@'{host}'" for host in ("localhost", "127.0.0.1")]
	make = [
		statement
		for name in names
		for statement in (
			# the statement stands in MariaDB's binary log as it is given
			f"CREATE OR REPLACE USER {name} IDENTIFIED BY PASSWORD '{hashed(password)}';",
			f"GRANT CREATE USER, RELOAD ON *.* TO {name};",
			f"GRANT ALL PRIVILEGES ON `{database}`.* TO {name} WITH GRANT OPTION;",
		)
	]
	ask_mariadb("\n".join(make), log)
	try:
		yield {"host": "127.0.0.1", "port": 3306, "user": account, "password": password}
	finally:
		ask_mariadb("\n".join(f"DROP USER IF EXISTS {name};" for name in names), log)


def hashed(password: str) -> str:
	"""As MariaDB keeps it (mysql_native_password)."""
	return "*" + hashlib.sha1(hashlib.sha1(password.encode()).digest()).hexdigest().upper()


def ask_mariadb(statements: str, log: Log) -> str:
	return run([find_program("mariadb"), "--user=root"], text=statements, log=log, seconds=60)
