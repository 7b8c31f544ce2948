"""What Frappe leaves behind when it uninstalls the app, and what would be broken then.

Frappe removes modules, their DocTypes and tables. What stands in its own tables on them (workflows, roles, comments,
versions, files, custom fields, links in workspaces …) is found by the links of all DocTypes that stay.
"""

import click
import frappe
from frappe.utils.backups import BackupGenerator

from con_center.approval import seals
from con_center.approval.ladder import STATE_STYLES
from con_center.issuing.doctype.issued_file import issued_file
from con_center.organization import seeds
from con_center.setup.modules import parts
from con_center.sign_in.settings import take_back_name

APP = "con_center"
# what Frappe removes with the modules, besides their DocTypes
OF_MODULES = ("Report", "Page", "Workspace", "Number Card", "Dashboard Chart", "Dashboard Chart Source")
# what Frappe 16 keeps of an app
OF_APPS = ("Desktop Icon", "Workspace Sidebar")
# what tells of itself, too, and is kept without what it was about
KEPT = {
	"Activity Log",
	"Communication",
	"Email Account",
	"Email Queue",
	"Error Log",
	"Integration Request",
	"User Type",
}
# of the actions that our ladders use, those that Frappe brings itself
OF_FRAPPE = {"Approve", "Reject", "Review"}
# what means nothing without one of these
ESSENTIAL = {"DocType", "Report", "Page", "Number Card", "Dashboard Chart", "Scheduled Job Type"}


def before_uninstall():
	"""Note what goes with the modules, which nothing tells afterwards; let the tables of the log be dropped.

	Frappe calls this for a dry run, too: nothing is changed yet.
	"""
	frappe.flags.con_center_gone = what_goes()
	seals.let_go()


def after_uninstall():
	gone = frappe.flags.con_center_gone
	if APP in frappe.get_installed_apps():
		return  # a dry run
	# hooks of the app are not to be called any more
	frappe.clear_cache()
	seals.remove()
	seals.remove(issued_file.SEALED)
	remove_files(gone["DocType"])
	remove_own(gone)
	remove_dangling(gone)
	take_back_name()
	frappe.db.commit()
	frappe.clear_cache()


def what_goes() -> dict[str, set[str]]:
	"""Return the names of what the site will not have any more, by DocType."""
	modules = frappe.get_all("Module Def", filters={"app_name": APP}, pluck="name")
	gone = {
		doctype: set(frappe.get_all(doctype, filters={"module": ("in", modules)}, pluck="name"))
		for doctype in ("DocType", *OF_MODULES)
	}
	gone["Module Def"] = set(modules)
	gone["Role"] = {role["role_name"] for role in seeds.ROLES}
	jobs = frappe.get_all("Scheduled Job Type", filters={"method": ("like", f"{APP}.%")}, pluck="name")
	gone["Scheduled Job Type"] = set(jobs)
	return gone


def remove_files(doctypes: set[str]) -> None:
	"""Remove the files of documents that are gone. A backup of all files is made before."""
	names = frappe.get_all("File", filters={"attached_to_doctype": ("in", doctypes)}, pluck="name")
	if not names:
		return
	back_up_files()
	reference = dict.fromkeys(("attached_to_doctype", "attached_to_name", "attached_to_field"))
	frappe.db.set_value("File", {"name": ("in", names)}, reference, update_modified=False)
	for name in names:
		frappe.delete_doc("File", name, force=True, delete_permanently=True)


def back_up_files() -> None:
	conf = frappe.conf
	backup = BackupGenerator(conf.db_name, conf.db_name, conf.db_password, db_type="mariadb")
	backup.set_backup_file_name()
	backup.backup_files()
	for path in (backup.backup_path_files, backup.backup_path_private_files):
		click.secho(f"The files are kept in {path}")


