"""No refusal without a word: an answer with an error that says nothing gets a sentence by the kind of error.

Frappe often raises an error without a text, or one that only its own desk can show.
"""

import json
import re
import sys

import frappe
from frappe import _

from con_center.seams import is_here

UNREADABLE = 400
THAI = re.compile("[ก-๙]{4}")


def sentence_of(error: BaseException) -> str | None:
	"""Return what to tell the user of an error without a text of its own; None for errors of the server."""
	return next((text for kinds, text in _sentences() if isinstance(error, kinds)), None)


def _sentences():
	"""Return the kinds of errors, the special before the general, with what to say of them."""
	return (
		(
			(frappe.DuplicateEntryError, frappe.UniqueValidationError, frappe.NameError),
			_("There is a document of this name already. Open it, or choose another name."),
		),
		(
			(frappe.DoesNotExistError, frappe.PageDoesNotExistError),
			_(
				"What was asked for does not exist, or not any more. Go back to the list and open it from there."
			),
		),
		(
			frappe.TimestampMismatchError,
			_(
				"Somebody has changed this document in the meantime. Reload the page, and make your change again."
			),
		),
		(
			frappe.DocumentLockedError,
			_("This document is being worked on at the moment. Wait a minute and try again."),
		),
		(
			frappe.LinkExistsError,
			_("Other documents name this one, so it cannot be deleted. See its connections."),
		),
		(
			frappe.LinkValidationError,
			_("A document that is named here does not exist. Choose one from the list."),
		),
		(frappe.MandatoryError, _("A field that has to be filled in is empty. Fill it in and save again.")),
		(frappe.CSRFTokenError, _("This page has been open for too long. Reload it and try again.")),
		(
			(frappe.AuthenticationError, frappe.SessionExpired),
			_("You are not logged in, or not any more. Log in and try again."),
		),
		(
			(frappe.TooManyRequestsError, frappe.RateLimitExceededError),
			_("Too many requests have come from you. Wait a minute and try again."),
		),
		(
			frappe.PermissionError,
			_(
				"You have no right to do this. Ask whoever looks after the accounts of your office if you need it."
			),
		),
		(
			(frappe.ValidationError, frappe.exceptions.FrappeTypeError),
			_("What was sent does not fit. Reload the page and try again."),
		),
	)


def report_error(status: int):
	"""Frappe's answer to an error, with a sentence where it has none that the user can read."""
	error = sys.exc_info()[1]
	if is_here() and error and not any(map(_is_read, _said())):
		hint = frappe.flags.error_message
		text = hint if _is_read(hint) else sentence_of(error)
		if text:
			frappe.msgprint(text, indicator="red")
			_tie(error)
	return report_error.of_frappe(status)


def _said() -> list[str]:
	# Frappe before 15.1 keeps them as JSON
	log = (json.loads(held) if isinstance(held, str) else held for held in frappe.local.message_log)
	return [str(message.get("message")) for message in log]


def _is_read(text: str | None) -> bool:
	"""Tell whether a user of this language reads it: Frappe has some texts in English alone."""
	return bool(text) and (frappe.local.lang != "th" or bool(THAI.search(text)))


def _tie(error: BaseException) -> None:
	"""Let the second version of REST say it with the error."""
	message = frappe.local.message_log[-1]
	if isinstance(message, dict):
		message["__frappe_exc_id"] = error.__frappe_exc_id = frappe.generate_hash()


def correct_unreadable(response, request) -> None:
	"""A body that is no JSON fails before anything of an app is asked, as an error of the server."""
	if response is None or response.status_code < 500 or hasattr(frappe.local, "http_request"):
		return
	if request.is_json and not _is_object(request.get_data(as_text=True)):
		frappe.local.lang = frappe.db.get_default("lang") or frappe.local.lang
		text = _(
			"What was sent cannot be read: it has to be JSON, with the names of the fields and their values."
		)
		response.status_code = UNREADABLE
		response.mimetype = "application/json"
		messages = json.dumps([json.dumps({"message": text, "indicator": "red"})])
		response.data = json.dumps({"exc_type": "ValidationError", "_server_messages": messages})


def _is_object(body: str) -> bool:
	try:
		return isinstance(json.loads(body), dict | list)
	except (ValueError, RecursionError):
		return False
