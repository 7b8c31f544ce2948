"""The seal of an office, with an authority that the test makes: checked by pyHanko and by Poppler's pdfsig."""

import subprocess
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from unittest.mock import patch

import frappe
from asn1crypto import keys, tsp, x509
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from frappe.utils import add_days, today
from frappe.utils.password import get_decrypted_password
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from con_center.access.areas import COUNTRY
from con_center.appointments.factories import make_order_in
from con_center.issuing import sealing
from con_center.issuing.doctype.office_seal import office_seal
from con_center.issuing.factories import PASSPHRASE, Authority, blank_pdf, keep_blank, make_office_seal
from con_center.organization.factories import OTHER, OWN, make_officer, signed_in
from con_center.printing import pdf_a, pdf_seal
from con_center.seams.files import require_whole
from con_center.tests.case import CONTestCase, links_of
from con_center.tests.verapdf import failures

test_ignore = links_of("Office Seal")

# a common name holds 64 bytes
DISTRICT = "อำเภอเมืองอุบลฯ"
PROVINCE = "จังหวัดอุบลราชธานี"


def der(certificate) -> x509.Certificate:
	return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def checked(data: bytes, authority: Authority):
	"""Return what pyHanko finds of the seal, for who trusts the authority."""
	signature = PdfFileReader(BytesIO(data)).embedded_signatures[0]
	context = ValidationContext(trust_roots=[der(authority.certificate)], allow_fetching=False)
	return validate_pdf_signature(signature, context, context)


def pdfsig(data: bytes) -> str:
	with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
		file.write(data)
		file.flush()
		return subprocess.run(["pdfsig", file.name], capture_output=True, text=True, timeout=60).stdout


@contextmanager
def time_stamp_server(authority: Authority):
	"""A server of RFC 3161 on this machine; yields its address."""
	key = rsa.generate_private_key(65537, 2048)
	certificate = authority.certify("ผู้ประทับเวลาทดสอบ", key.public_key(), time_stamping=True)
	private = key.private_bytes(
		serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
	)
	stamper = DummyTimeStamper(der(certificate), keys.PrivateKeyInfo.load(private))

	class Handler(BaseHTTPRequestHandler):
		def do_POST(self):
			asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
			self.send_response(200)
			self.send_header("Content-Type", "application/timestamp-reply")
			self.end_headers()
			self.wfile.write(stamper.request_tsa_response(asked).dump())

		def log_message(self, *args):
			pass

	server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
	threading.Thread(target=server.serve_forever, daemon=True).start()
	try:
		yield f"http://127.0.0.1:{server.server_port}"
	finally:
		server.shutdown()


def forget_seals():
	frappe.db.delete("Office Seal")
	frappe.db.delete("__Auth", {"doctype": "Office Seal"})


