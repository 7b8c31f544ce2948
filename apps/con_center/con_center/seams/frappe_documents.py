"""What Frappe keeps beside documents: lists, posters and copies that tell of them, or write on them.

One rule: a document of Frappe itself is of the user that it names, or of its owner, unless it is one of the
things that all desks share (`SHARED`). What shows with a document (`SHOWN_WITH`) is also of whoever may read that
document; what furnishes desks (`FURNITURE`) also of all, where an administrator made it. Frappe's own permissions and
conditions hold as well. `doors/` stands before functions, this before documents.
"""

from contextlib import contextmanager
from zipfile import BadZipFile

import frappe
from frappe import _, bold
from frappe.core.doctype.data_import import importer
from frappe.core.doctype.data_import.data_import import DataImport
from frappe.core.doctype.prepared_report.prepared_report import PreparedReport
from frappe.desk.doctype.workspace.workspace import is_workspace_manager
from frappe.desk.notifications import extract_mentions
from frappe.email.doctype.auto_email_report.auto_email_report import AutoEmailReport
from frappe.email.doctype.document_follow.document_follow import DocumentFollow
from frappe.email.doctype.notification.notification import Notification
from frappe.utils import escape_html, get_fullname
from frappe.website import utils as website

from con_center import registry, seams
from con_center.access import removal
from con_center.access.conditions import for_files, for_history
from con_center.access.documents import READING_RIGHTS, readers, reads_files, reads_history
from con_center.access.posts import sees_everything

# lists and layouts of the whole site, and accounts (of which officers see the names alone)
SHARED = frozenset(
	(
		"Calendar View",
		"Country",
		"Currency",
		"DocType",
		"DocType Layout",
		"Email Template",
		"Form Tour",
		"Gender",
		"Language",
		"Letter Head",
		"Module Def",
		"Module Onboarding",
		"Network Printer Settings",
		"Onboarding Step",
		"Page",
		"Print Format",
		"Print Heading",
		"Print Style",
		"Role",
		"Salutation",
		"Tag",
		"User",
		"User Group",
		"Workflow",
		"Workflow Action Master",
		"Workflow State",
	)
)
# what the desk shows with the document that it is about: to whoever may read that
SHOWN_WITH = frozenset(("Comment", "Communication", "File", "Tag Link", "Version"))
# what desks are furnished with: an administrator makes it for all, a user for himself
FURNITURE = frozenset(
	(
		"Custom HTML Block",
		"Dashboard",
		"Dashboard Chart",
		"Kanban Board",
		"List Filter",
		"Number Card",
		"Report",
		"Workspace",
	)
)
# the field of a user whose the document is, whoever made it
USER_FIELDS = ("for_user", "allocated_to", "user")
# what Frappe sends to a user, or puts before him, with words on a document
SENT = frozenset(("Email Queue", "Notification Log", "ToDo"))
# where Frappe names the document by fields that say so in no other way
ABOUT_BY_NAME = {
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Notification Log": ("document_type", "document_name"),
	"Version": ("ref_doctype", "docname"),
}


# by what a user himself says that he follows a document
FOLLOWING = frozenset(
	(
		"frappe.desk.form.document_follow.follow_document",
		"frappe.desk.form.document_follow.update_follow",
	)
)


class SharingError(frappe.PermissionError):
	pass


class WorkspaceError(frappe.PermissionError):
	pass


class ScriptError(frappe.PermissionError):
	pass


class ImportFileError(frappe.ValidationError):
	pass


def is_of_its_user(doctype: str) -> bool:
	"""Tell whether documents of this DocType are of single users: those of Frappe itself that are not shared by all.

	What an administrator makes, or another app brings, is read by whom its own permissions name.
	"""
	return doctype not in SHARED and seams.is_of(doctype, "frappe")


def about(doctype: str) -> tuple[str, str] | None:
	"""Return the fields that name the document which one of this DocType is about: its DocType and its name."""
	if doctype in ABOUT_BY_NAME:
		return ABOUT_BY_NAME[doctype]
	links = frappe.get_meta(doctype).get("fields", {"fieldtype": "Dynamic Link"})
	return (links[0].options, links[0].fieldname) if links else None


