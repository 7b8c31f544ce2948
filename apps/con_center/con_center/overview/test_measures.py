from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate, today

from con_center.access.areas import COUNTRY
from con_center.approval.factories import take, take_to
from con_center.approval.meaning import IN_FORCE
from con_center.assessments.factories import make_assessment, make_complete_assessment, score
from con_center.committees.factories import make_current_committee
from con_center.community.factories import make_confirmed, make_cooperation, make_joint_activity, make_partner
from con_center.learning import attendance
from con_center.learning.factories import OFFICERS, make_participant, make_training_in
from con_center.learning.workflow import OPEN_AGAIN
from con_center.meetings.attendance import note_present
from con_center.meetings.factories import make_closed_meeting, make_meeting, take_meeting
from con_center.organization.factories import OTHER, areas_of, make_center, make_officer, signed_in
from con_center.overview import counted, measures, year
from con_center.overview.measures import COOPERATION, DEVELOPMENT, JOINT, MEASURES, SPIRIT, STRONG
from con_center.overview.report.centers_by_success_measure import centers_by_success_measure
from con_center.overview.report.people_with_public_spirit import people_with_public_spirit
from con_center.overview.report.success_measures import success_measures
from con_center.patches import present_members
from con_center.tests.case import CONTestCase
from con_center.tests.counting import counting
from con_center.tests.test_scope_matrix import kinds
from con_center.thai import fiscal_year, fiscal_year_start

# a district in which no other test and no demo enters anything
AREA, NEXT, DISTRICT, PROVINCE = "341101", "341102", "3411", "34"
YEAR = fiscal_year(getdate())
OF_SUB_DISTRICT, OF_DISTRICT = "การบูรณาการจัดทำแผนชุมชนระดับตำบล", "การบูรณาการจัดทำแผนพัฒนาอำเภอ"
NO_PLAN = ("สวัสดิการชุมชน", "การแก้ไขปัญหาความยากจน", "การป้องกันและแก้ไขปัญหายาเสพติด")


class MeasuresTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("measures")
		self.addCleanup(frappe.db.rollback, save_point="measures")
		for area in (AREA, NEXT, DISTRICT):
			make_center(area)
		self.district = make_officer("district", areas_of(AREA))

	def figure(self, key: str, area: str = DISTRICT, of_year: int = YEAR):
		with signed_in(self.district):
			return measures.of(area, of_year)[key]

	def own(self, key: str, area: str = AREA, of_year: int = YEAR):
		with signed_in(self.district):
			return measures.of_center(area, of_year)[key]

	def rows_behind(self, route: dict) -> int:
		"""The length of the list that a number opens."""
		with signed_in(self.district):
			if "doctype" in route:
				return len(frappe.get_list(route["doctype"], filters=route["filters"], limit_page_length=0))
			report = {
				"Centers by Success Measure": centers_by_success_measure,
				"People with Public Spirit": people_with_public_spirit,
			}[route["report"]]
			return len(report.execute(route["filters"])[1])

	def assert_opens_its_list(self, key: str, areas=(DISTRICT, AREA), of_year: int = YEAR):
		for area in areas:
			figure = self.figure(key, area, of_year)
			self.assertEqual(self.rows_behind(figure.route), figure.value, (key, area))

	def train(self, groups: dict[str, int], closed: bool = True, **values):
		"""Hold a training in the district with so many people of AREA of each group, all of whom come."""
		training = make_training_in("Registration Open", DISTRICT, **values)
		people = [
			make_participant(training, AREA, participant_group=group).name
			for group, number in groups.items()
			for _each in range(number)
		]
		attendance.note(people, 1, attendance.LIST)
		if closed:
			with signed_in(self.district):
				training = take_to(training, IN_FORCE)
		return training, people


