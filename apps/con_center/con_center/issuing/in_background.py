"""Has the file of what comes into force made by a job, right after the decision.

A job that has made one goes on with the others that wait, since a browser takes longer to start than to print. Their own
jobs find them made. What is lost on the way is made later (`later.py`).
"""

import json
import time
from contextlib import suppress

import frappe
import redis

from con_center.approval.meaning import enters
from con_center.issuing.making import file_of
from con_center.printing.engine import PDFEngineError, PDFEngineMissing

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
	ends = time.monotonic() + SECONDS
	_make_once(doctype, name)
	while time.monotonic() < ends and (waiting := frappe.cache.lpop(WAITING)):
		# of another document, whose own job begins after what is kept so far
		frappe.db.commit()
		doctype, name = json.loads(waiting)
		try:
			_make_once(doctype, name)
		except (PDFEngineError, PDFEngineMissing):
			# most likely nothing can be printed now
			frappe.db.rollback()
			return
		except Exception:
			frappe.db.rollback()
			frappe.log_error(f"No file is made of {doctype} {name}")


def _make_once(doctype: str, name: str) -> None:
	"""Make the file of a document, unless another job is making it."""
	key = frappe.cache.make_key(f"{WAITING}:{doctype}:{name}")
	if not frappe.cache.set(key, 1, nx=True, ex=LEFT_ALONE):
		return
	try:
		file_of(frappe.get_doc(doctype, name))
	finally:
		frappe.cache.delete(key)
