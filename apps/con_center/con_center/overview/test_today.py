import frappe
from frappe.utils import add_days, getdate

from con_center.access.posts import forget_posts
from con_center.appointments.factories import make_order
from con_center.approval.factories import take
from con_center.committees.factories import make_current_committee
from con_center.community.factories import make_application
from con_center.correspondence import handling
from con_center.correspondence.doctype.incoming_letter.test_incoming_letter import sent_letter
from con_center.correspondence.doctype.official_letter.test_official_letter import LetterTestCase
from con_center.meetings.factories import make_meeting, take_meeting
from con_center.organization.factories import OTHER, OWN, make_officer, post_of, signed_in
from con_center.organization.short_names import ShortNames, tell_the_desk
from con_center.overview import home, today
from con_center.overview.test_year import AREAS, OverviewTestCase
from con_center.tests.case import CONTestCase


class TestToday(CONTestCase):
	def of(self, kind: str, areas=OWN) -> dict:
		with signed_in(make_officer(kind, areas)):
			return today.read()

	def row(self, kind: str, name: str, part: str = "waiting") -> dict | None:
		return next((row for row in self.of(kind)[part] if row["name"] == name), None)

	def test_what_waits_says_where_from_whom_and_what_can_be_done(self):
		order = take(make_order(), ("officer", "Send Up"))
		row = self.row("district", order.name)
		self.assertEqual(row["place"], frappe.get_cached_value("Area", order.area, "full_name").split()[0])
		self.assertIn(frappe.utils.get_fullname(make_officer("officer")), row["sent_by"])
		self.assertEqual(row["days"], 0)
		self.assertEqual(row["modified"], str(order.modified))
		self.assertEqual(
			[(step["action"], step["takes_back"]) for step in row["steps"]],
			[("Check and Forward", False), ("Return", True)],
		)
		self.assertIsNone(self.row("chief", order.name))
		self.assertEqual(
			[row for row in self.of("district", OTHER)["waiting"] if row["name"] == order.name], []
		)

	def test_who_signs_is_asked_once_more(self):
		order = take(take(make_order(), ("officer", "Send Up")), ("district", "Check and Forward"))
		[sign] = [step for step in self.row("chief", order.name)["steps"] if not step["takes_back"]]
		self.assertTrue(sign["asks_again"])
		self.assertFalse(sign["only_acknowledges"])

	def test_only_what_needs_no_reading_is_done_for_several_at_once(self):
		order = take(take(make_order(), ("officer", "Send Up")), ("district", "Check and Forward"))
		order = take(order, ("chief", "Sign and Issue"))
		steps = self.row("province", order.name)["steps"]
		self.assertEqual([step["only_acknowledges"] for step in steps if not step["takes_back"]], [True])

	def test_one_step_leads_on_and_to_withdraw_is_to_take_back(self):
		application = make_application(OWN["sub_district"])
		steps = self.row("officer", application.name)["steps"]
		self.assertEqual(
			[(step["action"], step["leads"], step["takes_back"]) for step in steps],
			[("Lay before the Meeting", True, False), ("Withdraw Application", False, True)],
		)
		application = take(application, ("officer", "Lay before the Meeting"))
		steps = self.row("officer", application.name)["steps"]
		self.assertEqual([step["action"] for step in steps if step["leads"]], ["Accept by Resolution"])
		# in the sheet to read, what is asked for more than a reason is left to the form
		self.assertEqual([step for step in steps if not (step["takes_back"] or step["asks_for"])], [])

	def test_what_was_returned_stands_apart_with_its_reason(self):
		order = take(make_order(), ("officer", "Send Up"))
		order = take(order, ("district", "Return", "ชื่อลำดับที่ 3 สะกดผิด"))
		self.assertIsNone(self.row("officer", order.name))
		self.assertEqual(self.row("officer", order.name, "returned")["reason"], "ชื่อลำดับที่ 3 สะกดผิด")

	def test_who_sent_it_sees_its_way_and_who_has_it(self):
		order = take(make_order(), ("officer", "Send Up"))
		sent = self.row("officer", order.name, "sent")
		self.assertEqual([step["action"] for step in sent["way"]], [frappe._("Send Up")])
		name = frappe.utils.get_fullname(make_officer("district"))
		self.assertTrue(any(post["officer_name"].endswith(name) for post in sent["waits_for"]))
		order = take(order, ("district", "Check and Forward"))
		order = take(order, ("chief", "Sign and Issue"))
		sent = self.row("officer", order.name, "sent")
		self.assertEqual(len(sent["way"]), 3)
		self.assertEqual(sent["number"], order.number)

	def test_what_he_sent_and_reads_no_more_is_left_out_without_a_word(self):
		order, user = take(make_order(), ("officer", "Send Up")), make_officer("officer")
		post = post_of(user)
		self.addCleanup(frappe.db.set_value, "Officer Assignment", post, "area", order.area)
		frappe.db.set_value("Officer Assignment", post, "area", OTHER["sub_district"])
		forget_posts()
		frappe.clear_messages()
		with signed_in(user):
			self.assertNotIn(order.name, [row["name"] for row in today.read()["sent"]])
		self.assertEqual(frappe.get_message_log(), [])

	def test_somebody_without_a_post_has_an_empty_page(self):
		found = today.read()
		self.assertEqual(
			(found["waiting"], found["sent"], found["area"], found["below"]), ([], [], None, None)
		)


