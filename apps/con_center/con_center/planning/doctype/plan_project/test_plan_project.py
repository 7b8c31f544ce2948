import frappe
from frappe.utils import add_days, getdate, today

from con_center.approval import log
from con_center.approval.decision import NotOfThisAreaError, OutdatedVersionError, ReasonMissingError
from con_center.entry.fiscal_year import FiscalYearError
from con_center.organization.factories import FISCAL_YEAR, OTHER, OWN, make_officer, signed_in
from con_center.planning import figures
from con_center.planning.book import plan_book
from con_center.planning.doctype.plan_project.plan_project import (
	NotForThisPostError,
	ProjectError,
	ProjectStateError,
	merge,
	split,
)
from con_center.planning.factories import (
	agree,
	answer,
	finish,
	make_project,
	pass_on,
	versions,
	withdraw,
)
from con_center.planning.money import total
from con_center.planning.rules import MoneyError, PlanError
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Plan Project")

LOCAL, PROVINCE = "องค์กรปกครองส่วนท้องถิ่น", "จังหวัด"


def project_in(status: str, **values):
	"""Return a project that the officer of the sub-district, and the district's, have brought to this status."""
	project = make_project(**values)
	with signed_in(make_officer("officer")):
		if status != "Draft":
			agree(project.name, today(), "ศาลาประชาคม", 60)
		if status not in ("Draft", "Agreed in Forum"):
			pass_on(project.name, "District Plan")
	if status in ("Funded", "Not Funded", "Returned"):
		with signed_in(make_officer("district")):
			row = frappe.get_doc("Plan Project", project.name).referrals[0]
			answer(project.name, row.name, status, "ตามมติ ก.บ.อ.", 120000.3)
	return frappe.get_doc("Plan Project", project.name)


def stored(name: str):
	return frappe.get_doc("Plan Project", name)


class TestEntering(CONTestCase):
	def test_the_sum_agrees_to_the_satang(self):
		self.assertEqual(make_project(planned_total=1).planned_total, 150000.3)

	def test_it_belongs_to_its_sub_district(self):
		project = make_project()
		self.assertEqual((project.level, project.district, project.province), ("Sub-district", "3401", "34"))

	def test_wrong_entries_are_refused(self):
		line = {"fiscal_year": FISCAL_YEAR, "source": LOCAL, "amount": 100}
		for wrong, error in (
			({"area": OWN["district"]}, ProjectError),
			# Frappe 16 asks for the right before it looks whether there is such an area
			({"area": "999999"}, (frappe.ValidationError, frappe.PermissionError)),
			({"area": ""}, frappe.ValidationError),
			({"fiscal_year": 2500}, FiscalYearError),
			({"fiscal_year": None}, frappe.MandatoryError),
			({"project_name": ""}, frappe.MandatoryError),
			({"project_name": "ก" * 141}, frappe.ValidationError),
			({"problem": ""}, frappe.MandatoryError),
			({"way": "ทำเอง"}, frappe.ValidationError),
			({"side": "ด้านมืด"}, frappe.LinkValidationError),
			({"priority": -1}, frappe.ValidationError),
			({"budgets": [{**line, "fiscal_year": FISCAL_YEAR - 1}]}, ProjectError),
			({"budgets": [{**line, "fiscal_year": 2500}]}, FiscalYearError),
			({"budgets": [line, dict(line)]}, PlanError),
			({"budgets": [{**line, "amount": 0}]}, MoneyError),
			({"budgets": [{**line, "amount": 0.001}]}, MoneyError),
			({"budgets": [{**line, "amount": "แสนบาท"}]}, frappe.ValidationError),
		):
			with self.subTest(wrong=wrong), self.assertRaises(error):
				make_project(user=make_officer("district"), **wrong)
			frappe.clear_messages()

	def test_a_village_lies_in_the_sub_district(self):
		for village in ("34010201", OWN["sub_district"]):
			with self.subTest(village=village), self.assertRaises(frappe.ValidationError):
				make_project(village=village)

	def test_what_actions_write_is_not_taken_from_a_client(self):
		project = make_project(
			merged_into=make_project().name, trace="เอง", done_on=today(), forum_place="เอง"
		)
		self.assertEqual(
			(
				project.workflow_state,
				project.merged_into,
				project.trace,
				project.done_on,
				project.forum_place,
			),
			("Draft", None, None, None, None),
		)
		with signed_in(make_officer("officer")):
			project.append("referrals", {"passed_to": "Province Plan", "state": "Funded"})
			project.save()
		self.assertEqual((project.workflow_state, stored(project.name).referrals), ("Draft", []))