class TestTheSeal(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.authority = Authority()
		cls.key = cls.authority.pkcs12(DISTRICT)
		cls.pdf = pdf_a.convert(blank_pdf(), "คำสั่ง", "อำเภอ")
		cls.sealed = pdf_seal.seal(cls.pdf, cls.key, PASSPHRASE)

	def test_pyhanko_finds_it_whole_and_of_the_office(self):
		found = checked(self.sealed, self.authority)
		self.assertTrue(found.bottom_line, found.pretty_print_details())
		self.assertTrue(found.docmdp_ok)
		self.assertEqual(found.signing_cert.subject.native["common_name"], DISTRICT)
		self.assertIsNone(found.timestamp_validity)

	def test_so_does_poppler(self):
		said = pdfsig(self.sealed)
		self.assertIn("Signature is Valid", said)
		self.assertIn("ETSI.CAdES.detached", said)
		self.assertIn("Total document signed", said)

	def test_it_stays_pdf_a(self):
		self.assertEqual(failures(self.sealed), [])

	def test_a_change_is_seen(self):
		changed = self.sealed.replace(b"/DisplayDocTitle true", b"/DisplayDocTitle null")
		self.assertNotEqual(changed, self.sealed)
		self.assertFalse(checked(changed, self.authority).intact)
		self.assertNotIn("Signature is Valid", pdfsig(changed))

	def test_who_trusts_another_authority_does_not_trust_it(self):
		self.assertFalse(checked(self.sealed, Authority()).trusted)

	def test_the_time_of_a_time_stamp_server(self):
		with time_stamp_server(self.authority) as address:
			found = checked(pdf_seal.seal(self.pdf, self.key, PASSPHRASE, address), self.authority)
		self.assertTrue(found.bottom_line, found.pretty_print_details())
		self.assertTrue(found.timestamp_validity.trusted)

	def test_a_server_that_does_not_answer(self):
		with self.assertRaises(pdf_seal.TimeStampError):
			pdf_seal.seal(self.pdf, self.key, PASSPHRASE, "http://127.0.0.1:9/")

	def test_a_wrong_passphrase_and_what_is_no_certificate(self):
		for data, word in ((self.key, "x"), (self.key, None), (b"no certificate", PASSPHRASE)):
			with self.assertRaises(pdf_seal.WrongPassphraseError):
				pdf_seal.certificate_of(data, word)


class TestAnOfficeThatSeals(CONTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.authority = Authority()
		cls.keys = {
			office: cls.authority.pkcs12(name)
			for office, name in ((OWN["district"], DISTRICT), (OWN["province"], PROVINCE))
		}

	def setUp(self):
		super().setUp()
		forget_seals()

	def kept(self, order):
		record = keep_blank(order)
		return record, require_whole(frappe.get_doc("File", record.file), record.sha256)

	def test_what_it_issues_is_sealed(self):
		make_office_seal(OWN["district"], self.keys[OWN["district"]])
		record, data = self.kept(make_order_in("Issued"))
		self.assertTrue(record.sealed)
		self.assertIn(DISTRICT, record.seal_note)
		self.assertTrue(checked(data, self.authority).bottom_line)

	def test_the_nearest_office_above_seals_for_who_has_none(self):
		issue = frappe._dict(assignment=None, area=OWN["sub_district"])
		self.assertIsNone(sealing.seal_of(sealing.office_of(issue)))
		for office in (COUNTRY, OWN["province"], OWN["district"]):
			make_office_seal(office, self.keys.get(office, self.keys[OWN["province"]]))
			self.assertEqual(sealing.seal_of(sealing.office_of(issue)).office, office)
		self.assertEqual(sealing.seal_of(OTHER["district"]).office, COUNTRY)
		frappe.db.set_value("Office Seal", OWN["district"], "enabled", 0)
		self.assertEqual(sealing.seal_of(OWN["district"]).office, OWN["province"])

	def test_a_certificate_that_has_ended_issues_without_a_seal_and_says_so(self):
		for days in ((-20, -1), (1, 20)):
			forget_seals()
			make_office_seal(OWN["district"], self.authority.pkcs12(DISTRICT, *days))
			record, data = self.kept(make_order_in("Issued"))
			self.assertFalse(record.sealed)
			self.assertIn("ใช้ไม่ได้ในวันที่ออกเอกสาร", record.seal_note)
			self.assertEqual(PdfFileReader(BytesIO(data)).embedded_signatures, [])

	def test_what_fails_issues_without_a_seal_and_says_so(self):
		make_office_seal(OWN["district"], self.keys[OWN["district"]])
		with patch.object(pdf_seal, "seal", side_effect=ValueError("broken")):
			record, _data = self.kept(make_order_in("Issued"))
		self.assertFalse(record.sealed)
		self.assertIn("ไม่สำเร็จ", record.seal_note)

	def test_a_certificate_that_the_sites_key_does_not_open_stops_no_document(self):
		make_office_seal(OWN["district"], self.keys[OWN["district"]])
		order = make_order_in("Issued")
		frappe.clear_messages()
		with patch("frappe.utils.password.get_encryption_key", return_value=Fernet.generate_key().decode()):
			record, _data = self.kept(order)
		self.assertFalse(record.sealed)
		self.assertIn("ไม่สำเร็จ", record.seal_note)
		self.assertEqual(frappe.get_message_log(), [])

	def test_without_an_answer_of_the_time_stamp_server_it_is_sealed_all_the_same(self):
		make_office_seal(OWN["district"], self.keys[OWN["district"]], time_stamp_url="http://127.0.0.1:9/")
		record, data = self.kept(make_order_in("Issued"))
		self.assertTrue(record.sealed)
		self.assertIn("ไม่มีการประทับเวลา", record.seal_note)
		self.assertTrue(checked(data, self.authority).bottom_line)


class TestOfficeSeal(CONTestCase):
	def setUp(self):
		super().setUp()
		forget_seals()
		self.authority = Authority()

	def test_it_tells_of_the_certificate_and_keeps_it_encrypted(self):
		data = self.authority.pkcs12(DISTRICT)
		seal = make_office_seal(OWN["district"], data)
		self.assertIn(DISTRICT, seal.subject)
		self.assertIn("ผู้ออกใบรับรองทดสอบ", seal.issued_by)
		self.assertEqual(set(frappe.db.get_value("Office Seal", seal.name, "pkcs12")), {"*"})
		stored = frappe.db.get_value(
			"__Auth",
			{"doctype": "Office Seal", "name": seal.name, "fieldname": "pkcs12"},
			"password",
			order_by=None,
		)
		self.assertNotIn(PASSPHRASE, stored)
		self.assertEqual(get_decrypted_password("Office Seal", seal.name, "passphrase"), PASSPHRASE)
		seal.reload()
		seal.time_stamp_url = "https://time.example"
		seal.save()
		self.assertIn(DISTRICT, seal.subject)

	def test_bad_input_is_refused_with_the_field_and_the_remedy(self):
		self.speak_thai()
		data = self.authority.pkcs12(DISTRICT)
		for values, field in (
			({"office": OWN["sub_district"]}, "หน่วยงานเจ้าของตราประทับ"),
			({"time_stamp_url": "ftp://time.example"}, "เครื่องให้บริการประทับเวลา"),
			({"passphrase": "ผิด"}, "รหัสผ่านของไฟล์"),
			({"pkcs12": "ไม่ใช่ไฟล์"}, "รหัสผ่านของไฟล์"),
			({"pkcs12": None}, "ใบรับรองและกุญแจ"),
		):
			with self.subTest(values), self.assertRaises(frappe.ValidationError) as refused:
				make_office_seal(values.pop("office", OWN["district"]), data, **values)
			self.assertIn(field, str(refused.exception))

	def test_it_is_for_administrators_alone(self):
		seal = make_office_seal(OWN["district"], self.authority.pkcs12(DISTRICT))
		for kind in ("officer", "district", "chief", "province", "governor"):
			with signed_in(make_officer(kind)):
				self.assertFalse(frappe.has_permission("Office Seal", "read", seal))
				with self.assertRaises(frappe.PermissionError):
					frappe.get_list("Office Seal")

	def test_administrators_are_warned_before_it_ends(self):
		make_office_seal(OWN["district"], self.authority.pkcs12(DISTRICT, -300, 20))
		make_office_seal(OWN["province"], self.authority.pkcs12(PROVINCE, 0, 365))
		with patch.object(office_seal, "tell") as told:
			office_seal.warn_before_they_expire()
			office_seal.warn_before_they_expire()
		self.assertEqual([call.args[3] for call in told.call_args_list], [OWN["district"]])
		self.assertIn("หมดอายุ", told.call_args.args[4])
		frappe.db.set_value("Office Seal", OWN["district"], "warned_on", add_days(today(), -7))
		with patch.object(office_seal, "tell") as told:
			office_seal.warn_before_they_expire()
		told.assert_called_once()

	def test_the_form_says_how_it_stands(self):
		for days, indicator in (
			((0, 365), "green"),
			((0, 20), "orange"),
			((-20, -1), "red"),
			((1, 365), "red"),
		):
			forget_seals()
			seal = make_office_seal(OWN["district"], self.authority.pkcs12(DISTRICT, *days))
			self.assertEqual(seal.standing()["indicator"], indicator)
