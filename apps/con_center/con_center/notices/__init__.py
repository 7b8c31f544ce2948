"""What the daily reminders of all modules share: in the site's language, to several users, once a day."""

from collections.abc import Callable

import frappe
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils import today

from con_center.era.choice import of_the_site


def with_thai(job: Callable[[], None]) -> None:
	"""Run the job in the site's language and era: nobody is signed in, and one text goes to several people."""
	before = frappe.local.lang
	frappe.local.lang = frappe.db.get_default("lang") or "th"
	try:
		with of_the_site():
			job()
	finally:
		frappe.local.lang = before


def tell(users: list[str], doctype: str, name: str, subject: str) -> None:
	"""Put the subject, which leads to the document, into the desk's notifications of the users."""
	if users:
		enqueue_create_notification(
			users,
			{
				"type": "Alert",
				"document_type": doctype,
				"document_name": name,
				"subject": frappe.utils.escape_html(subject),
				"from_user": frappe.session.user,
			},
		)


def mark(doctype: str, rows: list) -> None:
	"""Note that the documents, or rows of documents, were reminded of today."""
	if rows:
		table = frappe.qb.DocType(doctype)
		frappe.qb.update(table).set(table.reminded_on, today()).where(
			table.name.isin([row.name for row in rows])
		).run()
