"""Who is told what, and how: switches, e-mail, LINE against a server in LINE's place, the webhook, groups."""

import base64
import hashlib
import hmac
import json
import time
from functools import partial
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime, set_request, today

from con_center import notices
from con_center.access.documents import READING_RIGHTS
from con_center.appointments.factories import WAY, make_order
from con_center.approval.decision import decide
from con_center.approval.factories import take
from con_center.approval.meaning import ACKNOWLEDGED, IN_FORCE, REVIEW, TO_SIGN
from con_center.committees.factories import make_committee
from con_center.learning.factories import make_lesson_in
from con_center.notices import delivery, groups, kinds, line, linking, preferences, webhook
from con_center.notices.doctype.line_channel.line_channel import NotConnectedError
from con_center.organization.factories import OTHER, OWN, make_officer, make_user, signed_in
from con_center.tests import client
from con_center.tests.case import CONTestCase
from con_center.tests.line_server import ACCOUNT, TOKEN, LINEServer
from con_center.tests.test_scope_matrix import call

CHANNEL_DOOR = "con_center.notices.doctype.line_channel.line_channel"
SECRET = "secret-of-the-channel"


class NoticeCase(CONTestCase):
	def setUp(self):
		super().setUp()
		for doctype in ("Notice Preference", "Notice Switch", "Notice Delivery", "LINE Contact"):
			frappe.db.delete(doctype)
		self.officer = make_officer("officer")
		self.order = make_order(make_committee(OWN["sub_district"]))
		self.document = (self.order.doctype, self.order.name)

	def tell(self, *users, kind=kinds.ISSUED, subject="ออกแล้ว: ประกาศ"):
		notices.tell(kind, list(users) or [self.officer], *self.document, subject)

	def bells(self, user=None):
		filters = {"for_user": user or self.officer, "document_name": self.order.name}
		return frappe.get_all("Notification Log", filters, pluck="subject")

	def choose(self, kind=kinds.ISSUED, user=None, **ways):
		with signed_in(user or self.officer):
			doc = frappe.get_doc("Notice Preference", preferences.mine())
			next(row for row in doc.switches if row.kind == kind).update(ways)
			doc.save()


class TestSwitches(NoticeCase):
	def test_what_is_usual_holds_until_one_chooses(self):
		self.assertEqual(preferences.of([self.officer], kinds.LATE)[self.officer], kinds.USUAL[kinds.LATE])
		self.choose(kinds.LATE, bell=0)
		self.assertEqual(preferences.of([self.officer], kinds.LATE)[self.officer]["bell"], 0)
		self.assertEqual(preferences.of([self.officer], kinds.ISSUED)[self.officer]["bell"], 1)

	def test_the_bell_rings_for_who_wants_it(self):
		self.tell()
		self.assertEqual(self.bells(), ["ออกแล้ว: ประกาศ"])
		frappe.db.delete("Notification Log", {"document_name": self.order.name})
		self.choose(bell=0)
		self.tell()
		self.assertEqual(self.bells(), [])

	def test_who_gives_himself_a_post_cannot_be_overlooked(self):
		self.choose(bell=0)
		self.tell(kind=kinds.GUARD)
		self.assertEqual(len(self.bells()), 1)

	def test_every_kind_has_a_row_whatever_is_sent(self):
		self.choose(email=0)
		with signed_in(self.officer):
			doc = frappe.get_doc("Notice Preference", self.officer)
			doc.switches = doc.switches[:2]
			doc.append("switches", {"kind": kinds.WAITS, "bell": 0})
			doc.save()
		self.assertEqual([row.kind for row in doc.switches], list(kinds.USUAL))

	def test_nobody_else_reads_or_changes_them(self):
		self.choose(bell=0)
		admin = make_user("a.system.manager", roles=[{"role": "System Manager"}])
		for other in (make_officer("district"), make_officer("officer", OTHER), admin):
			with self.subTest(user=other), signed_in(other):
				doc = frappe.get_doc("Notice Preference", self.officer)
				for right in (*READING_RIGHTS, "write", "delete"):
					self.assertFalse(frappe.has_permission("Notice Preference", right, doc))
				self.assertRaises(frappe.PermissionError, doc.save)
				self.assertNotIn(self.officer, frappe.get_list("Notice Preference", pluck="user"))
				rows = frappe.get_list(
					"Notice Switch", fields=["parent"], parent_doctype="Notice Preference", pluck="parent"
				)
				self.assertNotIn(self.officer, rows)


