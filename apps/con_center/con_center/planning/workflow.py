"""The ladder of an action plan, and the steps of a project."""

from con_center.approval.ladder import DISTRICT, PROVINCE, SUB, Ladder, of_an_office
from con_center.approval.meaning import CANCELLED, OWN_WORK

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
	of_an_office("Action Plan Approval", "Action Plan", "Approve", "Plan Approved"),
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
