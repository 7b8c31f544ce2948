"""Tries the newest backup out. Run by systemd's timer as root: python -m bootstrap.production.restore_check FOLDER-OF-SETTINGS"""

import json
import sys
from pathlib import Path

from bootstrap.console import say
from bootstrap.production.backup import SECONDS, kept, run_as_program
from bootstrap.production.machine import LOCK, database_account, run_as
from bootstrap.production.settings import read_settings
from bootstrap.production.trial import DATABASE
from bootstrap.project import Project, SetupError, locked

ACCOUNT = "con_center_check"


def main(arguments: list[str]) -> None:
	settings = read_settings(Path(arguments[0]))
	backups = kept(settings.backups)
	if not backups:
		raise SetupError(f"There is no backup in {settings.backups}.")
	# root writes nothing where the bench's user could have laid a link for him to follow
	log = Project(Path(__file__).parents[2], "restore-check").log
	# not while `make production` changes the code that it runs
	with locked(LOCK), database_account(ACCOUNT, DATABASE, log) as account:
		given = {
			"bench": str(settings.bench),
			"site": settings.site,
			"backup": str(backups[-1]),
			"scratch": str(settings.home / "restore-check"),
			"database": account,
		}
		argv = [sys.executable, "-m", "bootstrap.production.trial"]
		said = run_as(settings, argv, log=log, text=json.dumps(given), seconds=SECONDS)
	say(f"It can be restored: {said.strip().splitlines()[-1]}")


if __name__ == "__main__":
	sys.exit(run_as_program(main))
