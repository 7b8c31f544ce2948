"""A case from the first need to its end: states, helps, closing, opening again, referring up."""

import frappe
from frappe.utils import add_days, getdate, today

from con_center.community.factories import make_partner
from con_center.entry import EntryError
from con_center.households import cases, due
from con_center.households.errors import CaseClosedError, HouseholdError
from con_center.households.factories import (
	HEALTH,
	INCOME,
	make_help,
	make_household,
	make_plan,
)
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.patches import households_to_check
from con_center.tests.case import CONTestCase, clear, links_of
from con_center.tests.test_scope_matrix import kinds

test_ignore = links_of("Target Household")
NO_WELFARE = "ไม่ได้รับสวัสดิการที่มีสิทธิ"


class HouseholdTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_officer("officer")
		self.household = make_household()

	def stored(self):
		return frappe.get_doc("Target Household", self.household.name)

	def do(self, function, *arguments, user: str | None = None, **values):
		with signed_in(user or self.officer):
			return function(self.household.name, *arguments, **values)

	def events(self) -> list[tuple]:
		return [(row.dimension or "", row.state) for row in self.stored().history]


class TestTheCase(HouseholdTestCase):
	def test_a_need_opens_its_dimension(self):
		self.assertEqual(self.household.state_income, "In Need")
		self.assertEqual(self.household.needs[0].dimension, "Income")
		self.assertFalse(self.household.state_health)
		self.assertEqual(self.events(), [("Income", "In Need")])

	def test_a_need_of_somebody_in_it_opens_its_dimension_too(self):
		members = [
			{
				"relation": "Father or Mother",
				"age_group": "60 and Over",
				"need": HEALTH,
				"another_need": NO_WELFARE,
			}
		]
		doc = make_household(members=members)
		self.assertEqual((doc.state_health, doc.state_services), ("In Need", "In Need"))
		self.assertEqual(
			[row.dimension for row in doc.history], ["Income", "Health", "Access to Public Services"]
		)
		paper = frappe.get_print(doc.doctype, doc.name, "Household Sheet")
		self.assertIn(NO_WELFARE, paper)

	def test_the_title_names_nobody(self):
		for text in ("สมจิตร", "/9"):
			self.assertNotIn(text, self.household.title)
		self.assertIn("หมู่ 4", self.household.title)

	def test_a_state_is_noted_and_what_was_before_stays(self):
		self.do(cases.note_state, "Income", "Improved", "ขายผักได้", add_days(today(), -3))
		doc = self.stored()
		self.assertEqual((doc.state_income, doc.history[-1].note), ("Improved", "ขายผักได้"))
		self.assertEqual(getdate(doc.history[-1].happened_on), getdate(add_days(today(), -3)))
		self.assertEqual(self.events(), [("Income", "In Need"), ("Income", "Improved")])

	def test_what_is_no_state_or_day_is_refused(self):
		for values in (("Money", "Improved"), ("Income", "Closed"), ("Income", "Improved", "", "2999-01-01")):
			with self.subTest(values), self.assertRaises((HouseholdError, EntryError)):
				self.do(cases.note_state, *values)

	def test_nobody_types_a_state_or_the_history(self):
		with signed_in(self.officer):
			doc = self.stored()
			doc.state_income = "Need Met"
			doc.append("history", {"state": "Need Met", "dimension": "Income"})
			doc.status, doc.referred_to, doc.referred_until = "Closed", "Country", "2099-01-01"
			doc.save()
		doc = self.stored()
		self.assertEqual((doc.state_income, doc.status, doc.referred_to or None), ("In Need", "Open", None))
		self.assertEqual(len(doc.history), 1)

	def test_a_closed_case_is_not_changed_until_it_is_opened_again(self):
		self.do(cases.close, "No Longer in Need", "พึ่งตนเองได้")
		doc = self.stored()
		self.assertEqual(
			(doc.status, doc.outcome, str(doc.closed_on)), ("Closed", "No Longer in Need", today())
		)
		with signed_in(self.officer):
			doc.village_name = "บ้านใหม่"
			self.assertRaises(CaseClosedError, doc.save)
			self.assertRaises(CaseClosedError, make_help, self.household)
		with self.assertRaises(HouseholdError):
			self.do(cases.reopen, " ")
		self.do(cases.reopen, "กลับมาอยู่บ้านเดิม")
		doc = self.stored()
		self.assertEqual((doc.status, doc.outcome or None, doc.closed_on), ("Open", None, None))
		self.assertEqual(self.events()[-2:], [("", "Closed"), ("", "Reopened")])

	def test_nobody_deletes_one(self):
		with self.assertRaises(HouseholdError):
			self.stored().delete()

	def test_the_area_is_a_sub_district(self):
		with self.assertRaises(HouseholdError):
			frappe.copy_doc(self.household).update({"area": OWN["district"]}).insert()

	def test_the_same_house_is_told(self):
		make_household(house_number=self.household.house_number)
		self.assertTrue(any(self.household.name in str(m) for m in frappe.get_message_log()))

	def test_thai_digits_are_digits(self):
		self.assertEqual(make_household(house_number="๑๒ / ๓").house_number, "12/3")

	def test_a_place_in_words_stands_for_numbers_that_are_missing(self):
		for values in (
			{"village_no": 0},
			{"house_number": ""},
			{"house_number": "ไม่มีเลขที่"},
			{"village_no": 0, "house_number": "-", "village_name": " "},
		):
			with (
				self.subTest(values),
				self.assertRaisesRegex(HouseholdError, "Village, Community, Road or Place"),
			):
				make_household(**values)
		doc = make_household(village_no=0, village_name="ชุมชนวัดกลาง", house_number="-")
		self.assertEqual((doc.village_no, doc.house_number), (0, ""))
		for text in ("หมู่", "วัดกลาง", "None"):
			self.assertNotIn(text, doc.title)
		paper = frappe.get_print(doc.doctype, doc.name, "Household Sheet")
		self.assertIn("ที่อยู่</b> ชุมชนวัดกลาง ", paper)
		self.assertNotIn("หมู่ที่", paper)
		self.assertEqual(cases.whose(doc.name)["place"], "ชุมชนวัดกลาง")

	def test_what_was_entered_without_a_number_before_can_be_worked_on(self):
		frappe.db.set_value("Target Household", self.household.name, "house_number", "-")
		with signed_in(self.officer):
			cases.note_state(self.household.name, "Income", "Improved")
			doc = self.stored()
			doc.village_no = 9
			with self.assertRaisesRegex(HouseholdError, "House Number"):
				doc.save()

	def test_the_same_place_in_words_is_told(self):
		first = make_household(village_no=0, village_name="ชุมชนวัดกลาง", house_number="7")
		make_household(village_no=0, village_name="ชุมชนวัดใต้", house_number="7")
		self.assertFalse(any(first.name in str(m) for m in frappe.get_message_log()))
		make_household(village_no=0, village_name="ชุมชนวัดกลาง", house_number="7")
		self.assertTrue(any(first.name in str(m) for m in frappe.get_message_log()))

	def test_another_area_may_not(self):
		for function, *arguments in (
			(cases.note_state, "Income", "Improved"),
			(cases.close, "Declined"),
			(cases.refer, "Province", "เหตุ", add_days(today(), 9)),
		):
			with self.subTest(function.__name__), self.assertRaises(frappe.PermissionError):
				self.do(function, *arguments, user=make_officer("officer", OTHER))

	def test_a_signatory_reads_alone(self):
		with self.assertRaises(frappe.PermissionError):
			self.do(cases.close, "Declined", user=make_officer("chief"))


