"""Notices: whatever a module wants to tell users goes through `tell`; how it reaches each, he says himself.

`kinds.py` what there is to tell, `preferences.py` each user's switches, `delivery.py` bell, e-mail and the digest,
`line.py` LINE's Messaging API, `webhook.py` what LINE tells us, `linking.py` whose LINE is whose, `groups.py` what
officers send to groups. Here is also what the daily reminders share.
"""

from collections.abc import Callable

import frappe
from frappe.utils import today

from con_center.era.choice import of_the_site


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
	"""Tell the users of the document, each in the ways that he has chosen for this kind (`kinds.py`).

	subject: what the desk's bell and the e-mail say. LINE gets the kind, the document's title and a link.
	In the queue, which asks the database: who tells of what is being saved does it after the commit (`tell_later`).
	"""
	# a site that is being installed has no queue yet
	if users and not frappe.flags.in_install:
		frappe.enqueue(
			"con_center.notices.delivery.deliver",
			now=frappe.flags.in_test,
			kind=kind,
			users=users,
			document=(doctype, name),
			subject=subject,
			by=frappe.session.user,
		)


def tell_later(kind: str, users: list[str], doctype: str, name: str, subject: str) -> None:
	"""Tell the users once the transaction is committed."""
	frappe.db.after_commit.add(lambda: tell(kind, users, doctype, name, subject))


def mark(doctype: str, rows: list) -> None:
	"""Note that the documents, or rows of documents, were reminded of today."""
	if rows:
		table = frappe.qb.DocType(doctype)
		frappe.qb.update(table).set(table.reminded_on, today()).where(
			table.name.isin([row.name for row in rows])
		).run()
