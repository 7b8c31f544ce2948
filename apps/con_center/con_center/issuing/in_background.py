"""Has the file of what comes into force made by a job, right after the decision.

A job that has made one goes on with the others that wait, since a browser takes longer to start than to print. Their own
jobs find them made. What is lost on the way is made later (`later.py`).
"""

import json
from collections.abc import Iterator
from contextlib import suppress

import frappe
import redis

from con_center.approval.meaning import enters
from con_center.issuing.making import file_of, make_each

WAITING = "con_center_files_to_make"
# how long a job goes on with others, well within what the queue allows; and how long one is left to a job that may have died
SECONDS, LEFT_ALONE = 120, 300


def after_decision(doc, method: str, transition) -> None:
	"""Hook: what comes into force gets its file once the transaction is committed."""
	if doc.official_format and enters(transition, *doc.stands_as) and not frappe.flags.in_install:
		doctype, name = doc.doctype, doc.name
		frappe.db.after_commit.add(lambda: wait(doctype, name))
		frappe.enqueue(
			"con_center.issuing.in_background.make",
			enqueue_after_commit=True,
			doctype=doctype,
			name=name,
		)


def wait(doctype: str, name: str) -> None:
	"""Have a document made by whichever job is at work; without the cache, its own job makes it."""
	with suppress(redis.exceptions.RedisError):
		frappe.cache.rpush(WAITING, json.dumps([doctype, name]))


def make(doctype: str, name: str) -> None:
	"""Job."""
	_make_once(doctype, name)
	make_each(_waiting(), _make_once, SECONDS)


def _waiting() -> Iterator[list[str]]:
	"""Yield DocType and name of what waits; nothing where the cache is away."""
	with suppress(redis.exceptions.RedisError):
		while waiting := frappe.cache.lpop(WAITING):
			yield json.loads(waiting)


def _make_once(doctype: str, name: str) -> None:
	"""Make the file of a document, unless another job is making it."""
	key = f"{WAITING}:{doctype}:{name}"
	if _is_taken(key):
		return
	try:
		file_of(frappe.get_doc(doctype, name))
	finally:
		frappe.cache.delete_value(key)


def _is_taken(key: str) -> bool:
	with suppress(redis.exceptions.RedisError):
		return not frappe.cache.set(frappe.cache.make_key(key), 1, nx=True, ex=LEFT_ALONE)
	return False
