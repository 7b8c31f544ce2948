"""The file of an issued document: made once, the same for ever, and nobody's to change."""

import hashlib
import multiprocessing
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import frappe
import redis
from frappe.client import delete, set_value
from frappe.desk.form.utils import remove_attach
from frappe.utils import add_days, add_to_date, now_datetime
from frappe.utils.print_format import download_multi_pdf, download_pdf
from pypdf import PdfReader

from con_center import seams
from con_center.appointments.factories import make_order, make_order_in
from con_center.approval import log, seals
from con_center.approval.append_only import AppendOnlyError
from con_center.approval.factories import take
from con_center.committees.factories import make_committee
from con_center.compat.drivers import errors
from con_center.issuing import in_background, making, serving, verifying
from con_center.issuing.doctype.issued_file.issued_file import SEALED
from con_center.issuing.factories import blank_pdf, keep_blank, make_confirmed
from con_center.issuing.making import ContentChangedError, file_of
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.seams.files import DamagedFileError, IssuedFileError
from con_center.tests.case import CONTestCase, clear, links_of
from con_center.tests.counting import counting

test_ignore = links_of("Issued File")

FORMAT = "Official Appointment"
INTEGRITY = errors("IntegrityError")


def printed(doc, print_format: str | None = FORMAT, **options) -> bytes:
	return frappe.get_print(doc.doctype, doc.name, print_format, as_pdf=True, **options)


def record_of(doc):
	return frappe.get_doc("Issued File", {"reference_doctype": doc.doctype, "reference_name": doc.name})


def records_of(doc) -> list[str]:
	filters = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	return frappe.get_all("Issued File", filters=filters, order_by="creation", pluck="name")


class OneByOne(CONTestCase):
	"""What a test does, those after it do not find."""

	def setUp(self):
		super().setUp()
		frappe.db.savepoint("one_by_one")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="one_by_one")
		super().tearDown()


