"""The ladders of the center's own affairs: by-laws, who joins, its funds, and who works with it.

By-laws, memberships, funds with their yearly accounts, and how benefits are shared are decided by a meeting; what is
recorded here is its resolution. No source says who looks at a draft of by-laws before the meeting: the office above
does, which helps to write them (seed 001, item 6). A cooperation counts for a measure of success (seed 000), so
somebody else than who entered it confirms it.
"""

from con_center.approval.ladder import (
	DISTRICT,
	OF_DISTRICT,
	OF_PROVINCE,
	OF_SUB_DISTRICT,
	PROVINCE,
	SENT_UP,
	SUB,
	Ladder,
	from_maker,
)
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, PASSED, RETURNED, REVIEW

# what states mean here, besides what all ladders share
REPLACED = "Replaced by a Later Version"
REFUSED, LEFT = "Not Accepted", "Left the Center"
ENDED = "Cooperation Ended"
FUND_CLOSED, SHARES_ENDED = "Fund Closed", "Sharing Ended"
# a cooperation that is, or was
CONFIRMED = (IN_FORCE, ENDED)

RESOLUTION, LEAVING, END = "Resolution of a Meeting", "Leaving", "End of the Cooperation"

# whoever keeps the papers of a center of this level
KEEPERS = (
	(SUB, OF_SUB_DISTRICT),
	(DISTRICT, OF_SUB_DISTRICT),
	(DISTRICT, OF_DISTRICT),
	(PROVINCE, OF_PROVINCE),
)
CHECKED_BY = (("District Review", DISTRICT), ("Province Review", PROVINCE))
# the office above, where there is one
ABOVE = ((DISTRICT, OF_SUB_DISTRICT), (PROVINCE, OF_DISTRICT), (PROVINCE, OF_PROVINCE))
MAKERS = (SUB, DISTRICT, PROVINCE)


def by(keepers: tuple[tuple, ...], state: str, action: str, next_state: str, himself: int = 1) -> tuple:
	"""Return a step for each of those who may take it: (role, condition)."""
	return tuple((state, action, next_state, role, condition, himself) for role, condition in keepers)


BY_LAW_STATES = (
	*(("Draft", 0, role) for role in MAKERS),
	*((state, 0, role) for state, role in CHECKED_BY),
	*(("Awaiting Resolution", 0, role) for role in (DISTRICT, PROVINCE)),
	*(("Returned", 0, role) for role in MAKERS),
	*(("By-law in Force", 1, role) for role in MAKERS),
	*(("By-law Replaced", 1, role) for role in MAKERS),
	("By-law Repealed", 2, PROVINCE),
)
BY_LAW_STEPS = (
	*from_maker("Send Up", *SENT_UP),
	*((state, "Check and Pass On", "Awaiting Resolution", role, None, 0) for state, role in CHECKED_BY),
	*((state, "Return", "Returned", role, None, 1) for state, role in CHECKED_BY),
	*by(KEEPERS, "Awaiting Resolution", "Adopt by Resolution", "By-law in Force"),
	*by(KEEPERS, "Awaiting Resolution", "Return", "Returned"),
	*by(KEEPERS, "By-law in Force", "Replace", "By-law Replaced"),
	*by(ABOVE, "By-law in Force", "Repeal", "By-law Repealed"),
)
BY_LAW_MEANINGS = {
	"Draft": OWN_WORK,
	"District Review": REVIEW,
	"Province Review": REVIEW,
	"Awaiting Resolution": PASSED,
	"Returned": RETURNED,
	"By-law in Force": IN_FORCE,
	"By-law Replaced": REPLACED,
	"By-law Repealed": CANCELLED,
}

OFFICERS = ((SUB, None), (DISTRICT, None))
MEMBERSHIP_STATES = tuple(
	(state, 0, role)
	for state in (
		"Application Received",
		"Before the Meeting",
		"Member of the Center",
		"Membership Refused",
		"Application Withdrawn",
		"Membership Ended",
	)
	for role in (SUB, DISTRICT)
)
MEMBERSHIP_STEPS = (
	*by(OFFICERS, "Application Received", "Lay before the Meeting", "Before the Meeting"),
	*by(OFFICERS, "Before the Meeting", "Accept by Resolution", "Member of the Center"),
	*by(OFFICERS, "Before the Meeting", "Refuse by Resolution", "Membership Refused"),
	*by(OFFICERS, "Application Received", "Withdraw Application", "Application Withdrawn"),
	*by(OFFICERS, "Before the Meeting", "Withdraw Application", "Application Withdrawn"),
	*by(OFFICERS, "Member of the Center", "End Membership", "Membership Ended"),
)
MEMBERSHIP_MEANINGS = {
	# from the public, too: it waits for the officer from the beginning
	"Application Received": REVIEW,
	"Before the Meeting": PASSED,
	"Member of the Center": IN_FORCE,
	"Membership Refused": REFUSED,
	"Application Withdrawn": CANCELLED,
	"Membership Ended": LEFT,
}