class TestMail(NoticeCase):
	def setUp(self):
		super().setUp()
		self.choose(email=1, line=0, digest=0)
		frappe.db.set_value("Notification Settings", self.officer, "enable_email_notifications", 1)

	def with_account(self, account=True):
		"""As where an account is, or is not, set up for sending."""
		found = patch.object(delivery.EmailAccount, "find_outgoing", return_value=account)
		sent = patch.object(frappe, "sendmail")
		self.addCleanup(patch.stopall)
		found.start()
		return sent.start()

	def test_title_and_link_are_mailed(self):
		sent = self.with_account()
		self.tell()
		asked = sent.call_args.kwargs
		self.assertEqual(asked["recipients"], [frappe.db.get_value("User", self.officer, "email")])
		text = frappe.render_template(f"templates/emails/{asked['template']}.html", asked["args"])
		self.assertIn("ออกแล้ว: ประกาศ", text)
		self.assertIn(self.order.name, text)

	def test_nothing_goes_out_without_an_account(self):
		sent = self.with_account(account=None)
		self.tell()
		sent.assert_not_called()

	def test_frappes_own_switch_holds(self):
		sent = self.with_account()
		frappe.db.set_value("Notification Settings", self.officer, "enable_email_notifications", 0)
		self.tell()
		sent.assert_not_called()

	def test_what_frappe_does_not_take_is_seen_by_the_admin(self):
		self.with_account().side_effect = frappe.OutgoingEmailError("no server")
		self.tell()
		failed = frappe.get_last_doc("Notice Delivery", {"user": self.officer})
		self.assertEqual((failed.status, failed.error), ("Failed", "no server"))

	def test_a_digest_comes_once(self):
		self.choose(email=1, digest=1)
		sent = self.with_account()
		self.tell(subject="เรื่องที่หนึ่ง")
		self.tell(subject="เรื่องที่สอง")
		sent.assert_not_called()
		delivery.send_digests()
		parts = sent.call_args.kwargs["args"]["parts"]
		self.assertEqual([part["text"] for part in parts], ["เรื่องที่หนึ่ง", "เรื่องที่สอง"])
		delivery.send_digests()
		sent.assert_called_once()


class LINECase(NoticeCase):
	def setUp(self):
		super().setUp()
		self.channel = make_channel()
		self.line = self.enterContext(LINEServer()) if hasattr(self, "enterContext") else self._enter()
		frappe.conf["con_center_line_api"] = self.line.address
		# an address of its own, whose limits nothing else has used up
		frappe.local.request_ip = frappe.generate_hash(length=20)
		self.addCleanup(frappe.conf.pop, "con_center_line_api", None)

	def _enter(self):
		server = LINEServer()
		self.addCleanup(server.__exit__, None, None, None)
		return server.__enter__()

	def tearDown(self):
		self.assertEqual(self.line.wrong, [], "LINE would have refused this")
		super().tearDown()

	def contact(self, kind=linking.PERSON, **values):
		user = {"user": self.officer} if kind == linking.PERSON else {}
		linking.add_contact(
			self.channel, kind, "U" + "1" * 32, **{"title": "x", "allowed": 1, **user, **values}
		)
		return frappe.get_last_doc("LINE Contact", {"channel": self.channel.name})

	def delivery(self):
		return frappe.get_last_doc("Notice Delivery", {"medium": "LINE"})

	def told(self):
		return [body["messages"][0]["text"] for _path, body in self.line.taken]


