"""A web server of a run's own, and locust's sessions that ask it; what they got, and what it took of the processor."""

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import frappe
import psutil

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 8
# seconds until the server answers, and that locust may take to end
BEGIN, END = 60, 60


class LoadError(RuntimeError):
	"""The server or locust did not do what was asked, or a page was refused."""


@dataclass(frozen=True)
class Step:
	"""One thing that an officer does: the calls of the desk, as (path, arguments), in a session of a site."""

	name: str
	site: str
	sid: str
	calls: tuple
	weight: float = 1

	def as_plan(self) -> dict:
		calls = [{"path": path, "asked": asked} for path, asked in self.calls]
		return {**asdict(self), "calls": calls}


@dataclass(frozen=True)
class Outcome:
	"""Of one run: requests, those that failed, requests a second, milliseconds, and processor seconds of all."""

	requests: int
	failed: int
	rate: float
	median_ms: float
	p95_ms: float
	# of the web server and of the database, together
	processor: float


class Server:
	"""gunicorn with an application, as production has it, on a free port of this machine."""

	def __init__(self, application: str):
		with socket.socket() as free:
			free.bind((HOST, 0))
			self.port = free.getsockname()[1]
		words = ["-m", "gunicorn", f"--bind={HOST}:{self.port}", "--worker-class=gthread", "--preload"]
		words += [f"--workers={WORKERS}", f"--threads={THREADS}", "--timeout=120", application]
		self.process = subprocess.Popen([sys.executable, "-W", "ignore", *words], stderr=subprocess.DEVNULL)

	def wait(self) -> None:
		until = time.monotonic() + BEGIN
		while time.monotonic() < until and self.process.poll() is None:
			with socket.socket() as asked:
				if not asked.connect_ex((HOST, self.port)):
					return
			time.sleep(0.2)
		raise LoadError("The web server did not begin.")

	def processor(self) -> float:
		"""Seconds of the processor until now: the server's processes, and the database."""
		own = psutil.Process(self.process.pid)
		database = psutil.Process(int(Path(frappe.db.sql("select @@pid_file")[0][0]).read_text()))
		times = [each.cpu_times() for each in (own, *own.children(), database)]
		return sum(each.user + each.system for each in times)

	def end(self) -> None:
		self.process.send_signal(signal.SIGTERM)
		try:
			self.process.wait(15)
		except subprocess.TimeoutExpired:
			self.process.kill()
			self.process.wait()


@contextmanager
def served(application: str) -> Iterator[Server]:
	server = Server(application)
	try:
		server.wait()
		yield server
	finally:
		server.end()


def ask(server: Server, steps: list[Step], sessions: int, seconds: int, pace: float = 0) -> Outcome:
	"""Let so many sessions take steps for some seconds; raise LoadError where one was refused."""
	with tempfile.TemporaryDirectory() as folder:
		plan = Path(folder) / "plan.json"
		plan.write_text(json.dumps({"pace": pace, "steps": [step.as_plan() for step in steps]}))
		before = server.processor()
		answer = subprocess.run(
			words(server, folder, sessions, seconds),
			env={**os.environ, "PLAN": str(plan), "PYTHONPATH": ""},
			cwd=folder,
			capture_output=True,
			text=True,
			timeout=seconds + END,
			check=False,
		)
		took = server.processor() - before
		stats = Path(folder) / "load_stats.csv"
		if not stats.exists():
			raise LoadError(answer.stderr[-2000:])
		found = outcome(stats, took)
	if found.failed or not found.requests:
		raise LoadError(f"{found.failed} of {found.requests} requests failed\n{answer.stderr[-2000:]}")
	return found


def words(server: Server, folder: str, sessions: int, seconds: int) -> list[str]:
	script = Path(__file__).with_name("sessions.py")
	return [
		os.environ["LOCUST"], "-f", str(script), "--headless", "--host", f"http://{HOST}:{server.port}",
		"-u", str(sessions), "-r", str(sessions), "-t", f"{seconds}s", "--csv", f"{folder}/load", "--only-summary",
	]  # fmt: skip


def outcome(stats: Path, took: float) -> Outcome:
	"""Read what locust wrote of all requests together."""
	with stats.open(newline="") as file:
		row = next(row for row in csv.DictReader(file) if row["Name"] == "Aggregated")
	return Outcome(
		requests=int(row["Request Count"]),
		failed=int(row["Failure Count"]),
		rate=float(row["Requests/s"]),
		median_ms=float(row["50%"]) if row["50%"] != "N/A" else 0,
		p95_ms=float(row["95%"]) if row["95%"] != "N/A" else 0,
		processor=took,
	)
