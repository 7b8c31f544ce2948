"""A list of households is shown as it was understood, with what is wrong row by row, and taken over on a second word.

The browser sends the file twice: it is kept nowhere. Statements are set-based, whatever the number of rows.
"""

import json

import frappe
from frappe import _
from frappe.model.naming import getseries
from frappe.query_builder.functions import Max
from frappe.utils import cint, getdate, now_datetime, today
from pypika.terms import Case

from con_center.access.areas import covers, place_of
from con_center.access.posts import area_codes
from con_center.entry import as_date, spreadsheets
from con_center.households import cases, joining, lists
from con_center.households.dimensions import IN_NEED, NOT_CHECKED, OPEN, STATE_FIELDS
from con_center.households.errors import ListError
from con_center.households.lists import LABELS, Listed, Reading
from con_center.households.places import place_in_words, title_of
from con_center.seams.arguments import Dict

MOST_ROWS, MOST_BYTES = 5000, 4_000_000
SERIES, DIGITS = "HH-", 6
FOUND_BY = ("TPMAP", "Missed by TPMAP", "Vulnerable")
# what a preview shows; all of it is counted
MOST_SHOWN = 15
COLUMNS = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"head_name",
	"village_no",
	"village_name",
	"house_number",
	"found_by",
	"source",
	"source_date",
	"status",
	"check_result",
	"title",
	"household_list",
	"house_hash",
	*STATE_FIELDS.values(),
	"area",
	"level",
	"district",
	"province",
)
ROW_COLUMNS = (
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"parent",
	"parenttype",
	"parentfield",
	"idx",
	"happened_on",
	"dimension",
	"state",
	"noted_by",
)
NEED_COLUMNS = (*ROW_COLUMNS[: ROW_COLUMNS.index("idx") + 1], "item", "dimension")
MEMBER_COLUMNS = (
	*ROW_COLUMNS[: ROW_COLUMNS.index("idx") + 1],
	"relation",
	"age_group",
	"need",
	"another_need",
)


@frappe.whitelist(methods=["POST"])
def preview(
	area: str, source: str, secret: str, mapping: Dict | None = None, by_person: bool | None = None
) -> dict:
	"""Return how a list would be taken over; nothing is saved.

	area: sub-district or district (DOPA code) that the list is of. secret: the file in base64; under this name Frappe
	keeps it out of what it logs. mapping: {heading: field} as the user has changed it, by_person: whether the list has a row
	for each person; else as the office's last list had it. Returns columns, fields (to choose from), by_person, rows, new,
	found_again, closed_again and dropped (each with titles of the first), joined (rows of a household that stands in the
	list already), kept_apart (rows of households at the house of another one), wrong and shown. closed_again: those of
	found_again whose case is closed, and stays so.
	"""
	require_right(area)
	last = last_columns(area)
	by_person = last.by_person if by_person is None else by_person
	reading = _read(area, secret, last.mapping if mapping is None else mapping, by_person)
	stored = _stored(area)
	again = _found_again(reading, stored)
	apart = _kept_apart(reading, again, stored)
	dropped = _dropped(stored, source, again)
	closed = _closed_again(again)
	return {
		"columns": [
			{"heading": heading, "field": field or ""}
			for heading, field in zip(reading.headings, reading.fields, strict=False)
			if heading
		],
		"fields": [
			*({"value": field, "label": _(label)} for field, label in LABELS.items()),
			*({"value": item, "label": item} for item in _items()),
		],
		"by_person": by_person,
		"rows": reading.rows,
		"joined": reading.joined,
		"kept_apart": apart,
		"new": len(reading.households) - len(again),
		"found_again": len(again),
		"closed_again": len(closed),
		"closed_titles": closed[:MOST_SHOWN],
		"dropped": len(dropped),
		"dropped_titles": [row.title for row in dropped[:MOST_SHOWN]],
		"wrong": [wrong._asdict() for wrong in reading.wrong],
		"wrong_rows": len(reading.wrong),
		"shown": [_shown(listed, listed.row in again) for listed in reading.households[:MOST_SHOWN]],
	}


