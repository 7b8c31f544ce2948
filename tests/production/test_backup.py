"""A backup of the test site as the timer makes it, and its trial in a site that is thrown away."""

import json
import os
import shutil
from pathlib import Path

import pymysql
import pytest

from bootstrap.production import backup as making
from bootstrap.production.backup import KINDS, TOLD, SiteCommands, kept, make, part
from bootstrap.production.trial import DATABASE, NAME, check
from bootstrap.project import Project, SetupError
from tests.served import load_demo

ROOT = Path(os.environ["BENCH_ROOT"])


@pytest.fixture(scope="module")
def project() -> Project:
	return Project(ROOT, "production-test")


@pytest.fixture(scope="module")
def database(project) -> dict:
	"""The account of this bench that may make databases."""
	common = json.loads((project.sites / "common_site_config.json").read_text())
	account = project.read_state("database")
	return {
		"host": common["db_host"],
		"port": common["db_port"],
		"user": account["user"],
		"password": account["password"],
	}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
	return tmp_path_factory.mktemp("backups")


@pytest.fixture(scope="module")
def backup(project, folder) -> Path:
	"""A new one, beside three from before."""
	for name in ("20200101-000000", "20200102-000000", "20200103-000000"):
		(folder / name).mkdir()
		(folder / name / TOLD).write_text(
			json.dumps({"log": {"broken": [], "lost": 0}, "files": {"damaged": [], "lost": 0}})
		)
	# so that there are decisions in it
	load_demo()
	with pytest.MonkeyPatch.context() as patch:
		# what the test site holds is new
		patch.setattr(making, "SETTLED", 0)
		return make(SiteCommands(project, os.environ["SITE"]), folder, keep=3)


def test_the_newest_stay(backup, folder):
	assert [path.name for path in kept(folder)] == ["20200102-000000", "20200103-000000", backup.name]
	assert not (folder / ".new").exists()


def test_it_is_whole_and_nobody_elses(backup):
	for kind in KINDS:
		assert part(backup, kind).stat().st_size
	assert backup.stat().st_mode & 0o077 == 0
	told = json.loads((backup / TOLD).read_text())
	assert (
		told["site"] == os.environ["SITE"]
		and told["log"]["entries"]
		and told["log"]["broken"] == []
		and len(told["files"]["digest"]) == 64
	)


def test_one_that_fails_takes_no_older_one_away(project, folder, backup):
	before = kept(folder)
	with pytest.raises(SetupError):
		make(SiteCommands(project, "no-such-site.localhost"), folder, keep=1)
	assert kept(folder) == before


def test_it_can_be_restored(project, backup, database, tmp_path):
	told = json.loads((backup / TOLD).read_text())
	found = check(project, backup, tmp_path / "scratch", database)
	assert found["log"] == told["log"] and found["files"] == told["files"]
	leaves_nothing(project, database, tmp_path)


def test_one_that_is_cut_off_cannot(project, backup, database, tmp_path):
	cut = tmp_path / "cut"
	shutil.copytree(backup, cut)
	dump = part(cut, "database.sql.gz")
	dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
	with pytest.raises(SetupError):
		check(project, cut, tmp_path / "scratch", database)
	leaves_nothing(project, database, tmp_path)


def leaves_nothing(project, database, folder) -> None:
	"""Neither a site nor a database of it."""
	assert not (folder / "scratch").exists() and not (project.sites / NAME).exists()
	connection = pymysql.connect(
		host=database["host"], port=database["port"], user=database["user"], password=database["password"]
	)
	with connection.cursor() as cursor:
		cursor.execute("SHOW DATABASES")
		assert DATABASE not in [name for (name,) in cursor.fetchall()]
	connection.close()