class TestLINE(LINECase):
	def test_a_notice_is_kind_title_and_link(self):
		self.contact()
		self.tell(subject="ชื่อบุคคลที่ไม่ควรออกไป")
		delivery.send(self.delivery().name)
		text = self.told()[0]
		self.assertIn(self.order.get_title(), text)
		self.assertIn(frappe.utils.get_url_to_form(*self.document), text)
		self.assertNotIn("ชื่อบุคคล", text)
		self.assertEqual(self.delivery().status, "Sent")

	def test_the_keys_are_encrypted(self):
		stored = frappe.db.get_value(
			"LINE Channel", self.channel.name, ["channel_secret", "channel_token"], as_dict=True
		)
		self.assertEqual(set("".join(stored.values())), {"*"})

	def test_nothing_is_written_without_a_contact_a_channel_or_the_wish(self):
		self.tell()
		self.contact()
		self.choose(line=0)
		self.tell()
		self.choose(line=1)
		frappe.db.set_value("LINE Channel", self.channel.name, "enabled", 0)
		self.tell()
		self.assertFalse(frappe.get_all("Notice Delivery", {"user": self.officer, "medium": "LINE"}))

	def test_it_is_tried_again_with_the_same_key(self):
		self.contact()
		self.tell()
		self.line.answers = [500, 429]
		for status in ("Waiting", "Waiting", "Sent"):
			delivery.send(self.delivery().name)
			self.assertEqual(self.delivery().status, status)
		self.assertEqual(len(self.line.keys), 3)
		self.assertEqual(len(set(self.line.keys)), 1)
		self.assertEqual(len(self.line.taken), 1)

	def test_what_line_has_taken_before_is_sent(self):
		self.contact()
		self.tell()
		self.line.answers = [409]
		delivery.send(self.delivery().name)
		self.assertEqual(self.delivery().status, "Sent")

	def test_what_line_refuses_is_a_failure_with_its_reason(self):
		self.contact()
		self.tell()
		self.line.answers = [401]
		delivery.send(self.delivery().name)
		self.assertEqual(self.delivery().status, "Failed")
		self.assertIn("401", self.delivery().error)

	def test_a_copy_of_the_site_calls_nobody_and_says_so(self):
		self.contact()
		self.tell()
		frappe.conf["mute_emails"] = 1
		self.addCleanup(frappe.conf.pop, "mute_emails", None)
		delivery.send(self.delivery().name)
		self.assertEqual((self.delivery().status, self.delivery().retry_after), ("Failed", None))
		self.assertIn("mute_emails", self.delivery().error)
		with self.assertRaises(NotConnectedError):
			call(f"{CHANNEL_DOOR}.check_connection", name=self.channel.name)
		self.assertEqual((self.line.taken, self.line.keys), ([], []))

	def test_it_gives_up_in_the_end(self):
		self.contact()
		self.tell()
		self.line.answers = [500] * 10
		for _attempt in range(len(delivery.PAUSES) + 2):
			delivery.send(self.delivery().name)
		self.assertEqual(self.delivery().status, "Failed")
		self.assertEqual(len(self.line.keys), len(delivery.PAUSES) + 1)

	def test_who_is_not_reached_is_tried_again(self):
		self.contact()
		self.tell()
		frappe.conf["con_center_line_api"] = "http://127.0.0.1:1"
		delivery.send(self.delivery().name)
		self.assertEqual(self.delivery().status, "Waiting")
		self.assertTrue(self.delivery().error)

	def test_what_waits_is_sent_when_its_time_has_come(self):
		self.contact()
		self.tell()
		with patch.object(frappe, "enqueue") as asked:
			delivery.send_waiting()
			self.assertNotIn(self.delivery().name, [c.kwargs["delivery"] for c in asked.call_args_list])
			self.delivery().db_set("retry_after", add_to_date(now_datetime(), minutes=-1))
			delivery.send_waiting()
		self.assertIn(self.delivery().name, [c.kwargs["delivery"] for c in asked.call_args_list])

	def test_a_digest_is_one_message(self):
		self.contact()
		self.choose(line=1, digest=1)
		self.tell()
		self.tell()
		delivery.send_digests()
		delivery.send(self.delivery().name)
		self.assertEqual(len(self.line.taken), 1)
		self.assertEqual(self.told()[0].count(self.order.name), 2)

	def test_a_long_digest_is_several_messages(self):
		pages = delivery._pages(["ก" * 1000] * 9)
		self.assertEqual("".join(pages).count("ก"), 9000)
		self.assertTrue(all(len(page) <= line.LONGEST for page in pages))

	def test_an_administrator_is_told_whose_token_it_is(self):
		check = partial(call, f"{CHANNEL_DOOR}.check_connection", name=self.channel.name)
		self.assertIn(ACCOUNT["displayName"], check())
		with signed_in(self.officer), self.assertRaises(frappe.PermissionError):
			check()
		self.channel.channel_token = "another"
		self.channel.save()
		with self.assertRaises(NotConnectedError) as refused:
			check()
		self.assertIn("401", str(refused.exception))
		frappe.conf["con_center_line_api"] = "http://127.0.0.1:1"
		with self.assertRaises(NotConnectedError):
			check()

	def test_the_token_goes_to_line_alone(self):
		for host in ("https://example.com", "http://127.0.0.1.example.com"):
			frappe.conf["con_center_line_api"] = host
			self.assertIsNone(line.api(self.channel).configuration.host, "LINE's own")