def conditions(doctype: str, user: str | None = None) -> str:
	"""Return the SQL condition on a list of a DocType that is not ours: "" for all of them."""
	user = user or frappe.session.user
	if not is_of_its_user(doctype) or frappe.get_meta(doctype).istable:
		return ""
	of_people = _of_people_as_they_are(doctype, user)
	if sees_everything(user):
		return of_people
	mine = frappe.db.escape(user)
	parts = [f"{_whose(doctype)} = {mine}"]
	if doctype == "File":
		parts.append("`tabFile`.`is_folder` = 1")
	if doctype in FURNITURE:
		parts.append(_by_administrators(doctype))
	if doctype in SHOWN_WITH:
		parts += _about_readable(doctype, user)
	return " and ".join(filter(None, (f"({' or '.join(parts)})", of_people)))


def _of_people_as_they_are(doctype: str, user: str) -> str:
	"""Return the condition: about no named person's case that the user may not read, whoever made this or runs the site."""
	if user == "Administrator" or doctype not in SHOWN_WITH | SENT:
		return ""
	kinds = [kind for kind in (*registry.scoped(), *registry.parent_of_row()) if registry.is_of_people(kind)]
	listed = ", ".join(frappe.db.escape(kind) for kind in kinds)
	of_others = f"coalesce(`tab{doctype}`.`{about(doctype)[0]}`, '') not in ({listed})"
	if doctype in SENT:
		allowed = [f"{_whose(doctype)} = {frappe.db.escape(user)}"]
	else:
		roles_read = {kind for kind in registry.of_people() if frappe.has_permission(kind, "read", user=user)}
		mine = [kind for kind in kinds if registry.parent_of_row().get(kind, kind) in roles_read]
		allowed = _about_readable(doctype, user, mine)
	return f"({' or '.join([of_others, *allowed])})"


def _whose(doctype: str) -> str:
	field = _user_field(doctype)
	owner = f"`tab{doctype}`.`owner`"
	return f"coalesce(nullif(`tab{doctype}`.`{field}`, ''), {owner})" if field else owner


def _user_field(doctype: str) -> str | None:
	meta = frappe.get_meta(doctype)
	return next((field for field in USER_FIELDS if meta.has_field(field)), None)


def _by_administrators(doctype: str) -> str:
	"""Return the condition: made for all by who runs the site. What is a single user's is his."""
	field = _user_field(doctype)
	for_all = f" and coalesce(`tab{doctype}`.`{field}`, '') = ''" if field else ""
	return (
		f"((`tab{doctype}`.`owner` = 'Administrator' or `tab{doctype}`.`owner` in (select `parent` from"
		f" `tabHas Role` where `role` = 'System Manager' and `parenttype` = 'User')){for_all})"
	)


def _about_readable(doctype: str, user: str, kinds=None) -> list[str]:
	"""Return conditions: about a document of ours, or a row of one, that the user may read; kinds: of these alone."""
	doctype_field, name_field = about(doctype)
	found = []
	within_of = for_files if doctype == "File" else for_history
	for kind in (*registry.scoped(), *registry.parent_of_row()) if kinds is None else kinds:
		within = within_of(user, kind)
		if within == "1 = 0":
			continue
		names = f" and `tab{doctype}`.`{name_field}` in (select `name` from `tab{kind}` where {within})"
		found.append(
			f"(`tab{doctype}`.`{doctype_field}` = {frappe.db.escape(kind)}{names if within else ''})"
		)
	return found


def may(doc, ptype: str | None = None, user: str | None = None) -> bool:
	"""Tell whether a document of a DocType that is not ours may be had by the user, as far as this rule goes."""
	user = user or frappe.session.user
	doctype = doc.doctype
	if not is_of_its_user(doctype) or doc.meta.issingle or doc.meta.istable:
		return True
	if doctype in SHOWN_WITH | SENT and user != "Administrator" and _is_about_people(doc):
		if doctype in SENT:
			return _is_of(doc, user)
		# who wrote it, or runs the site, reads it as long as he reads the document
		changes = doctype == "File" and (ptype or "read") not in READING_RIGHTS
		return _may_about(doc, "write" if changes else "read", user)
	if _is_of(doc, user) or sees_everything(user):
		return True
	if (ptype or "read") not in READING_RIGHTS:
		# who may write a document may take away what is attached to it
		return doctype == "File" and _may_about(doc, "write", user)
	if doctype == "File" and doc.is_folder:
		return True
	if doctype in FURNITURE and not _named_user(doc) and sees_everything(doc.owner):
		return True
	return doctype in SHOWN_WITH and _may_about(doc, "read", user)


