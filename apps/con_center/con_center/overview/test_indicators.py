from unittest.mock import patch

import frappe
from frappe.utils import getdate

from con_center.approval.factories import take_to
from con_center.approval.meaning import IN_FORCE
from con_center.assessments import computed
from con_center.assessments.factories import make_assessment
from con_center.assessments.sample import SAMPLE
from con_center.committees.factories import MEETING_AREA
from con_center.community.factories import (
	accept,
	adopt,
	make_application,
	make_bylaw,
	make_confirmed,
	make_figure,
	make_joint_activity,
)
from con_center.households.factories import make_help, make_household
from con_center.learning import attendance
from con_center.learning.factories import (
	make_lesson,
	make_lesson_in,
	make_participant,
	make_publicity,
	make_training_in,
)
from con_center.learning.figures import groups_of_centers
from con_center.mediation.factories import make_dispute
from con_center.organization.factories import FISCAL_YEAR, OWN, areas_of, make_officer, signed_in
from con_center.overview import measures
from con_center.patches import measures_of_success as patched
from con_center.patches import trainings_of_sample
from con_center.planning.seeds import OF_CENTERS
from con_center.tests import samples
from con_center.tests.case import CONTestCase, clear
from con_center.thai import fiscal_year

YEAR = fiscal_year(getdate())
AREA, DISTRICT, SECOND = OWN["sub_district"], OWN["district"], "340104"


class IndicatorTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("indicators")
		self.addCleanup(frappe.db.rollback, save_point="indicators")
		# what factories keep was rolled back with the test before
		samples.forget()
		clear()

	def known(self, source: str, area: str = AREA, of_year: int = YEAR):
		return computed.Facts(area, of_year).known(source)

	def assert_proved(self, source: str, value: float, area: str = AREA, of_year: int = YEAR):
		"""It knows this number, and the list behind it is as long."""
		found = self.known(source, area, of_year)
		self.assertEqual(found.value, value, source)
		rows = frappe.get_all(found.proof_doctype, filters=frappe.parse_json(found.proof_filters))
		self.assertEqual(len(rows), value, source)


class TestOfDocuments(IndicatorTestCase):
	def test_by_laws_in_force(self):
		made = make_bylaw(MEETING_AREA)
		before = self.known("By-laws in Force", MEETING_AREA).value
		adopt(made)
		self.assert_proved("By-laws in Force", before + 1, MEETING_AREA)
		self.assertEqual(self.known("By-laws in Force", MEETING_AREA, YEAR - 1).value, 0)

	def test_organizations_that_joined(self):
		before = self.known("Organizations That Joined by Resolution", MEETING_AREA).value
		waiting = make_application(MEETING_AREA)
		self.assertEqual(self.known("Organizations That Joined by Resolution", MEETING_AREA).value, before)
		accept(waiting)
		self.assert_proved("Organizations That Joined by Resolution", before + 1, MEETING_AREA)

	def test_figures_of_villages(self):
		make_figure(f"{AREA}01", year=YEAR)
		make_figure(f"{AREA}02", year=YEAR - 1)
		self.assert_proved("Figures of Villages", 1)

	def test_trainings_held_or_attended(self):
		make_training_in("Training Closed", AREA)
		make_training_in("Registration Open", AREA)
		elsewhere = make_training_in("Registration Open", DISTRICT)
		person = make_participant(elsewhere, AREA)
		attendance.note([person.name], 1, attendance.LIST)
		self.assert_proved("Trainings Held or Attended", 1)
		with signed_in(make_officer("district")):
			take_to(elsewhere, IN_FORCE)
		self.assert_proved("Trainings Held or Attended", 2)
		self.assert_proved("Trainings Held or Attended", 0, of_year=YEAR - 1)

	def test_lessons_and_publicity(self):
		make_lesson()
		self.assert_proved("Lessons Published", 0)
		make_lesson_in("Lesson Published")
		make_publicity()
		self.assert_proved("Lessons Published", 1)
		self.assert_proved("Publicity", 1)
		self.assert_proved("Publicity", 0, of_year=YEAR - 1)


class TestOfPeople(IndicatorTestCase):
	def test_a_number_that_might_tell_of_somebody_is_not_known(self):
		for _n in range(2):
			make_dispute(AREA, received_on=getdate())
		for _n in range(14):
			make_dispute(SECOND, received_on=getdate())
		source = "Disputes Received for Mediation"
		self.assertIsNone(self.known(source))
		# with it, the sum of the district would give the small one away
		self.assertIsNone(self.known(source, SECOND))
		for _n in range(6):
			make_dispute(AREA, received_on=getdate())
		found = self.known(source)
		self.assertEqual(
			(found.value, found.proof_doctype, found.proof_name), (8, "Report", "Disputes in Numbers")
		)
		self.assertEqual(self.known(source, "340105").value, 0)

	def test_nor_one_of_households(self):
		source = "Households Helped"
		household = make_household(AREA)
		make_help(household)
		self.assertIsNone(self.known(source, of_year=FISCAL_YEAR))
		self.change_settings(households_smallest_number=1)
		found = self.known(source, of_year=FISCAL_YEAR)
		self.assertEqual((found.value, found.proof_name), (1, "Households and Help"))