class TestNumbersOfPeople(HouseholdTestCase):
	def test_thirteen_digits_are_refused_wherever_they_are_typed(self):
		number = "1-2345-67890-12-3"
		for values in (
			{"head_name": f"นายใจดี {number}"},
			{"source": number},
			{"needs": [{"item": INCOME, "note": "๑๒๓๔๕๖๗๘๙๐๑๒๓"}]},
			{"members": [{"relation": "Grandchild", "age_group": "6 to 14", "health_note": number}]},
		):
			with self.subTest(values), self.assertRaises(EntryError) as refused:
				make_household(**values)
			self.assertNotIn(number, str(refused.exception))
		for field in ("what", "what_remains", "by_whom"):
			with self.subTest(field), self.assertRaises(EntryError):
				make_help(self.household, **{field: number})
		with self.assertRaises(EntryError):
			self.do(cases.close, "Declined", number)
		with signed_in(self.officer), self.assertRaises(EntryError):
			self.stored().add_comment("Comment", f"เลข {number}")

	def test_the_code_of_a_house_is_typed_in_no_text(self):
		for values in ({"house_number": "34010123456"}, {"source": "3401-012345-6"}):
			with self.subTest(values), self.assertRaises(EntryError):
				make_household(**values)

	def test_a_telephone_number_may_be(self):
		self.assertEqual(make_household(phone="+66812345678").phone, "+66812345678")


