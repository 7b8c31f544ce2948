"""The steps of a dispute. No source names anybody who decides on it, and it is kept from superiors: who keeps it takes them."""

from con_center.approval.ladder import DISTRICT, SUB, Ladder
from con_center.approval.meaning import CANCELLED, OWN_WORK, REOPENED

# what states of disputes mean, besides what all ladders share
CONSENTED, MEDIATING = "Both Sides Consented", "In Mediation"
AGREED, NOT_AGREED, SENT_ON = "Agreement Reached", "No Agreement", "Sent to Another Office"
KEPT, BROKEN, CLOSED = "Agreement Kept", "Agreement Broken", "Dispute Closed"
# what was agreed stays as it was signed
SETTLED = (AGREED, KEPT, BROKEN)
# it has ended, and is closed when somebody does so
ENDED = (NOT_AGREED, SENT_ON, KEPT, BROKEN)
# nothing changes any more
OVER = (CLOSED, CANCELLED)

KEEPERS = (SUB, DISTRICT)

MEANINGS = {
	"Dispute Received": OWN_WORK,
	"Consented": CONSENTED,
	"In Mediation": MEDIATING,
	"Agreement Reached": AGREED,
	"Ended Without Agreement": NOT_AGREED,
	"Dispute Sent On": SENT_ON,
	"Agreement Kept": KEPT,
	"Agreement Broken": BROKEN,
	"Dispute Closed": CLOSED,
	"Dispute Reopened": REOPENED,
	"Dispute Withdrawn": CANCELLED,
}
STATES = tuple((state, 0, role) for state in MEANINGS for role in KEEPERS)

REFER, NO_AGREEMENT, BREAK = "Refer the Dispute", "End Without Agreement", "Agreement Is Broken"
REOPEN = "Reopen the Dispute"
# what a referral asks for
WHERE_TO = "Which Office"

STEPS = (
	("Dispute Received", "Both Sides Consent", "Consented"),
	*((state, "Begin Mediation", "In Mediation") for state in ("Consented", "Dispute Reopened")),
	("In Mediation", "Agreement Is Reached", "Agreement Reached"),
	("In Mediation", NO_AGREEMENT, "Ended Without Agreement"),
	*(
		(state, REFER, "Dispute Sent On")
		for state in (
			"Dispute Received",
			"Consented",
			"In Mediation",
			"Ended Without Agreement",
			"Agreement Broken",
			"Dispute Reopened",
		)
	),
	("Agreement Reached", "Agreement Is Kept", "Agreement Kept"),
	("Agreement Reached", BREAK, "Agreement Broken"),
	*(
		(state, "Close the Dispute", "Dispute Closed")
		for state in ("Agreement Kept", "Agreement Broken", "Ended Without Agreement", "Dispute Sent On")
	),
	("Dispute Closed", REOPEN, "Dispute Reopened"),
	*(
		(state, "Withdraw the Dispute", "Dispute Withdrawn")
		for state in ("Dispute Received", "Consented", "In Mediation", "Dispute Reopened")
	),
)
# what is closed and has lost its names is not taken up again
CONDITIONS = {REOPEN: "not doc.anonymised_on"}
TRANSITIONS = tuple((*step, role, CONDITIONS.get(step[1]), 1) for step in STEPS for role in KEEPERS)

LADDERS = (
	Ladder(
		"Dispute Steps",
		"Dispute Case",
		STATES,
		TRANSITIONS,
		MEANINGS,
		asks=(NO_AGREEMENT, BREAK),
		asks_for={REFER: WHERE_TO},
		waits=False,
	),
)
