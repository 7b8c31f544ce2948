"""Rows of scoped documents: read by who may read the document, and written with it alone."""

import weakref

import frappe
from frappe import _
from frappe.model.document import Document

from con_center import registry
from con_center.access import named
from con_center.access.saving import WrittenWhenChanged


class Row(WrittenWhenChanged, Document):
	"""A row of a scoped document: read by who may read the document, and written with it alone."""

	@property
	def parent_doc(self):
		# a row that is asked for by itself: for one without a parent Frappe (15.55) only asks for the DocType
		return self._held_parent() or self._stored_parent()

	@parent_doc.setter
	def parent_doc(self, value):
		self._parent_doc = value

	def _held_parent(self):
		held = self.__dict__.get("_parent_doc")
		return held() if isinstance(held, weakref.ReferenceType) else held

	def _stored_parent(self):
		stored = frappe.db.get_value(self.doctype, self.name, ["parenttype", "parent"]) if self.name else None
		return frappe.get_doc(*stored) if stored else None

	def apply_fieldlevel_read_permissions(self):
		"""Frappe calls it when a row is read by itself."""
		super().apply_fieldlevel_read_permissions()
		if registry.is_of_people(self.doctype) and (document := self.parent_doc):
			named.note_opening(document)

	# these are called when a row is saved or deleted by itself, not when its document is

	def before_validate(self):
		self.refuse()

	def on_trash(self):
		self.refuse()

	def refuse(self):
		frappe.throw(
			_("{0}: change the rows in the document that they belong to.").format(_(self.doctype)),
			frappe.PermissionError,
		)
