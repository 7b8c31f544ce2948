"""The ladder of a province's yearly report: written, signed for the province by somebody else, taken in by the department.

No source says who signs it: the head of the province does, as of what else leaves the house, and an admin changes it.
"""

from con_center.approval.ladder import CENTRAL, PROVINCE, SIGN_PROVINCE, Ladder, from_maker
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, PASSED, RETURNED, TO_SIGN

STATES = (
	("Draft", 0, PROVINCE),
	("Awaiting Signature", 0, SIGN_PROVINCE),
	("Report Sent", 0, CENTRAL),
	("Returned", 0, PROVINCE),
	("Report Accepted", 1, CENTRAL),
	("Cancelled", 2, CENTRAL),
)
TRANSITIONS = (
	*from_maker("Send Up", ("Awaiting Signature", PROVINCE, None, 1)),
	("Awaiting Signature", "Sign and Send", "Report Sent", SIGN_PROVINCE, None, 0),
	("Awaiting Signature", "Return", "Returned", SIGN_PROVINCE, None, 1),
	("Report Sent", "Accept the Report", "Report Accepted", CENTRAL, None, 0),
	("Report Sent", "Return", "Returned", CENTRAL, None, 1),
	("Report Accepted", "Cancel Document", "Cancelled", CENTRAL, None, 1),
)
MEANINGS = {
	"Draft": OWN_WORK,
	"Awaiting Signature": TO_SIGN,
	"Report Sent": PASSED,
	"Returned": RETURNED,
	"Report Accepted": IN_FORCE,
	"Cancelled": CANCELLED,
}
LADDERS = (Ladder("Yearly Report Approval", "Yearly Report", STATES, TRANSITIONS, MEANINGS),)
