"""The ladders of an assessment and of the district that confirms all of its own at once."""

from con_center.approval.ladder import CENTRAL, DISTRICT, PROVINCE, SUB, Ladder
from con_center.approval.meaning import IN_FORCE, OWN_WORK, PASSED, REOPENED, RETURNED, REVIEW

# assessments: the center's own score, the district's, and the province's for the whole district at once
ASSESSMENT_STATES = (
	("Self-assessment", 0, SUB),
	("Self-assessment", 0, DISTRICT),
	("District Scoring", 0, DISTRICT),
	("Scoring Complete", 0, PROVINCE),
	("Returned", 0, SUB),
	("Returned", 0, DISTRICT),
	("Confirmed", 0, PROVINCE),
)

# these follow from the decision on the district: nobody takes them on one assessment
FOLLOWING = ("Confirm with the District", "Unlock with the District")

ASSESSMENT_TRANSITIONS = (
	*tuple(
		(state, "Send to the District", "District Scoring", role, None, 1)
		for state in ("Self-assessment", "Returned")
		for role in (SUB, DISTRICT)
	),
	("District Scoring", "Complete the Scoring", "Scoring Complete", DISTRICT, None, 1),
	("District Scoring", "Return", "Returned", DISTRICT, None, 1),
	("Scoring Complete", "Return", "Returned", PROVINCE, None, 1),
	("Scoring Complete", "Confirm with the District", "Confirmed", PROVINCE, None, 1),
	("Confirmed", "Unlock with the District", "Scoring Complete", PROVINCE, None, 1),
	("Confirmed", "Unlock with the District", "Scoring Complete", CENTRAL, None, 1),
)

ASSESSMENT_MEANINGS = {
	"Self-assessment": OWN_WORK,
	"District Scoring": REVIEW,
	"Scoring Complete": PASSED,
	"Returned": RETURNED,
	"Confirmed": IN_FORCE,
}

CONFIRMATION_STATES = (
	("Collecting", 0, PROVINCE),
	("Confirmed", 0, PROVINCE),
	("Unlocked", 0, PROVINCE),
)

ALL_COMPLETE = "doc.lacking == 0 and doc.expected > 0"

CONFIRMATION_TRANSITIONS = (
	("Collecting", "Confirm the District", "Confirmed", PROVINCE, ALL_COMPLETE, 1),
	("Unlocked", "Confirm the District", "Confirmed", PROVINCE, ALL_COMPLETE, 1),
	("Confirmed", "Unlock the District", "Unlocked", PROVINCE, None, 1),
	("Confirmed", "Unlock the District", "Unlocked", CENTRAL, None, 1),
)

CONFIRMATION_MEANINGS = {"Collecting": REVIEW, "Confirmed": IN_FORCE, "Unlocked": REOPENED}

LADDERS = (
	Ladder(
		"Assessment Approval",
		"Assessment",
		ASSESSMENT_STATES,
		ASSESSMENT_TRANSITIONS,
		ASSESSMENT_MEANINGS,
		follows=FOLLOWING,
	),
	Ladder(
		"District Assessment Approval",
		"District Assessment Confirmation",
		CONFIRMATION_STATES,
		CONFIRMATION_TRANSITIONS,
		CONFIRMATION_MEANINGS,
	),
)
