"""The one door through which somebody without an account writes: what it lets in, and what it does not."""

import json
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from con_center.committees.factories import MEETING_AREA
from con_center.community import public_form
from con_center.community.doctype.membership_application.membership_application import ConsentError
from con_center.community.factories import make_application
from con_center.entry.refusing import EntryError
from con_center.organization.factories import make_center, make_officer, make_user, signed_in
from con_center.seams import doors
from con_center.seams.doors.pages import is_open
from con_center.tests.case import CONTestCase
from con_center.tests.test_scope_matrix import call, rest

ASKED_BY_PAGES = "frappe.website.doctype.web_form.web_form.get_published_web_forms"
ACCEPT = "frappe.website.doctype.web_form.web_form.accept"
APPLICATION = {
	"organization_name": "กลุ่มเลี้ยงไก่บ้านทดสอบ",
	"organization_type": "กลุ่มอาชีพ",
	"center": MEETING_AREA,
	"chair": "นางใจดี สมัครเอง",
	"phone": "081-234-5678",
	"members_count": 12,
	"consent": 1,
}


class TestPublicForm(CONTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("form")
		self.addCleanup(frappe.db.rollback, save_point="form")
		make_center(MEETING_AREA)
		self.switch(1)
		self.form = frappe.db.get_value("Web Form", {"doc_type": "Membership Application"})
		# each test has its address for itself
		frappe.local.request_ip = f"192.0.2.{frappe.generate_hash(length=6)}"
		self.addCleanup(setattr, frappe.local, "request_ip", None)
		self.addCleanup(self.switch, 0)
		# set by Frappe's form for the rest of a request
		self.addCleanup(frappe.flags.pop, "in_web_form", None)

	def switch(self, is_open: int):
		frappe.set_user("Administrator")
		settings = frappe.get_doc("Membership Settings")
		settings.form_open = is_open
		settings.save()

	def begin(self, seconds_ago: int = 60) -> str:
		with signed_in("Guest"):
			token = call("con_center.community.public_form.begin")["token"]
		opened = add_to_date(now_datetime(), seconds=-seconds_ago)
		frappe.cache.setex(public_form._key(public_form.OPENED, token), 60, str(opened))
		return token

	def send(self, user: str = "Guest", token: str | None = None, form: str | None = None, **values):
		token = self.begin() if token is None else token
		data = json.dumps({**APPLICATION, "token": token, **values})
		with signed_in(user):
			return call(ACCEPT, web_form=form or self.form, data=data)

	def sent(self):
		return frappe.get_last_doc(
			"Membership Application", {"organization_name": APPLICATION["organization_name"]}
		)

	def test_it_is_closed_until_the_settings_open_it(self):
		self.switch(0)
		with signed_in("Guest"):
			self.assertFalse(is_open("join/new"))
			for function in ("begin", "places"):
				with self.assertRaises(public_form.FormClosedError):
					call(
						f"con_center.community.public_form.{function}",
						**({"parent": ""} if function == "places" else {}),
					)
		with self.assertRaises(public_form.FormClosedError):
			self.send(token="x" * 32)
		self.switch(1)
		with signed_in("Guest"):
			self.assertTrue(is_open("join/new"))

	def test_who_asks_while_it_is_being_opened_does_not_keep_it_shut(self):
		"""Another process reads what is committed, and what it has read is remembered for an hour."""
		frappe.cache.set_value(f"{ASKED_BY_PAGES}::of another process", [])
		self.assertTrue(frappe.cache.get_keys(ASKED_BY_PAGES))
		frappe.db.after_commit.run()
		self.assertFalse(frappe.cache.get_keys(ASKED_BY_PAGES))

	def test_somebody_without_an_account_applies(self):
		answer = self.send()
		doc = self.sent()
		self.assertEqual({*answer}, {"reference", "said"})
		self.assertEqual(answer["reference"], doc.name)
		self.assertIn(doc.name, answer["said"])
		self.assertEqual(
			(doc.owner, doc.source, doc.area, doc.phone),
			("Guest", "Public Form", MEETING_AREA, "081-234-5678"),
		)
		self.assertEqual(doc.workflow_state, "Application Received")
		self.assertTrue(doc.consent_text)

	def test_officers_of_the_area_are_told(self):
		officer = make_officer(
			"officer", {"sub_district": MEETING_AREA, "district": MEETING_AREA[:4], "province": "34"}
		)
		with patch(
			"con_center.community.doctype.membership_application.membership_application.tell_later"
		) as tell:
			self.send()
		self.assertIn(officer, tell.call_args.args[1])

	def test_it_takes_the_fields_of_the_form_alone(self):
		self.send(
			name="MEMBER-000001",
			workflow_state="Member of the Center",
			organization="x",
			area="240606",
			source="Officer",
			owner="Administrator",
			docstatus=1,
			consent_text="x",
			decided_on="2020-01-01",
		)
		doc = self.sent()
		self.assertEqual(
			(doc.workflow_state, doc.area, doc.source, doc.docstatus),
			("Application Received", MEETING_AREA, "Public Form", 0),
		)
		self.assertEqual((doc.organization, doc.decided_on), (None, None))
		self.assertNotEqual(doc.consent_text, "x")

	def test_it_changes_nothing_that_is_there(self):
		there = make_application()
		self.send(name=there.name)
		self.assertEqual(
			frappe.db.get_value("Membership Application", there.name, "organization_name"),
			there.organization_name,
		)

	def test_without_consent_nothing_is_kept(self):
		before = frappe.db.count("Membership Application")
		with self.assertRaises(ConsentError):
			self.send(consent=0)
		self.assertEqual(frappe.db.count("Membership Application"), before)

	def test_programs_are_refused(self):
		token = self.begin(seconds_ago=0)
		with self.assertRaises(public_form.PublicFormError):
			self.send(token=token)
		with self.assertRaises(public_form.PublicFormError):
			self.send(**{public_form.TRAP: "http://spam"})
		for token in ("", "x" * 32, "*", 5, None and ""):
			with self.subTest(token=token), self.assertRaises(public_form.PublicFormError):
				self.send(token=token if token is not None else "")

	def test_a_token_is_good_once(self):
		token = self.begin()
		self.send(token=token)
		with self.assertRaises(public_form.PublicFormError):
			self.send(token=token)

	def test_an_address_sends_so_many_an_hour(self):
		most = frappe.db.get_single_value("Membership Settings", "most_an_hour")
		for _again in range(most):
			self.send()
		with self.assertRaises(public_form.TooOftenError):
			self.send()

	def test_what_was_filled_in_wrong_is_corrected_and_sent_again(self):
		token = self.begin()
		for _again in range(frappe.db.get_single_value("Membership Settings", "most_an_hour") + 1):
			with self.assertRaises(frappe.ValidationError):
				self.send(token=token, phone="ไม่มี")
		self.send(token=token)
		with self.assertRaises(public_form.PublicFormError):
			self.send(token=token)

	def test_a_center_gets_so_many_a_day(self):
		with patch.object(
			public_form,
			"settings",
			return_value=frappe._dict(most_an_hour=99, most_a_day=1, fewest_seconds=1),
		):
			self.send()
			with self.assertRaises(public_form.TooOftenError):
				self.send()

	def test_what_is_no_application_is_told(self):
		for data in ("", "[]", "null", "{", '{"center": {"a": 1}}', '{"center": ["34"]}'):
			with self.subTest(data=data), signed_in("Guest"), self.assertRaises(public_form.PublicFormError):
				call(ACCEPT, web_form=self.form, data=data)

	def test_bad_values_are_told_and_not_kept(self):
		before = frappe.db.count("Membership Application")
		for wrong in (
			{"members_count": "มาก"},
			{"center": "999999"},
			{"center": MEETING_AREA[:4]},
			{"center": ""},
			{"organization_type": "ไม่มีประเภทนี้"},
			{"organization_name": ""},
			{"phone": "x" * 300},
		):
			frappe.local.request_ip = f"192.0.2.{frappe.generate_hash(length=6)}"
			with (
				self.subTest(wrong=wrong),
				self.assertRaises((frappe.ValidationError, frappe.LinkValidationError, EntryError)),
			):
				self.send(**wrong)
		self.assertEqual(frappe.db.count("Membership Application"), before)

	def test_a_script_stays_a_text(self):
		# in quotation marks it is JSON, which Frappe leaves as it is
		for script in (
			"<script>alert(1)</script>",
			'"<img src=x onerror=alert(1)>"',
			"<!-- markdown --><svg/onload=x>",
		):
			self.send(organization_name=f"กลุ่ม {script}"[:100], products=script, chair=script)
			doc = frappe.get_last_doc("Membership Application", {"source": "Public Form"})
			for text in (doc.organization_name, doc.products, doc.chair):
				self.assertNotRegex(text, "<[a-z/!]")

	def test_other_forms_take_nothing_in(self):
		other = frappe.get_doc(
			{
				"doctype": "Web Form",
				"title": "ฟอร์มอื่น",
				"route": "other-form",
				"doc_type": "ToDo",
				"published": 1,
				"module": "Community",
				"web_form_fields": [{"fieldname": "description", "fieldtype": "Data", "label": "x"}],
			}
		).insert()
		for user in ("Guest", make_officer("officer"), make_user("website.form", user_type="Website User")):
			with self.subTest(user=user), self.assertRaises(public_form.FormClosedError):
				self.send(user=user, form=other.name)
		with self.assertRaises(public_form.FormClosedError):
			self.send(form="no such form")

	def test_nothing_is_read_by_it(self):
		self.send()
		doc = self.sent()
		for user in ("Guest", make_user("website.form", user_type="Website User")):
			for way in (
				lambda: call("frappe.client.get", doctype=doc.doctype, name=doc.name),
				lambda: call("frappe.client.get_list", doctype=doc.doctype),
				lambda: call(
					"frappe.website.doctype.web_form.web_form.get_form_data",
					doctype=doc.doctype,
					docname=doc.name,
					web_form_name=self.form,
				),
				lambda: call("frappe.www.list.get_list_data", doctype=doc.doctype, web_form_name=self.form),
				lambda: rest("GET", doc.doctype, doc.name),
				lambda: rest("GET", doc.doctype),
				lambda: rest("POST", doc.doctype, **APPLICATION),
				lambda: call("frappe.client.insert", doc={"doctype": doc.doctype, **APPLICATION}),
			):
				with signed_in(user):
					try:
						found = way()
					except (
						frappe.PermissionError,
						doors.ClosedDoorError,
						frappe.DoesNotExistError,
						frappe.AuthenticationError,
					):
						found = None
				self.assertFalse(found, user)

	def test_places_are_told_step_by_step(self):
		with signed_in("Guest"):
			provinces = call("con_center.community.public_form.begin")["places"]
			self.assertIn("34", [place["value"] for place in provinces])
			districts = call("con_center.community.public_form.places", parent="34")
			self.assertIn(MEETING_AREA[:4], [place["value"] for place in districts])
			centers = call("con_center.community.public_form.places", parent=MEETING_AREA[:4])
			self.assertIn(MEETING_AREA, [place["value"] for place in centers])
			self.assertEqual({*provinces[0]}, {"value", "label"})
			for wrong in ("", "x", "340101", "%", "34' or 1=1", "๓๔"):
				self.assertEqual(call("con_center.community.public_form.places", parent=wrong), [])

	def test_the_settings_say_what_is_wrong(self):
		settings = frappe.get_doc("Membership Settings")
		settings.consent_text = " "
		with self.assertRaises(frappe.MandatoryError):
			settings.save()
		settings.reload()
		settings.most_a_day = 0
		with self.assertRaises(frappe.ValidationError):
			settings.save()
		with signed_in(make_officer("officer")), self.assertRaises(frappe.PermissionError):
			frappe.get_doc("Membership Settings").save()