class TestStrong(MeasuresTestCase):
	def test_the_last_complete_assessment_of_the_year_counts(self):
		make_complete_assessment(AREA, fiscal_year=2568)
		make_complete_assessment(NEXT, value="0", fiscal_year=2568)
		found = self.figure(STRONG, of_year=2568)
		self.assertEqual(
			(found.value, found.centers, found.of, found.met, found.target), (1, 1, 2, False, 80)
		)
		self.assertEqual(
			(self.own(STRONG, of_year=2568).value, self.own(STRONG, of_year=2568).met), (100, True)
		)
		self.assertEqual(self.own(STRONG, NEXT, 2568).met, False)
		self.assert_opens_its_list(STRONG, of_year=2568)
		make_complete_assessment(AREA, value="0", fiscal_year=2568, round=2)
		self.assertEqual(self.figure(STRONG, of_year=2568).value, 0)

	def test_what_is_not_scored_in_full_does_not(self):
		score(make_assessment(AREA, fiscal_year=2568), "self")
		self.assertEqual(self.figure(STRONG, of_year=2568).value, 0)
		self.assertEqual(self.rows_behind(self.own(STRONG, of_year=2568).route), 0)

	def test_nor_that_of_another_year(self):
		make_complete_assessment(AREA, fiscal_year=2568)
		self.assertEqual([self.figure(STRONG, of_year=each).value for each in (2567, 2568, 2569)], [0, 1, 0])

	def test_how_strong_is_a_setting(self):
		made = make_complete_assessment(AREA, fiscal_year=2568)
		made.db_set("percent", 82.57)
		for setting, value in ((82.57, 1), (82.58, 0)):
			self.change_settings(strong_percent=setting)
			self.assertEqual(self.figure(STRONG, of_year=2568).value, value, setting)

	def test_a_center_of_a_district_is_not_assessed(self):
		with signed_in(self.district):
			self.assertNotIn(STRONG, measures.of_center(DISTRICT, YEAR))


class TestCooperation(MeasuresTestCase):
	def cooperate(self, *processes: str, **values):
		for process in processes:
			make_confirmed(AREA, work_process=process, **values)

	def test_three_processes_with_both_plans_among_them(self):
		self.cooperate(OF_SUB_DISTRICT, OF_DISTRICT)
		self.assertEqual((self.own(COOPERATION).value, self.figure(COOPERATION).value), (2, 0))
		self.cooperate(NO_PLAN[0])
		found = self.figure(COOPERATION)
		self.assertEqual((found.value, found.centers, found.of, found.target), (1, 1, 3, 3))
		self.assertTrue(self.own(COOPERATION).met)
		self.assert_opens_its_list(COOPERATION)
		self.assertEqual(self.rows_behind(self.own(COOPERATION).route), 3)

	def test_without_the_plans_it_depends_on_the_setting(self):
		self.cooperate(*NO_PLAN)
		self.assertEqual((self.own(COOPERATION).value, self.figure(COOPERATION).value), (3, 0))
		self.change_settings(plans_among_processes=0)
		self.assertEqual(self.figure(COOPERATION).value, 1)

	def test_a_process_counts_once_with_however_many_partners(self):
		self.cooperate(OF_SUB_DISTRICT, OF_SUB_DISTRICT, OF_DISTRICT)
		self.assertEqual(self.own(COOPERATION).value, 2)

	def test_what_is_not_confirmed_does_not_count(self):
		make_cooperation(AREA, work_process=OF_DISTRICT)
		self.assertEqual(self.own(COOPERATION).value, 0)
		self.assertEqual(self.rows_behind(self.own(COOPERATION).route), 0)

	def test_it_counts_in_the_years_in_which_it_ran(self):
		self.cooperate(NO_PLAN[0], from_date="2024-11-01", to_date="2025-09-30", agreed_on="2024-10-20")
		self.assertEqual(
			[self.own(COOPERATION, of_year=each).value for each in (2567, 2568, 2569)], [0, 1, 0]
		)


