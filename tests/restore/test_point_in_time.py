"""Up to a given second: a backup that says its place in the binary log, and that log from there on.

By the commands of docs/operations.md, on two MariaDBs with the options of `make production`, read by servers and dumps.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bootstrap.production.binary_log import BinaryLog
from bootstrap.project import filled

from .bench import SITES, Backup, Site
from .moment import copied, place, replay, told_at_a_second, told_by
from .server import running

ORIGIN = Site(os.environ["SITE"])
CONFIG = SITES.parent / "config" / "production" / "mariadb.cnf"
GUIDE = SITES.parent / "docs" / "operations.md"

# what fill and customise of inside.py have changed
CUSTOMISED = {
	"field": "ของเรา",
	"label": "วันจัดเวทีของเรา",
	"printed": True,
	"word": "คณะของเรา",
	"ladder": "ส่งทะเบียนด้วย",
}


@dataclass(frozen=True)
class Lived:
	"""A site that was backed up, worked in up to a second, and was then damaged; what it said of itself at that second."""

	site: Site
	backup: Backup
	second: str
	logs: list[Path]
	made: dict
	told: dict
	since: dict


@contextmanager
def machine(name: str) -> Iterator[Site]:
	"""A bare site on a MariaDB of its own, with what `make production` installs for both its server and its clients."""
	with tempfile.TemporaryDirectory() as folder:
		config = Path(folder) / "con-center.cnf"
		config.write_text(filled(CONFIG, {"buffer_pool": "128M", "binary_log_days": 7}))
		(Path(folder) / ".my.cnf").symlink_to(config)
		# as the clients find it in /etc/mysql/mariadb.conf.d
		with running(Path(folder), config, "--skip-name-resolve", "--server-id=1") as server:
			site = Site(name, server)
			try:
				site.make()
				with pytest.MonkeyPatch.context() as patch:
					patch.setenv("HOME", folder)
					yield site
			finally:
				site.remove()


@pytest.fixture(scope="module")
def lived() -> Iterator[Lived]:
	# the server of this bench has no binary log
	origin = ORIGIN.backup("--with-files")
	with machine("lived.localhost") as site:
		site.restore(origin)
		made = site.inside("fill")
		site.inside("customise")
		backup = site.backup("--with-files")
		# after the backup: decisions, files, a number, another log
		site.inside("decide", made["waiting"])
		made = site.inside("fill")
		site.server.ask("flush logs")
		second, told = told_at_a_second(site)
		since = site.inside("fill")
		site.server.ask(f"delete from `{site.config['db_name']}`.`tabDocument Number`")
		logs = copied(site.server, site.folder / "binary-logs", place(backup)[0])
		yield Lived(site, backup, second, logs, made, told, since)


@pytest.fixture(scope="module")
def restored(lived) -> Iterator[Site]:
	"""On another machine: the backup, the log up to the second, and the files as they were found."""
	with machine("pointed.localhost") as site:
		site.restore(lived.backup)
		replay(lived.backup, lived.logs, lived.second, site)
		site.command("clear-cache")
		site.command("set-config", "--", "encryption_key", lived.backup.config["encryption_key"])
		yield site


def test_a_backup_of_frappe_says_its_place(lived):
	name, position = place(lived.backup)
	assert name.startswith("con-center.") and position > 4
	assert len(lived.logs) > 1
	user = lived.site.config["db_name"]
	grants = lived.site.server.ask(f"show grants for '{user}'@'127.0.0.1'")
	everywhere = next(line for line in grants.splitlines() if "ON *.*" in line)
	assert everywhere.startswith("GRANT USAGE ON *.*")
	# as `make production` reads both
	log = BinaryLog(lived.backup.database.parent, lived.second, lived.logs[0].parent)
	assert log.check() == lived.logs and log.old_name() == lived.site.config["db_name"]


def test_files_since_the_backup_are_missed_until_they_are_copied(lived, restored):
	"""The binary log has no files; those of the damaged machine are never written over, so newer ones do no harm."""
	assert restored.inside("verified_files")["damaged"]
	for kind in ("public", "private"):
		shutil.copytree(
			lived.site.folder / kind / "files", restored.folder / kind / "files", dirs_exist_ok=True
		)
	files = restored.inside("verified_files")
	assert (files["damaged"], files["lost"]) == ([], 0)
	texts = [f"แนบ {lived.made['order']} {is_private}" for is_private in (0, 1)]
	assert restored.inside("texts_of_files", lived.made["order"]) == texts


def test_everything_is_as_it_was_at_that_second(lived, restored):
	assert told_by(restored) == lived.told
	assert lived.told["secret"] == "ลับมาก"
	log = lived.told["verified"]
	assert (log["broken"], log["lost"], log["wrong"], log["sealed"]) == ([], 0, [], True)


def test_what_an_administrator_changed_is_in_use(lived, restored):
	assert restored.inside("customised", lived.made["order"]) == CUSTOMISED


def test_what_came_after_is_not_there(lived, restored):
	assert (
		lived.site.inside("verified")["entries"] == lived.told["verified"]["entries"] + lived.since["decided"]
	)
	assert restored.inside("verified")["entries"] == lived.told["verified"]["entries"]


def test_work_goes_on_with_the_next_number(lived, restored):
	assert restored.inside("decide", lived.made["waiting"]) == 3
	before, after = restored.inside("next_number")
	assert before and before == {name: lived.told["numbers"][name] for name in before}
	assert max(after[name] - before[name] for name in before) == 1


def test_the_guide_says_so():
	guide = GUIDE.read_text()
	for option in (
		"--rewrite-db=",
		"--start-position=",
		"--stop-datetime=",
		"--read-from-remote-server --raw",
	):
		assert option in guide, option
	# our own option file, which all clients read, has what it does not know
	assert not re.findall(r"mariadb-binlog --(?!no-defaults).*", guide)
