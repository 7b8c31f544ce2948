"""The approval log was kept append-only by triggers, which no backup could carry to another database: now by seals.

The log is copied and put in the place of the table with the triggers: where MariaDB keeps a binary log, it lets
nobody but SUPER drop a trigger, and drops it with its table for everybody.
"""

import frappe

from con_center.approval import seals

COPY, BEFORE = "__Approval Log Copy", "__Approval Log Before"


def execute():
	if triggers():
		frappe.db.sql_ddl(f"drop table if exists `{COPY}`")
		frappe.db.sql_ddl(f"create table `{COPY}` like `{seals.LOG}`")
		frappe.db.sql_ddl(f"insert into `{COPY}` select * from `{seals.LOG}`")
		frappe.db.sql_ddl(f"rename table `{seals.LOG}` to `{BEFORE}`, `{COPY}` to `{seals.LOG}`")
		frappe.db.sql_ddl(f"drop table `{BEFORE}`")
	seals.install()


def triggers() -> list[str]:
	"""Return the names of the log's triggers."""
	return frappe.db.sql_list(
		"select trigger_name from information_schema.triggers"
		" where event_object_schema = database() and event_object_table = %s",
		seals.LOG,
	)
