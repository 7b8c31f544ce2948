"""The steps of a training, and the ladder of a lesson."""

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

# A training needs nobody's consent of its own: the plan or the letter by which it is held has that. Its organiser opens
# and closes it
OPEN = "Registration Open"
KEEPERS = (SUB, DISTRICT, PROVINCE, CENTRAL)
TRAINING_MEANINGS = {
	"Draft": OWN_WORK,
	"Registration Open": OPEN,
	"Training Closed": IN_FORCE,
	"Called Off": CANCELLED,
}
TRAINING_STATES = tuple((state, 0, role) for state in TRAINING_MEANINGS for role in KEEPERS)
OPEN_AGAIN = "Open Again"
TRAINING_STEPS = (
	("Draft", "Open Registration", "Registration Open"),
	("Registration Open", "Close Training", "Training Closed"),
	("Training Closed", OPEN_AGAIN, "Registration Open"),
	("Draft", "Call Off", "Called Off"),
	("Registration Open", "Call Off", "Called Off"),
)
TRAINING_TRANSITIONS = tuple((*step, role, None, 1) for step in TRAINING_STEPS for role in KEEPERS)

# A lesson goes the way of an action plan, and is then read by all: no source names who publishes it. A second officer
# of the same office reads that of a province or of the department
LESSON_STATES = (
	*(("Draft", 0, role) for role in KEEPERS),
	("District Review", 0, DISTRICT),
	("Province Review", 0, PROVINCE),
	("Central Review", 0, CENTRAL),
	*(("Returned", 0, role) for role in KEEPERS),
	("Lesson Published", 1, PROVINCE),
	("Cancelled", 2, PROVINCE),
)
LESSON_TRANSITIONS = (
	*from_maker("Send Up", *SENT_UP, ("Central Review", CENTRAL, OF_COUNTRY, 1)),
	("District Review", "Forward to Province", "Province Review", DISTRICT, None, 0),
	("District Review", "Return", "Returned", DISTRICT, None, 1),
	("Province Review", "Publish", "Lesson Published", PROVINCE, None, 0),
	("Province Review", "Return", "Returned", PROVINCE, None, 1),
	("Central Review", "Publish", "Lesson Published", CENTRAL, None, 0),
	("Central Review", "Return", "Returned", CENTRAL, None, 1),
	("Lesson Published", "Cancel Document", "Cancelled", PROVINCE, 'doc.level != "Country"', 1),
	("Lesson Published", "Cancel Document", "Cancelled", CENTRAL, OF_COUNTRY, 1),
)
LESSON_MEANINGS = {
	"Draft": OWN_WORK,
	"District Review": REVIEW,
	"Province Review": PASSED,
	"Central Review": PASSED,
	"Returned": RETURNED,
	"Lesson Published": IN_FORCE,
	"Cancelled": CANCELLED,
}

LADDERS = (
	Ladder(
		"Training Steps",
		"Training",
		TRAINING_STATES,
		TRAINING_TRANSITIONS,
		TRAINING_MEANINGS,
		asks=(OPEN_AGAIN,),
		waits=False,
	),
	Ladder("Lesson Approval", "Lesson", LESSON_STATES, LESSON_TRANSITIONS, LESSON_MEANINGS),
)
