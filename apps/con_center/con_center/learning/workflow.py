"""The steps of a training, and the ladder of a lesson."""

from con_center.approval.ladder import CENTRAL, DISTRICT, PROVINCE, SUB, Ladder, of_an_office
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK

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
	# a lesson goes the way of an action plan, and is then read by all: no source names who publishes it
	of_an_office("Lesson Approval", "Lesson", "Publish", "Lesson Published"),
)
