"""Each user's switches: which notices reach him, and how. He alone reads and changes them."""

import frappe

from con_center.access.statements import among
from con_center.notices.kinds import BELL_ALONE, GUARD, USUAL, WAYS

DOCTYPE, ROWS = "Notice Preference", "Notice Switch"


def of(users: list[str], kind: str) -> dict[str, dict[str, int]]:
	"""Return {user: {way: 0 or 1}} for this kind, with what is usual for those who have not chosen."""
	if kind == GUARD:
		return dict.fromkeys(users, BELL_ALONE)
	rows = frappe.get_all(
		ROWS,
		filters={"parenttype": DOCTYPE, "parent": among(users), "kind": kind},
		fields=["parent", *WAYS],
	)
	chosen = {row.parent: {way: row[way] for way in WAYS} for row in rows}
	return {user: chosen.get(user, USUAL[kind]) for user in users}


@frappe.whitelist()
def mine() -> str:
	"""Return the name of the session user's own preferences, made with what is usual where there are none yet."""
	user = frappe.session.user
	if not frappe.db.exists(DOCTYPE, user):
		# everybody has them, and nobody else makes them
		frappe.get_doc({"doctype": DOCTYPE, "user": user}).insert(ignore_permissions=True)
	return user


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Hook has_permission: one's own, whoever one is."""
	return doc.user == (user or frappe.session.user)


def condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook permission_query_conditions of preferences: one's own."""
	return f"`tab{DOCTYPE}`.`user` = {frappe.db.escape(user or frappe.session.user)}"


def condition_of_rows(user: str | None = None, doctype: str | None = None) -> str:
	return f"`tab{ROWS}`.`parent` = {frappe.db.escape(user or frappe.session.user)}"
