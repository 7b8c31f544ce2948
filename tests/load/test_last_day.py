"""The last day of a round in short: officers sign in, report, sign, export and print at the same time, as locust's sessions.

The long form is `make benchmark ARGS="--only day"`: the same steps (tests/benchmark/calls.py), on a site of national size.
"""

import json
import os
import subprocess
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.benchmark.crowd import Outcome, asking, outcome
from tests.faults.orders import ORDER, order_to_sign, stored
from tests.served import DOMAIN, PASSWORD, Client, base_url, check_log, load_demo

REPORT, MEETING, ASSESSMENT = "Progress Report", "Meeting", "Assessment"
PROVINCE = "34"
# who reads what others have
READERS = (
	"warin.district",
	"phibun.district",
	"khuangnai.officer",
	"khuangnai.district",
	"detudom.district",
	"thathan.officer",
)
# seconds in which sessions begin, that they may take on a busy machine, and between two steps
BEGINNING, SECONDS, BETWEEN = 15, 400, 0.3
LOCUST_BEGINS, LOCUST_ENDS = 5, 120


def stored_of(doctype: str, *fields: str, **filters) -> list[dict]:
	client = Client()
	asked = {"filters": json.dumps(filters), "fields": json.dumps(["name", *fields]), "limit_page_length": 0}
	answer = client.get(f"{client.url}/api/resource/{doctype}", params=asked, timeout=60)
	answer.raise_for_status()
	return answer.json()["data"]


def list_of(doctype: str) -> dict[str, str]:
	"""What the desk asks for with a list, in its main columns."""
	fields = [f"`tab{doctype}`.`{field}`" for field in ("name", "modified", "docstatus", "workflow_state")]
	return {
		"doctype": doctype,
		"fields": json.dumps(fields),
		"filters": "[]",
		"order_by": f"`tab{doctype}`.`modified` desc",
		"start": "0",
		"page_length": "20",
		"view": "List",
	}


def sessions(order: str) -> list[tuple[str, list]]:
	"""(login, steps) of everybody: nobody has more than two sessions, which is what Frappe lets him have."""
	[draft] = stored_of(REPORT, "fiscal_year", workflow_state="Draft", area="3405")
	report, year = draft["name"], draft["fiscal_year"]
	assessment = stored_of(ASSESSMENT, workflow_state="Confirmed")[0]["name"]
	being_written = stored_of(ASSESSMENT, "owner", workflow_state="Self-assessment")
	return [
		("khemarat.district", [["list", REPORT], ["form", REPORT, report], ["send", "Send the Report"]]),
		("chief", [["list", ORDER], ["form", ORDER, order], ["sign", "Sign and Issue"]]),
		("province", [["roll-up", PROVINCE, year], ["export", PROVINCE, year]]),
		("province2", [["roll-up", PROVINCE, year], ["export", PROVINCE, year]]),
		("district", [["form", ASSESSMENT, assessment], ["print", "Assessment Result"]]),
		("district2", [["form", ASSESSMENT, assessment], ["print", "Assessment Result"]]),
		*(
			(row["owner"].partition("@")[0], [["form", ASSESSMENT, row["name"]], ["save", "self_remarks"]])
			for row in being_written
		),
		*((login, [["list", MEETING], ["list", ASSESSMENT], ["today"]]) for login in READERS),
	]


@pytest.fixture(scope="module")
def order() -> dict:
	load_demo()
	return order_to_sign()


def test_everybody_gets_through_the_last_day(order, tmp_path):
	wanted = sessions(order["name"])
	found = ask(wanted, tmp_path)
	assert not found.faults, found.faults[:5]
	taken = Counter(step for _login, steps in wanted for step, *_asked in [["sign in"], ["desk"], *steps])
	assert {step: len(times) for step, times in found.steps.items()} == taken
	signed = stored(Client(), order["name"])
	assert signed["workflow_state"] == "Issued" and signed["number"]
	check_log()


def ask(wanted: list[tuple[str, list]], folder: Path) -> Outcome:
	"""Let each begin at his time, and go through his steps."""
	begin = time.time() + LOCUST_BEGINS
	plan = {
		"site": os.environ["SITE"],
		"password": PASSWORD,
		"lists": {doctype: list_of(doctype) for doctype in (REPORT, ORDER, MEETING, ASSESSMENT)},
		"sessions": [
			{
				"at": BEGINNING * nth / len(wanted),
				"user": f"{login}@{DOMAIN}",
				"steps": [["sign in"], ["desk"], *steps],
			}
			for nth, (login, steps) in enumerate(wanted)
		],
		"between": BETWEEN,
		"begin": begin,
		"seconds": SECONDS,
		"until_all_are_done": True,
	}
	words, place = asking(SimpleNamespace(address=base_url()), plan, folder)
	subprocess.run(words, **place, capture_output=True, timeout=LOCUST_BEGINS + SECONDS + LOCUST_ENDS)
	return outcome(folder, SECONDS, processor={}, asking=0, jobs_left=0)
