"""The append-only log of decisions: who, for whom, when, from which state to which, on what content."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import frappe
from frappe.utils import cstr, get_datetime, now_datetime

from con_center import registry
from con_center.access.statements import among
from con_center.approval import seals
from con_center.approval.meaning import RETURNED
from con_center.notices import with_thai
from con_center.organization.doctype.officer_assignment.officer_assignment import (
	by_authority,
	signature_lines,
)
from con_center.seams.arguments import require_doctype

# what changes without anybody deciding on it
VOLATILE = {
	"name",
	"owner",
	"creation",
	"modified",
	"modified_by",
	"idx",
	"docstatus",
	"workflow_state",
	"doctype",
	"parent",
	"parentfield",
	"parenttype",
	"return_reason",
	"acknowledged_on",
	"cancel_reason",
}
PAGE = 10_000
ENTRY_FIELDS = (
	"reference_doctype",
	"reference_name",
	"action",
	"from_state",
	"to_state",
	"user",
	"assignment",
	"on_behalf_of",
	"decided_on",
	"comment",
	"content_hash",
	"previous_hash",
)
# kept since later: entries from before keep their hash
SINCE = ("passed", "authority")


def content_hash(doc, without: Iterable[tuple[str, str]] = ()) -> str:
	"""Return the SHA-256 (hex) of the document's content: its fields and rows, without state and bookkeeping.

	without: (DocType, field) of what is not looked at.
	"""
	return _sha256(content_of(doc, without))


def holds(doc, entry) -> bool:
	"""Tell whether the document still holds what an entry of its log was decided on.

	Fields that an admin has added since are not looked at: nobody has decided on them.
	"""
	kinds = [doc.doctype, *(table.options for table in doc.meta.get_table_fields())]
	later = {"dt": ("in", kinds), "creation": (">", entry.decided_on)}
	added = frappe.get_all("Custom Field", filters=later, fields=["dt", "fieldname"], as_list=True)
	return content_hash(doc, set(added)) == entry.content_hash


def content_of(doc, without: Iterable[tuple[str, str]] = ()) -> dict:
	"""Return what a document holds, as text: {field: value}, {table: [{field: value}]}; what is empty is left out."""
	content = {}
	for field in doc.meta.get("fields"):
		if (doc.doctype, field.fieldname) in without:
			continue
		value = doc.get(field.fieldname)
		# what the system may write after approval (a read-only field) is bookkeeping, too
		bookkeeping = field.read_only and field.allow_on_submit
		if field.fieldname in VOLATILE or bookkeeping or value in (None, "", []):
			continue
		if field.fieldtype in ("Table", "Table MultiSelect"):
			content[field.fieldname] = [content_of(row, without) for row in value]
		else:
			content[field.fieldname] = cstr(
				frappe.utils.flt(value) if field.fieldtype in ("Float", "Currency") else value
			)
	return content


def _sha256(content: dict) -> str:
	text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
	return hashlib.sha256(text.encode()).hexdigest()


def record(doc, transition, post, comment: str | None, passed: str | None = None) -> str:
	"""Append what has just been decided on `doc`; return the entry's name.

	transition: dict of action, state, next_state, and next_meaning: of the states, the log keeps the names that they
	had, and of the one that was reached what it meant. post: the con_center.access.posts.Post by which the user decided. passed: what was found odd, and why it passed.
	Belongs to the caller's transaction.
	"""
	assignment = frappe.get_cached_doc("Officer Assignment", post.assignment)
	before = _last(doc.doctype, doc.name)
	_position, acted_for = signature_lines(assignment)
	entry = frappe.new_doc("Approval Log")
	entry.update(
		{
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"reference_title": doc.get_title(),
			"action": transition.action,
			"from_state": transition.state,
			"to_state": transition.next_state,
			"to_meaning": transition.next_meaning,
			"user": frappe.session.user,
			"officer_name": assignment.officer_name,
			"position": assignment.position,
			"assignment": assignment.name,
			"on_behalf_of": " ".join([*acted_for, assignment.acting_for or ""]).strip() or None,
			"authority": with_thai(lambda: by_authority(assignment)),
			"decided_on": _moment_after(before),
			"comment": comment,
			"passed": passed,
			# against which what comes back is compared; the log cannot forget what is said of people
			"returned_content": json.dumps(content_of(doc), ensure_ascii=False)
			if transition.next_meaning == RETURNED and doc.doctype not in registry.of_people()
			else None,
			"content_hash": content_hash(doc),
			"previous_hash": before.entry_hash,
			"area": doc.area,
		}
	)
	entry.entry_hash = entry_hash(entry)
	entry.flags.by_decision = True
	# what it names has just been read
	entry.flags.ignore_links = True
	# nobody may write the log; it is written for those who may decide
	entry.insert(ignore_permissions=True)
	return entry.name


def entry_hash(entry) -> str:
	"""Return the SHA-256 (hex) of a log entry with the hash of the one before: a chain for each document."""
	values = {field: cstr(entry.get(field)) for field in ENTRY_FIELDS}
	for field in SINCE:
		if entry.get(field):
			values[field] = entry.get(field)
	values["decided_on"] = frappe.utils.get_datetime(entry.decided_on).isoformat(timespec="microseconds")
	return _sha256(values)


def entries(doctype: str, name: str) -> list:
	"""Return the log of a document, oldest first."""
	return frappe.get_all(
		"Approval Log",
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=["*"],
		order_by="decided_on, creation",
	)


def latest(documents: Iterable[dict]) -> dict[tuple[str, str], dict]:
	"""Return the last entry of each document (dict of doctype and name) by its DocType and name, in one query."""
	rows = frappe.get_all(
		"Approval Log",
		filters={"reference_name": among(each["name"] for each in documents)},
		fields=["reference_doctype", "reference_name", "officer_name", "position", "decided_on", "comment"],
		order_by="decided_on, creation",
	)
	return {(row.reference_doctype, row.reference_name): row for row in rows}


def taken_since(seen: str | None, doctype: str, name: str, action: str) -> dict | None:
	"""Return the moment (`decided_on`) at which the session user took this decision after the version that he shows.

	None if he did not. A locking read: it sees what has been committed while this request waited for the document.
	"""
	try:
		since = get_datetime(seen)
	except ValueError:
		return None
	taken = {
		"reference_doctype": doctype,
		"reference_name": name,
		"action": action,
		"user": frappe.session.user,
	}
	filters = {**taken, "decided_on": (">", since)}
	return frappe.db.get_value(
		"Approval Log", filters, ["decided_on"], order_by="decided_on desc", as_dict=True, for_update=True
	)


def _last(doctype: str, name: str) -> frappe._dict:
	"""Return the last entry of a document (decided_on, entry_hash); empty without one."""
	found = frappe.get_all(
		"Approval Log",
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=["decided_on", "entry_hash"],
		order_by="decided_on desc, creation desc",
		limit=1,
	)
	return found[0] if found else frappe._dict()


def _moment_after(before: frappe._dict) -> datetime:
	"""Return now, or a moment after the entry before: the clock of whoever made that one may have been ahead of ours.

	The chain is read in the order of these moments.
	"""
	now = now_datetime()
	return max(now, before.decided_on + timedelta(microseconds=1)) if before else now


@frappe.whitelist()
def verify(doctype: str, name: str) -> dict:
	"""Tell whether the log of a document is whole, and the document as it was when last decided on.

	Returns {"entries": int, "chain_whole": bool, "content_unchanged": bool or None without entries}.
	"""
	require_doctype(doctype)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	log = entries(doctype, name)
	previous = [None, *(e.entry_hash for e in log)]
	return {
		"entries": len(log),
		"chain_whole": all(
			e.previous_hash == before and e.entry_hash == entry_hash(e)
			for e, before in zip(log, previous, strict=False)
		),
		"content_unchanged": holds(doc, log[-1]) if log else None,
	}


def verify_all(until: str | None = None) -> dict:
	"""Tell whether the whole log, or what was decided up to a moment, is whole: after a restore, for instance.

	`digest` stands for all these entries: kept elsewhere with its moment, it tells later whether the log up to then is
	still the same, whoever had the database in his hands.
	Returns {"entries": int, "broken": names of entries that were changed or stand in a broken chain,
	"lost": int, seals without an entry as it was (`seals.lost`), "digest": SHA-256 (hex)}.
	"""
	hashes, broken, before = [], [], None
	for entry in _all_entries(until):
		is_first = not before or _document(before) != _document(entry)
		previous = None if is_first else before.entry_hash
		if entry.previous_hash != previous or entry.entry_hash != entry_hash(entry):
			broken.append(entry.name)
		hashes.append(cstr(entry.entry_hash))
		before = entry
	digest = hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()
	return {"entries": len(hashes), "broken": broken, "lost": seals.lost(), "digest": digest}


def _document(entry) -> tuple[str, str]:
	return entry.reference_doctype, entry.reference_name


def _all_entries(until: str | None) -> Iterator:
	"""Yield the entries by document, oldest first, some thousands at a time."""
	start = 0
	while found := frappe.get_all(
		"Approval Log",
		filters={"decided_on": ("<=", until)} if until else None,
		fields=["name", "entry_hash", *SINCE, *ENTRY_FIELDS],
		order_by="reference_doctype, reference_name, decided_on, creation",
		limit_start=start,
		limit_page_length=PAGE,
	):
		yield from found
		start += PAGE
