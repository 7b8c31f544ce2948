"""On which days one is reminded of what is due. Pure functions."""

import datetime

from con_center.thai import arabic_digits


def reminder_days(text: str | None) -> list[int]:
	"""Return the days before a deadline from what is typed: "14, 7, 1, 0" → [14, 7, 1, 0], each once, most first.

	Thai digits count. Raises ValueError for anything else than whole numbers from 0 to 365.
	"""
	days = {int(part) for part in arabic_digits(text or "").replace(",", " ").split()}
	if any(not 0 <= day <= 365 for day in days):
		raise ValueError(f"not days from 0 to 365: {text!r}")
	return sorted(days, reverse=True)


def reminder_due(
	day: datetime.date,
	deadline: datetime.date | None,
	last: datetime.date | None,
	before: list[int],
	every: int,
) -> bool:
	"""Tell whether to remind on `day`: on each of the days before the deadline, then each `every` days after it.

	last: day of the last reminder. A day on which nothing ran is made up for by the next; never twice for one.
	"""
	if not deadline or last == day:
		return False
	stages = [deadline - datetime.timedelta(days=days) for days in before]
	if every and day > deadline:
		late = (day - deadline).days
		stages.append(deadline + datetime.timedelta(days=late // every * every or 0))
	reached = [stage for stage in stages if stage <= day and (stage != deadline or 0 in before)]
	return bool(reached) and (last is None or last < max(reached))
