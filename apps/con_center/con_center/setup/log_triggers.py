"""Triggers of the database that keep the approval log append-only even for what goes past the documents.

They stop `frappe.db.set_value`, `frappe.db.delete`, the console and imports alike. Restoring a backup drops and
makes the table anew, which they do not hinder.
"""

import frappe

TABLE = "tabApproval Log"
REFUSAL = "The approval log only grows: an entry cannot be changed or deleted."


def existing() -> list[str]:
	"""Return the names of the log's triggers that are there."""
	return frappe.db.sql_list(
		"select trigger_name from information_schema.triggers where event_object_schema = database()"
		" and event_object_table = %s",
		TABLE,
	)


def create() -> None:
	"""Create the triggers, if they are missing."""
	there = existing()
	for event in ("update", "delete"):
		if f"approval_log_no_{event}" not in there:
			frappe.db.sql_ddl(
				f"create trigger `approval_log_no_{event}` before {event} on `{TABLE}` for each row"
				f" signal sqlstate '45000' set message_text = '{REFUSAL}'"
			)