def _is_about_people(doc) -> bool:
	"""Tell whether it is about a named person's case; a form that is not saved yet has a name for the time being."""
	kind, name = (doc.get(field) for field in about(doc.doctype))
	return registry.is_of_people(kind) and bool(name and frappe.db.exists(kind, name))


def _is_of(doc, user: str) -> bool:
	named = _named_user(doc)
	return (named or doc.owner or user) == user


def _named_user(doc) -> str | None:
	field = _user_field(doc.doctype)
	return doc.get(field) if field else None


def _may_about(doc, right: str, user: str) -> bool:
	kind, name = (doc.get(field) for field in about(doc.doctype))
	return (
		bool(kind and name)
		and bool(frappe.db.exists(kind, name))
		and frappe.has_permission(kind, right, name, user=user)
		and (reads_files if doc.doctype == "File" else reads_history)(kind, name, user)
	)


def has_controller_permissions(doc, ptype, user=None, *args, **kwargs):
	"""Frappe's question to the hooks of a document: what this rule refuses no hook allows."""
	if seams.is_here() and not may(doc, ptype, user):
		return False
	return has_controller_permissions.of_frappe(doc, ptype, user, *args, **kwargs)


def get_shared(doctype, *args, **kwargs) -> list:
	"""Frappe's documents that somebody has shared with the user."""
	return (
		[]
		if seams.is_here() and registry.is_scoped(doctype)
		else get_shared.of_frappe(doctype, *args, **kwargs)
	)


def _may_read(doctype: str, name: str, user: str | None = None) -> bool:
	return bool(frappe.db.exists(doctype, name)) and frappe.has_permission(doctype, "read", name, user=user)


def readable(doctype: str, names: list[str]) -> set[str]:
	"""Return those of the names of documents that the session user may read."""
	if not frappe.has_permission(doctype):
		return set()
	return {
		*frappe.get_list(
			doctype,
			parent_doctype=registry.parent_of_row().get(doctype),
			filters={"name": ("in", names)},
			pluck="name",
			limit_page_length=0,
		)
	}


def refuse_foreign(doc, method: str | None = None) -> None:
	"""Hook validate: nobody makes a task, a tag, a follower, a contact, an event … of a document that he may not read.

	Frappe writes on the document whatever it is told: a comment, who it is assigned to, that there is an event; and it
	tells its title.
	"""
	before = None if doc.is_new() else doc.get_doc_before_save()
	for kind, name in _named_by(doc) - (_named_by(before) if before else set()):
		if kind not in SHARED:
			frappe.get_doc(kind, name).check_permission("read")


def _named_by(doc) -> set[tuple[str, str]]:
	"""Return (DocType, name) of what Dynamic Links of a document and its rows name; what a choice names is no document."""
	return {
		(each.get(field.options), each.get(field.fieldname))
		for each in (doc, *doc.get_all_children())
		for field in each.meta.get_dynamic_link_fields()
		if each.get(field.options) and each.get(field.fieldname)
	}


def keep_icons_own(doc, method: str | None = None) -> None:
	"""Hook validate of Desktop Icon: what stands on everybody's home in Frappe 16 is an administrator's."""
	if doc.standard and not sees_everything(frappe.session.user):
		frappe.throw(_("An icon for everybody is made by an administrator."), SharingError)


def refuse_sharing(doc, method: str | None = None) -> None:
	"""Hook of DocShare: a share would outlast the post, and reach outside of the area."""
	kind = doc.share_doctype
	if registry.is_scoped(kind) or (is_of_its_user(kind) and kind not in FURNITURE):
		frappe.throw(
			_("{0} {1} cannot be shared: who may read it follows from posts and areas.").format(
				_(kind), doc.share_name
			),
			SharingError,
		)


