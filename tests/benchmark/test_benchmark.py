"""The benchmark itself, on one district: its rows are such as the app writes, and everything can be measured."""

import os
from datetime import date, timedelta

import frappe
import pytest
from con_center.access.areas import COUNTRY
from con_center.approval import log
from con_center.community import figures as village_figures
from con_center.community.report.cooperation_by_center import cooperation_by_center
from con_center.correspondence import receivers
from con_center.households import figures as household_figures
from con_center.issuing.factories import keep_blank
from con_center.learning import importing, search
from con_center.learning.report.never_trained import never_trained
from con_center.learning.seeds import REGULATION
from con_center.mediation import figures as dispute_figures

from . import calls, day, learning, measures, people, queries, report, run, scale
from .clock import percentile, request
from .fill import fill_inside
from .groups import GROUPS
from .letters import ALL_DISTRICTS, WAY_OF
from .sizes import SIZES
from .tables import Loader, RowError, Table

# what a controller works out, compared with what was filled in
CHECKED = (
	"CON Center",
	"Committee",
	"Assessment",
	"Action Plan",
	"Plan Project",
	"Community Organization",
	"Office",
	"Official Letter",
	"Incoming Letter",
	"Target Household",
	"Help Log",
	"Help Plan",
	"Dispute Case",
	"Training",
	"Training Participant",
	"Lesson",
	"Publicity",
	"By-law",
	"Membership Application",
	"Center Fund",
	"Fund Entry",
	"Fund Account",
	"Benefit Agreement",
	"Support Visit",
	"Partner",
	"Cooperation",
	"Joint Activity",
	"Village Figure",
)
# while they are written, the system fills in what it knows with each saving: those that are looked at instead
SETTLED = {
	"Assessment": {"round": 1},
	"Official Letter": {"workflow_state": ("not in", ("Draft", "Returned"))},
	"By-law": {"docstatus": 1},
	# of a year that a meeting has approved, no entry is saved any more
	"Fund Entry": {"entry_date": (">", date.today() - timedelta(days=366))},
	# their keepers are users that there are
	"Dispute Case": {"area": SIZES["district"].sub_district},
}
# nothing is added to a household whose case is closed
OF_HOUSEHOLDS = ("Help Log", "Help Plan")
LETTERS = ("Official Letter", "Incoming Letter")
# kept by the system, or different for every row that is written
UNCOMPARED = {"modified", "modified_by", "__unsaved", "__onload"}
# the order of these does not matter, and is another one
AS_SETS = {"search_words"}


@pytest.fixture(scope="module")
def bench():
	"""A district filled in on the test site, inside a transaction that is taken back."""
	frappe.init(site=os.environ["SITE"])
	frappe.connect()
	measures.make_bare()
	frappe.db.commit()
	country = fill_inside(SIZES["district"])
	made = measures.Bench(country, lambda: Loader(frappe.db._cursor, lambda: None), committing=False)
	made.set_officers(country.size.users[-1])
	yield made
	frappe.db.rollback()
	frappe.set_user("Administrator")
	measures.remove_bare()
	frappe.db.commit()
	frappe.clear_cache()
	frappe.destroy()


def test_as_much_is_filled_in_as_was_asked_for(bench):
	size = bench.size
	within = {"district": size.district}
	centers = frappe.get_all("CON Center", filters={"province": size.province}, pluck="name")
	assert len(centers) == len(bench.country.centers)
	members = frappe.get_all("Committee", filters={"province": size.province}, pluck="sitting_members")
	assert sum(members) == size.members
	assert frappe.db.count("Meeting", {"province": size.province}) == size.meetings
	assert frappe.db.count("Assessment", within) == size.assessments


@pytest.mark.parametrize("doctype", CHECKED)
def test_the_controller_would_have_written_the_same(bench, doctype):
	size = bench.size
	place, number = {"district": size.district}, 3
	if doctype in LETTERS:
		place, number = {"area": ("in", (size.province, size.district))}, 60
	filters = {**place, **SETTLED.get(doctype, {})}
	if doctype in OF_HOUSEHOLDS:
		filters["household"] = (
			"in",
			frappe.get_all("Target Household", {**place, "status": "Open"}, pluck="name"),
		)
	names = frappe.get_all(doctype, filters=filters, limit=number, pluck="name")
	assert names
	for name in names:
		request("Administrator")
		doc = frappe.get_doc(doctype, name)
		filled = plain(doc)
		doc._doc_before_save = frappe.get_doc(doctype, name)
		doc.flags.by_system = doc.flags.by_order = True
		doc._action = "save"
		doc._validate_links()
		doc.set_area()
		# what is confirmed is locked, but for decisions
		frappe.flags.con_center_deciding = (doctype, name)
		doc.validate()
		found = plain(doc)
		changed = {key: (value, found.get(key)) for key, value in filled.items() if found.get(key) != value}
		assert not changed and found.keys() == filled.keys()


