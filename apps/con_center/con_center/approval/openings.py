"""Who has opened a document that names people in need; and exports with names, whose reason is kept.

Other modules that export names ask `require_reason` before, and tell `keep_export` after.
"""

import frappe
from frappe import _

from con_center.access import named
from con_center.access.areas import place_of

SHORTEST_REASON = 8
MOST_SHOWN = 8


class ExportReasonError(frappe.ValidationError):
	pass


def latest(doctype: str, name: str) -> list[dict]:
	"""Return who has opened a document last: dicts of officer_name, way and opened_on, the newest first."""
	return frappe.get_all(
		named.OPENINGS,
		filters={"reference_name": name, "reference_doctype": doctype},
		fields=["officer_name", "way", "opened_on"],
		order_by="opened_on desc",
		limit=MOST_SHOWN,
	)


def require_reason(reason: str) -> str:
	"""Return the reason for which names are exported, evened out. Raises ExportReasonError where there is none."""
	said = " ".join((reason or "").split())
	if len(said) < SHORTEST_REASON:
		frappe.throw(
			_("Reason: say for what the names are needed, and who gets them; it is kept with the export."),
			ExportReasonError,
		)
	return said


def keep_export(doctype: str, area: str, reason: str, rows: int) -> None:
	"""Keep that the session user has exported names of an area (DOPA code), why, and how many rows."""
	named.note("Export", doctype, None, place_of(area), reason=require_reason(reason), rows_exported=rows)
