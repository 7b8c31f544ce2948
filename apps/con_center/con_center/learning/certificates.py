"""The certificates of a training: of everybody who was in enough sessions, printed in one job, kept as a file."""

import io
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import now_datetime
from pypdf import PdfReader, PdfWriter

from con_center.approval.meaning import IN_FORCE, meaning_of
from con_center.learning import prints
from con_center.learning.errors import LearningError, TrainingStateError
from con_center.notices import tell, with_thai
from con_center.notices.kinds import CONFIRMED
from con_center.organization.doctype.area.area import long_name
from con_center.printing.engine import html_to_pdf
from con_center.printing.templating import draft_mark

DOCTYPE = "Training Certificates"
TEMPLATE = "con_center/learning/certificates.html"
# printed at once: the bar moves, and the browser holds a page each
AT_ONCE = 100
# a File may have 10 MB
LARGEST_FILE = 9 * 1024 * 1024
PRINTED, READY, FAILED = "Being Printed", "Ready", "Failed"


def require_ready(training) -> None:
	"""Refuse to print before the training is over, or without anybody who gets one."""
	if meaning_of(training) != IN_FORCE:
		frappe.throw(
			_("{0}: certificates are printed once the training is closed.").format(
				frappe.bold(training.training_title)
			),
			TrainingStateError,
		)
	if not receivers_of(training):
		frappe.throw(
			_("Nobody was in {0} sessions, as many as a certificate needs.").format(
				training.sessions_needed()
			),
			LearningError,
		)


def receivers_of(training) -> list[frappe._dict]:
	"""Return who gets a certificate (full_name, organization_text, area), by area and name."""
	return frappe.get_all(
		"Training Participant",
		filters={"training": training.name, "sessions_attended": (">=", training.sessions_needed())},
		fields=["full_name", "organization_text", "area"],
		order_by="area, full_name",
	)


def start(name: str) -> None:
	frappe.enqueue(
		"con_center.learning.certificates.print_all",
		queue="long",
		timeout=3600,
		job_id=f"con-certificates-{name}",
		deduplicate=True,
		now=frappe.flags.in_test,
		certificates=name,
	)


def print_all(certificates: str) -> None:
	"""Job: print the certificates, tell the page how far it is, and keep them; told to who has asked for them."""
	doc = frappe.get_doc(DOCTYPE, certificates)
	if doc.status == READY:
		return
	training = frappe.get_doc("Training", doc.training)
	frappe.db.savepoint("certificates")
	try:
		printed = print_and_keep(doc, training)
	except Exception:
		# who waits for them is told of it: a job that ends in an error keeps nothing, the status neither
		frappe.db.rollback(save_point="certificates")
		frappe.clear_last_message()
		frappe.log_error("Certificates not printed", reference_doctype=doc.doctype, reference_name=doc.name)
		printed = 0
	status = {"status": READY, "made_on": now_datetime()} if printed else {"status": FAILED}
	doc.db_set({**status, "certificates": printed}, notify=True)
	tell(CONFIRMED, [doc.owner], doc.doctype, doc.name, with_thai(lambda: said(training, printed)))


def print_and_keep(doc, training) -> int:
	"""Print the certificates and keep them as files of the document; return how many."""
	receivers = receivers_of(training)
	files = with_thai(lambda: list(in_files(parts(training, receivers, doc))))
	for number, content in enumerate(files, 1):
		_attach(doc, f"certificates-{doc.training}-{number}.pdf", content)
	return len(receivers)


def said(training, printed: int) -> str:
	if not printed:
		return _("The certificates could not be printed. Print them once more: {0}").format(
			training.training_title
		)
	return _("{0} certificates are printed: {1}").format(printed, training.training_title)


def parts(training, receivers: list, doc) -> Iterator[bytes]:
	"""Yield the certificates as PDFs of some pages each."""
	values = values_of(training)
	for start in range(0, len(receivers), AT_ONCE):
		some = receivers[start : start + AT_ONCE]
		yield html_to_pdf(html_of(values, some))
		done = min(start + AT_ONCE, len(receivers))
		frappe.publish_progress(
			100 * done / len(receivers), _("Certificates"), doctype=doc.doctype, docname=doc.name
		)


def html_of(values: dict, people: list) -> str:
	return str(frappe.get_jenv().get_template(TEMPLATE).module.pages(values, people))


def certificate_of(participant) -> dict:
	"""Return what stands on the certificate of one participant, for its print format: `values`, `people` and `mark`.

	Before the training is closed, and for who was in too few sessions, it is marked as a draft.
	"""
	training = frappe.get_cached_doc("Training", participant.training)
	earned = meaning_of(training) == IN_FORCE and participant.sessions_attended >= training.sessions_needed()
	return {
		"values": values_of(training),
		"people": [participant],
		"mark": draft_mark({"docstatus": int(earned)}),
	}


def values_of(training) -> dict:
	"""Return what stands on all certificates of a training alike."""
	return {
		"kind": prints.KINDS[training.kind],
		"training_title": training.training_title,
		"organiser": long_name(training.area),
		"days": prints.days_of(training),
		"place": prints.place_of_training(training),
		"signatory_name": training.signatory_name,
		"signatory_position": training.signatory_position,
	}


def in_files(printed: Iterator[bytes]) -> Iterator[bytes]:
	"""Yield them joined: one file, or several where one would be larger than a File may be."""
	joined: list[bytes] = []
	for part in printed:
		if joined and sum(map(len, joined)) + len(part) > LARGEST_FILE:
			yield _joined(joined)
			joined = []
		joined.append(part)
	yield _joined(joined)


def _joined(documents: list[bytes]) -> bytes:
	writer, output = PdfWriter(), io.BytesIO()
	for document in documents:
		for page in PdfReader(io.BytesIO(document)).pages:
			writer.add_page(page)
	writer.write(output)
	return output.getvalue()


def _attach(doc, file_name: str, content: bytes) -> None:
	values = {"doctype": "File", "file_name": file_name, "is_private": 1, "content": content}
	own = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
	with_thai(frappe.get_doc({**values, **own}).insert)