class TestOfMeasures(IndicatorTestCase):
	def test_they_count_whoever_assesses(self):
		make_confirmed(AREA)
		make_joint_activity(AREA)
		with signed_in("Guest"):
			self.assertEqual(self.known("Processes with Partners").value, 1)
			self.assertEqual(self.known("Joint Activities with Partners").value, 1)
		self.assert_proved("Joint Activities with Partners", 1)
		self.assertEqual(self.known("Committee and Members with Public Spirit").proof_doctype, "Report")

	def test_more_than_the_year_before(self):
		def count(_measure, of_year, _place):
			return {AREA: measures.Own(4, True)} if of_year == YEAR else {}

		for before, more in ((1, 3), (4, 0), (6, -2)):
			with (
				patch.object(measures, "by_center", count),
				patch.object(measures, "value_of", return_value=before),
			):
				self.assertEqual(self.known("More with Public Spirit Than the Year Before").value, more)

	def test_an_assessment_is_filled_from_them_and_leads_to_the_list(self):
		make_joint_activity(AREA)
		made = make_assessment(AREA, fiscal_year=YEAR)
		row = made.scores[20]
		self.assertEqual(
			(row.self_score, row.computed_value, row.proof_doctype), ("1", "1", "Joint Activity")
		)
		self.assertEqual(made.scores[19].self_score, "0")
		self.assertEqual(made.scores[4].self_score, "")
		with signed_in(make_officer("officer", areas_of(AREA))):
			filters = frappe.parse_json(row.proof_filters)
			self.assertEqual(len(frappe.get_list("Joint Activity", filters=filters)), 1)


class TestPatch(IndicatorTestCase):
	def sample(self, **values):
		name = frappe.get_all(
			"Assessment Template",
			{"template_name": SAMPLE["template_name"]},
			order_by="version desc",
			pluck="name",
		)[0]
		template = frappe.get_doc("Assessment Template", name)
		template.update(values)
		return template

	def without_sources(self):
		template = self.sample()
		rows = [row.name for row in template.indicators if row.computed_by]
		frappe.db.set_value("Assessment Indicator", {"name": ("in", rows)}, {"computed_by": "", "needed": 1})
		return template

	def test_sample_criteria_that_nobody_uses_are_filled(self):
		frappe.db.set_value("Assessment", {"name": ("!=", "")}, "template", None)
		before = self.without_sources()
		frappe.db.set_value("Assessment Indicator", before.indicators[3].name, "indicator", "ข้อของเราเอง")
		patched.fill_sample()
		after = self.sample()
		self.assertEqual(after.name, before.name)
		self.assertEqual(after.indicators[19].computed_by, "Processes with Partners")
		self.assertEqual(after.indicators[19].needed, 3)
		self.assertFalse(after.indicators[3].computed_by)

	def test_those_in_use_stay_and_a_draft_of_the_next_version_is_filled(self):
		before = self.without_sources()
		made = make_assessment(AREA, template=before.name)
		self.assertEqual(made.template, before.name)
		patched.fill_sample()
		after = self.sample()
		self.assertEqual((after.version, after.status), (before.version + 1, "Draft"))
		self.assertEqual(after.indicators[3].computed_by, "By-laws in Force")
		self.assertFalse(frappe.get_doc("Assessment Template", before.name).indicators[3].computed_by)
		patched.fill_sample()
		self.assertEqual(self.sample().name, after.name)

	def as_before(self):
		template = self.sample()
		template.indicators[15].db_set({"computed_by": trainings_of_sample.BEFORE, "needed": 1})
		return template

	def test_trainings_are_filled_from_the_trainings(self):
		self.assertEqual(self.sample().indicators[15].computed_by, trainings_of_sample.NOW)
		frappe.db.set_value("Assessment", {"name": ("!=", "")}, "template", None)
		before = self.as_before()
		trainings_of_sample.execute()
		self.assertEqual(self.sample().name, before.name)
		self.assertEqual(self.sample().indicators[15].computed_by, trainings_of_sample.NOW)

	def test_of_a_sample_in_use_in_a_draft_and_not_where_an_admin_has_changed_it(self):
		before = self.as_before()
		make_assessment(AREA, template=before.name)
		for field, value in (("needed", 2), ("indicator", "ข้อของเราเอง")):
			self.as_before().indicators[15].db_set(field, value)
			trainings_of_sample.execute()
			self.assertEqual(self.sample().name, before.name, field)
		before.indicators[15].db_set("indicator", before.indicators[15].indicator)
		self.as_before()
		trainings_of_sample.execute()
		after = self.sample()
		self.assertEqual((after.version, after.status), (before.version + 1, "Draft"))
		self.assertEqual(after.indicators[15].computed_by, trainings_of_sample.NOW)

	def test_groups_of_centers_are_marked(self):
		frappe.db.set_value("Participant Group", {"name": ("!=", "")}, "of_centers", 0)
		patched.execute()
		self.assertEqual({*groups_of_centers()}, {*OF_CENTERS})
