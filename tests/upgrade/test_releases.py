"""A site with data comes from each release of the app to this commit, as `bench update` brings it: nothing is lost.

On the Frappe of this run: a site is made with the app as it was then, which loads its demo, and is migrated.
"""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.restore.bench import Site
from tests.restore.server import running

BENCH = Path(os.environ["BENCH_ROOT"])
OLDER = Path(__file__).with_name("older.py")
# docs/operations.md says how they are known
RELEASES = {"first": "fe45379c", "second": "6b556495"}
ORDER, LOG = "Appointment Order", "Approval Log"
# what a patch changes on purpose
CHANGED: dict[str, set[str]] = {}


@dataclass(frozen=True)
class Updated:
	site: Site
	before: dict
	after: dict


@pytest.fixture(scope="module", params=RELEASES.values(), ids=RELEASES)
def updated(request, tmp_path_factory) -> Iterator[Updated]:
	folder = tmp_path_factory.mktemp("release")
	with running(folder / "server") as server:
		site = Site("release.localhost", server)
		site.make()
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
			yield Updated(site, before, told_by(site))
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
	changed, example = Counter(), {}
	for doctype, rows in updated.before["contents"].items():
		for name, row in rows.items():
			now = updated.after["contents"].get(doctype, {}).get(name, row)
			for field, value in row.items():
				if value and now.get(field) != value and field not in CHANGED.get(doctype, ()):
					changed[doctype, field] += 1
					example[doctype, field] = (name, value, now.get(field))
	assert {key: (count, example[key]) for key, count in changed.items()} == {}


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