class TestStates(CONTestCase):
	def test_agreed_passed_on_funded_done(self):
		project = project_in("Funded")
		self.assertEqual(project.workflow_state, "Funded")
		row = project.referrals[0]
		self.assertEqual(
			(row.state, row.amount_granted, getdate(row.answered_on)), ("Funded", 120000.3, getdate())
		)
		self.assertTrue(row.passed_by and row.answered_by)
		with signed_in(make_officer("officer")):
			finish(project.name, today(), "ขุดลอกแล้ว 2 กม.", "119,999.99")
		project.reload()
		self.assertEqual((project.workflow_state, project.spent_total), ("Done", 119999.99))

	def test_each_plan_answers_for_itself(self):
		project = project_in("Passed On")
		with signed_in(make_officer("officer")):
			pass_on(project.name, "Local Plan")
		local = stored(project.name).referrals[1]
		with signed_in(make_officer("officer")):
			answer(project.name, local.name, "Not Funded", "งบเต็ม")
		self.assertEqual(stored(project.name).workflow_state, "Passed On")
		with signed_in(make_officer("district")):
			answer(project.name, stored(project.name).referrals[0].name, "Not Funded", "ไม่เร่งด่วน")
		self.assertEqual(stored(project.name).workflow_state, "Not Funded")
		self.assertEqual([r.note for r in stored(project.name).referrals], ["ไม่เร่งด่วน", "งบเต็ม"])

	def test_returned_with_a_reason_corrected_and_passed_on_again(self):
		project = project_in("Passed On")
		row = project.referrals[0].name
		with signed_in(make_officer("district")), self.assertRaises(ProjectError):
			answer(project.name, row, "Returned", "  ")
		with signed_in(make_officer("district")):
			answer(project.name, row, "Returned", "ระบุแบบแปลน")
		project.reload()
		self.assertEqual(
			(project.workflow_state, project.referrals[0].note), ("Agreed in Forum", "ระบุแบบแปลน")
		)
		with signed_in(make_officer("officer")):
			project.target = "คลองยาว 2 กม. ตามแบบแปลน"
			project.save()
			pass_on(project.name, "District Plan")
		self.assertEqual([r.state for r in stored(project.name).referrals], ["Returned", "Sent"])

	def test_what_was_passed_on_stays_as_it_was(self):
		project = project_in("Passed On")
		for kind in ("officer", "province"):
			with signed_in(make_officer(kind)):
				changed = stored(project.name)
				changed.budgets[0].amount = 1
				self.assertRaises(ProjectStateError, changed.save)
		self.assertEqual(stored(project.name).planned_total, 150000.3)

	def test_the_higher_the_plan_the_higher_the_office(self):
		project = project_in("Agreed in Forum")
		for passed_to in ("Province Plan", "Province-group Plan"):
			with signed_in(make_officer("officer")), self.assertRaises(NotForThisPostError):
				pass_on(project.name, passed_to)
		with signed_in(make_officer("district")):
			pass_on(project.name, "Province Plan")
			row = stored(project.name).referrals[0].name
			self.assertRaises(NotForThisPostError, answer, project.name, row, "Funded")
			self.assertRaises(NotForThisPostError, pass_on, project.name, "Province-group Plan")
		with signed_in(make_officer("province")):
			answer(project.name, row, "Accepted", "อยู่ในแผนพัฒนาจังหวัด")
			pass_on(project.name, "Province-group Plan")
		self.assertEqual([r.state for r in stored(project.name).referrals], ["Accepted", "Sent"])

	def test_steps_out_of_order_are_refused(self):
		draft, passed = make_project(), project_in("Passed On")
		row = passed.referrals[0].name
		with signed_in(make_officer("district")):
			for call in (
				lambda: pass_on(draft.name, "District Plan"),
				lambda: finish(draft.name, today(), "เสร็จ"),
				lambda: finish(passed.name, today(), "เสร็จ"),
				lambda: agree(passed.name, today(), "ศาลา"),
				lambda: withdraw(passed.name, "ไม่เอาแล้ว"),
				lambda: pass_on(passed.name, "District Plan"),
				lambda: answer(passed.name, row, "Sent"),
				lambda: split(passed.name, [{"project_name": "ก", "share": 50}] * 2, str(passed.modified)),
				lambda: merge(versions(draft.name, passed.name), "รวม"),
			):
				self.assertRaises((ProjectStateError, NotOfThisAreaError), call)

	def test_wrong_words_are_refused(self):
		draft, agreed, passed = make_project(), project_in("Agreed in Forum"), project_in("Passed On")
		row = passed.referrals[0].name
		empty = make_project(budgets=[])
		with signed_in(make_officer("district")):
			for call in (
				lambda: agree(draft.name, add_days(today(), 2), "ศาลา"),
				lambda: agree(draft.name, "วันพระ", "ศาลา"),
				lambda: agree(draft.name, "", "ศาลา"),
				lambda: agree(draft.name, today(), " "),
				lambda: agree(empty.name, today(), "ศาลา"),
				lambda: pass_on(agreed.name, "แผนชาติ"),
				lambda: pass_on(agreed.name, "District Plan", "2199-01-01"),
				lambda: answer(passed.name, "no-such-row", "Funded"),
				lambda: answer(passed.name, row, "Funded", None, "มาก"),
				lambda: answer(passed.name, row, "Funded", None, -1),
				lambda: answer(passed.name, row, "Not Funded", ""),
				lambda: answer(passed.name, ["row"], "Funded"),
				lambda: answer(passed.name, row, {"state": 1}),
				lambda: pass_on(agreed.name, ["Local Plan"]),
				lambda: agree(draft.name, {"day": 1}),
				lambda: agree(draft.name, today(), ["ศาลา"]),
			):
				self.assertRaises(ProjectError, call)
			self.assertRaises(ReasonMissingError, withdraw, draft.name, "")

	def test_what_is_done_alone_needs_no_other_plan(self):
		project = project_in("Agreed in Forum", way="Do Alone")
		with signed_in(make_officer("officer")):
			self.assertEqual(finish(project.name, today(), "ทำเองแล้ว").workflow_state, "Done")

	def test_the_version_that_was_read_is_the_one_acted_on(self):
		project = make_project()
		with signed_in(make_officer("officer")):
			for seen in ("2020-01-01 00:00:00", None, ""):
				with self.assertRaises(OutdatedVersionError):
					agree(project.name, seen=seen)
				with self.assertRaises(OutdatedVersionError):
					split(project.name, list(TestSplitting.PARTS), seen)
				with self.assertRaises(OutdatedVersionError):
					merge([{"name": project.name, "seen": seen}, *versions(make_project().name)], "รวม")

	def test_withdrawn_not_deleted(self):
		project = project_in("Agreed in Forum")
		with signed_in(make_officer("officer")):
			self.assertRaises(ProjectStateError, frappe.delete_doc, "Plan Project", project.name)
			withdraw(project.name, "ชุมชนเปลี่ยนใจ")
		self.assertEqual(
			(stored(project.name).workflow_state, stored(project.name).withdrawn_reason),
			("Withdrawn", "ชุมชนเปลี่ยนใจ"),
		)
		draft = make_project()
		with signed_in(make_officer("officer")):
			frappe.delete_doc("Plan Project", draft.name)
		self.assertFalse(frappe.db.exists("Plan Project", draft.name))


