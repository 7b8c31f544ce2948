import frappe
from frappe.utils import add_days, today

from con_center.appointments.factories import make_order_in
from con_center.approval import log
from con_center.approval.decision import (
	NotOfThisAreaError,
	ReasonMissingError,
	UndecidedChangeError,
	decide,
)
from con_center.approval.factories import take
from con_center.assessments import computed, confirming
from con_center.assessments.doctype.assessment.assessment import (
	AssessedTwiceError,
	AssessmentError,
	EvidenceMissingError,
	FixedRowsError,
	NotAllScoredError,
	NoTemplateError,
	NotYourColumnError,
	ScoreValueError,
)
from con_center.assessments.doctype.assessment_template.assessment_template import (
	SAMPLE_NOTICE,
	TemplateError,
)
from con_center.assessments.factories import make_assessment, make_complete_assessment, score
from con_center.assessments.sample import SAMPLE
from con_center.committees.factories import make_committee
from con_center.organization.factories import (
	OTHER,
	OWN,
	areas_of,
	make_center,
	make_officer,
	make_user,
	signed_in,
)
from con_center.planning.factories import make_plan_in, make_project
from con_center.tests.case import CONTestCase, clear, links_of
from con_center.thai import fiscal_year

test_ignore = links_of("Assessment")

SECOND = "340104"
# nothing else is there, whatever other tests have left
FRESH = "340120"


class AssessmentTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("assessment_test")
		clear()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="assessment_test")
		super().tearDown()


def only(*areas: str) -> None:
	"""Close the centers of all other sub-districts of the areas' district: these alone are to be assessed."""
	for area in confirming.sub_districts(areas[0][:4]):
		center = make_center(area.area)
		center.db_set("status", "Active" if area.area in areas else "Closed")


def confirmation_of(assessment):
	return frappe.get_doc("District Assessment Confirmation", assessment.confirmation)


def confirm(assessment, action="Confirm the District", reason=None, user=None):
	confirmation = confirmation_of(assessment)
	with signed_in(user or make_officer("province")):
		return decide(confirmation.doctype, confirmation.name, action, confirmation.modified, reason)


