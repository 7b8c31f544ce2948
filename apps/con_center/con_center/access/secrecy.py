"""What is secret or confidential is read by those who are named, and by nobody for his post in the area alone.

*Secret* is a document whose field `secrecy` says so. It is read by who made it, who is to sign it, who signs for its
area, to whom it was given to be done, and whom its office has named for secret letters (Office); who reads it, changes
it. *Confidential* is every document of a DocType with the field `kept_by` (`registry.confidential`): it is read by who
keeps it and by whom its rows name (`reader`), and changed by who keeps it. Its maker, who signs for the area and who
runs the site do not read it for that; the account of the Administrator alone is not asked, as jobs and tests run by it.
What is about such a document (entries of the log, opinions, openings, the issued file) is read by the same. All of this
only narrows: areas hold as well.
"""

import frappe

from con_center import registry
from con_center.access import statements
from con_center.access.posts import holders_in, posts, reads_all
from con_center.access.roles import SIGNATORY_ROLES

OFFICERS = "Office Secrecy Officer"
# by what of a document it is known who reads it
FIELDS = ("secrecy", "owner", "area", "office", "assigned_to", "signatory")
OF_CONFIDENTIAL = ("name", registry.KEEPER)


def condition(doctype: str, user: str | None = None) -> str:
	"""Return the SQL condition that leaves out what is closed to the user; "" where nothing can be."""
	user = user or frappe.session.user
	if doctype in registry.closed():
		return _readable(doctype, user)
	if doctype not in registry.about_others():
		return ""
	table = f"`tab{doctype}`"
	parts = []
	for kind in registry.closed():
		if readable := _readable(kind, user):
			of_others = f"ifnull({table}.`reference_doctype`, '') != {frappe.db.escape(kind)}"
			parts.append(
				f"({of_others} or ifnull({table}.`reference_name`, '') {_among_open(kind, readable)})"
			)
	return f"({' and '.join(parts)})" if parts else ""


def _among_open(kind: str, readable: str) -> str:
	"""Return the SQL test of a name: whichever of both is about fewer documents."""
	if kind in registry.confidential():
		return f"in (select `name` from `tab{kind}` where {readable})"
	return f"not in (select `name` from `tab{kind}` where `tab{kind}`.`secrecy` != '' and not {readable})"


def _readable(doctype: str, user: str) -> str:
	"""Return the SQL condition of the documents that are not closed to this user, never null; "" for all of them."""
	if reads_all(doctype, user):
		return ""
	parts = _of_named(doctype, user) if doctype in registry.confidential() else _of_secret(doctype, user)
	return f"({' or '.join(parts)})"


def _of_named(doctype: str, user: str) -> list[str]:
	table, me, kind = f"`tab{doctype}`", frappe.db.escape(user), frappe.db.escape(doctype)
	return [
		f"ifnull({table}.`{registry.KEEPER}`, '') = {me}",
		*(
			f"{table}.`name` in (select `parent` from `tab{rows}` where `parenttype` = {kind} and `{registry.READER}` = {me})"
			for rows in registry.tables_of_readers(doctype)
		),
	]


def _of_secret(doctype: str, user: str) -> list[str]:
	table, me = f"`tab{doctype}`", frappe.db.escape(user)
	parts = [f"ifnull({table}.`secrecy`, '') = ''", f"{table}.`owner` = {me}"]
	if areas := _signs_for(doctype, user):
		parts.append(f"ifnull({table}.`area`, '') in ({_listed(areas)})")
	fields = registry.fieldnames(doctype)
	if "assigned_to" in fields:
		parts.append(f"ifnull({table}.`assigned_to`, '') = {me}")
	if "signatory" in fields and (own := [post.assignment for post in posts(user)]):
		parts.append(f"ifnull({table}.`signatory`, '') in ({_listed(own)})")
	parts.append(
		f"ifnull({table}.`office`, '') in (select `parent` from `tab{OFFICERS}` where `parenttype` = 'Office' and `user` = {me})"
	)
	return parts


def _listed(values) -> str:
	return ", ".join(frappe.db.escape(value) for value in sorted(values))


def _signs_for(doctype: str, user: str) -> set[str]:
	"""Return the areas for which the user signs documents of this kind today."""
	return {post.area for post in posts(user) if post.roles & {*SIGNATORY_ROLES} and post.concerns(doctype)}


def fields_of(doctype: str) -> set[str]:
	"""Return the fields by which it is known who reads a document of this kind."""
	if doctype in registry.confidential():
		return {*OF_CONFIDENTIAL}
	if doctype in registry.secret():
		return {field for field in FIELDS if field == "owner" or field in registry.fieldnames(doctype)}
	return {"reference_doctype", "reference_name"} if doctype in registry.about_others() else set()


def may_read(doctype: str, stored, user: str | None = None) -> bool:
	"""Tell whether secrecy lets the user have a document; stored: what stands in its `fields_of`."""
	user = user or frappe.session.user
	if doctype in registry.about_others():
		doctype, name = stored.get("reference_doctype"), stored.get("reference_name")
		if doctype not in registry.closed():
			return True
		stored = statements.stored(doctype, name, fields_of(doctype)) or {}
	if doctype not in registry.closed() or reads_all(doctype, user):
		return True
	if doctype in registry.confidential():
		return user in readers_of(doctype, stored)
	return (
		not stored.get("secrecy")
		or user in (stored.get("owner"), stored.get("assigned_to"))
		or stored.get("area") in _signs_for(doctype, user)
		or stored.get("signatory") in {post.assignment for post in posts(user)}
		or bool(frappe.db.exists(OFFICERS, {"parent": stored.get("office") or "", "user": user}))
	)


def may_change(doctype: str, stored, user: str | None = None) -> bool:
	"""Tell whether secrecy lets the user change a document, or decide on it: a confidential one, who keeps it."""
	user = user or frappe.session.user
	if doctype not in registry.confidential() or user == "Administrator":
		return may_read(doctype, stored, user)
	return bool(user) and user == stored.get(registry.KEEPER)


def readers_of(doctype: str, stored) -> set[str]:
	"""Return the users whom a confidential document, as it is stored, names as its readers."""
	of_document = {"parent": stored.get("name") or "", "parenttype": doctype}
	named = [
		user
		for rows in registry.tables_of_readers(doctype)
		for user in frappe.get_all(rows, filters=of_document, pluck=registry.READER)
	]
	return {stored.get(registry.KEEPER), *named} - {None, ""}


def without_secrets(doc, rows: list, changing: bool = False) -> list:
	"""Return those of some posts (dicts with `user`) whose holders may read a document, or change it."""
	if not doc.get("secrecy") and doc.doctype not in registry.confidential():
		return rows
	asks = may_change if changing else may_read
	allowed = {user for user in {row.user for row in rows} if asks(doc.doctype, doc, user)}
	return [row for row in rows if row.user in allowed]


def receivers_in(areas: list[str], offices: list[str]) -> dict[str, set[str]]:
	"""Return {area: users} who read what comes in secretly for areas, at these offices of theirs; three queries."""
	found: dict[str, set[str]] = {}
	for role in SIGNATORY_ROLES:
		for row in holders_in(role, areas):
			found.setdefault(row.area, set()).add(row.user)
	officer, office = frappe.qb.DocType(OFFICERS), frappe.qb.DocType("Office")
	named = (
		frappe.qb.from_(officer)
		.join(office)
		.on((office.name == officer.parent) & (officer.parenttype == "Office"))
		.select(office.area, officer.user)
		.where(office.name.isin([*offices] or [""]))
	).run()
	for area, user in named:
		found.setdefault(area, set()).add(user)
	return found
