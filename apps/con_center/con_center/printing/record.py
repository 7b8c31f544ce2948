"""What became of the last documents that each machine printed, so that nobody has to print one in order to know.

It stands in the cache: a handful of numbers of each machine. Losing them loses a count.
"""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

import frappe
import redis

# fields of each machine, after its name
MADE, FAILED, SECONDS, LAST_MADE, LAST_FAILED = "made", "failed", "seconds", "last_made", "last_failed"


def key(db_name: str) -> str:
	"""Return the key in Redis, as Frappe's own make_key does."""
	return f"{db_name}|con_center_printed"


def noted(fails: tuple[type[Exception], ...]) -> Callable:
	"""Have each call of a printer noted: as made, or as failed if it raises such an error. Others are not its doing."""

	def decorated(printer: Callable) -> Callable:
		@wraps(printer)
		def prints(*arguments):
			began = time.perf_counter()
			try:
				data = printer(*arguments)
			except fails:
				_note({FAILED: 1}, LAST_FAILED)
				raise
			_note({MADE: 1, SECONDS: time.perf_counter() - began}, LAST_MADE)
			return data

		return prints

	return decorated


def _note(added: dict[str, float], last: str) -> None:
	host, where = socket.gethostname(), key(frappe.conf.db_name)
	with suppress(redis.exceptions.RedisError):
		together = frappe.cache.pipeline()
		for field, amount in added.items():
			together.hincrbyfloat(where, f"{host}:{field}", amount)
		together.hset(where, f"{host}:{last}", int(time.time()))
		together.execute()


def read(cache: redis.Redis, db_name: str) -> dict[str, dict[str, float]]:
	"""Return the numbers of each machine, by its name: documents, seconds, and seconds since 1970."""
	hosts: dict[str, dict[str, float]] = {}
	for name, value in redis.Redis.hgetall(cache, key(db_name)).items():
		host, _colon, field = name.decode().rpartition(":")
		hosts.setdefault(host, {})[field] = float(value)
	return hosts