def sign_comment(doc, method: str | None = None) -> None:
	"""Hook before_insert of Comment: it is of who may read the document, and under his own name.

	Frappe's comments of a website take any document, and any name.
	"""
	if doc.comment_type != "Comment" or not registry.is_scoped(doc.reference_doctype):
		return
	frappe.get_doc(doc.reference_doctype, doc.reference_name).check_permission("read")
	if not reads_history(doc.reference_doctype, doc.reference_name):
		frappe.throw(_("Only officers of its area write comments on this document."), frappe.PermissionError)
	removal.refuse_after(doc.reference_doctype, doc.reference_name)
	if not sees_everything(frappe.session.user):
		doc.comment_email = frappe.session.user
		doc.comment_by = get_fullname(frappe.session.user)


def refuse_telling(doc, method: str | None = None) -> None:
	"""Hook before_insert of Comment: whoever is mentioned gets the words by bell and e-mail, and may read the document."""
	kind = doc.reference_doctype
	if doc.comment_type != "Comment" or kind not in (*registry.closed(), *registry.of_people()):
		return
	for user in extract_mentions(doc.content or ""):
		if not _may_read(kind, doc.reference_name, user):
			frappe.throw(
				_("Comment: {0} may not read this document. Take the mention away.").format(
					bold(escape_html(get_fullname(user)))
				),
				SharingError,
			)


def leave_no_copy(doc, method: str | None = None) -> None:
	"""Hook after_delete of Comment and Communication: who runs the site reads what is deleted, and names are to go for good."""
	if registry.is_of_people(doc.reference_doctype):
		doc.content = None


def tells_of_people(kind: str | None) -> bool:
	"""Tell whether documents of this DocType hold what named people's cases do, or words on them."""
	return registry.is_of_people(kind) or kind in (*registry.about_others(), *SHOWN_WITH, *SENT)


def update_comments_in_parent(reference_doctype, reference_name, _comments):
	"""Frappe's copy of the comments in a column that each list asks for: lists of people's cases count them alone, and so
	do lists that others than officers of the area read."""
	if registry.is_of_people(reference_doctype) or registry.keeps_history(reference_doctype):
		_comments = without_words(_comments)
	update_comments_in_parent.of_frappe(reference_doctype, reference_name, _comments)


def without_words(comments: list[dict]) -> list[dict]:
	return [{**comment, "comment": ""} for comment in comments]


def keep_inside(doc, method: str | None = None) -> None:
	"""Hook before_validate of what takes the content of documents elsewhere: of named people's cases it takes nothing.

	Mails lie in clear text where they go, and nobody knows who opens them.
	"""
	named = (doc.get(field) for field in ("webhook_doctype", "document_type", "reference_doctype"))
	_refuse_to_take_out(next(filter(None, named), None))


def _refuse_to_take_out(kind: str | None) -> None:
	if tells_of_people(kind):
		frappe.throw(
			_(
				"{0}: what stands in these documents goes nowhere else. Choose another kind of document."
			).format(_(kind)),
			SharingError,
		)


def keep_words_inside(doc, method: str | None = None) -> None:
	"""Hook before_insert of Notification Log, which goes by e-mail, too: that there are words on a case, and not which."""
	if registry.is_of_people(doc.document_type):
		doc.email_content = None


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
		if not may(self):
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
	value = validate_value.of_frappe(self, value, col)
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
	"""Frappe's report by e-mail, of what its user may see. Frappe computes it as whoever sends it: at night, all.

	Whoever runs the site says whose eyes it has and where it goes: it has nothing of named people's cases.
	"""

	def validate(self):
		self.keep_inside()
		super().validate()

	def get_report_content(self):
		self.keep_inside()
		with acting(self.user):
			return super().get_report_content()

	def keep_inside(self):
		report = frappe.get_doc("Report", self.report)
		# this app's own reports of what stands beside cases name nobody
		names_nobody = report.report_type == "Script Report" and report.is_standard == "Yes"
		if not names_nobody or registry.is_of_people(report.ref_doctype):
			_refuse_to_take_out(report.ref_doctype)
		for text in _texts_in(frappe.parse_json(report.json or "{}")):
			if registry.is_of_people(text):
				_refuse_to_take_out(text)