class TestWebhook(LINECase):
	def event(self, kind="message", **values):
		return {
			"type": kind,
			"webhookEventId": frappe.generate_hash(length=26),
			"timestamp": int(time.time() * 1000),
			"source": {"type": "user", "userId": "U" + "2" * 32},
			"replyToken": "r" * 32,
			**values,
		}

	def message(self, text, **values):
		return self.event(message={"type": "text", "id": "1", "text": text}, **values)

	def send(self, *events, secret=SECRET, signature=None, body=None):
		body = body or json.dumps({"destination": "U0", "events": events}).encode()
		made = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
		address = f"/?channel={self.channel.name}"
		set_request(method="POST", path=address, data=body, headers={"X-Line-Signature": signature or made})
		with signed_in("Guest"):
			webhook.receive()

	def code(self):
		with signed_in(self.officer):
			return linking.new_code()["code"]

	def linked(self):
		return frappe.get_all("LINE Contact", {"user": self.officer}, pluck="line_id")

	def test_a_code_links_once(self):
		code = self.code()
		self.send(self.message(f" {code[:4].lower()}-{code[4:]} "))
		self.assertEqual(self.linked(), ["U" + "2" * 32])
		self.assertEqual(self.line.taken[0][1]["replyToken"], "r" * 32)
		self.send(self.message(code, source={"type": "user", "userId": "U" + "3" * 32}))
		self.assertEqual(self.linked(), ["U" + "2" * 32])

	def test_line_names_the_channel_in_the_address(self):
		"""The whole way of a request: of one that brings JSON, Frappe reads nothing in the address."""
		body = json.dumps({"destination": "U0", "events": [self.event("follow")]})
		address = self.channel.webhook[self.channel.webhook.index("/api/") :]
		made = base64.b64encode(hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).digest()).decode()
		for signature, status in ((made, 200), ("AAAA", 403)):
			with signed_in("Guest"), client.taken_back():
				answer = client.send("POST", address, raw=body, headers={"X-Line-Signature": signature})
				given = frappe.enqueue.call_args
			self.assertEqual(answer.status, status, answer)
			self.assertEqual(given and given.kwargs["channel"], self.channel.name if status == 200 else None)

	def test_the_account_of_another_office_links_nobody(self):
		self.channel.db_set("office", OTHER["province"])
		self.send(self.message(self.code()))
		self.assertEqual(self.linked(), [])
		self.assertEqual(len(self.line.taken), 1, "he is told why")

	def test_a_code_expires(self):
		code = self.code()
		self.assertLessEqual(frappe.cache.ttl(linking._key(code)), linking.MINUTES * 60)
		frappe.cache.expire(linking._key(code), 0)
		self.send(self.message(code))
		self.assertEqual(self.linked(), [])

	def test_guessing_is_bounded(self):
		person = {"type": "user", "userId": "U" + frappe.generate_hash(length=32)}
		for _attempt in range(linking.TRIES):
			self.send(self.message("A" * linking.LENGTH, source=person))
		self.send(self.message(self.code(), source=person))
		self.assertEqual(self.linked(), [])

	def test_what_is_no_code_is_not_answered(self):
		self.send(self.message("สวัสดีครับ"))
		self.assertEqual(self.line.taken, [])

	def test_what_line_did_not_sign_is_refused(self):
		code = self.code()
		for wrong in ({"secret": "another"}, {"signature": "x"}, {"signature": "ก"}):
			with self.subTest(wrong=wrong):
				self.assertRaises(webhook.SignatureError, self.send, self.message(code), **wrong)
		frappe.db.set_value("LINE Channel", self.channel.name, "enabled", 0)
		self.assertRaises(webhook.SignatureError, self.send, self.message(code))
		self.assertEqual(self.linked(), [])

	def test_what_is_too_large_is_refused(self):
		large = json.dumps({"events": [], "x": "x" * webhook.LARGEST}).encode()
		self.assertRaises(webhook.SignatureError, self.send, body=large)

	def test_lines_own_trial_is_answered(self):
		self.send()
		self.assertEqual(self.line.taken, [])

	def test_nothing_is_done_twice(self):
		event = self.event("follow")
		self.send(event)
		self.send(event)
		self.assertEqual(len(self.line.taken), 1)

	def test_what_is_old_is_let_go(self):
		self.send(self.event("follow", timestamp=int((time.time() - 2 * webhook.OLDEST) * 1000)))
		self.assertEqual(self.line.taken, [])

	def test_who_blocks_the_account_is_forgotten(self):
		self.send(self.message(self.code()))
		self.send(self.event("unfollow"))
		self.assertEqual(self.linked(), [])

	def test_one_unlinks_oneself(self):
		self.send(self.message(self.code()))
		with signed_in(self.officer):
			self.assertEqual(linking.state(), {"linked": [self.channel.title], "offered": True})
			linking.unlink()
			self.assertEqual(linking.state()["linked"], [])

	def test_a_group_waits_for_the_admin(self):
		group = {"type": "group", "groupId": "C" + "1" * 32}
		self.send(self.event("join", source=group))
		found = frappe.get_last_doc("LINE Contact", {"kind": "Group", "channel": self.channel.name})
		self.assertEqual((found.title, found.allowed), ("สพจ. อุบลราชธานี", 0))
		with signed_in(self.officer):
			self.assertEqual(groups.of(*self.document), [])
		self.send(self.event("leave", source=group))
		self.assertFalse(frappe.db.exists("LINE Contact", found.name))


