"""Whom a dispute names: mediators without a stake in it, officers who read it, and what each of them is called."""

import frappe
from frappe import _
from frappe.utils import get_fullname

from con_center.access.areas import covers
from con_center.access.posts import posts
from con_center.mediation.conflicts import conflict, officials, sitting_members
from con_center.mediation.errors import ConflictOfInterestError, DisputeError
from con_center.thai import name_key

DOCTYPE = "Dispute Case"
COMMITTEE_MEMBER = "Committee Member"


def officer_name(user: str) -> str:
	"""Return what an officer is called in his post, or by his account."""
	post = {"user": user, "status": "In Force"}
	return frappe.db.get_value("Officer Assignment", post, "officer_name") or get_fullname(user)


def is_party(doc, user: str) -> bool:
	"""Tell whether an officer is a party of a dispute, by what he is called in any of his posts, or by his account."""
	posts_of = frappe.get_all(
		"Officer Assignment", {"user": user, "status": "In Force"}, pluck="officer_name"
	)
	called = {name_key(name) for name in (*posts_of, get_fullname(user))} - {""}
	return any(name_key(party.party_name) in called for party in doc.parties)


@frappe.whitelist()
def members_to_choose(name: str) -> list[str]:
	"""Return the full names of those who sit in the committees of a dispute's area, for who keeps it; without its mediators."""
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("write")
	chosen = {name_key(row.mediator_name) for row in doc.mediators}
	return [member for key, member in sitting_members(doc.area).items() if key not in chosen]


def check(doc) -> None:
	"""For `validate`: nobody mediates who has a stake in it, and who reads it may read it in his post."""
	before = doc.get_doc_before_save()
	_refuse_twice(doc)
	_check_conflicts(doc)
	_check_members(doc, _known(before, "mediators", "mediator_name"))
	for table in ("mediators", "readers"):
		_check_readers(doc, table, _known(before, table, "reader"))


def _known(before, table: str, field: str) -> set[str]:
	return {row.get(field) for row in before.get(table)} if before else set()


def _refuse_twice(doc) -> None:
	for table, field in (("parties", "party_name"), ("mediators", "mediator_name")):
		seen = set()
		for row in doc.get(table):
			key = name_key(row.get(field))
			if key in seen:
				_throw(doc, table, row, _("{0} stands there already. Take one row away."), row.get(field))
			seen.add(key)


def _check_conflicts(doc) -> None:
	leading = officials(party.organization for party in doc.parties) if doc.mediators else {}
	for row in doc.mediators:
		if why := conflict(row, doc.parties, leading):
			said = _("{0} cannot mediate this dispute: {1}. Choose somebody else.")
			_throw(doc, "mediators", row, said, row.mediator_name, why, error=ConflictOfInterestError)


def _check_members(doc, known: set[str]) -> None:
	new = [
		row for row in doc.mediators if row.standing == COMMITTEE_MEMBER and row.mediator_name not in known
	]
	sitting = sitting_members(doc.area) if new else {}
	for row in new:
		if name_key(row.mediator_name) not in sitting:
			said = _(
				"{0} does not sit in a committee of this sub-district, its district or its province today. Choose “{1}”, or correct the name."
			)
			_throw(doc, "mediators", row, said, row.mediator_name, _("Neutral Person"))


def _check_readers(doc, table: str, known: set[str]) -> None:
	for row in doc.get(table):
		user = row.reader
		if not user:
			continue
		if is_party(doc, user):
			said = _("{0} is a party: a party reads the case on paper, with the responsible officer.")
			_throw(doc, table, row, said, officer_name(user), error=ConflictOfInterestError)
		if user not in known and not may_have(user, doc.area):
			said = _("{0} holds no post today that covers this area. Choose an officer who does.")
			_throw(doc, table, row, said, officer_name(user))


def may_have(user: str, area: str) -> bool:
	"""Tell whether one of the user's posts lets him read disputes of the area, apart from who is named in them."""
	roles = {p.role for p in frappe.get_meta(DOCTYPE).permissions if p.read and not p.permlevel}
	return any(roles & post.roles and covers(post.area, area) for post in posts(user))


def _throw(doc, table: str, row, said: str, *values, error: type[Exception] = DisputeError) -> None:
	what = said.format(*(frappe.bold(value) for value in values))
	frappe.throw(_("{0}, row {1}: {2}").format(_(doc.meta.get_label(table)), row.idx, what), error)