class TestJointActivities(MeasuresTestCase):
	def test_each_counts_in_the_year_in_which_it_was_done(self):
		begin = fiscal_year_start(YEAR)
		coop = make_confirmed(AREA, agreed_on=add_days(begin, -60), from_date=add_days(begin, -50))
		make_joint_activity(AREA, coop, held_on=begin)
		make_joint_activity(AREA, coop, held_on=begin)
		make_joint_activity(AREA, coop, held_on=add_days(begin, -1))
		found = self.figure(JOINT)
		self.assertEqual((found.value, found.centers, found.of, found.met), (2, 1, 3, False))
		self.assertEqual(self.figure(JOINT, of_year=YEAR - 1).value, 1)
		self.assertEqual(self.figure(JOINT, NEXT).value, 0)
		coordinated = make_joint_activity(
			AREA, partner=coop.partner, kind="Coordinated", held_on=begin, work_process=None
		)
		self.assertEqual(self.figure(JOINT).value, 3)
		self.assert_opens_its_list(JOINT, (PROVINCE, DISTRICT, AREA))
		frappe.db.set_value(coordinated.doctype, coordinated.name, "status", "Withdrawn")
		self.assertEqual(self.figure(JOINT).value, 2)
		self.assert_opens_its_list(JOINT, (PROVINCE, DISTRICT, AREA))
		self.assertEqual(self.rows_behind(self.own(JOINT).route), 2)

	def test_how_many_are_enough_is_a_setting(self):
		make_joint_activity(AREA)
		self.change_settings(fewest_joint_activities=2)
		self.assertEqual((self.own(JOINT).target, self.own(JOINT).met), (2, False))


class TestSelfDevelopment(MeasuresTestCase):
	def test_who_came_counts_once_the_training_is_closed(self):
		training, people = self.train(
			{"คณะกรรมการ ศอช.": 2, "กลุ่ม/องค์กร/เครือข่าย": 1, OFFICERS: 4}, closed=False
		)
		absent = make_participant(training, AREA).name
		self.assertEqual(self.figure(DEVELOPMENT).value, 0)
		with signed_in(self.district):
			training = take_to(training, IN_FORCE)
		found = self.figure(DEVELOPMENT)
		self.assertEqual((found.value, found.centers, self.own(DEVELOPMENT).met), (3, 1, True))
		self.assert_opens_its_list(DEVELOPMENT)
		self.assertEqual(frappe.db.get_value("Training Participant", absent, "held_year"), YEAR)
		take(training, ("district", OPEN_AGAIN, "ลงชื่อไม่ครบ"))
		self.assertEqual(self.figure(DEVELOPMENT).value, 0)
		self.assertEqual(len(people), 7)

	def test_it_counts_in_the_year_of_the_training(self):
		before = add_days(fiscal_year_start(YEAR), -1)
		session = {"session_date": before, "begins": "09:00", "ends": "12:00", "topic": "ระเบียบ"}
		self.train({"คณะกรรมการ ศอช.": 1}, starts_on=before, sessions=[session])
		self.assertEqual(
			(self.figure(DEVELOPMENT).value, self.figure(DEVELOPMENT, of_year=YEAR - 1).value), (0, 1)
		)

	def test_which_groups_are_of_centers_is_a_flag(self):
		self.train({OFFICERS: 1})
		frappe.db.set_value("Participant Group", OFFICERS, "of_centers", 1)
		self.assertEqual(self.figure(DEVELOPMENT).value, 1)