class TestGroups(LINECase):
	def setUp(self):
		super().setUp()
		self.group = self.contact(linking.GROUP, title="สพจ.")

	def send(self, doctype: str, name: str):
		# by name, as clients do: what limits the rate hands on nothing else in 2023
		return groups.send(doctype=doctype, name=name, group=self.group.name)

	def test_a_letter_goes_to_a_group_as_title_and_link(self):
		with signed_in(self.officer):
			self.assertEqual([row.title for row in groups.of(*self.document)], ["สพจ."])
			self.send(*self.document)
		delivery.send(self.delivery().name)
		self.assertEqual(self.line.taken[0][1]["to"], self.group.line_id)
		title, link = self.told()[0].split("\n")
		self.assertIn(self.order.get_title(), title)
		self.assertEqual(link, frappe.utils.get_url_to_form(*self.document))

	def test_of_another_area_nothing_is_sent(self):
		with signed_in(make_officer("officer", OTHER)):
			self.assertRaises(frappe.PermissionError, self.send, *self.document)

	def test_another_offices_group_is_not_within_reach(self):
		other = make_order(make_committee(OTHER["sub_district"]))
		with signed_in(make_officer("officer", OTHER)):
			self.assertEqual(groups.of(other.doctype, other.name), [])
			self.assertRaises(groups.GroupError, self.send, other.doctype, other.name)

	def test_what_all_read_is_not_sent_to_the_group_of_another_area(self):
		lesson = make_lesson_in("Lesson Published")
		with signed_in(make_officer("officer", OTHER)):
			self.assertTrue(frappe.has_permission("Lesson", "read", lesson.name))
			self.assertEqual(groups.of("Lesson", lesson.name), [])
			self.assertRaises(groups.GroupError, self.send, "Lesson", lesson.name)
		with signed_in(self.officer):
			self.assertEqual([row.title for row in groups.of("Lesson", lesson.name)], ["สพจ."])

	def test_other_documents_are_not_sent(self):
		self.assertRaises(groups.GroupError, groups.of, "User", self.officer)