class TestMerging(CONTestCase):
	def merged(self, *projects, name="ระบบน้ำทั้งตำบล"):
		with signed_in(make_officer("officer")):
			return stored(merge(versions(*(p.name for p in projects)), name))

	def test_the_money_is_added_up_by_year_and_source(self):
		lines = [{"fiscal_year": FISCAL_YEAR, "source": LOCAL, "amount": 0.1}]
		first = make_project(village_text="หมู่ 1")
		second = make_project(
			village_text="หมู่ 2",
			strong_sub_district=1,
			priority=3,
			aim="เลี้ยงปลา",
			budgets=[*lines, {"fiscal_year": FISCAL_YEAR + 1, "source": LOCAL, "amount": 0.2}],
		)
		third = make_project(village_text="หมู่ 1", budgets=lines)
		merged = self.merged(first, second, third)
		self.assertEqual(
			[(r.fiscal_year, r.source, r.amount) for r in merged.budgets],
			[
				(FISCAL_YEAR, LOCAL, 100000.3),
				(FISCAL_YEAR + 1, PROVINCE, 50000.2),
				(FISCAL_YEAR + 1, LOCAL, 0.2),
			],
		)
		self.assertEqual(
			total([merged.planned_total]), total([p.planned_total for p in (first, second, third)])
		)
		self.assertEqual(
			(merged.village_text, merged.strong_sub_district, merged.priority), ("หมู่ 1, หมู่ 2", 1, 3)
		)
		self.assertEqual(merged.aim, "มีน้ำใช้ตลอดปี\nเลี้ยงปลา")

	def test_it_leaves_a_trace_both_ways(self):
		first, second = make_project(), project_in("Agreed in Forum")
		merged = self.merged(first, second)
		for project in (first, second):
			self.assertIn(project.name, merged.trace)
			after = stored(project.name)
			self.assertEqual((after.workflow_state, after.merged_into), ("Merged", merged.name))
			self.assertIn(merged.name, log.entries("Plan Project", project.name)[-1].comment)
			self.assertEqual(after.planned_total, project.planned_total)
			with signed_in(make_officer("officer")):
				self.assertRaises(ProjectStateError, after.save)
		with signed_in(make_officer("officer")):
			self.assertRaises(ProjectStateError, frappe.delete_doc, "Plan Project", merged.name)

	def test_withdrawing_the_merged_one_brings_the_others_back(self):
		first, second = make_project(), project_in("Agreed in Forum")
		merged = self.merged(first, second)
		with signed_in(make_officer("officer")):
			withdraw(merged.name, "รวมผิดโครงการ")
		self.assertEqual(
			[stored(p.name).workflow_state for p in (first, second)], ["Draft", "Agreed in Forum"]
		)
		self.assertIsNone(stored(first.name).merged_into)
		self.assertIn(merged.name, log.entries("Plan Project", first.name)[-1].comment)

	def test_what_does_not_fit_is_refused_and_nothing_changes(self):
		first, later = make_project(), make_project(fiscal_year=FISCAL_YEAR + 1, budgets=[])
		elsewhere = make_project("340104", user=make_officer("district"))
		before = frappe.db.count("Plan Project")
		with signed_in(make_officer("district")):
			for names, name in (
				([first.name], "รวม"),
				([first.name, first.name], "รวม"),
				([first.name, later.name], "รวม"),
				([first.name, elsewhere.name], "รวม"),
				([first.name, make_project().name], " "),
				([], "รวม"),
			):
				with self.subTest(names=names), self.assertRaises(ProjectError):
					merge(versions(*names), name)
		self.assertEqual(frappe.db.count("Plan Project"), before + 1)
		self.assertEqual(stored(first.name).workflow_state, "Draft")


