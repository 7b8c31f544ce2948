"""Who is away is stood for by whom he, or who is above him, names: for some days, and with no more than is his."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from con_center.access import posts
from con_center.access.posts import area_codes, forget_posts, holders, post_with_role
from con_center.organization.authority import MattersError
from con_center.organization.doctype.officer_assignment import officer_assignment as assignments
from con_center.organization.doctype.officer_assignment.officer_assignment import (
	AssignmentError,
	signature_lines,
	update_expired,
)
from con_center.organization.doctype.substitution.substitution import (
	ChainError,
	NamingError,
	SubstitutionError,
)
from con_center.organization.factories import (
	OTHER,
	OWN,
	end_substitutions,
	make_assignment,
	make_deputy,
	make_officer,
	make_substitution,
	make_user,
	post_of,
	signed_in,
)
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Substitution")

SIGNS = "CON District Signatory"


class SubstitutionTestCase(CONTestCase):
	def setUp(self):
		super().setUp()
		end_substitutions()
		self.chief, self.deputy = make_officer("chief"), make_deputy()

	def roles(self, user: str) -> set[str]:
		return {role for role in frappe.get_roles(user) if role.startswith("CON ")}

	def given(self, substitution):
		return frappe.get_last_doc("Officer Assignment", {"substitution": substitution.name})

	def on_day(self, day: int):
		"""What the calendar does on a day from today on."""
		then = add_days(today(), day)
		with patch.object(posts, "today", lambda: then), patch.object(assignments, "today", lambda: then):
			forget_posts()
			update_expired()


class TestTheSubstitutesPost(SubstitutionTestCase):
	def test_it_gives_what_the_one_away_has_and_prints_two_lines(self):
		self.assertEqual(self.roles(self.deputy), set())
		substitution = make_substitution(self.chief, self.deputy)
		self.assertEqual(substitution.status, "In Force")
		self.assertEqual(self.roles(self.deputy), {SIGNS})
		with signed_in(self.deputy):
			self.assertEqual(area_codes("Appointment Order"), [OWN["district"]])
		self.assertEqual(
			signature_lines(self.given(substitution)),
			("ปลัดอำเภอ รักษาราชการแทน", ["นายอำเภอเมืองอุบลราชธานี"]),
		)

	def test_it_begins_and_ends_by_the_calendar(self):
		substitution = make_substitution(
			self.chief, self.deputy, from_date=add_days(today(), 1), to_date=add_days(today(), 2)
		)
		self.assertEqual((substitution.status, self.roles(self.deputy)), ("Upcoming", set()))
		for day, status, roles in ((1, "In Force", {SIGNS}), (3, "Ended", set())):
			self.on_day(day)
			self.assertEqual(frappe.db.get_value("Substitution", substitution.name, "status"), status)
			self.assertEqual(self.roles(self.deputy), roles)

	def test_it_gives_nothing_of_his_own_position_over_another_area(self):
		"""An officer of the province who acts for the chief of a district does not become an officer there twice."""
		officer = make_user("of.the.province")
		make_assignment(officer, "เจ้าหน้าที่สำนักงานพัฒนาชุมชนจังหวัด", OWN["province"])
		make_substitution(self.chief, officer, by=make_officer("province"))
		with signed_in(officer):
			[given] = [post for post in posts.posts() if post.substitution]
			self.assertEqual((given.area, given.roles), (OWN["district"], {SIGNS}))
			self.assertFalse(given.own_right)

	def test_it_is_for_the_kinds_that_were_chosen(self):
		make_substitution(self.chief, self.deputy, matters="Meeting")
		with signed_in(self.deputy):
			self.assertTrue(post_with_role(SIGNS, OWN["district"], doctype="Meeting"))
			self.assertIsNone(post_with_role(SIGNS, OWN["district"], doctype="Appointment Order"))
			# what belongs to it is read, and changed nowhere
			self.assertEqual(area_codes("Appointment Order", "read"), [OWN["district"]])
			self.assertEqual(area_codes("Appointment Order", "write"), [])

		def signs(doctype: str) -> bool:
			return self.deputy in [row.user for row in holders(SIGNS, OWN["district"], doctype=doctype)]

		self.assertEqual((signs("Meeting"), signs("Appointment Order")), (True, False))

	def test_what_is_decided_on_nowhere_is_refused_by_name(self):
		with self.assertRaisesRegex(MattersError, "Committee Role"):
			make_substitution(self.chief, self.deputy, matters="Meeting\nCommittee Role")

	def test_it_ends_when_it_is_ended_and_stays_so(self):
		substitution = make_substitution(self.chief, self.deputy)
		with signed_in(self.chief):
			substitution = frappe.get_doc("Substitution", substitution.name)
			substitution.withdrawn = 1
			substitution.save()
		self.assertEqual((substitution.status, self.roles(self.deputy)), ("Ended", set()))
		with signed_in(self.deputy):
			self.assertEqual([post for post in posts.posts() if post.substitution], [])
		with signed_in(self.chief), self.assertRaises(SubstitutionError):
			substitution.withdrawn = 0
			substitution.save()

	def test_it_ends_with_each_of_the_posts_that_it_stands_on(self):
		for ended in (self.chief, self.deputy):
			substitution = make_substitution(self.chief, self.deputy)
			with signed_in("Administrator"):
				post = frappe.get_doc("Officer Assignment", post_of(ended))
				for last_day in (add_days(today(), 1), None):
					post.to_date = last_day
					post.save()
			stored = frappe.get_doc("Substitution", substitution.name)
			self.assertEqual((stored.withdrawn, stored.status), (1, "Ended"))
			self.assertEqual(self.roles(self.deputy), set())

	def test_nobody_changes_its_post_by_hand(self):
		substitution = make_substitution(self.chief, self.deputy)
		post = self.given(substitution)
		with signed_in("Administrator"), self.assertRaises(AssignmentError):
			post.to_date = add_days(today(), 300)
			post.save()
		with signed_in("Administrator"):
			mine = make_assignment(
				make_user("by.hand"), "ปลัดอำเภอ", OWN["district"], substitution=substitution.name
			)
		self.assertIsNone(mine.substitution)


class TestWhoNamesWhom(SubstitutionTestCase):
	def test_who_is_above_may_and_both_are_told(self):
		for kind in ("province", "governor"):
			by = make_officer(kind)
			substitution = make_substitution(self.chief, self.deputy, by=by)
			self.assertEqual(substitution.named_by, by)
			frappe.db.after_commit.run()
			told = frappe.get_all("Notification Log", {"document_name": substitution.name}, pluck="for_user")
			self.assertEqual(set(told), {self.chief, self.deputy})

	def test_who_is_named_is_told_before_he_may_read_anything(self):
		substitution = make_substitution(self.chief, self.deputy, from_date=add_days(today(), 2))
		frappe.db.after_commit.run()
		told = frappe.get_all(
			"Notification Log", {"document_name": substitution.name}, ["for_user", "subject"]
		)
		self.assertEqual([row.for_user for row in told], [self.deputy])
		self.assertIn("นายอำเภอ", told[0].subject)

	def test_a_signatory_names_for_the_officers_of_his_office(self):
		officer, other = make_officer("district"), make_officer("district", number=2)
		self.assertEqual(make_substitution(officer, other, by=self.chief).named_by, self.chief)

	def test_nobody_else_does(self):
		strangers = (
			make_officer("district"),
			make_officer("chief", OTHER),
			make_officer("province", OTHER),
			make_officer("officer"),
			self.deputy,
			make_user("desk.user"),
		)
		for user in strangers:
			with self.subTest(user=user), self.assertRaises(frappe.PermissionError):
				make_substitution(self.chief, self.deputy, by=user)

	def test_a_substitute_names_nobody(self):
		make_substitution(self.chief, self.deputy)
		officer, other = make_officer("district"), make_officer("district", number=2)
		with self.assertRaises(NamingError):
			make_substitution(officer, other, by=self.deputy)
		with self.assertRaises(NamingError):
			make_substitution(self.chief, other, by=self.deputy)

	def test_who_is_above_may_name_himself_by_an_order_which_is_told_above_him(self):
		province = make_officer("province")
		with self.assertRaises(frappe.MandatoryError):
			make_substitution(self.chief, province, by=province)
		substitution = make_substitution(self.chief, province, by=province, order_number="13/2569")
		post = self.given(substitution)
		self.assertEqual(post.appointed_by, province)
		frappe.db.after_commit.run()
		self.assertTrue(frappe.db.exists("Notification Log", {"document_name": post.name}))

	def test_an_administrator_names_by_an_order_and_never_himself(self):
		admin = make_user("some.admin")
		make_assignment(admin, "ผู้ดูแลระบบ", "00")
		with self.assertRaises(frappe.MandatoryError):
			make_substitution(self.chief, self.deputy, by=admin)
		substitution = make_substitution(self.chief, self.deputy, by=admin, order_number="12/2569")
		self.assertEqual(self.given(substitution).authority_number, "12/2569")
		with signed_in(admin):
			by_himself = make_substitution(self.chief, make_deputy("third"))
			by_himself = frappe.get_doc("Substitution", by_himself.name)
			by_himself.withdrawn = 1
			# what somebody is away for is ended without an order
			self.assertEqual(by_himself.save().status, "Ended")
		make_assignment(admin, "ปลัดอำเภอ", OWN["district"])
		with self.assertRaises(NamingError):
			make_substitution(
				self.chief,
				admin,
				by=admin,
				order_number="13/2569",
				substitute_post=post_of(admin, position="ปลัดอำเภอ"),
			)

	def test_the_rights_of_an_administrator_are_not_handed_on(self):
		admin, other = make_user("admin.away"), make_user("admin.other")
		for user in (admin, other):
			make_assignment(user, "ผู้ดูแลระบบ", "00")
		with self.assertRaises(SubstitutionError):
			make_substitution(admin, other)


class TestNoChains(SubstitutionTestCase):
	def test_what_one_does_for_another_is_not_handed_on(self):
		make_substitution(self.chief, self.deputy)
		third = make_deputy("third")
		given = frappe.db.get_value(
			"Officer Assignment", {"user": self.deputy, "substitution": ("is", "set")}
		)
		with self.assertRaises(ChainError):
			make_substitution(self.deputy, third, post=given)
		with self.assertRaises(ChainError):
			make_substitution(make_officer("district"), self.deputy, by=self.chief, substitute_post=given)

	def test_who_is_away_himself_stands_for_nobody(self):
		officer, other = make_officer("district"), make_officer("district", number=2)
		make_substitution(officer, other, by=self.chief)
		with self.assertRaises(ChainError):
			make_substitution(self.chief, officer)
		later = {"from_date": add_days(today(), 8), "to_date": add_days(today(), 9)}
		self.assertEqual(make_substitution(self.chief, officer, **later).status, "Upcoming")

	def test_two_at_the_same_time_are_told(self):
		make_substitution(self.chief, self.deputy)
		frappe.clear_messages()
		make_substitution(self.chief, make_deputy("third"))
		self.assertTrue(any("acts for the same post" in str(said) for said in frappe.get_message_log()))

	def test_days_that_make_no_sense_are_refused(self):
		for wrong in (
			{"to_date": add_days(today(), -1), "from_date": add_days(today(), -2)},
			{"from_date": add_days(today(), 3), "to_date": add_days(today(), 2)},
			{"from_date": add_days(today(), -60)},
		):
			with self.subTest(wrong=wrong), self.assertRaises(SubstitutionError):
				make_substitution(self.chief, self.deputy, **wrong)
		with self.assertRaises(SubstitutionError):
			make_substitution(self.chief, self.chief)