class TestLettersThatCameIn(LetterTestCase):
	def of(self, user: str) -> list[dict]:
		with signed_in(user):
			return today.read()["letters"]

	def row(self, user: str, name: str) -> dict | None:
		return next((row for row in self.of(user) if row["name"] == name), None)

	def test_until_it_is_received_given_to_somebody_and_done(self):
		district, colleague = make_officer("district"), make_officer("district", number=2)
		_letter, entry = sent_letter(items=[{"item": "ส่งทะเบียน", "due": add_days(getdate(), 3)}])
		row = self.row(district, entry.name)
		self.assertEqual(
			(row["to_receive"], row["late"], row["due_on"]), (True, False, str(add_days(getdate(), 3)))
		)
		for user in (make_officer("chief"), make_officer("province"), make_officer("district", OTHER)):
			self.assertIsNone(self.row(user, entry.name), user)
		with signed_in(district):
			handling.receive(entry.name)
		row = self.row(district, entry.name)
		self.assertEqual((row["to_receive"], row["state"]), (False, frappe._("Received")))
		with signed_in(district):
			handling.assign(entry.name, colleague, str(add_days(getdate(), -1)))
		self.assertIsNone(self.row(district, entry.name))
		row = self.row(colleague, entry.name)
		self.assertEqual((row["state"], row["late"]), (frappe._("Given to Me"), True))
		with signed_in(colleague):
			handling.answer(entry.name, 1, note="ส่งแล้ว")
		self.assertIsNone(self.row(colleague, entry.name))

	def test_what_asks_for_nothing_is_done_once_it_is_received(self):
		_letter, entry = sent_letter(items=[])
		district = make_officer("district")
		self.assertIsNone(self.row(district, entry.name)["due_on"])
		with signed_in(district):
			handling.receive(entry.name)
		self.assertIsNone(self.row(district, entry.name))


class TestWhatComes(OverviewTestCase):
	def seen_by(self, kind: str) -> dict:
		with signed_in(make_officer(kind, AREAS)):
			return today.read()

	def test_next_meetings_of_ones_district(self):
		make_current_committee(AREAS["sub_district"])
		meeting = take_meeting(make_meeting(AREAS["sub_district"], days_ago=-3), "convene")
		[row] = [row for row in self.seen_by("district")["meetings"] if row["name"] == meeting.name]
		self.assertTrue(row["is_called"])
		self.assertEqual(row["starts_on"][:10], str(add_days(getdate(), 3)))
		# a province has its own center's; one district's would be lost among all the others
		self.assertNotIn(meeting.name, [row["name"] for row in self.seen_by("province")["meetings"]])

	def test_the_district_sees_its_parts(self):
		found = self.seen_by("district")
		self.assertEqual(found["area"]["code"], AREAS["district"])
		self.assertIn(AREAS["sub_district"], [row["area"] for row in found["below"]["rows"]])
		self.assertTrue(found["late"])
		self.assertIsNone(self.seen_by("officer")["below"])


class TestShortNames(CONTestCase):
	def test_what_everybody_at_home_knows_is_left_out(self):
		names = ShortNames(OWN["district"])
		full = names.full(OWN["sub_district"])
		self.assertEqual(names.short(OWN["sub_district"]), full.split()[0])
		self.assertEqual(
			names.without_area(f"ประชุม ศอช.{full} ครั้งที่ 1"), f"ประชุม ศอช.{full.split()[0]} ครั้งที่ 1"
		)
		of_province = ShortNames(OWN["province"])
		self.assertEqual(of_province.short(OWN["sub_district"]), " ".join(full.split()[:2]))
		self.assertEqual(ShortNames(None).short(OWN["sub_district"]), full)
		self.assertEqual(ShortNames("00").short(OWN["sub_district"]), full)

	def test_the_desk_leaves_out_the_same(self):
		for kind in ("officer", "district", "province"):
			with signed_in(make_officer(kind)):
				boot = frappe._dict()
				tell_the_desk(boot)
				names = ShortNames.of_user()
				full = names.full(OWN["sub_district"])
				ending = next(ending for ending in boot.con_center_at_home if ending in full)
				self.assertEqual(full.replace(ending, ""), names.short(OWN["sub_district"]))


class TestHome(CONTestCase):
	def test_the_desk_begins_with_it_for_who_has_work_here(self):
		for user, of_frappe, expected in (
			*((make_officer("officer"), page, home.PAGE) for page in home.OF_FRAPPE),
			# a page that an administrator has chosen stays
			(make_officer("officer"), "chosen", "chosen"),
			*(("Guest", page, page) for page in home.OF_FRAPPE),
		):
			with signed_in(user):
				boot = frappe._dict(home_page=of_frappe)
				home.begin_with_today(boot)
				self.assertEqual(boot.home_page, expected)
