"""`make production ARGS="--restore DIR"`: a backup in the place of all that the site holds, by Frappe's and MariaDB's own programs."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap.console import say
from bootstrap.production.backup import SECONDS, TOLD
from bootstrap.production.binary_log import MOMENT, BinaryLog
from bootstrap.project import SetupError
from bootstrap.site import database_name
from bootstrap.steps import Step, always, run_steps

if TYPE_CHECKING:
	from bootstrap.production.command import Production


class Restoration:
	"""backup: one of the folder of backups. until: what came after it, too, up to this moment; or "".

	until, logs: see `BinaryLog`.
	"""

	def __init__(self, work: "Production", backup: Path, until: str, logs: Path) -> None:
		self.work = work
		self.settings = work.settings
		self.backup = backup.resolve()
		self.until = checked_moment(until)
		self.logs = logs

	def do(self, *, is_sure: bool) -> None:
		"""Meanwhile users get nginx's page. Raises SetupError."""
		if self.backup.parent != self.settings.backups.resolve() or not (self.backup / TOLD).is_file():
			raise SetupError(f"{self.backup} is no backup in {self.settings.backups}.")
		if self.work.is_new():
			raise SetupError(
				"There is no site yet: `make production` makes one, into which a backup is then restored."
			)
		if self.until:
			# while nothing is lost yet
			self.binary_log().check()
		if not is_sure:
			ask_for(
				self.settings.domain, f"All that {self.settings.url} holds is thrown away for {self.backup}."
			)
		run_steps(self.work.project, [*self.steps(), *self.work.server_steps()])
		say(f"{self.settings.url} holds what {self.backup} does, and both checks found it whole.")

	def steps(self) -> list[Step]:
		steps = [
			always("web", "Nobody is let in", self.work.stop_web),
			always("workers", "Scheduler and workers end the jobs at hand", self.work.stop_working),
			always("restore", f"Backup {self.backup.name}", lambda: self.inside("restore")),
		]
		if self.until:
			steps.append(always("log", f"What came after it, up to {self.until}", self.replay))
		return [
			*steps,
			always("check", "Tables up to date, all looked through", self.look_through),
		]

	def look_through(self) -> None:
		self.inside("look through")
		self.work.half_restored.unlink()

	def inside(self, what: str) -> None:
		with self.work.site_account() as account:
			self.work.inside({"do": what, "database": account, "backup": str(self.backup)}, seconds=SECONDS)

	def replay(self) -> None:
		self.binary_log().replay(database_name(self.settings.bench, self.settings.site), self.work.log)

	def binary_log(self) -> BinaryLog:
		return BinaryLog(self.backup, self.until, self.logs)


def checked_moment(until: str) -> str:
	"""The moment as it is; SetupError if it is none, or still to come."""
	try:
		if until and datetime.strptime(until, MOMENT) > datetime.now():
			raise SetupError(f"{until} is still to come.")
	except ValueError:
		raise SetupError(f"{until!r} is no moment as in 2026-11-28 14:03:20.") from None
	return until


def ask_for(word: str, why: str) -> None:
	"""Raises SetupError unless the word is typed."""
	if not sys.stdin.isatty():
		raise SetupError(f"{why} Where nobody can be asked, say --yes.")
	if input(f"{why} Type {word} to go on: ").strip() != word:
		raise SetupError("Nothing was changed.")
