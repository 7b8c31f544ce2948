"""Workers of the queue: as many processes as are asked for, each job a process of its own.

`python -m benchmark.workers`, in the folder of the sites, is one of them: it ends when there is nothing left to do.
"""

import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import frappe
from con_center import seams
from con_center.approval import seals
from con_center.issuing import in_background
from con_center.issuing.doctype.issued_file.issued_file import SEALED
from frappe.utils.background_jobs import get_redis_conn
from rq import Queue, Worker

# nobody else's: jobs of other sites are left alone
QUEUE = "con-center-benchmark"
JOB = "con_center.issuing.in_background.make"
SECONDS = 30 * 60


class WorkerError(RuntimeError):
	"""A worker has not done all that it was given."""


def print_letters(names: list[str], workers: int) -> float:
	"""Let the letters be printed as the queue prints what is issued; return the seconds that all of it took."""
	queue = Queue(QUEUE, connection=get_redis_conn())
	queue.empty()
	for name in names:
		in_background.wait("Official Letter", name)
		queue.enqueue_call(
			"frappe.utils.background_jobs.execute_job",
			kwargs=job(name),
			timeout=SECONDS,
			result_ttl=0,
			failure_ttl=SECONDS,
		)
	started = time.perf_counter()
	processes = [subprocess.Popen([sys.executable, "-m", "benchmark.workers"]) for _each in range(workers)]
	try:
		codes = [process.wait(SECONDS) for process in processes]
	finally:
		for process in processes:
			process.kill()
	seconds = time.perf_counter() - started
	frappe.db.rollback()
	made = frappe.db.count("Issued File", made_of(names))
	if any(codes) or made != len(names):
		raise WorkerError(f"{made} of {len(names)} letters were printed; the workers ended with {codes}")
	return seconds


def job(name: str) -> dict:
	"""The arguments with which Frappe queues the job."""
	return {
		"site": frappe.local.site,
		"user": "Administrator",
		"method": JOB,
		"event": None,
		"job_name": JOB,
		"is_async": True,
		"kwargs": {"doctype": "Official Letter", "name": name},
	}


def made_of(names: list[str] | None) -> dict:
	filters = {"reference_doctype": "Official Letter"}
	return filters if names is None else {**filters, "reference_name": ("in", names)}


def take_back(names: list[str] | None = None) -> None:
	"""Remove the files that were made of these letters, or of all: what is issued is printed once."""
	files = frappe.get_all("Issued File", made_of(names), pluck="file")
	addresses = frappe.get_all("File", {"name": ("in", files or [""])}, pluck="file_url")
	seals.unseal(SEALED)
	frappe.db.delete("Issued File", made_of(names))
	frappe.db.delete("File", {"name": ("in", files or [""])})
	seals.install(SEALED)
	frappe.db.commit()
	for address in addresses:
		Path(frappe.get_site_path(*address.strip("/").split("/"))).unlink(missing_ok=True)


def work() -> None:
	# as con_center/worker.py: the code is read once, and not by each job
	import_module("frappe.app")
	seams.read()
	with frappe.init_site():
		connection = get_redis_conn()
	worker = Worker([Queue(QUEUE, connection=connection)], connection=connection)
	worker.work(burst=True, logging_level="WARNING")


if __name__ == "__main__":
	work()
