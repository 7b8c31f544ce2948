"""The ladder of a progress report."""

from con_center.approval.ladder import (
	CENTRAL,
	DISTRICT,
	OF_DISTRICT,
	OF_PROVINCE,
	PROVINCE,
	SIGN_DISTRICT,
	SIGN_PROVINCE,
	Ladder,
	from_maker,
)
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, PASSED, RETURNED, REVIEW

# progress reports: written and sent at the office that reports, then checked and accepted at the one above. Whoever
# reports sends it himself: the form has one signature, that of the reporter (seed 003)
STATES = (
	("Draft", 0, DISTRICT),
	("Draft", 0, PROVINCE),
	("Report Sent", 0, PROVINCE),
	("Report Sent", 0, CENTRAL),
	("Report Checked", 0, PROVINCE),
	("Returned", 0, DISTRICT),
	("Returned", 0, PROVINCE),
	("Report Accepted", 1, PROVINCE),
	("Report Accepted", 1, CENTRAL),
	("Cancelled", 2, PROVINCE),
)

TRANSITIONS = (
	*from_maker(
		"Send the Report",
		("Report Sent", DISTRICT, OF_DISTRICT, 1),
		("Report Sent", SIGN_DISTRICT, OF_DISTRICT, 1),
		("Report Sent", PROVINCE, OF_PROVINCE, 1),
		("Report Sent", SIGN_PROVINCE, OF_PROVINCE, 1),
	),
	("Report Sent", "Mark as Checked", "Report Checked", PROVINCE, OF_DISTRICT, 0),
	("Report Sent", "Return", "Returned", PROVINCE, OF_DISTRICT, 1),
	("Report Sent", "Accept the Report", "Report Accepted", CENTRAL, OF_PROVINCE, 0),
	("Report Sent", "Return", "Returned", CENTRAL, OF_PROVINCE, 1),
	("Report Checked", "Accept the Report", "Report Accepted", PROVINCE, OF_DISTRICT, 0),
	("Report Checked", "Return", "Returned", PROVINCE, OF_DISTRICT, 1),
	("Report Accepted", "Cancel Document", "Cancelled", PROVINCE, OF_DISTRICT, 1),
	("Report Accepted", "Cancel Document", "Cancelled", CENTRAL, OF_PROVINCE, 1),
)

MEANINGS = {
	"Draft": OWN_WORK,
	"Report Sent": REVIEW,
	"Report Checked": PASSED,
	"Returned": RETURNED,
	"Report Accepted": IN_FORCE,
	"Cancelled": CANCELLED,
}

LADDERS = (Ladder("Progress Report Approval", "Progress Report", STATES, TRANSITIONS, MEANINGS),)
