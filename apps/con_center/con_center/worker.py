"""A worker that has read the code before its first job: each job is a process of its own, forked from this one.

Frappe's command forks from a process that has read next to nothing, so every job begins with a second of reading.
`python -m con_center.worker QUEUES` in the folder of the sites; queues, separated by commas, as `bench worker --queue` has
them, without them all. With `--burst` it ends when nothing waits.
"""

import sys
import time
from importlib import import_module

import frappe
from frappe.utils import background_jobs
from frappe.utils.background_jobs import get_redis_conn, start_worker
from redis.backoff import ConstantBackoff
from redis.exceptions import BusyLoadingError
from redis.retry import Retry
from rq import Queue, Worker
from rq.job import Job, JobStatus

from con_center import seams

# a queue that comes back reads its log; who asks meanwhile asks again, for a minute at most
ASKED_AGAIN, SECONDS_BETWEEN = 600, 0.1
# seconds in which a job that a worker has just taken says that it has begun
BEGINS_WITHIN = 5
# one worker looks at a time, and no other for so many seconds
LOOKING, SECONDS_ALONE = "con_center:looks_for_lost_jobs", 60


class CarefulWorker(Worker):
	"""Looks for lost jobs when rq looks after what has ended: as it begins, and every ten minutes."""

	def clean_registries(self):
		put_back_lost_jobs(self.queues)
		super().clean_registries()


def put_back_lost_jobs(queues: list[Queue]) -> None:
	"""Put back what counts as queued, and is in no queue.

	Redis hands a job to the worker that has waited for longest. If that one's host has just lost power the job is gone, and
	yet counts as queued: of a job that has a name, as a letter's or the scheduler's, no other one would ever be begun.
	"""
	connection = queues[0].connection
	if not connection.set(LOOKING, 1, nx=True, ex=SECONDS_ALONE):
		return
	if lost := in_no_queue(queues):
		time.sleep(BEGINS_WITHIN)
		for name, queue in in_no_queue(queues).items():
			if name in lost:
				queue.push_job_id(name)


def in_no_queue(queues: list[Queue]) -> dict[str, Queue]:
	"""Return the jobs that count as queued in one of these queues, and are not there: {name: queue}."""
	connection, by_name = queues[0].connection, {queue.name: queue for queue in queues}
	prefix = Job.redis_job_namespace_prefix
	keys = [key.decode() for key in connection.scan_iter(f"{prefix}*", count=1000, _type="hash")]
	pipe = connection.pipeline(transaction=False)
	for key in keys:
		pipe.hmget(key, "status", "origin")
	queued = {
		key.removeprefix(prefix): by_name[origin.decode()]
		for key, (status, origin) in zip(keys, pipe.execute(), strict=True)
		if status and status.decode() == JobStatus.QUEUED and origin and origin.decode() in by_name
	}
	there = {name for queue in queues for name in queue.job_ids}
	return {name: queue for name, queue in queued.items() if name not in there}


def wait_while_the_queue_loads() -> None:
	"""Have the worker's connection wait: rq takes a job off the queue, then reads it, and forgets it if it cannot."""
	with frappe.init_site():
		pool = get_redis_conn().connection_pool
	pool.connection_kwargs |= {
		"retry": Retry(ConstantBackoff(SECONDS_BETWEEN), ASKED_AGAIN),
		"retry_on_error": [BusyLoadingError],
	}
	pool.reset()


def main(queues: str | None = None, *options: str) -> None:
	for module in ("frappe.app", "con_center.notices.delivery"):
		import_module(module)
	seams.read()
	wait_while_the_queue_loads()
	background_jobs.Worker = CarefulWorker
	start_worker(queue=queues, burst="--burst" in options)


if __name__ == "__main__":
	main(*sys.argv[1:])
