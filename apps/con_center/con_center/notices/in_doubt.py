"""E-mails of which nobody knows whether they left: their worker was killed, or the database went away, in the middle.

Frappe commits `Sending` before it speaks to the mail server. Frappe 15.55 never looks at such an e-mail again; later ones,
and Frappe 16, send each again after 15 minutes, also what the server had taken: `retry_sending_emails` keeps them from that.
"""

from contextlib import suppress

import frappe
from frappe import _
from frappe.email.doctype.email_queue.email_queue import get_email_retry_limit
from frappe.utils import add_to_date, now_datetime

from con_center import registry, seams
from con_center.notices import with_thai

NOT_SENT, SENDING, PARTLY, SENT, ERROR = "Not Sent", "Sending", "Partially Sent", "Sent", "Error"
# minutes. Frappe's job that sends e-mails is ended after five
LONGEST = 60


def settle() -> None:
	"""Every few minutes: say of each such e-mail what is to become of it."""
	since = add_to_date(now_datetime(), minutes=-LONGEST)
	stuck = {"status": SENDING, "modified": ("<", since)}
	for name in frappe.get_all("Email Queue", filters=stuck, pluck="name", order_by="creation"):
		mail = frappe.get_doc("Email Queue", name, for_update=True)
		# its job may have ended meanwhile
		if mail.status != SENDING:
			continue
		# what somebody wrote in a document's form may be gone: that comes last
		with suppress(frappe.DoesNotExistError):
			mail.update_status(**with_thai(lambda mail=mail: _becomes(mail)))


def retry_sending_emails() -> None:
	"""Frappe's job, where it has one: with this app, `settle` does its work, on every Frappe alike."""
	if not seams.is_here():
		retry_sending_emails.of_frappe()


def _becomes(mail) -> dict:
	"""Return the values of an e-mail that was left in the middle.

	What carries a document of an office goes out once: its sender asks. Of all else, notices and links to sign in, twice
	is better than never, as often as Frappe tries what the mail server refuses.
	"""
	sent = [recipient.is_mail_sent() for recipient in mail.recipients]
	if all(sent):
		return {"status": SENT}
	if mail.reference_doctype in registry.governed():
		return {"status": ERROR, "error": f"{_unknown()} {_what_to_do()}"}
	if mail.retry >= get_email_retry_limit():
		return {"status": ERROR, "error": _unknown()}
	return {"status": PARTLY if any(sent) else NOT_SENT, "retry": mail.retry + 1}


def _unknown() -> str:
	return _("It is not known whether this e-mail has left: the system stopped while it was being sent.")


def _what_to_do() -> str:
	return _("Ask the receiver. If it did not come, send it anew: Email, in the menu of the document.")
