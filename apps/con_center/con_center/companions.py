"""What Frappe keeps beside documents: lists, posters and copies that tell of them, or write on them.

A task, a tag, a follower or a notification is of whoever may read the document it names; a copy of a report, of its
maker; what is imported, of who may import. `guards.py` stands before functions, this before documents.
"""

from contextlib import contextmanager
from zipfile import BadZipFile

import frappe
from frappe import _, bold
from frappe.core.doctype.data_import import importer
from frappe.core.doctype.data_import.data_import import DataImport
from frappe.core.doctype.prepared_report.prepared_report import PreparedReport
from frappe.desk.doctype.workspace.workspace import is_workspace_manager
from frappe.desk.form import document_follow
from frappe.email.doctype.auto_email_report.auto_email_report import AutoEmailReport
from frappe.email.doctype.notification.notification import Notification
from frappe.utils import escape_html, get_fullname

from con_center.scope import PARENT_OF_ROW, SCOPED_DOCTYPES, conditions, readers, sees_everything

# DocType of Frappe: the fields that name the document it is about
ABOUT = {
	"Document Follow": ("ref_doctype", "ref_docname"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
}

_get_message = document_follow.get_message
_validate_value = importer.Row.validate_value


class WorkspaceError(frappe.PermissionError):
	pass


class ScriptError(frappe.PermissionError):
	pass


class ImportFileError(frappe.ValidationError):
	pass


def file_conditions(user: str | None = None) -> str:
	return _conditions("File", user)


def tag_conditions(user: str | None = None) -> str:
	return _conditions("Tag Link", user)


def follow_conditions(user: str | None = None) -> str:
	return _own("Document Follow", "user", user)


def report_conditions(user: str | None = None) -> str:
	return _own("Prepared Report", "owner", user)


def _conditions(about: str, user: str | None) -> str:
	"""Condition on lists of what is about documents: of scoped ones, of those that the user may read."""
	doctype_field, name_field = ABOUT[about]
	parts = [
		f"(coalesce(`tab{about}`.`{doctype_field}`, '') <> {frappe.db.escape(doctype)}"
		f" or `tab{about}`.`{name_field}` in (select `name` from `tab{doctype}` where {within}))"
		for doctype in SCOPED_DOCTYPES
		if (within := conditions(doctype, user))
	]
	return f"({' and '.join(parts)})" if parts else ""


def _own(doctype: str, field: str, user: str | None) -> str:
	user = user or frappe.session.user
	return "" if sees_everything(user) else f"`tab{doctype}`.`{field}` = {frappe.db.escape(user)}"


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Hook of Tag Link: it is of who may read the document that has the tag."""
	doctype, name = (doc.get(field) for field in ABOUT[doc.doctype])
	return not _is_scoped(doctype) or _may_read(doctype, name, user)


def is_own(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Hook of Document Follow and Prepared Report: each is of one user, whatever others may read of the same kind."""
	user = user or frappe.session.user
	return sees_everything(user) or doc.get("user" if doc.doctype == "Document Follow" else "owner") == user


def _is_scoped(doctype: str | None) -> bool:
	return doctype in SCOPED_DOCTYPES or doctype in PARENT_OF_ROW


def _may_read(doctype: str, name: str, user: str | None = None) -> bool:
	return bool(frappe.db.exists(doctype, name)) and frappe.has_permission(doctype, "read", name, user=user)


def refuse_foreign(doc, method: str | None = None) -> None:
	"""Hook validate: nobody makes a task, a tag or a follower of a document that he may not read.

	Frappe writes on the document whatever it is told: a comment, and who it is assigned to.
	"""
	fields = ABOUT[doc.doctype]
	if doc.is_new() or any(doc.has_value_changed(field) for field in fields):
		doctype, name = (doc.get(field) for field in fields)
		if _is_scoped(doctype):
			frappe.get_doc(doctype, name).check_permission("read")


def sign_comment(doc, method: str | None = None) -> None:
	"""Hook before_insert of Comment: it is of who may read the document, and under his own name.

	Frappe's comments of a website take any document, and any name.
	"""
	if doc.comment_type != "Comment" or not _is_scoped(doc.reference_doctype):
		return
	frappe.get_doc(doc.reference_doctype, doc.reference_name).check_permission("read")
	if not sees_everything(frappe.session.user):
		doc.comment_email = frappe.session.user
		doc.comment_by = get_fullname(frappe.session.user)


# the desk's pages


def keep_workspace(doc, method: str | None = None, *args) -> None:
	"""Hook of Workspace: public ones are for Workspace Managers, all others for the user whose they are.

	Frappe lets everybody put pages before others, and take a public one for himself.
	"""
	if is_workspace_manager() or sees_everything(frappe.session.user):
		return
	for page in (doc, doc.get_doc_before_save()):
		if page and (page.public or page.for_user != frappe.session.user):
			frappe.throw(_("Only a Workspace Manager changes the pages of others."), WorkspaceError)


def refuse_script(doc, method: str | None = None) -> None:
	"""Hook of Custom HTML Block: its script acts with the rights of whoever sees it."""
	if not sees_everything(frappe.session.user):
		frappe.throw(_("Only an administrator writes blocks with scripts."), ScriptError)


# copies


class GuardedPreparedReport(PreparedReport):
	"""Frappe's report of the background: it holds what its maker may see, and Frappe shows it to whoever names it."""

	def get_prepared_data(self, with_file_name: bool = False):
		if not is_own(self):
			frappe.throw(
				_("This report was made by somebody else. Make one of your own."), frappe.PermissionError
			)
		return super().get_prepared_data(with_file_name)


class GuardedDataImport(DataImport):
	"""Frappe's import, which gives its rows to whoever knows its name."""

	def get_importer(self):
		self.check_permission("read")
		try:
			return super().get_importer()
		except (ValueError, TypeError, KeyError, BadZipFile) as error:
			if isinstance(error, frappe.ValidationError):
				raise
			frappe.throw(
				_("The file cannot be read. Save it as XLSX or as CSV (UTF-8), and attach it again."),
				ImportFileError,
			)

	def start_import(self):
		self.check_permission("write")
		return super().start_import()


def validate_value(self, value, col):
	"""Frappe's check of a value in a row that is imported; it would take a text in a number's place for 0."""
	value = _validate_value(self, value, col)
	if col.df.fieldtype not in ("Currency", "Float", "Int", "Percent") or not isinstance(value, str):
		return value
	try:
		float(value.replace(",", ""))
	except ValueError:
		message = _("{0}: {1} is not a number. Type digits only.")
		label, found = _(col.df.label), escape_html(value[:60])
		field = importer.df_as_json(col.df)
		self.warnings.append(
			{"row": self.row_number, "field": field, "message": message.format(bold(label), bold(found))}
		)
		return None
	return value


class GuardedAutoEmailReport(AutoEmailReport):
	"""Frappe's report by e-mail, of what its user may see. Frappe computes it as whoever sends it: at night, all."""

	def get_report_content(self):
		with _acting(self.user):
			return super().get_report_content()


class GuardedNotification(Notification):
	"""Frappe's notification, which goes to all who hold a role: here to those of them who may read the document."""

	def get_list_of_recipients(self, doc, context):
		found = super().get_list_of_recipients(doc, context)
		return tuple(_without_strangers(doc, addresses, "email") for addresses in found)

	def get_receiver_list(self, doc, context):
		return _without_strangers(doc, super().get_receiver_list(doc, context), "mobile_no")


def _without_strangers(doc, addresses: list[str], field: str) -> list[str]:
	"""Return the addresses but for those (in this field) of users who may not read; others an admin has chosen."""
	if not addresses or not _is_scoped(doc.doctype):
		return addresses
	users = frappe.get_all("User", filters={field: ("in", addresses)}, fields=["name", field])
	may_read = readers(doc)
	strangers = {user[field] for user in users if user.name not in may_read}
	return [address for address in addresses if address not in strangers]


@contextmanager
def _acting(user: str):
	before = frappe.session.user, frappe.local.user_perms
	frappe.session.user, frappe.local.user_perms = user, None
	try:
		yield
	finally:
		frappe.session.user, frappe.local.user_perms = before


def get_message(doc_name: str, doctype: str, frequency: str, user: str) -> list[dict]:
	"""Frappe's news of a document that the user follows: as long as he may read it."""
	if _is_scoped(doctype) and not _may_read(doctype, doc_name, user):
		return []
	return _get_message(doc_name, doctype, frequency, user)


def install() -> None:
	"""Hook of requests and jobs."""
	document_follow.get_message = get_message
	importer.Row.validate_value = validate_value
