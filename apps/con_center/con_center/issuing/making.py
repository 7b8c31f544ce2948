"""Makes the one file of a document that has come into force: printed, PDF/A, sealed where the office can, hashed, kept.

In the background when it is issued; whoever asks for it before has it made at once. Of two who ask together one keeps
what he has printed, behind the lock of the decision by which the document came into force.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from con_center.approval import log
from con_center.issuing import check_codes, sealing
from con_center.issuing.issues import is_in_force, issue_of, may_have_file
from con_center.notices import with_thai
from con_center.printing import foot, pdf_a
from con_center.printing.engine import PDFEngineError, PDFEngineMissing
from con_center.printing.settings import with_foot
from con_center.seams.frappe_documents import acting

BEFORE_KEEPING = "before_keeping"
KEPT = ("name", "file", "sha256", "print_format", "code")


class ContentChangedError(frappe.ValidationError):
	pass


def make_each(documents: Iterable, make: Callable[[str, str], None], seconds: float) -> None:
	"""Make files in a job, each in a transaction of its own, until the time is over or nothing can be printed.

	documents: DocType and name of each. Whatever is the matter with one, the others get theirs.
	"""
	ends = time.monotonic() + seconds
	for doctype, name in documents:
		if time.monotonic() > ends:
			return
		# what was made until now is kept
		frappe.db.commit()
		try:
			make(doctype, name)
		except (PDFEngineError, PDFEngineMissing):
			# most likely nothing can be printed now
			frappe.db.rollback()
			return
		except Exception:
			frappe.db.rollback()
			frappe.log_error(f"No file is made of {doctype} {name}")


def file_of(doc, make: bool = True) -> frappe._dict | None:
	"""Return the Issued File of a document (KEPT); if asked for, made now where the document is in force and has none."""
	issue = issue_of(doc) if may_have_file(doc) else None
	if not issue:
		return None
	kept = _kept(issue)
	if kept or not make or not is_in_force(doc):
		return kept
	with _as_for_everybody():
		made = _make(frappe.get_doc(doc.doctype, doc.name), issue)
	# asked for by GET, too, after which Frappe keeps nothing otherwise
	frappe.local.flags.commit = True
	return made


def _kept(issue, for_update: bool = False) -> frappe._dict | None:
	filters = {"log_entry": issue.name}
	return frappe.db.get_value("Issued File", filters, KEPT, as_dict=True, for_update=for_update)


def _make(doc, issue) -> frappe._dict:
	require_unchanged(doc, issue)
	facts = {key: value for key, value in doc.public_facts().items() if value}
	code = check_codes.new()
	data = pdf_a.convert(
		print_with_code(doc, code),
		title=" ".join(str(facts[key]) for key in ("kind", "number", "subject") if key in facts),
		author=facts.get("issuer"),
	)
	data, sealed, note = sealing.seal(data, issue)
	told = {
		**facts,
		"code": code,
		"sealed": sealed,
		"seal_note": note,
		"sha256": hashlib.sha256(data).hexdigest(),
		"pages": pdf_a.pages_of(data),
	}
	# printing has ended the transaction (Frappe's access log does): of two who print at once, the second waits here
	frappe.db.get_value("Approval Log", issue.name, "name", for_update=True)
	frappe.db.savepoint(BEFORE_KEEPING)
	file = _keep(doc, data)
	try:
		return _record(doc, issue, file, told)
	except frappe.UniqueValidationError:
		# looked for only now: to lock what is not there would lock the place of others, and two would wait for each other
		frappe.clear_last_message()
		frappe.db.rollback(save_point=BEFORE_KEEPING)
		Path(file.get_full_path()).unlink(missing_ok=True)
		# what was committed meanwhile, this transaction may see by locking reads alone
		return frappe._dict(_kept(issue, for_update=True), waited_for=True)


def _record(doc, issue, file, told: dict) -> frappe._dict:
	record = frappe.new_doc("Issued File")
	record.update(
		{
			**told,
			"title": " ".join(filter(None, (told.get("kind"), told.get("number") or doc.name)))[:140],
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"print_format": doc.official_format,
			"log_entry": issue.name,
			"content_hash": issue.content_hash,
			"file": file.name,
			"made_on": now_datetime(),
			"area": doc.area,
		}
	)
	record.flags.by_decision = record.flags.by_system = True
	# it is kept for those who may read the document, whoever of them asks first
	record.insert(ignore_permissions=True)
	return frappe._dict({key: record.get(key) for key in KEPT})


def file_that_is_kept(kept):
	"""Return the File of what `file_of` has returned."""
	return frappe.get_doc("File", kept.file, for_update=bool(kept.waited_for))


def require_unchanged(doc, issue) -> None:
	"""Refuse to make the file of a document that is not as it was when it was last decided on."""
	if not log.holds(doc, log.entries(doc.doctype, doc.name)[-1]):
		frappe.throw(
			_(
				"{0}: its content is not what was decided on {1}, so that no official file is made of it. It was changed past the decisions: ask the administrator of the system to compare it with the approval log."
			).format(
				frappe.bold(doc.get_title()), frappe.utils.format_datetime(get_datetime(issue.decided_on))
			),
			ContentChangedError,
			title=_("Changed Since It Was Decided On"),
		)


def print_with_code(doc, code: str) -> bytes:
	"""Return the document in its official format, with the code at the foot of each page; the same for whoever asks."""
	address = check_codes.address(code)
	with with_foot():
		data = with_thai(
			lambda: frappe.get_print(
				doc.doctype, doc.name, doc.official_format, doc=doc, as_pdf=True, no_letterhead=1
			)
		)
	return foot.stamp(data, address, check_codes.lines(code))


@contextmanager
def _as_for_everybody():
	"""Nobody's own rights decide what stands in it; what the request has asked for is as before afterwards."""
	form = frappe.local.form_dict
	frappe.local.form_dict = frappe._dict()
	try:
		with acting("Administrator"):
			yield
	finally:
		frappe.local.form_dict = form


def _keep(doc, data: bytes):
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.scrub(doc.official_format).replace('_', '-')}-{doc.name}.pdf".replace(
				"/", "-"
			),
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			"is_private": 1,
			"content": data,
			# nobody's own: who has made it happen to be made may leave his post
			"owner": "Administrator",
		}
	)
	# the history of the document says that it was added, in whatever language this runs
	return with_thai(lambda: file.insert(ignore_permissions=True))