@frappe.whitelist(methods=["POST"])
def take_over(
	area: str,
	source: str,
	list_date: str,
	found_by: str,
	secret: str,
	mapping: Dict | None = None,
	by_person: bool | None = None,
) -> dict:
	"""Take a list over: new households are entered, known ones marked as named again, those missing as dropped.

	Rows that are wrong are left out. Returns name and title of the Household List, its numbers, and titles of the first
	closed cases that are named again.
	"""
	require_right(area)
	source = " ".join(source.split())
	if not source:
		frappe.throw(_("Source: say where the list comes from, such as TPMAP."), ListError)
	if found_by not in FOUND_BY:
		frappe.throw(_("How It Was Found: choose from the list."), ListError)
	day = as_date(list_date, _("Date of the List"))
	last = last_columns(area)
	by_person = last.by_person if by_person is None else by_person
	reading = _read(area, secret, last.mapping if mapping is None else mapping, by_person)
	if not reading.households:
		frappe.throw(_("No row of the list can be taken over. See what is wrong with each."), ListError)
	stored = _stored(area, lock=True)
	again = _found_again(reading, stored)
	dropped = _dropped(stored, source, again)
	apart = _kept_apart(reading, again, stored)
	about = {"area": area, "source": source, "list_date": day, "found_by": found_by, "by_person": by_person}
	entry = _enter_list(about, reading, again, dropped, apart)
	new = [listed for listed in reading.households if listed.row not in again]
	_insert(new, entry, found_by)
	_mark_again(reading.households, again, entry)
	_mark_dropped(dropped)
	return {
		"name": entry.name,
		"title": entry.title,
		"new": len(new),
		"found_again": len(again),
		"closed_again": entry.closed_again,
		"closed_titles": (entry.closed_titles or "").splitlines()[:MOST_SHOWN],
		"dropped": len(dropped),
		"joined": reading.joined,
		"kept_apart": apart,
		"wrong": [wrong._asdict() for wrong in reading.wrong],
		"wrong_rows": len(reading.wrong),
	}


def require_right(area: str) -> None:
	"""Refuse who may not enter households in an area."""
	if len(area) not in (4, 6) or not frappe.db.exists("Area", area):
		frappe.throw(_("Area: choose the sub-district or the district of the list."), ListError)
	codes = area_codes(cases.HOUSEHOLD, "create")
	if not frappe.has_permission(cases.HOUSEHOLD, "create") or not (
		codes is None or any(covers(code, area) for code in codes)
	):
		frappe.throw(_("You may not enter households in this area."), frappe.PermissionError)


def last_columns(area: str) -> frappe._dict:
	"""Return mapping and by_person as the office had it in its last list of the area, else in its last one of the district.

	Headings tell of nobody; the officers of a district are of one office.
	"""
	for filters in ({"area": area}, {"district": area[:4]}):
		kept = frappe.get_all(
			"Household List",
			filters=filters,
			fields=["mapping", "by_person"],
			order_by="creation desc",
			limit=1,
		)
		if kept and kept[0].mapping:
			return frappe._dict(mapping=json.loads(kept[0].mapping), by_person=bool(kept[0].by_person))
	return frappe._dict(mapping={}, by_person=False)


def _read(area: str, secret: str, mapping: dict, by_person: bool) -> Reading:
	table = spreadsheets.rows_of_file(secret, MOST_ROWS + lists.ROWS_ABOVE, MOST_BYTES, ListError)
	asked = {str(heading): field for heading, field in mapping.items() if isinstance(field, str)}
	reading = lists.read(table, area, _areas(area), asked, _items())
	if len([field for field in reading.fields if field]) < 2:
		# the user says what the columns are
		return reading._replace(households=[], wrong=[])
	# where the head has a column of his own, it says whose household it is
	names_heads = _names_heads(reading.fields)
	by_house = not names_heads and (by_person or lists.RELATION in reading.fields)
	households = joining.join(reading.households, by_house)
	joined = len(reading.households) - len(households)
	return reading._replace(
		households=households, joined=joined, by_house=by_house, is_sure=by_house or names_heads
	)


def _names_heads(fields: list) -> bool:
	return lists.HEAD in fields and bool({lists.PERSON, lists.FIRST_NAME, lists.LAST_NAME} & {*fields})


def _items() -> dict[str, str]:
	"""Return {need that can be named: its dimension}."""
	found = frappe.get_all(
		"Need Item", filters={"disabled": 0}, fields=["name", "dimension"], order_by="name"
	)
	return {row.name: row.dimension for row in found if row.name not in LABELS}


