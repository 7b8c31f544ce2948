"""What an officer holds today: his Officer Assignments in force, and the roles that their positions give there."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import frappe
from frappe.utils import getdate, today

from con_center import registry
from con_center.access import statements
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, covers, reads_names
from con_center.access.statements import parameter

CHANGING = ("write", "create", "delete", "submit", "cancel", "amend")


class Post(NamedTuple):
	"""A position held in an area today, with the roles it gives there."""

	assignment: str
	position: str
	area: str
	roles: frozenset[str]
	own_right: bool
	# the kinds of documents (DocTypes) that it decides on, and changes; of none is said: all
	matters: frozenset[str] = frozenset()
	# the Substitution that gives it
	substitution: str | None = None

	def concerns(self, doctype: str | None) -> bool:
		return is_among(doctype, self.matters)


def posts(user: str | None = None) -> list[Post]:
	"""Return the posts that the user holds today, read once a request."""
	user = user or frappe.session.user
	if not hasattr(frappe.local, "con_center_posts"):
		frappe.local.con_center_posts = {}
	cache = frappe.local.con_center_posts
	if user not in cache:
		cache[user] = _read_posts(user)
	return cache[user]


def forget_posts() -> None:
	"""Let the posts be read anew: assignments or positions have changed."""
	frappe.local.con_center_posts = {}


def _read_posts(user: str) -> list[Post]:
	rows = statements.ask(_posts_query(), {"user": user, "day": today()}, as_dict=True)
	held: dict[str, dict] = {}
	for row in sorted(rows, key=lambda row: (row.from_date, row.name)):
		entry = held.setdefault(row.name, {"row": row, "roles": set()})
		if row.role:
			entry["roles"].add(row.role)
	return [_post(entry["row"], entry["roles"]) for entry in held.values()]


def _post(row, roles: set[str]) -> Post:
	return Post(
		row.name,
		row.position,
		row.area,
		frozenset(roles),
		row.capacity == "In Own Right",
		matters_of(row.matters),
		row.substitution or None,
	)


def is_among(doctype: str | None, matters: frozenset[str]) -> bool:
	"""Tell whether a DocType is one of these matters; where none is named, each is."""
	return not (matters and doctype) or doctype in matters


def matters_of(written: str | None) -> frozenset[str]:
	"""Return the DocTypes that are written one a line."""
	return frozenset(filter(None, (written or "").split("\n")))


@cache
def _posts_query() -> str:
	"""Return the query of a user's posts on a day. Every request asks it, and building it takes longer than asking."""
	assignment = frappe.qb.DocType("Officer Assignment")
	granted = frappe.qb.DocType("Position Role")
	position = frappe.qb.DocType("Position")
	query = (
		frappe.qb.from_(assignment)
		.join(position)
		.on(_gives(assignment, position))
		.left_join(granted)
		.on((granted.parent == position.name) & (granted.parenttype == "Position"))
		.select(assignment.name, assignment.position, assignment.area, assignment.capacity)
		.select(assignment.from_date, assignment.matters, assignment.substitution, granted.role)
		.where((assignment.user == parameter("user")) & in_force(assignment, parameter("day")))
		.where(position.disabled == 0)
	)
	return query.get_sql()


def in_force(assignment, day):
	"""Return the query criterion: the assignment is in force on `day` (both ends included)."""
	runs = (assignment.from_date <= day) & (assignment.to_date.isnull() | (assignment.to_date >= day))
	return runs & (assignment.withdrawn == 0)


def _gives(assignment, position):
	"""Return the query criterion: of this position the assignment gives the roles.

	A substitute gets what the one whom he stands for has, and not his own position over another's area.
	"""
	no_substitute = assignment.substitution.isnull() | (assignment.substitution == "")
	own = (position.name == assignment.position) & no_substitute
	return own | (position.name == assignment.acting_for_position)


def post_with_role(
	role: str, area: str | None, user: str | None = None, doctype: str | None = None
) -> Post | None:
	"""Return the user's post that gives `role` over `area`: the nearest one, held in own right if there is.

	doctype: what is to be decided on or changed by it.
	"""
	fitting = [p for p in posts(user) if role in p.roles and covers(p.area, area) and p.concerns(doctype)]
	return max(fitting, key=lambda p: (p.area != COUNTRY, len(p.area), p.own_right), default=None)


def sees_everything(user: str) -> bool:
	return user == "Administrator" or "System Manager" in frappe.get_roles(user)


