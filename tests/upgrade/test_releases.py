"""A site with data comes from each release of the app to this commit, as `bench update` brings it: nothing is lost.

On the Frappe of this run, which has to be one that the releases were for: a site is made with the app as it was then, which
loads its demo, and is migrated.
"""

import os
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import frappe
import pytest

from tests.restore.bench import Site
from tests.restore.server import running

BENCH = Path(os.environ["BENCH_ROOT"])
OLDER = Path(__file__).with_name("older.py")
# docs/operations.md says how they are known
RELEASES = {"first": "fe45379c", "second": "6b556495"}
# as their pyproject.toml has it
THEIR_FRAPPE = 15
if int(frappe.__version__.split(".")[0]) != THEIR_FRAPPE:
	raise RuntimeError(f"The earlier releases are for Frappe {THEIR_FRAPPE}, not for {frappe.__version__}.")
ORDER, LOG = "Appointment Order", "Approval Log"
STATUS_WAS_IN = ("Meeting", "Plan Project")
INTEGRATED = "คำสั่งแต่งตั้ง ก.บ.ต."
# what is changed on purpose: which rows, and to what
CHANGED: dict[tuple[str, str], Callable[[dict, object], bool]] = {
	# rows of CON Settings, which are saved when a later release adds to them
	("Level Rule", "modified"): lambda row, now: True,
	# a ladder is saved when what its states mean is noted in it (patches/flags_of_workflows)
	("Workflow", "modified"): lambda row, now: True,
	("Workflow Document State", "modified"): lambda row, now: True,
	("Workflow Transition", "modified"): lambda row, now: True,
	# what follows from a district's confirmation is known by its flag
	("Workflow Transition", "condition"): lambda row, now: (
		row["parent"] == "Assessment Approval"
		and "District Assessment Confirmation" in row["condition"]
		and now is None
	),
	# the hour in which the form was opened: nobody has entered it (patches/hours_of_minutes)
	("Meeting", "opened_at"): lambda row, now: row["opened_at"] == row["closed_at"] and now is None,
	("Meeting", "closed_at"): lambda row, now: row["opened_at"] == row["closed_at"] and now is None,
	# seeded, and still as seeded: the place was named twice, duties were missing (patches/area_once_…, duties_in_orders)
	("Order Template", "subject"): lambda row, now: (
		row["name"] == INTEGRATED and now == row["subject"].replace("{area_name}", "")
	),
	("Order Template", "body"): lambda row, now: row["name"] == INTEGRATED,
}


@dataclass(frozen=True)
class Updated:
	site: Site
	dangling_in_frappe: list
	before: dict
	after: dict


@pytest.fixture(scope="module", params=RELEASES.values(), ids=RELEASES)
def updated(request, tmp_path_factory) -> Iterator[Updated]:
	folder = tmp_path_factory.mktemp("release")
	with running(folder / "server") as server:
		site = Site("release.localhost", server)
		site.make()
		dangling_in_frappe = site.inside("dangling")
		site.empty_redis()
		try:
			with pytest.MonkeyPatch.context() as patch:
				# before the app of this bench
				patch.setenv("PYTHONPATH", str(app_of(request.param, folder)))
				# its log was kept by triggers
				server.ask("set global log_bin_trust_function_creators = on")
				site.command("install-app", "con_center")
				site.command("execute", "con_center.setup.demo.load")
				site.inside("add", script=OLDER)
				before = told_by(site)
			server.ask("set global log_bin_trust_function_creators = off")
			site.command("migrate")
			yield Updated(site, dangling_in_frappe, before, told_by(site))
		finally:
			site.remove()


def app_of(commit: str, folder: Path) -> Path:
	"""The app as it was at a commit."""
	packed = subprocess.check_output(["git", "archive", commit, "apps/con_center"], cwd=BENCH)
	subprocess.run(["tar", "-x", "-C", folder], input=packed, check=True)
	return folder / "apps" / "con_center"


def told_by(site: Site) -> dict:
	return {name: site.inside(name, script=OLDER) for name in ("contents", "files", "settings")}


def test_no_document_is_lost(updated):
	lost = {
		doctype: sorted(set(rows) - set(updated.after["contents"].get(doctype, ())))
		for doctype, rows in updated.before["contents"].items()
	}
	assert {doctype: names for doctype, names in lost.items() if names} == {}
	assert sum(map(len, updated.before["contents"].values())) > 8_000


def test_what_was_said_is_said(updated):
	"""What was empty may be filled; a value that stood there stands there, but for what is changed on purpose."""
	changed = defaultdict(list)
	for doctype, field, row, now in changes(updated):
		if (doctype, field) not in CHANGED or not CHANGED[doctype, field](row, now):
			changed[doctype, field].append((row["name"], row[field], now))
	assert {key: (len(found), found[0]) for key, found in changed.items()} == {}


def changes(updated: Updated) -> Iterator[tuple[str, str, dict, object]]:
	"""DocType, field, row as it was, and what stands in the field now."""
	for doctype, rows in updated.before["contents"].items():
		for name, row in rows.items():
			now = updated.after["contents"].get(doctype, {}).get(name, row)
			for field, value in row.items():
				if value not in (None, "") and now.get(field) != value:
					yield doctype, field, row, now.get(field)


def test_a_status_is_a_state_now(updated):
	for doctype in STATUS_WAS_IN:
		before, after = (told["contents"].get(doctype, {}) for told in (updated.before, updated.after))
		for name, row in before.items():
			assert after[name]["workflow_state"] == (row.get("workflow_state") or row["status"]), name


def test_no_link_leads_to_nothing(updated):
	assert updated.site.inside("dangling") == updated.dangling_in_frappe


def test_what_is_new_has_its_usual_value(updated):
	assert updated.site.inside("unset", script=OLDER) == []


@pytest.mark.parametrize("what", ["files", "settings"])
def test_it_stays(updated, what):
	assert updated.before[what]
	assert {key: updated.after[what].get(key) for key in updated.before[what]} == updated.before[what]


def test_the_log_is_whole(updated):
	log = updated.site.inside("verified")
	assert (log["broken"], log["lost"], log["wrong"], log["sealed"]) == ([], 0, [], True)
	assert log["entries"] == len(updated.after["contents"][LOG]) >= len(updated.before["contents"][LOG]) > 10


def test_work_goes_on(updated):
	"""What waited is signed, and a new order goes all the way; the log stays whole."""
	order, state = updated.site.inside("sign", script=OLDER)
	assert order in updated.before["contents"][ORDER] and state == "Issued"
	made = updated.site.inside("fill")
	assert updated.site.inside("content_unchanged", made["order"])
	log = updated.site.inside("verified")
	assert (log["broken"], log["lost"], log["wrong"], log["sealed"]) == ([], 0, [], True)