def _areas(area: str) -> dict[str, str]:
	rows = frappe.get_all(
		"Area",
		filters={"name": ("like", f"{area[:4]}__"), "level": "Sub-district", "status": "Active"},
		fields=["name", "area_name"],
	)
	return {spreadsheets.bare(written): row.name for row in rows for written in (row.name, row.area_name)}


def _stored(area: str, lock: bool = False) -> list[frappe._dict]:
	"""Return what is known of the households of the area, in one query."""
	table = frappe.qb.DocType(cases.HOUSEHOLD)
	column = table.area if len(area) == 6 else table.district
	query = (
		frappe.qb.from_(table)
		.select(
			table.name,
			table.title,
			table.area,
			table.village_no,
			table.village_name,
			table.house_number,
			table.head_name,
			table.house_hash,
			table.status,
			table.source,
			table.household_list,
			table.dropped_on,
		)
		.where((column == area) & table.anonymised_on.isnull())
	)
	return (query.for_update() if lock else query).run(as_dict=True)


def _found_again(reading: Reading, stored: list) -> dict[int, frappe._dict]:
	"""Return {row of the list: the household that it is}: by the code of the house, else by its place and head.

	Where the rows of a house are one household, the only open case there is it, too, whoever is its head. Of a closed
	case nobody knows who lives there now.
	"""
	by_code = {row.house_hash: row for row in stored if row.house_hash}
	by_place = {lists.key_of(row): row for row in stored}
	found, taken = {}, set()

	def take(listed: Listed, row) -> None:
		if row and row.name not in taken:
			taken.add(row.name)
			found[listed.row] = row

	for listed in reading.households:
		row = by_code.get(listed.house_hash) if listed.house_hash else None
		near = (by_place.get(place) for place in listed.places)
		take(listed, row or next((row for row in near if row and _may_be_one(listed, row)), None))
	if reading.by_house:
		in_house = _by_house([row for row in stored if row.status == OPEN])
		for listed in reading.households:
			there = in_house.get(lists.house_of(listed), ())
			if listed.row not in found and len(there) == 1 and _may_be_one(listed, there[0]):
				take(listed, there[0])
	return found


def _may_be_one(listed: Listed, row) -> bool:
	"""Tell whether the code of the house leaves it open that both are one: another code is another house."""
	return not (listed.house_hash and row.house_hash and listed.house_hash != row.house_hash)


def _by_house(rows: list) -> dict[tuple, list]:
	found: dict[tuple, list] = {}
	for row in rows:
		if house := lists.house_of(row):
			found.setdefault(house, []).append(row)
	return found


def _kept_apart(reading: Reading, again: dict, stored: list) -> list[dict]:
	"""Return row and text of each household that is new, and may be another one at its house, stored or of the list."""
	in_house = _by_house(stored)
	in_list = {} if reading.is_sure else _by_house(reading.households)
	found = []
	for listed in reading.households:
		if listed.row in again:
			continue
		house = lists.house_of(listed)
		known = next((row for row in in_house.get(house, ()) if _may_be_one(listed, row)), None)
		other = next(
			(row for row in in_list.get(house, ()) if row is not listed and _may_be_one(listed, row)), None
		)
		if known:
			said = _("{0} is at the same house under another name; both are kept").format(known.name)
		elif other:
			said = _("row {0} is of the same house under another name; both are kept").format(other.row)
		else:
			continue
		found.append({"row": listed.row, "text": said})
	return found


def _dropped(stored: list, source: str, again: dict) -> list:
	"""Return the open cases that an earlier list of this source named, and this one does not."""
	here = {row.name for row in again.values()}
	return [
		row
		for row in stored
		if row.household_list and row.source == source and row.status == OPEN and row.name not in here
	]


def _closed_again(again: dict) -> list[str]:
	"""Return the titles of closed cases that the list names: whoever takes it over may open them again."""
	return sorted(row.title for row in again.values() if row.status != OPEN)


def _shown(listed: Listed, is_known: bool) -> dict:
	"""Return a row as the preview shows it; of the code of the house, whether there is one."""
	return {
		"row": listed.row,
		"head_name": listed.head_name,
		"place": place_in_words(listed),
		"has_code": bool(listed.house_hash),
		"dimensions": ", ".join(
			[*(_(dimension) for dimension in listed.dimensions), *(item for item, _dimension in listed.needs)]
		),
		"is_known": is_known,
	}


