"""Restores a backup into a site that is thrown away again, and has the app look through it.

Runs as the bench's user; reads one JSON object from its input: bench, site (whose backup it is), backup (folder), scratch (folder), database
(host, port, user and password of an account that may make databases). Prints what it found as JSON.
"""

import json
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bootstrap.processes import run
from bootstrap.production.backup import LAST_CHECKED, TOLD, SiteCommands, faults, part, run_as_program
from bootstrap.project import Project, SetupError, locked, update_json

NAME = "restore-check.localhost"
DATABASE = "con_restore_check"
# of the bench's Redis: no worker and no scheduler looks there
REDIS_DATABASE = 9


def check(project: Project, backup: Path, scratch: Path, database: dict) -> dict:
	"""What was found in the restored site. Raises SetupError where it is not what the backup was made of."""
	with scratch_site(project, scratch, database) as site:
		restore(site, backup, database)
		return looked_through(site, backup)


def looked_through(site: SiteCommands, backup: Path) -> dict:
	"""What is found in a site that a backup was restored into, once its tables are up to date. Raises as `check`."""
	site.command("migrate")
	told = json.loads((backup / TOLD).read_text())
	found = site.look_through(told["until"])
	if wrong := differences(found, told):
		raise SetupError(f"{backup}: " + "; ".join(wrong))
	return {"backup": str(backup), **found}


def differences(found: dict, told: dict) -> list[str]:
	"""What is wrong with a restored site, by what its app says, then and now; empty if all is well."""
	wrong = faults(found)
	if found["log"]["digest"] != told["log"]["digest"]:
		wrong.append("the approval log is not the one that was saved")
	if found["files"]["digest"] != told["files"]["digest"]:
		wrong.append("the issued files are not those that were saved")
	return wrong


@contextmanager
def scratch_site(project: Project, scratch: Path, database: dict) -> Iterator[SiteCommands]:
	"""A bare site in a folder of sites of its own: the scheduler and the workers of the bench do not see it."""
	with (
		locked(scratch.with_name(f"{scratch.name}.lock"), busy="Another backup is being tried out."),
		ExitStack() as afterwards,
	):
		shutil.rmtree(scratch, ignore_errors=True)
		sites = scratch / "sites"
		sites.mkdir(parents=True, mode=0o700)
		(scratch / "logs").mkdir()
		# beside the sites, an older Frappe looks for its commands
		(scratch / "apps").symlink_to(project.apps)
		shutil.copy(project.sites / "apps.txt", sites)
		common = json.loads((project.sites / "common_site_config.json").read_text())
		redis = {name: apart(common[name]) for name in ("redis_cache", "redis_queue")}
		forget(redis)
		afterwards.callback(forget, redis)
		afterwards.callback(shutil.rmtree, scratch, ignore_errors=True)
		quiet = {"pause_scheduler": 1, "mute_emails": 1, "maintenance_mode": 0}
		where = {"db_host": database["host"], "db_port": database["port"]}
		update_json(sites / "common_site_config.json", {**redis, **quiet, **where})
		site = SiteCommands(project, NAME, sites)
		new = ["new-site", NAME, "--force", "--db-name", DATABASE, "--no-mariadb-socket"]
		site.run(*new, hidden=[*root(database), "--admin-password", secrets.token_urlsafe(16)])
		away = [
			"drop-site",
			NAME,
			"--force",
			"--no-backup",
			"--archived-sites-path",
			str(scratch / "archived"),
		]
		afterwards.callback(site.run, *away, hidden=root(database))
		yield site


def forget(redis: dict[str, str], number: int = REDIS_DATABASE) -> None:
	"""Empties what the site has in Redis, in the database of this number, its queued jobs among it."""
	for url in redis.values():
		parts = urlsplit(url)
		where = (
			["-s", parts.path] if parts.scheme == "unix" else ["-h", parts.hostname, "-p", str(parts.port)]
		)
		run(["redis-cli", "-e", *where, "-n", str(number), "flushdb"], seconds=60)


def restore(site: SiteCommands, backup: Path, database: dict) -> None:
	"""As docs/operations.md has it for another machine."""
	public, private = part(backup, "files.tar"), part(backup, "private-files.tar")
	files = ["--with-public-files", public, "--with-private-files", private]
	site.command("restore", part(backup, "database.sql.gz"), *files, hidden=root(database))
	config = json.loads(part(backup, "site_config_backup.json").read_text())
	if key := config.get("encryption_key"):
		update_json(site.sites / site.name / "site_config.json", {"encryption_key": key})


def root(database: dict) -> list[str]:
	return ["--db-root-username", database["user"], "--db-root-password", database["password"]]


def apart(url: str) -> str:
	"""The address of another database of the same Redis."""
	is_socket = urlsplit(url).scheme == "unix"
	return f"{url}?db={REDIS_DATABASE}" if is_socket else f"{url.rstrip('/')}/{REDIS_DATABASE}"


def main(_: list[str]) -> None:
	given = json.load(sys.stdin)
	project = Project(Path(given["bench"]), "restore-check")
	found = check(project, Path(given["backup"]), Path(given["scratch"]), given["database"])
	(project.sites / given["site"] / LAST_CHECKED).touch()
	print(json.dumps(found))


if __name__ == "__main__":
	sys.exit(run_as_program(main))