def remove_own(gone: dict[str, set[str]]) -> None:
	"""Remove what belongs to the app and is found by name: no link leads to it."""
	for doctype in ("Role", "Scheduled Job Type"):
		frappe.db.delete(doctype, {"name": ("in", gone[doctype])})
	for doctype, field, names in (
		("Custom DocPerm", "parent", gone["DocType"]),
		("Deleted Document", "deleted_doctype", gone["DocType"]),
		("__UserSettings", "doctype", gone["DocType"]),
		# what was kept encrypted
		("__Auth", "doctype", gone["DocType"]),
		("Block Module", "module", gone["Module Def"]),
		("Custom Field", "module", gone["Module Def"]),
		("Property Setter", "module", gone["Module Def"]),
	):
		frappe.db.delete(doctype, {field: ("in", names)})
	for doctype in OF_APPS:
		if frappe.db.table_exists(doctype):
			remove_rows(doctype, {"app": APP})
	frappe.db.delete("Patch Log", {"patch": ("like", f"{APP}.%")})
	frappe.db.delete("DefaultValue", {"parent": "__global", "defkey": ("like", f"{APP}%")})
	# a field that an admin has added elsewhere keeps what was entered
	for doctype in ("DocField", "Custom Field"):
		linked = {"fieldtype": "Link", "options": ("in", gone["DocType"])}
		frappe.db.set_value(doctype, linked, {"fieldtype": "Data", "options": None}, update_modified=False)


def remove_dangling(gone: dict[str, set[str]]) -> None:
	"""Remove what refers to what is gone: first to DocTypes, then to what only workflows of these used."""
	for field in links(gone):
		remove_link(field, gone[field.options])
	for field in links_by_name():
		for doctype in ("DocType", *OF_MODULES):
			remove_rows(field.parent, {field.options: doctype, field.fieldname: ("in", gone[doctype])})
	remove_unused("Workflow State", set(STATE_STYLES), "Workflow Document State", "state")
	remove_unused(
		"Workflow Action Master",
		{step[1] for part in parts("workflow") for ladder in part.LADDERS for step in ladder.transitions}
		- OF_FRAPPE,
		"Workflow Transition",
		"action",
	)


def links(gone: dict[str, set[str]]) -> list:
	"""Return the fields of all DocTypes, and an admin's, that link to something of which some is gone."""
	found = []
	for doctype, parent in (("DocField", "parent"), ("Custom Field", "dt as parent")):
		fields = [parent, "fieldname", "options", "reqd"]
		some_gone = [kind for kind, names in gone.items() if names]
		filters = {"fieldtype": "Link", "options": ("in", some_gone), "is_virtual": 0}
		found += frappe.get_all(doctype, filters=filters, fields=fields)
	return [field for field in found if field.parent not in gone["DocType"] and is_stored(field.parent)]


def links_by_name() -> list:
	"""Return the dynamic links whose kind is chosen from a list: those of workspaces."""
	fields = frappe.get_all(
		"DocField", filters={"fieldtype": "Dynamic Link"}, fields=["parent", "fieldname", "options"]
	)
	return [
		field
		for field in fields
		if frappe.get_all(
			"DocField",
			filters={"parent": field.parent, "fieldname": field.options, "fieldtype": "Select"},
			limit=1,
		)
	]


def is_stored(doctype: str) -> bool:
	meta = frappe.get_meta(doctype)
	return not (meta.issingle or meta.is_virtual)


def remove_link(field, names: set[str]) -> None:
	"""Remove the rows and documents whose `field` names one of these, or only the name from those that are kept."""
	refers = {field.fieldname: ("in", names)}
	is_row = frappe.get_meta(field.parent).istable
	if is_row or (field.parent not in KEPT and (field.reqd or field.options in ESSENTIAL)):
		remove_rows(field.parent, refers)
	else:
		frappe.db.set_value(field.parent, refers, empty(field), update_modified=False)


def empty(field) -> dict:
	"""Return the values of a link that is taken away, with the dynamic links that depend on it."""
	dependent = frappe.get_meta(field.parent).get(
		"fields", {"fieldtype": "Dynamic Link", "options": field.fieldname}
	)
	return dict.fromkeys((field.fieldname, *(other.fieldname for other in dependent)))


def remove_rows(doctype: str, filters: dict) -> None:
	"""Remove documents, or rows of tables, with the rows of their own tables."""
	names = frappe.get_all(doctype, filters=filters, pluck="name")
	if names:
		for table in frappe.get_meta(doctype).get_table_fields():
			frappe.db.delete(table.options, {"parenttype": doctype, "parent": ("in", names)})
		frappe.db.delete(doctype, {"name": ("in", names)})


def remove_unused(doctype: str, names: set[str], user: str, field: str) -> None:
	"""Remove what was seeded and no workflow uses any more."""
	used = set(frappe.get_all(user, filters={field: ("in", names)}, pluck=field))
	frappe.db.delete(doctype, {"name": ("in", names - used)})
