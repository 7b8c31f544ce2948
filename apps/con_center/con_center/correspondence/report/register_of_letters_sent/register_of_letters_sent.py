from frappe import _
from frappe.utils import cint

from con_center.approval.meaning import CANCELLED, states
from con_center.correspondence import numbers, registers
from con_center.correspondence.registers import column

FIELDS = (
	"name",
	"register_number",
	"number",
	"dated",
	"issued_on",
	"office_name",
	"unit",
	"addressed_to",
	"subject",
	"workflow_state",
	"cancel_reason",
	"register_note",
	"on_paper",
)
RUNS = (numbers.LETTER, numbers.CIRCULAR, numbers.CERTIFICATE)


def execute(filters: dict | None = None):
	"""The register of letters sent: every number of a run in its year, cancelled and reserved ones, too.

	filters: office or area, year (Buddhist era), run (a Number Kind).
	"""
	asked = registers.asked(filters, "Official Letter")
	run = asked.run if asked.run in RUNS else numbers.LETTER
	wanted = {"area": asked.area, "year": asked.year, "number_kind": run}
	if asked.office:
		wanted["office"] = asked.office
	cancelled = states("Official Letter", CANCELLED)
	rows = registers.entries("Official Letter", wanted, list(FIELDS))
	for row in rows:
		row.entered_on, row.entry_day = row.issued_on, registers.entry_day(row.issued_on)
		if row.is_hidden:
			continue
		row.sender = row.unit or row.office_name
		row.action = _(row.workflow_state)
		row.note = note(row, row.workflow_state in cancelled)
	return columns(), rows, registers.heading(asked.area, asked.office, asked.year)


def note(row, is_cancelled: bool) -> str:
	said = [row.register_note]
	if is_cancelled:
		said.append(_("Cancelled: {0}").format(row.cancel_reason or "–"))
	if cint(row.on_paper):
		said.append(_("Written on Paper"))
	return "; ".join(part for part in said if part)


def columns() -> list[dict]:
	return [
		column("register_number", _("Number in the Register"), "Int", 110),
		column("entered_on", _("Entered On"), "Date", 120),
		column("number", _("Number of the Letter"), "Data", 150),
		column("dated", _("Dated"), "Date", 120),
		column("sender", _("From Whom"), "Data", 200),
		column("addressed_to", _("To Whom"), "Data", 200),
		column("subject", _("Subject"), "Data", 320),
		column("action", _("What Was Done"), "Data", 130),
		column("note", _("Note"), "Data", 200),
		column("name", _("Letter"), "Link", 130, options="Official Letter"),
	]
