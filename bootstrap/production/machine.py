"""What root does on the machine for others: programs as the bench's user, an account of MariaDB for as long as it is needed."""

import gzip
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from bootstrap.packages import find_program
from bootstrap.processes import run
from bootstrap.production.settings import Settings
from bootstrap.project import Log, SetupError

# held by `make production`, and by who needs what it has set up to stay as it is
LOCK = Path("/run/con-center/lock")
# what mariadb-dump says at its head, by `master-data` of config/production/mariadb.cnf
PLACE = re.compile(r"MASTER_LOG_FILE='([\w.-]+)', MASTER_LOG_POS=(\d+)")
HEAD_LINES = 200
REPLAY_SECONDS = 6 * 3600
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
			f"CREATE OR REPLACE USER {name} IDENTIFIED BY '{password}';",
			f"GRANT CREATE USER, RELOAD ON *.* TO {name};",
			f"GRANT ALL PRIVILEGES ON `{database}`.* TO {name} WITH GRANT OPTION;",
		)
	]
	ask_mariadb("\n".join(make), log)
	try:
		yield {"host": "127.0.0.1", "port": 3306, "user": account, "password": password}
	finally:
		ask_mariadb("\n".join(f"DROP USER IF EXISTS {name};" for name in names), log)


def replay(database: str, dump: Path, until: str, logs: Path, log: Log) -> None:
	"""Does to a database what the binary log says was done to it between a dump and a moment.

	until: YYYY-MM-DD HH:MM:SS, of this machine's clock; what was done in that second is left out. logs: their folder.
	Raises SetupError where they do not reach back to the dump.
	"""
	first, position = place_in_log(dump)
	names = sorted(path.name for path in logs.glob(f"{Path(first).stem}.[0-9]*") if path.name >= first)
	if names[:1] != [first]:
		raise SetupError(f"The binary log {first}, in which {dump} was made, is not in {logs}.")
	words = [f"--database={database}", f"--start-position={position}", f"--stop-datetime={until}", *names]
	script = (
		f'set -o pipefail; cd "$0"; mariadb-binlog "$@" | {find_program("mariadb")} --user=root --binary-mode'
	)
	run(["bash", "-c", script, logs, *words], log=log, seconds=REPLAY_SECONDS)


def place_in_log(dump: Path) -> tuple[str, str]:
	"""Of a dump (.sql.gz): name of the binary log and position in it at which it was made."""
	with gzip.open(dump, "rt", errors="replace") as text:
		for line in islice(text, HEAD_LINES):
			if found := PLACE.search(line):
				return found[1], found[2]
	raise SetupError(f"{dump} does not say at which place of the binary log it was made.")


def ask_mariadb(statements: str, log: Log) -> str:
	return run([find_program("mariadb"), "--user=root"], text=statements, log=log, seconds=60)
