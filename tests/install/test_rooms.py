"""The app's rooms know those below them alone: docs/architecture.md has the drawing, this is what holds it."""

import re
import sys
from pathlib import Path

import grimp
import pytest

APP = Path(__file__).resolve().parents[2] / "apps" / "con_center"
# from what knows most to what knows nothing; rooms of one line may not know each other
ROOMS = (
	("hooks", "patches", "each_request", "wsgi", "worker"),
	("setup.install", "setup.uninstall", "setup.demo"),
	("setup.modules", "overview", "field", "www"),
	("community",),
	("mediation",),
	("households",),
	("correspondence", "learning"),
	("reporting",),
	("assessments",),
	("planning", "appointments", "meetings"),
	("committees",),
	("issuing",),
	("approval",),
	("organization",),
	("numbering", "sign_in", "monitoring"),
	("notices", "printing"),
	("entry", "era"),
	("seams",),
	("access",),
	("setup.workspaces", "setup.seeding", "setup.demo_areas", "setup.demo_people"),
	("registry", "thai"),
)
# beside them: each file of it stands for something of another room, as long as one version of Frappe needs it
ASIDE = "con_center.compat"
# what knows whatever it tests or makes for tests
FREE = ("tests", "factories", "demo")


@pytest.fixture(scope="module")
def graph():
	sys.path.insert(0, str(APP))
	try:
		graph = grimp.build_graph("con_center", cache_dir=None)
	finally:
		sys.path.remove(str(APP))
	for module in sorted(graph.modules):
		if module.startswith(ASIDE) or any(
			part in FREE or part.startswith("test_") for part in module.split(".")
		):
			graph.remove_module(module)
	return graph


def test_rooms_know_those_below_them_alone(graph):
	layers = [{f"con_center.{room}" for room in line} for line in ROOMS]
	found = graph.find_illegal_dependencies_for_layers(layers)
	told = {f"{each.importer} knows {each.imported}: {route(each)}" for each in found}
	assert told == set()


def route(dependency) -> str:
	each = next(iter(dependency.routes))
	return " -> ".join([*sorted(each.heads), *each.middle, *sorted(each.tails)])


def test_every_room_is_in_the_drawing(graph):
	inside = {module for module in graph.modules if module != "con_center"}
	placed = [f"con_center.{room}" for line in ROOMS for room in line]
	assert {
		m for m in inside if not any(m == p or m.startswith(f"{p}.") or p.startswith(f"{m}.") for p in placed)
	} == set()
	page = (APP.parents[1] / "docs" / "architecture.md").read_text()
	assert [room for line in ROOMS for room in line if f"`{room.partition('.')[0]}" not in page] == []


def test_the_table_of_the_bootstrap_names_all_of_it_with_its_lines():
	root = APP.parents[1]
	text = (root / "docs" / "architecture.md").read_text()
	table = text.partition("| rooms of `bootstrap/` | lines |")[2].partition("\n\n")[0]
	named = set()
	for rooms, told in re.findall(r"^\| (`.+?`) \| ([\d,]+) \|", table, re.M):
		files = [
			file for name in re.findall(r"`(.+?)`", rooms) for file in files_of(root / "bootstrap", name)
		]
		lines, told = sum(len(file.read_text().splitlines()) for file in files), int(told.replace(",", ""))
		assert abs(lines - told) <= 0.1 * lines, f"{rooms}: {lines} lines"
		named |= set(files)
	assert {file for file in (root / "bootstrap").rglob("*.py") if file.name != "__init__.py"} == named


def files_of(folder: Path, name: str) -> list[Path]:
	found = folder.glob(f"{name}*.py" if name.endswith("/") else f"{name}.py")
	return [file for file in found if file.name != "__init__.py"]
