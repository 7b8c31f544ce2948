import frappe

from con_center.committees.factories import MEETING_AREA
from con_center.community import board, figures
from con_center.community.factories import make_figure
from con_center.community.report.community_figures.community_figures import execute
from con_center.organization.factories import OTHER, areas_of, make_center, make_officer, signed_in
from con_center.planning.factories import make_plan_in
from con_center.tests.case import CONTestCase
from con_center.tests.counting import counting

DISTRICT = MEETING_AREA[:4]


class TestFigures(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("figures")
		self.addCleanup(frappe.db.rollback, save_point="figures")
		for number, (before, now) in enumerate(((10, 8), (20, 25), (30, 30), (5, 1)), 1):
			village = f"{MEETING_AREA}{number:02d}"
			make_figure(village, "TPMAP.POOR", 2567, before, village_name=f"บ้านที่{number}")
			make_figure(village, "TPMAP.POOR", 2568, now, village_name=f"บ้านที่{number}")
			make_figure(village, "BMN.INCOME", 2568, 50000 + number * 1000)
		make_figure("34020301", "TPMAP.POOR", 2568, 100)

	def as_officer(self, kind="officer"):
		return signed_in(make_officer(kind, areas_of(MEETING_AREA)))

	def of(self, found, name):
		return next(row for row in found if row["name"].startswith(name))

	def test_an_area_is_the_sum_of_its_villages_or_their_mean(self):
		with self.as_officer():
			found = figures.beside(MEETING_AREA)
		poor, income = self.of(found, "ครัวเรือนเป้าหมาย"), self.of(found, "รายได้เฉลี่ย")
		self.assertEqual(
			(poor["value"], poor["year"], poor["before"], poor["before_year"]), (64, 2568, 65, 2567)
		)
		self.assertEqual(poor["change"], "better")
		self.assertEqual((income["value"], income["before"], income["mean"]), (52500, None, True))

	def test_the_worst_villages_are_named(self):
		with self.as_officer():
			found = figures.beside(MEETING_AREA)
		poor, income = self.of(found, "ครัวเรือนเป้าหมาย"), self.of(found, "รายได้เฉลี่ย")
		self.assertEqual([row["value"] for row in poor["worst"]], [30, 25, 8])
		self.assertEqual(poor["worst"][0]["village"], "หมู่ 3 บ้านที่3")
		self.assertEqual([row["value"] for row in income["worst"]], [51000, 52000, 53000])

	def test_a_project_is_shown_what_concerns_its_side_and_its_village(self):
		with self.as_officer():
			found = figures.beside(MEETING_AREA, side="สังคม", village=f"{MEETING_AREA}02")
		self.assertEqual([row["value"] for row in found], [64])
		self.assertEqual(found[0]["village"], 25)

	def test_a_plan_is_not_shown_what_came_after_it(self):
		with self.as_officer():
			found = figures.beside(MEETING_AREA, until=2567)
		self.assertEqual([(row["year"], row["value"]) for row in found], [(2567, 65)])

	def test_only_what_may_be_read_is_added_up(self):
		with self.as_officer():
			self.assertEqual(self.of(figures.beside(DISTRICT), "ครัวเรือนเป้าหมาย")["value"], 64)
		with self.as_officer("district"):
			self.assertEqual(self.of(figures.beside(DISTRICT), "ครัวเรือนเป้าหมาย")["value"], 164)
		with signed_in(make_officer("officer", OTHER)):
			self.assertEqual(figures.beside(MEETING_AREA), [])

	def test_beside_a_plan_whoever_reads_it_sees_them(self):
		plan = make_plan_in("Draft", area=MEETING_AREA)
		with self.as_officer():
			self.assertTrue(figures.for_plan("Action Plan", plan.name))
			self.assertEqual(figures.for_plan("Committee", plan.name), [])
		with signed_in(make_officer("officer", OTHER)), self.assertRaises(frappe.PermissionError):
			figures.for_plan("Action Plan", plan.name)

	def test_more_villages_cost_no_more(self):
		with self.as_officer("district"):
			for area in (MEETING_AREA, DISTRICT):
				figures.beside(area)
				with counting() as asked:
					figures.beside(area)
				self.assertLessEqual(len(asked), 6)

	def test_the_report_goes_down_to_the_villages(self):
		with self.as_officer("district"):
			columns, rows, _said = execute({"area": DISTRICT, "year": 2568})
			self.assertEqual(
				{row["part"]: row["figure_tpmap_poor"] for row in rows}, {MEETING_AREA: 64, "340203": 100}
			)
			self.assertEqual(columns[0]["fieldname"], "name")
			_columns, rows, _said = execute({"area": MEETING_AREA, "year": 2568, "source": "TPMAP"})
			self.assertEqual([row["figure_tpmap_poor"] for row in rows], [8, 25, 30, 1])
		with signed_in(make_officer("officer", OTHER)):
			_columns, rows, _said = execute({"area": DISTRICT, "year": 2568})
			self.assertEqual(rows, [])

	def test_an_area_without_figures_says_so(self):
		with signed_in(make_officer("officer", areas_of("340204"))):
			_columns, rows, said = execute({})
		self.assertEqual(rows, [])
		self.assertTrue(said)


class TestBoard(CONTestCase):
	def test_organizations_are_added_up_by_kind(self):
		center = make_center(MEETING_AREA)
		with signed_in(make_officer("officer", areas_of(MEETING_AREA))):
			for number, kind in enumerate(("กลุ่มสตรี", "กลุ่มสตรี", "กลุ่มอาชีพ"), 1):
				frappe.get_doc(
					{
						"doctype": "Community Organization",
						"organization_name": f"กลุ่มป้าย {number}",
						"organization_type": kind,
						"area": MEETING_AREA,
						"members_count": 10 * number,
						"capital": 1000 * number,
						"joined_on": "2026-01-01" if number == 1 else None,
					}
				).insert()
			found = board.group_board(center)
		women = next(row for row in found.kinds if row.type == "กลุ่มสตรี")
		self.assertGreaterEqual(women.number, 2)
		self.assertGreaterEqual(women.joined, 1)
		self.assertEqual(found.total.number, len(found.organizations))
		self.assertEqual(found.total.members, sum(row.members for row in found.kinds))
		with signed_in(make_officer("officer", OTHER)):
			self.assertEqual(board.group_board(center).organizations, [])
