"""Rounds and progress reports for tests."""

import frappe
from frappe.utils import add_days, today

from con_center.access.areas import COUNTRY
from con_center.approval.factories import take
from con_center.organization.factories import FISCAL_YEAR, OWN, areas_of, make_officer, signed_in
from con_center.reporting.rounds import round_of

SENT, CHECKED, ACCEPTED = "Report Sent", "Report Checked", "Report Accepted"
REPORT_WAY = (
	("district", "Send the Report"),
	("province", "Mark as Checked"),
	("province", "Accept the Report"),
)


REPORT_STEPS_TO = {"Draft": 0, SENT: 1, CHECKED: 2, ACCEPTED: 3}


def make_round(fiscal_year: int = FISCAL_YEAR, hop: str = "District to Province", **values):
	"""Return the open round of a fiscal year (BE) and hop, for all provinces unless one is named."""
	found = frappe.db.get_value(
		"Reporting Round",
		{
			"fiscal_year": fiscal_year,
			"hop": hop,
			"area": values.get("area") or COUNTRY,
		},
	)
	with signed_in("Administrator"):
		doc = frappe.get_doc("Reporting Round", found) if found else frappe.new_doc("Reporting Round")
		doc.update(
			{
				"fiscal_year": fiscal_year,
				"hop": hop,
				"area": COUNTRY,
				"status": "Open",
				"deadline": add_days(today(), 10),
				"provenance": "หนังสือทดสอบ",
				"note": "อำเภอส่งไฟล์ ให้จังหวัด ภายใน{deadline}",
				**values,
			}
		)
		return doc.save()


def make_report(area: str = OWN["district"], user: str | None = None, **values):
	"""Return a draft progress report of a district or province, begun by its officer, in the round of its level."""
	kind, hop = (
		("district", "District to Province") if len(area) == 4 else ("province", "Province to Department")
	)
	there = round_of(area, FISCAL_YEAR)
	reporting_round = values.pop("reporting_round", None) or (there or make_round(hop=hop)).name
	with signed_in(user or make_officer(kind, areas_of(area))):
		return frappe.get_doc(
			{"doctype": "Progress Report", "reporting_round": reporting_round, "area": area, **values}
		).insert()


def make_report_in(state: str, **values):
	"""Return a district's report that has come as far as this state."""
	return take(make_report(**values), *REPORT_WAY[: REPORT_STEPS_TO[state]])


def report_in(state: str, area: str):
	"""Return the progress report of the sub-district's district in a round of its own."""
	taken = frappe.get_all("Progress Report", filters={"area": area[:4]}, pluck="fiscal_year")
	year = next(y for y in range(FISCAL_YEAR, FISCAL_YEAR + 20) if y not in taken)
	return make_report_in(state, area=area[:4], reporting_round=make_round(year, deadline=None).name)


SAMPLES = {
	"Progress Report": lambda areas: make_report(areas["district"]),
	# of a year of its own: the reports above are in the round for all
	"Reporting Round": lambda areas: make_round(
		FISCAL_YEAR - 1, area=areas["province"], items=[{"item": "ส่งทะเบียน"}]
	),
}
IN_STATES = {"Progress Report": (REPORT_STEPS_TO, report_in)}
