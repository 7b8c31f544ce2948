import frappe

from con_center.entry.spreadsheets import SpreadsheetError


class HouseholdError(frappe.ValidationError):
	pass


class CaseClosedError(HouseholdError):
	"""The case is closed, or its names have been removed: it is opened again before anything is added."""


class HouseCodeError(HouseholdError):
	pass


class ListError(HouseholdError, SpreadsheetError):
	"""A list of households cannot be read or taken over."""
