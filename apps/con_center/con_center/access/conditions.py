"""The condition on lists: the areas of a user's posts, as SQL."""

import frappe
from pypika.functions import Length
from pypika.terms import Case, Function

from con_center import registry
from con_center.access import named, secrecy
from con_center.access.areas import (
	COLUMN_BY_LENGTH,
	COUNTRY,
	LEVEL_BY_LENGTH,
	areas_above,
	level_of,
	reads_names,
)
from con_center.access.posts import area_codes


def for_lists(user: str | None, doctype: str) -> str:
	"""Hook permission_query_conditions, of all DocTypes: "" for those that belong to no area."""
	if doctype in registry.scoped():
		return conditions(doctype, user)
	return row_conditions(doctype, user) if doctype in registry.parent_of_row() else ""


def for_files(user: str | None, doctype: str) -> str:
	"""Return the condition of the documents, or rows of them, whose files the user reads (`documents.reads_files`)."""
	return _of_his_areas(user, doctype) if registry.keeps_files(doctype) else for_lists(user, doctype)


def for_history(user: str | None, doctype: str) -> str:
	"""Return the condition of the documents, or rows of them, whose history the user reads (`documents.reads_history`)."""
	return _of_his_areas(user, doctype) if registry.keeps_history(doctype) else for_lists(user, doctype)


def _of_his_areas(user: str | None, doctype: str) -> str:
	if doctype in registry.scoped():
		return conditions(doctype, user, reads_wider=False)
	return row_conditions(doctype, user, reads_wider=False)


def conditions(doctype: str, user: str | None = None, reads_wider: bool = True) -> str:
	"""Return the SQL condition that keeps a list of `doctype` to the user's areas, and to what is no secret to him.

	"" for everything. reads_wider: what is read from areas below (`registry.READ_BELOW`), or is open to all, too.
	"""
	codes = area_codes(doctype, "read", user)
	open_to_him = secrecy.condition(doctype, user)
	if codes is None:
		has_all = named.looks_after(doctype, user or frappe.session.user)
		nearer = "" if has_all else named.not_about_names(doctype)
		return " and ".join(filter(None, (open_to_him, nearer)))
	parts = [_within(doctype, code) for code in codes]
	if doctype in registry.named():
		parts += named.referred(doctype, user)
	if parts and reads_wider and doctype in registry.READ_BELOW:
		above = ", ".join(frappe.db.escape(code) for code in sorted(areas_above(codes)))
		parts.append(f"`tab{doctype}`.`area` in ({above})")
	if parts and reads_wider and doctype in registry.opened():
		# not by an index: most are open, and MariaDB would sort all of them instead of reading in the list's order
		parts.append(f"`tab{doctype}`.`{registry.OPEN_TO_ALL}` + 0 = 1")
	if not parts:
		return "1 = 0"
	within = f"({' or '.join(parts)})"
	return f"({within} and {open_to_him})" if open_to_him else within


def _within(doctype: str, code: str) -> str:
	placed = f"`tab{doctype}`.`{COLUMN_BY_LENGTH[len(code)]}` = {frappe.db.escape(code)}"
	kept_from_it = "" if reads_names(code) else named.not_about_names(doctype)
	return f"({placed} and {kept_from_it})" if kept_from_it else placed


def row_conditions(row: str, user: str | None = None, reads_wider: bool = True) -> str:
	"""Return the SQL condition that keeps a list of rows inside the user's areas: those of their documents.

	Rows of documents that have no area are kept by the rights to these alone.
	"""
	parent = registry.parent_of_row()[row]
	within = conditions(parent, user, reads_wider)
	if not within:
		return ""
	of_others = [
		f"`tab{row}`.`parenttype` = {frappe.db.escape(other)}" for other in registry.other_parents(row)
	]
	of_areas = f"`tab{row}`.`parent` in (select `name` from `tab{parent}` where {within})"
	return f"({' or '.join([*of_others, of_areas])})"


def place_terms(area) -> dict:
	"""Return what `areas.place_of` does of codes, of a term that stands for one: for rows that the database makes."""
	somewhere, length = area != COUNTRY, Length(area)
	level = Case().when(area == COUNTRY, level_of(COUNTRY))
	for digits, name in LEVEL_BY_LENGTH.items():
		level = level.when(length == digits, name)
	return {
		"area": area,
		"level": level,
		"district": Case().when(somewhere & (length >= 4), Function("left", area, 4)),
		"province": Case().when(somewhere, Function("left", area, 2)),
	}


def add_indexes(doctype: str) -> None:
	"""Index what the scope condition and the lists' order use together, one index a level and order.

	Lists begin in the DocType's own order, for those who see the whole country, too. Of documents that name people, posts
	above find the few that are referred up to them.
	"""
	orders = dict.fromkeys(("modified", frappe.get_meta(doctype).sort_field or "modified"))
	for order in orders:
		for column in COLUMN_BY_LENGTH.values():
			frappe.db.add_index(doctype, [column, order])
		if order not in ("modified", "creation"):
			frappe.db.add_index(doctype, [order])
		if doctype in registry.named():
			frappe.db.add_index(doctype, ["referred_to", order])
			frappe.db.add_index(doctype, ["province", "is_referred", order])