class TestHelp(HouseholdTestCase):
	def test_it_is_added_up_and_the_state_says_so(self):
		make_help(self.household, value=1500.25, next_visit_on=add_days(today(), 14))
		make_help(self.household, kind="Visit", dimension=None, value=0, next_visit_on=add_days(today(), 30))
		doc = self.stored()
		self.assertEqual((doc.helps, doc.help_value, str(doc.last_help_on)), (1, 1500.25, today()))
		self.assertEqual((doc.state_income, str(doc.next_visit_on)), ("Being Helped", add_days(today(), 30)))

	def test_what_is_withdrawn_counts_no_more(self):
		log = make_help(self.household)
		with signed_in(self.officer):
			log.status = "Withdrawn"
			self.assertRaises(frappe.MandatoryError, log.save)
			log.reload()
			log.update({"status": "Withdrawn", "withdrawn_reason": "บันทึกซ้ำ"})
			log.save()
		self.assertEqual((self.stored().helps, self.stored().help_value), (0, 0))
		with self.assertRaises(HouseholdError):
			log.delete()

	def next_visit(self) -> str:
		return str(self.stored().next_visit_on or "")

	def withdraw(self, log):
		with signed_in(self.officer):
			log.reload()
			log.update({"status": "Withdrawn", "withdrawn_reason": "บันทึกซ้ำ"})
			log.save()

	def test_a_record_that_is_withdrawn_takes_its_appointment_with_it(self):
		soon, later = add_days(today(), 14), add_days(today(), 30)
		first = make_help(self.household, happened_on=add_days(today(), -3), next_visit_on=soon)
		second = make_help(self.household, next_visit_on=later)
		third = make_help(self.household)
		self.assertEqual(self.next_visit(), "")
		for log, planned in ((third, later), (second, soon), (first, "")):
			self.withdraw(log)
			self.assertEqual(self.next_visit(), planned)

	def test_an_appointment_of_another_record_or_by_hand_stays(self):
		first = make_help(
			self.household, happened_on=add_days(today(), -3), next_visit_on=add_days(today(), 9)
		)
		second = make_help(self.household, next_visit_on=add_days(today(), 14))
		self.withdraw(first)
		self.assertEqual(self.next_visit(), add_days(today(), 14))
		with signed_in(self.officer):
			self.stored().update({"next_visit_on": add_days(today(), 2)}).save()
		self.withdraw(second)
		self.assertEqual(self.next_visit(), add_days(today(), 2))

	def test_days_dimensions_and_plans_are_checked(self):
		other = make_plan(make_household())
		for values in (
			{"happened_on": add_days(today(), 1)},
			{"dimension": None},
			{"next_visit_on": add_days(today(), -1)},
			{"plan": other.name},
		):
			with self.subTest(values), self.assertRaises(HouseholdError):
				make_help(self.household, **values)
		with self.assertRaises(frappe.ValidationError):
			make_help(self.household, value=-1)

	def test_a_partner_of_the_list_is_named_as_there_unless_somebody_says_it(self):
		partner = make_partner(OWN["sub_district"])
		given = {"by_kind": "Partner", "partner": partner.name}
		self.assertEqual(make_help(self.household, by_whom=None, **given).by_whom, partner.partner_name)
		log = make_help(self.household, by_whom="สาขาในเมือง", **given)
		self.assertEqual(log.by_whom, "สาขาในเมือง")
		with signed_in(self.officer):
			log.by_kind = "CON Center"
			log.save()
		self.assertIsNone(log.partner)
		of_others = make_partner(OTHER["sub_district"])
		with self.assertRaises(frappe.PermissionError):
			make_help(self.household, by_kind="Partner", partner=of_others.name)

	def test_a_visit_needs_no_dimension(self):
		self.assertFalse(make_help(self.household, kind="Visit", dimension=None).dimension)