class TestPublicSpirit(MeasuresTestCase):
	def setUp(self):
		super().setUp()
		self.committee = make_current_committee(AREA)
		times = patch.object(counted, "spirit_times", return_value=2)
		times.start()
		self.addCleanup(times.stop)

	def test_who_came_often_enough_himself(self):
		make_closed_meeting(AREA, days_ago=4, present=5)
		self.assertEqual(self.own(SPIRIT).value, 0)
		make_closed_meeting(AREA, days_ago=2, present=3)
		found = self.own(SPIRIT)
		self.assertEqual((found.value, found.target, found.met), (3, 1, True))
		self.assert_opens_its_list(SPIRIT)
		self.assertEqual(self.figure(SPIRIT).centers, 1)

	def test_a_meeting_that_is_not_held_yet_does_not_count(self):
		for days_ago in (4, 2):
			make_closed_meeting(AREA, days_ago=days_ago, present=0)
		take_meeting(make_meeting(AREA, days_ago=1), "convene")
		self.assertEqual(self.own(SPIRIT).value, 0)

	def test_a_proxy_is_not_himself(self):
		meetings = [make_closed_meeting(AREA, days_ago=days_ago, present=1) for days_ago in (4, 2)]
		self.assertEqual(self.own(SPIRIT).value, 1)
		meetings[0].reload()
		meetings[0].attendance[0].status = "Proxy"
		note_present(meetings[0])
		meetings[0].attendance[0].db_update()
		self.assertEqual(self.own(SPIRIT).value, 0)

	def test_rows_of_before_are_noted_by_the_patch(self):
		for days_ago in (4, 2):
			make_closed_meeting(AREA, days_ago=days_ago, present=1)
		frappe.db.sql("update `tabMeeting Attendance` set present_member = null")
		self.assertEqual(self.own(SPIRIT).value, 0)
		with patch.object(frappe.db, "sql_ddl"):
			present_members.execute()
		self.assertEqual(self.own(SPIRIT).value, 1)

	def test_trainings_count_with_meetings_for_the_same_person(self):
		meeting = make_closed_meeting(AREA, days_ago=4, present=1)
		first, last = meeting.attendance[0].person.split("|")
		training = make_training_in("Registration Open", DISTRICT)
		person = make_participant(training, AREA, first_name=first, last_name=last)
		attendance.note([person.name], 1, attendance.LIST)
		with signed_in(self.district):
			take_to(training, IN_FORCE)
		self.assertEqual(self.own(SPIRIT).value, 1)
		with signed_in(self.district):
			(row,) = people_with_public_spirit.execute({"area": AREA, "fiscal_year": YEAR})[1]
		self.assertEqual((row["meetings"], row["trainings"], row["times"]), (1, 1, 2))
		self.change_settings(spirit_trainings=0)
		self.assertEqual(self.own(SPIRIT).value, 0)

	def test_the_list_goes_by_place_whatever_the_level(self):
		places = [DISTRICT, AREA, "3412"]
		training = make_training_in("Registration Open", PROVINCE)
		people = [make_participant(training, area) for area in reversed(places)]
		attendance.note([person.name for person in people], 1, attendance.LIST)
		with signed_in(training.owner):
			take_to(training, IN_FORCE)
		with patch.object(counted, "spirit_times", return_value=1):
			found = counted.people(YEAR, counted.Place(PROVINCE, everything=True), 100)
		self.assertEqual([row["code"] for row in found if row["code"] in places], places)

	def test_it_is_met_when_there_are_more_than_in_the_year_before(self):
		for days_ago in (4, 2):
			make_closed_meeting(AREA, days_ago=days_ago, present=3)
		sums_of = measures.sums_of
		for before, met in ((2, True), (3, False)):

			def sums(measure, years, place, before=before):
				of_before = {YEAR - 1: measures.Sums(before, 1)} if YEAR - 1 in years else {}
				return sums_of(measure, years, place) | of_before

			with patch.object(measures, "sums_of", sums):
				self.assertEqual((self.own(SPIRIT).met, self.figure(SPIRIT).met), (met, met), before)
				self.assertEqual(self.own(SPIRIT).target, before + 1)

	def test_one_way_to_take_part_has_to_count(self):
		settings = frappe.get_doc("CON Settings")
		settings.update({"spirit_meetings": 0, "spirit_trainings": 0})
		self.assertRaises(frappe.ValidationError, settings.save)
		for wrong in (0, 101, -5):
			settings = frappe.get_doc("CON Settings")
			settings.strong_percent = wrong
			with self.subTest(percent=wrong):
				self.assertRaises(frappe.ValidationError, settings.save)


