"""What MariaDB's binary log says was done to a site between its backup and a moment."""

import gzip
import json
import re
import struct
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from bootstrap.packages import find_program
from bootstrap.processes import run
from bootstrap.production.backup import part
from bootstrap.project import Log, SetupError

# this machine's own log: it goes on while it is read, up to now
LIVE = Path("/var/lib/mysql")
MOMENT = "%Y-%m-%d %H:%M:%S"
# what mariadb-dump says at its head, by `master-data` of config/production/mariadb.cnf
PLACE = re.compile(r"MASTER_LOG_FILE='([\w-]+)\.(\d+)', MASTER_LOG_POS=(\d+)")
HEAD_LINES = 200
# how a log begins; and each event in it: its time, kind, server, length, end, flags
MAGIC, EVENT = b"\xfebin", struct.Struct("<IBIIIH")
SECONDS = 6 * 3600


class BinaryLog:
	"""backup: its folder. until: as in MOMENT, of this machine's clock; what was done in that second is left out.
	folder: where the log lies.
	"""

	def __init__(self, backup: Path, until: str, folder: Path = LIVE) -> None:
		self.dump = part(backup, "database.sql.gz")
		self.config = part(backup, "site_config_backup.json")
		self.until = until
		self.folder = folder

	def check(self) -> list[Path]:
		"""The files that lead from the backup to the moment. Raises SetupError where one is missing, or they do not."""
		name, number, position = place_in_log(self.dump)
		found = {int(path.suffix[1:]): path for path in self.folder.glob(f"{name}.[0-9]*")}
		files = [found[each] for each in sorted(found) if each >= int(number)]
		if int(number) not in found:
			raise SetupError(
				f"The binary log {name}.{number}, in which {self.dump} was made, is not in {self.folder}."
			)
		if len(files) != max(found) - int(number) + 1:
			missing = next(each for each in range(int(number), max(found)) if each not in found)
			raise SetupError(f"The binary log {name}.{missing:0{len(number)}} is not in {self.folder}.")
		self.check_beginning(files[0], int(position))
		if self.folder.resolve() != LIVE.resolve():
			self.check_end(files[-1])
		return files

	def check_beginning(self, first: Path, position: int) -> None:
		"""Another server has logs of the same names; and what came after the moment is in the backup for good."""
		made = next((time for time, end in events(first) if end == position), None)
		if made is None:
			raise SetupError(f"{first} is not the binary log in which {self.dump} was made.")
		if made >= self.seconds():
			raise SetupError(f"{self.dump} was made after {self.until}: take an earlier backup.")

	def check_end(self, last: Path) -> None:
		reached = max((time for time, _end in events(last)), default=0)
		# the second after it: what was done in the one that is named is left out
		if reached + 1 < self.seconds():
			raise SetupError(
				f"The binary logs in {self.folder} reach up to {moment_of(reached)}: fetch later ones, or say "
				f"--until '{moment_of(reached + 1)}'."
			)

	def seconds(self) -> float:
		return datetime.strptime(self.until, MOMENT).timestamp()

	def replay(self, database: str, log: Log) -> None:
		"""Does to a database, which may have another name, what was done to that of the backup."""
		files = self.check()
		words = [
			# Debian's and our options for all clients hold some that this one does not know
			"--no-defaults",
			*which(self.old_name(), database),
			f"--start-position={place_in_log(self.dump)[2]}",
			f"--stop-datetime={self.until}",
			*(path.name for path in files),
		]
		script = f'set -o pipefail; cd "$0"; mariadb-binlog "$@" | {find_program("mariadb")} --user=root --binary-mode'
		run(["bash", "-c", script, self.folder, *words], log=log, seconds=SECONDS)

	def old_name(self) -> str:
		name = json.loads(self.config.read_text()).get("db_name", "")
		if not re.fullmatch(r"\w+", name):
			raise SetupError(f"{self.config} does not say which database it was.")
		return name


def which(old: str, new: str) -> list[str]:
	"""What `mariadb-binlog` is told so that one database's changes come out for another; it looks for the old name."""
	return [f"--database={old}", *([f"--rewrite-db={old}->{new}"] if old != new else [])]


def place_in_log(dump: Path) -> tuple[str, str, str]:
	"""Of a dump (.sql.gz): name and number of the binary log, and position in it, at which it was made."""
	with gzip.open(dump, "rt", errors="replace") as text:
		for line in islice(text, HEAD_LINES):
			if found := PLACE.search(line):
				return found.groups()
	raise SetupError(f"{dump} does not say at which place of the binary log it was made.")


def events(file: Path) -> Iterator[tuple[int, int]]:
	"""Of each event of a log its time, in seconds since 1970, and where it ends. Raises SetupError if it is none."""
	with file.open("rb") as log:
		if log.read(len(MAGIC)) != MAGIC:
			raise SetupError(f"{file} is no binary log.")
		place = len(MAGIC)
		while len(head := log.read(EVENT.size)) == EVENT.size:
			time, _kind, _server, length, _end, _flags = EVENT.unpack(head)
			if length < EVENT.size:
				return
			place += length
			yield time, place
			log.seek(place)


def moment_of(time: int) -> str:
	return f"{datetime.fromtimestamp(time):{MOMENT}}"
