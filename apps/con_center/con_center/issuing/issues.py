"""By which decision a document came into force, as it stands: each time that it does, one file is made."""

import frappe

from con_center.approval import log
from con_center.approval.meaning import CANCELLED


def is_in_force(doc) -> bool:
	return doc.get_meaning() in doc.stands_as


def may_have_file(doc) -> bool:
	"""Tell whether a document is of a kind that leaves the house, and is in force, or was until it was cancelled."""
	return bool(doc.official_format) and doc.get_meaning() in (*doc.stands_as, CANCELLED)


def issue_of(doc) -> frappe._dict | None:
	"""Return the entry of the log by which the document came into force, as it stands or stood when it was cancelled.

	None where it never did, or was opened again since.
	"""
	issue = None
	for entry in log.entries(doc.doctype, doc.name):
		if entry.to_meaning in doc.stands_as:
			issue = issue or entry
		elif entry.to_meaning != CANCELLED:
			issue = None
	return issue
