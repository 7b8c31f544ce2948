"""How much a day asks for, what its peak needs in cores, and how data grow: arithmetic with what a run has measured.

The numbers of officers and offices, and what is done on the last day of a round, are those of the task that this was
measured for. How often an officer works in the system, and what he reads before he acts, are told by no source:
assumptions, named so in docs/scale.md, and changed here alone. Without Frappe, but for the last part.
"""

import datetime
from collections.abc import Iterator

SUB_DISTRICT_OFFICERS, DISTRICTS, PROVINCES = 7255, 878, 76
EXPORTS, PRINTS = 20, 50
# an assumption: how often a day each officer signs in and goes through his steps (day.py), and in how many hours
VISITS, DAY_HOURS = 2, 7
LAST_DAY_HOURS = 4
# an assumption: how much of the last day falls into its last hour
LAST_HOUR = 0.5
# sessions of a day, by what they come for
SESSIONS = {
	"working day": {
		"write an assessment": SUB_DISTRICT_OFFICERS * VISITS,
		"look after a district": DISTRICTS * VISITS,
		"look after orders": DISTRICTS * VISITS,
		"look after a province": PROVINCES * VISITS,
	},
	"last day": {
		"send an assessment": SUB_DISTRICT_OFFICERS,
		"send a report": DISTRICTS,
		"sign an order": DISTRICTS,
		"export a roll-up": EXPORTS,
		"print": PRINTS,
	},
}
HOURS = {"working day": DAY_HOURS, "last day": LAST_DAY_HOURS}
YEARS, SPREAD = (1, 5, 10), (1, 5, 25, 77)
LARGEST = 15
GIB = 2**30


def rates(mix: str, times: float = 1) -> dict[str, float]:
	"""Sessions a second of the whole country, on the mean of a day or `times` as many."""
	return {kind: number * times / (HOURS[mix] * 3600) for kind, number in SESSIONS[mix].items()}


def moments(rate: float, begin: float, end: float) -> Iterator[float]:
	"""When sessions of one kind begin, evenly; what is rarer than that comes once all the same, amid what counts."""
	if end * rate < 1:
		yield end / 2
		return
	for nth in range(round((end - begin) * rate)):
		yield begin + (nth + 0.5) / rate


def used(lines: list[dict], machine: int) -> float:
	"""How much of its cores a machine had busy, at the most, while all who worked at it were answered in time.

	Where none were, as much as it had busy then, at the least.
	"""
	shares = [(line["reached"], line["cores"] / machine) for line in lines]
	return max((share for reached, share in shares if reached), default=min(share for _, share in shares))


def cores(busy: float, used: float, times: float = 1, share: float = 1) -> float:
	"""Cores for `times` the load under which `busy` cores were busy, of a share of the country, if so much of them may be used."""
	return busy * times * share / used


def last_hour() -> float:
	"""How many times the mean of the last day its last hour brings."""
	return LAST_HOUR * LAST_DAY_HOURS


def markdown(result: dict, tables: list[dict], provinces: int) -> str:
	note = (
		""
		if result["size"] == "national"
		else " **A small run: it shows that all of it works, and no more.**"
	)
	days = {line["mix"]: line for line in result["lines"] if line["group"] == "day"}
	share = used([line for line in result["lines"] if line["group"] in ("day", "peak")], result["cores"])
	parts = [*taken_table(days), "", *cores_table(days, share), "", *growth_table(tables, provinces)]
	head = f"Size {result['size']}, {result['cores']} cores, load {result['load']}; {result['day']}.{note}"
	return "\n".join([head, "", *parts])


def taken_table(days: dict[str, dict]) -> list[str]:
	"""Cores that each part kept busy at the mean rate of each day."""
	names = list(dict.fromkeys(name for line in days.values() for name in line["processor"]))
	head = ["cores busy at the mean rate", *names, "all", "locust", "jobs waiting at the end"]
	rows = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
	for mix, line in days.items():
		values = [*(line["processor"].get(name, 0) for name in names), line["cores"], line["asking"]]
		rows.append(
			f"| {mix} | " + " | ".join(f"{value:.3f}" for value in values) + f" | {line['jobs_left']} |"
		)
	return rows


def cores_table(days: dict[str, dict], used: float) -> list[str]:
	busy = days["last day"]["cores"]
	rows = [
		f"With {used:.0%} of the cores busy, the most at which all was in time here:",
		"",
		f"| provinces | cores, working day | cores, last day at its mean | cores, its last hour ({last_hour():.1f} ×) |",
		"| ---: | ---: | ---: | ---: |",
	]
	for provinces in SPREAD:
		share = min(1, provinces / PROVINCES)
		needed = [
			cores(days["working day"]["cores"], used, share=share),
			cores(busy, used, share=share),
			cores(busy, used, last_hour(), share),
		]
		rows.append(f"| {provinces} | " + " | ".join(f"{each:.2f}" for each in needed) + " |")
	return rows


def growth_table(tables: list[dict], provinces: int) -> list[str]:
	"""Of each large table what a year brings, and of all together what years of provinces take."""
	rows = ["| table | rows now | bytes a row, with indexes | rows a year |", "| --- | ---: | ---: | ---: |"]
	for table in tables[:LARGEST]:
		rows.append(
			f"| {table['name']} | {table['rows']:,} | {table['bytes'] / table['rows']:,.0f} "
			f"| {table['rows'] / table['years']:,.0f} |"
		)
	a_year = sum(table["bytes"] / table["years"] for table in tables) / provinces
	rows += ["", "| provinces | " + " | ".join(f"{years} years" for years in YEARS) + " |"]
	rows.append("| ---: |" + " ---: |" * len(YEARS))
	for number in SPREAD:
		sizes = " | ".join(f"{a_year * number * years / GIB:.2f} GiB" for years in YEARS)
		rows.append(f"| {number} | {sizes} |")
	return rows


# what a site tells of its tables


def tables_of_site() -> list[dict]:
	"""The site's tables, largest first: name, rows, bytes with indexes, and over how many years the rows were made.

	Rows and bytes are the server's estimates (information_schema), as its optimizer uses them.
	"""
	import frappe

	found = frappe.db.sql(
		"""select table_name as name, table_rows as `rows`, data_length + index_length as bytes
		from information_schema.tables
		where table_schema = database() and table_name like 'tab%' and table_rows > 0
		order by bytes desc""",
		as_dict=True,
	)
	return [{**table, "years": years_of(table["name"])} for table in found]


def years_of(table: str) -> float:
	"""Years between the first and the last row of a table; at least one."""
	import frappe

	if not frappe.db.sql(f"show columns from `{table}` like 'creation'"):
		return 1
	first, last = frappe.db.sql(f"select min(creation), max(creation) from `{table}`")[0]
	span = (last - first) if first else datetime.timedelta()
	return max(1, span / datetime.timedelta(days=365.25))


def provinces_of_site() -> int:
	import frappe

	return max(1, len(frappe.get_all("CON Center", pluck="province", distinct=True)))
