"""What trainings, lessons and publicity refuse."""

import frappe


class LearningError(frappe.ValidationError):
	pass


class TrainingStateError(LearningError):
	pass


class ParticipantError(LearningError):
	pass


class RegisteredTwiceError(ParticipantError):
	pass


class NotTheOrganiserError(frappe.PermissionError):
	pass


class ListError(LearningError):
	"""A list of participants that cannot be read, or has changed since it was looked at."""


class LessonUseError(LearningError):
	pass
