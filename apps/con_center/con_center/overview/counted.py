"""What each measure of success counts, as a query by center: columns code, year, number and met (1 or 0).

code: the code of a center, which is that of its area; number: what the center has, met: whether that is what the measure
asks of a center. What no source states is a setting (CON Settings, Success Measures).
"""

from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

import frappe
from frappe.query_builder.functions import Count, Max
from frappe.utils import cint, flt
from pypika.functions import Cast
from pypika.terms import Case, Criterion, CustomFunction, ValueWrapper

from con_center.access.areas import COUNTRY
from con_center.assessments.confirming import complete_states
from con_center.community.measures import PLANS, fewest_processes, is_confirmed, is_counted, ran_in
from con_center.learning.figures import PARTICIPANT, groups_of_centers
from con_center.meetings.rules import held_states
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.planning.figures import below, within

# more than any percentage: the round comes before it
ROUND = 1000
crc32, backwards = CustomFunction("CRC32", ["text"]), CustomFunction("REVERSE", ["text"])
rounded = CustomFunction("ROUND", ["number", "digits"])


class Place(NamedTuple):
	"""Where is counted: an area (DOPA code) with all that lies in it, or alone: what is its own center's.

	everything: not only what the session user may read; for what the system itself finds out.
	"""

	area: str
	alone: bool = False
	everything: bool = False

	def holds(self, table, doctype: str) -> Criterion:
		placed = table.area == self.area if self.alone else below(table, self.area)
		return placed if self.everything else placed & within(table, doctype)


def strong(years: list[int], place: Place):
	"""The percentage of the last assessment of the year that is scored in full."""
	table = frappe.qb.DocType("Assessment")
	percent = rounded(Max(table["round"] * ROUND + table.percent) - Max(table["round"]) * ROUND, 2)
	return (
		frappe.qb.from_(table)
		.select(table.area.as_("code"), table.fiscal_year.as_("year"), percent.as_("number"))
		.select(_met(percent >= strong_from()))
		.where(table.fiscal_year.isin(years) & table.workflow_state.isin(complete_states()))
		.where(place.holds(table, "Assessment"))
		.groupby(table.area, table.fiscal_year)
	)


def cooperation(years: list[int], place: Place):
	"""The processes on which it works with partners by a confirmed cooperation that ran in the year."""
	return reduce(lambda found, query: found.union_all(query), (_cooperation(year, place) for year in years))


def _cooperation(year: int, place: Place):
	coop, process = frappe.qb.DocType("Cooperation"), frappe.qb.DocType("Cooperation Process")
	processes = Count(coop.work_process).distinct()
	plans = Count(Case().when(process.integrates.isin(PLANS), process.integrates)).distinct()
	enough = processes >= fewest_processes()
	return (
		frappe.qb.from_(coop)
		.join(process)
		.on(process.name == coop.work_process)
		.select(coop.area.as_("code"), ValueWrapper(year).as_("year"), processes.as_("number"))
		.select(_met(enough & (plans == len(PLANS)) if plans_are_among() else enough))
		.where(is_confirmed(coop) & ran_in(coop, year) & place.holds(coop, "Cooperation"))
		.groupby(coop.area)
	)


def joint_activities(years: list[int], place: Place):
	"""What it coordinated, asked for or did together with partners."""
	table = frappe.qb.DocType("Joint Activity")
	return (
		frappe.qb.from_(table)
		.select(table.area.as_("code"), table.fiscal_year.as_("year"), Count("*").as_("number"))
		.select(_met(Count("*") >= fewest_activities()))
		.where(is_counted(table) & table.fiscal_year.isin(years) & place.holds(table, "Joint Activity"))
		.groupby(table.area, table.fiscal_year)
	)


def self_development(years: list[int], place: Place):
	"""How often its committee and members took part in a training, a workshop or an exchange that is closed."""
	table = frappe.qb.DocType(PARTICIPANT)
	return (
		frappe.qb.from_(table)
		.select(table.area.as_("code"), table.held_year.as_("year"), Count("*").as_("number"))
		.select(_met(Count("*") >= fewest_trained()))
		.where(_trained(table, years) & place.holds(table, PARTICIPANT))
		.groupby(table.area, table.held_year)
	)


