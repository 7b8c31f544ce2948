import frappe
from frappe import _
from frappe.utils import getdate, today

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.learning.errors import LearningError
from con_center.organization import photos


class Publicity(ScopedDocument):
	"""What was made known to people: where, when, and the files that show it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.learning.doctype.publicity_file.publicity_file import PublicityFile

		area: DF.Link
		audience: DF.Int
		channel: DF.Link
		district: DF.Link | None
		files: DF.Table[PublicityFile]
		lesson: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		made_known_on: DF.Date
		province: DF.Link | None
		subject_text: DF.Data
		text: DF.Text | None
		training: DF.Link | None
		until: DF.Date | None
		where_text: DF.Data | None
	# end: auto-generated types

	photo_table = "files"

	def validate(self):
		if getdate(self.made_known_on) > getdate(today()):
			frappe.throw(
				_("{0}: the date lies in the future. Give the day on which it happened.").format(
					frappe.bold(_(self.meta.get_label("made_known_on"), context=self.doctype))
				),
				LearningError,
			)
		if self.until and getdate(self.until) < getdate(self.made_known_on):
			frappe.throw(
				_("{0}: it lies before the first day. Correct one of them.").format(
					frappe.bold(_(self.meta.get_label("until"), context=self.doctype))
				),
				LearningError,
			)
		photos.check(self)


def on_doctype_update():
	add_indexes("Publicity")
