import frappe
from frappe.utils import add_days, getdate, today

from con_center.assessments.factories import make_assessment, make_complete_assessment
from con_center.committees.factories import make_current_committee
from con_center.meetings.factories import make_meeting, take_meeting
from con_center.organization.factories import (
	FISCAL_YEAR,
	OTHER,
	areas_of,
	make_center,
	make_officer,
	make_user,
	signed_in,
)
from con_center.overview import cards, charts
from con_center.planning.factories import make_plan_in
from con_center.tests.case import CONTestCase

AREA = "341201"
CARDS = (
	cards.assessments_not_complete,
	cards.centers_without_committee,
	cards.committees_ending,
	cards.committees_to_meet,
	cards.plans_waiting,
	cards.tasks_overdue,
)


def make_late_documents(area: str) -> None:
	"""Make in an area, whose center has nothing yet, a document for each card."""
	make_center(area[:4])
	committee = make_current_committee(area)
	frappe.db.set_value("Committee", committee.name, "term_end", add_days(today(), 30))
	meeting = take_meeting(make_meeting(area), "convene", "hold")
	task = frappe.new_doc("Meeting Task")
	task.update({"subject": "งานค้าง", "responsible": "ประธาน", "meeting": meeting.name, "due_date": today()})
	with signed_in(make_officer("district", areas_of(area))):
		task.insert()
	frappe.db.set_value("Meeting Task", task.name, "due_date", add_days(today(), -1))
	make_plan_in("District Review", area=area)
	make_assessment(area, fiscal_year=FISCAL_YEAR)


class CardTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("cards")

	def tearDown(self):
		super().tearDown()
		frappe.db.rollback(save_point="cards")


class TestCards(CardTestCase):
	def values(self, user: str) -> dict[str, int]:
		with signed_in(user):
			return {card.__name__: card()["value"] for card in CARDS}

	def test_they_count_what_lies_in_the_users_areas(self):
		for area in (AREA, AREA[:4]):
			make_center(area)
		inside = [make_officer(kind, areas_of(AREA)) for kind in ("officer", "district", "chief", "province")]
		strangers = [make_officer("district"), make_officer("province", OTHER)]
		before = {user: self.values(user) for user in (*inside, *strangers)}
		make_late_documents(AREA)
		for user in inside:
			with self.subTest(user=user):
				grown = {name: value - before[user][name] for name, value in self.values(user).items()}
				# the center has a committee now
				self.assertEqual(grown.pop("centers_without_committee"), -1)
				self.assertEqual(set(grown.values()), {1}, grown)
		for user in strangers:
			with self.subTest(user=user):
				self.assertEqual(self.values(user), before[user])

	def test_who_has_no_post_counts_nothing(self):
		for card in CARDS:
			with (
				self.subTest(card=card.__name__),
				signed_in(make_user("desk.user")),
				self.assertRaises(frappe.PermissionError),
			):
				card()

	def test_a_number_opens_the_list_that_it_counts(self):
		make_late_documents(AREA)
		with signed_in(make_officer("district", areas_of(AREA))):
			for card in CARDS:
				found = card()
				if found["route"][0] == "List":
					with self.subTest(card=card.__name__):
						doctype, filters = found["route"][1], found["route_options"]
						self.assertEqual(len(frappe.get_list(doctype, filters=filters)), found["value"])


class TestCharts(CardTestCase):
	def test_meetings_stand_in_their_month(self):
		def counted(user):
			with signed_in(user):
				shown = charts.meetings_by_month()
			return dict(zip(shown["labels"], shown["datasets"][1]["values"], strict=True))

		own, stranger = make_officer("district", areas_of(AREA)), make_officer("district", OTHER)
		before = {user: counted(user) for user in (own, stranger)}
		make_current_committee(AREA)
		meeting = take_meeting(make_meeting(AREA, days_ago=0), "convene", "hold")
		month = charts.month_name(getdate(meeting.meeting_date).month, short=True)
		self.assertEqual(counted(own)[month], before[own][month] + 1)
		self.assertEqual(counted(stranger), before[stranger])
		self.assertEqual((len(counted(own)), next(iter(counted(own)))), (12, "ต.ค."))

	def test_bands_are_those_of_the_last_complete_round(self):
		user = make_officer("district", areas_of(AREA))
		with signed_in(user):
			self.assertEqual(charts.assessments_by_band(), {"labels": [], "datasets": []})
		make_complete_assessment(AREA, value="0", fiscal_year=FISCAL_YEAR - 1)
		last = make_complete_assessment(AREA, fiscal_year=FISCAL_YEAR)
		with signed_in(user):
			shown = charts.assessments_by_band()
		self.assertEqual((shown["labels"], shown["datasets"][0]["values"]), ([last.band], [1]))
		self.assertIn(str(FISCAL_YEAR), shown["datasets"][0]["name"])