class TestAreas(MeasuresTestCase):
	def setUp(self):
		super().setUp()
		make_joint_activity(AREA)
		make_joint_activity(NEXT)
		self.of_its_own = self.activity_of_the_district()

	def activity_of_the_district(self):
		partner = make_partner(DISTRICT, "district")
		with signed_in(self.district):
			coop = frappe.copy_doc(make_cooperation(AREA, partner=partner.name))
			coop.update({"center": DISTRICT, "workflow_state": None})
			coop = coop.insert()
		coop.db_set({"workflow_state": "Cooperation Confirmed", "docstatus": 1})
		with signed_in(self.district):
			return frappe.get_doc(
				{
					"doctype": "Joint Activity",
					"center": DISTRICT,
					"cooperation": coop.name,
					"activity_name": "เวทีอำเภอ",
					"held_on": today(),
				}
			).insert()

	def test_parts_add_up_to_the_whole(self):
		with signed_in(self.district):
			parts, whole = measures.below(DISTRICT, YEAR), measures.of(DISTRICT, YEAR)
		self.assertEqual({code: row[JOINT] for code, row in parts.items()}, {DISTRICT: 1, AREA: 1, NEXT: 1})
		for key, figure in whole.items():
			self.assertEqual(sum(row[key] for row in parts.values()), figure.value, key)
		with signed_in(make_officer("province", areas_of(AREA))):
			self.assertEqual(measures.below(PROVINCE, YEAR)[DISTRICT][JOINT], 3)
			self.assertEqual(measures.centers_below(PROVINCE)[DISTRICT], 3)

	def test_the_country_by_provinces(self):
		with signed_in(next(kind.user for kind in kinds() if kind.name == "central")):
			parts, whole = measures.below(COUNTRY, YEAR), measures.of(COUNTRY, YEAR)
			self.assertGreaterEqual(parts[PROVINCE][JOINT], 3)
			self.assertEqual(sum(row[JOINT] for row in parts.values()), whole[JOINT].value)
			self.assertEqual(sum(measures.centers_below(COUNTRY).values()), whole[JOINT].of)

	def test_the_countrys_own_center_is_00(self):
		make_center(COUNTRY)
		training = make_training_in("Registration Open", PROVINCE)
		person = make_participant(training)
		frappe.db.set_value(
			person.doctype,
			person.name,
			{"area": COUNTRY, "district": None, "province": None, "came": 1, "held_year": YEAR},
		)
		with (
			patch.object(counted, "spirit_times", return_value=1),
			signed_in(next(kind.user for kind in kinds() if kind.name == "central")),
		):
			own = measures.own_figure(measures.BY_KEY[SPIRIT], COUNTRY, YEAR)
			parts = measures.below(COUNTRY, YEAR)
			rows = counted.people(YEAR, counted.Place(COUNTRY), 1000)
		self.assertGreaterEqual(own.value, 1)
		self.assertEqual(parts[COUNTRY][SPIRIT], own.value)
		self.assertNotIn("0", parts)
		self.assertIn(COUNTRY, {row["code"] for row in rows})

	def test_a_center_alone_has_what_is_its_own(self):
		self.assertEqual([self.own(JOINT, area).value for area in (DISTRICT, AREA)], [1, 1])
		self.assertEqual(self.figure(JOINT).value, 3)
		self.assertEqual(self.rows_behind(self.own(JOINT, DISTRICT).route), 1)

	def test_years_in_their_order(self):
		with signed_in(self.district):
			found = measures.trend(DISTRICT, YEAR, 3)
		self.assertEqual(found[JOINT], {YEAR - 2: 0, YEAR - 1: 0, YEAR: 3})
		self.assertEqual({tuple(values) for values in found.values()}, {(YEAR - 2, YEAR - 1, YEAR)})

	def test_nobody_counts_what_he_may_not_read(self):
		for stranger in (make_officer("officer", OTHER), make_officer("province", OTHER)):
			with signed_in(stranger):
				self.assertEqual({figure.value for figure in measures.of(DISTRICT, YEAR).values()}, {0})
				self.assertEqual(measures.below(DISTRICT, YEAR), {})
				self.assertEqual({sum(v.values()) for v in measures.trend(DISTRICT, YEAR).values()}, {0})
				self.assertEqual(success_measures.execute({"area": DISTRICT, "fiscal_year": YEAR})[1], [])
				self.assertEqual(
					centers_by_success_measure.execute({"area": DISTRICT, "fiscal_year": YEAR})[1], []
				)
		with signed_in("Guest"):
			self.assertEqual(measures.of(DISTRICT, YEAR), {})
		with signed_in(make_officer("officer", areas_of(AREA))):
			self.assertEqual(measures.of(DISTRICT, YEAR)[JOINT].value, 1)

	def test_it_costs_a_statement_a_measure(self):
		def asked(area: str) -> int:
			measures.of(area, YEAR)
			with counting() as queries:
				measures.of(area, YEAR)
			return len(queries)

		with signed_in(self.district):
			few = asked(AREA)
			self.assertEqual(asked(DISTRICT), few)
			# the centers, the groups that count, and the year before
			self.assertLessEqual(few, len(MEASURES) + 10)


