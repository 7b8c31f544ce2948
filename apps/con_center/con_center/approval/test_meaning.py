"""What states are called means nothing: an admin renames them all, puts in a step, and everything goes on."""

import re
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.model.workflow import get_workflow
from frappe.utils import getdate, today

import con_center
from con_center import registry
from con_center.appointments.factories import make_order, make_order_in
from con_center.approval import waiting
from con_center.approval.decision import ReasonMissingError, open_transitions
from con_center.approval.factories import take_to as take
from con_center.approval.ladder import flag
from con_center.approval.meaning import (
	ACKNOWLEDGED,
	CANCELLED,
	IN_FORCE,
	MEANINGS,
	PASSED,
	REOPENED,
	RETURNED,
	REVIEW,
	TO_SIGN,
	meaning,
	states,
	tell_the_desk,
)
from con_center.assessments.factories import make_assessment, make_complete_assessment, score
from con_center.committees.factories import MEETING_AREA, make_committee, make_current_committee
from con_center.meetings.factories import make_closed_meeting, make_meeting, record_meeting
from con_center.meetings.workflow import CONVENED, CORRECTED, HELD, WRITTEN
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, areas_of, make_officer, signed_in
from con_center.overview import cards, charts, year
from con_center.planning.factories import agreed_project, make_plan, make_plan_in, make_project
from con_center.planning.workflow import AGREED, DONE, FORUM, FUNDED, OUTCOME_IN_PLAN, PASSED_ON, PLAN, RESULT
from con_center.reporting import figures, rounds
from con_center.reporting.factories import make_report, make_report_in
from con_center.reporting.report.progress_roll_up import progress_roll_up
from con_center.reporting.report.who_has_not_reported import who_has_not_reported
from con_center.setup.modules import parts
from con_center.tests.case import CONTestCase

LADDERS = [ladder for part in parts("workflow") for ladder in part.LADDERS]
DISTRICTS = "District Assessment Confirmation"


def rename_everything() -> None:
	"""Give every state and every action of the workflows another name, as an admin does."""
	flows = [get_workflow(doctype) for doctype in registry.governed()]
	for doctype, names in (
		("Workflow State", {row.state for flow in flows for row in flow.states}),
		("Workflow Action Master", {row.action for flow in flows for row in flow.transitions}),
	):
		for number, name in enumerate(sorted(names), 1):
			new = f"{'ขั้น' if doctype == 'Workflow State' else 'สั่ง'}ที่ {number}"
			# the cache is cleared once, after all of them
			with patch("frappe.clear_cache"):
				frappe.rename_doc(doctype, name, new, force=True, show_alert=False)
	frappe.clear_cache()


def insert_step(doctype: str, before: str, allowed: str) -> str:
	"""Put a step in before the first state of this meaning; return the state's name."""
	target = states(doctype, before)[0]
	workflow = frappe.get_doc("Workflow", get_workflow(doctype).name)
	state = frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "ตรวจทานอีกชั้น"}).insert().name
	action = workflow.transitions[0].action
	for row in workflow.transitions:
		if row.next_state == target:
			row.next_state = state
	workflow.append("states", {"state": state, "doc_status": "0", "allow_edit": allowed})
	workflow.append(
		"transitions", {"state": state, "action": action, "next_state": target, "allowed": allowed}
	)
	workflow.save()
	return state


