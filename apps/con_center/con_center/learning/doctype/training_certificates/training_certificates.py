import frappe

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.learning import certificates


class TrainingCertificates(ScopedDocument):
	"""The certificates of a training, printed once in the background; they are its files.

	A document of the organiser alone: the training itself is read by all areas below, and so are its files.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		certificates: DF.Int
		district: DF.Link | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		made_on: DF.Datetime | None
		province: DF.Link | None
		status: DF.Literal["Being Printed", "Ready", "Failed"]
		training: DF.Link
	# end: auto-generated types

	area_field = "training"

	def get_area(self):
		return frappe.db.get_value("Training", self.training, "area") if self.training else None

	def validate(self):
		if self.is_new():
			certificates.require_ready(frappe.get_doc("Training", self.training))

	def after_insert(self):
		frappe.db.after_commit.add(lambda: certificates.start(self.name))


def on_doctype_update():
	add_indexes("Training Certificates")
	frappe.db.add_index("Training Certificates", ["training"])
