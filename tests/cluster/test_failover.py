"""Something fails while people work: they are answered, or told in Thai to try again; what was confirmed is kept, whole, on
every node; numbers have neither gap nor repeat; the rest goes on by itself.

Seconds without a good answer are printed (`-s`) and held to what docs/operations.md states.
"""

import dataclasses
import http.client
import itertools
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

import pytest

from bootstrap.processes import wait_for
from bootstrap.supervisor import Service
from tests.served import check_log

from . import deciding
from .crowd import ROWS, Crowd
from .data import CACHE, QUEUE
from .disks import Disk
from .hosts import Host, browsers, kill
from .whole import ADDRESS, Cluster

WHOLE_SECONDS = 180
BEFORE, AFTER = 4, 6
# until the jobs have made the files of what was issued
FILES_SECONDS = 30
WEB, REDIS, DATABASE, ALL = 5, 10, 30, 90
# whose balancer is gone hears nothing any more, and asks again
PATIENCE = 2
# writes in a second, of a slow disk: a commit takes several
SLOW = 20


@contextmanager
def issued(cluster: Cluster, mark: str) -> Iterator[Callable[[], list[tuple[str, str]]]]:
	"""While the block runs, both web hosts issue documents of one run of numbers; gives what was confirmed."""
	database = cluster.config["db_name"]
	[row] = (
		cluster.writer()
		.ask(f"select issuer, kind from `{database}`.`tabDocument Number` where kind = 'Order' limit 1")
		.splitlines()
	)
	script = Path(__file__).with_name("issuing.py")
	running, files = [], []
	for host in cluster.web:
		files.append(cluster.folder / f"{mark}-{host.name}")
		with files[-1].open("w") as out, files[-1].with_suffix(".errors").open("w") as errors:
			running.append(
				subprocess.Popen(
					[
						"ip",
						"netns",
						"exec",
						host.name,
						sys.executable,
						script,
						cluster.site,
						mark,
						*row.split("\t"),
					],
					cwd=cluster.project.sites,
					stdout=out,
					stderr=errors,
				)
			)

	def confirmed() -> list[tuple[str, str]]:
		return [
			tuple(line.split()) for file in files for line in file.read_text().splitlines() if line.count(" ")
		]

	try:
		assert wait_for(lambda: len(confirmed()) > 3, 60), files[0].with_suffix(".errors").read_text()[-2000:]
		yield confirmed
	finally:
		for process in running:
			process.kill()
			process.wait()


def check_numbers(cluster: Cluster, mark: str, confirmed: list[tuple[str, str]]) -> None:
	database = cluster.config["db_name"]
	for node in cluster.nodes:
		rows = node.ask(
			f"select n.number, n.display, n.reference_name, d.name from `{database}`.`tabDocument Number` n "
			f"left join `{database}`.tabToDo d on d.name = n.reference_name "
			f"where n.reference_doctype = 'ToDo' order by n.number"
		).splitlines()
		given = [row.split("\t") for row in rows]
		assert [int(each[0]) for each in given] == list(range(1, len(given) + 1)), "a gap or a repeat"
		assert all(each[2] == each[3] for each in given), "a number without its document"
		bare = node.ask(
			f"select count(*) from `{database}`.tabToDo d left join `{database}`.`tabDocument Number` n "
			f"on n.reference_name = d.name where d.description like '{mark}%' and n.name is null"
		)
		assert int(bare) == 0, "a document without its number"
		assert set(confirmed) <= {(each[2], each[1]) for each in given}, "a confirmed number is lost"


def gunicorn_worker(cluster: Cluster) -> Callable[[], None]:
	found = cluster.web[0].pids("gunicorn")
	kill(max(found))
	return lambda: None


def struck(
	away: Callable[[Host], None], back: Callable[[Host], None], choose: Callable[[Cluster], Host]
) -> Callable[[Cluster], Callable[[], None]]:
	"""What takes a host away, and returns what brings it back."""

	def strike(cluster: Cluster) -> Callable[[], None]:
		host = choose(cluster)
		away(host)
		return partial(back, host)

	return strike


