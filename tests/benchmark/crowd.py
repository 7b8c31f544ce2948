"""The web server and the workers as production starts them, and locust's sessions that ask them: what they got, and what it took.

Of the processor is counted what the web server, the workers, their browsers that print, the database and Redis take:
all of it is of this machine, and so is locust, which is told apart.
"""

import json
import os
import shlex
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import frappe
import psutil
from frappe.utils.background_jobs import get_queue_list, get_queues, get_redis_conn

from .clock import percentile

HOST = "127.0.0.1"
# seconds until the server answers, that locust takes to begin, with so many sessions a second, and to end, and that jobs may
# take that are left
BEGIN, SPAWN, SESSIONS_A_SECOND, END, JOBS = 60, 4, 100, 90, 300


class LoadError(RuntimeError):
	"""The server, the workers or locust did not do what was asked, or a page was refused."""


@dataclass(frozen=True)
class Outcome:
	"""Of one run, within its seconds: milliseconds of each step and each request by name, and processor seconds by who took them."""

	seconds: float
	steps: dict[str, list[float]]
	requests: dict[str, list[float]]
	faults: list[str]
	processor: dict[str, float]
	# of locust itself
	asking: float
	jobs_left: int

	@property
	def times(self) -> list[float]:
		return [ms for found in self.steps.values() for ms in found]

	@property
	def rate(self) -> float:
		"""Steps a second."""
		return len(self.times) / self.seconds

	@property
	def asked(self) -> list[float]:
		return [ms for found in self.requests.values() for ms in found]

	@property
	def cores(self) -> float:
		"""Cores that were busy, locust's left out."""
		return sum(self.processor.values()) / self.seconds

	def p95(self, step: str | None = None) -> float:
		return percentile(self.steps[step] if step else self.times, 95)


def seconds_of(process: psutil.Process) -> float:
	"""Seconds of a process, and of those below it that have ended; of one that ends meanwhile, its parent tells them."""
	with suppress(psutil.NoSuchProcess):
		return sum(process.cpu_times()[:4])
	return 0


class Process:
	"""A program that a run begins and ends, with the processes below it."""

	def __init__(self, words: list[str], **more):
		quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
		self.process = subprocess.Popen(words, **quiet, **more)

	def processor(self) -> float:
		"""Seconds of the processor until now, of those that have ended below it, too."""
		own = psutil.Process(self.process.pid)
		return sum(map(seconds_of, (own, *own.children(recursive=True))))

	def end(self) -> None:
		self.process.send_signal(signal.SIGTERM)
		try:
			self.process.wait(40)
		except subprocess.TimeoutExpired:
			self.process.kill()
			self.process.wait()


