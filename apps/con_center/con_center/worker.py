"""A worker that has read the code before its first job: each job is a process of its own, forked from this one.

Frappe's command forks from a process that has read next to nothing, so every job begins with a second of reading.
`python -m con_center.worker QUEUES` in the folder of the sites; queues, separated by commas, as `bench worker --queue` has
them, without them all. With `--burst` it ends when nothing waits.
"""

import sys
from importlib import import_module

import frappe
from frappe.utils.background_jobs import get_redis_conn, start_worker
from redis.backoff import ConstantBackoff
from redis.exceptions import BusyLoadingError
from redis.retry import Retry

from con_center import seams

# a queue that comes back reads its log; who asks meanwhile asks again, for a minute at most
ASKED_AGAIN, SECONDS_BETWEEN = 600, 0.1


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
	start_worker(queue=queues, burst="--burst" in options)


if __name__ == "__main__":
	main(*sys.argv[1:])