class TestWhatIsIssued(OneByOne):
	"""Printed by the browser, once for all of these."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		clear()
		cls.order = make_order_in("Issued", instrument="Order", purpose="Appoint")
		cls.log_before = log.verify_all()
		cls.data = printed(cls.order)

	def test_whoever_asks_for_it_gets_this_file(self):
		download_pdf(self.order.doctype, self.order.name, FORMAT)
		downloaded = frappe.local.response.filecontent
		attached = frappe.attach_print(self.order.doctype, self.order.name, print_format=FORMAT)["fcontent"]
		with signed_in(make_officer("officer")):
			read = printed(self.order)
		by_default = printed(self.order, None)
		self.assertEqual([each == self.data for each in (downloaded, attached, read, by_default)], [True] * 4)
		self.assertEqual(len(records_of(self.order)), 1)

	def test_the_record_tells_of_it(self):
		record = record_of(self.order)
		self.assertEqual(record.sha256, hashlib.sha256(self.data).hexdigest())
		self.assertEqual(record.pages, len(PdfReader(BytesIO(self.data)).pages))
		self.assertEqual(record.content_hash, log.content_hash(self.order))
		self.assertEqual(record.log_entry, log.entries(self.order.doctype, self.order.name)[-1].name)
		self.assertEqual(
			(record.kind, record.number, record.issuer), ("คำสั่ง", self.order.number, self.order.issuer_name)
		)
		self.assertEqual((record.area, record.sealed), (self.order.area, 0))
		self.assertIn("ยังไม่มีใบรับรอง", record.seal_note)
		file = frappe.get_doc("File", record.file)
		self.assertEqual(
			(file.is_private, file.attached_to_doctype, file.attached_to_name, file.owner),
			(1, self.order.doctype, self.order.name, "Administrator"),
		)

	def test_the_log_stays_whole(self):
		after = log.verify_all()
		self.assertEqual(after["digest"], self.log_before["digest"])
		self.assertEqual(
			(after["broken"], after["lost"]), (self.log_before["broken"], self.log_before["lost"])
		)

	def test_behind_a_password_and_among_others_it_is_a_copy(self):
		behind = PdfReader(BytesIO(printed(self.order, password="ลับ")))
		self.assertTrue(behind.is_encrypted)
		download_multi_pdf(self.order.doctype, frappe.as_json([self.order.name] * 2), FORMAT)
		together = PdfReader(BytesIO(frappe.local.response.filecontent))
		self.assertEqual(len(together.pages), 2 * record_of(self.order).pages)
		self.assertIn(record_of(self.order).code[:5], together.pages[-1].extract_text())

	def test_the_text_is_that_of_the_preview(self):
		text = "".join(page.extract_text() for page in PdfReader(BytesIO(self.data)).pages)
		dense = "".join(text.split())
		for part in (self.order.subject, self.order.signatory_name, self.order.issuer_name):
			self.assertIn("".join(part.split()), dense)

	def test_it_is_acknowledged_and_cancelled_and_stays(self):
		acknowledged = take(self.order, ("province", "Acknowledge"))
		self.assertEqual(printed(acknowledged), self.data)
		cancelled = take(acknowledged, ("chief", "Cancel Document", "ออกซ้ำ"))
		self.assertEqual(printed(cancelled), self.data)
		self.assertEqual(len(records_of(self.order)), 1)

	def test_a_stranger_does_not_get_it(self):
		with signed_in(make_officer("officer", OTHER)):
			for ask in (
				lambda: printed(self.order),
				lambda: frappe.get_doc("File", record_of(self.order).file).check_permission("read"),
				lambda: record_of(self.order).check_permission("read"),
			):
				# Frappe says of what may not be read that it is not there
				with self.assertRaises((frappe.PermissionError, frappe.DoesNotExistError)):
					ask()
			self.assertFalse(frappe.get_list("Issued File", {"reference_name": self.order.name}))


class TestWhenItIsMade(OneByOne):
	def test_drafts_and_other_formats_are_printed_as_before(self):
		draft, order = make_order(make_committee(OTHER["sub_district"])), make_order_in("Issued")
		with patch.object(making, "_make", side_effect=AssertionError):
			with patch.object(serving.get_print, "of_frappe", return_value=b"as before") as of_frappe:
				self.assertEqual(printed(draft), b"as before")
				self.assertEqual(printed(order, "Standard"), b"as before")
				self.assertEqual(frappe.get_print(order.doctype, order.name, FORMAT), b"as before")
		self.assertEqual(of_frappe.call_count, 3)

	def test_the_decision_that_issues_it_has_it_made_after_the_commit(self):
		waiting = make_order_in("Awaiting Signature")
		with patch.object(frappe, "enqueue") as queued:
			issued = take(waiting, ("chief", "Sign and Issue"))
			take(issued, ("province", "Acknowledge"))
		jobs = [call.kwargs for call in queued.call_args_list if "in_background" in str(call.args)]
		self.assertEqual(
			jobs, [{"enqueue_after_commit": True, "doctype": issued.doctype, "name": issued.name}]
		)
		with patch.object(making, "print_with_code", return_value=blank_pdf()):
			in_background.make(issued.doctype, issued.name)
		self.assertEqual(len(records_of(issued)), 1)

	def test_a_job_goes_on_with_what_waits(self):
		first, broken, last = (make_order_in("Issued") for _each in range(3))
		frappe.db.set_value(broken.doctype, broken.name, "subject", "อย่างอื่น")
		frappe.cache.delete_value(in_background.WAITING)
		for order in (first, broken, last):
			in_background.wait(order.doctype, order.name)
		with (
			patch.object(making, "print_with_code", return_value=blank_pdf()) as prints,
			patch.object(frappe.db, "commit"),
			patch.object(frappe.db, "rollback"),
			patch.object(frappe, "log_error") as told,
		):
			in_background.make(first.doctype, first.name)
			in_background.make(last.doctype, last.name)
		self.assertEqual([len(records_of(order)) for order in (first, broken, last)], [1, 0, 1])
		self.assertEqual(prints.call_count, 2)
		self.assertIn(broken.name, told.call_args.args[0])

	def test_what_another_job_is_making_is_left_to_it(self):
		order = make_order_in("Issued")
		frappe.cache.delete_value(in_background.WAITING)

		def print_with_code(doc, code):
			in_background.make(order.doctype, order.name)
			return blank_pdf()

		with patch.object(making, "print_with_code", side_effect=print_with_code) as prints:
			in_background.make(order.doctype, order.name)
		self.assertEqual(prints.call_count, 1)
		self.assertEqual(len(records_of(order)), 1)

	def test_without_the_cache_a_job_makes_its_own(self):
		order = make_order_in("Issued")
		away = redis.exceptions.ConnectionError("refused")
		with (
			patch.object(making, "print_with_code", return_value=blank_pdf()),
			patch.object(frappe.cache, "set", side_effect=away),
			patch.object(frappe.cache, "lpop", side_effect=away),
			patch.object(frappe.cache, "rpush", side_effect=away),
		):
			in_background.wait(order.doctype, order.name)
			in_background.make(order.doctype, order.name)
		self.assertEqual(len(records_of(order)), 1)

	def test_what_was_issued_before_is_made_when_it_is_asked_for(self):
		order = make_order_in("Acknowledged by Province")
		self.assertEqual(records_of(order), [])
		with patch.object(making, "print_with_code", return_value=blank_pdf()):
			first = printed(order)
		self.assertEqual(printed(order), first)
		self.assertTrue(frappe.local.flags.commit)

	def test_what_was_cancelled_before_is_not(self):
		order = take(make_order_in("Issued"), ("chief", "Cancel Document", "ออกซ้ำ"))
		self.assertIsNone(file_of(order))

	def test_what_was_changed_past_the_decisions_is_refused(self):
		self.speak_thai()
		order = make_order_in("Issued")
		frappe.db.set_value(order.doctype, order.name, "subject", "อย่างอื่น")
		with self.assertRaises(ContentChangedError) as refused:
			printed(order)
		self.assertIn("เนื้อหาไม่ตรง", str(refused.exception))
		self.assertEqual(records_of(order), [])

	def test_a_field_that_an_admin_adds_later_changes_nothing(self):
		order = make_order_in("Issued")
		entry = log.entries(order.doctype, order.name)[-1]
		for field, dt in (("later", order.doctype), ("later_of_row", "Appointment Order Member")):
			values = {"dt": dt, "fieldname": field, "label": "ภายหลัง", "fieldtype": "Check"}
			# without the column in the table, which would end the test's transaction
			added = frappe.get_doc({"doctype": "Custom Field", "name": f"{dt}-{field}", **values})
			added.creation = added.modified = now_datetime()
			added.db_insert()
			frappe.clear_cache(doctype=dt)
			self.addCleanup(frappe.clear_cache, doctype=dt)
		order = frappe.get_doc(order.doctype, order.name)
		order.later = order.members[0].later_of_row = 1
		self.assertNotEqual(log.content_hash(order), entry.content_hash)
		self.assertTrue(log.holds(order, entry))
		self.assertTrue(log.verify(order.doctype, order.name)["content_unchanged"])
		self.assertTrue(keep_blank(order).sha256)
		# one that was there when it was decided on has been decided on
		frappe.db.set_value(
			"Custom Field", {"fieldname": "later"}, "creation", add_days(entry.decided_on, -1)
		)
		self.assertFalse(log.holds(order, entry))

	def test_a_district_that_is_opened_again_gets_a_new_file(self):
		clear()
		confirmation = make_confirmed()
		first = keep_blank(confirmation)
		opened = take(confirmation, ("province", "Unlock the District", "แก้คะแนน"))
		self.assertIsNone(file_of(opened))
		again = take(opened, ("province", "Confirm the District"))
		second = keep_blank(again)
		self.assertEqual(records_of(again), [first.name, second.name])
		self.assertNotEqual(first.code, second.code)


class TestNobodyChangesIt(OneByOne):
	def setUp(self):
		super().setUp()
		self.order = make_order_in("Issued")
		self.record = keep_blank(self.order)
		self.file = frappe.get_doc("File", self.record.file)

	def test_the_file(self):
		other = make_order(make_committee(OTHER["sub_district"]))
		changes = (
			lambda: self.file.delete(),
			lambda: frappe.delete_doc("File", self.file.name, force=True, ignore_permissions=True),
			lambda: delete("File", self.file.name),
			lambda: remove_attach_of(self.file),
			lambda: self.file.update({"is_private": 0}).save(),
			lambda: self.file.update({"attached_to_name": other.name}).save(ignore_permissions=True),
			lambda: set_value("File", self.file.name, "file_name", "x.pdf"),
			lambda: set_value("File", self.file.name, {"file_name": "x.txt", "file_url": "/files/x.txt"}),
			lambda: set_value("File", self.file.name, "file_url", "/files/x.pdf"),
		)
		for user in ("Administrator", make_officer("chief")):
			for change in changes:
				self.file.reload()
				with self.subTest(user=user), signed_in(user), self.assertRaises(frappe.PermissionError):
					change()
		self.assertEqual(printed(self.order), serving.whole(file_of(self.order)))

	def test_the_administrator_is_told_why(self):
		with self.assertRaises(IssuedFileError):
			self.file.delete()

	def test_the_record(self):
		for change in (
			lambda: self.record.update({"sha256": "0" * 64}).save(ignore_permissions=True),
			lambda: self.record.db_set("sha256", "0" * 64),
			lambda: self.record.delete(ignore_permissions=True),
			lambda: frappe.get_doc({"doctype": "Issued File", "area": OWN["sub_district"]}).insert(),
		):
			with self.assertRaises(AppendOnlyError):
				change()

	def test_the_record_past_the_documents(self):
		seal = frappe.db.get_value("Issued File", self.record.name, seals.SEAL)
		for statement in (
			f"update `{SEALED.table}` set sha256 = sha2('x', 256) where name = %(name)s",
			f"delete from `{SEALED.table}` where name = %(name)s",
			f"delete from `{SEALED.seals}` where seal = %(seal)s",
		):
			with self.subTest(statement), self.assertRaises(INTEGRITY) as refused:
				frappe.db.sql(statement, {"name": self.record.name, "seal": seal})
			self.assertIn("stay as they are", str(refused.exception))

	def test_its_seals_are_independent_of_those_of_the_log(self):
		self.assertTrue(seals.is_sealed(SEALED) and seals.is_sealed())
		with patch.object(frappe.db, "sql_ddl", side_effect=AssertionError):
			seals.install(SEALED)

	def test_a_moment_leaves_out_what_was_made_after_it(self):
		whole = verifying.verify_all()
		earlier = verifying.verify_all(until=str(add_to_date(self.record.creation, seconds=-1)))
		self.assertLess(earlier["files"], whole["files"])
		self.assertEqual(verifying.verify_all(until=str(add_days(now_datetime(), 9999))), whole)

	def test_a_file_that_was_changed_on_the_disk_is_told_and_not_handed_out(self):
		self.speak_thai()
		path = Path(self.file.get_full_path())
		before = path.read_bytes()
		self.addCleanup(path.write_bytes, before)
		whole = verifying.verify_all()
		for damage in (lambda: path.write_bytes(before + b" "), path.unlink):
			damage()
			with self.assertRaises(DamagedFileError) as told:
				printed(self.order)
			self.assertIn("หายไปจากเครื่องแม่ข่าย", str(told.exception))
			with self.assertRaises(DamagedFileError):
				self.file.is_downloadable()
			self.assertEqual(
				set(verifying.verify_all()["damaged"]) - set(whole["damaged"]), {self.record.name}
			)
		path.write_bytes(before)
		self.assertEqual(printed(self.order), before)
		self.assertEqual(verifying.verify_all(), whole)


def remove_attach_of(file):
	frappe.form_dict.update({"fid": file.name, "dt": file.attached_to_doctype, "dn": file.attached_to_name})
	remove_attach()


def _ask(site: str, order: str, answers) -> None:
	"""Ask for the file of an order in a process of its own, as a request does, and as who sends it out, with its code."""
	frappe.init(site=site)
	frappe.connect()
	seams.install()
	with patch.object(making, "print_with_code", return_value=blank_pdf()):
		kept = file_of(frappe.get_doc("Appointment Order", order))
		sent = making.file_that_is_kept(kept).get_content()
		data = frappe.get_print("Appointment Order", order, FORMAT, as_pdf=True)
	frappe.db.commit()
	answers.put((*(hashlib.sha256(each).hexdigest() for each in (data, sent)), kept.code))
	frappe.destroy()


class TestTwoAtOnce(CONTestCase):
	def test_one_makes_it_and_the_others_get_it(self):
		order = make_order_in("Issued", committee=make_committee("340112"))
		frappe.db.commit()  # other processes see it; what is issued stays on the test site
		context = multiprocessing.get_context("spawn")
		answers = context.Queue()
		askers = [
			context.Process(target=_ask, args=(frappe.local.site, order.name, answers)) for _n in range(3)
		]
		for asker in askers:
			asker.start()
		found = {answers.get(timeout=60) for _asker in askers}
		for asker in askers:
			asker.join()
		frappe.db.rollback()
		[(printed_, sent, code)] = found
		record = record_of(order)
		self.assertEqual((printed_, sent, code), (record.sha256, record.sha256, record.code))
		self.assertEqual(len(records_of(order)), 1)
		# who came too late has left nothing behind
		files = {"attached_to_doctype": order.doctype, "attached_to_name": order.name}
		self.assertEqual(frappe.db.count("File", files), 1)

	def test_nobody_locks_the_place_of_others(self):
		"""Two who make the files of two documents would wait for each other."""
		order = make_order_in("Issued")
		with counting() as queries:
			keep_blank(order)
		locking = [query for query in queries if "for update" in query.lower() and "tabIssued File" in query]
		self.assertEqual(locking, [])
