"""Rules of meetings: quorum, the yearly number of meetings, when to remind. Pure functions, but for `held_…`.

No source states a quorum, and "at least two meetings a year" does not say which year (domain.md 2.3, 2.6): the
numbers come from CON Settings, where they stand with their provenance.
"""

import datetime
from fractions import Fraction
from functools import cache
from math import ceil
from typing import NamedTuple

import frappe
from frappe.query_builder.functions import Count, Max
from pypika.functions import Length
from pypika.terms import Function

from con_center.access import statements
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY
from con_center.access.statements import among, parameter
from con_center.approval.meaning import states
from con_center.meetings.workflow import TOOK_PLACE
from con_center.thai import fiscal_year_end, fiscal_year_start

DONE, DUE, OVERDUE = "Done", "Due", "Overdue"
DAY = datetime.timedelta(days=1)


class Quorum(NamedTuple):
	sitting: int
	present: int
	needed: int

	@property
	def reached(self) -> bool:
		"""Whether enough are present. Of a committee in which nobody sits, never."""
		return self.sitting > 0 and self.present >= self.needed


def needed_for_quorum(sitting: int, percent: float) -> int:
	"""Return how many of the sitting members make a quorum: at least `percent` of them, rounded up.

	9 members, 50 % → 5. At least one. Raises ValueError for a share that is not from 0 to 100.
	"""
	if not 0 <= percent <= 100:
		raise ValueError(f"not a share from 0 to 100 %: {percent!r}")
	return max(1, ceil(Fraction(str(percent)) * sitting / 100))


def quorum(statuses: list[str], percent: float, proxies_count: bool) -> Quorum:
	"""Return the quorum of a committee from the attendance of each of its sitting members ("" is not noted yet)."""
	counted = ("Present", "Proxy") if proxies_count else ("Present",)
	return Quorum(
		len(statuses),
		sum(status in counted for status in statuses),
		needed_for_quorum(len(statuses), percent),
	)


def sits_on(joined_on: datetime.date | None, left_on: datetime.date | None, day: datetime.date) -> bool:
	"""Tell whether a member sits on this day: from the day of joining to the day before leaving."""
	return (joined_on is None or joined_on <= day) and (left_on is None or left_on > day)


class YearState(NamedTuple):
	"""How a committee stands to the fewest meetings of a fiscal year: DONE, DUE or OVERDUE, and the next due day."""

	state: str
	held: int
	needed: int
	due_on: datetime.date | None


def year_state(held: int, needed: int, year: int, day: datetime.date, even_pace: bool = False) -> YearState:
	"""Return the state of fiscal year `year` (BE) on `day`, `held` meetings of `needed` having been held by then.

	Until the year ends, missing meetings are due; after it, overdue. With `even_pace`, the n-th meeting is due at
	the end of its share of the year: of two, the first by 31 March.
	"""
	if held >= needed:
		return YearState(DONE, held, needed, None)
	due_on = _end_of_share(held + 1, needed, year) if even_pace else fiscal_year_end(year)
	return YearState(OVERDUE if day > due_on else DUE, held, needed, due_on)


