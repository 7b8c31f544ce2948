"""What only one version of Frappe needs, a file a version: each says when it goes."""

import frappe

MAJOR = int(frappe.__version__.split(".")[0])
IS_OF_2023 = frappe.__version__ == "15.0.0-dev"
# Frappe 16 has it from the beginning, later ones of 15, too (not 15.55)
SENDS_AGAIN = "retry_sending_emails"
NOT_AGAIN = (
	"con_center.notices.in_doubt.retry_sending_emails",
	"an official letter that the mail server may have taken is sent again, and again without an end",
)


def replaced() -> tuple[tuple[str, str, str], ...]:
	"""Return the rows of `seams/table.py` that only this version of Frappe has a place for."""
	from frappe.email import queue

	from con_center.compat import frappe_15, frappe_16

	rows = frappe_16.REPLACED if MAJOR >= 16 else frappe_15.REPLACED
	if MAJOR >= 16 or hasattr(queue, SENDS_AGAIN):
		rows = (*rows, (f"frappe.email.queue.{SENDS_AGAIN}", *NOT_AGAIN))
	return rows if IS_OF_2023 else (*rows, *frappe_15.NOT_IN_2023)