# what is written


def _enter_list(about: dict, reading: Reading, again: dict, dropped: list, apart: list):
	kept = {
		heading: field or ""
		for heading, field in zip(reading.headings, reading.fields, strict=False)
		if heading and len(heading) < 80
	}
	entry = frappe.get_doc({"doctype": "Household List", **about})
	entry.flags.by_system = True
	closed = _closed_again(again)
	entry.update(
		{
			"title": f"{entry.source} {frappe.get_cached_value('Area', entry.area, 'full_name')}"[:140],
			"rows_read": reading.rows,
			"joined": reading.joined,
			"kept_apart": len(apart),
			"new_households": len(reading.households) - len(again),
			"found_again": len(again),
			"closed_again": len(closed),
			"closed_titles": "\n".join(closed),
			"dropped": len(dropped),
			"wrong_rows": len(reading.wrong),
			"mapping": json.dumps(kept, ensure_ascii=False),
		}
	)
	return entry.insert()


def _insert(households: list[Listed], entry, found_by: str) -> None:
	if not households:
		return
	moment, user = now_datetime(), frappe.session.user
	names = _numbers(len(households))
	rows, events, needs, members = [], [], [], []
	for name, listed in zip(names, households, strict=True):
		place = place_of(listed.area)
		values = {
			"name": name,
			"creation": moment,
			"modified": moment,
			"owner": user,
			"modified_by": user,
			"found_by": found_by,
			"source": entry.source,
			"source_date": entry.list_date,
			"status": OPEN,
			"check_result": NOT_CHECKED,
			"title": title_of(name, listed.village_no, listed.area),
			"household_list": entry.name,
			**listed._asdict(),
			**{field: IN_NEED for each, field in STATE_FIELDS.items() if each in listed.dimensions},
			**place,
		}
		rows.append([values.get(column) for column in COLUMNS])
		events += _events(name, listed.dimensions, 0, entry)
		needs += _needs(name, listed.needs, 0)
		members += _members(name, listed.members)
	frappe.db.bulk_insert(cases.HOUSEHOLD, COLUMNS, rows)
	_insert_events(events)
	_insert_needs(needs)
	_insert_members(members)


def _numbers(count: int) -> list[str]:
	"""Return the names of new households: one statement takes as many numbers of the series as there are rows."""
	first = cint(getseries(SERIES, DIGITS))
	if count > 1:
		series = frappe.qb.DocType("Series")
		(
			frappe.qb.update(series)
			.set(series.current, series.current + (count - 1))
			.where(series.name == SERIES)
		).run()
	return [f"{SERIES}{number:0{DIGITS}d}" for number in range(first, first + count)]


def _events(name: str, dimensions, idx: int, entry) -> list[list]:
	moment, user = now_datetime(), frappe.session.user
	return [
		[
			frappe.generate_hash(length=20),
			moment,
			moment,
			user,
			user,
			name,
			cases.HOUSEHOLD,
			"history",
			idx + number,
			getdate(entry.list_date),
			dimension,
			IN_NEED,
			entry.source[:140],
		]
		for number, dimension in enumerate(dimensions, 1)
	]


def _insert_events(events: list[list]) -> None:
	if events:
		frappe.db.bulk_insert("Household Event", ROW_COLUMNS, events)


def _needs(name: str, needs, idx: int) -> list[list]:
	moment, user = now_datetime(), frappe.session.user
	row = [moment, moment, user, user, name, cases.HOUSEHOLD, "needs"]
	return [
		[frappe.generate_hash(length=20), *row, idx + number, item, dimension]
		for number, (item, dimension) in enumerate(needs, 1)
	]


def _insert_needs(needs: list[list]) -> None:
	if needs:
		frappe.db.bulk_insert("Household Need", NEED_COLUMNS, needs)


def _members(name: str, members) -> list[list]:
	moment, user = now_datetime(), frappe.session.user
	row = [moment, moment, user, user, name, cases.HOUSEHOLD, "members"]
	return [
		[
			frappe.generate_hash(length=20),
			*row,
			number,
			member.relation,
			member.age_group,
			*(*member.needs, None, None)[:2],
		]
		for number, member in enumerate(members, 1)
	]


def _insert_members(members: list[list]) -> None:
	if members:
		frappe.db.bulk_insert("Household Member", MEMBER_COLUMNS, members)