def _end_of_share(nth: int, needed: int, year: int) -> datetime.date:
	"""Return the last day of the nth of `needed` equal parts of the fiscal year, in whole months."""
	start = fiscal_year_start(year)
	months = max(1, 12 * nth // needed)
	month = start.month - 1 + months
	return datetime.date(start.year + month // 12, month % 12 + 1, 1) - DAY


def reminder_due(
	day: datetime.date, due: datetime.date, last: datetime.date | None, before: int, every: int
) -> bool:
	"""Tell whether to remind on `day` of what is due: `before` days ahead, on the day, then each `every` days.

	last: day of the last reminder; a day on which nothing ran is made up for. every 0: not after the day.
	"""
	if day < due - before * DAY:
		return False
	stage = due - before * DAY
	if day >= due:
		stage = due + ((day - due) // DAY // every * every * DAY if every else 0 * DAY)
	return last is None or last < stage


def settings() -> frappe._dict:
	"""Return what CON Settings say of meetings, with the defaults where nothing is set."""
	stored = frappe.get_cached_doc("CON Settings")
	return frappe._dict(
		quorum_percent=_or(stored.get("quorum_percent"), 50),
		proxies_count=bool(int(_or(stored.get("quorum_counts_proxies"), 1))),
		quorum_provenance=stored.get("quorum_provenance") or "",
		needed=int(_or(stored.get("meetings_per_year"), 2)),
		even_pace=bool(stored.get("meetings_even_pace")),
		count_forums=bool(stored.get("meetings_count_forums")),
		count_without_quorum=bool(int(_or(stored.get("meetings_count_without_quorum"), 1))),
		provenance=stored.get("meetings_provenance") or "",
		meeting_days=int(_or(stored.get("meeting_reminder_days"), 7)),
		task_days=int(_or(stored.get("task_reminder_days"), 7)),
		overdue_days=int(_or(stored.get("task_overdue_days"), 7)),
	)


def _or(value, default):
	return default if value is None or value == "" else value


def held_states() -> list[str]:
	"""Return the states of a meeting that took place, for queries."""
	return states("Meeting", *TOOK_PLACE)


def held_by_body(
	year: int, area: str | None = None, centers: list[str] | None = None, kind: str | None = None
) -> dict[tuple[str, str], int]:
	"""Return how many meetings counted in fiscal year `year` (BE), by (center, kind of committee): one query.

	A body is a center's committee over its terms: a new term does not begin a new count. area: only of centers
	in this area; centers, kind: only of these. The caller has to see to it that the user may know.
	"""
	rules = settings()
	query = _held(
		year, held_states(), rules.count_forums, rules.count_without_quorum, _prefix(area), centers, kind
	)
	return {(center, of_kind): number for center, of_kind, number in query.run()}


def met_often_enough(
	year: int, needed: int, area: str, kind: str, key_length: int
) -> list[tuple[str, int, int]]:
	"""Return how many centers in an area held at least `needed` meetings in fiscal year `year` (BE): one query.

	Rows of (the first `key_length` digits of the center's code, the length of that code, number of centers). The
	central office, which lies in no area, is left out.
	"""
	rules = settings()
	statement = _often_enough(
		rules.count_forums, rules.count_without_quorum, everywhere=area == COUNTRY, key_length=key_length
	)
	values = {
		"year": year,
		"needed": needed,
		"prefix": _prefix(area),
		"kind": kind,
		"states": tuple(held_states()),
	}
	return statements.ask(statement, values)


@cache
def _often_enough(count_forums: bool, count_without_quorum: bool, everywhere: bool, key_length: int) -> str:
	"""Return the statement of `met_often_enough`, built once: building it takes as long as asking of a province."""
	year, needed, prefix, kind, held_in = map(parameter, ("year", "needed", "prefix", "kind", "states"))
	held = _held(
		year, held_in, count_forums, count_without_quorum, None if everywhere else prefix, None, kind
	)
	counted = _at_least(needed, held)
	part, level = Function("left", counted.center, key_length), Length(counted.center)
	return (
		frappe.qb.from_(counted)
		.select(part, level, Count("*"))
		.where(counted.center != COUNTRY)
		.groupby(part, level)
		.get_sql()
	)


def that_met(year: int, needed: int, area: str, kind: str):
	"""Return the query of the centers in an area that held at least `needed` meetings in fiscal year `year` (BE)."""
	rules = settings()
	forums, without_quorum = rules.count_forums, rules.count_without_quorum
	held = _held(year, held_states(), forums, without_quorum, _prefix(area), None, kind)
	counted = _at_least(needed, held)
	return frappe.qb.from_(counted).select(counted.center).where(counted.center.isnotnull())


def _at_least(needed, held):
	return held.having(Count(frappe.qb.DocType("Meeting").name).distinct() >= needed).as_("held")


def _held(
	year, held_in, count_forums: bool, count_without_quorum: bool, prefix=None, centers=None, kind=None
):
	"""Return the query of the meetings that counted, by center and kind.

	year, held_in (the states of those that took place), prefix, kind: values or parameters.
	"""
	meeting = frappe.qb.DocType("Meeting")
	body = frappe.qb.DocType("Meeting Committee")
	query = (
		frappe.qb.from_(meeting)
		.join(body)
		.on(body.parent == meeting.name)
		.select(body.center, Max(body.kind) if kind else body.kind, Count(meeting.name).distinct())
		.where(meeting.workflow_state.isin(held_in) & (meeting.fiscal_year == year))
		.groupby(body.center, *(() if kind else (body.kind,)))
	)
	if not count_forums:
		query = query.where(meeting.kind != "Forum")
	if not count_without_quorum:
		query = query.where(body.has_quorum == 1)
	if prefix:
		query = query.where(body.center.like(prefix))
	if centers is not None:
		query = query.where(body.center.isin(centers or [""]))
	return query.where(body.kind == kind) if kind else query


def _prefix(area: str | None) -> str | None:
	"""Return what the codes of an area, and of those in it, begin with: a code is the path to its area."""
	if not area or area == COUNTRY:
		return None
	if len(area) not in COLUMN_BY_LENGTH:
		raise ValueError(f"not the code of a province, district or sub-district: {area!r}")
	return f"{area}%"


def held_by_committee(committees: list[str] | dict, year: int) -> dict[str, int]:
	"""Return how many meetings counted in fiscal year `year` (BE), by name of Committee.

	committees: names, or filters of Committee such as {"district": "3401", "status": "Current"}. The meetings of
	a committee are those of its center and kind, so of an earlier term of the same year, too.
	"""
	filters = committees if isinstance(committees, dict) else {"name": among(committees)}
	rows = frappe.get_all("Committee", filters=filters, fields=["name", "center", "kind"])
	held = held_by_body(year, centers=sorted({row.center for row in rows})) if rows else {}
	return {row.name: held.get((row.center, row.kind), 0) for row in rows}
