"""Seals a PDF with the certificate of an office: a PAdES signature by pyHanko, which any reader checks. No Frappe here.

The certificate and its key come as PKCS#12. What the seal tells is that the file comes from whoever holds the key, and
has not been changed since; the person who signed the document is in the approval log.
"""

import datetime
import io
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps

FIELD = "OfficeSeal"
# a time-stamp server is waited for so long (seconds)
TIME_STAMP_SECONDS = 10


class SealError(Exception):
	pass


class WrongPassphraseError(SealError):
	"""The file is no PKCS#12 with a certificate and its key, or the passphrase does not open it."""


class TimeStampError(SealError):
	"""The time-stamp server did not answer, or not as it should."""


class Certificate(NamedTuple):
	"""What is told of a certificate. Times are UTC, without a zone."""

	subject: str
	issued_by: str
	serial_number: str
	valid_from: datetime.datetime
	valid_to: datetime.datetime


def certificate_of(data: bytes, passphrase: str) -> Certificate:
	"""Return what is told of the certificate in a PKCS#12 file. Raises WrongPassphraseError."""
	certificate = _opened(data, passphrase).cert
	if not certificate:
		raise WrongPassphraseError
	certificate = certificate.certificate
	return Certificate(
		_name(certificate.subject),
		_name(certificate.issuer),
		f"{certificate.serial_number:X}",
		certificate.not_valid_before_utc.replace(tzinfo=None),
		certificate.not_valid_after_utc.replace(tzinfo=None),
	)


def _opened(data: bytes, passphrase: str) -> pkcs12.PKCS12KeyAndCertificates:
	try:
		opened = pkcs12.load_pkcs12(data, _word(passphrase))
	except ValueError as error:
		raise WrongPassphraseError from error
	if not (opened.cert and opened.key):
		raise WrongPassphraseError
	return opened


def _word(passphrase: str | None) -> bytes | None:
	return passphrase.encode() if passphrase else None


def _name(name) -> str:
	"""Return what a certificate calls somebody: its common name first, as people know it."""
	common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
	others = [part for part in name if part not in common]
	return ", ".join(str(part.value) for part in (*common, *others))


def seal(data: bytes, pkcs12_data: bytes, passphrase: str, time_stamp_url: str | None = None) -> bytes:
	"""Return the PDF with a certifying signature that allows no changes. Raises SealError."""
	_opened(pkcs12_data, passphrase)
	signer = signers.SimpleSigner.load_pkcs12_data(pkcs12_data, other_certs=[], passphrase=_word(passphrase))
	stamper = (
		timestamps.HTTPTimeStamper(time_stamp_url, timeout=TIME_STAMP_SECONDS) if time_stamp_url else None
	)
	told = signers.PdfSignatureMetadata(
		field_name=FIELD,
		md_algorithm="sha256",
		subfilter=fields.SigSeedSubFilter.PADES,
		certify=True,
		docmdp_permissions=fields.MDPPerm.NO_CHANGES,
	)
	output = io.BytesIO()
	try:
		signers.PdfSigner(told, signer, timestamper=stamper).sign_pdf(
			IncrementalPdfFileWriter(io.BytesIO(data)), output=output
		)
	except OSError as error:
		# nothing else of it goes over a network
		raise TimeStampError from error
	return output.getvalue()
