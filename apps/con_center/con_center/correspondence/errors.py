"""What can be wrong with letters, each with its own name."""

import frappe


class LetterError(frappe.ValidationError):
	pass


class ReceiverError(LetterError):
	pass


class LetterStateError(LetterError):
	pass


class IncomingError(frappe.ValidationError):
	pass


class NotAnOfficerHereError(IncomingError):
	pass