def _mark_again(households: list[Listed], again: dict, entry) -> None:
	"""Households that are named again: with this list, the code of their house where it was missing, and new needs."""
	if not again:
		return
	names = [row.name for row in again.values()]
	table = frappe.qb.DocType(cases.HOUSEHOLD)
	(
		frappe.qb.update(table)
		.set(table.household_list, entry.name)
		.set(table.source, entry.source)
		.set(table.source_date, entry.list_date)
		.set(table.dropped_on, None)
		# a form that was opened before would take it back
		.set(table.modified, now_datetime())
		.set(table.modified_by, frappe.session.user)
		.where(table.name.isin(names))
	).run()
	_add_codes({listed.house_hash: again[listed.row] for listed in households if listed.row in again})
	_add_needs(households, again, entry)
	still_open = [each for each in households if each.row in again and again[each.row].status == OPEN]
	_add_items({again[each.row].name: each.needs for each in still_open if each.needs})
	_add_members({again[each.row].name: each.members for each in still_open if each.members})


def _add_codes(found: dict) -> None:
	"""Keep the codes that a list brings for houses which had none, in one statement."""
	new = {row.name: code for code, row in found.items() if code and not row.house_hash}
	if not new:
		return
	table = frappe.qb.DocType(cases.HOUSEHOLD)
	code = Case()
	for name, digest in new.items():
		code = code.when(table.name == name, digest)
	(
		frappe.qb.update(table)
		.set(table.house_hash, code.else_(table.house_hash))
		.where(table.name.isin(list(new)))
	).run()


def _add_needs(households: list[Listed], again: dict, entry) -> None:
	"""A dimension that the list names, and in which nothing was known, begins in need: three statements a dimension."""
	table = frappe.qb.DocType(cases.HOUSEHOLD)
	for dimension, field in STATE_FIELDS.items():
		names = [
			again[each.row].name for each in households if each.row in again and dimension in each.dimensions
		]
		if not names:
			continue
		column = table[field]
		unknown = table.name.isin(names) & (column.isnull() | (column == "")) & (table.status == OPEN)
		new = [row[0] for row in frappe.qb.from_(table).select(table.name).where(unknown).run()]
		frappe.qb.update(table).set(column, IN_NEED).where(unknown).run()
		places = _last_rows(new)
		_insert_events(
			[row for name in new for row in _events(name, [dimension], places.get(name, 0), entry)]
		)


def _add_items(named: dict[str, tuple]) -> None:
	"""Add the needs that open cases have not yet, in two statements. named: {household: (item, its dimension), …}."""
	if not named:
		return
	rows = frappe.get_all(
		"Household Need",
		filters={"parent": ("in", list(named)), "parenttype": cases.HOUSEHOLD},
		fields=["parent", "item", "idx"],
	)
	has = {(row.parent, row.item) for row in rows}
	last: dict[str, int] = {}
	for row in rows:
		last[row.parent] = max(row.idx, last.get(row.parent, 0))
	_insert_needs(
		[
			need
			for name, needs in named.items()
			for need in _needs(
				name, [each for each in needs if (name, each[0]) not in has], last.get(name, 0)
			)
		]
	)


def _add_members(named: dict[str, tuple]) -> None:
	"""Add who lives there where nobody has said it: no name tells which member of a list is which that is known."""
	if not named:
		return
	filters = {"parent": ("in", list(named)), "parenttype": cases.HOUSEHOLD}
	known = {*frappe.get_all("Household Member", filters=filters, pluck="parent")}
	_insert_members(
		[row for name, members in named.items() if name not in known for row in _members(name, members)]
	)


def _last_rows(names: list[str]) -> dict[str, int]:
	"""Return the place of the last row of each household's history."""
	if not names:
		return {}
	row = frappe.qb.DocType("Household Event")
	found = (
		frappe.qb.from_(row)
		.select(row.parent, Max(row.idx))
		.where((row.parenttype == cases.HOUSEHOLD) & row.parent.isin(names))
		.groupby(row.parent)
	).run()
	return dict(found)


def _mark_dropped(dropped: list) -> None:
	names = [row.name for row in dropped if not row.dropped_on]
	if names:
		table = frappe.qb.DocType(cases.HOUSEHOLD)
		frappe.qb.update(table).set(table.dropped_on, today()).where(table.name.isin(names)).run()