class TestSplitting(CONTestCase):
	PARTS = (
		{"project_name": "ช่วงที่ 1", "share": 33.33, "village_text": "หมู่ 9"},
		{"project_name": "ช่วงที่ 2", "share": "66.67"},
	)

	def split(self, project, parts=PARTS):
		with signed_in(make_officer("officer")):
			return [
				stored(name) for name in split(project.name, list(parts), str(stored(project.name).modified))
			]

	def test_the_parts_add_up_to_the_whole_to_the_satang(self):
		project = make_project()
		parts = self.split(project)
		for line in project.budgets:
			self.assertEqual(
				total(r.amount for p in parts for r in p.budgets if r.fiscal_year == line.fiscal_year),
				total([line.amount]),
			)
		self.assertEqual([p.planned_total for p in parts], [49995.1, 100005.2])
		self.assertEqual([p.village_text for p in parts], ["หมู่ 9", "หมู่ 4"])

	def test_it_leaves_a_trace_both_ways(self):
		project = make_project()
		parts = self.split(project)
		after = stored(project.name)
		self.assertEqual(after.workflow_state, "Split")
		for part in parts:
			self.assertEqual((part.split_from, part.workflow_state), (project.name, "Draft"))
			self.assertIn(project.name, part.trace)
			self.assertIn(part.name, log.entries("Plan Project", project.name)[-1].comment)

	def test_when_all_parts_are_withdrawn_the_whole_comes_back(self):
		project = make_project()
		parts = self.split(project)
		with signed_in(make_officer("officer")):
			withdraw(parts[0].name, "แบ่งผิด")
			self.assertEqual(stored(project.name).workflow_state, "Split")
			withdraw(parts[1].name, "แบ่งผิด")
		self.assertEqual(stored(project.name).workflow_state, "Draft")

	def test_wrong_parts_are_refused_and_nothing_changes(self):
		project = make_project()
		before = frappe.db.count("Plan Project")
		part = {"project_name": "ก", "share": 50}
		for parts in (
			[],
			[{**part, "share": 100}],
			[part, {**part, "share": 49.99}],
			[part, {**part, "share": 60}],
			[{**part, "share": 0}, {**part, "share": 100}],
			[{**part, "share": -50}, {**part, "share": 150}],
			[{**part, "share": "ครึ่ง"}, part],
			[{**part, "share": None}, part],
			[{**part, "project_name": ""}, part],
			[part] * 21,
		):
			frappe.db.savepoint("wrong_parts")
			with self.subTest(parts=parts), self.assertRaises(ProjectError):
				self.split(project, parts)
			frappe.db.rollback(save_point="wrong_parts")
		self.assertEqual(
			(frappe.db.count("Plan Project"), stored(project.name).workflow_state), (before, "Draft")
		)


