"""The map: whose areas, by what they are coloured, and the outline that comes from outside."""

import re
from pathlib import Path
from unittest.mock import patch

import frappe
import geothai

from con_center.committees.factories import make_current_committee
from con_center.entry.fiscal_year import FiscalYearError
from con_center.organization.factories import (
	FISCAL_YEAR,
	OTHER,
	make_assignment,
	make_center,
	make_officer,
	make_user,
	signed_in,
)
from con_center.overview import area_map, measures, outline
from con_center.overview.factories import make_central
from con_center.planning.factories import make_plan_in
from con_center.tests.case import CONTestCase

# a district in which no other test and no demo enters anything
AREAS = {"sub_district": "341101", "district": "3411", "province": "34"}
AREA, NEXT = "341101", "341102"


class TestMap(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("map")
		for area in (AREA, NEXT, AREAS["district"]):
			make_center(area)

	def tearDown(self):
		super().tearDown()
		frappe.db.rollback(save_point="map")

	def seen(self, kind: str = "district", **asked) -> dict:
		with signed_in(make_officer(kind, AREAS)):
			return area_map.read(**asked)

	def layer(self, found: dict, key: str) -> dict:
		return next(layer for layer in found["layers"] if layer["key"] == key)

	def test_it_begins_with_the_widest_own_area(self):
		for kind, area, length in (("province", "34", 4), ("district", "3411", 6), ("officer", AREA, 6)):
			with self.subTest(kind=kind):
				found = self.seen(kind)
				self.assertEqual((found["area"], found["own"]), (area, []))
				self.assertEqual({len(row["area"]) for row in found["rows"]}, {length})
		self.assertEqual([row["area"] for row in self.seen("officer")["rows"]], [AREA])
		with signed_in(make_central()):
			self.assertEqual(area_map.read()["area"], "00")
			self.assertEqual(len(area_map.read()["rows"]), 77)

	def test_parts_are_in_the_order_of_their_codes(self):
		rows = [row["area"] for row in self.seen()["rows"]]
		self.assertEqual(rows, sorted(rows))
		self.assertIn(NEXT, rows)

	def test_the_way_up_ends_where_reading_does(self):
		self.assertEqual(self.seen(area=AREA)["way"], [{"area": "3411", "title": "ตระการพืชผล"}])
		above = self.seen("province", area=AREA)["way"]
		self.assertEqual([each["area"] for each in above], ["34", "3411"])

	def test_who_has_two_posts_chooses(self):
		user = make_user("of.two.districts")
		for area in ("3411", "3412"):
			make_assignment(user, "พัฒนาการอำเภอ", area)
		with signed_in(user):
			self.assertEqual([each["area"] for each in area_map.read()["own"]], ["3411", "3412"])

	def test_areas_of_others_are_refused(self):
		for area in ("00", "24", OTHER["district"], "3412"):
			with self.subTest(area=area), self.assertRaises(frappe.PermissionError):
				self.seen(area=area)
		with self.assertRaises(frappe.PermissionError):
			self.seen("officer", area="3411")
		with signed_in(make_user("of.no.post")), self.assertRaises(frappe.PermissionError):
			area_map.read()

	def test_what_is_no_area_or_year_is_told(self):
		for area in ("99", "x", "34110101"):
			with self.subTest(area=area), self.assertRaises(frappe.DoesNotExistError):
				self.seen(area=area)
		with self.assertRaises(frappe.DoesNotExistError):
			self.seen(group="x")
		with self.assertRaises(FiscalYearError):
			self.seen(fiscal_year=1999)

	def test_states_of_documents(self):
		make_current_committee(AREA)
		make_plan_in("Plan Approved", area=AREA)
		found = self.seen()
		cell = self.layer(found, "in_office")["cells"][AREA]
		self.assertEqual((cell["value"], cell["said"], cell["step"]), (100, "1 / 1", 4))
		self.assertEqual(self.layer(found, "in_office")["cells"][NEXT]["value"], 0)
		self.assertEqual(self.layer(found, "plans")["cells"][AREA]["said"], "1 / 1")
		# a sub-district without a center has no figure, and no colour
		other = next(row["area"] for row in found["rows"] if not frappe.db.exists("CON Center", row["area"]))
		cell = self.layer(found, "plans")["cells"][other]
		self.assertEqual((cell["value"], cell["said"], cell["step"]), (None, "–", None))

	def test_an_officer_sees_his_own_sub_district_alone(self):
		make_current_committee(AREA)
		found = self.seen("officer")
		self.assertEqual(set(self.layer(found, "in_office")["cells"]), {AREA})
		self.assertEqual(self.layer(found, "in_office")["cells"][AREA]["said"], "1 / 1")

	def test_the_legend_counts_what_is_coloured(self):
		make_current_committee(AREA)
		layer = self.layer(self.seen(), "in_office")
		known = [cell for cell in layer["cells"].values() if cell["step"] is not None]
		self.assertEqual(sum(step["number"] for step in layer["legend"]), len(known))
		self.assertEqual(layer["legend"][4]["number"], sum(cell["step"] == 4 for cell in known))

	def test_each_area_leads_to_what_is_counted(self):
		make_plan_in("Plan Approved", area=AREA)
		found = self.seen("province", area="34")
		to = self.layer(found, "plans")["to"]["3411"]
		self.assertEqual(to["doctype"], "Action Plan")
		with signed_in(make_officer("province", AREAS)):
			listed = frappe.get_list("Action Plan", filters=to["filters"], pluck="name", limit_page_length=0)
		said = self.layer(found, "plans")["cells"]["3411"]["said"]
		self.assertEqual(len(listed), int(said.split(" / ")[0]))
		for key in ("met", "assessed_1"):
			report = self.layer(found, key)["to"]["3411"]
			self.assertTrue(frappe.db.exists("Report", report["report"]))
			self.assertEqual(report["filters"]["area"], "3411")

	def test_measures_of_success(self):
		found = self.seen(group="measures")
		self.assertEqual([layer["key"] for layer in found["layers"]], list(measures.BY_KEY))
		for layer in found["layers"]:
			self.assertEqual(set(layer["cells"]), {row["area"] for row in found["rows"]})
			self.assertEqual(layer["is_share"], measures.BY_KEY[layer["key"]].of_centers)
			self.assertTrue(layer["source"])

	def test_an_amount_and_a_share_of_a_measure(self):
		centers = {AREA: {"Sub-district": 1}, "3411": {"District": 1, "Sub-district": 4}}
		told = [
			area_map.measured(measures.BY_KEY[key], 2, centers["3411"])
			for key in (measures.STRONG, measures.COOPERATION, measures.JOINT)
		]
		self.assertEqual([cell["said"] for cell in told], ["2 / 4", "2 / 5", "2"])
		self.assertEqual([cell["value"] for cell in told], [50, 40, 2])

	def test_earlier_years(self):
		make_plan_in("Plan Approved", area=AREA)
		before = self.seen(fiscal_year=FISCAL_YEAR - 1)
		self.assertEqual(before["year"], FISCAL_YEAR - 1)
		self.assertEqual(self.layer(before, "plans")["cells"][AREA]["value"], 0)


class TestOutline(CONTestCase):
	def test_each_province_has_its_shape(self):
		found = area_map.outlines()
		self.assertEqual(set(found["provinces"]), {each.code for each in geothai.provinces()})
		self.assertTrue(all(re.match(r"[mM] ?[\d.]", shape) for shape in found["provinces"].values()))
		self.assertEqual(len(found["view_box"].split()), 4)

	def test_provinces_are_called_as_the_package_calls_them(self):
		def letters(name: str) -> str:
			return re.sub("[^a-z]", "", name.lower())

		english = {each.code: letters(each.name_en) for each in geothai.provinces()}
		named = {
			outline.PROVINCES[path.get("id")]: letters(path.get("aria-label"))
			for path in outline.paths(outline.file())
			if path.get("id") in outline.PROVINCES
		}
		self.assertEqual(named, english)

	def test_its_licence_is_told(self):
		found = area_map.outlines()
		self.assertEqual(found["licence"], "CC BY 4.0")
		self.assertIn(outline.PACKAGE, found["credit"])
		self.assertIn("Attribution 4.0", (outline.file().parent / "LICENSE.md").read_text())

	def test_without_the_package_there_are_tiles_alone(self):
		with patch.object(outline, "file", return_value=Path("/nowhere")):
			self.assertIsNone(area_map.outlines())