class TestTheCheck(HouseholdTestCase):
	def told(self, user: str | None = None) -> list[str]:
		with signed_in(user or self.officer):
			return [entry["text"] for entry in due.entries() if "check_result" in entry["to"]["filters"]]

	def test_what_tpmap_names_is_to_be_checked(self):
		for found_by, result in (
			("TPMAP", "Not Checked Yet"),
			("Missed by TPMAP", None),
			("Vulnerable", None),
		):
			doc = make_household(found_by=found_by, check_result="As the List Says")
			with self.subTest(found_by):
				self.assertEqual((doc.check_result or None, doc.checked_on), (result, None))

	def test_it_is_noted_once_with_who_and_when(self):
		self.do(cases.note_check, "Needs Differ", "ลูกทำงานแล้ว", add_days(today(), -2))
		doc = self.stored()
		self.assertEqual(
			(doc.check_result, str(doc.checked_on), doc.checked_by),
			("Needs Differ", add_days(today(), -2), frappe.utils.get_fullname(self.officer)),
		)
		event = doc.history[-1]
		self.assertEqual((event.state, event.note), ("List Checked", "ความจำเป็นต่างจากบัญชี: ลูกทำงานแล้ว"))
		self.assertEqual(event.noted_by, frappe.utils.get_fullname(self.officer))
		# later than that, all stays in the history
		self.do(cases.note_check, "Moved Away")
		self.assertEqual([state for _d, state in self.events()], ["In Need", "List Checked", "List Checked"])
		paper = frappe.get_print(doc.doctype, doc.name, "Household Sheet")
		self.assertIn("ย้ายออก", paper)

	def test_nobody_types_it(self):
		with signed_in(self.officer):
			self.stored().update({"check_result": "As the List Says", "checked_by": "Administrator"}).save()
		doc = self.stored()
		self.assertEqual((doc.check_result, doc.checked_by), ("Not Checked Yet", None))

	def test_what_is_no_result_or_day_is_refused(self):
		for values in (("Not Checked Yet",), ("x",), ("Not Found There", "", add_days(today(), 1))):
			with self.subTest(values), self.assertRaises(HouseholdError):
				self.do(cases.note_check, *values)
		for user in (make_officer("officer", OTHER), make_officer("chief")):
			with self.assertRaises(frappe.PermissionError):
				self.do(cases.note_check, "Not Found There", user=user)

	def test_the_first_page_counts_those_that_are_open_and_not_checked(self):
		clear()
		first, second = make_household(), make_household()
		make_household(found_by="Vulnerable")
		self.assertEqual(self.told(), ["Households of lists to check: 2"])
		self.assertEqual(self.told(make_officer("chief")), [])
		with signed_in(self.officer):
			cases.close(first.name, "Moved Away")
			self.assertEqual(self.told(), ["Households of lists to check: 1"])
			cases.note_check(second.name, "Not Found There")
		self.assertEqual(self.told(), [])

	def test_the_form_of_a_visit_knows_that_it_is_to_be_checked(self):
		log = make_help(self.household, kind="Visit", dimension=None)
		for is_unchecked in (True, False):
			log.run_method("onload")
			self.assertEqual(log.get("__onload").household["is_unchecked"], is_unchecked)
			self.do(cases.note_check, "As the List Says")

	def test_households_from_before_that_nobody_has_seen_are_to_be_checked(self):
		seen, closed = make_household(), make_household()
		make_help(seen)
		with signed_in(self.officer):
			cases.close(closed.name, "Declined")
		kinds = (self.household, seen, closed, make_household(found_by="Vulnerable"))
		for doc in kinds:
			frappe.db.set_value(doc.doctype, doc.name, "check_result", None)
		households_to_check.execute()
		found = [frappe.db.get_value(doc.doctype, doc.name, "check_result") for doc in kinds]
		self.assertEqual(found, ["Not Checked Yet", None, None, None])


