"""Which rows of a list are of one household: TPMAP and the like often have a row for each person.

- *The code of a house* decides: rows of one code are one household, whoever is named.
- *The same house and head* are one household, with a code or without.
- *The head's column beside one of the person* decides, too: rows of another head in the same house are another household.
- *Nothing of that*, the same house with another name: nobody knows whether it is somebody else of the household, or
  another household under the same roof. Where the list tells relations to the head, or the officer has said that it has a
  row for each person, it is somebody of the household; a second one who is called its head begins another household.
  Else both are kept apart, and each such row is told: a household that is entered twice can be closed, but what was
  joined wrongly is lost with the name of its head.

What the rows say of needs is joined. Each row becomes a member of what the list tells of him: relation, age group and
needs. Only of the head there is none where the list tells nothing but his needs, which are those of the household.
"""

from collections.abc import Iterable

from con_center.households.dimensions import STATE_FIELDS
from con_center.households.lists import Listed, Member, house_of
from con_center.households.persons import HEAD, NOT_TOLD
from con_center.thai import name_key


class Joined:
	"""Rows of one household, in the order of the list."""

	def __init__(self) -> None:
		self.rows: list[Listed] = []
		self.code: str | None = None

	def add(self, row: Listed) -> None:
		self.rows.append(row)
		self.code = self.code or row.house_hash

	@property
	def has_head(self) -> bool:
		return any(row.relation == HEAD for row in self.rows)

	@property
	def head(self) -> Listed:
		"""The row that names the head: who is called so, else who has his name, else the first."""
		for is_head in (lambda row: row.relation == HEAD, lambda row: row.person and _is_of_head(row)):
			if found := next(filter(is_head, self.rows), None):
				return found
		return self.rows[0]

	def is_another_house(self, code: str | None) -> bool:
		return bool(code and self.code and code != self.code)

	def household(self) -> Listed:
		head, rows = self.head, self.rows
		named = {dimension for row in rows for dimension in row.dimensions}
		return head._replace(
			house_hash=self.code,
			village_name=head.village_name
			or next((row.village_name for row in rows if row.village_name), ""),
			dimensions=tuple(dimension for dimension in STATE_FIELDS if dimension in named),
			needs=tuple(dict.fromkeys(need for row in rows for need in row.needs)),
			members=tuple(self.members()),
			places=tuple(dict.fromkeys(row.place for row in rows)),
		)

	def members(self) -> Iterable[Member]:
		people: dict[str, list[Listed]] = {}
		for row in self.rows:
			people.setdefault(name_key(row.person or row.head_name), []).append(row)
		head = self.head
		for rows in people.values():
			relation, age_group = _told(row.relation for row in rows), _told(row.age_group for row in rows)
			needs = tuple(dict.fromkeys(item for row in rows for item, _dimension in row.needs))
			is_head = head in rows and (not head.person or _is_of_head(head))
			if (relation, age_group) == (NOT_TOLD, NOT_TOLD) and (is_head or not needs):
				continue
			yield Member(HEAD if is_head and relation == NOT_TOLD else relation, age_group, needs)


def join(rows: list[Listed], by_house: bool) -> list[Listed]:
	"""Return the households of the rows of a list. by_house: a row of the same house is somebody of the household."""
	households: list[Joined] = []
	by_code: dict[str, Joined] = {}
	by_place: dict[tuple, Joined] = {}
	latest: dict[tuple, Joined] = {}
	for row in rows:
		household = by_code.get(row.house_hash) if row.house_hash else None
		household = household or _near(row, by_place, latest if by_house else {})
		if household is None:
			household = Joined()
			households.append(household)
		household.add(row)
		by_place.setdefault(row.place, household)
		if house := house_of(row):
			latest[house] = household
		if household.code:
			by_code.setdefault(household.code, household)
	return [household.household() for household in households]


def _near(row: Listed, by_place: dict, latest: dict) -> Joined | None:
	"""Return the household of the same house and head; else the last one of the house, if this row begins no other."""
	near = by_place.get(row.place)
	if near is None and (last := latest.get(house_of(row))) and not (row.relation == HEAD and last.has_head):
		near = last
	return None if near is None or near.is_another_house(row.house_hash) else near


def _told(said: Iterable[str]) -> str:
	return next((each for each in said if each != NOT_TOLD), NOT_TOLD)


def _is_of_head(row: Listed) -> bool:
	return name_key(row.person) == name_key(row.head_name)
