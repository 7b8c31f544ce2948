import frappe
from frappe.query_builder.functions import Count

from con_center.access.areas import COUNTRY
from con_center.approval.factories import take_to
from con_center.approval.meaning import IN_FORCE
from con_center.committees.factories import make_committee
from con_center.learning import attendance, figures
from con_center.learning.factories import (
	OFFICERS,
	keeper,
	make_lesson_in,
	make_participant,
	make_publicity,
	make_training_in,
)
from con_center.learning.report.never_trained import never_trained
from con_center.learning.report.training_by_group import training_by_group
from con_center.learning.seeds import REGULATION
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_officer, signed_in
from con_center.tests.case import CONTestCase, clear
from con_center.tests.counting import counting
from con_center.tests.test_scope_matrix import kinds


class TestNeverTrained(CONTestCase):
	def setUp(self):
		super().setUp()
		clear()
		self.committee = make_committee()
		frappe.db.set_value("Committee", self.committee.name, "status", "Current")
		self.members = [row for row in self.committee.members if row.first_name]

	def asked(self, user: str | None = None, **filters) -> list[dict]:
		with signed_in(user or make_officer("province")):
			return never_trained.execute({"subject": REGULATION, **filters})[1]

	def train(self, member, came: bool = True, **values):
		training = make_training_in("Registration Open", **values)
		person = make_participant(
			training, training.area, first_name=member.first_name, last_name=member.last_name
		)
		if came:
			attendance.note([person.name], 1, attendance.LIST)

	def numbers(self, area: str) -> tuple[int, int]:
		(row,) = self.asked(area=area)
		return row["people"], row["trained"]

	def test_members_are_known_by_their_names(self):
		everybody = len(self.members)
		self.assertEqual(self.numbers(OWN["province"]), (everybody, 0))
		self.train(self.members[0])
		self.train(self.members[0])
		self.train(self.members[1], came=False)
		self.train(self.members[2], subjects=[])
		self.assertEqual(self.numbers(OWN["province"]), (everybody, 1))
		self.assertEqual(self.numbers(OWN["district"]), (everybody, 1))
		names = {row["name"] for row in self.asked(area=OWN["sub_district"])}
		self.assertEqual(
			names,
			{row.full_name for row in self.committee.members if row.first_name}
			- {self.committee.members[0].full_name},
		)

	def test_who_belongs_to_no_part_is_named_too(self):
		for kind, area in (("district", OWN["district"]), ("province", OWN["province"])):
			user = make_officer(kind)
			called = frappe.db.get_value("Officer Assignment", {"user": user}, "officer_name")
			asked = {"who": "Officers", "area": area}
			(row,) = [row for row in self.asked(user, **asked) if row["own"]]
			named = [each["name"] for each in self.asked(user, **asked, own=1)]
			with self.subTest(kind):
				self.assertEqual((row["area"], row["never"]), (area, len(named)))
				self.assertIn(called, named)
		self.assertEqual(self.asked(make_officer("district", OTHER), area=OWN["province"], own=1), [])

	def test_the_regulation_is_asked_for_first(self):
		self.train(self.members[0])
		with signed_in(make_officer("province")):
			(row,) = never_trained.execute({})[1]
		self.assertEqual(row["trained"], 1)

	def test_officers_are_asked_for_too(self):
		rows = self.asked(who="Officers", area=OWN["district"])
		self.assertGreater(sum(row["people"] for row in rows), 0)

	def test_officers_of_the_country_are_known_by_their_names_too(self):
		central = next(kind.user for kind in kinds() if kind.name == "central")
		called = frappe.db.get_value("Officer Assignment", {"user": central}, "officer_name")
		asked = {"who": "Officers", "area": COUNTRY}

		def own() -> tuple[int, int]:
			(row,) = [row for row in self.asked(central, **asked) if row["area"] == COUNTRY]
			return row["people"], row["trained"]

		people, before = own()
		training = make_training_in("Registration Open", OWN["province"])
		person = make_participant(training, participant_group=OFFICERS)
		# as somebody of the country's center stands in a list
		frappe.db.set_value(
			person.doctype,
			person.name,
			{"area": COUNTRY, "district": None, "province": None, "full_name": called, "came": 1},
		)
		self.assertEqual(own(), (people, before + 1))

	def test_who_came_is_looked_up_by_an_index(self):
		for who, index in (
			("Members of Committees", "province_last_name"),
			("Officers", "province_full_name"),
		):
			asked = never_trained.people(who, OWN["province"])
			query = asked.query.select(Count("*")).where(never_trained.has_come(asked, REGULATION))
			plan = frappe.db.sql(f"explain {query.get_sql()}", as_dict=True)
			with self.subTest(who):
				self.assertIn(index, str([row.possible_keys for row in plan]))

	def test_a_stranger_sees_nobody(self):
		for area in (OWN["sub_district"], OWN["province"]):
			self.assertEqual(self.asked(make_officer("district", OTHER), area=area), [])

	def test_the_country_costs_as_many_questions_as_a_district(self):
		asked = []
		for area in ("00", OWN["district"]):
			self.asked(area=area)
			with counting() as queries:
				self.asked(area=area)
			asked.append(len(queries))
		self.assertLessEqual(asked[0], asked[1])


class TestFigures(CONTestCase):
	def test_parts_and_groups_are_counted(self):
		training = make_training_in("Registration Open", OWN["province"])
		people = [
			make_participant(training, OWN["district"]),
			make_participant(training, OWN["sub_district"]),
			make_participant(training, "3404", participant_group="ภาคีเครือข่าย"),
			make_participant(training, OWN["province"]),
		]
		attendance.note([person.name for person in people[:2]], 1, attendance.LIST)
		with signed_in(make_officer("province")):
			columns, rows, *_rest = training_by_group.execute({"training": training.name})
		self.assertEqual(len(columns), 5)
		by_area = {row.area: (row.registered, row.came) for row in rows if row.area and row.registered}
		self.assertEqual(by_area, {"34": (1, 0), "3401": (2, 2), "3404": (1, 0)})
		self.assertEqual((rows[-1].registered, rows[-1].came), (4, 2))
		with signed_in(make_officer("district")):
			own = training_by_group.execute({"training": training.name})[1]
		self.assertEqual(own[-1].registered, 2)
		with signed_in(make_officer("district", OTHER)), self.assertRaises(frappe.PermissionError):
			training_by_group.execute({"training": training.name})

	def test_what_a_year_has_brought(self):
		clear()
		training = make_training_in("Registration Open")
		attendance.note([make_participant(training, OWN["sub_district"]).name], 1, attendance.LIST)
		self.assertEqual(figures.learned("district", FISCAL_YEAR, OWN["province"]), {})
		with signed_in(keeper(training.area)):
			take_to(training, IN_FORCE)
		make_lesson_in("Lesson Published")
		make_publicity()
		with counting() as asked:
			found = figures.learned("district", FISCAL_YEAR, OWN["province"])
		self.assertEqual(found["3401"], {"trainings": 1, "people": 1, "lessons": 1, "publicity": 1})
		self.assertEqual(len(asked), 4)
