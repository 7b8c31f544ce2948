"""Makes the files of documents that are in force and have none: issued before files were kept, or whose job was lost.

Some at a time, by the scheduler. A place is noted for each kind, so that a run goes on where the last one ended, and what
cannot be made holds nobody up: it is tried again in the next round, a day later. A note that is lost begins a round anew.
"""

from collections.abc import Iterator

import frappe
from frappe.model.base_document import get_controller
from frappe.query_builder.functions import Count

from con_center import registry
from con_center.approval.meaning import states
from con_center.issuing.issues import may_have_file
from con_center.issuing.making import file_of, make_each

# how long a run may take, and how long a place is remembered
SECONDS, ROUND = 240, 86_400
AT_ONCE = 20
PLACE = "con_center_files_made_until"


def make_missing() -> None:
	"""Job: make files until the time is over."""
	make_each(_missing(), _note_and_make, SECONDS)


def _note_and_make(doctype: str, name: str) -> None:
	frappe.cache.set_value(_place(doctype), name, expires_in_sec=ROUND)
	make(doctype, name)


def make(doctype: str, name: str) -> None:
	doc = frappe.get_doc(doctype, name)
	if may_have_file(doc):
		file_of(doc)


def progress() -> dict[str, dict[str, int]]:
	"""Return for each kind how many files are kept, and how many documents in force have none."""
	return {
		doctype: {
			"kept": frappe.db.count("Issued File", {"reference_doctype": doctype}),
			"missing": _count(doctype),
		}
		for doctype in kinds()
	}


def kinds() -> list[str]:
	"""Return the DocTypes whose documents leave the house."""
	return [
		doctype
		for doctype in registry.governed()
		if get_controller(doctype).leaves_the_house and frappe.get_meta(doctype).default_print_format
	]


def _missing() -> Iterator[tuple[str, str]]:
	"""Yield DocType and name of each document that has no file, from the place that was noted on."""
	for doctype in kinds():
		last = frappe.cache.get_value(_place(doctype), expires=True) or ""
		while names := _names(doctype, last):
			yield from ((doctype, name) for name in names)
			last = names[-1]


def _place(doctype: str) -> str:
	return f"{PLACE}:{doctype}"


def _names(doctype: str, after: str) -> list[str]:
	query, doc = _without_file(doctype)
	query = query.select(doc.name).where(doc.name > after).orderby(doc.name).limit(AT_ONCE)
	return [name for (name,) in query.run()]


def _count(doctype: str) -> int:
	query, doc = _without_file(doctype)
	return query.select(Count(doc.name)).run()[0][0]


def _without_file(doctype: str):
	"""Return the query of documents in force that have no file, and its table."""
	doc, issued = frappe.qb.DocType(doctype), frappe.qb.DocType("Issued File")
	in_force = states(doctype, *get_controller(doctype).stands_as)
	query = (
		frappe.qb.from_(doc)
		.left_join(issued)
		.on((issued.reference_name == doc.name) & (issued.reference_doctype == doctype))
		.where(issued.name.isnull() & doc.workflow_state.isin(in_force))
	)
	if on_paper := get_controller(doctype).on_paper_field:
		query = query.where(doc[on_paper] == 0)
	return query, doc