power_of, line_of = partial(struck, Host.kill, Host.start), partial(struck, Host.unplug, Host.plug)


def power_of_all_data(cluster: Cluster) -> Callable[[], None]:
	for host in cluster.data:
		host.kill()
	for host in cluster.data:
		host.start()
	return lambda: None


def clock_of_a_web_host(hours: int) -> Callable:
	"""Its servers begin anew, by a clock that is wrong: it says that it is not ready."""

	def strike(cluster: Cluster) -> Callable[[], None]:
		host = cluster.web[1]
		right = host.services

		def restart(services: list[Service]) -> None:
			host.kill()
			host.services = services
			host.start()

		def is_wrong() -> bool:
			return abs(told_by(cluster, host) - time.time() - hours * 3600) < 100

		settings = [f"--config={Path(__file__).with_name('clock_off.py')}", f"--env=HOURS_OFF={hours}"]
		restart(
			[
				dataclasses.replace(each, argv=[*each.argv, *settings])
				if each.name.endswith("-web")
				else each
				for each in right
			]
		)
		try:
			assert wait_for(is_wrong, WHOLE_SECONDS), "its clock is right"
			# until its check has said so
			time.sleep(3)
			assert cluster.ready("web") == {cluster.web[0].name}
		except AssertionError:
			# the faults to come begin on a host that is as before
			restart(right)
			raise
		return lambda: restart(right)

	return strike


def told_by(cluster: Cluster, host: Host) -> float:
	"""The time, as gunicorn of a web host tells it; 0 while it does not answer."""
	asked = http.client.HTTPConnection("gunicorn", timeout=10)
	asked.sock = socket.socket(socket.AF_UNIX)
	asked.sock.settimeout(10)
	try:
		asked.sock.connect(str(cluster.settings(host).web_socket))
		asked.request("GET", "/con-health/live", headers={"X-Frappe-Site-Name": cluster.site})
		return parsedate_to_datetime(asked.getresponse().headers["Date"]).timestamp()
	except (OSError, http.client.HTTPException):
		return 0
	finally:
		asked.close()


def database_crash(cluster: Cluster) -> Callable[[], None]:
	[pid] = cluster.writer().host.pids("mariadbd --defaults-file")
	kill(pid)
	return lambda: None


def writer(cluster: Cluster) -> Host:
	return cluster.writer().host


def reader(cluster: Cluster) -> Host:
	return cluster.data[-1]


def leader(cluster: Cluster, of: str = "queue") -> Host:
	"""The host of the Redis that leads, of the queue or of the cache."""
	[name] = wait_for(lambda: cluster.ready(f"redis_{of}", "office-way"))
	return next(host for host in cluster.data if host.name == name)


def processes_of(words: str, hosts: Callable[[Cluster], list[Host]]) -> Callable:
	"""All processes that have the words in their command, on these hosts."""

	def strike(cluster: Cluster) -> Callable[[], None]:
		found = [pid for host in hosts(cluster) for pid in host.pids(words)]
		assert found, words
		for pid in found:
			kill(pid)
		return lambda: None

	return strike


def browser_crash(cluster: Cluster) -> Callable[[], None]:
	"""There is one while something is printed."""
	hosts = (*cluster.web, *cluster.workers)
	found = wait_for(lambda: [pid for host in hosts for pid in browsers(host)], FILES_SECONDS)
	assert found, "nothing was printed"
	for pid in found:
		kill(pid)
	return lambda: None


def redis_crash(of: str, port: int) -> Callable:
	def strike(cluster: Cluster) -> Callable[[], None]:
		found = leader(cluster, of).pids(f":{port}")
		assert found
		for pid in found:
			kill(pid)
		return lambda: None

	return strike


def way_to_data(count: int) -> Callable:
	"""Nothing of what the first data hosts say reaches a web host any more; the balancer does."""

	def strike(cluster: Cluster) -> Callable[[], None]:
		host = cluster.web[0]
		addresses = ", ".join(each.address for each in cluster.data[:count])
		host.run(
			"nft",
			"add table inet cut; add chain inet cut in { type filter hook input priority 0; }; "
			f"add rule inet cut in ip saddr {{ {addresses} }} drop",
		)
		return lambda: host.run("nft", "delete table inet cut")

	return strike


