import base64

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import (
	add_days,
	convert_utc_to_system_timezone,
	date_diff,
	format_date,
	get_datetime,
	getdate,
	now_datetime,
	today,
)
from frappe.utils.user import get_users_with_role

from con_center.notices import tell, with_thai
from con_center.notices.kinds import DUE_SOON
from con_center.organization.doctype.con_settings.con_settings import setting
from con_center.printing import pdf_seal

KEEPERS = ("CON Administrator", "System Manager")
TOLD = ("subject", "issued_by", "serial_number", "valid_from", "valid_to")


class CertificateError(frappe.ValidationError):
	pass


class OfficeSeal(Document):
	"""The certificate with which an office's issued documents are sealed. Certificate and key are kept encrypted."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		enabled: DF.Check
		issued_by: DF.SmallText | None
		office: DF.Link
		passphrase: DF.Password | None
		pkcs12: DF.Password | None
		serial_number: DF.Data | None
		subject: DF.SmallText | None
		time_stamp_url: DF.Data | None
		valid_from: DF.Datetime | None
		valid_to: DF.Datetime | None
		warned_on: DF.Date | None
	# end: auto-generated types

	def validate(self):
		self.validate_office()
		self.validate_time_stamp_server()
		self.read_certificate()

	def onload(self):
		self.set_onload("standing", self.standing())

	def validate_office(self):
		if len(self.office) > 4:
			frappe.throw(
				_(
					"Office That Seals: choose a district, a province or the country. Below them nothing is issued."
				),
				CertificateError,
			)

	def validate_time_stamp_server(self):
		if self.time_stamp_url and not self.time_stamp_url.startswith(("http://", "https://")):
			frappe.throw(
				_("Time-stamp Server: begin the address with https:// or http://."), CertificateError
			)

	def read_certificate(self):
		"""Tell whose certificate it is, and from when to when, of what the file itself says."""
		stored = self.get_password("pkcs12", raise_exception=False)
		if not stored:
			frappe.throw(
				_("Certificate and Key (PKCS#12): choose the file with the button “Choose the Certificate”."),
				CertificateError,
			)
		word = self.get_password("passphrase", raise_exception=False)
		try:
			told = pdf_seal.certificate_of(base64.b64decode(stored, validate=True), word)
		except (pdf_seal.SealError, ValueError):
			frappe.throw(
				_(
					"Passphrase of the File: it does not open this file, or the file holds no certificate with its key. Choose the file (.p12, .pfx) again, and type its passphrase."
				),
				CertificateError,
			)
		before = self.serial_number
		self.update(
			{
				**told._asdict(),
				"valid_from": _here(told.valid_from),
				"valid_to": _here(told.valid_to),
			}
		)
		if before != self.serial_number:
			self.warned_on = None

	def why_not(self) -> str | None:
		"""Return why nothing can be sealed with it now, in Thai; None where it can."""
		if not self.valid_from <= now_datetime() <= self.valid_to:
			return _("The certificate of the office is not valid on this day: {0} to {1}.", lang="th").format(
				*_days(self)
			)
		return None

	def standing(self) -> dict:
		"""Return what the form shows at its top: {"text", "indicator"}."""
		if not self.valid_to:
			return {}
		left = date_diff(self.valid_to, today())
		if get_datetime(self.valid_to) < now_datetime() or get_datetime(self.valid_from) > now_datetime():
			said = _("Not valid on this day ({0} to {1}): documents are issued without a seal.")
			return {"text": said.format(*_days(self)), "indicator": "red"}
		if left <= setting("seal_warn_before"):
			said = _("Ends on {0}, in {1} days. Have the next one made now.")
			return {"text": said.format(_days(self)[1], left), "indicator": "orange"}
		return {"text": _("Valid until {0}").format(_days(self)[1]), "indicator": "green"}


def _here(moment):
	return convert_utc_to_system_timezone(moment).replace(tzinfo=None)


def _days(seal) -> tuple[str, str]:
	return format_date(getdate(seal.valid_from)), format_date(getdate(seal.valid_to))


def warn_before_they_expire() -> None:
	"""Daily: tell the administrators of certificates that end soon, or have ended."""
	with_thai(_warn)


def _warn() -> None:
	ending = frappe.get_all(
		"Office Seal",
		filters={"enabled": 1, "valid_to": ("<", add_days(today(), setting("seal_warn_before") + 1))},
		fields=["name", "office", "valid_to", "warned_on"],
	)
	due = [seal for seal in ending if _is_due(seal)]
	if not due:
		return
	users = sorted({user for role in KEEPERS for user in get_users_with_role(role)})
	names = dict(
		frappe.get_all(
			"Area",
			filters={"name": ("in", [s.office for s in due])},
			fields=["name", "full_name"],
			as_list=True,
		)
	)
	for seal in due:
		said = _("The certificate that seals documents of {0} ends on {1}.").format(
			names[seal.office], format_date(getdate(seal.valid_to))
		)
		tell(DUE_SOON, users, "Office Seal", seal.name, said)
	table = frappe.qb.DocType("Office Seal")
	frappe.qb.update(table).set(table.warned_on, today()).where(
		table.name.isin([seal.name for seal in due])
	).run()


def _is_due(seal) -> bool:
	has_ended = getdate(seal.valid_to) < getdate()
	# daily, once it has ended
	pause = 1 if has_ended else setting("seal_warn_every")
	return not seal.warned_on or date_diff(today(), seal.warned_on) >= pause
