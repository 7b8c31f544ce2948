"""The ladder of an action plan."""

from con_center.approval.ladder import (
	CENTRAL,
	DISTRICT,
	OF_COUNTRY,
	PROVINCE,
	SENT_UP,
	SUB,
	Ladder,
	from_maker,
)
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, PASSED, RETURNED, REVIEW

# An action plan goes from the center's level to the district and the province (issue: sub-district, district,
# province). No source names anybody above the province who decides on a province's plan: a second officer of the
# same office reads it, so that nobody approves what he wrote. The same holds for the central office.
STATES = (
	("Draft", 0, SUB),
	("Draft", 0, DISTRICT),
	("Draft", 0, PROVINCE),
	("Draft", 0, CENTRAL),
	("District Review", 0, DISTRICT),
	("Province Review", 0, PROVINCE),
	("Central Review", 0, CENTRAL),
	("Returned", 0, SUB),
	("Returned", 0, DISTRICT),
	("Returned", 0, PROVINCE),
	("Returned", 0, CENTRAL),
	("Plan Approved", 1, PROVINCE),
	("Cancelled", 2, PROVINCE),
)

TRANSITIONS = (
	*from_maker("Send Up", *SENT_UP, ("Central Review", CENTRAL, OF_COUNTRY, 1)),
	("District Review", "Forward to Province", "Province Review", DISTRICT, None, 0),
	("District Review", "Return", "Returned", DISTRICT, None, 1),
	("Province Review", "Approve", "Plan Approved", PROVINCE, None, 0),
	("Province Review", "Return", "Returned", PROVINCE, None, 1),
	("Central Review", "Approve", "Plan Approved", CENTRAL, None, 0),
	("Central Review", "Return", "Returned", CENTRAL, None, 1),
	("Plan Approved", "Cancel Document", "Cancelled", PROVINCE, 'doc.level != "Country"', 1),
	("Plan Approved", "Cancel Document", "Cancelled", CENTRAL, OF_COUNTRY, 1),
)

MEANINGS = {
	"Draft": OWN_WORK,
	"District Review": REVIEW,
	"Province Review": PASSED,
	"Central Review": PASSED,
	"Returned": RETURNED,
	"Plan Approved": IN_FORCE,
	"Cancelled": CANCELLED,
}

# projects of the sub-district plan: what becomes of one in the plans that it is passed on to. No source names anybody
# who decides on the ladder itself; who may pass on and answer hangs on the plan (`plan_project.MAY_PASS_ON`)
AGREED, PASSED_ON, FUNDED, NOT_FUNDED = "Agreed", "Passed On", "Funded", "Not Funded"
DONE, MERGED, DIVIDED = "Done", "Merged", "Split"
# a project stands in the plan once the forum has agreed, and until it is withdrawn or has become another one
IN_PLAN = (AGREED, PASSED_ON, FUNDED, NOT_FUNDED, DONE)
GONE = (MERGED, DIVIDED, CANCELLED)

PROJECT_MEANINGS = {
	"Draft": OWN_WORK,
	"Agreed in Forum": AGREED,
	"Passed On": PASSED_ON,
	"Funded": FUNDED,
	"Not Funded": NOT_FUNDED,
	"Done": DONE,
	"Merged": MERGED,
	"Split": DIVIDED,
	"Withdrawn": CANCELLED,
}

KEEPERS = (SUB, DISTRICT, PROVINCE, "CON Administrator")

PROJECT_STATES = tuple((state, 0, role) for state in PROJECT_MEANINGS for role in KEEPERS)

AGREE, PASS_ON, ANSWER, FINISH, WITHDRAW = "Agree in Forum", "Pass On", "Note an Answer", "Finish", "Withdraw"
MERGE, SPLIT, BRING_BACK = "Merge", "Split", "Bring Back"
# what these ask for
FORUM, PLAN, OUTCOME_IN_PLAN, RESULT = "Forum", "Which Plan", "Answer of a Plan", "Outcome of the Work"

PROJECT_STEPS = (
	("Draft", AGREE, "Agreed in Forum", None),
	*((state, PASS_ON, "Passed On", None) for state in ("Agreed in Forum", "Passed On", "Not Funded")),
	# where an answer leads hangs on those of the other plans, too: the project says which of these is taken
	*(
		(state, ANSWER, after, "doc.open_referrals > 0")
		for state in ("Passed On", "Funded")
		for after in ("Passed On", "Funded", "Not Funded", "Agreed in Forum")
	),
	("Funded", FINISH, "Done", None),
	("Agreed in Forum", FINISH, "Done", 'doc.way == "Do Alone"'),
	*((state, WITHDRAW, "Withdrawn", None) for state in ("Draft", "Agreed in Forum", "Not Funded")),
	*((state, MERGE, "Merged", None) for state in ("Draft", "Agreed in Forum")),
	*((state, SPLIT, "Split", None) for state in ("Draft", "Agreed in Forum")),
	*(
		(state, BRING_BACK, after, None)
		for state in ("Merged", "Split")
		for after in ("Draft", "Agreed in Forum")
	),
)

PROJECT_TRANSITIONS = tuple(
	(state, action, after, role, condition, 1)
	for state, action, after, condition in PROJECT_STEPS
	for role in KEEPERS
)

LADDERS = (
	Ladder("Action Plan Approval", "Action Plan", STATES, TRANSITIONS, MEANINGS),
	Ladder(
		"Plan Project Steps",
		"Plan Project",
		PROJECT_STATES,
		PROJECT_TRANSITIONS,
		PROJECT_MEANINGS,
		follows=(MERGE, SPLIT, BRING_BACK),
		asks_for={AGREE: FORUM, PASS_ON: PLAN, ANSWER: OUTCOME_IN_PLAN, FINISH: RESULT},
		waits=False,
	),
)
