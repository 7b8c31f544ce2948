"""What is secret is read by those who are named, and by nobody for his post in the area alone.

A document is secret where its field `secrecy` says so. It is read by who made it, who is to sign it, who signs for its
area, to whom it was given to be done, and whom its office has named for secret letters (Office). What is about a secret
document (entries of the log, opinions, the issued file) is read by the same. Secrecy only narrows: areas hold as well.
"""

import frappe

from con_center import registry
from con_center.access.posts import holders_in, posts, sees_everything
from con_center.access.roles import SIGNATORY_ROLES

OFFICERS = "Office Secrecy Officer"
# by what of a document it is known who reads it
FIELDS = ("secrecy", "owner", "area", "office", "assigned_to", "signatory")


def condition(doctype: str, user: str | None = None) -> str:
	"""Return the SQL condition that leaves out what is secret to the user; "" where nothing can be."""
	user = user or frappe.session.user
	if not _narrows(doctype) or sees_everything(user):
		return ""
	if doctype in registry.secret():
		return _readable(doctype, user)
	about = [
		f"(`tab{doctype}`.`reference_doctype` != {frappe.db.escape(kind)} or `tab{doctype}`.`reference_name` not in"
		f" (select `name` from `tab{kind}` where `tab{kind}`.`secrecy` != '' and not {_readable(kind, user)}))"
		for kind in registry.secret()
	]
	return f"({' and '.join(about)})"


def _narrows(doctype: str) -> bool:
	return doctype in registry.secret() or doctype in registry.about_others()


def _readable(doctype: str, user: str) -> str:
	"""Return the SQL condition of the documents that are not secret, or not to this user; never null."""
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
	return f"({' or '.join(parts)})"


def _listed(values) -> str:
	return ", ".join(frappe.db.escape(value) for value in sorted(values))


def _signs_for(doctype: str, user: str) -> set[str]:
	"""Return the areas for which the user signs documents of this kind today."""
	return {post.area for post in posts(user) if post.roles & {*SIGNATORY_ROLES} and post.concerns(doctype)}


def fields_of(doctype: str) -> set[str]:
	"""Return the fields by which it is known who reads a document of this kind."""
	if doctype in registry.secret():
		return {field for field in FIELDS if field == "owner" or field in registry.fieldnames(doctype)}
	return {"reference_doctype", "reference_name"} if doctype in registry.about_others() else set()


def may_read(doctype: str, stored, user: str | None = None) -> bool:
	"""Tell whether secrecy lets the user have a document; stored: what stands in its `fields_of`."""
	user = user or frappe.session.user
	if doctype in registry.about_others():
		doctype, name = stored.get("reference_doctype"), stored.get("reference_name")
		if doctype not in registry.secret():
			return True
		stored = frappe.db.get_value(doctype, name, [*fields_of(doctype)], as_dict=True) or {}
	if not stored.get("secrecy") or sees_everything(user):
		return True
	return (
		user in (stored.get("owner"), stored.get("assigned_to"))
		or stored.get("area") in _signs_for(doctype, user)
		or stored.get("signatory") in {post.assignment for post in posts(user)}
		or bool(frappe.db.exists(OFFICERS, {"parent": stored.get("office") or "", "user": user}))
	)


def without_secrets(doc, rows: list) -> list:
	"""Return those of some posts (dicts with `user`) whose holders may read a document."""
	if not doc.get("secrecy"):
		return rows
	return [row for row in rows if may_read(doc.doctype, doc, row.user)]


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
