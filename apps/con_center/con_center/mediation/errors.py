import frappe


class DisputeError(frappe.ValidationError):
	pass


class ConflictOfInterestError(DisputeError):
	"""Who has a stake in a dispute does not mediate it."""


class DisputeClosedError(DisputeError):
	"""The case is closed, or what was agreed is agreed: it is opened again before anything is changed."""


class HandingOverError(DisputeError):
	pass
