"""The ladder of a meeting: no source names anybody who decides on it, so whoever keeps it takes its steps."""

from con_center.approval.ladder import DISTRICT, PROVINCE, SUB, Ladder
from con_center.approval.meaning import ACKNOWLEDGED, CANCELLED, IN_FORCE, OWN_WORK

# what states of meetings mean, besides what all ladders share
CONVENED, HELD = "Convened", "Held"
WRITTEN, CORRECTED = "Minutes Written", "Minutes Corrected"
# the minutes wait for the next meeting; they are adopted, or will not be; nothing changes any more
TO_ADOPT = (WRITTEN, CORRECTED)
CLOSED = (*TO_ADOPT, IN_FORCE, ACKNOWLEDGED)
LOCKED = (IN_FORCE, ACKNOWLEDGED, CANCELLED)
# it took place, and has its number
TOOK_PLACE = (HELD, *CLOSED)
# prepared, or under way, so that its lists still follow what is known elsewhere
NOT_OPEN = (*CLOSED, CANCELLED)

KEEPERS = (SUB, DISTRICT, PROVINCE, "CON Administrator")

MEANINGS = {
	"Draft": OWN_WORK,
	"Convened": CONVENED,
	"Held": HELD,
	"Minutes Draft": WRITTEN,
	"Minutes Corrected": CORRECTED,
	"Adopted": IN_FORCE,
	"Cancelled": CANCELLED,
}

STATES = tuple((state, 0, role) for state in MEANINGS for role in KEEPERS)

ADOPT, CORRECT, CANCEL = "Adopt the Minutes", "Correct the Minutes", "Cancel the Meeting"

STEPS = (
	("Draft", "Convene", "Convened"),
	("Convened", "Meeting Is Held", "Held"),
	("Held", "Close the Meeting", "Minutes Draft"),
	("Minutes Draft", CORRECT, "Minutes Corrected"),
	("Minutes Corrected", CORRECT, "Minutes Corrected"),
	# the next meeting adopts them
	("Minutes Draft", ADOPT, "Adopted"),
	("Minutes Corrected", ADOPT, "Adopted"),
	("Draft", CANCEL, "Cancelled"),
	("Convened", CANCEL, "Cancelled"),
	("Held", CANCEL, "Cancelled"),
)

TRANSITIONS = tuple((*step, role, None, 1) for step in STEPS for role in KEEPERS)

LADDERS = (
	Ladder(
		"Meeting Steps",
		"Meeting",
		STATES,
		TRANSITIONS,
		MEANINGS,
		follows=(ADOPT,),
		asks=(CORRECT,),
		waits=False,
	),
)
