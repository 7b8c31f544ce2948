"""After how many years names go, as the office has set (CON Settings; no source states a number), and how: by a job, or by officers.

The years count from the day on which a case was closed. Removing is for good (`access.removal`).
"""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import add_days, add_years, cint, getdate, today
from pypika.terms import Criterion

from con_center.access.removal import Removal
from con_center.organization.doctype.con_settings.con_settings import setting

REMOVE = "Remove Names"
# cases in one transaction of the job
SLICE = 200
# Frappe takes a day that is not known for one before all others, unless it is asked for days between two
EARLIEST = "1900-01-01"


class KeptStillError(frappe.ValidationError):
	pass


@dataclass(frozen=True)
class Retention:
	"""How long names are kept in documents of one kind, which have the fields `closed_on` and `anonymised_on`.

	settings: what the names of its fields in CON Settings begin with. `closed_on` is set as long as a case is closed.
	"""

	settings: str
	removal: Removal

	def last_day(self) -> str | None:
		"""Return the last day on which cases were closed whose names are kept longer than is set; None if nothing is set."""
		years = cint(setting(f"{self.settings}_retention_years"))
		return add_days(add_years(today(), -years), -1) if years else None

	def long_ago(self) -> list | None:
		"""Return the filter of days up to that one; None if nothing is set."""
		day = self.last_day()
		return ["Between", [EARLIEST, day]] if day else None

	def removes(self) -> bool:
		return setting(f"{self.settings}_retention_action") == REMOVE

	def due(self) -> dict | None:
		"""Return the filters of cases whose names are kept longer than is set; None where nothing is set."""
		days = self.long_ago()
		return {"closed_on": days, "anonymised_on": ["is", "not set"]} if days else None

	def told(self) -> dict | None:
		"""Return the filters of those of which officers are told; None where nobody is, since the job removes them."""
		return None if self.removes() else self.due()

	def told_in(self, table) -> Criterion:
		"""Return the condition of `told` for a query of their table; one that finds nothing where nobody is told."""
		day = None if self.removes() else self.last_day()
		return (table.closed_on <= day) & table.anonymised_on.isnull()

	def run(self) -> None:
		"""Remove the names of what is due, a slice at a time; what was done before it is stopped stays done. Nothing if nothing is set."""
		if not self.removes() or not (day := self.last_day()):
			return
		self.removal.remove_unsaved(day)
		while names := self._next():
			self.remove_names(names)
			frappe.db.commit()  # a job: each slice is whole by itself

	def _next(self) -> list[str]:
		return frappe.get_all(
			self.removal.doctype, filters=self.due(), pluck="name", limit=SLICE, order_by=None
		)

	def is_over(self, doc) -> bool:
		"""Tell whether names of a case are kept longer than is set."""
		day = self.last_day()
		return bool(
			day and doc.closed_on and not doc.anonymised_on and getdate(doc.closed_on) <= getdate(day)
		)

	def remove_by_hand(self, name: str) -> None:
		"""Remove the names of a case that are kept for too long, by who may write it, where the office lets officers be told."""
		doc = frappe.get_doc(self.removal.doctype, name)
		doc.check_permission("write")
		if not self.is_over(doc):
			frappe.throw(
				_("{0}: its names are not kept longer than the office has set. Nothing was removed.").format(
					doc.get_title()
				),
				KeptStillError,
			)
		self.remove_names([name])

	def remove_names(self, names: list[str]) -> None:
		"""Remove what tells of somebody from cases that are closed, and note the day."""
		table = frappe.qb.DocType(self.removal.doctype)
		chosen = table.name.isin(names) & table.closed_on.isnotnull()
		# a case that somebody opens again meanwhile keeps its names
		closed = frappe.qb.from_(table).select(table.name).where(chosen).for_update().run(pluck=True)
		if not closed:
			return
		self.removal.remove_texts(closed)
		frappe.qb.update(table).set(table.anonymised_on, today()).where(table.name.isin(closed)).run()
