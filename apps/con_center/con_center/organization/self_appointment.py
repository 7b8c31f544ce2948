"""Who gives himself a post is told to those above him; what he can do with it, `approval.own_work` says."""

import frappe
from frappe import _
from frappe.utils import get_fullname
from frappe.utils.user import get_users_with_role

from con_center.access.areas import COUNTRY, ancestor
from con_center.access.roles import SIGNATORY_ROLES
from con_center.notices import tell_later
from con_center.notices.kinds import GUARD

# what makes a post what it is: who changes one of these has given it
SUBSTANCE = ("user", "position", "area", "from_date", "to_date", "capacity", "acting_for_position")
ABOVE = {"Village": "Sub-district", "Sub-district": "District", "District": "Province", "Province": "Country"}


def note(assignment) -> None:
	"""Note who has given the post as it is now, before it is saved."""
	before = assignment.get_doc_before_save()
	if not before or any(before.get(field) != assignment.get(field) for field in SUBSTANCE):
		assignment.appointed_by = frappe.session.user


def report(assignment) -> None:
	"""Tell the level above and the other administrators, once this is committed, that somebody gave himself this post."""
	if assignment.appointed_by != assignment.user or not _is_news(assignment):
		return
	users = sorted(set(level_above(assignment.area)) | set(get_users_with_role("System Manager")))
	subject = _("{0} has given himself the post {1}, {2}").format(
		get_fullname(assignment.user),
		assignment.position,
		frappe.get_cached_value("Area", assignment.area, "full_name"),
	)
	others = [user for user in users if user not in (assignment.user, "Administrator")]
	tell_later(GUARD, others, assignment.doctype, assignment.name, subject)


def _is_news(assignment) -> bool:
	before = assignment.get_doc_before_save()
	return not before or any(
		before.get(field) != assignment.get(field) for field in ("appointed_by", *SUBSTANCE)
	)


def level_above(area: str) -> list[str]:
	"""Return the users who hold a post today at the next level above the area that has any."""
	level = frappe.get_cached_value("Area", area, "level")
	while level := ABOVE.get(level):
		if users := users_of(ancestor(area, level) or COUNTRY):
			return users
	return []


def users_of(area: str) -> list[str]:
	return frappe.get_all(
		"Officer Assignment", filters={"area": area, "status": "In Force"}, pluck="user", distinct=True
	)


def position_gained(position: str, gained: set[str]) -> None:
	"""Treat who makes his own position one that signs like who has given himself the post."""
	if not gained.intersection(SIGNATORY_ROLES):
		return
	user = frappe.session.user
	for name in frappe.get_all(
		"Officer Assignment",
		filters={"user": user},
		or_filters={"position": position, "acting_for_position": position},
		pluck="name",
	):
		frappe.db.set_value("Officer Assignment", name, "appointed_by", user)
		report(frappe.get_doc("Officer Assignment", name))
