from frappe import _

from con_center.correspondence import registers
from con_center.correspondence.registers import column

FIELDS = (
	"name",
	"register_number",
	"received_on",
	"their_number",
	"their_date",
	"sender",
	"addressed_to",
	"subject",
	"status",
	"assigned_name",
	"note",
)


def execute(filters: dict | None = None):
	"""The register of letters received in a year; filters: office or area, year (Buddhist era)."""
	asked = registers.asked(filters, "Incoming Letter")
	wanted = {"area": asked.area, "year": asked.year}
	if asked.office:
		wanted["office"] = asked.office
	rows = registers.entries("Incoming Letter", wanted, list(FIELDS))
	for row in rows:
		row.entry_day = registers.entry_day(row.received_on)
		if row.is_hidden:
			continue
		row.action = ": ".join(part for part in (_(row.status), row.assigned_name) if part)
	return columns(), rows, registers.heading(asked.area, asked.office, asked.year)


def columns() -> list[dict]:
	return [
		column("register_number", _("Number in the Register"), "Int", 110),
		column("received_on", _("Received On"), "Datetime", 150),
		column("their_number", _("Number of the Letter"), "Data", 150),
		column("their_date", _("Dated"), "Date", 120),
		column("sender", _("From Whom"), "Data", 200),
		column("addressed_to", _("To Whom"), "Data", 200),
		column("subject", _("Subject"), "Data", 320),
		column("action", _("What Was Done"), "Data", 180),
		column("note", _("Note"), "Data", 200),
		column("name", _("Letter"), "Link", 130, options="Incoming Letter"),
	]