def reads_all(doctype: str, user: str) -> bool:
	"""Tell whether the user reads documents of this kind wherever they lie, whatever his posts.

	Who runs the site does not where they are of people by name; the account of the Administrator is not asked, as jobs
	and tests run by it.
	"""
	return user == "Administrator" or (doctype not in registry.of_people() and sees_everything(user))


def area_codes(doctype: str, ptype: str = "read", user: str | None = None) -> list[str] | None:
	"""Return the codes of the areas in which the user has the right `ptype` on `doctype`.

	None means everywhere. A code that another one holds is left out. Of documents that name people in need, the areas of
	posts from which names are read: what is referred to those above is `codes_above`'s.
	"""
	user = user or frappe.session.user
	if reads_all(doctype, user):
		return None
	codes = _codes(doctype, ptype, user)
	if doctype in registry.named():
		codes = {code for code in codes if reads_names(code)}
	if COUNTRY in codes:
		return None
	return sorted(c for c in codes if not any(c != other and c.startswith(other) for other in codes))


def own_area(doctype: str) -> str:
	"""Return the smallest area that holds all those in which the session user may read documents of a DocType: where a
	report begins. The country where he may read everything, or nothing."""
	codes = area_codes(doctype)
	common = codes[0] if codes else ""
	while common and not all(code.startswith(common) for code in codes):
		common = common[:-2]
	return common or COUNTRY


def codes_above(doctype: str, user: str | None = None) -> list[str]:
	"""Return the codes of the areas of posts that read of a DocType with names what is referred up to them alone."""
	codes = _codes(doctype, "read", user or frappe.session.user)
	return sorted(code for code in codes if not reads_names(code))


def _codes(doctype: str, ptype: str, user: str) -> set[str]:
	"""Return the areas of the posts that give the right."""
	roles = {p.role for p in frappe.get_meta(doctype).permissions if not p.permlevel and p.get(ptype)}
	# a post for some matters reads whatever belongs to them, and changes these alone
	asked = doctype if ptype in CHANGING else None
	return {post.area for post in posts(user) if roles & post.roles and post.concerns(asked)}


def holders(role: str, area: str, day=None, doctype: str | None = None) -> list[dict]:
	"""Return the assignments that give `role` over `area` on `day` (today), as `holders_in`: the nearest first.

	doctype: what is to be decided on by them.
	"""
	codes = {COUNTRY, area} | {area[:length] for length in COLUMN_BY_LENGTH if length <= len(area)}
	rows = [row for row in holders_in(role, codes, day) if is_among(doctype, matters_of(row.matters))]
	return sorted(rows, key=lambda r: (r.area == COUNTRY, -len(r.area), r.capacity != "In Own Right", r.name))


def holders_in(role: str, codes: Iterable[str], day=None) -> list[dict]:
	"""Return the assignments to the areas themselves (DOPA codes) that give `role` on `day` (today), in one query.

	Disabled positions give nothing, and disabled users decide nothing. Each is a dict of name, user, officer_name,
	position, area, capacity, acting_for_position, matters.
	"""
	values = {"role": role, "codes": [*codes] or [""], "day": getdate(day or today())}
	rows = statements.ask(_holders_query(), values, as_dict=True)
	# one that two positions give the role stands there twice; to have the database leave out what is double, with a text
	# among the columns, takes it a table on disk for each step of a workflow
	return list({row.name: row for row in rows}.values())


@cache
def _holders_query() -> str:
	"""Return the query of `holders_in`, built once: each step of a workflow asks it."""
	assignment = frappe.qb.DocType("Officer Assignment")
	granted = frappe.qb.DocType("Position Role")
	position = frappe.qb.DocType("Position")
	account = frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(assignment)
		.join(position)
		.on(_gives(assignment, position))
		.join(granted)
		.on(
			(granted.parent == position.name)
			& (granted.parenttype == "Position")
			& (granted.role == parameter("role"))
		)
		.join(account)
		.on(account.name == assignment.user)
		.select(
			assignment.name,
			assignment.user,
			assignment.officer_name,
			assignment.position,
			assignment.area,
			assignment.capacity,
			assignment.acting_for_position,
			assignment.matters,
		)
		.where(assignment.area.isin(parameter("codes")) & in_force(assignment, parameter("day")))
		.where((position.disabled == 0) & (account.enabled == 1))
	)
	return query.get_sql()
