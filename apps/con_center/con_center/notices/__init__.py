"""Notices: whatever a module wants to tell users goes through `tell`; how it reaches each, he says himself.

`kinds.py` what there is to tell, `preferences.py` each user's switches, `delivery.py` bell, e-mail and the digest,
`line.py` LINE's Messaging API, `webhook.py` what LINE tells us, `linking.py` whose LINE is whose, `groups.py` what
officers send to groups. Here is also what the daily reminders share.
"""

from collections.abc import Callable

import frappe
from frappe.utils import today

from con_center.era.choice import of_the_site

# notices that one job brings
A_JOB = 100


def with_thai(job: Callable):
	"""Run the job in the site's language and era, as one text goes to several people; return what it returns."""
	before = frappe.local.lang
	frappe.local.lang = frappe.db.get_default("lang") or "th"
	try:
		with of_the_site():
			return job()
	finally:
		frappe.local.lang = before


def tell(kind: str, users: list[str], doctype: str, name: str, subject: str) -> None:
	"""Tell the users of a document that is committed, each in the ways that he has chosen for this kind (`kinds.py`).

	subject: what the desk's bell and the e-mail say. LINE gets the kind, the document's title and a link.
	"""
	# tests do not commit
	if frappe.flags.in_test and users:
		queue([_notice(kind, users, doctype, name, subject)])
	else:
		tell_later(kind, users, doctype, name, subject)


def tell_later(kind: str, users: list[str], doctype: str, name: str, subject: str) -> None:
	"""Tell the users once the transaction is committed: a job for all that it tells, as each job is a process of its own."""
	# a site that is being installed has no queue yet
	if not users or frappe.flags.in_install:
		return
	if not _told_by_this_transaction():
		frappe.db.after_commit.add(_tell)
		frappe.db.after_rollback.add(_forget)
	_told_by_this_transaction().append(_notice(kind, users, doctype, name, subject))


def _notice(kind: str, users: list[str], doctype: str, name: str, subject: str) -> dict:
	return {
		"kind": kind,
		"users": users,
		"document": (doctype, name),
		"subject": subject,
		"by": frappe.session.user,
	}


def _told_by_this_transaction() -> list[dict]:
	if not hasattr(frappe.local, "con_center_notices"):
		_forget()
	return frappe.local.con_center_notices


def _forget() -> None:
	frappe.local.con_center_notices = []


def _tell() -> None:
	notices = _told_by_this_transaction()
	_forget()
	queue(notices)


def queue(notices: list[dict]) -> None:
	for start in range(0, len(notices), A_JOB):
		frappe.enqueue(
			"con_center.notices.delivery.deliver_each",
			now=frappe.flags.in_test,
			notices=notices[start : start + A_JOB],
		)


def mark(doctype: str, rows: list) -> None:
	"""Note that the documents, or rows of documents, were reminded of today."""
	if rows:
		table = frappe.qb.DocType(doctype)
		frappe.qb.update(table).set(table.reminded_on, today()).where(
			table.name.isin([row.name for row in rows])
		).run()