def plain(doc) -> dict[str, str]:
	"""{place: value} of the document and its rows, without what is kept by the system; None, "" and 0 are the same."""
	found = {}
	for row in (doc, *doc.get_all_children()):
		for key, value in row.as_dict(convert_dates_to_str=True).items():
			if key in AS_SETS:
				value = " ".join(sorted((value or "").split()))
			if key not in UNCOMPARED and not isinstance(value, list):
				number = isinstance(value, int | float)
				found[f"{row.name}.{key}"] = (
					str(round(float(value), 6)) if number and value else str(value or "")
				)
	return found


def test_a_row_that_does_not_fit_is_refused(bench):
	with pytest.raises(RowError, match="organization_type"):
		Table("Community Organization").add({"name": "x", "organization_name": "y", "area": "500101"})
	with pytest.raises(RowError, match="shoe_size"):
		Table("CON Center").add({"name": "x", "area": "500101", "shoe_size": 43})


@pytest.mark.parametrize(
	"group",
	[
		*("lists", "forms", "steps", "reports", "letters", "today"),
		*("cases", "learning", "community", "success"),
	],
)
def test_it_can_be_measured(bench, group):
	lines = list(GROUPS[group](bench))
	assert lines and all(line["median_ms"] > 0 and line.get("ratio", 1) > 0 for line in lines)
	result = {"size": "district", "rows": "", "frappe": "", "mariadb": "", "cores": 2, "load": "", "day": ""}
	assert lines[0]["what"] in report.markdown({**result, "lines": lines})


def test_every_role_sees_a_list_of_its_own(bench):
	found = {}
	for kind, user in bench.officers.items():
		request(user)
		found[kind] = len(frappe.get_list("Committee", limit_page_length=0))
	assert found["sub-district officer"] == 1
	assert found["sub-district officer"] < found["district officer"] < found["province officer"]


def test_the_roll_up_and_the_bare_query_find_the_same(bench):
	request("Administrator")
	_title, work, sql, values = next(measures.questions(bench, bench.size.province))
	found = work(0)[bench.size.district]
	bare_rows = {
		code: (number, people)
		for part, code, number, people in frappe.db.sql(sql, values)
		if part == bench.size.district
	}
	assert bare_rows["register_Sub-district"] == (
		found["register_sub_committees"],
		found["register_sub_people"],
	)
	assert bare_rows["assessed"][0] == found["assessed_sub"]
	assert bare_rows["strong"] == (found["strong_sub"], found["strong_activities"])


def test_the_board_and_the_bare_query_find_the_same(bench):
	request(bench.officers["central officer"])
	work, sql, values = measures.answers_of_country(bench)
	fields = ("area", "receivers", "received", "answered", "open", "late")
	rows = [tuple(row[field] for field in fields) for row in work(0)[1]]
	assert sorted(rows) == sorted((part, *map(int, found)) for part, *found in frappe.db.sql(sql, values))
	assert sum(row[1] for row in rows) == len(receivers.areas_of(ALL_DISTRICTS, COUNTRY))
	assert all(sum(row[fields.index(field)] for row in rows) for field in ("received", "open", "late"))


# people and their cases


def bare_rows(bench, sql: str, area: str, **more) -> dict:
	"""The rows of the one SQL of a report, by part: numbers as whole ones where they are, None as 0."""
	found = frappe.db.sql(*people.bare_sql(bench, sql, area, **more))
	return {part: tuple(float(value or 0) for value in values) for part, *values in found}


def test_as_many_people_and_cases_are_filled_in_as_were_asked_for(bench):
	size, first = bench.size, bench.country.name
	for doctype, prefix, number in (
		("Target Household", "HH", size.households),
		("Help Log", "HELP", size.helps),
		("Dispute Case", "DISPUTE", size.disputes),
		("Lesson", "LESSON", size.lessons),
	):
		names = (first(prefix, 0), first(prefix, number - 1))
		assert frappe.db.count(doctype, {"name": ("between", names)}) == number, doctype
	conference = people.conference(open_now=False)
	assert frappe.db.count("Training Participant", {"training": conference}) == size.conference
	trained = frappe.db.count(
		"Training Participant", {"district": size.district, "training": ("!=", conference)}
	)
	assert trained == size.participants
	assert len(people.villages_in(size.province)) == size.villages


