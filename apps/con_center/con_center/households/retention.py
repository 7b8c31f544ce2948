"""How long names are kept after a case was closed, and what goes then (CON Settings; no source states a number).

Removing is for good: names, places, texts, photos, the code of the house, earlier versions, comments and files go; what
was counted stays, so that no number changes. Of what was deleted before, Frappe's copies go. *Limit:* the log of decisions on plans cannot be changed; it holds no
content of a plan (`approval.log`), and a comment there stays as it was written.
"""

import frappe
from frappe.utils import add_years, cint, today
from pypika.terms import Criterion, CustomFunction

from con_center.access.posts import area_codes
from con_center.access.statements import among
from con_center.compat.aggregates import aggregate
from con_center.households import cases
from con_center.households.dimensions import CLOSED

REMOVE = "Remove Names"
json_value = CustomFunction("JSON_VALUE", ["text", "path"])
# households in one transaction of the job
SLICE = 200
GONE = "(ลบแล้ว)"
# what is emptied, by DocType: {field: what takes its place}; of rows and what hangs on the household, too
EMPTIED = {
	"Target Household": {
		"head_name": GONE,
		"house_number": GONE,
		"village_name": None,
		"source": None,
		"phone": None,
		"health_note": None,
		"outcome_note": None,
		"house_hash": None,
		"_comments": None,
		"_user_tags": None,
	},
	"Help Log": {
		"what": GONE,
		"by_whom": GONE,
		"what_remains": None,
		"withdrawn_reason": None,
		"_comments": None,
		"_user_tags": None,
	},
	"Help Plan": {
		"note": None,
		"return_reason": None,
		"cancel_reason": None,
		"_comments": None,
		"_user_tags": None,
	},
	"Household Need": {"note": None},
	"Household Member": {"health_note": None},
	"Household Event": {"note": None},
	"Help Plan Item": {"what": GONE, "by_whom": GONE},
	"Opinion": {"question": GONE, "opinion": None, "_comments": None, "_user_tags": None},
	"Lesson Use": {"how": None, "_comments": None, "_user_tags": None},
}
ROWS_OF = {
	"Target Household": ("Household Need", "Household Member", "Household Event"),
	"Help Plan": ("Help Plan Item",),
}
# what names a household, or what hangs on it, by `reference_doctype` and `reference_name`
NAMING = ("Opinion", "Lesson Use")
# what Frappe keeps beside documents: the fields that name them
BESIDE = {
	"Version": ("ref_doctype", "docname"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Reminder": ("reminder_doctype", "reminder_docname"),
}
# by which of its fields something that was deleted told of a household
TOLD_OF_BY = ("household", "reference_name", "reminder_docname")


def years() -> int:
	return cint(frappe.get_cached_doc("CON Settings").get("households_retention_years"))


def removes() -> bool:
	return frappe.get_cached_doc("CON Settings").get("households_retention_action") == REMOVE


def due() -> dict | None:
	"""Return the filters of cases whose names are kept longer than they should be; None where nothing is set."""
	kept = years()
	if not kept:
		return None
	return {
		"status": CLOSED,
		"closed_on": ["<", add_years(today(), -kept)],
		"anonymised_on": ["is", "not set"],
	}


def due_count() -> int:
	"""Return how many of them the session user could write: he is told on his first page."""
	filters = due()
	if not filters or removes() or not area_codes(cases.HOUSEHOLD, "write"):
		return 0
	return frappe.get_list(
		cases.HOUSEHOLD, filters=filters, fields=[aggregate("count", "*", "total")], order_by=None
	)[0].total


def run() -> None:
	"""Job, daily: remove the names of what is due, a slice at a time; what was done before it is stopped stays done."""
	if not (years() and removes()):
		return
	while names := frappe.get_all(cases.HOUSEHOLD, filters=due(), pluck="name", limit=SLICE):
		remove_names(names)
		frappe.db.commit()  # a job: each slice is whole by itself


def remove_names(names: list[str]) -> None:
	"""Remove what tells of somebody from households and all that hangs on them, and note the day."""
	remove_texts(names)
	table = frappe.qb.DocType(cases.HOUSEHOLD)
	frappe.qb.update(table).set(table.anonymised_on, today()).where(table.name.isin(names)).run()


def remove_texts(names: list[str]) -> None:
	"""Remove what tells of somebody, in a fixed number of statements."""
	about = {
		cases.HOUSEHOLD: names,
		**{
			doctype: frappe.get_all(doctype, filters={"household": ("in", names)}, pluck="name")
			for doctype in cases.HANGING_ON
		},
	}
	about |= {doctype: _naming(doctype, about) for doctype in NAMING}
	for doctype, of_it in about.items():
		_empty(doctype, "name", of_it)
		for rows in ROWS_OF.get(doctype, ()):
			_empty(rows, "parent", of_it)
		_remove_beside(doctype, of_it)
	_remove("Help Photo", {"parent": among(about["Help Log"])})
	_remove_deleted([name for of_it in about.values() for name in of_it])


def _naming(doctype: str, about: dict[str, list[str]]) -> list[str]:
	named = among(name for of_it in about.values() for name in of_it)
	filters = {"reference_doctype": ("in", tuple(about)), "reference_name": named}
	return frappe.get_all(doctype, filters=filters, pluck="name")


def _remove_deleted(names: list[str]) -> None:
	"""Remove the copies that Frappe keeps of what was deleted of a household, or told of it."""
	deleted = frappe.qb.DocType("Deleted Document")
	kinds = (*cases.HANGING_ON, *NAMING, *BESIDE)
	told_of = Criterion.any(json_value(deleted.data, f"$.{field}").isin(names) for field in TOLD_OF_BY)
	frappe.qb.from_(deleted).delete().where(deleted.deleted_doctype.isin(kinds) & told_of).run()


def _empty(doctype: str, by: str, names: list[str]) -> None:
	if not names:
		return
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.update(table).where(table[by].isin(names))
	for field, value in EMPTIED[doctype].items():
		query = query.set(table[field], value)
	query.run()


def _remove_beside(doctype: str, names: list[str]) -> None:
	about = among(names)
	# one by one: each lies on the disk, too; Frappe notes its name in a comment
	for file in frappe.get_all(
		"File", {"attached_to_doctype": doctype, "attached_to_name": about}, pluck="name"
	):
		frappe.delete_doc("File", file, force=True, delete_permanently=True)
	for kept, (kind, name) in BESIDE.items():
		_remove(kept, {kind: doctype, name: about})


def _remove(doctype: str, filters: dict) -> None:
	frappe.db.delete(doctype, filters)
