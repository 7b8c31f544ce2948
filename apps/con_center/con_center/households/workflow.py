"""The ladder of a plan of help: the district agrees to what the sub-district proposes."""

from con_center.approval.ladder import DISTRICT, SUB, Ladder, from_maker
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, RETURNED, REVIEW

STATES = (
	*(("Draft", 0, role) for role in (SUB, DISTRICT)),
	("District Review", 0, DISTRICT),
	*(("Returned", 0, role) for role in (SUB, DISTRICT)),
	("Help Agreed", 0, DISTRICT),
	("Cancelled", 0, DISTRICT),
)
TRANSITIONS = (
	*from_maker("Send Up", ("District Review", SUB, None, 1), ("District Review", DISTRICT, None, 1)),
	("District Review", "Agree to Help", "Help Agreed", DISTRICT, None, 0),
	("District Review", "Return", "Returned", DISTRICT, None, 1),
	("Help Agreed", "Cancel Document", "Cancelled", DISTRICT, None, 1),
)
MEANINGS = {
	"Draft": OWN_WORK,
	"District Review": REVIEW,
	"Returned": RETURNED,
	"Help Agreed": IN_FORCE,
	"Cancelled": CANCELLED,
}
# what is agreed waits for nobody: help is given, and noted in the log
LADDERS = (Ladder("Help Plan Approval", "Help Plan", STATES, TRANSITIONS, MEANINGS, rests=("Help Agreed",)),)