def public_spirit(years: list[int], place: Place):
	"""Of its committee and members, who took part often enough, by the definition of the settings."""
	found = _often(years, place).as_("often")
	return (
		frappe.qb.from_(found)
		.select(as_text(found.code), found.year, Count("*").as_("number"), _met(Count("*") >= 1))
		.groupby(found.code, found.year)
	)


def people(year: int, place: Place, most: int) -> list[dict]:
	"""Return who took part often enough in a year: code, full_name, meetings, trainings and times."""
	found = _often([year], place, named=True).as_("often")
	rows = (
		frappe.qb.from_(found)
		.select(as_text(found.code), found.full_name, found.meetings, found.times)
		.orderby(as_text(found.code))
		.orderby(found.times, order=frappe.qb.desc)
		.orderby(found.full_name)
		.limit(most)
	).run(as_dict=True)
	return [{**row, "trainings": row.times - row.meetings} for row in rows]


def _often(years: list[int], place: Place, named: bool = False):
	"""Return the query of people by center and year: code, year, person and times; named: full_name and meetings, too."""
	took_part = [way(years, place, named) for way in _ways_to_take_part()]
	each = reduce(lambda found, query: found.union_all(query), took_part).as_("each_time")
	query = (
		frappe.qb.from_(each)
		.select(each.code, each.year, each.person, Count("*").as_("times"))
		.groupby(each.code, each.year, each.person)
		.having(Count("*") >= spirit_times())
	)
	if not named:
		return query
	meetings = Count(Case().when(each.in_meeting == 1, 1)).as_("meetings")
	return query.select(Max(each.full_name).as_("full_name"), meetings)


def _ways_to_take_part() -> list[Callable]:
	ways = {"spirit_meetings": _present, "spirit_trainings": _came}
	return [way for field, way in ways.items() if cint(setting(field))]


def _present(years: list[int], place: Place, named: bool):
	"""Members of a center's committee, in person in its meetings."""
	meeting, row = frappe.qb.DocType("Meeting"), frappe.qb.DocType("Meeting Attendance")
	query = (
		frappe.qb.from_(meeting)
		.join(row)
		.on((row.parent == meeting.name) & (row.present_member > ""))
		.select(
			code_of(meeting), meeting.fiscal_year.as_("year"), number_of(row.present_member).as_("person")
		)
		.where(meeting.fiscal_year.isin(years) & meeting.workflow_state.isin(held_states()))
		.where(place.holds(meeting, "Meeting"))
	)
	return query.select(row.full_name, ValueWrapper(1).as_("in_meeting")) if named else query


def _came(years: list[int], place: Place, named: bool):
	table = frappe.qb.DocType(PARTICIPANT)
	query = (
		frappe.qb.from_(table)
		.select(code_of(table), table.held_year.as_("year"), number_of(table.person_key).as_("person"))
		.where(_trained(table, years) & place.holds(table, PARTICIPANT))
	)
	return query.select(table.full_name, ValueWrapper(0).as_("in_meeting")) if named else query


# People of the country are put together in memory, by numbers: by texts it takes three times as long


def code_of(table):
	return Cast(table.area, "unsigned").as_("code")


def as_text(code):
	# "00", the country's own center, has become 0
	return Case().when(code == int(COUNTRY), COUNTRY).else_(Cast(code, "char")).as_("code")


def number_of(person):
	"""Return 64 bits of a person's name: two sums of 32, of which the one says nothing of the other."""
	return crc32(person) * 2**32 + crc32(backwards(person))


def _trained(table, years: list[int]) -> Criterion:
	of_centers = table.participant_group.isin(groups_of_centers() or [""])
	return table.held_year.isin(years) & (table.came == 1) & of_centers


def _met(criterion: Criterion):
	return Case().when(criterion, 1).else_(0).as_("met")


# what the settings say


def strong_from() -> float:
	return flt(setting("strong_percent"))


def plans_are_among() -> bool:
	return bool(cint(setting("plans_among_processes")))


def fewest_activities() -> int:
	return cint(setting("fewest_joint_activities"))


def fewest_trained() -> int:
	return cint(setting("fewest_trained"))


def spirit_times() -> int:
	return cint(setting("spirit_times"))
