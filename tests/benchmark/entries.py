"""What several parts fill in beside their documents: who made them, the log of decisions, the numbers given."""

import datetime
import hashlib
from functools import cache

import frappe
from con_center.access.areas import COUNTRY, place_of
from con_center.approval import log
from con_center.approval.meaning import meaning
from con_center.numbering import counter_name
from con_center.organization.doctype.area.area import long_name
from con_center.thai import document_number

from .country import Country
from .tables import Loader, stamp

DAY = datetime.timedelta(days=1)
PERSON = "เจ้าหน้าที่ทดสอบ"


@cache
def area_name(code: str) -> str:
	return long_name(code)


@cache
def meaning_of(doctype: str, state: str) -> str | None:
	return meaning(doctype, state)


def officer(code: str) -> str:
	return f"officer1.{code}@benchmark.example"


def mark(text: str, size: int = 8) -> str:
	"""Return a name as Frappe makes them by chance; the same for the same text."""
	return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def is_logged(country: Country, code: str) -> bool:
	"""Tell whether the decisions of an area are filled in with true hashes: of the areas that are measured."""
	return code == COUNTRY or code.startswith(country.size.province)


def full_name_of(code: str) -> str:
	return _full_names()[code]


@cache
def _full_names() -> dict[str, str]:
	return dict(frappe.get_all("Area", fields=["name", "full_name"], as_list=True))


def log_rows(load: Loader, doctype: str, row: dict, steps, content: str | None = None) -> None:
	"""The log of a document, with its chain of hashes.

	content: the hash of what the last step was decided on. Any other stands for itself: it is made up.
	"""
	previous = None
	for number, (action, before, after) in enumerate(steps):
		moment = row["creation"] + number * DAY
		is_last = number == len(steps) - 1
		entry = frappe._dict(
			reference_doctype=doctype,
			reference_name=row["name"],
			action=action,
			from_state=before,
			to_state=after,
			to_meaning=meaning_of(doctype, after),
			user=row["owner"],
			assignment="POST-000000",
			on_behalf_of=None,
			decided_on=moment,
			comment=None,
			content_hash=(is_last and content)
			or hashlib.sha256(f"{row['name']} {number}".encode()).hexdigest(),
			previous_hash=previous,
		)
		previous = entry.entry_hash = log.entry_hash(entry)
		load.add(
			"Approval Log",
			{
				**entry,
				"name": mark(f"{row['name']} log {number}"),
				**stamp(moment, row["owner"]),
				**{key: row[key] for key in ("area", "level", "district", "province")},
				"reference_title": row["title"],
				"officer_name": PERSON,
				"position": "พัฒนากร",
			},
		)


def given_number(
	load: Loader, kind: str, row: dict, issuer: str, year: int, number: int, series: str = "", **more
) -> None:
	"""The record of a number; more: what else is kept of it, and the DocType where that is not the kind's name."""
	name = counter_name(issuer, kind, year, series)
	load.add(
		"Document Number",
		{
			"name": f"{name}-{number}",
			**{key: row[key] for key in ("owner", "modified_by", "creation", "modified")},
			**place_of(issuer),
			"number": number,
			"display": document_number(number, year),
			"status": "Given",
			"counter": name,
			"issuer": issuer,
			"kind": kind,
			"series": series,
			"year": year,
			"reference_doctype": kind,
			"reference_name": row["name"],
			"given_on": row["modified"],
			**more,
		},
	)


def counter(
	load: Loader, country: Country, issuer: str, kind: str, year: int, last: int, series: str = ""
) -> None:
	load.add(
		"Number Counter",
		{
			"name": counter_name(issuer, kind, year, series),
			**stamp(datetime.datetime.combine(country.today, datetime.time(8))),
			**place_of(issuer),
			"issuer": issuer,
			"kind": kind,
			"series": series,
			"year": year,
			"start_at": 1,
			"last_number": last,
		},
	)
