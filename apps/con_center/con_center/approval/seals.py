"""What keeps the approval log append-only in the database, even for what goes past the documents.

Each entry has a column that the database computes itself, the SHA-256 of all others, and beside the log stands a table
of these seals. Each of the two refers to the other by a foreign key: an entry that is changed or removed would leave
its seal behind, and a seal its entry, so that MariaDB refuses. This stops `frappe.db.set_value`, `frappe.db.delete`,
the console, imports, TRUNCATE and DROP. Unlike triggers, foreign keys need no right that a dump cannot carry: they come
back by a plain `bench restore`. A seal whose entry is gone stays, and tells of it (`approval.log.verify_all`).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

LOG = "tabApproval Log"
# as Frappe's own tables that are no documents: `bench trim-database` and `trim-tables` leave both names alone
SEALS = "__Approval Log Seal"
SEAL = "_seal"
# MariaDB names the constraint in its refusal
OF_ENTRY = "the approval log only grows"
OF_SEAL = "the approval log only grows: seal"


def install() -> None:
	"""Seal the log as it is. Entries that have no seal yet get one: those of a log that was restored alone, too."""
	if not columns():
		frappe.db.updatedb("Approval Log")
	if not is_sealed():
		note_lost()
		unseal()
		make()
	add_missing()


def note_lost() -> None:
	"""Note in the Error Log what the old seals tell, before they are made anew."""
	if constraints() and (count := lost()):
		frappe.log_error(_("Approval log: {0} entries were changed or removed.").format(count))


def is_sealed() -> bool:
	"""Tell whether both foreign keys stand, over every column that the log has now."""
	if constraints() != {OF_ENTRY, OF_SEAL}:
		return False
	expression = frappe.db.sql(
		"select generation_expression from information_schema.columns"
		" where table_schema = database() and table_name = %s and column_name = %s",
		(LOG, SEAL),
	)[0][0]
	return set(re.findall(r"`(\w+)`", expression)) == set(columns())


def constraints() -> set[str]:
	"""Return the names of the foreign keys that stand."""
	return set(
		frappe.db.sql_list(
			"select constraint_name from information_schema.referential_constraints"
			" where constraint_schema = database() and table_name in (%s, %s)",
			(LOG, SEALS),
		)
	)


def columns() -> list[str]:
	"""Return what a seal covers: all columns of the log."""
	return frappe.db.sql_list(
		"select column_name from information_schema.columns"
		" where table_schema = database() and table_name = %s and column_name != %s order by ordinal_position",
		(LOG, SEAL),
	)


def make() -> None:
	covered = ", ".join(f"`{column}`" for column in columns())
	kind = "char(64) character set ascii collate ascii_bin"
	frappe.db.sql_ddl(
		f"alter table `{LOG}` add column `{SEAL}` {kind}"
		f" generated always as (sha2(json_array({covered}), 256)) stored, add unique key `{SEAL}` (`{SEAL}`)"
	)
	frappe.db.sql_ddl(f"create table `{SEALS}` (seal {kind} primary key) engine = InnoDB")
	add_missing()
	refer(SEALS, "seal", LOG, SEAL, OF_SEAL)
	refer(LOG, SEAL, SEALS, "seal", OF_ENTRY)


def refer(table: str, column: str, other: str, other_column: str, name: str) -> None:
	frappe.db.sql_ddl(
		f"alter table `{table}` add constraint `{name}` foreign key (`{column}`)"
		f" references `{other}` (`{other_column}`)"
	)


def add_missing(name: str | None = None) -> None:
	"""Seal the entries that have no seal, or this one."""
	one = "" if name is None else "entry.name = %(name)s and"
	frappe.db.sql(
		f"insert into `{SEALS}` (seal) select entry.`{SEAL}` from `{LOG}` entry"
		f" left join `{SEALS}` seal on seal.seal = entry.`{SEAL}` where {one} seal.seal is null",
		{"name": name},
	)


def unseal() -> None:
	"""Take the seals away, to make them anew over other columns."""
	frappe.db.sql_ddl(f"alter table if exists `{SEALS}` drop foreign key if exists `{OF_SEAL}`")
	frappe.db.sql_ddl(
		f"alter table `{LOG}` drop foreign key if exists `{OF_ENTRY}`, drop key if exists `{SEAL}`,"
		f" drop column if exists `{SEAL}`"
	)
	remove()


def let_go() -> None:
	"""Let the log be dropped by this process."""
	frappe.db.sql("set foreign_key_checks = 0")


def remove() -> None:
	"""Remove the seals of a log that is no more."""
	frappe.db.sql_ddl(f"drop table if exists `{SEALS}`")
	frappe.db.sql("set foreign_key_checks = 1")


@contextmanager
def open_to_entries() -> Iterator[None]:
	"""Let entries be inserted before their seals: alone, the database would take neither. Seal them afterwards."""
	frappe.db.sql("set foreign_key_checks = 0")
	try:
		yield
	finally:
		frappe.db.sql("set foreign_key_checks = 1")


def lost() -> int:
	"""Return how many seals have no entry as it was: changed or removed, or decided on after what was restored."""
	return frappe.db.sql(
		f"select count(*) from `{SEALS}` seal left join `{LOG}` entry on entry.`{SEAL}` = seal.seal"
		" where entry.name is null"
	)[0][0]
