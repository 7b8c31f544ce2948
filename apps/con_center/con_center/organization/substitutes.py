"""Who names whom to act for somebody on leave: he himself, who is above him, or an administrator by a written order."""

from collections.abc import Iterable

import frappe
from frappe.utils import getdate

from con_center.access.areas import covers
from con_center.access.posts import Post, posts, sees_everything
from con_center.access.roles import ADMINISTRATOR_ROLES, SIGNATORY_ROLES

HIMSELF, SUPERIOR, ADMINISTRATOR = "Himself", "Superior", "Administrator"
# what a substitution stands on: who holds each of its posts, which, where and in what capacity
STANDS_ON = ("user", "position", "area", "capacity", "substitution")


def named_as(user: str, post, roles: Iterable[str]) -> str | None:
	"""Return as what the user names a substitute for a post (an Officer Assignment) with these roles; None: not at all.

	A post that he has as a substitute counts for nothing.
	"""
	if user == post.user:
		return HIMSELF
	held = [each for each in posts(user) if not each.substitution]
	if any(is_above(each, post.area, roles) for each in held):
		return SUPERIOR
	administers = any("CON Administrator" in each.roles and covers(each.area, post.area) for each in held)
	return ADMINISTRATOR if administers or sees_everything(user) else None


def is_above(post: Post, area: str, roles: Iterable[str]) -> bool:
	"""Tell whether a post is above another one in the same line: in a wider area, or signing for the same one."""
	in_line = post.roles - set(ADMINISTRATOR_ROLES)
	if post.area != area:
		return bool(in_line) and covers(post.area, area)
	return bool(in_line.intersection(SIGNATORY_ROLES)) and not set(roles).intersection(SIGNATORY_ROLES)


def overlapping(substitution, **filters) -> list[str]:
	"""Return the titles of other substitutions at the same time of which these filters are true."""
	return frappe.get_all(
		"Substitution",
		filters={
			"from_date": ("<=", substitution.to_date),
			"to_date": (">=", substitution.from_date),
			"withdrawn": 0,
			"name": ("!=", substitution.name or ""),
			**filters,
		},
		pluck="title",
	)


def covers_days(post, substitution) -> bool:
	"""Tell whether a post (an Officer Assignment) is held on all days of a substitution."""
	begins = getdate(post.from_date) <= getdate(substitution.from_date)
	return begins and (not post.to_date or getdate(post.to_date) >= getdate(substitution.to_date))


def follow(post) -> None:
	"""End the substitutions that stand on a post which has just been changed, and is not what it was or not as long."""
	before = post.get_doc_before_save()
	if not before:
		return
	is_another = any(before.get(field) != post.get(field) for field in STANDS_ON)
	for name in frappe.get_all(
		"Substitution",
		filters={"withdrawn": 0, "status": ("!=", "Ended")},
		or_filters={"post": post.name, "substitute_post": post.name},
		pluck="name",
	):
		substitution = frappe.get_doc("Substitution", name)
		if is_another or post.withdrawn or not covers_days(post, substitution):
			substitution.end()