class TestRenamed(CONTestCase):
	"""What is to be there before is made first; then everything is renamed, once for all these tests."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		make_current_committee()
		cls.to_sign = make_order_in("Awaiting Signature").name
		cls.scored = make_complete_assessment(fiscal_year=2568, round=2).name
		make_what_is_counted()
		cls.before = counted()
		rename_everything()

	@classmethod
	def tearDownClass(cls):
		frappe.db.rollback()
		frappe.clear_cache()
		super().tearDownClass()

	def setUp(self):
		super().setUp()
		frappe.db.savepoint("renamed")

	def tearDown(self):
		super().tearDown()
		frappe.db.rollback(save_point="renamed")
		frappe.clear_cache()

	def walk(self, doc, *steps):
		"""Take the document through (kind of officer, meaning[, reason][, values]) steps."""
		for kind, to, *more in steps:
			reason = more[0] if more else None
			values = more[1] if len(more) > 1 else {}
			with signed_in(make_officer(kind, areas_of(doc.area))):
				doc = take(doc, to, reason, **values)
			self.assertEqual(meaning(doc.doctype, doc.workflow_state), to)
		return doc

	def test_what_is_counted_stays_the_same(self):
		for what, found in counted().items():
			with self.subTest(what=what):
				self.assertTrue(self.before[what])
				self.assertEqual(found, self.before[what])

	def test_an_order_goes_all_its_way(self):
		order = make_order(instrument="Order", purpose="Appoint")
		with signed_in(make_officer("officer")):
			take(order, REVIEW)
		with signed_in(make_officer("district")):
			self.assertRaises(ReasonMissingError, take, order, RETURNED)
		order = self.walk(
			order,
			("district", RETURNED, "แก้ชื่อ"),
			("officer", REVIEW),
			("district", TO_SIGN),
			("chief", IN_FORCE),
		)
		self.assertTrue(order.number)
		self.assertIsNone(order.return_reason)
		order = self.walk(order, ("province", ACKNOWLEDGED))
		self.assertTrue(order.acknowledged_on)
		order = self.walk(order, ("chief", CANCELLED, "ออกซ้ำ"))
		self.assertEqual((order.docstatus, order.cancel_reason), (2, "ออกซ้ำ"))

	def test_nobody_signs_what_he_returned_or_prepared(self):
		with signed_in(make_officer("chief")):
			order = frappe.get_doc("Appointment Order", self.to_sign)
			self.assertEqual(
				{step.next_meaning for step, _post in open_transitions(order)}, {IN_FORCE, RETURNED}
			)
			self.assertIn(order.name, [row["name"] for row in waiting.documents()])

	def test_a_plan_a_report_and_an_assessment_go_all_their_way(self):
		plan = self.walk(
			make_plan(),
			("officer", REVIEW),
			("district", RETURNED, "แก้"),
			("officer", REVIEW),
			("district", PASSED),
			("province", IN_FORCE),
		)
		self.assertEqual(plan.docstatus, 1)
		report = self.walk(
			make_report(OTHER["district"]),
			("district", REVIEW),
			("province", RETURNED, "แก้"),
			("district", REVIEW),
			("province", PASSED),
			("province", IN_FORCE),
		)
		self.assertTrue(report.sent_on and report.checked_on and report.accepted_on)
		made = score(make_assessment(fiscal_year=2569, round=1), "self")
		made = self.walk(made, ("officer", REVIEW), ("district", RETURNED, "แก้"), ("officer", REVIEW))
		made = self.walk(score(made, "district"), ("district", PASSED))
		self.assertEqual((made.percent, made.missing), (made.district_percent, 0))

	def test_a_district_is_confirmed_and_unlocked_with_its_assessments(self):
		made = frappe.get_doc("Assessment", self.scored)
		self.leave_alone(made)
		confirmation = frappe.get_doc(DISTRICTS, made.confirmation)
		confirmation.refresh_counts()
		with signed_in(make_officer("province")):
			confirmation = take(confirmation, IN_FORCE)
			made.reload()
			self.assertEqual(made.get_meaning(), IN_FORCE)
			self.assertFalse(open_transitions(made))
			self.assertRaises(ReasonMissingError, take, confirmation, REOPENED)
			take(confirmation, REOPENED, "คะแนนผิด")
		made.reload()
		self.assertEqual(made.get_meaning(), PASSED)

	def leave_alone(self, made) -> None:
		"""Leave no other sub-district of the district to be assessed."""
		others = [
			["name", "like", f"{made.district}%"],
			["level", "=", "Sub-district"],
			["name", "!=", made.area],
		]
		for name in frappe.get_all("Area", filters=others, pluck="name"):
			frappe.db.set_value("Area", name, "status", "Abolished")

	def test_a_meeting_and_its_minutes_go_all_their_way(self):
		first = self.hold(make_meeting(days_ago=40))
		self.assertTrue(first.number)
		first = self.walk(record_meeting(first), ("district", WRITTEN), ("district", CORRECTED, "แก้ชื่อ"))
		self.assertEqual((first.corrections, bool(first.agenda[0].resolution_number)), ("แก้ชื่อ", True))
		second = self.hold(make_meeting(days_ago=2))
		for row in second.agenda:
			row.outcome = "Adopted" if row.minutes_of else None
		second = self.walk(record_meeting(second), ("district", WRITTEN))
		first.reload()
		self.assertEqual((first.get_meaning(), first.adopted_at), (IN_FORCE, second.name))
		third = self.walk(make_meeting(days_ago=1), ("district", CONVENED))
		with signed_in(make_officer("district", areas_of(MEETING_AREA))):
			self.assertRaises(ReasonMissingError, take, third, CANCELLED)
		self.walk(third, ("district", CANCELLED, "ฝนตก"))

	def hold(self, meeting):
		return self.walk(meeting, ("district", CONVENED), ("district", HELD))

	def test_documents_go_through_an_inserted_step_and_wait_there(self):
		state = insert_step("Appointment Order", TO_SIGN, "CON District Officer")
		self.assertEqual(meaning("Appointment Order", state), REVIEW)
		order = make_order()
		with signed_in(make_officer("officer")):
			take(order, REVIEW)
		with signed_in(make_officer("district")):
			order = take(order, REVIEW)
		self.assertEqual(order.workflow_state, state)
		other = make_officer("district", number=2)
		with signed_in(other):
			self.assertIn(order.name, [row["name"] for row in waiting.documents()])
			order = take(order, TO_SIGN)
		with signed_in(make_officer("chief")):
			self.assertTrue(take(order, IN_FORCE).docstatus)

	def test_a_project_goes_all_its_way(self):
		forum = {"asks_for": FORUM, "forum_date": today(), "forum_place": "ศาลา"}
		project = self.walk(
			make_project(),
			("officer", AGREED, None, forum),
			("officer", PASSED_ON, None, {"asks_for": PLAN, "passed_to": "Local Plan"}),
		)
		given = {"asks_for": OUTCOME_IN_PLAN, "row": project.referrals[0].name, "state": "Funded"}
		project = self.walk(project, ("officer", FUNDED, None, given))
		given = {"asks_for": RESULT, "done_on": today(), "result": "เสร็จ"}
		self.walk(project, ("officer", DONE, None, given))
		other = self.walk(make_project(), ("officer", CANCELLED, "ไม่เอาแล้ว"))
		self.assertEqual(other.withdrawn_reason, "ไม่เอาแล้ว")


def make_what_is_counted() -> None:
	"""Make what cards, reports, figures and the year count, and what they leave out."""
	make_closed_meeting(days_ago=9)
	make_plan_in("District Review")
	make_plan_in("Plan Approved")
	make_complete_assessment(fiscal_year=FISCAL_YEAR)
	make_assessment(fiscal_year=FISCAL_YEAR, round=2)
	agreed_project(OWN["sub_district"])
	make_report_in("Report Checked")
	make_order_in("District Review", committee=make_committee())


def counted() -> dict:
	"""Return what is counted for the officers of a province, without any name of a state."""
	with signed_in(make_officer("province")):
		return {
			"cards": [
				card()["value"]
				for card in (
					cards.assessments_not_complete,
					cards.committees_to_meet,
					cards.plans_waiting,
					waiting.card,
				)
			],
			"charts": [charts.meetings_by_month()["datasets"], charts.assessments_by_band()["datasets"]],
			"figures": figures.of_area(OWN["province"], FISCAL_YEAR),
			"centers": [
				[
					(
						card["key"],
						card["colour"],
						card["figure"],
						len(card["late"] if "late" in card else []),
					)
				]
				for center in (OWN["sub_district"], OWN["district"], MEETING_AREA)
				for card in year.of_center(center)["cards"]
			],
			"late": [len(year.of_center(center)["late"]) for center in OWN.values()],
			"reports": [
				(row.handed_in, row.accepted, row.meaning)
				for row in who_has_not_reported.standings(
					rounds.check_round(rounds.newest(OWN["province"])), OWN["province"], getdate()
				)
			],
			"roll-up": [
				[row.get(code) for code in figures.BY_CODE]
				for row in progress_roll_up.execute({"fiscal_year": FISCAL_YEAR, "area": OWN["province"]})[1]
			],
			"waiting": sorted(row["name"] for row in waiting.documents()),
		}


class TestFlags(CONTestCase):
	def test_every_seeded_state_means_something(self):
		for ladder in LADDERS:
			with self.subTest(ladder=ladder.name):
				self.assertEqual({row[0] for row in ladder.states}, ladder.meanings.keys())
				for row in get_workflow(ladder.doctype).states:
					self.assertEqual(row.con_meaning, ladder.meanings[row.state])

	def test_the_desk_is_told_what_every_state_means(self):
		boot = frappe._dict()
		tell_the_desk(boot)
		for doctype in registry.governed():
			for meant in MEANINGS:
				told = [state for state, said in boot.con_center_meanings[doctype].items() if said == meant]
				self.assertEqual(told or [""], states(doctype, meant), doctype)

	def test_an_older_workflow_is_told_by_its_names(self):
		for ladder in LADDERS:
			flow = get_workflow(ladder.doctype)
			before = [row.as_dict() for row in (*flow.states, *flow.transitions)]
			rows = {"parent": flow.name}
			frappe.db.set_value("Workflow Document State", rows, {"con_meaning": None, "con_waits": 0})
			frappe.db.set_value(
				"Workflow Transition",
				rows,
				{"con_asks_reason": 0, "con_asks_again": 0, "con_asks_for": None, "con_follows": 0},
			)
			frappe.clear_document_cache("Workflow", flow.name)
			flag(ladder)
			flow = get_workflow(ladder.doctype)
			with self.subTest(ladder=ladder.name):
				for old, new in zip(before, (*flow.states, *flow.transitions), strict=True):
					flags = [key for key in old if key.startswith("con_")]
					self.assertTrue(flags)
					self.assertEqual(
						[old[key] or None for key in flags], [new.get(key) or None for key in flags]
					)

	def test_one_state_does_not_mean_two_things(self):
		workflow = frappe.get_doc("Workflow", get_workflow("Appointment Order").name)
		workflow.states[0].con_meaning = REVIEW
		# Frappe lets no other Workflow be active before it is asked whether this one may be
		frappe.db.savepoint("refused")
		self.assertRaises(frappe.ValidationError, workflow.save)
		frappe.db.rollback(save_point="refused")

	def test_no_condition_asks_the_database(self):
		for ladder in LADDERS:
			for row in get_workflow(ladder.doctype).transitions:
				self.assertNotIn("frappe", row.condition or "")

	def test_no_code_compares_a_state_or_an_action_by_its_name(self):
		"""Names of states stand in the ladders, which seed them, and in tests and demos, which follow the seeded ones."""
		names = {name for ladder in LADDERS for name in ladder.meanings}
		names |= {step[1] for ladder in LADDERS for step in ladder.transitions}
		unmistakable = {name for name in names if " " in name} - set(MEANINGS)
		unmistakable -= {named for ladder in LADDERS for named in ladder.meanings.values()}
		any_name, unmistakable_name = (_named(each) for each in (names, unmistakable))
		found = []
		for file in sorted(Path(con_center.__file__).parent.rglob("*")):
			if file.suffix not in (".py", ".js", ".html") or SEEDING.search(str(file)):
				continue
			for number, line in enumerate(file.read_text().splitlines(), 1):
				if (any_name if STATE.search(line) else unmistakable_name).search(line):
					found.append(f"{file.name}:{number}: {line.strip()}")
		self.assertEqual(found, [])


def _named(names: set[str]) -> re.Pattern:
	return re.compile(rf'(?<!\()"({"|".join(map(re.escape, sorted(names)))})"')


# where a line is about a state or an action of a document, and which files may name them
STATE = re.compile(r"workflow_state|next_state|from_state|to_state|\.action\b|selected_workflow_action")
SEEDING = re.compile(r"/(workflow|demo|factories|ladder)\.py$|/test_|/tests/|/patches/|/public/dist/")