def test_a_household_knows_what_it_got(bench):
	got = frappe.db.sql(
		"select h.helps, h.help_value, h.last_help_on, sum(l.kind = 'Help'), sum(l.value), max(l.happened_on)"
		" from `tabTarget Household` h join `tabHelp Log` l on l.household = h.name and l.status = 'Recorded'"
		" where h.name >= %s group by h.name",
		bench.country.name("HH", 0),
	)
	assert got
	assert all(tuple(map(str, row[:1] + row[2:3])) == tuple(map(str, (int(row[3]), row[5]))) for row in got)
	assert all(float(row[1]) == float(row[4]) for row in got)


def test_each_register_of_disputes_is_whole(bench):
	runs = {}
	for row in frappe.get_all(
		"Dispute Case",
		{"name": (">=", bench.country.name("DISPUTE", 0))},
		["area", "number", "received_on", "name"],
		order_by="name",
	):
		number, year = row.number.split("/")
		runs.setdefault((row.area, year), []).append((int(number), row.received_on))
	for (area, year), found in runs.items():
		assert [number for number, _day in found] == list(range(1, len(found) + 1))
		assert [day for _number, day in found] == sorted(day for _number, day in found)
		run = {"issuer": area, "kind": "Dispute Case", "year": int(year)}
		assert frappe.db.get_value("Number Counter", run, "last_number") == len(found)


def test_the_numbers_of_cases_and_the_bare_queries_are_the_same(bench):
	request("Administrator")
	province, year = bench.size.province, bench.country.year
	fields = (
		*("households", "closed", "unchecked", "in_need", "being_helped", "improved", "need_met"),
		*("helped", "times", "value"),
	)
	rows = {
		row["area"]: tuple(float(row[field]) for field in fields)
		for row in household_figures.by_part([province], 4, year)
	}
	assert rows == bare_rows(bench, queries.HOUSEHOLDS, province) and rows[bench.size.district][7]
	fields = ("received", *dispute_figures.OUTCOMES, "ended", "days")
	rows = {
		row["part"]: tuple(float(row[field]) for field in fields)
		for row in dispute_figures.by_part([province], 4, year)
	}
	assert rows == bare_rows(bench, queries.DISPUTES, province) and rows[bench.size.district][0]


def test_the_numbers_of_the_centers_and_the_bare_queries_are_the_same(bench):
	request("Administrator")
	province, year = bench.size.province, bench.country.year
	_columns, rows, *_rest = cooperation_by_center.execute({"area": province, "fiscal_year": year})
	fields = ("processes", "partners", "sub_district_plan", "district_plan", "activities")
	found = {row["center"]: tuple(float(row[field]) for field in fields) for row in rows}
	assert found == bare_rows(bench, queries.COOPERATIONS, province) and any(row[4] for row in found.values())
	_columns, rows, *_rest = never_trained.execute({"area": province, "subject": REGULATION})
	found = {row["area"]: (float(row["people"]), float(row["trained"])) for row in rows if not row["own"]}
	bare = bare_rows(bench, queries.NEVER_TRAINED, province, subject=REGULATION)
	assert (
		found == {part: numbers for part, numbers in bare.items() if part} and found[bench.size.district][1]
	)
	sums = village_figures.sums(province, [year], "district")
	bare = frappe.db.sql(*people.bare_sql(bench, queries.FIGURES, province))
	assert {(part, code, year): row for part, code, *row in bare} == {
		key: [row.total, row.mean, row.villages] for key, row in sums.items()
	}


def test_a_list_of_a_conference_is_read_and_each_wrong_row_told(bench):
	request(bench.officers["central officer"])
	training, number = people.conference(open_now=True), bench.size.conference
	assert importing.look(training, content=people.spreadsheet(number))["good"] == number
	told = importing.look(training, content=people.spreadsheet(number, wrong=True))
	assert told["wrong"] == len(told["faults"]) == number // people.WRONG_EVERY
	assert all("ไม่มีจังหวัดนี้" in fault["said"] for fault in told["faults"])


def test_codes_of_participants_are_different():
	codes = [learning.code_of(number) for number in range(3000)]
	assert len(set(codes)) == len(codes) and {len(code) for code in codes} == {learning.LETTERS}


def test_words_that_are_split_once_are_those_of_the_whole():
	texts = [learning.STORIES[0], None, learning.ASSETS[0], learning.CORE[0]]
	assert set(learning.words_of_all(texts).split()) == set(search.kept_of(*texts).split())


def letters_of(bench, **filters) -> list:
	"""The letters that are filled in, by name."""
	mine = {"name": (">=", bench.country.name("LETTER", 0)), **filters}
	return frappe.get_all("Official Letter", filters=mine, fields=["*"], order_by="name")


