"""A backup from a host of workers, and back up to a second: every node has all of it, and what came after is not there."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymysql
import pytest

from bootstrap.production.binary_log import BinaryLog
from bootstrap.project import filled
from tests.faults.orders import PATH, decision, order_to_sign, stored
from tests.restore.bench import Backup, Site
from tests.restore.moment import copied, place, replay, told_at_a_second, told_by
from tests.restore.server import Server
from tests.served import Client, on_site

from .data import DATABASE
from .whole import Cluster

SECRET = "ลับมาก"


@dataclass(frozen=True)
class Kept:
	"""The backup, the log that leads on from it, and what the site said of itself at a second; orders before and after it."""

	backup: Backup
	logs: list[Path]
	second: str
	told: dict
	before: str
	after: str


@pytest.fixture(scope="module")
def server(cluster: Cluster) -> Iterator[Server]:
	"""The node that is written to, by the way that all take; with an account that may restore, as long as it is needed."""
	password = secrets.token_urlsafe(12)
	cluster.writer().ask(
		f"create user 'root'@'10.%' identified by '{password}'; "
		"grant all privileges on *.* to 'root'@'10.%' with grant option"
	)
	yield Server(DATABASE, password)
	cluster.writer().ask("drop user 'root'@'10.%'")


@pytest.fixture(scope="module")
def kept(cluster: Cluster, server: Server) -> Kept:
	host = cluster.workers[0]
	on_site(
		"from frappe.utils.password import set_encrypted_password; "
		f"set_encrypted_password('User', 'Administrator', {SECRET!r}, 'api_secret')"
	)
	there = Site(cluster.site, sites=cluster.project.sites, within=("ip", "netns", "exec", host.name))
	with pytest.MonkeyPatch.context() as patch:
		patch.setenv("HOME", str(home(cluster)))
		backup = there.backup("--with-files")
	before = signed()
	# nothing is done any more but what the test does
	for each in cluster.workers:
		each.kill()
	try:
		second, told = told_at_a_second(Site(cluster.site, sites=cluster.project.sites))
		after = signed()
		logs = copied(server, cluster.folder / "binary-logs", place(backup)[0])
	finally:
		for each in cluster.workers:
			each.start()
	return Kept(backup, logs, second, told, before, after)


def home(cluster: Cluster) -> Path:
	"""Of who backs up: what the guide has him write into MariaDB's option files, for dumps."""
	folder = cluster.folder / "home"
	folder.mkdir()
	text = filled(
		cluster.bench.root / "config/production/mariadb.cnf", {"buffer_pool": "128M", "binary_log_days": 1}
	)
	(folder / ".my.cnf").write_text(text)
	return folder


def signed() -> str:
	"""An order that the chief signs through the balancer."""
	order, chief = order_to_sign(), Client("chief")
	answer = chief.post(chief.url + PATH, data=decision(order, "Sign and Issue"), timeout=120)
	assert answer.status_code == 200, answer.text
	assert stored(chief, order["name"])["workflow_state"] == "Issued"
	return order["name"]


@pytest.fixture(scope="module")
def restored(cluster: Cluster, server: Server, kept: Kept) -> Iterator[Site]:
	"""Beside the site, on the same nodes."""
	site = Site("restored.test", server, cluster.project.sites)
	site.make()
	site.restore(kept.backup)
	replay(kept.backup, kept.logs, kept.second, site)
	site.command("clear-cache")
	site.command("set-config", "--", "encryption_key", kept.backup.config["encryption_key"])
	yield site
	name = site.config["db_name"]
	cluster.writer().ask(f"drop database `{name}`; drop user '{name}'@'%'")
	site.remove()


def test_the_place_is_in_the_log_of_the_node_that_is_written_to(cluster, kept):
	name, _position = place(kept.backup)
	assert name in cluster.writer().ask("show binary logs")
	assert BinaryLog(kept.backup.database.parent, kept.second, kept.logs[0].parent).check() == kept.logs


def test_everything_is_as_it_was_at_that_second(kept, restored):
	assert told_by(restored) == kept.told
	assert kept.told["secret"] == SECRET
	log = kept.told["verified"]
	assert (log["broken"], log["lost"], log["wrong"], log["sealed"]) == ([], 0, [], True)


def test_every_node_has_all_of_it(cluster, kept, restored):
	name = restored.config["db_name"]
	account = {"user": name, "password": restored.config["db_password"], "database": name}
	sums = []
	for node in cluster.nodes:
		with pymysql.connect(host=node.host.address, port=DATABASE, **account) as line:
			cursor = line.cursor()
			cursor.execute(
				"select name, docstatus from `tabAppointment Order` where name in %s",
				[[kept.before, kept.after]],
			)
			assert dict(cursor.fetchall()) == {kept.before: 1, kept.after: 0}
			cursor.execute("show table status where engine is not null")
			tables = {f"`{row[0]}`": row[1] for row in cursor.fetchall()}
			assert {table for table, engine in tables.items() if engine != "InnoDB"} == set()
			cursor.execute(f"checksum table {', '.join(tables)}")
			sums.append(cursor.fetchall())
	assert sums[0] and sums == [sums[0]] * len(sums)