class TestAssessment(AssessmentTestCase):
	def test_a_new_one_takes_the_criteria_in_use(self):
		made = make_assessment()
		self.assertEqual(made.name, "ASM-340101-2568-1")
		self.assertEqual((made.area, made.district, made.province), ("340101", "3401", "34"))
		self.assertEqual([r.indicator for r in made.scores], [i["indicator"] for i in SAMPLE["indicators"]])
		self.assertEqual([c.category for c in made.categories], [c["category"] for c in SAMPLE["categories"]])
		self.assertEqual(
			(made.workflow_state, made.sample, made.notice), ("Self-assessment", 1, SAMPLE_NOTICE)
		)
		self.assertIn(SAMPLE_NOTICE, made.title)
		self.assertTrue(frappe.db.exists("District Assessment Confirmation", "DAC-3401-2568-1"))

	def test_what_cannot_be(self):
		for values, error in (
			({"fiscal_year": "ปีนี้"}, frappe.ValidationError),
			({"fiscal_year": None}, TemplateError),
			({"fiscal_year": 2700}, AssessmentError),
			({"fiscal_year": 2560}, NoTemplateError),
			({"round": 0}, AssessmentError),
			({"round": -1}, AssessmentError),
			({"round": 3}, AssessmentError),
			({"center": None}, frappe.ValidationError),
			({"center": "999999"}, frappe.ValidationError),
			({"assessed_on": "2568-13-01"}, frappe.ValidationError),
			({"scores": [{"code": "1", "self_score": "2"}]}, ScoreValueError),
			({"scores": [{"code": "1", "self_score": "<script>"}]}, ScoreValueError),
			({"workflow_state": "Confirmed"}, UndecidedChangeError),
			({"template": "nothing"}, frappe.ValidationError),
		):
			with self.assertRaises(error, msg=values):
				make_assessment(**values)
		with signed_in(make_officer("district")), self.assertRaises(AssessmentError):
			make_center("3401")
			frappe.get_doc(
				{"doctype": "Assessment", "center": "3401", "fiscal_year": 2568, "round": 1}
			).insert()

	def test_thai_digits_count(self):
		made = make_assessment(fiscal_year="๒๕๖๘", round="๒", scores=[{"code": "4", "self_score": "๑"}])
		self.assertEqual((made.name, made.scores[3].self_score), ("ASM-340101-2568-2", "1"))

	def test_one_a_center_year_and_round(self):
		make_assessment()
		make_assessment(round=2)
		make_assessment(fiscal_year=2567)
		with self.assertRaises(AssessedTwiceError):
			make_assessment()

	def test_retired_criteria_are_not_taken(self):
		frappe.db.set_value("Assessment Template", {"status": "In Use"}, "status", "Retired")
		with self.assertRaises(NoTemplateError):
			make_assessment()
		with self.assertRaises(NoTemplateError):
			make_assessment(template=frappe.db.get_value("Assessment Template", {"status": "Retired"}))

	def test_the_three_scores_stand_side_by_side(self):
		only(OWN["sub_district"])
		made = score(make_assessment(), "self")
		self.assertEqual((made.self_percent, made.self_band, made.percent), (100, "ระดับ 3", 100))
		self.assertEqual((made.district_missing, made.district_band), (23, None))
		made = take(made, ("officer", "Send to the District"))
		self.assertEqual((made.workflow_state, made.percent), ("District Scoring", 100))
		made = score(made, "district", **{"4": "0", "5": "0", "12": "0", "13": "0", "14": "0"})
		self.assertEqual((made.district_percent, made.district_band, made.percent), (78.26, "ระดับ 2", 100))
		made = take(made, ("district", "Complete the Scoring"))
		self.assertEqual((made.percent, made.band, made.missing), (78.26, "ระดับ 2", 0))
		made = score(made, "province", "", **{"4": "1"})
		confirm(made)
		made.reload()
		self.assertEqual((made.workflow_state, made.percent), ("Confirmed", 82.61))
		self.assertEqual(
			[
				(made.scores[n].self_score, made.scores[n].district_score, made.scores[n].province_score)
				for n in (3, 4)
			],
			[("1", "0", "1"), ("1", "0", "0")],
		)
		structure = made.categories[0]
		self.assertEqual(
			(structure.self_percent, structure.district_percent, structure.province_percent),
			(100, 66.67, 83.33),
		)

	def test_nothing_goes_on_before_all_is_scored(self):
		made = make_assessment()
		with self.assertRaises(NotAllScoredError) as raised:
			take(made, ("officer", "Send to the District"))
		self.assertIn("indicators 5 have", str(raised.exception))
		made = take(score(made, "self"), ("officer", "Send to the District"))
		with self.assertRaises(NotAllScoredError):
			take(made, ("district", "Complete the Scoring"))

	def test_each_writes_the_own_column_while_it_lasts(self):
		made = make_assessment()
		for stage in ("district", "province"):
			with self.assertRaises(NotYourColumnError):
				score(made, stage, user=make_officer("officer"))
		made = take(score(made, "self"), ("officer", "Send to the District"))
		with self.assertRaises(NotOfThisAreaError):
			score(made, "self", "0")
		with self.assertRaises(NotYourColumnError):
			score(made, "self", "0", user=make_officer("district"))
		with self.assertRaises(NotYourColumnError):
			with signed_in(make_officer("district")):
				made.reload()
				made.self_remarks = "อย่างอื่น"
				made.save()
		made = take(score(made, "district"), ("district", "Complete the Scoring"))
		with self.assertRaises(NotYourColumnError):
			score(made, "district", "0", user=make_officer("province"))
		with self.assertRaises(NotOfThisAreaError):
			score(made, "district", "0")

	def test_the_criteria_of_a_result_stay(self):
		made = score(make_assessment(), "self")
		before = (made.self_percent, made.self_band, [r.indicator for r in made.scores])
		# past every lock, as a slip in the console would
		frappe.db.set_value(
			"Assessment Indicator", {"parent": made.template}, {"indicator": "อื่น", "weight": 9}
		)
		frappe.db.set_value("Assessment Band", {"parent": made.template}, "min_percent", 0)
		frappe.db.delete("Assessment Indicator", {"parent": made.template, "idx": (">", 10)})
		frappe.clear_document_cache("Assessment Template", made.template)
		made.reload()
		with signed_in(make_officer("officer")):
			made.assessor = "ใครก็ได้"
			made.save()
		self.assertEqual((made.self_percent, made.self_band, [r.indicator for r in made.scores]), before)

	def test_a_client_does_not_change_the_criteria(self):
		made = score(make_assessment(), "self", "0")
		with signed_in(make_officer("officer")):
			made.scores[0].update(
				{"weight": 999, "indicator": "อื่น", "max_score": 0.001, "computed_score": "1"}
			)
			made.update({"percent": 99, "band": "ดีเลิศ", "sample": 0, "self_percent": 99, "title": "อื่น"})
			made.bands[0].band = "ดีเลิศ"
			made.save()
		made.reload()
		self.assertEqual(
			(made.scores[0].weight, made.scores[0].indicator), (1, SAMPLE["indicators"][0]["indicator"])
		)
		self.assertEqual((made.percent, made.band, made.sample), (0, "ระดับ 1", 1))
		with signed_in(make_officer("officer")):
			made.scores.pop()
			with self.assertRaises(FixedRowsError):
				made.save()
			made.reload()
			made.append("scores", {"code": "24", "self_score": "1"})
			with self.assertRaises(FixedRowsError):
				made.save()

	def test_returning_takes_a_reason(self):
		made = take(score(make_assessment(), "self"), ("officer", "Send to the District"))
		with self.assertRaises(ReasonMissingError):
			take(made, ("district", "Return"))
		made = take(made, ("district", "Return", "ข้อ 4 ไม่มีหลักฐาน"))
		self.assertEqual((made.workflow_state, made.return_reason), ("Returned", "ข้อ 4 ไม่มีหลักฐาน"))
		made = take(score(made, "self", "0"), ("officer", "Send to the District"))
		self.assertIsNone(made.return_reason)
		made = take(score(made, "district", "0"), ("district", "Complete the Scoring"))
		made = take(made, ("province", "Return", "ตรวจใหม่"))
		self.assertEqual([e.to_state for e in log.entries(made.doctype, made.name)][-1], "Returned")

	def test_the_state_changes_by_decisions_only(self):
		made = score(make_assessment(), "self")
		with signed_in(make_officer("officer")):
			made.workflow_state = "District Scoring"
			with self.assertRaises(UndecidedChangeError):
				made.save()
			made.reload()
			with self.assertRaises(NotOfThisAreaError):
				decide(made.doctype, made.name, "Confirm with the District", made.modified)
		made = make_complete_assessment(SECOND)
		with signed_in(make_officer("province")), self.assertRaises(NotOfThisAreaError):
			decide(made.doctype, made.name, "Confirm with the District", made.modified)

	def test_strangers(self):
		made = score(make_assessment(), "self")
		for kind in ("officer", "district", "chief", "province", "governor"):
			with signed_in(make_officer(kind, OTHER)):
				self.assertFalse(frappe.has_permission("Assessment", "read", made.name), kind)
				self.assertFalse(frappe.get_list("Assessment", filters={"name": made.name}), kind)
				self.assertFalse(
					frappe.has_permission("District Assessment Confirmation", "read", made.confirmation), kind
				)
				with self.assertRaises(frappe.PermissionError):
					decide(made.doctype, made.name, "Send to the District", made.modified)
		with signed_in(make_officer("officer", OTHER)), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(
				{"doctype": "Assessment", "center": "340101", "fiscal_year": 2567, "round": 1}
			).insert()
		with signed_in(make_user("nobody")):
			self.assertFalse(frappe.has_permission("Assessment", "read", made.name))
			self.assertFalse(frappe.has_permission("Assessment Template", "read"))

	def test_it_stays_on_record(self):
		made = make_assessment()
		for doc in (made, confirmation_of(made)):
			with self.assertRaises(frappe.ValidationError):
				doc.delete()

	def test_the_last_round_is_compared(self):
		first = make_complete_assessment(value="0", fiscal_year=2567, round=2)
		second = score(make_assessment(fiscal_year=2568, round=1), "self")
		make_assessment(fiscal_year=2569, round=1)
		second.run_method("onload")
		result = second.get("__onload").result
		self.assertEqual((result["previous"].name, result["change"]), (first.name, 100))
		self.assertEqual([s["key"] for s in result["series"]], ["self", "previous"])
		self.assertIn("<svg", result["radar"])
		first.run_method("onload")
		self.assertIsNone(first.get("__onload").result["previous"])