COOPERATION_STATES = (
	*(("Draft", 0, role) for role in MAKERS),
	*((state, 0, role) for state, role in CHECKED_BY),
	*(("Returned", 0, role) for role in MAKERS),
	*(("Cooperation Confirmed", 1, role) for role in (DISTRICT, PROVINCE)),
	*(("Cooperation Ended", 1, role) for role in (DISTRICT, PROVINCE)),
)
COOPERATION_STEPS = (
	*from_maker("Send Up", *SENT_UP),
	*((state, "Confirm Cooperation", "Cooperation Confirmed", role, None, 0) for state, role in CHECKED_BY),
	*((state, "Return", "Returned", role, None, 1) for state, role in CHECKED_BY),
	*by(ABOVE, "Cooperation Confirmed", "End Cooperation", "Cooperation Ended"),
)
COOPERATION_MEANINGS = {
	"Draft": OWN_WORK,
	"District Review": REVIEW,
	"Province Review": REVIEW,
	"Returned": RETURNED,
	"Cooperation Confirmed": IN_FORCE,
	"Cooperation Ended": ENDED,
}

FUND_STATES = (
	*(("Draft", 0, role) for role in MAKERS),
	*(("Fund in Force", 1, role) for role in MAKERS),
	*(("Fund Closed", 1, role) for role in MAKERS),
	("Fund Withdrawn", 2, PROVINCE),
)
FUND_STEPS = (
	*by(KEEPERS, "Draft", "Establish by Resolution", "Fund in Force"),
	*by(KEEPERS, "Fund in Force", "Close Fund by Resolution", "Fund Closed"),
	# entered by mistake
	*by(ABOVE, "Fund in Force", "Withdraw Fund", "Fund Withdrawn"),
)
FUND_MEANINGS = {
	"Draft": OWN_WORK,
	"Fund in Force": IN_FORCE,
	"Fund Closed": FUND_CLOSED,
	"Fund Withdrawn": CANCELLED,
}

SHARES_STATES = (
	*(("Draft", 0, role) for role in MAKERS),
	*(("Sharing Agreed", 1, role) for role in MAKERS),
	*(("Sharing Replaced", 1, role) for role in MAKERS),
	*(("Sharing Ended", 1, role) for role in MAKERS),
	("Sharing Withdrawn", 2, PROVINCE),
)
SHARES_STEPS = (
	*by(KEEPERS, "Draft", "Agree by Resolution", "Sharing Agreed"),
	*by(KEEPERS, "Sharing Agreed", "Replace", "Sharing Replaced"),
	*by(KEEPERS, "Sharing Agreed", "End by Resolution", "Sharing Ended"),
	*by(ABOVE, "Sharing Agreed", "Withdraw Agreement", "Sharing Withdrawn"),
)
SHARES_MEANINGS = {
	"Draft": OWN_WORK,
	"Sharing Agreed": IN_FORCE,
	"Sharing Replaced": REPLACED,
	"Sharing Ended": SHARES_ENDED,
	"Sharing Withdrawn": CANCELLED,
}

ACCOUNT_STATES = (
	*(("Draft", 0, role) for role in MAKERS),
	*(("Account Approved", 1, role) for role in MAKERS),
	("Account Withdrawn", 2, PROVINCE),
)
ACCOUNT_STEPS = (
	*by(KEEPERS, "Draft", "Approve Account by Resolution", "Account Approved"),
	*by(ABOVE, "Account Approved", "Withdraw Account", "Account Withdrawn"),
)
ACCOUNT_MEANINGS = {"Draft": OWN_WORK, "Account Approved": IN_FORCE, "Account Withdrawn": CANCELLED}

# later than the others: a site that has been updated gets them by a seed of their own
FUND_LADDERS = (
	Ladder(
		"Fund Steps",
		"Center Fund",
		FUND_STATES,
		FUND_STEPS,
		FUND_MEANINGS,
		asks_for={"Establish by Resolution": RESOLUTION, "Close Fund by Resolution": RESOLUTION},
		rests=("Fund in Force", "Fund Closed", "Fund Withdrawn"),
	),
	Ladder(
		"Benefit Sharing",
		"Benefit Agreement",
		SHARES_STATES,
		SHARES_STEPS,
		SHARES_MEANINGS,
		follows=("Replace",),
		asks_for={"Agree by Resolution": RESOLUTION, "End by Resolution": RESOLUTION},
		rests=("Sharing Agreed", "Sharing Replaced", "Sharing Ended", "Sharing Withdrawn"),
	),
	Ladder(
		"Fund Accounts",
		"Fund Account",
		ACCOUNT_STATES,
		ACCOUNT_STEPS,
		ACCOUNT_MEANINGS,
		asks_for={"Approve Account by Resolution": RESOLUTION},
		rests=("Account Approved", "Account Withdrawn"),
	),
)

LADDERS = (
	Ladder(
		"By-law Adoption",
		"By-law",
		BY_LAW_STATES,
		BY_LAW_STEPS,
		BY_LAW_MEANINGS,
		follows=("Replace",),
		asks_for={"Adopt by Resolution": RESOLUTION},
		rests=("By-law in Force", "By-law Replaced", "By-law Repealed"),
	),
	Ladder(
		"Membership Steps",
		"Membership Application",
		MEMBERSHIP_STATES,
		MEMBERSHIP_STEPS,
		MEMBERSHIP_MEANINGS,
		asks_for={
			"Accept by Resolution": RESOLUTION,
			"Refuse by Resolution": RESOLUTION,
			"End Membership": LEAVING,
		},
		rests=("Member of the Center", "Membership Refused", "Application Withdrawn", "Membership Ended"),
	),
	Ladder(
		"Cooperation Confirmation",
		"Cooperation",
		COOPERATION_STATES,
		COOPERATION_STEPS,
		COOPERATION_MEANINGS,
		asks_for={"End Cooperation": END},
		rests=("Cooperation Confirmed", "Cooperation Ended"),
	),
	*FUND_LADDERS,
)