class Server(Process):
	"""gunicorn with an application, with the words of production (bootstrap/benchmark.py), on a free port."""

	def __init__(self, application: str, counted_in: str):
		with socket.socket() as free:
			free.bind((HOST, 0))
			self.port = free.getsockname()[1]
		words = [*shlex.split(os.environ["GUNICORN"]), f"--bind={HOST}:{self.port}", application]
		super().__init__(words, env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": counted_in})
		self.wait()

	@property
	def address(self) -> str:
		return f"http://{HOST}:{self.port}"

	def wait(self) -> None:
		until = time.monotonic() + BEGIN
		while time.monotonic() < until and self.process.poll() is None:
			with socket.socket() as asked:
				if not asked.connect_ex((HOST, self.port)):
					return
			time.sleep(0.2)
		self.end()
		raise LoadError("The web server did not begin.")


@contextmanager
def served(application: str) -> Iterator[Server]:
	with tempfile.TemporaryDirectory() as counted_in:
		server = Server(application, counted_in)
		try:
			yield server
		finally:
			server.end()


@contextmanager
def workers() -> Iterator[dict[str, Process]]:
	"""A worker for each queue, as production has them; each ends the jobs that it has."""
	with ExitStack() as ended:
		found = {}
		for line in os.environ["WORKERS"].split("\n"):
			words = shlex.split(line)
			found[f"worker {words[-1]}"] = process = Process(words)
			ended.callback(process.end)
		yield found


def begin_with_no_jobs() -> None:
	"""What others of this bench left in the queues is nobody's load."""
	for queue in get_queues():
		queue.empty()
		for job in queue.failed_job_registry.get_job_ids():
			queue.failed_job_registry.remove(job, delete_job=True)


def jobs_waiting() -> int:
	return sum(queue.count + queue.started_job_registry.count for queue in get_queues())


def jobs_failed() -> list[str]:
	jobs = [queue.fetch_job(job) for queue in get_queues() for job in queue.failed_job_registry.get_job_ids()]
	return [f"job {job.kwargs.get('job_name')}: {(job.exc_info or '')[-600:]}" for job in jobs if job]


def until_jobs_are_done() -> None:
	until = time.monotonic() + JOBS
	while jobs_waiting():
		if time.monotonic() > until:
			raise LoadError(f"After {JOBS} seconds {jobs_waiting()} jobs are left in {get_queue_list()}.")
		time.sleep(0.5)


def data_processes() -> dict[str, psutil.Process]:
	"""The processes of the database, and of Redis as cache and as queue."""
	database = int(Path(frappe.db.sql("select @@pid_file")[0][0]).read_text())
	cache = frappe.cache() if callable(frappe.cache) else frappe.cache
	found = {
		"database": database,
		"cache": cache.info()["process_id"],
		"queue": get_redis_conn().info()["process_id"],
	}
	return {name: psutil.Process(pid) for name, pid in found.items()}


def ask(server: Server, plan: dict, seconds: float, warm: float = 0, working: dict | None = None) -> Outcome:
	"""Let locust's sessions do what a plan says (sessions.py): `warm` seconds that do not count, then `seconds`."""
	processes = {"web": server, **(working or {})}
	data = data_processes()

	def taken() -> dict[str, float]:
		own = {name: process.processor() for name, process in processes.items()}
		return own | {name: sum(each.cpu_times()[:2]) for name, each in data.items()}

	with tempfile.TemporaryDirectory() as folder:
		begin = time.time() + SPAWN + len(plan["sessions"]) / SESSIONS_A_SECOND + warm
		told = {**plan, "begin": begin, "seconds": seconds}
		words, place = asking(server, told, Path(folder))
		locust = Process(words, **place)
		try:
			sleep_until(begin)
			before, asked_before = taken(), locust.processor()
			sleep_until(begin + seconds)
			took = {name: value - before[name] for name, value in taken().items()}
			asking_took, left = locust.processor() - asked_before, jobs_waiting()
			locust.process.wait(END)
		finally:
			locust.end()
		return outcome(Path(folder), seconds, processor=took, asking=asking_took, jobs_left=left)


def sleep_until(moment: float) -> None:
	time.sleep(max(0, moment - time.time()))


def asking(server: Server, plan: dict, folder: Path) -> tuple:
	"""The words of locust, and where it works: each session of the plan is one of its users."""
	(folder / "plan.json").write_text(json.dumps(plan))
	number = len(plan["sessions"])
	words = [
		os.environ["LOCUST"], "-f", str(Path(__file__).with_name("sessions.py")), "--headless", "--only-summary",
		"--host", server.address, "-u", str(number), "-r", str(number), "--stop-timeout", "20",
		"-t", f"{round(plan['begin'] - time.time() + plan['seconds'])}s", "--logfile", str(folder / "log"),
	]  # fmt: skip
	return words, {"env": {**os.environ, "PYTHONPATH": ""}, "cwd": folder}


def outcome(folder: Path, seconds: float, **measured) -> Outcome:
	"""Read what the sessions wrote: a line for each request and each step that ended within the seconds."""
	found, log = folder / "found.json", folder / "log"
	if not found.exists():
		raise LoadError(log.read_text()[-2000:] if log.exists() else "locust has written nothing.")
	steps, requests, faults = {}, {}, []
	for kind, name, ms, fault in json.loads(found.read_text()):
		(steps if kind == "STEP" else requests).setdefault(name, []).append(ms)
		if fault:
			faults.append(f"{name}: {fault}")
	if not requests:
		raise LoadError("Nobody asked for anything.")
	return Outcome(seconds, steps, requests, faults, **measured)
