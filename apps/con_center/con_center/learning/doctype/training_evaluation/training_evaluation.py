import frappe
from frappe import _
from frappe.utils import cint

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.learning.errors import LearningError


class TrainingEvaluation(ScopedDocument):
	"""What somebody has answered after a training: nothing in it says who, nor when he sent it.

	On a phone it is written by `learning.evaluating`; from paper it is typed by an officer of the organiser.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.learning.doctype.training_evaluation_answer.training_evaluation_answer import (
			TrainingEvaluationAnswer,
		)

		answers: DF.Table[TrainingEvaluationAnswer]
		area: DF.Link | None
		district: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		province: DF.Link | None
		training: DF.Link
	# end: auto-generated types

	area_field = "training"

	def get_area(self):
		return frappe.db.get_value("Training", self.training, "area") if self.training else None

	def validate(self):
		if not self.is_new():
			frappe.throw(_("What was answered stays as it is."), LearningError)
		check_answers(self.answers)


def check_answers(answers) -> None:
	"""Refuse marks that there are not. An answer may stay empty."""
	for row in answers:
		if cint(row.marks) not in range(6):
			frappe.throw(_("Answers, row {0}: give 1 to 5 marks, or none.").format(row.idx), LearningError)


def on_doctype_update():
	add_indexes("Training Evaluation")
	frappe.db.add_index("Training Evaluation", ["training"])