def disk_of(
	choose: Callable[[Cluster], Disk], away: Callable, back: Callable, seconds: float = 20
) -> Callable:
	"""What is the matter with a disk for some seconds."""

	def strike(cluster: Cluster) -> Callable[[], None]:
		disk = choose(cluster)
		away(disk)
		try:
			time.sleep(seconds)
		finally:
			back(disk)
		return lambda: None

	return strike


full = partial(disk_of, away=Disk.fill, back=Disk.free)
slow = partial(disk_of, away=partial(Disk.slow_down, writes=SLOW), back=partial(Disk.slow_down, writes=0))
hanging = partial(disk_of, away=Disk.freeze, back=Disk.thaw)


BALANCERS = {
	"a balancer loses power": (power_of(lambda cluster: cluster.balancer), WEB),
	"a balancer loses its line": (line_of(lambda cluster: cluster.balancer), WEB),
	"the balancer's HAProxy crashes": (processes_of("haproxy", lambda cluster: [cluster.balancer]), WEB),
}
FAULTS = BALANCERS | {
	"a web worker crashes": (gunicorn_worker, WEB),
	"a web host loses power": (power_of(lambda cluster: cluster.web[0]), WEB),
	"a web host loses its line": (line_of(lambda cluster: cluster.web[1]), WEB),
	"a host of workers loses power": (power_of(lambda cluster: cluster.workers[0]), WEB),
	"the clock of a web host is an hour ahead": (clock_of_a_web_host(1), WEB),
	"the clock of a web host is an hour behind": (clock_of_a_web_host(-1), WEB),
	"all browsers that print crash": (browser_crash, WEB),
	"both workers crash": (processes_of("con_center.worker", lambda cluster: cluster.workers), WEB),
	"the scheduler crashes": (processes_of("frappe schedule", lambda cluster: cluster.workers), WEB),
	"both socket.io crash": (processes_of("socketio.js", lambda cluster: cluster.web), WEB),
	"a web host loses its way to the data": (way_to_data(3), DATABASE),
	# and writes to another node than the other web host
	"a web host loses its way to the host that writes": (way_to_data(1), DATABASE),
	"Redis of the queue crashes": (redis_crash("queue", QUEUE), REDIS),
	"Redis of the cache crashes": (redis_crash("cache", CACHE), REDIS),
	"MariaDB that writes crashes": (database_crash, DATABASE),
	"a host that only reads loses power": (power_of(reader), DATABASE),
	"the host that writes loses power": (power_of(writer), DATABASE),
	"the host that writes loses its line": (line_of(writer), DATABASE),
	"the disk of the host that writes is full": (full(lambda cluster: cluster.writer().disk), ALL),
	"the disk of a host that only reads is full": (full(lambda cluster: cluster.nodes[-1].disk), ALL),
	"the disk of the files is full": (full(lambda cluster: cluster.disk), WEB),
	"the disk of the host that writes is slow": (slow(lambda cluster: cluster.writer().disk), DATABASE),
	"the disk of a host that only reads is slow": (slow(lambda cluster: cluster.nodes[-1].disk), DATABASE),
	"the disk of the host that writes answers nothing": (
		hanging(lambda cluster: cluster.writer().disk),
		DATABASE,
	),
	"all data hosts lose power, and have it again": (power_of_all_data, ALL),
	"the host of the queue's Redis loses power": (power_of(leader), DATABASE),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_work_goes_on(cluster, fault):
	assert go_through(cluster, fault) <= FAULTS[fault][1]


def test_at_random_moments(cluster, request):
	"""`--moments` of them, each fault as often as the others; the seed is printed, and `--seed` takes it again."""
	seed = request.config.getoption("seed") or time.time_ns()
	print(f"\n--seed={seed}")
	chance = random.Random(seed)
	faults = [fault for fault in FAULTS if request.config.getoption("fault") in fault]
	# all of them in another order, and again
	order = itertools.chain.from_iterable(chance.sample(faults, len(faults)) for _round in itertools.count())
	seen: dict[str, list[float]] = {fault: [] for fault in FAULTS}
	wrong = []
	for fault in itertools.islice(order, request.config.getoption("moments")):
		try:
			away = go_through(cluster, fault, chance.uniform(0, BEFORE))
			seen[fault].append(away)
			assert away <= FAULTS[fault][1], f"{away:.1f} s"
		except AssertionError as error:
			wrong.append(f"{fault}: {str(error)[:1000]}")
			print(f"WRONG {wrong[-1]}", flush=True)
	print("\n| fault | moments | aim, s | seconds without a good answer |\n| --- | --- | --- | --- |")
	for fault, times in seen.items():
		told = f"{statistics.median(times):.1f}, at the most {max(times):.1f}" if times else "-"
		print(f"| {fault} | {len(times)} | {FAULTS[fault][1]} | {told} |", flush=True)
	assert not wrong


def go_through(cluster: Cluster, fault: str, before: float = BEFORE) -> float:
	"""One fault under load, and what is left of it. Returns the longest seconds without a good answer."""
	strike, seconds = FAULTS[fault]
	crowd = Crowd(patience=PATIENCE if fault in BALANCERS else 0)
	told = crowd.told
	deciding.join(crowd, cluster)
	with crowd, issued(cluster, crowd.mark) as confirmed:
		assert wait_for(lambda: all(told.since(0).values()), 60), told.wrong
		time.sleep(before)
		struck = time.monotonic()
		mend = strike(cluster)
		# each has been answered well again, for a while
		wait_for(lambda: all(told.since(struck + 2).values()), seconds + 30)
		time.sleep(AFTER)
		mend()
		is_whole(cluster)
		time.sleep(AFTER)
		away = told.away(struck)
		kept = confirmed()
	print(
		f"\n{fault}: {away:.1f} s without a good answer; {told.answers} good, {len(told.refused)} refused, {len(told.broken)} lines broken, "
		f"{len(told.wrong)} wrong; {len(told.saved)} documents, {len(told.decided)} decisions and {len(kept)} numbers confirmed",
		flush=True,
	)
	assert not told.wrong, told.wrong[:5]
	for node in cluster.nodes:
		found = crowd.found(node)
		assert told.saved <= set(found) <= told.sent, "confirmed and lost, or never sent"
		assert set(found.values()) == {ROWS}, "half a document"
	check_numbers(cluster, crowd.mark, kept)
	deciding.check(cluster, crowd)
	late = deciding.check_sent(cluster, crowd, FILES_SECONDS)
	if late:
		print(f"{late} letters were printed or sent out by the hourly jobs", flush=True)
	check_log()
	return away


def is_whole(cluster: Cluster) -> None:
	"""Everything is as before, without anybody's help but that power and lines are back."""
	for host in cluster.balancers:
		both = lambda host=host: len(cluster.ready("web", host.name)) == 2  # noqa: E731
		assert wait_for(both, WHOLE_SECONDS), cluster.served(host.name)
	assert wait_for(lambda: sum(host.has(ADDRESS) for host in cluster.balancers) == 1, WHOLE_SECONDS)
	assert wait_for(
		lambda: all(
			node.state().get("wsrep_cluster_size") == "3" and node.is_ready() for node in cluster.nodes
		),
		WHOLE_SECONDS,
	), [node.state() for node in cluster.nodes]
	for proxy in ("office-way", "web-1-way", "web-2-way"):
		for backend, count in (("database", 3), ("redis_cache", 1), ("redis_queue", 1)):
			assert wait_for(
				lambda proxy=proxy, backend=backend, count=count: len(cluster.ready(backend, proxy)) == count,
				WHOLE_SECONDS,
			), (proxy, backend)
	assert wait_for(lambda: all(host.pids("con_center.worker") for host in cluster.workers), WHOLE_SECONDS)
	assert wait_for(lambda: any(host.pids("frappe schedule") for host in cluster.workers), WHOLE_SECONDS)
	assert wait_for(lambda: all(host.pids("socketio.js") for host in cluster.web), WHOLE_SECONDS)
