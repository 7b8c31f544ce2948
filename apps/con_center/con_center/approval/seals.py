"""What keeps the approval log append-only in the database, even for what goes past the documents; and issued files.

Each entry has a column that the database computes itself, the SHA-256 of all others, and beside the log stands a table
of these seals. Each of the two refers to the other by a foreign key: an entry that is changed or removed would leave
its seal behind, and a seal its entry, so that MariaDB refuses. This stops `frappe.db.set_value`, `frappe.db.delete`,
the console, imports, TRUNCATE and DROP. Unlike triggers, foreign keys need no right that a dump cannot carry: they come
back by a plain `bench restore`. A seal whose entry is gone stays, and tells of it (`approval.log.verify_all`).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import frappe
from frappe import _

SEAL = "_seal"


@dataclass(frozen=True)
class Sealed:
	"""A DocType whose documents are sealed, and what MariaDB says in its refusal: it names the constraint."""

	doctype: str
	said: str

	@property
	def table(self) -> str:
		return f"tab{self.doctype}"

	@property
	def seals(self) -> str:
		# as Frappe's own tables that are no documents: `bench trim-database` and `trim-tables` leave both names alone
		return f"__{self.doctype} Seal"

	@property
	def of_entry(self) -> str:
		return self.said

	@property
	def of_seal(self) -> str:
		return f"{self.said}: seal"


APPROVALS = Sealed("Approval Log", "the approval log only grows")
LOG, SEALS = APPROVALS.table, APPROVALS.seals


def install(of: Sealed = APPROVALS) -> None:
	"""Seal the log as it is. Entries that have no seal yet get one: those of a log that was restored alone, too."""
	if not columns(of):
		frappe.db.updatedb(of.doctype)
	if not is_sealed(of):
		note_lost(of)
		unseal(of)
		make(of)
	add_missing(of)


def note_lost(of: Sealed = APPROVALS) -> None:
	"""Note in the Error Log what the old seals tell, before they are made anew."""
	if constraints(of) and (count := lost(of)):
		frappe.log_error(_("{0}: {1} entries were changed or removed.").format(_(of.doctype), count))


def is_sealed(of: Sealed = APPROVALS) -> bool:
	"""Tell whether both foreign keys stand, over every column that the log has now."""
	if constraints(of) != {of.of_entry, of.of_seal}:
		return False
	expression = frappe.db.sql(
		"select generation_expression from information_schema.columns"
		" where table_schema = database() and table_name = %s and column_name = %s",
		(of.table, SEAL),
	)[0][0]
	return set(re.findall(r"`(\w+)`", expression)) == set(columns(of))


def constraints(of: Sealed = APPROVALS) -> set[str]:
	"""Return the names of the foreign keys that stand."""
	return set(
		frappe.db.sql_list(
			"select constraint_name from information_schema.referential_constraints"
			" where constraint_schema = database() and table_name in (%s, %s)",
			(of.table, of.seals),
		)
	)


def columns(of: Sealed = APPROVALS) -> list[str]:
	"""Return what a seal covers: all columns of the log."""
	return frappe.db.sql_list(
		"select column_name from information_schema.columns"
		" where table_schema = database() and table_name = %s and column_name != %s order by ordinal_position",
		(of.table, SEAL),
	)


def make(of: Sealed = APPROVALS) -> None:
	covered = ", ".join(f"`{column}`" for column in columns(of))
	kind = "char(64) character set ascii collate ascii_bin"
	frappe.db.sql_ddl(
		f"alter table `{of.table}` add column `{SEAL}` {kind}"
		f" generated always as (sha2(json_array({covered}), 256)) stored, add unique key `{SEAL}` (`{SEAL}`)"
	)
	frappe.db.sql_ddl(f"create table `{of.seals}` (seal {kind} primary key) engine = InnoDB")
	add_missing(of)
	refer(of.seals, "seal", of.table, SEAL, of.of_seal)
	refer(of.table, SEAL, of.seals, "seal", of.of_entry)


def refer(table: str, column: str, other: str, other_column: str, name: str) -> None:
	frappe.db.sql_ddl(
		f"alter table `{table}` add constraint `{name}` foreign key (`{column}`)"
		f" references `{other}` (`{other_column}`)"
	)


def add(name: str, of: Sealed = APPROVALS) -> None:
	"""Seal a new entry. Nothing is looked up: two who look for seals that are not there lock each other out."""
	frappe.db.sql(
		f"insert into `{of.seals}` (seal) select `{SEAL}` from `{of.table}` where name = %(name)s",
		{"name": name},
	)


def add_missing(of: Sealed = APPROVALS) -> None:
	"""Seal the entries that have no seal."""
	frappe.db.sql(
		f"insert into `{of.seals}` (seal) select entry.`{SEAL}` from `{of.table}` entry"
		f" left join `{of.seals}` seal on seal.seal = entry.`{SEAL}` where seal.seal is null"
	)


def unseal(of: Sealed = APPROVALS) -> None:
	"""Take the seals away, to make them anew over other columns."""
	frappe.db.sql_ddl(f"alter table if exists `{of.seals}` drop foreign key if exists `{of.of_seal}`")
	frappe.db.sql_ddl(
		f"alter table `{of.table}` drop foreign key if exists `{of.of_entry}`, drop key if exists `{SEAL}`,"
		f" drop column if exists `{SEAL}`"
	)
	remove(of)


def let_go() -> None:
	"""Let the log be dropped by this process."""
	frappe.db.sql("set foreign_key_checks = 0")


def remove(of: Sealed = APPROVALS) -> None:
	"""Remove the seals of a log that is no more."""
	frappe.db.sql_ddl(f"drop table if exists `{of.seals}`")
	frappe.db.sql("set foreign_key_checks = 1")


@contextmanager
def open_to_entries() -> Iterator[None]:
	"""Let entries be inserted before their seals: alone, the database would take neither. Seal them afterwards."""
	frappe.db.sql("set foreign_key_checks = 0")
	try:
		yield
	finally:
		frappe.db.sql("set foreign_key_checks = 1")


def lost(of: Sealed = APPROVALS) -> int:
	"""Return how many seals have no entry as it was: changed or removed, or decided on after what was restored."""
	return frappe.db.sql(
		f"select count(*) from `{of.seals}` seal left join `{of.table}` entry on entry.`{SEAL}` = seal.seal"
		" where entry.name is null"
	)[0][0]
