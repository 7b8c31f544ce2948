"""Opinions: whoever has a document asks another officer before he decides, and what comes is kept with the document.

The decision waits for it: it can be taken all the same, with a reason. What was asked, and what was answered, stays.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import formatdate

from con_center import registry
from con_center.access import named, secrecy
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY
from con_center.access.removal import GONE
from con_center.access.statements import among
from con_center.approval.findings import NOTE, ODD, Finding

DOCTYPE = "Opinion"
OPEN, ANSWERED, DONE_WITHOUT = "Waited For", "Answered", "Decided Without It"
# of one page
MOST = 40
# what goes where names go (`access.removal`)
EMPTIED = {"question": GONE, "opinion": None}


def find(doc) -> Iterator[Finding]:
	"""Find what is still waited for, and tell what has come."""
	for opinion in kept_with(doc):
		who = f"{opinion.officer_name}, {_(opinion.position)}"
		if opinion.status == OPEN:
			text = _("It waits for the opinion of {0}, asked for until {1}").format(
				who, formatdate(opinion.due_on)
			)
			yield Finding(ODD, text)
		elif opinion.status == ANSWERED:
			yield Finding(NOTE, _("Opinion of {0}: {1}").format(who, opinion.opinion))


def kept_with(doc) -> list[dict]:
	return frappe.get_all(
		DOCTYPE,
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		fields=["name", "status", "officer_name", "position", "due_on", "opinion"],
		order_by="creation",
	)


def close(doc) -> None:
	"""Nobody waits any more for what was asked before a decision that has been taken."""
	opinion = frappe.qb.DocType(DOCTYPE)
	of_document = (opinion.reference_name == doc.name) & (opinion.reference_doctype == doc.doctype)
	frappe.qb.update(opinion).set(opinion.status, DONE_WITHOUT).where(
		of_document & (opinion.status == OPEN)
	).run()


def asked_of_me() -> list[dict]:
	"""Return what waits for the session user's opinion, what is due first: of documents that he may read still."""
	return frappe.get_list(
		DOCTYPE,
		filters={"asked": frappe.session.user, "status": OPEN},
		fields=[
			"name",
			"reference_doctype",
			"reference_name",
			"reference_title",
			"area",
			"question",
			"due_on",
			"asked_by_name",
		],
		order_by="due_on asc, creation asc",
		limit_page_length=MOST,
	)


@frappe.whitelist()
def whom_to_ask(doctype: str, name: str) -> list[dict]:
	"""Return whom the session user can ask about a document: dicts of user, officer_name, position and area.

	Officers whose posts cover its area, beside or above, who may read it; the nearest first.
	"""
	if doctype not in registry.governed():
		frappe.throw(_("{0}: opinions are asked for on documents with an approval.").format(_(doctype)))
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	roles = [p.role for p in doc.meta.permissions if p.read and not p.permlevel]
	positions = set(frappe.get_all("Position Role", filters={"role": ("in", roles)}, pluck="parent"))
	around = {COUNTRY, *(doc.area[:length] for length in COLUMN_BY_LENGTH if length <= len(doc.area))}
	posts = frappe.get_all(
		"Officer Assignment",
		filters={"area": ("in", sorted(around)), "status": "In Force", "user": ("!=", frappe.session.user)},
		fields=["user", "officer_name", "position", "acting_for_position", "area"],
		order_by="name",
	)
	enabled = {"name": among(post.user for post in posts), "enabled": 1}
	users = set(frappe.get_all("User", filters=enabled, pluck="name"))
	found: dict[str, dict] = {}
	posts = [post for post in secrecy.without_secrets(doc, posts) if named.reaches(doc, post.area)]
	for post in sorted(posts, key=lambda post: (post.area == COUNTRY, -len(post.area))):
		if post.user in users and positions & {post.position, post.acting_for_position}:
			found.setdefault(post.user, post)
	return list(found.values())
