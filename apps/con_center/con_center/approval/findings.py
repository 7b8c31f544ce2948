"""What a careful reviewer would find in a document before a step is taken with it.

A document says it itself (`find` of a GovernedDocument): what is wrong stops the step; what is odd passes with a
reason, which goes to the log, where the next one reads it; a note only tells. Looked at wherever a decision comes from.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import frappe
from frappe import _

from con_center.approval.meaning import BACK

STOP, ODD, NOTE = "Stop", "Odd", "Note"
LEVELS = (STOP, ODD, NOTE)
# what a template leaves, or a writer, where something is still to be filled in
BLANK = re.compile(r"…{2,}|\.{5,}|_{4,}")
WRITTEN_IN = ("Data", "Small Text", "Text", "Long Text", "Text Editor")


class WrongDocumentError(frappe.ValidationError):
	pass


class OddDocumentError(frappe.ValidationError):
	pass


class Finding(NamedTuple):
	"""level: one of LEVELS; text: in the user's language; field: where to mend it, in the document itself or in
	`document`, a (DocType, name)."""

	level: str
	text: str
	field: str | None = None
	document: tuple[str, str] | None = None


def look(doc, transition, post) -> list[Finding]:
	"""Return what is found in a document before this step, what is wrong first; of what takes it back, nothing.

	transition: as decisions have it; post: by which the step would be taken.
	"""
	if transition.next_meaning in BACK or transition.con_follows:
		return []
	# a line each, as the log keeps them
	found = [each._replace(text=" ".join(each.text.split())) for each in doc.find(transition, post)]
	if any(finding.level == ODD for finding in found):
		passed = passed_before(doc)
		found = [as_passed(finding, passed) if finding.level == ODD else finding for finding in found]
	return sorted(found, key=lambda finding: LEVELS.index(finding.level))


def passed_before(doc) -> dict[str, str]:
	"""Return what of this document has passed already, each with whose reason it was."""
	entries = frappe.get_all(
		"Approval Log",
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name, "passed": ("is", "set")},
		fields=["passed", "officer_name"],
		order_by="decided_on",
	)
	return {
		text: f"{entry.officer_name}: {texts[-1]}"
		for entry in entries
		for texts in [entry.passed.split("\n")]
		for text in texts[:-1]
	}


def as_passed(finding: Finding, passed: dict[str, str]) -> Finding:
	"""What somebody has passed is only told to who comes next, with the reason."""
	if finding.text not in passed:
		return finding
	return finding._replace(level=NOTE, text=f"{finding.text} ({passed[finding.text]})")


def check(doc, transition, post, reason: str | None) -> str | None:
	"""Let a step through, or refuse it with what was found; return what passed all the same, with its reason.

	Raises WrongDocumentError, or OddDocumentError where something is odd and no reason is given.
	"""
	found = look(doc, transition, post)
	if stops := _texts(found, STOP):
		_refuse(_("This has to be put right first:"), stops, WrongDocumentError)
	odd = _texts(found, ODD)
	if not odd:
		return None
	if not (reason or "").strip():
		_refuse(_("This is unusual. Correct it, or say why it is right all the same:"), odd, OddDocumentError)
	return "\n".join([*odd, " ".join(reason.split())])


def _texts(found: list[Finding], level: str) -> list[str]:
	return [finding.text for finding in found if finding.level == level]


def _refuse(heading: str, texts: list[str], error: type[Exception]) -> None:
	frappe.throw("<br>".join([heading, *map(frappe.utils.escape_html, texts)]), error)


def blanks(doc) -> Iterator[Finding]:
	"""Find texts of a document and its rows in which something is still to be filled in."""
	for row in (doc, *doc.get_all_children()):
		for field in row.meta.fields:
			text = row.get(field.fieldname)
			if field.fieldtype not in WRITTEN_IN or not isinstance(text, str) or not BLANK.search(text):
				continue
			# what no print has, such as the words that the system proposes, nobody fills in
			if field.hidden or field.print_hide:
				continue
			label = _(field.label)
			if row is not doc:
				label = _("{0}, row {1}: {2}").format(_(doc.meta.get_label(row.parentfield)), row.idx, label)
			line = next(line for line in text.split("\n") if BLANK.search(line)).strip()
			where = field.fieldname if row is doc else row.parentfield
			yield Finding(
				STOP, _("{0}: something is left blank in “{1}”").format(label, _around(line)), where
			)


def _around(line: str) -> str:
	"""Return the words around the blank of a line."""
	at = BLANK.search(line).start()
	return line[max(0, at - 30) : at + 30].strip()
