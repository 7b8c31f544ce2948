"""Files of issued documents, and certificates, for tests."""

import base64
import datetime
from io import BytesIO
from unittest.mock import patch

import frappe
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pypdf import PdfWriter

from con_center.appointments.factories import issued_order, make_order_in
from con_center.approval.factories import take
from con_center.assessments import confirming
from con_center.assessments.factories import make_complete_assessment
from con_center.committees.factories import MEETING_AREA, make_current_committee
from con_center.community.factories import adopt, make_bylaw
from con_center.correspondence.factories import make_letter_in
from con_center.issuing import making
from con_center.meetings.factories import make_closed_meeting
from con_center.organization.factories import OWN, make_center
from con_center.overview.factories import make_yearly_report_in
from con_center.planning.factories import make_plan_in
from con_center.reporting.factories import report_in

PASSPHRASE = "ลับ-1234"
A4 = (595, 842)


def blank_pdf() -> bytes:
	writer, output = PdfWriter(), BytesIO()
	writer.add_blank_page(*A4)
	writer.write(output)
	return output.getvalue()


def keep_blank(doc):
	"""Return the Issued File of a document in force, of a page that no browser has printed."""
	with patch.object(making, "print_with_code", return_value=blank_pdf()):
		return frappe.get_doc("Issued File", making.file_of(doc).name)


def make_confirmed(area: str = OWN["sub_district"]):
	"""Return the confirmation of a district that has one sub-district to be assessed."""
	for row in confirming.sub_districts(area[:4]):
		make_center(row.area).db_set("status", "Active" if row.area == area else "Closed")
	assessment = make_complete_assessment(area)
	return take(
		frappe.get_doc("District Assessment Confirmation", assessment.confirmation),
		("province", "Confirm the District"),
	)


def make_adopted():
	"""Return a meeting whose minutes were adopted at the next one."""
	make_current_committee(MEETING_AREA)
	first = make_closed_meeting(days_ago=40)
	make_closed_meeting(days_ago=2)
	return frappe.get_doc("Meeting", first.name)


def confirmed_assessment():
	confirmation = make_confirmed()
	return frappe.get_doc("Assessment", {"confirmation": confirmation.name})


# a document in force of each kind that has an official format
IN_FORCE = {
	"Action Plan": lambda: make_plan_in("Plan Approved"),
	"Appointment Order": lambda: make_order_in("Issued", instrument="Order", purpose="Appoint"),
	"Assessment": confirmed_assessment,
	"By-law": lambda: adopt(make_bylaw()),
	"District Assessment Confirmation": make_confirmed,
	"Meeting": make_adopted,
	"Official Letter": lambda: make_letter_in("Issued"),
	"Progress Report": lambda: report_in("Report Accepted", OWN["sub_district"]),
	"Yearly Report": lambda: make_yearly_report_in("Report Accepted"),
}


class Authority:
	"""A certification authority of its own."""

	def __init__(self):
		self.key = ec.generate_private_key(ec.SECP256R1())
		self.name = _name("ผู้ออกใบรับรองทดสอบ")
		self.certificate = self._sign(self.name, self.key.public_key(), 0, 3650, is_authority=True)

	def certify(self, name: str, public_key, begins: int = 0, ends: int = 365, time_stamping: bool = False):
		"""Return a certificate, valid from and to so many days from now."""
		return self._sign(_name(name), public_key, begins, ends, time_stamping=time_stamping)

	def _sign(self, subject, public_key, begins, ends, is_authority=False, time_stamping=False):
		now = datetime.datetime.now(datetime.timezone.utc)
		builder = (
			x509.CertificateBuilder()
			.subject_name(subject)
			.issuer_name(self.name)
			.public_key(public_key)
			.serial_number(x509.random_serial_number())
			.not_valid_before(now + datetime.timedelta(days=begins, minutes=-5))
			.not_valid_after(now + datetime.timedelta(days=ends))
			.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
			.add_extension(_usage(is_authority), critical=True)
		)
		if not is_authority:
			use = ExtendedKeyUsageOID.TIME_STAMPING if time_stamping else ExtendedKeyUsageOID.EMAIL_PROTECTION
			builder = builder.add_extension(x509.ExtendedKeyUsage([use]), critical=time_stamping)
		return builder.sign(self.key, hashes.SHA256())

	def pkcs12(self, office: str, begins: int = 0, ends: int = 365) -> bytes:
		"""Return certificate and key of an office, valid from and to so many days from now."""
		key = ec.generate_private_key(ec.SECP256R1())
		certificate = self.certify(office, key.public_key(), begins, ends)
		return pkcs12.serialize_key_and_certificates(
			office.encode(),
			key,
			certificate,
			[self.certificate],
			serialization.BestAvailableEncryption(PASSPHRASE.encode()),
		)


def _name(common: str) -> x509.Name:
	return x509.Name(
		[x509.NameAttribute(NameOID.COUNTRY_NAME, "TH"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
	)


def _usage(is_authority: bool) -> x509.KeyUsage:
	return x509.KeyUsage(
		digital_signature=not is_authority,
		content_commitment=not is_authority,
		key_encipherment=False,
		data_encipherment=False,
		key_agreement=False,
		key_cert_sign=is_authority,
		crl_sign=is_authority,
		encipher_only=False,
		decipher_only=False,
	)


def make_office_seal(office: str, data: bytes, **values):
	return frappe.get_doc(
		{
			"doctype": "Office Seal",
			"office": office,
			"pkcs12": base64.b64encode(data).decode(),
			"passphrase": PASSPHRASE,
			"enabled": 1,
			**values,
		}
	).insert()


SAMPLES = {"Issued File": lambda areas: keep_blank(issued_order(areas["sub_district"]))}
