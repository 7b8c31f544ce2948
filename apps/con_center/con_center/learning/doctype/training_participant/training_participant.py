import secrets

import frappe
from frappe import _
from frappe.utils import getdate, today

from con_center.access.areas import covers
from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.approval.meaning import meaning_of
from con_center.learning.errors import ParticipantError, RegisteredTwiceError, TrainingStateError
from con_center.learning.workflow import OPEN
from con_center.thai import full_name, normalize_text, person_key, thai_date

# letters that nobody takes for another one
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LETTERS = 6


class TrainingParticipant(ScopedDocument):
	"""Somebody who takes part in a training: registered by his own area, signed in at each session."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.learning.doctype.training_attendance.training_attendance import TrainingAttendance

		area: DF.Link
		attendance: DF.Table[TrainingAttendance]
		came: DF.Check
		code: DF.Data | None
		district: DF.Link | None
		evaluated: DF.Check
		first_name: DF.Data
		full_name: DF.Data | None
		held_year: DF.Int
		last_name: DF.Data
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		organization_text: DF.Data | None
		participant_group: DF.Link
		person_key: DF.Data | None
		phone: DF.Data | None
		position: DF.Data | None
		province: DF.Link | None
		sessions_attended: DF.Int
		title: DF.Data | None
		training: DF.Link
	# end: auto-generated types

	def validate(self):
		if not self.training:
			return  # asked for as mandatory
		training = frappe.get_cached_doc("Training", self.training)
		if self.is_new():
			require_registration(training)
		self.validate_place(training)
		self.set_names()
		self.validate_once()
		self.code = self.code or new_code(self.training)

	def on_trash(self):
		if self.attendance:
			frappe.throw(
				_("{0} has signed in, and stays on record.").format(self.full_name), ParticipantError
			)
		if meaning_of(frappe.get_cached_doc("Training", self.training)) != OPEN:
			frappe.throw(
				_("{0} is registered for a training that is closed, and stays on record.").format(
					self.full_name
				),
				TrainingStateError,
			)

	def validate_place(self, training):
		if not covers(training.area, self.area):
			frappe.throw(
				_("From Area: {0} does not lie in the area of the organiser, {1}.").format(
					*(
						frappe.bold(frappe.get_cached_value("Area", area, "full_name"))
						for area in (self.area, training.area)
					)
				),
				ParticipantError,
			)

	def set_names(self):
		for field in ("title", "first_name", "last_name"):
			self.set(field, normalize_text(self.get(field)))
		self.full_name = full_name(self.title, self.first_name, self.last_name)[:140]
		self.person_key = key_of(self.first_name, self.last_name)

	def validate_once(self):
		same = {"training": self.training, "person_key": self.person_key, "area": self.area}
		if frappe.db.exists(self.doctype, {**same, "name": ("!=", self.name or "")}):
			frappe.throw(
				_("Name: {0} of this area is registered already.").format(frappe.bold(self.full_name)),
				RegisteredTwiceError,
			)


def key_of(first_name: str | None, last_name: str | None) -> str:
	return person_key(first_name, last_name)[:140]


def require_registration(training) -> None:
	"""Refuse to register anybody now: of areas below, until its day; of the organiser, until the training is closed."""
	if meaning_of(training) != OPEN:
		frappe.throw(
			_("{0} is in the status {1}: people are registered while registration is open.").format(
				frappe.bold(training.training_title), _(training.workflow_state)
			),
			TrainingStateError,
		)
	last = training.registration_until
	is_over = last and getdate(last) < getdate(today())
	if is_over and not frappe.has_permission("Training", "write", training):
		frappe.throw(
			_("Registration was open until {0}. Ask the organiser to enter who comes besides.").format(
				thai_date(last, thai=False)
			),
			TrainingStateError,
		)


def new_code(training: str) -> str:
	return new_codes(training, 1)[0]


def new_codes(training: str, how_many: int) -> list[str]:
	"""Return codes that nobody in the training has yet."""
	taken = set(frappe.get_all("Training Participant", {"training": training}, pluck="code"))
	codes: list[str] = []
	while len(codes) < how_many:
		code = "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
		if code not in taken:
			taken.add(code)
			codes.append(code)
	return codes


def on_doctype_update():
	add_indexes("Training Participant")
	frappe.db.add_index("Training Participant", ["training", "area"])
	frappe.db.add_index("Training Participant", ["training", "code"])
	frappe.db.add_index("Training Participant", ["training", "person_key"])
	# whether somebody of a name has ever come
	frappe.db.add_index("Training Participant", ["province", "last_name", "first_name"])
	frappe.db.add_index("Training Participant", ["province", "full_name"])
	# by itself all that the measures of success ask of it
	frappe.db.add_index(
		"Training Participant",
		["held_year", "came", "participant_group", "province", "district", "area", "person_key"],
		"measures_of_success_index",
	)
