"""Which office's certificate seals an issued document; a document is issued whether or not it can be sealed.

The seal is of the office that brought the document into force, or of the nearest one above it that has one.
"""

import base64

import frappe
from frappe import _

from con_center.access.areas import COUNTRY, areas_above
from con_center.printing import pdf_seal

# whatever a certificate, a key or a server that somebody else makes may do to a library
NOT_SEALED = (pdf_seal.SealError, ValueError, TypeError, OSError)
# what Frappe says where the site's key is not the one by which the certificate was encrypted: after a restore
NOT_READ = (frappe.ValidationError, frappe.AuthenticationError)


def seal(data: bytes, issue) -> tuple[bytes, int, str]:
	"""Return the PDF, sealed where the office can; 1 or 0; and what is said about it. issue: the entry of the log."""
	office_seal = seal_of(office_of(issue))
	if not office_seal:
		return data, 0, _("The office has no certificate to seal with.", lang="th")
	if why := office_seal.why_not():
		return data, 0, why
	try:
		return _sealed(data, office_seal)
	except NOT_READ:
		# told to whoever asks for the document, whom it does not concern
		frappe.clear_last_message()
		return _not_sealed(data)
	except NOT_SEALED:
		return _not_sealed(data)


def _not_sealed(data: bytes) -> tuple[bytes, int, str]:
	frappe.log_error("Issued without a seal")
	return data, 0, _("Sealing failed; the Error Log says why.", lang="th")


def _sealed(data: bytes, office_seal) -> tuple[bytes, int, str]:
	key = base64.b64decode(office_seal.get_password("pkcs12")), office_seal.get_password("passphrase")
	by = _("Sealed by {0}", lang="th").format(office_seal.subject)
	if not office_seal.time_stamp_url:
		return pdf_seal.seal(data, *key), 1, by
	try:
		stamped = pdf_seal.seal(data, *key, office_seal.time_stamp_url)
		return stamped, 1, " · ".join((by, _("with a time stamp", lang="th")))
	except pdf_seal.TimeStampError:
		frappe.log_error("Sealed without a time stamp")
		note = _("without a time stamp: the server did not answer", lang="th")
		return pdf_seal.seal(data, *key), 1, " · ".join((by, note))


def office_of(issue) -> str:
	"""Return the area of the office whose officer brought the document into force."""
	return frappe.db.get_value("Officer Assignment", issue.assignment, "area") or issue.area


def seal_of(area: str):
	"""Return the Office Seal of an area, or of the nearest one above it; None where none is in use."""
	offices = {area, COUNTRY, *areas_above([area])}
	found = frappe.get_all(
		"Office Seal", filters={"office": ("in", sorted(offices)), "enabled": 1}, pluck="office"
	)
	# the country's code stands for what is above all
	found.sort(key=lambda office: 0 if office == COUNTRY else len(office))
	return frappe.get_doc("Office Seal", found[-1]) if found else None
