from con_center.access.rows import Row
from con_center.thai import full_name, normalize_name, person_key


class CommitteeMember(Row):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agency: DF.Data | None
		first_name: DF.Data | None
		full_name: DF.Data | None
		joined_on: DF.Date | None
		last_name: DF.Data | None
		leaving_reason: DF.Link | None
		left_on: DF.Date | None
		organization: DF.Link | None
		organization_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		phone: DF.Data | None
		post: DF.Data | None
		replaces: DF.Data | None
		role: DF.Link
		status: DF.Literal["Sitting", "Left"]
		title: DF.Data | None
		village: DF.Data | None
	# end: auto-generated types


def is_named(row) -> bool:
	return bool(row.get("first_name") or row.get("last_name"))


def key_of(row) -> str:
	"""Return the key by which two rows are taken for one member: the person's name, else the post."""
	return person_key(row.first_name, row.last_name) if is_named(row) else normalize_name(row.post or "")


def called(row) -> str:
	"""Return what a member is called: by name, or by the post alone."""
	return full_name(row.title, row.first_name, row.last_name) if is_named(row) else (row.post or "")