def _texts_in(chosen) -> set[str]:
	"""Return all texts in a report's choice of columns: the DocTypes that these are of are among them."""
	if isinstance(chosen, str):
		return {chosen}
	parts = chosen.values() if isinstance(chosen, dict) else chosen if isinstance(chosen, list) else ()
	return {text for part in parts for text in _texts_in(part)}


class GuardedDocumentFollow(DocumentFollow):
	"""Frappe's following, which mails all that changes: of named people's cases nobody is mailed it."""

	def validate(self):
		if tells_of_people(self.ref_doctype):
			frappe.throw(
				_("{0}: nobody follows these documents, since news of them would go by e-mail.").format(
					_(self.ref_doctype)
				),
				SharingError,
			)

	def save(self, *args, **kwargs):
		asked = getattr(frappe.local, "con_center_door", None) in FOLLOWING
		if self.is_new() and tells_of_people(self.ref_doctype) and not asked:
			# Frappe follows by itself what one makes, likes or comments: a refusal would stop that
			return self
		return super().save(*args, **kwargs)


class GuardedNotification(Notification):
	"""Frappe's notification, which goes to all who hold a role: here to those of them who may read the document."""

	def send(self, doc):
		if not tells_of_people(doc.doctype):
			super().send(doc)

	def get_list_of_recipients(self, doc, context):
		found = super().get_list_of_recipients(doc, context)
		return tuple(_without_strangers(doc, addresses, "email") for addresses in found)

	def get_receiver_list(self, doc, context):
		return _without_strangers(doc, super().get_receiver_list(doc, context), "mobile_no")


def _without_strangers(doc, addresses: list[str], field: str) -> list[str]:
	"""Return the addresses but for those (in this field) of users who may not read; others an admin has chosen.

	Of named people's cases there are no others.
	"""
	if not addresses or not registry.is_scoped(doc.doctype):
		return addresses
	users = frappe.get_all("User", filters={field: ("in", addresses)}, fields=["name", field])
	may_read = readers(doc)
	if registry.is_of_people(doc.doctype):
		known = {user[field] for user in users if user.name in may_read}
		return [address for address in addresses if address in known]
	strangers = {user[field] for user in users if user.name not in may_read}
	return [address for address in addresses if address not in strangers]


@contextmanager
def acting(user: str):
	before = frappe.session.user, frappe.local.user_perms
	frappe.session.user, frappe.local.user_perms = user, None
	try:
		yield
	finally:
		frappe.session.user, frappe.local.user_perms = before


def get_message(doc_name: str, doctype: str, frequency: str, user: str) -> list[dict]:
	"""Frappe's news of a document that the user follows: as long as he may read it and its history, and of no named
	person's case."""
	if tells_of_people(doctype):
		return []
	if registry.is_scoped(doctype) and not (
		_may_read(doctype, doc_name, user) and reads_history(doctype, doc_name, user)
	):
		return []
	return get_message.of_frappe(doc_name, doctype, frequency, user)


def ask_pass_update() -> None:
	"""Keep who has yet to give the password of his e-mail account, where it is not what is kept: a default that is set
	empties every cache, and who is given a post is saved."""
	if seams.is_here():
		awaiting = {"awaiting_password": 1, "used_oauth": 0}
		users = frappe.get_all("User Email", filters=awaiting, pluck="parent", distinct=True)
		if ",".join(users) == (frappe.db.get_default("email_user_password") or ""):
			return
	ask_pass_update.of_frappe()


def forget_user_when_it_ends(user, method: str) -> None:
	"""Hook: what is remembered of a user, as his roles, is forgotten once the transaction has ended, too.

	Frappe forgets it while it runs: whoever asks then has remembered what was before, or what will be taken back.
	"""
	name = user.name
	seams.when_it_ends(lambda: frappe.clear_cache(user=name))


def forget_form_when_it_ends(form, method: str) -> None:
	"""Hook: which pages there are is forgotten once a public form is opened or closed for good, for the same reason."""
	route = form.route
	seams.when_it_ends(lambda: website.clear_cache(route))