class TestReports(MeasuresTestCase):
	def test_a_row_a_part_and_each_number_opens_its_list(self):
		make_joint_activity(AREA)
		with signed_in(self.district):
			_columns, rows, mark, chart, _summary = success_measures.execute(
				{"area": DISTRICT, "fiscal_year": YEAR}
			)
		by_area = {row.get("area") or "total": row for row in rows}
		self.assertEqual(set(by_area), {AREA, NEXT, DISTRICT, "total"})
		self.assertEqual((by_area["total"][JOINT], by_area["total"]["centers"]), (1, 3))
		for row in rows:
			for measure in MEASURES:
				self.assertEqual(self.rows_behind(row["to"][measure.key]), row[measure.key])
		self.assertIn("con-source", mark)
		self.assertEqual(len(chart["data"]["labels"]), success_measures.YEARS)

	def test_by_years(self):
		make_joint_activity(AREA)
		with signed_in(self.district):
			_columns, rows, *_rest = success_measures.execute(
				{"area": AREA, "fiscal_year": YEAR, "by": "Year", "measure": JOINT}
			)
		self.assertEqual([row["title"] for row in rows], [str(YEAR - n) for n in range(4, -1, -1)])
		self.assertEqual([row[JOINT] for row in rows], [0, 0, 0, 0, 1])

	def test_all_centers_or_those_that_meet_a_measure(self):
		make_joint_activity(AREA)
		with signed_in(self.district):
			rows = centers_by_success_measure.execute({"area": DISTRICT, "fiscal_year": YEAR})[1]
			self.assertEqual([row["center"] for row in rows], [DISTRICT, AREA, NEXT])
			self.assertEqual([row["met_keys"] for row in rows], ["", JOINT, ""])
			filters = {"area": DISTRICT, "fiscal_year": YEAR, "measure": JOINT, "only_met": 1}
			self.assertEqual(
				[row["center"] for row in centers_by_success_measure.execute(filters)[1]], [AREA]
			)

	def test_more_people_than_a_list_holds_are_told(self):
		make_current_committee(AREA)
		make_closed_meeting(AREA, days_ago=4, present=4)
		with (
			patch.object(counted, "spirit_times", return_value=1),
			patch.object(people_with_public_spirit, "MOST_ROWS", 3),
			signed_in(self.district),
		):
			_columns, rows, said, _chart, summary = people_with_public_spirit.execute(
				{"area": AREA, "fiscal_year": YEAR}
			)
		self.assertEqual((len(rows), [each["value"] for each in summary]), (3, [4, 3]))
		self.assertIn("con-source", said)

	def test_measures_are_named_in_thai(self):
		self.speak_thai()
		for measure in MEASURES:
			for text in (measure.title, measure.unit, measure.own_unit):
				if text != "%":
					self.assertNotEqual(frappe._(text), text)


class TestOnACenter(MeasuresTestCase):
	def test_its_year_shows_them(self):
		make_joint_activity(AREA)
		with signed_in(self.district):
			card = next(card for card in year.of_center(AREA, YEAR)["cards"] if card["key"] == "measures")
		self.assertEqual(
			[line["colour"] for line in card["lines"]], ["gray", "gray", "green", "gray", "gray"]
		)
		self.assertEqual((card["colour"], card["figure"]), ("gray", "1 of 5 met"))
		self.assertIn("ไม่ยืนยัน", card["source"])
		self.change_settings(measures_provenance=None, spirit_provenance=None)
		self.assertNotIn("None", measures.sources())
