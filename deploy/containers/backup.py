"""Backs the site up, once or every night (`backup.py nightly`): Frappe's own backup, kept in a restic repository.

Runs in the bench's environment, in the bench's folder. SITE names the site; RESTIC_REPOSITORY and RESTIC_PASSWORD_FILE
are restic's own. KEEP_DAILY, KEEP_WEEKLY and KEEP_MONTHLY say how many are kept, BACKUP_AT when the nightly one begins
(HH:MM, time zone TZ). With each goes what `verify_all` says of the approval log and of the issued files. A backup that
failed, or in which these are not whole, ends with an error, and leaves MARK as old as it is: the health of the container.
"""

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

CHECKS = {
	"approval-log": "con_center.approval.log.verify_all",
	"issued-files": "con_center.issuing.verifying.verify_all",
}
MARK = Path(os.environ.get("BACKUP_MARK", "/backups/last-good"))
# of the repository's data, how much is read back after each backup
READ_BACK = "5%"


def main() -> None:
	if sys.argv[1:] == ["nightly"]:
		every_night()
	else:
		back_up(os.environ["SITE"])


def every_night() -> None:
	"""At the hour, and at once where the last one is more than a day old. What fails is tried again the next night."""
	if not MARK.exists() or time.time() - MARK.stat().st_mtime > 86400:
		tried()
	while True:
		time.sleep(seconds_until(os.environ.get("BACKUP_AT", "02:30"), datetime.now()))
		tried()


def tried() -> None:
	try:
		back_up(os.environ["SITE"])
	except (subprocess.CalledProcessError, SystemExit) as error:
		print(f"BACKUP FAILED: {error}", file=sys.stderr, flush=True)


def seconds_until(clock: str, now: datetime) -> float:
	"""From now to when it is this time (HH:MM) the next time."""
	hour, minute = map(int, clock.split(":"))
	then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
	return ((then if then > now else then + timedelta(days=1)) - now).total_seconds()


def back_up(site: str) -> None:
	"""One backup. Raises CalledProcessError for what could not be done, SystemExit for what is not whole."""
	print(f"Backup of {site} begins, {datetime.now():%Y-%m-%d %H:%M:%S}", flush=True)
	frappe(site, "backup", "--with-files")
	folder = Path("sites", site, "private", "backups").resolve()
	not_whole = [name for name, function in CHECKS.items() if not is_whole(site, function, folder, name)]
	keep(site, folder)
	if not_whole:
		raise SystemExit(f"Not whole, and kept all the same: {', '.join(not_whole)}")
	MARK.touch()
	# the app tells it to Prometheus
	Path("sites", site, "private", "last-backup").touch()
	print("Backup done", flush=True)


def is_whole(site: str, function: str, folder: Path, name: str) -> bool:
	"""Whether `verify_all` finds everything there and unchanged. Its answer is kept with the backup."""
	answer = json.loads(frappe(site, "execute", function).splitlines()[-1])
	stamp = datetime.now().strftime("%Y%m%d_%H%M%S")
	(folder / f"{stamp}-{name}.json").write_text(json.dumps(answer))
	print(f"{name}: {json.dumps(answer)}", flush=True)
	return not (answer.get("broken") or answer.get("damaged") or answer["lost"])


def keep(site: str, folder: Path) -> None:
	"""Puts the folder into the repository, which is made if need be; drops what is too old; reads some of it back."""
	if subprocess.run(["restic", "cat", "config"], capture_output=True).returncode:
		restic("init")
	# of a container that was killed; only locks that nobody holds any more
	restic("unlock")
	restic("backup", "--host", site, folder)
	kept = [
		word
		for unit, usual in (("daily", 14), ("weekly", 8), ("monthly", 24))
		for word in (f"--keep-{unit}", os.environ.get(f"KEEP_{unit.upper()}") or str(usual))
	]
	restic("forget", "--host", site, "--group-by", "host", *kept, "--prune")
	restic("check", "--read-data-subset", READ_BACK)


def restic(*words: str | Path) -> None:
	subprocess.run(["restic", "--quiet", *words], check=True)


def frappe(site: str, *words: str) -> str:
	"""Runs a command of Frappe's and returns what it printed."""
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", site, *words]
	return subprocess.run(command, cwd="sites", check=True, text=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
	main()
