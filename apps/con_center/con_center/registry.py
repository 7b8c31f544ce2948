"""What the DocTypes of this app say of themselves, read from their JSON: nothing lists them a second time.

scoped     carries the code of its area, its district and its province
named      names people in need: read by name near them alone, from above where it is referred up (`access/named.py`)
opened     of the scoped, can be opened to the readers of all areas
row        the row of a table of a scoped document
governed   has a state that changes by decisions alone (`approval`)
secret     can be marked as secret
confidential  read by who keeps it (`kept_by`) and whom its rows name (`reader`) alone: each of its documents
about_others  tells of another document, which may be secret or confidential
of_people  named or confidential: each opening of it is kept, and no number of a person is typed into it
entered    whatever is a form of its own: its fields are checked before it is saved (`entry`)
"""

import json
from functools import cache
from pathlib import Path

PLACE = {"area", "district", "province"}
STATE = "workflow_state"
# up to which level such a document is referred and until when; the tick is what a province's lists are found by
REFERRAL = ("referred_to", "referred_until", "is_referred")
# who keeps a confidential document, and in its rows, who else reads it: links to User
KEEPER, READER = "kept_by", "reader"
TABLES = ("Table", "Table MultiSelect")
# what one level sets for those below: read in every area that it holds, too, and written in its own area alone
READ_BELOW = ("Partner", "Reporting Round", "Training")
# of these, what is read below with what is attached to it: a list of names may hang on the others
FILES_READ_BELOW = ("Reporting Round",)
# what a document has ticked that whoever reads such documents reads wherever it lies
OPEN_TO_ALL = "readable_by_all"


@cache
def doctypes() -> dict[str, dict]:
	"""Return the DocTypes of this app as their JSON has them, by name."""
	files = sorted(Path(__file__).parent.glob("*/doctype/*/*.json"))
	found = [json.loads(file.read_text()) for file in files]
	return {doctype["name"]: doctype for doctype in found}


@cache
def entered() -> tuple[str, ...]:
	return tuple(name for name, doctype in doctypes().items() if not doctype.get("istable"))


@cache
def scoped() -> tuple[str, ...]:
	return tuple(name for name in entered() if PLACE <= fieldnames(name))


@cache
def named() -> tuple[str, ...]:
	return tuple(name for name in scoped() if {*REFERRAL} <= fieldnames(name))


@cache
def governed() -> tuple[str, ...]:
	return tuple(name for name in scoped() if STATE in fieldnames(name))


@cache
def secret() -> tuple[str, ...]:
	"""Return the scoped DocTypes whose documents can be secret (`access.secrecy`)."""
	return tuple(name for name in scoped() if "secrecy" in fieldnames(name))


@cache
def confidential() -> tuple[str, ...]:
	"""Return the scoped DocTypes all of whose documents are for those whom they name (`access.secrecy`)."""
	return tuple(name for name in scoped() if KEEPER in fieldnames(name))


@cache
def closed() -> tuple[str, ...]:
	"""Return the scoped DocTypes whose documents are, or can be, closed to others of their area."""
	return (*secret(), *confidential())


@cache
def tables_of_readers(doctype: str) -> tuple[str, ...]:
	"""Return the DocTypes of rows in which a confidential document names who reads it besides its keeper."""
	return tuple(row for row in tables(doctype) if READER in fieldnames(row))


@cache
def of_people() -> tuple[str, ...]:
	return (*named(), *confidential())


@cache
def about_others() -> tuple[str, ...]:
	"""Return the scoped DocTypes that tell of another document: a number that was given tells of none."""
	fields = {"reference_doctype", "reference_name"}
	return tuple(
		name for name in scoped() if fields <= fieldnames(name) and "counter" not in fieldnames(name)
	)


@cache
def opened() -> tuple[str, ...]:
	"""Return the scoped DocTypes whose documents can be opened to the readers of all areas."""
	return tuple(name for name in scoped() if OPEN_TO_ALL in fieldnames(name))


@cache
def read_wider() -> tuple[str, ...]:
	"""Return the scoped DocTypes whose documents are read by others than posts over their area, too."""
	return (*READ_BELOW, *opened())


@cache
def parent_of_row() -> dict[str, str]:
	"""Return the scoped DocType of each DocType of rows."""
	return {row: doctype for doctype in scoped() for row in tables(doctype)}


@cache
def other_parents(row: str) -> tuple[str, ...]:
	"""Return the DocTypes without an area that have rows of this DocType, too."""
	return tuple(name for name in entered() if name not in scoped() and row in tables(name))


@cache
def fieldnames(doctype: str) -> frozenset[str]:
	return frozenset(field["fieldname"] for field in doctypes()[doctype]["fields"])


def tables(doctype: str) -> list[str]:
	"""Return the DocTypes of a document's rows."""
	return [field["options"] for field in doctypes()[doctype]["fields"] if field["fieldtype"] in TABLES]


def keeps_files(doctype: str | None) -> bool:
	"""Tell whether areas below read such documents, or rows of them, without what is attached to them."""
	kind = parent_of_row().get(doctype, doctype)
	return kind in READ_BELOW and kind not in FILES_READ_BELOW


def keeps_history(doctype: str | None) -> bool:
	"""Tell whether such documents, or rows of them, are read outside of their area, too: there without how they came about."""
	return parent_of_row().get(doctype, doctype) in read_wider()


def is_scoped(doctype: str | None) -> bool:
	"""Tell whether documents of this DocType, or the documents that its rows belong to, are of an area."""
	return doctype in scoped() or doctype in parent_of_row()


def is_named(doctype: str | None) -> bool:
	"""Tell whether documents of this DocType, or the documents that its rows belong to, name people in need."""
	return doctype in named() or parent_of_row().get(doctype) in named()


def is_of_people(doctype: str | None) -> bool:
	"""Tell whether documents of this DocType, or the documents that its rows belong to, are of people by name."""
	return doctype in of_people() or parent_of_row().get(doctype) in of_people()
