"""A backup: database, files and settings of the site in a folder of their own, with what the app says of them.

Run by systemd's timer as the bench's user: python -m bootstrap.production.backup FOLDER-OF-SETTINGS
"""

import json
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bootstrap.console import say, warn
from bootstrap.processes import CommandFailed, tail
from bootstrap.production.settings import read_settings
from bootstrap.project import Project, SetupError, locked, write_private
from bootstrap.tools import frappe

KINDS = ("database.sql.gz", "files.tar", "private-files.tar", "site_config_backup.json")
TOLD = "told.json"
UNFINISHED = ".new"
# empty files of the site, whose time is that of the last good one: the app tells it to Prometheus
LAST_GOOD, LAST_CHECKED = "private/last-backup", "private/last-restore-check"
LOG_CHECK = "con_center.approval.log.verify_all"
FILES_CHECK = "con_center.issuing.verifying.verify_all"
SECONDS = 6 * 3600
# What was entered so many seconds ago is settled: no transaction that is still open will add to it.
SETTLED = 300


class SiteCommands:
	"""A site, by Frappe's own commands. sites: the folder that it is in."""

	def __init__(self, project: Project, name: str, sites: Path | None = None) -> None:
		self.project = project
		self.name = name
		self.sites = sites or project.sites

	def run(self, *words: str | Path, hidden: Sequence[str] = ()) -> str:
		return frappe(self.project, *words, hidden=hidden, cwd=self.sites, seconds=SECONDS)

	def command(self, *words: str | Path, hidden: Sequence[str] = ()) -> str:
		return self.run("--site", self.name, *words, hidden=hidden)

	def ask(self, function: str, **values: str) -> dict:
		"""What a function of the app answers: the last line that `bench execute` prints."""
		words = ["--kwargs", json.dumps(values)] if values else []
		return json.loads(self.command("execute", function, *words).strip().splitlines()[-1])

	def look_through(self, until: str) -> dict:
		"""What the app says of what there was at a moment (YYYY-MM-DD HH:MM:SS, of the site's clock)."""
		checks = {"log": LOG_CHECK, "files": FILES_CHECK}
		return {"until": until, **{name: self.ask(each, until=until) for name, each in checks.items()}}


def make(site: SiteCommands, folder: Path, keep: int) -> Path:
	"""Makes a backup below `folder`. Returns its folder. Raises SetupError.

	It is there whole, or not at all; an older one is thrown away only when a newer one is. The newest `keep` stay in
	which the app found nothing wrong, and as many of the others: bad nights push no good one out.
	"""
	with locked(folder / "lock", busy="Another backup is being made."):
		new = folder / UNFINISHED
		shutil.rmtree(new, ignore_errors=True)
		new.mkdir(parents=True, mode=0o700)
		told = {
			"site": site.name,
			**site.look_through(settled_moment(site.project.settings["locale"]["time_zone"])),
		}
		site.command("backup", "--with-files", "--backup-path", new)
		for kind in KINDS:
			part(new, kind)
		write_private(new / TOLD, json.dumps(told, indent=1) + "\n")
		made = folder / time.strftime("%Y%m%d-%H%M%S")
		new.rename(made)
		rotate(folder, keep)
	return made


def rotate(folder: Path, keep: int) -> None:
	for good in (True, False):
		for old in [each for each in kept(folder) if is_good(each) == good][:-keep]:
			shutil.rmtree(old)


def settled_moment(time_zone: str) -> str:
	return f"{datetime.now(ZoneInfo(time_zone)) - timedelta(seconds=SETTLED):%Y-%m-%d %H:%M:%S}"


def kept(folder: Path) -> list[Path]:
	"""The backups, the oldest first."""
	return sorted(path.parent for path in folder.glob(f"[0-9]*/{TOLD}"))


def is_good(backup: Path) -> bool:
	return not faults(json.loads((backup / TOLD).read_text()))


def part(folder: Path, kind: str) -> Path:
	"""One file of a backup; SetupError where it is missing or empty."""
	found = [
		path
		for path in folder.glob(f"*-{kind}")
		if kind != "files.tar" or not path.name.endswith("private-files.tar")
	]
	if len(found) != 1 or not found[0].stat().st_size:
		raise SetupError(f"The backup in {folder} has no {kind}.")
	return found[0]


def faults(told: dict) -> list[str]:
	"""What the app's checks say is not as it should be; empty if all is well."""
	log, files = told["log"], told["files"]
	return [
		*(f"entry {name} of the approval log was changed" for name in log["broken"]),
		*(f"issued file {name} is lost or was changed" for name in files["damaged"]),
		*([f"{log['lost']} entries of the approval log are lost"] if log["lost"] else []),
		*([f"{files['lost']} records of issued files are lost"] if files["lost"] else []),
	]


def main(arguments: list[str]) -> None:
	settings = read_settings(Path(arguments[0]))
	project = Project(settings.bench, "backup")
	made = make(SiteCommands(project, settings.site), settings.backups, settings.values["backup"]["keep"])
	told = json.loads((made / TOLD).read_text())
	size = sum(path.stat().st_size for path in made.iterdir())
	say(f"{made}: {size / 2**20:.1f} MiB, {len(kept(settings.backups))} kept, {told}")
	if found := faults(told):
		raise SetupError("It was made, but the site is not as it should be: " + "; ".join(found))
	(project.sites / settings.site / LAST_GOOD).touch()


def run_as_program(main: Callable[[list[str]], None]) -> int:
	# what is begun is ended properly: SystemExit goes through every `finally`
	signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
	try:
		main(sys.argv[1:])
	except CommandFailed as error:
		warn(f"{error}\n{tail(error.output)}")
		return 1
	except SetupError as error:
		warn(str(error))
		return 1
	return 0


if __name__ == "__main__":
	sys.exit(run_as_program(main))