class TestFillingFromTheSystem(AssessmentTestCase):
	def row(self, assessment, code: int):
		return frappe.get_doc("Assessment", assessment.name).scores[code - 1]

	def test_what_is_known_fills_itself_with_its_proof(self):
		made = make_assessment(FRESH)
		self.assertEqual((self.row(made, 2).self_score, self.row(made, 2).computed_value), ("0", "0"))
		self.assertEqual(self.row(made, 5).self_score, "")
		order = make_order_in("Issued", committee=make_committee(FRESH))
		made = score(made, "self", "", user=make_officer("officer", areas_of(FRESH)))
		for code in (1, 2):
			self.assertEqual(
				(self.row(made, code).self_score, self.row(made, code).computed_value), ("1", "1")
			)
		self.assertEqual(
			(self.row(made, 2).proof_doctype, self.row(made, 2).proof_name), ("Appointment Order", order.name)
		)
		self.assertEqual(
			(self.row(made, 1).proof_doctype, self.row(made, 1).proof_name), ("Committee", order.committee)
		)

	def test_whoever_scores_otherwise_says_why(self):
		made = score(make_assessment(FRESH), "self")
		with signed_in(make_officer("officer", areas_of(FRESH))):
			made.scores[1].evidence = " "
			made.save()
		with self.assertRaises(EvidenceMissingError) as raised:
			take(made, ("officer", "Send to the District"))
		self.assertIn("2", str(raised.exception))
		with signed_in(make_officer("officer", areas_of(FRESH))):
			made.scores[1].evidence = "ประกาศฉบับกระดาษ"
			made.save()
		made = take(made, ("officer", "Send to the District"))
		self.assertEqual((self.row(made, 2).self_score, self.row(made, 2).district_score), ("1", "0"))

	def test_what_is_complete_is_not_computed_anew(self):
		made = make_complete_assessment(FRESH, value="0")
		make_order_in("Issued", committee=make_committee(FRESH))
		score(made, "province", "0")
		self.assertEqual(self.row(made, 2).computed_value, "0")

	def test_organizations(self):
		make_center(FRESH)
		for number, chair in enumerate(("นายก", None)):
			frappe.get_doc(
				{
					"doctype": "Community Organization",
					"organization_name": f"กลุ่มทดสอบ {number}",
					"organization_type": "กลุ่มสตรี",
					"area": FRESH,
					"chair": chair,
					"capital": 5000,
					"products": "ผ้าทอ",
				}
			).insert()
		found = computed.Facts(FRESH, 2568).known("Organization Records Complete (%)")
		self.assertEqual(
			(found.value, found.proof_doctype, frappe.parse_json(found.proof_filters)),
			(50, "Community Organization", {"area": FRESH, "status": "Active"}),
		)

	def test_the_register_of_the_year(self):
		make_center(FRESH)
		for day, value in (("2024-09-30", 0), ("2024-10-01", 1), ("2025-09-30", 1), ("2025-10-01", 0)):
			frappe.db.set_value("CON Center", FRESH, "register_updated_on", day)
			self.assertEqual(
				computed.Facts(FRESH, 2568).known("Register Updated This Year").value, value, day
			)

	def test_a_committee_whose_term_is_over_does_not_count(self):
		order = make_order_in("Issued", committee=make_committee(FRESH))
		frappe.db.set_value("Committee", order.committee, "term_end", add_days(today(), -1))
		self.assertEqual(computed.Facts(FRESH, 2568).known("Committee in Force").value, 0)

	def test_meetings_plans_and_projects(self):
		from con_center.committees.factories import make_current_committee
		from con_center.meetings.factories import make_meeting
		from con_center.meetings.factories import take_meeting as step

		year = fiscal_year(add_days(today(), -1))
		before = computed.Facts(SECOND, year).known("Meetings Held").value
		make_current_committee(SECOND)
		held = step(make_meeting(SECOND), "convene", "hold")
		found = computed.Facts(SECOND, held.fiscal_year).known("Meetings Held")
		self.assertEqual(found.value, before + 1)
		proof = frappe.get_all("Meeting", filters=frappe.parse_json(found.proof_filters), pluck="name")
		self.assertIn(held.name, proof)
		plan = make_plan_in("Plan Approved")
		found = computed.Facts(plan.area, plan.fiscal_year).known("Action Plan Approved")
		self.assertEqual((found.value, found.proof_name), (1, plan.name))
		before = computed.Facts(SECOND, year).known("Strong Sub-district Projects in the Plan").value
		project = make_project(SECOND, fiscal_year=year, strong_sub_district=1)
		self.assertEqual(
			computed.Facts(SECOND, year).known("Strong Sub-district Projects in the Plan").value, before
		)
		project.db_set("workflow_state", "Passed On")
		found = computed.Facts(SECOND, year).known("Strong Sub-district Projects in the Plan")
		self.assertEqual((found.value, found.proof_doctype), (before + 1, "Plan Project"))

	def test_every_entry_answers_and_is_offered(self):
		offered = frappe.get_meta("Assessment Indicator").get_field("computed_by").options.split("\n")
		self.assertEqual(set(offered) - {""}, set(computed.sources()))
		for key in computed.sources():
			found = computed.Facts(FRESH, 2568).known(key)
			if found:
				self.assertTrue(frappe.db.exists("DocType", found.proof_doctype), key)
				if found.proof_filters and found.proof_doctype != "Report":
					frappe.get_all(found.proof_doctype, filters=frappe.parse_json(found.proof_filters))
		self.assertIsNone(computed.Facts(FRESH, 2568).known("Something Else"))
