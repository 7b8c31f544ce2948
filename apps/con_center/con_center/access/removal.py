"""How what tells of somebody goes for good: texts of documents and of their rows, and what Frappe keeps beside them.

Whose documents they are says what goes (`Removal`), and when (`organization.retention`); what is counted stays.
*Limits:* a file that somebody has in his own folder, too, stays his. Backups keep what they hold until they are thrown away.
"""

from dataclasses import dataclass, field

import frappe
from frappe import _
from pypika.terms import Criterion, CustomFunction

from con_center import registry
from con_center.access.statements import among

GONE = "(ลบแล้ว)"
# of a document whose names went, the day on which they did
MARK = "anonymised_on"
json_value = CustomFunction("JSON_VALUE", ["text", "path"])
# what Frappe writes into each document of what stands beside it
COPIES = {"_comments": None, "_user_tags": None, "_assign": None}
# what Frappe keeps beside documents: the fields that name them
BESIDE = {
	"Version": ("ref_doctype", "docname"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Reminder": ("reminder_doctype", "reminder_docname"),
}
FILES = ("attached_to_doctype", "attached_to_name")
# of a form that is not saved, as the desk calls its document
UNSAVED = "new-%"


@dataclass(frozen=True)
class Removal:
	"""What tells of somebody in documents of one kind, in what hangs on them, and in what names either of both.

	emptied: by DocType, what takes the place of each field, {field: value}; None of rows that go as a whole.
	hanging: what hangs on such a document, with the field that names it.
	"""

	doctype: str
	emptied: dict[str, dict | None]
	hanging: dict[str, str] = field(default_factory=dict)

	def remove_texts(self, names: list[str]) -> None:
		"""Remove what tells of somebody from these documents, in a fixed number of statements besides those of files."""
		about = self._about(names)
		for doctype, of_it in about.items():
			_empty(doctype, "name", of_it, {**self.emptied[doctype], **COPIES})
			for rows in registry.tables(doctype):
				if rows in self.emptied:
					_empty(rows, "parent", of_it, self.emptied[rows])
			_delete_files(dict(zip(FILES, (doctype, among(of_it)), strict=True)))
			for kept, (kind, name) in BESIDE.items():
				beside = {kind: doctype, name: among(of_it)}
				if kept == "Communication":
					# of what was sent by e-mail, it has a File of its own
					sent = frappe.get_all(kept, filters=beside, pluck="name")
					_delete_files(dict(zip(FILES, (kept, among(sent)), strict=True)))
				frappe.db.delete(kept, beside)
		self._remove_deleted([name for of_it in about.values() for name in of_it])

	def remove_unsaved(self, until: str) -> None:
		"""Remove files that were sent, up to a day, from forms that nobody has saved."""
		sent = (("in", (self.doctype, *self.hanging)), ("like", UNSAVED))
		_delete_files({**dict(zip(FILES, sent, strict=True)), "creation": ("<=", until)})

	def _about(self, names: list[str]) -> dict[str, list[str]]:
		"""Return the names of all documents that tell of these: they themselves, what hangs on them, what names any of these."""
		about = {self.doctype: names}
		for doctype, by in self.hanging.items():
			about[doctype] = frappe.get_all(doctype, filters={by: among(names)}, pluck="name")
		named = {
			"reference_doctype": ("in", tuple(about)),
			"reference_name": among(name for of_it in about.values() for name in of_it),
		}
		return about | {
			doctype: frappe.get_all(doctype, filters=named, pluck="name") for doctype in self._naming()
		}

	def _naming(self) -> list[str]:
		return [doctype for doctype in self.emptied if doctype in registry.about_others()]

	def _remove_deleted(self, names: list[str]) -> None:
		"""Remove the copies that Frappe keeps of what was deleted of these documents, or told of them."""
		deleted = frappe.qb.DocType("Deleted Document")
		kinds = (*self.hanging, *self._naming(), *BESIDE, "File")
		by = {*self.hanging.values(), "reference_name", FILES[1], *(name for _kind, name in BESIDE.values())}
		told_of = Criterion.any(json_value(deleted.data, f"$.{each}").isin(names) for each in sorted(by))
		frappe.qb.from_(deleted).delete().where(deleted.deleted_doctype.isin(kinds) & told_of).run()


class NamesGoneError(frappe.ValidationError):
	pass


def refuse_after(doctype: str, name: str) -> None:
	"""Raise NamesGoneError if names went of the document: what is added then would never go."""
	if frappe.get_meta(doctype).has_field(MARK) and frappe.db.get_value(doctype, name, MARK):
		frappe.throw(
			_("The names of {0} have been removed: nothing is added to it any more.").format(name),
			NamesGoneError,
		)


def _empty(doctype: str, by: str, names: list[str], values: dict | None) -> None:
	if not names:
		return
	if values is None:
		frappe.db.delete(doctype, {by: among(names)})
		return
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.update(table).where(table[by].isin(names))
	for column, value in values.items():
		query = query.set(table[column], value)
	query.run()


def _delete_files(filters: dict) -> None:
	"""Delete files one by one: each lies on the disk, too, for as long as a File names it."""
	# Frappe notes the name of each in a comment: comments go after files
	for file in frappe.get_all("File", filters, pluck="name"):
		frappe.delete_doc("File", file, force=True, delete_permanently=True, flags={"by_system": True})
