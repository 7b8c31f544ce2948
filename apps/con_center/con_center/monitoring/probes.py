"""What stands behind a site is asked how it is: each question in bounded time, all of them at once.

Connections are made anew and by themselves: those of Frappe wait for ever, and who asks has none.
"""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pymysql
import redis
from rq.job import Job
from rq.queue import Queue
from rq.registry import FailedJobRegistry, StartedJobRegistry
from rq.worker_registration import WORKERS_BY_QUEUE_KEY

from con_center.compat import MAJOR
from con_center.monitoring.place import Place
from con_center.printing import chromium, record
from con_center.seams.redis_client import WAIT, client

# how long all answers together are waited for; WAIT: one of them
LONGEST = 2.5
STATUS = (
	"Aborted_connects",
	"Innodb_deadlocks",
	"Innodb_row_lock_current_waits",
	"Innodb_row_lock_time",
	"Innodb_row_lock_waits",
	"Max_used_connections",
	"Slow_queries",
	"Threads_connected",
)
# of e-mails that have not all gone
OPEN_MAILS = ("Not Sent", "Sending", "Partially Sent", "Error")


class NotWritable(Exception):
	"""A server answers, and takes nothing: a replica, or one that was set so."""


@dataclass
class Answer:
	"""What was found: whether it answers, in how many seconds, what it says, and what is wrong."""

	answers: bool
	seconds: float
	facts: dict = field(default_factory=dict)
	error: str = ""


# asking

_pool: ThreadPoolExecutor | None = None
_asked: dict[tuple[str, str], Future] = {}


def ask(place: Place, names: Iterable[str]) -> dict[str, Answer]:
	"""Ask these of PROBES, and return each one's answer: within LONGEST seconds, whoever does not answer."""
	global _pool
	_pool = _pool or ThreadPoolExecutor(2 * len(PROBES), thread_name_prefix="con-monitoring")
	asked = {name: _begun(place, name) for name in names}
	wait(asked.values(), timeout=LONGEST)
	return {
		name: future.result()
		if future.done()
		else Answer(False, LONGEST, error=f"no answer in {LONGEST} seconds")
		for name, future in asked.items()
	}


def _begun(place: Place, name: str) -> Future:
	"""Begin to ask, unless an earlier question hangs still: else each check would take a thread more."""
	key = (place.site, name)
	if key not in _asked or _asked[key].done():
		_asked[key] = _pool.submit(_answer, PROBES[name], place)
	return _asked[key]


def _answer(probe: Callable[[Place], dict], place: Place) -> Answer:
	began = time.perf_counter()
	try:
		facts = probe(place)
	except Exception as error:
		return Answer(False, time.perf_counter() - began, error=f"{type(error).__name__}: {error}"[:200])
	return Answer(True, time.perf_counter() - began, facts)


# MariaDB


@contextmanager
def connected(place: Place) -> Iterator[pymysql.cursors.Cursor]:
	"""A cursor on a connection of its own. Raises what the driver raises."""
	connection = pymysql.connect(**settings(place))
	try:
		with connection.cursor() as cursor:
			yield cursor
	finally:
		connection.close()


def settings(place: Place) -> dict:
	"""Return what the driver needs, by the same names in a site's configuration as Frappe reads."""
	conf = place.conf
	at = (
		{"unix_socket": conf["db_socket"]}
		if conf.get("db_socket")
		else {"host": conf.get("db_host") or "127.0.0.1", "port": int(conf.get("db_port") or 3306)}
	)
	certificates = {name: conf.get(f"db_ssl_{name}") for name in ("ca", "cert", "key")}
	# Frappe 15 compares the name of the host always, Frappe 16 if it is told to
	certificates["check_hostname"] = conf.get("db_ssl_check_hostname", MAJOR < 16)
	return {
		**at,
		"user": conf.get("db_user") or conf["db_name"],
		"password": conf.get("db_password") or "",
		"database": conf["db_name"],
		"ssl": certificates if conf.get("db_ssl_ca") else None,
		"connect_timeout": WAIT,
		"read_timeout": WAIT,
		"write_timeout": WAIT,
		"init_command": f"set session max_statement_time={WAIT}",
	}


def database(place: Place) -> dict:
	"""Ask for a row: a node of a cluster that has lost the others answers, and gives none. Raises NotWritable."""
	with connected(place) as cursor:
		cursor.execute("select @@global.read_only, @@global.innodb_read_only from `tabSingles` limit 1")
		row = cursor.fetchone()
	# a number, or from MariaDB 12 on a word
	if row and any(str(each) not in ("0", "OFF") for each in row):
		raise NotWritable("read only")
	return {}


def clock(place: Place) -> dict:
	"""Return by how many seconds this machine's clock is `ahead` of those of MariaDB and of its replica, by the nearer one.

	0 where there are not two of them: one alone does not tell whose clock is wrong.
	"""
	conf = place.conf
	if not (conf.get("read_from_replica") and conf.get("replica_host")):
		return {"ahead": 0}
	replica = {"db_host": conf["replica_host"], "db_port": conf.get("replica_db_port"), "db_socket": None}
	ahead = {}
	for each in (place, replace(place, conf={**conf, **replica})):
		# which of them is away, others tell
		with suppress(pymysql.Error), connected(each) as cursor:
			cursor.execute("select concat_ws(' ', @@hostname, @@datadir), unix_timestamp(now(6))")
			server, moment = cursor.fetchone()
			ahead[server] = time.time() - float(moment)
	return {"ahead": min(ahead.values(), key=abs) if len(ahead) == 2 else 0}


