"""The table of a run, for people: in the terminal and in docs/performance.md. Standard library only."""

from pathlib import Path

BEGIN, END = "<!-- benchmark: begin -->", "<!-- benchmark: end -->"
TITLES = {
	"list": (
		"A page of 20 rows, in the officer's scope",
		"against the same officer's page with the rule of areas switched off",
	),
	"form": ("Opening a form", "against Administrator opening it"),
	"workflow step": ("A step of the workflow", "against saving a bare document"),
	"users": ("The same step with more officers", "against the fewest"),
	"report": ("A report or roll-up", "against the one SQL query"),
	"circular": ("A circular to all districts", ""),
	"board": ("The board of a circular's answers, of the country", "against the one SQL query"),
	"letters": (
		"A page of 20 of the letters, in the officer's scope",
		"against the same officer's page with the rule of areas switched off",
	),
	"register": (
		"The register of letters of a year",
		"against the same officer's register with the rule of areas switched off",
	),
	"cases": (
		"A page of 20 of cases, and of who has opened them, in the officer's scope",
		"against the same officer's page with the rule of areas switched off",
	),
	"opening": (
		"Opening a case, with the entry of who has opened it",
		"against opening it without the entry",
	),
	"learning": (
		"A page of 20 of trainings, participants and lessons, in the officer's scope",
		"against the same officer's page with the rule of areas switched off",
	),
	"search": ("Lessons found by their words", "against the one SQL query, of all lessons"),
	"import": ("A spreadsheet of participants", ""),
	"certificates": ("The certificates of a conference", ""),
	"community": (
		"A page of 20 of the centers' own affairs, in the officer's scope",
		"against the same officer's page with the rule of areas switched off",
	),
	"figures": ("A file of figures of the villages", ""),
	"success": ("The measures of success", "against their own statements, alone"),
	"papers": ("Letters to PDF by two workers of the queue", ""),
	"print": ("A letter to PDF", "against its HTML alone"),
	"today": ("The page of today, with which the desk begins", "against its own statements, alone"),
	"dashboard": ("A dashboard, cold", ""),
	"request": (
		"A request that has nothing to do with this app",
		"against the same request to a site of the same bench without it",
	),
	"day": ("The country's officers at the mean rate of a day, over HTTP", ""),
	"day step": ("Each step of it", ""),
	"peak": ("More than the mean of the last day, until it is too much", ""),
	"throughput": (
		"Requests a second of pages that have nothing to do with this app, over HTTP",
		"against bare Frappe's own application, in turn; the ratio is of seconds a request",
	),
	"card": ("Its cards and charts, one by one", ""),
}


def markdown(result: dict) -> str:
	lines = [
		f"Size {result['size']}: {result['rows']}. {result['frappe']}, MariaDB {result['mariadb']}, "
		f"{result['cores']} cores, load {result['load']}; {result['day']}.",
	]
	groups = list(dict.fromkeys(line["group"] for line in result["lines"]))
	for group in groups:
		title, against = TITLES[group]
		lines += ["", f"**{title}** ({against})" if against else f"**{title}**", ""]
		lines += table([line for line in result["lines"] if line["group"] == group])
	return "\n".join(lines)


def table(lines: list[dict]) -> list[str]:
	compared = any("ratio" in line for line in lines)
	other = any("administrator_ratio" in line for line in lines)
	flow = any("frappe_ratio" in line for line in lines)
	head = ["what", "who", "median", "95 %", "queries"]
	head += ["against", "its queries", "ratio"] if compared else []
	head += ["to Administrator's"] if other else []
	head += ["to Frappe's own step"] if flow else []
	head += ["aim"]
	rows = [head, ["---", "---", *["---:"] * (len(head) - 2)]]
	for line in lines:
		row = [line["what"], line["who"], ms(line["median_ms"]), ms(line["p95_ms"]), str(line["queries"])]
		if compared:
			row += [ms(line["against_median_ms"]), str(line["against_queries"]), f"{line['ratio']:.2f}"]
		if other:
			row += [f"{line['administrator_ratio']:.2f}"]
		if flow:
			row += [f"{line['frappe_ratio']:.2f}"]
		rows.append([*row, aim(line)])
	return ["| " + " | ".join(row) + " |" for row in rows]


def ms(value: float) -> str:
	return f"{value:.1f} ms" if value < 1000 else f"{value / 1000:.2f} s"


def aim(line: dict) -> str:
	if "reached" not in line:
		return ""
	wanted = f"≤ {line['aim']}" if "aim" in line else f"≤ {line['aim_ms']} ms"
	return f"{wanted} {'✓' if line['reached'] else '✗'}"


def missed(result: dict) -> list[str]:
	return [
		f"{line['what']}, {line['who']}: {aim(line)}"
		for line in result["lines"]
		# what is tried until it is too much
		if line.get("reached") is False and line["group"] != "peak"
	]


def write_into(page: Path, text: str) -> None:
	"""Replace what stands between the marks of a page."""
	before, _old, rest = page.read_text().partition(BEGIN)
	_old, _mark, after = rest.partition(END)
	page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")
