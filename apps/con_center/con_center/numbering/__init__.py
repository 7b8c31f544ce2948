"""Numbers of official documents: one run for each issuer, kind and calendar year of the Buddhist era (111/2551).
Meetings and resolutions of an issuer have a run, or series, for each of its committees.

A number is given inside the transaction that issues the document, behind a lock on the run's counter: numbers
neither repeat nor leave gaps, and a failed issue gives its number back. A cancelled number stays on record.
Source: Rules of the Prime Minister's Office on Correspondence 2526, item 16.2 (domain.md 6.5, 6.8).
"""

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime
from pypika.functions import Coalesce
from pypika.terms import Case

from con_center.access.areas import place_of
from con_center.thai import be_year, document_number, thai_date


class NumberTakenError(frappe.ValidationError):
	pass


def give(
	issuer: str,
	kind: str,
	dated,
	doctype: str,
	name: str,
	series: str = "",
	note: str | None = None,
	office: str = "",
) -> str:
	"""Give the document the next number of the run and return it as written: n/year of the Buddhist era.

	issuer: code of the issuing office's area; kind: a Number Kind; dated:
	the document's date, whose calendar year chooses the run; series: whose run it is, where the issuer has
	several of the kind (the kind of committee); office: an Office, where the area has several with runs of their
	own; note: why a number may bear an earlier date than the one before it,
	kept where it does. Belongs to the caller's transaction.
	"""
	year = be_year(getdate(dated))
	counter = counter_name(issuer, kind, year, series, office)
	before = number_dated_later(issuer, kind, dated, series, office)
	number = _advance(counter, issuer, kind, year, series, office)
	record = frappe.new_doc("Document Number")
	record.update(
		{
			"number": number,
			"display": document_number(number, year),
			"status": "Given",
			"counter": counter,
			"issuer": issuer,
			"kind": kind,
			"series": series,
			"office": office or None,
			"year": year,
			"reference_doctype": doctype,
			"reference_name": name,
			"given_on": now_datetime(),
			"dated": getdate(dated),
			"note": _("Dated before no. {0} of {1}: {2}").format(*before, note or "–") if before else None,
		}
	)
	record.flags.by_numbering = True
	# users do not write the register of numbers; it is written for them when they may issue the document
	record.insert(ignore_permissions=True)
	return record.display


def number_dated_later(
	issuer: str, kind: str, dated, series: str = "", office: str = ""
) -> tuple[str, str] | None:
	"""Return the last number of the run, and its date in words, if it is dated later than what gets the next one."""
	counter = counter_name(issuer, kind, be_year(getdate(dated)), series, office)
	filters = {"counter": counter, "dated": (">", getdate(dated))}
	found = frappe.db.get_value("Document Number", filters, ["display", "dated"], order_by="number desc")
	return (found[0], thai_date(found[1], thai=False)) if found else None


def counter_name(issuer: str, kind: str, year: int, series: str | None = "", office: str | None = "") -> str:
	"""Return the name of the run's counter: "3401-Order-2569", "340101-Meeting-Center Committee-2569"."""
	return "-".join(str(part) for part in (issuer, kind, series, office, year) if part)


def cancel(doctype: str, name: str, reason: str) -> None:
	"""Mark the document's number as cancelled. It stays taken."""
	for number in frappe.get_all(
		"Document Number", filters={"reference_doctype": doctype, "reference_name": name}, pluck="name"
	):
		record = frappe.get_doc("Document Number", number)
		record.update({"status": "Cancelled", "cancelled_on": now_datetime(), "cancel_reason": reason})
		record.flags.by_numbering = record.flags.by_system = True
		record.save(ignore_permissions=True)


def _advance(counter: str, issuer: str, kind: str, year: int, series: str, office: str) -> int:
	"""Move the counter on by one and return its number; the row stays locked until the transaction ends.

	The counter's row is made, if need be, by the same statement that moves it, so that no two callers can
	make it, and nobody holds a shared lock that he would have to upgrade.
	"""
	table = frappe.qb.DocType("Number Counter")
	now = now_datetime()
	user = frappe.session.user
	place = place_of(issuer)
	columns = ["name", "issuer", "kind", "series", "office", "year", "start_at", "last_number", *place]
	(
		frappe.qb.into(table)
		.columns(*columns, "creation", "modified", "owner", "modified_by")
		.insert(
			counter, issuer, kind, series, office or None, year, 1, 1, *place.values(), now, now, user, user
		)
		.on_duplicate_key_update(table.last_number, _following(table))
		.on_duplicate_key_update(table.modified, now)
	).run()
	return frappe.qb.from_(table).select(table.last_number).where(table.name == counter).run()[0][0]


def _following(table):
	"""Return the term of the number after the last one; an unused counter begins at its first number."""
	last = Coalesce(table.last_number, 0)
	return Case().when(last < table.start_at, table.start_at).else_(last + 1)
