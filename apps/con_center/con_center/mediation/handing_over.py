"""A dispute goes to another responsible officer: handed over by who keeps it, or by the head of the office, with a reason.

The head learns number, kind and who keeps it, and reads nothing else. He gives no case to himself, so that nobody comes
to read one by his rank.
"""

import frappe
from frappe import _
from frappe.utils import get_fullname, now_datetime
from pypika.terms import Criterion

from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, covers
from con_center.access.posts import holders, holders_in, posts
from con_center.access.roles import SIGNATORY_ROLES
from con_center.approval.meaning import states
from con_center.mediation.errors import HandingOverError
from con_center.mediation.people import DOCTYPE, is_party, officer_name
from con_center.mediation.retention import NAMES
from con_center.mediation.workflow import KEEPERS, OVER
from con_center.notices import tell_later, with_thai
from con_center.notices.kinds import CASE_GIVEN

SHORTEST_REASON = 8


@frappe.whitelist(methods=["POST"])
def hand_over(name: str, to: str, reason: str) -> None:
	"""Give a dispute to another officer of its area, who keeps it from now on; it is noted in the case, and told."""
	doc = _of_keeper_or_head(name)
	said = " ".join((reason or "").split())
	if len(said) < SHORTEST_REASON:
		frappe.throw(
			_("Reason: say why the case goes to another officer; it is kept with the case."), HandingOverError
		)
	if to == doc.kept_by:
		frappe.throw(_("Officer: {0} keeps this case already.").format(doc.kept_by_name), HandingOverError)
	if to == frappe.session.user:
		frappe.throw(
			_("Officer: nobody gives a case to himself. Choose another officer of the area."),
			HandingOverError,
		)
	if to not in {each["user"] for each in _keepers(doc)}:
		# the same words for a party: who hands over may not know the parties
		frappe.throw(
			_("Officer: choose another officer whose post covers the sub-district of the case."),
			HandingOverError,
		)
	_move(doc, to, said)


def _move(doc, to: str, reason: str) -> None:
	before, after = doc.kept_by, officer_name(to)
	# who hands over may not write the case, or not any more
	doc.append(
		"handovers",
		{
			"moved_on": now_datetime(),
			"from_name": doc.kept_by_name,
			"to_name": after,
			"by_name": get_fullname(),
			"reason": reason,
		},
	).db_insert()
	doc.db_set({"kept_by": to, "kept_by_name": after})
	told = with_thai(lambda: _("A case was handed over to you: {0}").format(doc.title))
	tell_later(CASE_GIVEN, [to], DOCTYPE, doc.name, told)
	frappe.msgprint(
		_("{0} is with {1} now.").format(doc.title, after)
		+ (" " + _("You do not read it any more.") if before == frappe.session.user else ""),
		alert=True,
		indicator="green",
	)


@frappe.whitelist()
def whom_to_give(name: str) -> list[dict]:
	"""Return the officers who could keep a dispute: dicts of user, officer_name, position and area."""
	doc = _of_keeper_or_head(name)
	return [row for row in _keepers(doc) if row["user"] not in (doc.kept_by, frappe.session.user)]


def _keepers(doc) -> list[dict]:
	"""Return whose posts let them keep a dispute, and who is no party of it."""
	found = {}
	for role in KEEPERS:
		for post in holders(role, doc.area, doctype=DOCTYPE):
			if post.area != COUNTRY:
				row = {field: post[field] for field in ("user", "officer_name", "position", "area")}
				found.setdefault(post.user, row)
	return [row for user, row in found.items() if not is_party(doc, user)]


def _of_keeper_or_head(name: str):
	"""Return a dispute, locked, for who keeps it or heads its office; to others there is none."""
	area = frappe.db.get_value(DOCTYPE, name, "area") if isinstance(name, str) else None
	keeper = frappe.db.get_value(DOCTYPE, name, "kept_by") if area else None
	if not area or not (keeper == frappe.session.user or covers_any(headed_areas(), area)):
		frappe.throw(
			_("You can hand over the disputes that you keep, and as head of the office those of its area."),
			frappe.PermissionError,
		)
	doc = frappe.get_doc(DOCTYPE, name, for_update=True)
	doc.refuse_after_names_went()
	return doc


def covers_any(codes: list[str], area: str) -> bool:
	return any(covers(code, area) for code in codes)


def headed_areas() -> list[str]:
	"""Return the areas whose office the session user heads today: for which he signs."""
	return sorted(
		{post.area for post in posts() if post.roles & {*SIGNATORY_ROLES} and post.concerns(DOCTYPE)}
	)


def register(codes: list[str]) -> list[dict]:
	"""Return disputes of these areas for who heads their office: name, number, kind, area, kept_by and its name.

	Those that are open, and those of whose names somebody has to be told that they are kept for too long.
	Nothing else of a case is told: no party, no state, no day.
	"""
	if not codes:
		return []
	table = frappe.qb.DocType(DOCTYPE)
	asked = table.workflow_state.notin(states(DOCTYPE, *OVER)) | NAMES.told_in(table)
	within = Criterion.any(table[COLUMN_BY_LENGTH[len(code)]] == code for code in codes)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.number, table.kind, table.area, table.kept_by, table.kept_by_name)
		.where(within & asked)
		.orderby(table.area)
		.orderby(table.name)
	).run(as_dict=True)


def left_behind(rows: list[dict]) -> list[dict]:
	"""Return those rows of the register whose keepers hold no post over the case's area today; two queries."""
	if not rows:
		return []
	areas = {row.area for row in rows}
	codes = {area[:length] for area in areas for length in COLUMN_BY_LENGTH if length <= len(area)}
	held = {(post.user, post.area) for role in KEEPERS for post in holders_in(role, codes)}
	return [
		row
		for row in rows
		if not any((row.kept_by, row.area[:length]) in held for length in COLUMN_BY_LENGTH)
	]
