"""What a stranger is told who has the code of an issued document, and what he is not."""

import re
from unittest.mock import patch

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from con_center.appointments.factories import make_order, make_order_in
from con_center.approval.factories import take
from con_center.committees.factories import make_committee
from con_center.issuing import check_codes, checking
from con_center.issuing.factories import keep_blank, make_confirmed
from con_center.organization.factories import OTHER
from con_center.tests.case import CONTestCase, clear, links_of

test_ignore = links_of("Issued File")


def page(code: str | None = None) -> str:
	"""Return the page as a guest gets it."""
	set_request(method="GET", path="/check", query_string={"code": code} if code else {})
	frappe.local.request_ip = "203.0.113.7"
	before = frappe.session.user
	frappe.set_user("Guest")
	frappe.local.form_dict = frappe._dict({"code": code} if code else {})
	frappe.local.lang = "th"
	try:
		response = get_response()
		frappe.local.check_status = response.status_code
		return response.get_data(as_text=True)
	finally:
		frappe.set_user(before)
		frappe.local.lang = "en"


def told(html: str) -> str:
	"""Return what the page says of the document: without what was typed into it."""
	return re.sub(r'value="[^"]*"', "", html)


class TestCodes(CONTestCase):
	def test_they_hold_128_bits_and_come_by_chance(self):
		codes = {check_codes.new() for _n in range(500)}
		self.assertEqual(len(codes), 500)
		self.assertTrue(all(re.fullmatch("[A-Z2-7]{26}", code) for code in codes))

	def test_their_address_is_the_sites_whatever_a_request_calls_it(self):
		code = check_codes.new()
		before = getattr(frappe.local, "request", None)
		put_back = (
			(setattr, frappe.local, "request", before) if before else (delattr, frappe.local, "request")
		)
		self.addCleanup(*put_back)
		with patch.dict(frappe.local.conf, {"host_name": None}):
			set_request(method="GET", path="/", headers={"Host": "forged.example"})
			self.assertEqual(frappe.local.request.host, "forged.example")
			for printed in (check_codes.address(code), *check_codes.lines(code)):
				self.assertNotIn("forged.example", printed)
			self.assertEqual(frappe.local.request.host, "forged.example")

	def test_they_are_read_as_people_type_them(self):
		code = check_codes.new()
		shown = check_codes.shown(code)
		self.assertEqual(shown.count("-"), 5)
		for typed in (shown, shown.lower(), f" {code} ", code.replace("O", "0").replace("I", "1")):
			self.assertEqual(check_codes.read(typed), code)
		for typed in (None, "", "x" * 500, "' or 1=1", {"a": 1}):
			self.assertNotEqual(check_codes.read(typed), code)