class TestStrangers(CONTestCase):
	def test_another_area_neither_sees_nor_touches_it(self):
		draft, agreed, passed = make_project(), project_in("Agreed in Forum"), project_in("Passed On")
		row = passed.referrals[0].name
		for kind in ("officer", "district", "chief", "province", "governor"):
			with self.subTest(kind=kind), signed_in(make_officer(kind, OTHER)):
				self.assertFalse(frappe.get_list("Plan Project", {"area": OWN["sub_district"]}))
				self.assertFalse(plan_book(OWN["sub_district"], FISCAL_YEAR).count)
				for call in (
					lambda: agree(draft.name, today(), "ศาลา"),
					lambda: pass_on(agreed.name, "Local Plan"),
					lambda: answer(passed.name, row, "Funded"),
					lambda: finish(agreed.name, today(), "เสร็จ"),
					lambda: withdraw(draft.name, "ไม่เอา"),
					lambda: merge(versions(draft.name, agreed.name), "รวม"),
					lambda: split(draft.name, list(TestSplitting.PARTS), str(draft.modified)),
				):
					self.assertRaises(frappe.PermissionError, call)
		self.assertEqual(
			[stored(p.name).workflow_state for p in (draft, agreed, passed)],
			["Draft", "Agreed in Forum", "Passed On"],
		)

	def test_who_only_reads_does_nothing(self):
		draft = make_project()
		for kind in ("chief", "governor"):
			with self.subTest(kind=kind), signed_in(make_officer(kind)):
				self.assertTrue(frappe.get_list("Plan Project", {"name": draft.name}))
				self.assertRaises(frappe.PermissionError, withdraw, draft.name, "ไม่เอา")
				self.assertRaises(frappe.PermissionError, stored(draft.name).save)

	def test_ones_own_project_is_not_merged_with_anothers(self):
		own, other = make_project(), make_project(OTHER["sub_district"])
		with signed_in(make_officer("officer")), self.assertRaises(frappe.PermissionError):
			merge(versions(own.name, other.name), "รวม")


class TestForOthers(CONTestCase):
	def test_projects_with_the_tag_by_sub_district_in_one_query(self):
		year = FISCAL_YEAR - 3
		before = figures.strong_projects("34", year).get(OWN["sub_district"], 0)
		values = {"strong_sub_district": 1, "fiscal_year": year}
		project_in("Agreed in Forum", **values)
		project_in("Funded", **values)
		make_project(**values)  # a draft does not stand in the plan yet
		project_in("Agreed in Forum", fiscal_year=year)  # nor does one without the tag count
		for area in (OWN["sub_district"], OWN["district"], OWN["province"], "00"):
			self.assertEqual(figures.strong_projects(area, year)[OWN["sub_district"]], before + 2)
		self.assertNotIn(OWN["sub_district"], figures.strong_projects(OTHER["province"], year))
		listed = frappe.get_all("Plan Project", filters=figures.strong_filters(OWN["sub_district"], year))
		self.assertEqual(len(listed), before + 2)

	def test_the_book_adds_up(self):
		year = FISCAL_YEAR - 4
		project_in("Agreed in Forum", fiscal_year=year)
		project_in(
			"Draft",
			fiscal_year=year,
			side="สังคม",
			budgets=[{"fiscal_year": year, "source": LOCAL, "amount": 0.3}],
		)
		gone = project_in("Draft", fiscal_year=year)
		with signed_in(make_officer("officer")):
			withdraw(gone.name, "ซ้ำ")
			book = plan_book(OWN["sub_district"], str(year))
		self.assertEqual((book.year, book.count, float(book.total)), (year, 2, 150000.6))
		self.assertEqual([s.side for s in book.sides], ["เศรษฐกิจ", "สังคม"])
		self.assertEqual(sum(book.by_year.values()), book.total)
		self.assertEqual(sum(s.total for s in book.sides), book.total)