def test_each_run_of_letters_is_whole_and_in_the_order_of_its_days(bench):
	runs = {}
	for letter in letters_of(bench, docstatus=("!=", 0)):
		runs.setdefault((letter.area, letter.number_kind, letter.year), []).append(letter)
	for (area, kind, year), found in runs.items():
		assert [letter.register_number for letter in found] == list(range(1, len(found) + 1))
		assert [letter.dated for letter in found] == sorted(letter.dated for letter in found)
		run = {"issuer": area, "kind": kind, "year": year}
		assert frappe.db.get_value("Number Counter", run, "last_number") == len(found)
		kept = frappe.get_all("Document Number", run, ["number", "reference_name"], order_by="number")
		assert [row.reference_name for row in kept] == [letter.name for letter in found]
	assert len(letters_of(bench)) == bench.size.letters
	assert {letter.workflow_state for letter in letters_of(bench)} == set(WAY_OF)


def test_whoever_gets_a_letter_has_it_in_his_register(bench):
	entered = {}
	for letter in letters_of(bench, sent_on=("is", "set")):
		inside = {"parent": letter.name, "way": receivers.INSIDE}
		for row in frappe.get_all("Letter Receiver", inside, ["name", "receiver_area", "received_on"]):
			entered[row.name] = (letter.name, row.receiver_area, row.received_on)
	found = frappe.get_all(
		"Incoming Letter",
		{"letter": ("is", "set")},
		["receiver_row", "letter", "area", "received_on", "number"],
	)
	assert {row.receiver_row: (row.letter, row.area, row.received_on) for row in found} == entered
	assert all(bool(row.number) == bool(row.received_on) for row in found)


def test_the_log_of_a_letter_holds_so_that_its_file_can_be_made(bench):
	logged = letters_of(bench, province=bench.size.province) + letters_of(bench, area=COUNTRY)
	for letter in logged:
		found = log.verify("Official Letter", letter.name)
		assert found["entries"] == len(WAY_OF[letter.workflow_state])
		assert found["chain_whole"] and found["content_unchanged"] is not False
	name = next(letter.name for letter in logged if letter.workflow_state == "Letter Sent")
	assert keep_blank(frappe.get_doc("Official Letter", name)).reference_name == name


@pytest.mark.parametrize("mix", scale.SESSIONS)
def test_no_two_sessions_of_a_day_write_the_same_document(bench, monkeypatch, mix):
	code = "otpauth://totp/x?secret=ABCDEFGHIJKLMNOP"
	monkeypatch.setattr(day.second_factor, "enrol", lambda _user: code)
	request("Administrator")
	frappe.db.savepoint("day")
	plan, lacking = day.Cast(bench).plan(mix, dict.fromkeys(scale.SESSIONS[mix], 1), 5, 0)
	frappe.db.rollback(save_point="day")
	written = []
	for session in plan["sessions"]:
		steps = [step for step, *_asked in session["steps"]]
		assert steps[:2] == ["sign in", "desk"]
		assert bool(session["secret"]) == session["user"].startswith(f"officer{day.CHIEF}.")
		if {"save", "send", "sign"}.intersection(steps):
			written += [asked for step, *asked in session["steps"] if step in ("form", "new report")][-1:]
	assert written and len(written) == len({*map(tuple, written)})
	assert "--refill" in lacking


def test_the_95th_percentile():
	assert percentile([5, 1, 4, 2, 3], 95) == 5
	assert percentile(list(range(1, 101)), 95) == 95
	assert percentile([7], 95) == 7


def test_the_table_is_written_between_its_marks(tmp_path):
	page = tmp_path / "page.md"
	page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
	report.write_into(page, "new")
	assert page.read_text() == f"before\n{report.BEGIN}\nnew\n{report.END}\nafter\n"


@pytest.mark.parametrize(
	("passed", "first", "second"),
	[(-1, 1, 0), (0, 0, 2), (1.5, 0, 0.5), (2, 2, 0), (3.5, 0.5, 0), (4, 0, 2)],
)
def test_sides_that_take_turns_never_ask_at_once(passed, first, second):
	assert calls.seconds_until((0, 2, 2), passed) == first
	assert calls.seconds_until((1, 2, 2), passed) == second


def test_of_three_sides_the_last_waits_for_two():
	assert [calls.seconds_until((number, 3, 5), 1) for number in range(3)] == [0, 4, 9]


@pytest.mark.parametrize("words", [["--docs"], ["--docs", "--only", "day"], ["--only", "bare", "lists"]])
def test_a_whole_page_is_written_into_docs(words):
	assert run.arguments(words)


@pytest.mark.parametrize("only", [["bare"], ["lists"], ["day", "bare"]])
def test_a_part_is_not_written_over_a_whole_page(only, capsys):
	with pytest.raises(SystemExit):
		run.arguments(["--docs", "--only", *only])
	assert "whole page" in capsys.readouterr().err
