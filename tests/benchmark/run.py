"""The program behind `make benchmark`, in the bench's environment: fills the site, measures, writes the result.

Called by bootstrap/benchmark.py in the folder of the sites, with SITE in the environment.
"""

import argparse
import datetime
import gc
import json
import os
import sys
from pathlib import Path

import frappe

from . import report, scale
from .fill import fill, filled
from .groups import ALONE, GROUPS
from .measures import Bench
from .sizes import SIZES
from .tables import Loader, connect

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = (
	"CON Center",
	"Committee Member",
	"Meeting",
	"Assessment",
	"Assessment Score",
	"Official Letter",
	"Incoming Letter",
	"Target Household",
	"Help Log",
	"Dispute Case",
	"Training Participant",
	"Lesson",
	"Village Figure",
	"User",
)

# what --docs has a page for: everything, and a day
WRITTEN = (None, ["day"])


def say(text: str) -> None:
	print(text, flush=True)


def main(words: list[str]) -> int:
	asked = arguments(words)
	size = SIZES[asked.size]
	frappe.init(site=os.environ["SITE"])
	frappe.connect()
	country = None if asked.refill else filled(size)
	if country:
		say(f"The site is filled to the size {size.name} already.")
	country = country or fill(size, say)
	connection = connect()
	bench = Bench(country, lambda: Loader(connection.cursor(), connection.commit))
	bench.set_officers(size.users[-1])
	result = {**about(size), "lines": []}
	for name in asked.only or GROUPS:
		say(f"Measuring {name} …")
		# as Frappe's server does before it serves (app.py)
		gc.collect()
		gc.freeze()
		lines = []
		try:
			for line in {**GROUPS, **ALONE}[name](bench):
				lines.append(line)
		finally:
			# also what was measured before something failed
			result["lines"] += lines
			result["load"] = " ".join(f"{load:.1f}" for load in os.getloadavg())
			say(f"\n{report.markdown({**result, 'lines': lines})}\n")
	connection.close()
	finish(result, asked)
	frappe.destroy()
	return 0


def arguments(words: list[str]):
	parser = argparse.ArgumentParser(prog="make benchmark ARGS=…")
	parser.add_argument("--size", choices=SIZES, default="national")
	parser.add_argument("--only", nargs="+", choices=[*GROUPS, *ALONE], help="measure these groups alone")
	parser.add_argument("--refill", action="store_true", help="fill the site anew")
	parser.add_argument("--docs", action="store_true", help="write the tables into docs")
	asked = parser.parse_args(words)
	if asked.docs and asked.only not in WRITTEN:
		parser.error("--docs writes a whole page: name no group, or `--only day`")
	return asked


def about(size) -> dict:
	rows = {doctype: frappe.db.count(doctype) for doctype in ROWS}
	return {
		"size": size.name,
		"rows": ", ".join(f"{count:,} {doctype}" for doctype, count in rows.items()),
		"day": datetime.date.today().isoformat(),
		"frappe": f"Frappe {frappe.__version__}",
		"mariadb": frappe.db.sql("select version()")[0][0],
		"cores": os.cpu_count(),
	}


def finish(result: dict, asked) -> None:
	target = ROOT / "logs" / "benchmark.json"
	target.parent.mkdir(exist_ok=True)
	result["missed"] = report.missed(result)
	target.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
	for line in result["missed"]:
		say(f"Aim not reached: {line}")
	text, page = report.markdown(result), "performance.md"
	if any(line["group"] == "day" for line in result["lines"]):
		needed = scale.markdown(result, scale.tables_of_site(), scale.provinces_of_site())
		say(f"\n{needed}\n")
		text, page = f"{text}\n\n{needed}", "scale.md"
	if asked.docs:
		report.write_into(ROOT / "docs" / page, text)


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