class TestTogether(NoticeCase):
	def setUp(self):
		super().setUp()
		# what making the documents has told
		frappe.db.after_commit.run()

	def tell_later(self, subject: str):
		notices.tell_later(kinds.WAITS, [self.officer], *self.document, subject)

	def test_what_a_transaction_tells_is_one_job(self):
		with patch.object(frappe, "enqueue") as enqueue:
			self.tell_later("first")
			self.tell_later("second")
			enqueue.assert_not_called()
			frappe.db.after_commit.run()
			[job] = enqueue.call_args_list
			self.assertEqual([each["subject"] for each in job.kwargs["notices"]], ["first", "second"])
			frappe.db.after_commit.run()
		self.assertEqual(enqueue.call_count, 1)

	def test_it_names_who_has_caused_each(self):
		with patch.object(frappe, "enqueue") as enqueue:
			for kind in ("district", "province"):
				with signed_in(make_officer(kind)):
					self.tell_later(kind)
			frappe.db.after_commit.run()
		causes = [each["by"] for each in enqueue.call_args.kwargs["notices"]]
		self.assertEqual(causes, [make_officer("district"), make_officer("province")])

	def test_what_is_taken_back_is_not_told(self):
		with patch.object(frappe, "enqueue") as enqueue:
			self.tell_later("taken back")
			# a rollback of the whole would take the test's own documents, too
			frappe.db.after_commit.reset()
			frappe.db.after_rollback.run()
			self.tell_later("stays")
			frappe.db.after_commit.run()
		self.assertEqual([each["subject"] for each in enqueue.call_args.kwargs["notices"]], ["stays"])

	def test_many_are_several_jobs(self):
		with patch.object(frappe, "enqueue") as enqueue, patch.object(notices, "A_JOB", 2):
			for number in range(5):
				self.tell_later(str(number))
			frappe.db.after_commit.run()
		self.assertEqual([len(job.kwargs["notices"]) for job in enqueue.call_args_list], [2, 2, 1])

	def test_one_that_fails_keeps_no_other(self):
		given = {
			"kind": kinds.WAITS,
			"users": [self.officer],
			"document": self.document,
			"by": "Administrator",
		}
		broken = {**given, "document": None, "subject": "broken"}
		delivery.deliver_each([{**given, "subject": "before"}, broken, {**given, "subject": "after"}])
		self.assertEqual(len(self.bells()), 2)
		self.assertTrue(frappe.db.exists("Error Log", {"method": "Not told: broken"}))


class TestWhoIsTold(NoticeCase):
	def test_the_officer_hears_what_became_of_her_document(self):
		"""Signed and acknowledged: who has sent it is told, and who has just decided is not."""
		news = {}
		for kind, action in WAY:
			user = make_officer(kind)
			frappe.db.delete("Notification Log", {"document_name": self.order.name})
			self.order = take(self.order, (kind, action))
			frappe.db.after_commit.run()
			self.assertEqual(self.bells(user), [], action)
			news[self.order.get_meaning()] = len(self.bells())
		self.assertEqual(news, {REVIEW: 0, TO_SIGN: 0, IN_FORCE: 1, ACKNOWLEDGED: 1})

	def test_a_returned_document_is_told_once_to_who_corrects_it(self):
		self.order = take(self.order, WAY[0])
		frappe.db.after_commit.run()
		frappe.db.delete("Notification Log", {"document_name": self.order.name})
		with signed_in(make_officer("district")), patch.object(notices, "queue") as queue:
			decide(self.order.doctype, self.order.name, "Return", str(self.order.modified), "แก้ชื่อ")
			frappe.db.after_commit.run()
		told_officer = [each["kind"] for each in queue.call_args.args[0] if self.officer in each["users"]]
		self.assertEqual(told_officer, [kinds.RETURNED])

	def test_who_may_not_read_the_document_hears_nothing_of_it(self):
		"""Such as who had a part in it, and has a post elsewhere by now."""
		elsewhere, near = make_officer("officer", OTHER), make_officer("province")
		self.tell(elsewhere, near)
		self.assertEqual((len(self.bells(elsewhere)), len(self.bells(near))), (0, 1))

	def test_the_end_of_a_committee_is_told_in_its_area(self):
		committee = make_committee(OWN["sub_district"])
		committee.db_set("end_reason", "หมดวาระ")
		committee.reload()
		near = {self.officer, make_officer("district")}
		# who signs it knows; when the day ends it, whoever is at work does not
		for waits_until, knowing in ((None, {self.officer}), (today(), set())):
			with signed_in(self.officer), patch.object(notices, "queue") as queue:
				committee.tell_of_end(frappe._dict(waits_until=waits_until))
				frappe.db.after_commit.run()
			[notice] = queue.call_args.args[0]
			self.assertEqual(notice["kind"], kinds.REPLACED)
			self.assertEqual(near & set(notice["users"]), near - knowing)
			self.assertNotIn(make_officer("officer", OTHER), notice["users"])


def make_channel():
	return frappe.get_doc(
		{
			"doctype": "LINE Channel",
			"title": "สพจ.ทดสอบ",
			"office": OWN["province"],
			"enabled": 1,
			"channel_secret": SECRET,
			"channel_token": TOKEN,
		}
	).insert()
