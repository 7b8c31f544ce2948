"""What the page /check tells whoever holds a copy of an issued document, and its code. Nobody needs an account for it.

It tells what stands on the paper anyway, but for names, and how the document stands today. Whatever is no code gets
the same answer as a code that was never given.
"""

import frappe
from frappe import _
from frappe.utils import getdate

from con_center.approval import log
from con_center.approval.meaning import CANCELLED
from con_center.issuing import check_codes
from con_center.issuing.issues import issue_of
from con_center.thai import thai_date

# how many codes are looked up for one address within so many seconds: an office checks a pile of papers. Frappe's own
# decorator counts by what a request says that it calls
TIMES, SECONDS = 60, 60
COUNTED = "con_center_checks"
FACTS = ("kind", "number", "dated", "issuer", "subject", "signatory_position")
ALL_IS_WELL, LOOK_TWICE, NOT_IN_FORCE = "good", "odd", "bad"


class TooOftenError(frappe.ValidationError):
	http_status_code = 429


def look_up(typed) -> frappe._dict | None:
	"""Return what is told of the document whose code this is; None of any other text. Raises TooOftenError."""
	count()
	record = frappe.db.get_value(
		"Issued File",
		{"code": check_codes.read(typed)},
		[
			*FACTS,
			"reference_doctype",
			"reference_name",
			"log_entry",
			"code",
			"sha256",
			"pages",
			"made_on",
			"sealed",
			"seal_note",
		],
		as_dict=True,
	)
	if not record:
		return None
	kind, lines = standing(record)
	told = {field: record[field] for field in (*FACTS, "sha256", "pages", "sealed", "seal_note")}
	return frappe._dict(
		**told | {"dated": _day(record.dated)},
		code=check_codes.shown(record.code),
		made_on=_day(record.made_on),
		standing=kind,
		lines=lines,
	)


def count(what: str = COUNTED, times: int | None = None, seconds: int = SECONDS) -> None:
	"""Count the request for its address, and refuse more than so many (TIMES) within some seconds."""
	most = times or TIMES
	key = frappe.cache.make_key(f"{what}:{getattr(frappe.local, 'request_ip', None)}")
	asked = frappe.cache.incr(key)
	# a process that dies between the two would leave a count for ever
	if asked == 1 or (asked > most and frappe.cache.ttl(key) < 0):
		frappe.cache.expire(key, seconds)
	if asked > most:
		raise TooOftenError


def standing(record) -> tuple[str, list[str]]:
	"""Return how the document stands today: one of the three above, and what is said."""
	if not frappe.db.exists(record.reference_doctype, record.reference_name):
		return NOT_IN_FORCE, [_("The document is not in this system any more.")]
	doc = frappe.get_doc(record.reference_doctype, record.reference_name)
	if doc.get_meaning() == CANCELLED:
		day = _day(log.entries(doc.doctype, doc.name)[-1].decided_on)
		return NOT_IN_FORCE, [
			_("Cancelled on {0}: this document is not in force.").format(day),
			*_changes(doc),
		]
	issue = issue_of(doc)
	if not issue:
		return NOT_IN_FORCE, [_("Opened again after it was issued: for the time being it is not in force.")]
	if issue.name != record.log_entry:
		day = _day(issue.decided_on)
		return NOT_IN_FORCE, [_("Replaced: the document was issued anew on {0}.").format(day)]
	changes = list(doc.later_changes())
	if any(change.what == "Revoked" for change in changes):
		return NOT_IN_FORCE, _changes(doc)
	return (LOOK_TWICE if changes else ALL_IS_WELL), [_("In force"), *_changes(doc)]


def _changes(doc) -> list[str]:
	return [_said(change) for change in doc.later_changes()]


def _said(change) -> str:
	said = {
		"Amended": _("Amended by a later document: {0}"),
		"Revoked": _("Revoked by a later document: {0}"),
		"Replaced": _("A new document stands in its place: {0}"),
	}[change.what]
	parts = (
		change.number and _("No. {0}").format(change.number),
		change.dated and _("dated {0}").format(_day(change.dated)),
	)
	return said.format(" ".join(filter(None, parts)) or "–")


def _day(value) -> str:
	return thai_date(getdate(value), thai=False) if value else ""
