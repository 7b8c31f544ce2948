"""Documents that the system enters once, and nobody changes or removes: the controller refuses what comes through
documents, seals in the database what goes past it (`seals.py`)."""

import frappe

from con_center.access.documents import ScopedDocument
from con_center.approval import seals


class AppendOnlyError(frappe.PermissionError):
	pass


class AppendOnly(ScopedDocument):
	# its table of seals
	kept_by = seals.APPROVALS

	def validate(self):
		if not (self.is_new() and self.flags.by_decision):
			self.refuse()

	def db_insert(self, *args, **kwargs):
		with seals.open_to_entries():
			super().db_insert(*args, **kwargs)
		seals.add(self.name, self.kept_by)

	def db_update(self, *args, **kwargs):
		self.refuse()

	def db_set(self, *args, **kwargs):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def before_rename(self, *args, **kwargs):
		self.refuse()

	def refuse(self):
		frappe.throw(self.refusal(), AppendOnlyError)

	def refusal(self) -> str:
		"""Return what is said to whoever tries."""
		raise NotImplementedError
