"""What a peak needs in cores, and how data grow: arithmetic with what a run has measured, written to docs/scale.md.

The numbers of officers and offices are those of the issue; how often each opens what is told by no source. Those are
assumptions, named so in the page, and changed here alone.
"""

import datetime

SUB_DISTRICT_OFFICERS, DISTRICTS, PROVINCES = 7255, 878, 76
EXPORTS, PRINTS = 20, 50
# how often a session does each step on a working day; an assumption
DAY = {"desk": 1, "today": 2, "list": 6, "form": 8}
DAY_HOURS = 7
# what is read before something is sent or signed; an assumption
BEFORE = {"desk": 1, "today": 1, "list": 2, "form": 3}
LAST_DAY_HOURS = 4
# of a core, at most; an assumption, so that queues stay short
USED = 0.7
READ_STEPS = tuple(DAY)
YEARS, SPREAD = (1, 5, 10), (1, 5, 25, 77)
# what the last day asks for besides, by the beginning of the line that measures it
WRITTEN = {
	"send": "Assessment: Send to the District",
	"sign": "Appointment Order: Sign and Issue",
	"export": "Progress Roll-up (the report)",
	"print": "Appointment Order",
}
LARGEST = 15
GIB = 2**30


def mean_rate() -> float:
	"""Steps a second of the country's officers on the mean of a working day."""
	return (SUB_DISTRICT_OFFICERS + DISTRICTS) * sum(DAY.values()) / (DAY_HOURS * 3600)


def last_day() -> dict[str, int]:
	"""How often each step is done within the hours of the last day of a round."""
	senders = SUB_DISTRICT_OFFICERS + DISTRICTS
	deciding = senders + DISTRICTS
	counts = {name: deciding * times for name, times in BEFORE.items()}
	return {**counts, "send": senders, "sign": DISTRICTS, "export": EXPORTS, "print": PRINTS}


def seconds_of(lines: list[dict]) -> dict[str, float]:
	"""Seconds of the processor that each step takes; a step that the run has not measured is missing."""
	found = {line["what"]: line["processor_ms"] / 1000 for line in lines if line["group"] == "day step"}
	for name, begin in WRITTEN.items():
		group = "print" if name == "print" else None
		for line in lines:
			if line["what"].startswith(begin) and group in (None, line["group"]):
				found.setdefault(name, line["median_ms"] / 1000)
	return found


def cores(counts: dict[str, int], seconds: dict[str, float], hours: float, share: float = 1) -> float:
	"""Cores that a peak needs: Σ count × seconds, over the time, of cores that are used to USED of what they can."""
	busy = sum(count * share * seconds.get(name, 0) for name, count in counts.items())
	return busy / (hours * 3600) / USED


def markdown(result: dict, tables: list[dict], provinces: int) -> str:
	counts, seconds = last_day(), seconds_of(result["lines"])
	note = (
		""
		if result["size"] == "national"
		else " **A small run: it shows that all of it works, and no more.**"
	)
	return "\n".join(
		[
			f"Size {result['size']}, {result['cores']} cores, load {result['load']}; {result['day']}.{note}",
			"",
			*peak_table(counts, seconds),
			"",
			*cores_table(counts, seconds),
			"",
			*growth_table(tables, provinces),
		]
	)


def peak_table(counts: dict[str, int], seconds: dict[str, float]) -> list[str]:
	rows = [
		"| step | how often in the four hours | seconds of the processor, each | all |",
		"| --- | ---: | ---: | ---: |",
	]
	for name, count in counts.items():
		took = seconds.get(name)
		figures = "not measured | –" if took is None else f"{took:.4f} | {took * count:,.0f} s"
		rows.append(f"| {name} | {count:,} | {figures} |")
	return rows


def cores_table(counts: dict[str, int], seconds: dict[str, float]) -> list[str]:
	missing = [name for name in counts if name not in seconds]
	rows = ["| provinces | cores on the last day |", "| ---: | ---: |"]
	for provinces in SPREAD:
		needed = cores(counts, seconds, LAST_DAY_HOURS, min(1, provinces / PROVINCES))
		rows.append(f"| {provinces} | {needed:.2f}{' and what was not measured' if missing else ''} |")
	return rows


def growth_table(tables: list[dict], provinces: int) -> list[str]:
	"""Of each large table what a year of one province takes, and of all together what years of provinces take."""
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
