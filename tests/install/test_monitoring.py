"""The board and the alerts ask for numbers that there are, and each alert says what to do: config/monitoring."""

import json
import re
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import promql_parser
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "config" / "monitoring"
APP = ROOT / "apps" / "con_center" / "con_center"
# what tells of the alerts, and under which heading
PAGES = {
	ROOT / "docs" / "operations.md": "### Alerts",
	APP / "public" / "guides" / "admin.md": "## ดูว่าระบบปกติหรือไม่",
}
# Prometheus' own, of each place that it asks
OF_PROMETHEUS = {"up"}
# Grafana puts a span of time there
IN_GRAFANA = {"$__rate_interval": "5m"}


def catalogue():
	"""The list of all numbers, read without Frappe."""
	spec = spec_from_file_location("catalogue", APP / "monitoring" / "catalogue.py")
	module = sys.modules[spec.name] = module_from_spec(spec)
	spec.loader.exec_module(module)
	return module


def labels_by_series() -> dict[str, set[str]]:
	return {
		series: {*measure.labels, "instance", "job"} | ({"le"} if series.endswith("_bucket") else set())
		for measure in catalogue().ALL
		for series in measure.series
	} | {name: {"instance", "job"} for name in OF_PROMETHEUS}


def board_queries() -> list[str]:
	board = json.loads((FOLDER / "grafana.json").read_text())
	return [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]


def alerts() -> list[dict]:
	groups = yaml.safe_load((FOLDER / "alerts.yml").read_text())["groups"]
	return [rule for group in groups for rule in group["rules"]]


def selected(query: str) -> Iterator[tuple[str, set[str]]]:
	"""The series that a query selects, with the labels by which it chooses among them. Raises ValueError: no PromQL."""
	for name, span in IN_GRAFANA.items():
		query = query.replace(name, span)
	yield from _selectors(promql_parser.parse(query))


def _selectors(part) -> Iterator[tuple[str, set[str]]]:
	if isinstance(part, promql_parser.VectorSelector):
		yield part.name, {matcher.name for matcher in part.matchers.matchers}
		return
	for name in ("vector_selector", "expr", "lhs", "rhs", "param"):
		if (inner := getattr(part, name, None)) is not None and type(inner).__module__ == type(
			part
		).__module__:
			yield from _selectors(inner)
	for argument in getattr(part, "args", None) or ():
		yield from _selectors(argument)


@pytest.mark.parametrize("query", [*board_queries(), *(rule["expr"] for rule in alerts())])
def test_what_is_asked_for_is_there(query):
	known = labels_by_series()
	found = list(selected(query))
	assert len(found) == len(re.findall(r"\bcon_center_\w+|\bup\b", query)), "a series was overlooked"
	for series, labels in found:
		assert series in known
		assert labels <= known[series]
	grouped = {
		label.strip() for group in re.findall(r"\b(?:by|on) \(([^)]*)\)", query) for label in group.split(",")
	}
	assert grouped <= set().union(*(known[series] for series, _labels in found))


def test_a_misspelt_name_would_be_seen():
	assert [series for series, _labels in selected("max(rate(con_center_nothing[5m])) > 1")] == [
		"con_center_nothing"
	]
	with pytest.raises(ValueError):
		list(selected("max(con_center_ready"))


def test_each_number_is_on_the_board():
	asked = {series for query in board_queries() for series, _labels in selected(query)}
	missing = [measure.name for measure in catalogue().ALL if not asked & set(measure.series)]
	assert missing == []


def test_each_alert_says_what_it_means_and_what_to_do():
	names = [rule["alert"] for rule in alerts()]
	assert len(names) == len(set(names))
	for rule in alerts():
		assert rule["labels"]["severity"] in ("critical", "warning")
		assert re.search("[ก-๙]", rule["annotations"]["summary"])
	for page in PAGES:
		rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", part(page), re.MULTILINE))
		assert [name for name in names if name not in rows] == [], page
		assert [name for name in rows if name not in names] == [], page
		assert all(len(cells.split(" | ")) == 2 for cells in rows.values()), page


def part(page: Path) -> str:
	"""Return what a page says under its heading of alerts."""
	_before, _heading, after = page.read_text().partition(f"{PAGES[page]}\n")
	return re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0]
