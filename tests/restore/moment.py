"""What leads from a backup up to a second, by the commands of docs/operations.md: its place in the binary log, and the log."""

import gzip
import re
import shutil
import time
from pathlib import Path

from bootstrap.packages import find_program

from .bench import Backup, Site
from .server import Server, output_of

PLACE = re.compile(r"^-- CHANGE MASTER TO MASTER_LOG_FILE='(.+)', MASTER_LOG_POS=(\d+);", re.M)


def told_at_a_second(site: Site) -> tuple[str, dict]:
	"""A second at which nothing happens, and what the site says of itself at it."""
	told = told_by(site)
	time.sleep(1.1)
	second = time.strftime("%Y-%m-%d %H:%M:%S")
	time.sleep(1.1)
	return second, told


def told_by(site: Site) -> dict:
	return {name: site.inside(name) for name in ("contents", "verified", "numbers", "secret")}


def place(backup: Backup) -> tuple[str, int]:
	"""The binary log that was written while the backup was made, and the place in it."""
	with gzip.open(backup.database, "rt") as dump:
		name, position = PLACE.search(dump.read(2**16)).groups()
	return name, int(position)


def copied(server: Server, folder: Path, first: str) -> list[Path]:
	"""The binary logs from the first one on, as another machine fetches them."""
	shutil.rmtree(folder, ignore_errors=True)
	folder.mkdir()
	account = ["--host=127.0.0.1", f"--port={server.port}", "-uroot", f"-p{server.password}"]
	fetch = ["--read-from-remote-server", "--raw", "--to-last-log", f"--result-file={folder}/", first]
	output_of([find_program("mariadb-binlog"), "--no-defaults", *account, *fetch])
	return sorted(folder.iterdir())


def replay(backup: Backup, logs: list[Path], second: str, site: Site) -> None:
	"""Do to a site, into which the backup was restored, what the logs say was done up to the second."""
	old, new = backup.config["db_name"], site.config["db_name"]
	which = [f"--rewrite-db={old}->{new}", f"--database={old}"]
	until = [f"--start-position={place(backup)[1]}", f"--stop-datetime={second}"]
	# what it warns of is no SQL
	statements = site.folder / "until.sql"
	argv = [find_program("mariadb-binlog"), "--no-defaults", *which, *until, f"--result-file={statements}"]
	output_of([*argv, *logs])
	site.server.ask(statements.read_text())