def load(place: Place) -> dict:
	"""Return connections, waits and locks of the whole server, by the names of STATUS, and most connections."""
	with connected(place) as cursor:
		cursor.execute("show global status where variable_name in %s", (STATUS,))
		found = {name: float(value) for name, value in cursor.fetchall()}
		cursor.execute("select @@global.max_connections")
		return {**found, "max_connections": cursor.fetchone()[0]}


def scheduler(place: Place) -> dict:
	"""Return `beat`: seconds since a job of the scheduler began; `dormant`: whether Frappe lets it rest, as nobody
	has signed in for days."""
	with connected(place) as cursor:
		cursor.execute(
			"""select
				(select max(coalesce(last_execution, creation)) from `tabScheduled Job Type`),
				(select max(modified) from `tabActivity Log`),
				(select value from `tabSingles` where doctype = 'System Settings' and field = 'dormant_days'),
				(select value from `tabSingles` where doctype = 'System Settings' and field = 'time_zone')"""
		)
		beat, active, days, zone = cursor.fetchone()
	now = datetime.now(ZoneInfo(zone or "Asia/Kolkata")).replace(tzinfo=None)
	dormant = not active or (now - active).total_seconds() >= int(days or 4) * 86_400
	return {"beat": (now - beat).total_seconds() if beat else None, "dormant": dormant}


def undelivered(place: Place) -> dict:
	"""Return how many notices (`notices`: medium and status) and e-mails (`mails`: status) wait or have failed."""
	with connected(place) as cursor:
		cursor.execute(
			"select medium, status, count(*) from `tabNotice Delivery` where status in ('Waiting', 'Failed') group by medium, status"
		)
		notices = {(medium, status): count for medium, status, count in cursor.fetchall()}
		cursor.execute(
			"select status, count(*) from `tabEmail Queue` where status in %s group by status", (OPEN_MAILS,)
		)
		return {"notices": notices, "mails": dict(cursor.fetchall())}


# Redis


def _writable(place: Place, which: str) -> dict:
	with client(place.conf, which) as connection:
		connection.ping()
		if connection.info("replication")["role"] != "master":
			raise NotWritable("a replica")
	return {}


def redis_cache(place: Place) -> dict:
	return _writable(place, "cache")


def redis_queue(place: Place) -> dict:
	return _writable(place, "queue")


def queues(place: Place) -> dict:
	"""Return of each queue: `waiting`, `started`, `failed` jobs, `workers`, and `oldest`, in seconds."""
	with client(place.conf, "queue") as connection:
		together = connection.pipeline(transaction=False)
		for name in place.queues.values():
			together.llen(f"{Queue.redis_queue_namespace_prefix}{name}")
			together.zcard(StartedJobRegistry.key_template.format(name))
			together.zcard(FailedJobRegistry.key_template.format(name))
			together.scard(WORKERS_BY_QUEUE_KEY % name)
			together.lindex(f"{Queue.redis_queue_namespace_prefix}{name}", 0)
		said = iter(together.execute())
		found = {}
		for name in place.queues:
			waiting, started, failed, workers, first = (next(said) for _each in range(5))
			found[name] = {
				"waiting": waiting,
				"started": started,
				"failed": failed,
				"workers": workers,
				"oldest": _waited(connection, first),
			}
	return found


def _waited(connection: redis.Redis, job: bytes | None) -> float:
	"""Return for how many seconds the next job has waited; 0 without one."""
	since = job and connection.hget(Job.key_for(job.decode()), "enqueued_at")
	if not since:
		return 0
	begun = datetime.fromisoformat(since.decode().removesuffix("Z")).replace(tzinfo=timezone.utc)
	return max(0, (datetime.now(timezone.utc) - begun).total_seconds())


# this machine, and others by what they have noted


def printer(place: Place) -> dict:
	"""Return what machines have printed (`hosts`: printing/record.py). Raises ChromiumMissing."""
	chromium.find_binary(place.conf.get("con_chromium_path"))
	with client(place.conf, "cache") as connection:
		return {"hosts": record.read(connection, place.conf["db_name"]), "here": socket.gethostname()}


def disk(place: Place) -> dict:
	"""Return `free` and `total` bytes by place: the site's files, logs, temporary files, and what its configuration names."""
	folders = {
		"site": place.folder,
		"logs": place.folder.parent.resolve().parent / "logs",
		"temporary": tempfile.gettempdir(),
		**(place.conf.get("con_health_disks") or {}),
	}
	return {
		name: dict(zip(("total", "free"), (usage.total, usage.free), strict=True))
		for name, folder in folders.items()
		if os.path.isdir(folder)
		for usage in (shutil.disk_usage(folder),)
	}


def backups(place: Place) -> dict:
	"""Return when there was the last good `backup`, and the last one was tried out (`restore_check`); 0: never.

	By the times of two empty files, which whoever makes backups touches.
	"""
	noted = {"backup": "last-backup", "restore_check": "last-restore-check"}
	files = {name: place.folder / "private" / file for name, file in noted.items()}
	return {name: file.stat().st_mtime if file.exists() else 0 for name, file in files.items()}


PROBES = {
	probe.__name__: probe
	for probe in (
		database,
		clock,
		load,
		scheduler,
		undelivered,
		redis_cache,
		redis_queue,
		queues,
		printer,
		disk,
		backups,
	)
}
