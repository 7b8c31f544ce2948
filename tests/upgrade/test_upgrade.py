"""A site with data follows its bench to a newer Frappe, by `make start` alone: nothing is lost, and work goes on.

In a clone of its own, which begins on the Frappe that this run is of and goes on to that of UPGRADE_URL.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bootstrap.project import Project
from bootstrap.services import running_bench
from tests.served import Client

BENCH = Path(os.environ["BENCH_ROOT"])
INSIDE = Path(__file__).with_name("inside.py")
INSIDE_SITE = Path(__file__).parents[1] / "inside_site.py"
NEWER = {
	"SOURCE": "",
	"FRAPPE_URL": os.environ["UPGRADE_URL"],
	"FRAPPE_BRANCH": os.environ.get("UPGRADE_BRANCH", ""),
}
ORDER = "Appointment Order"
FORMAT = "Official Appointment"
NOTE = "ส่งทะเบียนแล้ว"


class Bench:
	"""A clone of this repository, with the site that `make start` makes."""

	def __init__(self, root: Path):
		self.project = Project(root)
		shutil.rmtree(root, ignore_errors=True)
		subprocess.run(["git", "clone", "-q", "--no-hardlinks", BENCH, root], check=True)

	def make(self, word: str, **variables: str) -> str:
		env = {**os.environ, "BACKGROUND": "1", "ARGS": "", **variables}
		done = subprocess.run(
			["make", "--no-print-directory", word],
			cwd=self.project.root,
			env=env,
			capture_output=True,
			text=True,
			timeout=2400,
			check=False,
		)
		assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
		return done.stdout

	def inside(self, function: str, given: object = None):
		"""What a function of inside.py answers in the site."""
		site = self.project.settings["sites"]["start"]
		done = subprocess.run(
			[self.project.python, "-W", "ignore", INSIDE_SITE, INSIDE, site, function],
			cwd=self.project.sites,
			input=json.dumps(given),
			capture_output=True,
			text=True,
			timeout=600,
			check=False,
		)
		assert done.returncode == 0, done.stderr[-4000:]
		return json.loads(done.stdout.splitlines()[-1])

	def told(self, columns: dict) -> dict:
		"""What has to be the same afterwards."""
		asked = {
			name: self.inside(name)
			for name in ("made", "settings", "rights", "verified", "issued", "letters_issued")
		}
		return {"contents": self.inside("contents", columns), **asked}

	def client(self, login: str) -> Client:
		return Client(login, running_bench(self.project)["url"])


@pytest.fixture(scope="module")
def bench():
	bench = Bench(BENCH / ".local" / "upgrade")
	bench.make("start")
	yield bench
	bench.make("stop")
	shutil.rmtree(bench.project.root)


@pytest.fixture(scope="module")
def before(bench) -> dict:
	bench.inside("add")
	columns = bench.inside("columns")
	return {"version": bench.inside("version"), "columns": columns, **bench.told(columns)}


@pytest.fixture(scope="module")
def after(bench, before) -> dict:
	bench.make("stop")
	bench.make("start", **NEWER)
	return {"version": bench.inside("version"), **bench.told(before["columns"])}


def test_the_bench_is_on_the_newer_frappe(before, after):
	assert int(after["version"].split(".")[0]) > int(before["version"].split(".")[0])


def test_every_document_is_as_it_was(before, after):
	changed = {
		doctype: sorted(name for name, row in rows.items() if after["contents"][doctype].get(name) != row)
		for doctype, rows in before["contents"].items()
	}
	assert {doctype: names for doctype, names in changed.items() if names} == {}
	assert sum(map(len, before["contents"].values())) > 10_000


@pytest.mark.parametrize("what", ["made", "settings", "rights"])
def test_what_was_chosen_stays(before, after, what):
	assert before[what]
	assert after[what] == before[what]


def test_the_log_is_whole(before, after):
	assert after["verified"] == before["verified"]
	assert before["verified"]["entries"] > 50 and before["verified"]["sealed"]


def test_letters_are_the_ones_that_were_issued(before, after):
	"""The very same bytes are handed out, and whoever holds a copy is told the same."""
	assert len(before["letters_issued"]) > 1
	assert after["letters_issued"] == before["letters_issued"]


def test_no_issued_file_is_damaged(before, after):
	"""There may be more of them: workers make those of the demo while the site is looked at."""
	for told in (before["issued"], after["issued"]):
		assert (told["damaged"], told["lost"], told["sealed"]) == ([], 0, True)
	assert after["issued"]["files"] >= before["issued"]["files"] >= len(before["letters_issued"])


def test_work_goes_on(bench, after):
	"""Who signs finds what waits for him, signs it, and prints it; its file is made, and stays."""
	chief = bench.client("chief")
	waiting = {"filters": json.dumps({"workflow_state": "Awaiting Signature"}), "fields": '["name"]'}
	order = chief.get(f"{chief.url}/api/resource/{ORDER}", params=waiting).json()["data"][0]["name"]
	doc = chief.get(f"{chief.url}/api/resource/{ORDER}/{order}").json()["data"]
	answer = chief.ask("frappe.utils.print_format.download_pdf", doctype=ORDER, name=order, format=FORMAT)
	assert answer.ok and answer.content.startswith(b"%PDF"), answer.text[:500]
	post(chief, "frappe.model.workflow.apply_workflow", doc=json.dumps(doc), action="Sign and Issue")
	assert chief.get(f"{chief.url}/api/resource/{ORDER}/{order}").json()["data"]["workflow_state"] == "Issued"
	first, again = (
		chief.ask("frappe.utils.print_format.download_pdf", doctype=ORDER, name=order, format=FORMAT).content
		for _time in range(2)
	)
	assert first.startswith(b"%PDF") and first == again


def test_letters_are_answered(bench, after):
	"""A district that has received a letter before answers it now."""
	district = bench.client("detudom.district")
	entries = f"{district.url}/api/resource/Incoming Letter"
	received = {
		"filters": json.dumps({"letter": ("is", "set"), "number": ("is", "set"), "status": ("!=", "Closed")})
	}
	found = [row["name"] for row in district.get(entries, params=received).json()["data"]]
	name, item = next(
		(name, row["idx"])
		for name in found
		for row in district.get(f"{entries}/{name}").json()["data"]["items"]
		if row["done_when"] == "Free Answer" and not row.get("answered_on")
	)
	post(district, "con_center.correspondence.handling.answer", name=name, item=item, note=NOTE)
	said = district.get(f"{entries}/{name}").json()["data"]["items"]
	assert NOTE in next(row for row in said if row["idx"] == item).values()


def post(client: Client, method: str, **data) -> None:
	page = client.get(f"{client.url}/app", timeout=120).text
	token = page.split("csrf_token = ")[1].split(";")[0].strip("\"' ")
	answer = client.post(
		f"{client.url}/api/method/{method}",
		headers={"X-Frappe-CSRF-Token": token},
		data=data,
		timeout=120,
	)
	assert answer.ok, answer.text[-1000:]
