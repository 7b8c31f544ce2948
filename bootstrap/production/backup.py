"""A backup: database, files and settings of the site in a folder of their own, with what the app says of them.

Run by systemd's timer as the bench's user: python -m bootstrap.production.backup FOLDER-OF-SETTINGS
"""

import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bootstrap.console import say, warn
from bootstrap.processes import CommandFailed, tail
from bootstrap.production.settings import read_settings
from bootstrap.project import Project, SetupError, locked, write_private
from bootstrap.tools import call

KINDS = ("database.sql.gz", "files.tar", "private-files.tar", "site_config_backup.json")
TOLD = "told.json"
UNFINISHED = ".new"
LOG_CHECK = "con_center.approval.log.verify_all"
FILES_CHECK = "con_center.issuing.verifying.verify_all"
SECONDS = 6 * 3600


class Site:
	"""A site, by Frappe's own commands. sites: the folder that it is in."""

	def __init__(self, project: Project, name: str, sites: Path | None = None) -> None:
		self.project = project
		self.name = name
		self.sites = sites or project.sites

	def run(self, *words: str | Path) -> str:
		argv = [self.project.python, "-m", "frappe.utils.bench_helper", "frappe", *words]
		return call(self.project, argv, cwd=self.sites, seconds=SECONDS)

	def command(self, *words: str | Path) -> str:
		return self.run("--site", self.name, *words)

	def ask(self, function: str, **values: str) -> dict:
		"""What a function of the app answers: the last line that `bench execute` prints."""
		words = ["--kwargs", json.dumps(values)] if values else []
		return json.loads(self.command("execute", function, *words).strip().splitlines()[-1])


def make(site: Site, folder: Path, keep: int) -> Path:
	"""Makes a backup below `folder`, where the newest `keep` stay. Returns its folder. Raises SetupError.

	It is there whole, or not at all; an older one is thrown away only when a newer one is.
	"""
	with locked(folder / "lock", busy="Another backup is being made."):
		new = folder / UNFINISHED
		shutil.rmtree(new, ignore_errors=True)
		new.mkdir(parents=True, mode=0o700)
		until = time.strftime("%Y-%m-%d %H:%M:%S")
		told = {"site": site.name, "until": until, "log": site.ask(LOG_CHECK, until=until)}
		site.command("backup", "--with-files", "--backup-path", new)
		told["files"] = site.ask(FILES_CHECK)
		for kind in KINDS:
			part(new, kind)
		write_private(new / TOLD, json.dumps(told, indent=1) + "\n")
		made = folder / time.strftime("%Y%m%d-%H%M%S")
		new.rename(made)
		for old in kept(folder)[:-keep]:
			shutil.rmtree(old)
	return made


def kept(folder: Path) -> list[Path]:
	"""The backups, the oldest first."""
	return sorted(path.parent for path in folder.glob(f"[0-9]*/{TOLD}"))


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
	made = make(Site(project, settings.site), settings.backups, settings.values["backup"]["keep"])
	told = json.loads((made / TOLD).read_text())
	size = sum(path.stat().st_size for path in made.iterdir())
	say(f"{made}: {size / 2**20:.1f} MiB, {len(kept(settings.backups))} kept, {told}")
	if found := faults(told):
		raise SetupError("It was made, but the site is not as it should be: " + "; ".join(found))


def run_as_program(main: Callable[[list[str]], None]) -> int:
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
