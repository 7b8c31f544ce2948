"""What can be wrong with a meeting, each with its own name."""

import frappe


class MeetingError(frappe.ValidationError):
	pass


class MeetingCommitteeError(MeetingError):
	pass


class MeetingTimeError(MeetingError):
	pass


class MeetingStateError(MeetingError):
	pass


class MeetingLockedError(MeetingError):
	pass


class UndecidedItemError(MeetingError):
	pass


class AgendaError(MeetingError):
	pass


class AttendanceError(MeetingError):
	pass


class VoteError(MeetingError):
	pass


class TaskError(MeetingError):
	pass
