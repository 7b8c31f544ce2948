"""Tells whether all files that were issued are still what was made: after a restore, for instance (docs/operations.md)."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import frappe

from con_center.approval import seals
from con_center.issuing.doctype.issued_file.issued_file import SEALED

PAGE = 1000


def verify_all(until: str | None = None) -> dict:
	"""Compare every file with the hash of what was made; until: of those alone that were made up to this moment.

	Returns {"files": int, "damaged": names of the Issued Files whose file is lost or not what was made,
	"lost": int, records that were changed or removed (`seals.lost`), "digest": SHA-256 (hex) of all hashes}.
	"""
	hashes, damaged = [], []
	for record, file in _all(until):
		hashes.append(record.sha256)
		if _hash_of(file) != record.sha256:
			damaged.append(record.name)
	digest = hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()
	return {"files": len(hashes), "damaged": damaged, "lost": seals.lost(SEALED), "digest": digest}


def _all(until: str | None) -> Iterator[tuple]:
	"""Yield each Issued File with its File, or None, some at a time."""
	start = 0
	while found := frappe.get_all(
		"Issued File",
		filters={"creation": ("<=", until)} if until else None,
		fields=["name", "file", "sha256"],
		order_by="creation, name",
		limit_start=start,
		limit_page_length=PAGE,
	):
		files = {
			row.name: frappe.get_doc({"doctype": "File", **row})
			for row in frappe.get_all(
				"File",
				filters={"name": ("in", [record.file for record in found])},
				fields=["name", "file_name", "file_url", "is_private"],
			)
		}
		yield from ((record, files.get(record.file)) for record in found)
		start += PAGE


def _hash_of(file) -> str | None:
	try:
		return hashlib.sha256(Path(file.get_full_path()).read_bytes()).hexdigest() if file else None
	except OSError:
		return None
