"""The arithmetic of docs/scale.md, by hand and by scale.py; and that each session of a day has steps that sessions.py knows."""

import shlex

import pytest

from bootstrap.benchmark import as_delivered, programs_of_a_day
from tests.benchmark import calls, scale


def test_everybody_sends_once_within_four_hours_and_each_district_signs():
	sessions = scale.SESSIONS["last day"]
	assert sessions["send an assessment"] + sessions["send a report"] == 7255 + 878
	assert (sessions["sign an order"], sessions["export a roll-up"], sessions["print"]) == (878, 20, 50)
	assert scale.rates("last day")["send an assessment"] == pytest.approx(7255 / 14_400)
	assert scale.rates("last day", 2)["print"] == pytest.approx(100 / 14_400)


def test_sessions_begin_evenly_before_and_while_it_counts():
	assert [*scale.moments(0.5, -2, 4)] == [-1, 1, 3]
	assert len([*scale.moments(0.565, -30, 300)]) == 186


def test_what_is_too_rare_comes_once_amid_what_counts():
	assert [*scale.moments(20 / 14_400, -30, 300)] == [150]


def test_cores_are_what_was_busy_over_what_may_be_used():
	assert scale.cores(0.7, 0.7) == pytest.approx(1)
	assert scale.cores(0.7, 0.5, 2, 0.5) == pytest.approx(1.4)
	assert scale.last_hour() == 2


def test_as_much_of_the_cores_may_be_used_as_was_while_all_was_in_time():
	day, more, too_much = ({"cores": busy, "reached": busy < 1.2} for busy in (0.7, 1.1, 1.4))
	assert scale.used([day, more, too_much], 2) == pytest.approx(0.55)
	assert scale.used([too_much, {**too_much, "cores": 1.3}], 2) == pytest.approx(0.65)


def test_the_tables_tell_the_cores_of_a_province_and_of_all():
	day = {"processor": {"web": 0.5, "database": 0.2}, "cores": 0.7, "asking": 0.1, "jobs_left": 2}
	days = {"working day": day, "last day": day}
	assert scale.taken_table(days)[2] == "| working day | 0.500 | 0.200 | 0.700 | 0.100 | 2 |"
	table = scale.cores_table(days, 0.7)
	assert table[0].startswith("With 70% of the cores busy")
	assert table[4] == "| 1 | 0.01 | 0.01 | 0.03 |"
	assert table[-1] == "| 77 | 1.00 | 1.00 | 2.00 |"


def test_tables_grow_by_what_a_year_of_a_province_brings():
	tables = [{"name": "tabMeeting", "rows": 20, "bytes": 2 * scale.GIB, "years": 2}]
	rows = scale.growth_table(tables, provinces=10)
	assert rows[2] == "| tabMeeting | 20 | 107,374,182 | 10 |"
	assert rows[-1] == "| 77 | 7.70 GiB | 38.50 GiB | 77.00 GiB |"


class Answer:
	"""What a site answers, as far as the steps look into it."""

	text = 'frappe.csrf_token = "abc1";'

	def json(self) -> dict:
		doc = {"doctype": "Assessment", "name": "ASM-1", "modified": "2026-11-28 10:00:00.000000"}
		return {"tmp_id": "x", "docs": [doc], "message": doc}


def walked(me: calls.Me, step: str, *asked) -> list[calls.Call]:
	"""The calls of a step, each answered."""
	todo, found = calls.STEPS[step](me, *asked), []
	try:
		call = next(todo)
		while True:
			found.append(call)
			call = todo.send(Answer())
	except StopIteration:
		return found


def test_who_signs_reads_then_looks_at_what_is_found_then_signs():
	me = calls.Me("chief", "secret", {"Assessment": {"doctype": "Assessment"}})
	me.code = lambda: "123456"
	assert [call.asked for call in walked(me, "sign in")] == [
		{"usr": "chief", "pwd": "secret"},
		{"otp": "123456", "tmp_id": "x"},
	]
	walked(me, "desk")
	assert me.csrf == "abc1"
	assert [call.name for call in walked(me, "form", "Assessment", "ASM-1")] == [
		*("getdoctype", "getdoc", "get_transitions", "get_list", "get_list")
	]
	names = [call.name for call in walked(me, "sign", "Sign and Issue")]
	assert names[:2] == ["found_before", "apply_workflow"]
	# the desk keeps what it has read of a DocType
	assert "getdoctype" not in [call.name for call in walked(me, "list", "Assessment")]


def test_web_server_and_workers_of_a_day_are_those_of_production(project):
	programs = programs_of_a_day(project, as_delivered())
	words = shlex.split(programs["GUNICORN"])
	assert "--preload" in words and words[-1].startswith("--")
	# the run binds a port of its own
	assert not any("bind" in word for word in words)
	queues = [shlex.split(line)[-1] for line in programs["WORKERS"].split("\n")]
	assert queues == ["short", "default,short", "long,default,short"]
