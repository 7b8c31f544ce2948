"""Yearly reports for tests."""

import frappe

from con_center.approval.factories import decide_anyway, take
from con_center.organization.factories import (
	FISCAL_YEAR,
	OWN,
	areas_of,
	make_assignment,
	make_center,
	make_officer,
	make_user,
	signed_in,
)

WAY = (("province", "Send Up"), ("governor", "Sign and Send"))
STEPS_TO = {"Draft": 0, "Awaiting Signature": 1, "Report Sent": 2, "Report Accepted": 3}


def make_central() -> str:
	"""Return the e-mail of an officer of the department."""
	user = make_user("central")
	if not frappe.db.exists("Officer Assignment", {"user": user}):
		make_assignment(user, "เจ้าหน้าที่กรมการพัฒนาชุมชน", "00")
	return user


def make_yearly_report(area: str = OWN["province"], fiscal_year: int | None = None, **values):
	"""Return a draft of a province's report, begun by its officer: of a year of which it has none yet."""
	areas = areas_of(f"{area}0101")
	for center in areas.values():
		make_center(center)
	taken = frappe.get_all("Yearly Report", filters={"area": area}, pluck="fiscal_year")
	year = fiscal_year or next(y for y in range(FISCAL_YEAR, FISCAL_YEAR - 20, -1) if y not in taken)
	with signed_in(make_officer("province", areas)):
		return frappe.get_doc(
			{"doctype": "Yearly Report", "area": area, "fiscal_year": year, **values}
		).insert()


def complete(report):
	"""Return the report with what its province fills in."""
	with signed_in(report.owner):
		for row in report.parts:
			row.text = (row.text or "").replace("……", "ไม่มี")
		return report.save()


def make_yearly_report_in(state: str, area: str = OWN["province"]):
	"""Return a report that has come as far as this state."""
	steps = STEPS_TO[state]
	report = complete(make_yearly_report(area))
	if steps:
		report = take(report, *WAY[:steps])
	if steps == 3:
		with signed_in(make_central()):
			report = decide_anyway(report.doctype, report.name, "Accept the Report", report.modified)
	return report


SAMPLES = {"Yearly Report": lambda areas: make_yearly_report(areas["province"])}
IN_STATES = {"Yearly Report": (STEPS_TO, lambda state, area: make_yearly_report_in(state, area[:2]))}
