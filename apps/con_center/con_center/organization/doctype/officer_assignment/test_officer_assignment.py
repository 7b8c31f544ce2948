from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from con_center.access import posts
from con_center.access.posts import area_codes, forget_posts, holders
from con_center.organization.doctype.officer_assignment import officer_assignment as assignments
from con_center.organization.doctype.officer_assignment.officer_assignment import (
	AssignmentError,
	signature_lines,
	update_expired,
)
from con_center.organization.factories import (
	OTHER,
	OWN,
	make_assignment,
	make_officer,
	make_user,
	signed_in,
)
from con_center.tests.case import CONTestCase, links_of

test_ignore = links_of("Officer Assignment")


class TestAssignments(CONTestCase):
	def roles(self, user: str) -> set[str]:
		return {role for role in frappe.get_roles(user) if role.startswith("CON ")}

	def test_a_post_gives_its_roles_and_takes_them_back(self):
		user = make_user("one.post")
		self.assertEqual(self.roles(user), set())
		post = make_assignment(user, "พัฒนากร", OWN["sub_district"])
		self.assertEqual(self.roles(user), {"CON Sub-district Officer"})
		with signed_in(user):
			self.assertEqual(area_codes("Committee"), [OWN["sub_district"]])
		post.to_date = add_days(today(), -1)
		post.save()
		self.assertEqual((post.status, self.roles(user)), ("Ended", set()))
		with signed_in(user):
			self.assertEqual(area_codes("Committee"), [])

	def test_overlapping_posts_give_their_union_and_only_the_last_takes_a_role_away(self):
		user = make_user("two.posts")
		first = make_assignment(user, "พัฒนากร", OWN["sub_district"])
		make_assignment(user, "พัฒนากร", OTHER["sub_district"])
		third = make_assignment(user, "นายอำเภอ", OTHER["district"])
		self.assertEqual(self.roles(user), {"CON Sub-district Officer", "CON District Signatory"})
		first.delete()
		self.assertIn("CON Sub-district Officer", self.roles(user))
		third.delete()
		self.assertEqual(self.roles(user), {"CON Sub-district Officer"})

	def test_a_role_given_by_hand_stays(self):
		user = make_user("by.hand.too")
		frappe.get_doc("User", user).add_roles(
			"Newsletter Manager" if frappe.db.exists("Role", "Newsletter Manager") else "Report Manager"
		)
		before = set(frappe.get_roles(user))
		make_assignment(user, "พัฒนากร", OWN["sub_district"]).delete()
		self.assertEqual(set(frappe.get_roles(user)), before)

	def test_the_calendar_begins_and_ends_posts(self):
		user = make_user("calendar")
		post = make_assignment(user, "พัฒนากร", OWN["sub_district"], from_date=add_days(today(), 1))
		self.assertEqual((post.status, self.roles(user)), ("Upcoming", set()))
		for day, status, roles in ((1, "In Force", {"CON Sub-district Officer"}), (3, "Ended", set())):
			if status == "Ended":
				frappe.db.set_value("Officer Assignment", post.name, "to_date", add_days(today(), 2))
			then = add_days(today(), day)
			with patch.object(posts, "today", lambda: then), patch.object(assignments, "today", lambda: then):  # noqa: B023
				forget_posts()
				update_expired()
				self.assertEqual(
					(frappe.db.get_value("Officer Assignment", post.name, "status"), self.roles(user)),
					(status, roles),
				)

	def test_a_post_that_is_given_empties_no_cache_of_the_site(self):
		user = make_user("cached.post")
		make_assignment(user, "พัฒนากร", OWN["sub_district"])
		with patch.object(frappe, "clear_cache", wraps=frappe.clear_cache) as cleared:
			make_assignment(user, "นายอำเภอ", OWN["district"])
		self.assertIn("CON District Signatory", frappe.get_roles(user))
		self.assertTrue(all(call.kwargs.get("user") for call in cleared.call_args_list), cleared.mock_calls)

	def test_who_asks_for_roles_before_the_end_of_the_transaction_remembers_none(self):
		user = make_user("asked.meanwhile")
		for ends in (frappe.db.after_commit, frappe.db.after_rollback):
			make_assignment(user, "พัฒนากร", OWN["sub_district"])
			frappe.cache.hset("roles", user, ["All"])
			ends.run()
			self.assertIn("CON Sub-district Officer", frappe.get_roles(user))
			frappe.get_last_doc("Officer Assignment", {"user": user}).delete()

	def test_a_change_of_the_position_reaches_its_holders(self):
		position = frappe.get_doc(
			{"doctype": "Position", "position_name": "ตำแหน่งทดสอบ", "level": "District"}
		).insert()
		user = make_user("holder")
		make_assignment(user, position.name, OWN["district"])
		for roles in (["CON District Officer"], ["CON District Signatory"], []):
			position.set("roles", [{"role": role} for role in roles])
			position.save()
			self.assertEqual(self.roles(user), set(roles))

	def test_a_disabled_position_or_user_holds_nothing(self):
		user = make_user("gone.tomorrow")

		def held():
			return user in [row.user for row in holders("CON District Officer", OWN["sub_district"])]

		make_assignment(user, "พัฒนาการอำเภอ", OWN["district"])
		self.assertTrue(held())
		for doctype, name, field, off, on in (
			("Position", "พัฒนาการอำเภอ", "disabled", 1, 0),
			("User", user, "enabled", 0, 1),
		):
			with self.subTest(doctype=doctype):
				frappe.db.set_value(doctype, name, field, off)
				self.assertFalse(held())
				frappe.db.set_value(doctype, name, field, on)
		self.assertTrue(held())

	def test_an_area_of_the_wrong_level_is_refused(self):
		with self.assertRaises(AssignmentError):
			make_assignment(make_user("wrong.level"), "นายอำเภอ", OWN["province"])

	def test_how_signatures_name_who_is_acted_for(self):
		"""As in seed 003: two lines, the second with the office acted for."""
		deputy = make_assignment(
			make_user("deputy.governor"),
			"รองผู้ว่าราชการจังหวัด",
			OWN["province"],
			capacity="On Behalf Of",
			acting_for_position="ผู้ว่าราชการจังหวัด",
		)
		self.assertEqual(
			signature_lines(deputy),
			("รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน", ["ผู้ว่าราชการจังหวัดอุบลราชธานี"]),
		)
		self.assertIn("CON Province Signatory", self.roles(deputy.user))

	def test_posts_to_choose_from_tell_position_and_area_and_are_of_the_own_area(self):
		user = make_user("of.two.places")
		for area in (OWN["sub_district"], "340105", OTHER["sub_district"]):
			make_assignment(user, "พัฒนากร", area)
		with signed_in(make_officer("district")):
			found = assignments.search("Officer Assignment", "two.places", "name", 0, 20)
		self.assertEqual(
			[(name, position) for _key, name, position, _area in found],
			[("นายทดสอบ of.two.places", "พัฒนากร")] * 2,
		)
		for *_others, area in found:
			self.assertIn("อ.เมืองอุบลราชธานี", area)
