"""What has changed in a document since it was returned: in words, field by field and row by row.

The log keeps what the document held when it was returned, so that nobody has to remember it.
"""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher

import frappe
from frappe import _
from frappe.model import table_fields

from con_center.access.documents import reads_history
from con_center.approval.log import VOLATILE, content_of
from con_center.approval.meaning import RETURNED
from con_center.thai import thai_date

NOTHING = "–"


@frappe.whitelist()
def since_returned(doctype: str, name: str) -> list[dict]:
	"""Return what has changed since the document was returned last: dicts of where, before and after, all texts.

	Of a document that was never returned, nothing; nor for who has no post over its area (`reads_history`).
	"""
	document = frappe.get_doc(doctype, name)
	document.check_permission("read")
	if not reads_history(doctype, name):
		return []
	kept = frappe.get_all(
		"Approval Log",
		filters={"reference_doctype": doctype, "reference_name": name, "to_meaning": RETURNED},
		order_by="decided_on desc",
		pluck="returned_content",
		limit=1,
	)
	if not kept or not kept[0]:
		return []
	return list(differences(document.meta, json.loads(kept[0]), content_of(document)))


def differences(meta, before: dict, after: dict) -> Iterator[dict]:
	"""Yield the differences of two contents of a document, as the log keeps them."""
	for field in meta.fields:
		old, new = before.get(field.fieldname), after.get(field.fieldname)
		if old == new or field.hidden or field.permlevel or field.fieldname in VOLATILE:
			continue
		label = _(field.label)
		if field.fieldtype in table_fields:
			yield from rows(label, frappe.get_meta(field.options), old or [], new or [])
		else:
			yield from lines(label, words(field, old).split("\n"), words(field, new).split("\n"))


def lines(where: str, before: list[str], after: list[str]) -> Iterator[dict]:
	"""Yield the lines of a text that differ."""
	for _same, start, end, other_start, other_end in changed(before, after):
		yield said(where, "\n".join(before[start:end]), "\n".join(after[other_start:other_end]))


def rows(table: str, meta, before: list[dict], after: list[dict]) -> Iterator[dict]:
	"""Yield the rows that came, went, or hold something else."""
	for _same, start, end, other_start, other_end in changed(before, after):
		old, new = before[start:end], after[other_start:other_end]
		for number in range(max(len(old), len(new))):
			place = _("{0}, row {1}").format(table, (other_start if new else start) + number + 1)
			if number >= len(new):
				yield said(place, described(meta, old[number]), _("removed"))
			elif number >= len(old):
				yield said(place, NOTHING, described(meta, new[number]))
			else:
				yield from row(f"{place} ({described(meta, new[number])})", meta, old[number], new[number])


def row(place: str, meta, before: dict, after: dict) -> Iterator[dict]:
	for field in meta.fields:
		old, new = before.get(field.fieldname), after.get(field.fieldname)
		if old != new and not field.hidden and not field.permlevel:
			yield said(f"{place}: {_(field.label)}", words(field, old), words(field, new))


def changed(before: list, after: list) -> list[tuple]:
	"""Return where two lists differ: (how, start, end, start in the other, its end) each."""
	keys = [[json.dumps(value, sort_keys=True) for value in values] for values in (before, after)]
	return [code for code in SequenceMatcher(None, *keys, autojunk=False).get_opcodes() if code[0] != "equal"]


def described(meta, content: dict) -> str:
	"""Return what a row is told by: its first two texts."""
	shown = [words(f, content[f.fieldname]) for f in meta.fields if content.get(f.fieldname) and not f.hidden]
	return " ".join(shown[:2]) or NOTHING


def words(field, value) -> str:
	if value in (None, ""):
		return NOTHING
	if field.fieldtype == "Date":
		return thai_date(value, short=True, thai=False)
	if field.fieldtype == "Check":
		return _("Yes") if int(float(value)) else _("No")
	return _(value) if field.fieldtype == "Select" else str(value)


def said(where: str, before: str, after: str) -> dict:
	return {"where": where, "before": before or NOTHING, "after": after or NOTHING}