class TestReferring(HouseholdTestCase):
	def may_read(self, user: str) -> dict[str, bool]:
		return {
			doc.doctype: (
				frappe.has_permission(doc.doctype, "read", doc.name, user=user),
				bool(frappe.get_list(doc.doctype, {"name": doc.name}, user=user)),
			)
			for doc in (self.household, self.help, self.plan)
		}

	def setUp(self):
		super().setUp()
		self.help, self.plan = make_help(self.household), make_plan(self.household)
		self.province, self.strange = make_officer("province"), make_officer("province", OTHER)

	def refer(self, level: str = "Province", days: int = 10):
		self.do(cases.refer, level, "เกินกำลังของอำเภอ", add_days(today(), days))

	def test_it_is_read_above_until_its_day_and_its_end(self):
		names = ("Target Household", "Help Log", "Help Plan")
		nobody, everything = dict.fromkeys(names, (False, False)), dict.fromkeys(names, (True, True))
		self.assertEqual(self.may_read(self.province), nobody)
		self.refer()
		self.assertEqual(self.may_read(self.province), everything)
		self.assertEqual(self.may_read(self.strange), nobody)
		# what comes later, too
		later = make_help(self.household)
		self.assertTrue(frappe.has_permission("Help Log", "read", later.name, user=self.province))
		self.assertFalse(
			frappe.has_permission("Target Household", "write", self.household.name, user=self.province)
		)
		self.do(cases.end_referral, "ช่วยเหลือแล้ว")
		self.assertEqual(self.may_read(self.province), nobody)

	def test_it_ends_by_the_calendar(self):
		self.refer()
		for doctype, name in (("Target Household", self.household.name), ("Help Log", self.help.name)):
			frappe.db.set_value(doctype, name, "referred_until", add_days(today(), -1))
		found = self.may_read(self.province)
		self.assertEqual((found["Target Household"], found["Help Log"]), ((False, False), (False, False)))

	def test_it_lasts_no_longer_than_set(self):
		self.change_settings(households_referral_days=9)
		with self.assertRaisesRegex(HouseholdError, "9"):
			self.refer()
		self.refer(days=9)
		self.assertTrue(self.may_read(self.province)["Target Household"][0])

	def test_the_department_reads_what_is_referred_to_it_alone(self):
		central = next(kind.user for kind in kinds() if kind.name == "central")
		self.refer()
		self.assertNotIn((True, True), self.may_read(central).values())
		self.do(cases.end_referral)
		self.refer("Country")
		self.assertEqual(set(self.may_read(central).values()), {(True, True)})
		self.assertEqual(set(self.may_read(self.province).values()), {(True, True)})

	def test_closing_ends_it(self):
		self.refer()
		self.do(cases.close, "Declined")
		self.assertFalse(
			frappe.has_permission("Target Household", "read", self.household.name, user=self.province)
		)

	def test_it_needs_a_reason_and_a_day_to_come(self):
		for values in (("Province", " ", add_days(today(), 9)), ("Province", "เหตุ", add_days(today(), -1))):
			with self.subTest(values), self.assertRaises(HouseholdError):
				self.do(cases.refer, *values)

	def test_the_history_says_by_whom_why_and_until_when(self):
		self.refer()
		event = self.stored().history[-1]
		self.assertEqual(event.state, "Referred Up")
		self.assertEqual(event.noted_by, frappe.utils.get_fullname(self.officer))
		self.assertIn("เกินกำลังของอำเภอ", event.note)

	def test_who_holds_the_post_is_told_without_a_name(self):
		self.refer()
		cases.tell_above(self.stored())
		self.assertNotIn("สมจิตร", self.stored().title)


class TestHealthNotes(HouseholdTestCase):
	def test_they_are_for_who_helps(self):
		make_household(health_note="เบาหวาน", phone="0812345678", members=[
			{"relation": "Grandchild", "age_group": "6 to 14", "need": HEALTH, "health_note": "หอบหืด"}
		])  # fmt: skip
		name = frappe.get_last_doc("Target Household").name
		for user, reads in ((self.officer, True), (make_officer("chief"), False)):
			with signed_in(user):
				doc = frappe.get_doc("Target Household", name)
				doc.apply_fieldlevel_read_permissions()
			with self.subTest(user=user):
				self.assertEqual(bool(doc.get("health_note")), reads)
				self.assertEqual(bool(doc.get("phone")), reads)
				self.assertEqual(bool(doc.members[0].get("health_note")), reads)
