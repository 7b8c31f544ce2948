"""Frappe's File: of whoever may read what it is attached to, and nothing that a browser runs."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.core.doctype.file.file import File
from frappe.utils import escape_html

from con_center import registry
from con_center.access.posts import sees_everything
from con_center.seams.arguments import require_doctype

# what a browser shows as a page, and runs the scripts of
PAGE = re.compile(r"\.(x?html?|xht|svgz?|xml|xsl|shtml?|mhtml?)\W*$", re.IGNORECASE)


class ForeignFileError(frappe.PermissionError):
	pass


class PageFileError(frappe.ValidationError):
	pass


class GuardedFile(File):
	"""Frappe's File, which nobody gets by naming the address of another one, and private where it is attached."""

	def before_insert(self):
		self.flags.by_address = bool(self.file_url)
		if self.flags.by_address:
			self.refuse_foreign_address()
		elif registry.is_scoped(self.attached_to_doctype):
			self.is_private = 1
		self.refuse_page()
		super().before_insert()

	def validate(self):
		before = self.get_doc_before_save()
		if before and not self.flags.ignore_permissions:
			# what is sent as public is not asked for its right to be written (Frappe 15.0)
			before.check_permission("write")
		if self.is_pointed_elsewhere(before):
			# before Frappe 16 asks whether there is such a file
			self.refuse_foreign_address()
		super().validate()
		self.refuse_foreign_document(before)
		if self.flags.by_address or self.is_pointed_elsewhere(before):
			self.refuse_foreign_address()

	def is_pointed_elsewhere(self, before) -> bool:
		return bool(before and self.file_url != before.file_url and not self.has_value_changed("is_private"))

	def get_content(self, *args, **kwargs):
		content = super().get_content(*args, **kwargs)
		# what is being uploaded is kept as it is
		if self.attached_to_doctype != "Data Import" or self.get("content"):
			return content
		if not (self.file_name or "").lower().endswith(".csv"):
			return content
		# Frappe 16 has made a text of it, by encodings that have no Thai
		return _as_text(Path(self.get_full_path()).read_bytes())

	def refuse_page(self):
		"""What Frappe serves as a page of this site acts with the rights of whoever opens it."""
		names = [name for name in (self.file_name, self.file_url) if PAGE.search(name or "")]
		if names and not self.is_folder and not sees_everything(frappe.session.user):
			frappe.throw(
				_(
					"{0}: a page with scripts cannot be attached. Attach a PDF, a picture or an office document."
				).format(escape_html(names[0][:140])),
				PageFileError,
			)

	def unzip(self):
		"""Frappe unpacks for whoever knows the name, and takes the packed file away."""
		self.check_permission("write")
		return super().unzip()

	def refuse_foreign_document(self, before):
		"""Frappe asks for the right to a document when a file is uploaded to it, not when a File names it."""
		document = (self.attached_to_doctype, self.attached_to_name)
		if self.flags.ignore_permissions or not registry.is_scoped(document[0]):
			return
		if not before or document != (before.attached_to_doctype, before.attached_to_name):
			# a form that is not saved yet has a name for the time being
			if frappe.db.exists(*document):
				_check("write", *document)

	def refuse_foreign_address(self):
		"""A private file can be attached anew by its address only by who may read it already."""
		address = os.path.normpath(unquote(self.file_url))
		if not address.startswith("/private/"):
			return
		others = frappe.get_all(
			"File", filters={"file_url": address, "name": ("!=", self.name or "")}, pluck="name"
		)
		if others and not any(frappe.get_doc("File", name).is_downloadable() for name in others):
			frappe.clear_messages()  # they tell what it is attached to
			frappe.throw(_("{0}: you may not read this file.").format(address), ForeignFileError)


def _as_text(content: str | bytes) -> str | bytes:
	"""Return a CSV file as Thai Windows and its spreadsheets write it: in UTF-8 with a mark in front, or in cp874.

	Frappe takes the mark for a part of the first heading, and cp874 for Polish.
	"""
	if isinstance(content, str):
		return content.removeprefix("\ufeff")
	for encoding in ("utf-8-sig", "cp874"):
		try:
			return content.decode(encoding)
		except UnicodeDecodeError:
			continue
	return content


def _check(right: str, doctype: str, name: str | int) -> None:
	require_doctype(doctype)
	if registry.is_scoped(doctype):
		frappe.get_doc(doctype, name).check_permission(right)
