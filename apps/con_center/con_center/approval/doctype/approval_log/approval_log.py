import frappe
from frappe import _

from con_center.access.conditions import add_indexes
from con_center.access.documents import ScopedDocument
from con_center.approval import seals


class AppendOnlyError(frappe.PermissionError):
	pass


class ApprovalLog(ScopedDocument):
	"""One decision on a document. Entries are added, never changed or removed, by anybody.

	The controller refuses what comes through documents; seals in the database refuse what goes past it.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action: DF.Data | None
		area: DF.Link | None
		assignment: DF.Data | None
		authority: DF.SmallText | None
		comment: DF.SmallText | None
		content_hash: DF.Data | None
		decided_on: DF.Datetime | None
		district: DF.Link | None
		entry_hash: DF.Data | None
		from_state: DF.Data | None
		level: DF.Literal["", "Sub-district", "District", "Province", "Country"]
		officer_name: DF.Data | None
		on_behalf_of: DF.Data | None
		passed: DF.SmallText | None
		position: DF.Data | None
		previous_hash: DF.Data | None
		province: DF.Link | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		reference_title: DF.Data | None
		returned_content: DF.LongText | None
		to_meaning: DF.Data | None
		to_state: DF.Data | None
		user: DF.Data | None
	# end: auto-generated types

	def validate(self):
		if not (self.is_new() and self.flags.by_decision):
			self.refuse()

	def db_insert(self, *args, **kwargs):
		with seals.open_to_entries():
			super().db_insert(*args, **kwargs)
		seals.add_missing(self.name)

	def db_update(self, *args, **kwargs):
		self.refuse()

	def db_set(self, *args, **kwargs):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def before_rename(self, *args, **kwargs):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("The approval log only grows, by decisions: nobody can enter, change or delete an entry."),
			AppendOnlyError,
		)


def on_doctype_update():
	add_indexes("Approval Log")
	frappe.db.add_index("Approval Log", ["reference_doctype", "reference_name"])
