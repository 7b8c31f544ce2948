from collections.abc import Callable
from typing import Any, NamedTuple

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, today
from pypika.enums import Comparator
from pypika.terms import BasicCriterion, ExistsCriterion

from con_center.access.areas import COUNTRY, level_of
from con_center.access.posts import in_force, own_area
from con_center.learning.figures import PARTICIPANT
from con_center.organization.doctype.area.area import full_names
from con_center.planning.figures import below, within
from con_center.seams.arguments import report_filters

COLUMN_BELOW = {"Country": "province", "Province": "district", "District": "area"}
MEMBERS, OFFICERS = "Members of Committees", "Officers"
WHO = (MEMBERS, OFFICERS)


def execute(filters: dict | None = None):
	"""Report of who has never come to a training on a subject: numbers by the parts of an area, names in a sub-district.

	filters: subject, area, who (one of WHO), own (names of who belongs to the area itself, to none of its parts).
	Somebody is known by his name in his province. Within the user's areas.
	"""
	asked = report_filters(filters)
	subject = asked.subject or frappe.db.get_value("Learning Subject", {"about_regulation": 1, "disabled": 0})
	who = asked.who if asked.who in WHO else MEMBERS
	area = asked.area or own_area(PARTICIPANT)
	if area != COUNTRY and level_of(area) == "Sub-district":
		return name_columns(), names(people(who, area), subject)
	if cint(asked.own):
		return name_columns(), names(of_itself(people(who, area), area), subject)
	rows = counts(people(who, area), subject, COLUMN_BELOW[level_of(area)], area)
	return columns(), rows, None, None, summary(rows)


class NullSafe(Comparator):
	"""MariaDB's comparison by which nothing is the same as nothing; it asks an index, as = does."""

	same = "<=>"


class People(NamedTuple):
	"""People who should know. query: of them, without columns; place: the table that says where they are; same: of the
	table of who came, the criterion that somebody is the same."""

	query: Any
	place: Any
	name: Any
	what: Any
	same: Callable


def people(who: str, area: str) -> People:
	return members(area) if who == MEMBERS else officers(area)


def members(area: str) -> People:
	committee, member = frappe.qb.DocType("Committee"), frappe.qb.DocType("Committee Member")
	query = (
		frappe.qb.from_(member)
		.join(committee)
		.on((member.parent == committee.name) & (member.parenttype == "Committee"))
		.where((committee.status == "Current") & (member.status == "Sitting") & (member.first_name != ""))
		.where(below(committee, area) & within(committee, "Committee"))
	)
	return People(
		query=query,
		place=committee,
		name=member.full_name,
		what=member.role,
		same=lambda came: (came.first_name == member.first_name) & (came.last_name == member.last_name),
	)


def officers(area: str) -> People:
	post = frappe.qb.DocType("Officer Assignment")
	query = (
		frappe.qb.from_(post)
		.where(in_force(post, today()) & (post.capacity == "In Own Right"))
		.where(below(post, area) & within(post, "Officer Assignment"))
	)
	return People(
		query=query,
		place=post,
		name=post.officer_name,
		what=post.position,
		same=lambda came: came.full_name == post.officer_name,
	)


def of_itself(asked: People, area: str) -> People:
	"""Return who belongs to none of the area's parts: the committee and the officers of a district, a province."""
	return asked._replace(query=asked.query.where(asked.place.area == area))


def has_come(asked: People, subject: str | None) -> ExistsCriterion:
	"""Return the query criterion: somebody of this name came, in his province, to a training on the subject.

	Asked of each by an index: MariaDB would compare those who should know with all who came.
	"""
	participant, topic = frappe.qb.DocType(PARTICIPANT), frappe.qb.DocType("Training Topic")
	return ExistsCriterion(
		frappe.qb.from_(participant)
		.join(topic)
		.on((topic.parent == participant.training) & (topic.parenttype == "Training"))
		.select(participant.name)
		# who belongs to the country is in no province
		.where(BasicCriterion(NullSafe.same, participant.province, asked.place.province))
		.where(asked.same(participant))
		.where((participant.came == 1) & (topic.subject == (subject or "")))
	)


def counts(asked: People, subject: str | None, column: str, area: str) -> list[dict]:
	part = asked.place[column]
	by_part = asked.query.select(part.as_("part"), Count("*").as_("people")).groupby(part).orderby(part)
	found = by_part.run(as_dict=True)
	came = {row.part: row.people for row in by_part.where(has_come(asked, subject)).run(as_dict=True)}
	names_of = full_names(row.part or area for row in found)
	return [
		{
			"area": row.part or area,
			# who belongs to the area itself is in none of its parts
			"own": (row.part or area) == area,
			"name": names_of.get(row.part or area),
			"people": row.people,
			"trained": came.get(row.part, 0),
			"never": row.people - came.get(row.part, 0),
			"percent": round(100 * came.get(row.part, 0) / row.people, 1),
		}
		for row in found
	]


def names(asked: People, subject: str | None) -> list[dict]:
	query = asked.query.where(has_come(asked, subject).negate())
	found = query.select(asked.name.as_("name"), asked.what.as_("what")).run(as_dict=True)
	return sorted(found, key=lambda row: row.name or "")


def columns() -> list[dict]:
	def number(fieldname: str, label: str, fieldtype: str = "Int") -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": 140}

	return [
		{"fieldname": "name", "label": _("Area"), "fieldtype": "Data", "width": 300},
		number("people", _("People")),
		number("trained", _("Trained")),
		number("never", _("Never Trained")),
		number("percent", _("Trained (%)"), "Percent"),
	]


def name_columns() -> list[dict]:
	return [
		{"fieldname": "name", "label": _("Never Trained"), "fieldtype": "Data", "width": 260},
		{"fieldname": "what", "label": _("Position"), "fieldtype": "Data", "width": 240},
	]


def summary(rows: list[dict]) -> list[dict]:
	if not rows:
		return []
	return [
		{"label": _(label), "value": sum(row[field] for row in rows), "datatype": "Int"}
		for field, label in (("people", "People"), ("trained", "Trained"), ("never", "Never Trained"))
	]