class TestThePage(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		clear()
		cls.order = make_order_in(
			"Issued",
			instrument="Order",
			purpose="Appoint",
			committee=make_committee(kind="Promoting Working Group"),
		)
		cls.record = keep_blank(cls.order)

	def setUp(self):
		super().setUp()
		frappe.cache.delete_keys(checking.COUNTED)

	def test_a_guest_is_told_what_stands_on_the_paper(self):
		html = page(check_codes.shown(self.record.code))
		for part in (
			"คำสั่ง",
			self.order.number,
			self.order.issuer_name,
			self.order.subject,
			self.order.signatory_position,
			"มีผลใช้บังคับ",
			self.record.sha256,
		):
			self.assertIn(frappe.utils.escape_html(part), html)
		self.assertEqual(frappe.local.check_status, 200)
		self.assertIn('lang="th"', html)
		self.assertIn("noindex", html)

	def test_no_names_and_no_other_document(self):
		other = keep_blank(make_order_in("Issued", committee=make_committee(OTHER["sub_district"])))
		html = page(self.record.code)
		hidden = {row.full_name for row in self.order.members} | {
			self.order.signatory_name,
			self.order.name,
			self.order.committee,
			self.record.name,
			self.record.file,
			self.record.log_entry,
			other.code,
			other.reference_name,
			check_codes.shown(other.code),
		}
		self.assertEqual([part for part in hidden if part in html], [])
		self.assertNotIn("desk.bundle", html)
		self.assertNotIn("frappe-web.bundle", html)

	def test_a_wrong_code_and_an_unknown_one_have_the_same_answer(self):
		unknown = told(page(check_codes.new()))
		self.assertIn("ไม่มีเอกสารที่ออกด้วยรหัสนี้", unknown)
		status = frappe.local.check_status
		for typed in (
			"x",
			"<script>alert(1)</script>",
			"' or '1'='1",
			self.record.code[:-1],
			self.record.code + "A",
			"%",
			self.record.name,
			"ก" * 64,
		):
			html = page(typed)
			self.assertEqual(told(html), unknown, typed)
			self.assertEqual(frappe.local.check_status, status)
			self.assertNotIn("<script>alert", html)

	def test_without_a_code_it_asks_for_one(self):
		html = page()
		self.assertIn('name="code"', html)
		self.assertNotIn('role="alert"', html)

	def test_it_is_limited_in_rate(self):
		with patch.object(checking, "TIMES", 3):
			for _n in range(4):
				html = page(check_codes.new())
		self.assertIn("ถี่เกินไป", html)
		self.assertEqual(frappe.local.check_status, 429)
		with patch.object(checking, "TIMES", 3):
			self.assertNotIn(self.record.sha256, page(self.record.code))

	def test_a_count_without_an_end_ends_all_the_same(self):
		key = frappe.cache.make_key(f"{checking.COUNTED}:203.0.113.7")
		frappe.cache.set(key, checking.TIMES + 1)
		page(self.record.code)
		self.assertEqual(frappe.local.check_status, 429)
		self.assertTrue(0 < frappe.cache.ttl(key) <= checking.SECONDS)

	def test_the_files_behind_it_are_closed_to_guests(self):
		frappe.set_user("Guest")
		for ask in (
			lambda: frappe.get_doc("Issued File", self.record.name).check_permission("read"),
			lambda: frappe.get_list("Issued File"),
			lambda: frappe.get_print(
				self.order.doctype, self.order.name, self.order.official_format, as_pdf=True
			),
			lambda: frappe.get_doc("File", self.record.file).check_permission("read"),
		):
			with self.assertRaises((frappe.PermissionError, frappe.DoesNotExistError)):
				ask()


class TestHowItStands(CONTestCase):
	def setUp(self):
		super().setUp()
		self.speak_thai()
		clear()
		frappe.cache.delete_keys(checking.COUNTED)

	def standing(self, record):
		found = checking.look_up(record.code)
		return found.standing, " ".join(found.lines)

	def appointed(self):
		committee = make_committee(kind="Promoting Working Group")
		return make_order_in("Issued", instrument="Order", purpose="Appoint", committee=committee)

	def test_in_force_and_acknowledged(self):
		order = self.appointed()
		record = keep_blank(order)
		self.assertEqual(self.standing(record), ("good", "มีผลใช้บังคับ"))
		take(order, ("province", "Acknowledge"))
		self.assertEqual(self.standing(record), ("good", "มีผลใช้บังคับ"))

	def test_cancelled(self):
		order = self.appointed()
		record = keep_blank(order)
		take(order, ("chief", "Cancel Document", "ออกซ้ำ"))
		kind, said = self.standing(record)
		self.assertEqual(kind, "bad")
		self.assertIn("ยกเลิกเมื่อ", said)
		self.assertNotIn("ออกซ้ำ", said)

	def test_amended_and_revoked(self):
		order = self.appointed()
		record = keep_blank(order)
		committee = frappe.get_doc("Committee", order.committee)
		leaves = [{"action": "Remove", "member_row": committee.members[-1].name, "leaving_reason": "ลาออก"}]
		amending = make_order_in(
			"Issued", instrument="Order", purpose="Amend", committee=committee, changes=leaves
		)
		kind, said = self.standing(record)
		self.assertEqual(kind, "odd")
		self.assertIn("มีผลใช้บังคับ", said)
		self.assertIn(f"แก้ไขเพิ่มเติมโดยเอกสารฉบับหลัง: เลขที่ {amending.number}", said)
		self.assertEqual(self.standing(keep_blank(amending))[0], "good")
		waiting = make_order(committee, instrument="Order", purpose="Revoke")
		self.assertEqual(self.standing(record)[0], "odd")
		for kind_of, action in (
			("officer", "Send Up"),
			("district", "Check and Forward"),
			("chief", "Sign and Issue"),
		):
			waiting = take(waiting, (kind_of, action))
		kind, said = self.standing(record)
		self.assertEqual(kind, "bad")
		self.assertIn(f"ยกเลิกโดยเอกสารฉบับหลัง: เลขที่ {waiting.number}", said)

	def test_opened_again_and_issued_anew(self):
		confirmation = make_confirmed()
		first = keep_blank(confirmation)
		opened = take(confirmation, ("province", "Unlock the District", "แก้คะแนน"))
		self.assertIn("เปิดแก้ไขหลังออกเอกสาร", self.standing(first)[1])
		second = keep_blank(take(opened, ("province", "Confirm the District")))
		self.assertIn("ถูกแทนที่", self.standing(first)[1])
		self.assertEqual(self.standing(second)[0], "good")

	def test_an_amendment_of_what_was_cancelled_is_told(self):
		order = self.appointed()
		record = keep_blank(order)
		cancelled = take(order, ("chief", "Cancel Document", "ออกซ้ำ"))
		new = self.appointed()
		frappe.db.set_value(new.doctype, new.name, "amended_from", cancelled.name)
		kind, said = self.standing(record)
		self.assertEqual(kind, "bad")
		self.assertIn(f"มีเอกสารฉบับใหม่แทน: เลขที่ {new.number}", said)
