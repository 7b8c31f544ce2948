"""The ladder of an official letter: written, checked by the head of the unit, signed, numbered, sent, closed.

Who signs is the office's own affair (`signed_by`): the head of the area as a signatory, or who heads the office. A letter
of the department is signed by another of its officers than wrote it: no source says who signs for it.
"""

from con_center.approval.ladder import (
	CENTRAL,
	DISTRICT,
	OF_COUNTRY,
	OF_DISTRICT,
	OF_PROVINCE,
	PROVINCE,
	SIGN_DISTRICT,
	SIGN_PROVINCE,
	Ladder,
)
from con_center.approval.meaning import CANCELLED, IN_FORCE, OWN_WORK, RETURNED, REVIEW, TO_SIGN

# what states of letters mean, besides what all ladders share
SIGNED, SENT, CLOSED = "Signed, Without a Number", "Sent", "Closed"
# it has its number, and nothing that is printed changes any more
ISSUED = (IN_FORCE, SENT, CLOSED)

WRITERS = ((DISTRICT, OF_DISTRICT), (PROVINCE, OF_PROVINCE), (CENTRAL, OF_COUNTRY))
BY_AREA, BY_OFFICE = 'doc.signed_by == "Head of the Area"', 'doc.signed_by == "Head of the Office"'
SIGNERS = (
	(SIGN_DISTRICT, f"{OF_DISTRICT} and {BY_AREA}"),
	(SIGN_PROVINCE, f"{OF_PROVINCE} and {BY_AREA}"),
	(DISTRICT, f"{OF_DISTRICT} and {BY_OFFICE}"),
	(PROVINCE, f"{OF_PROVINCE} and {BY_OFFICE}"),
	(CENTRAL, OF_COUNTRY),
)
AT_ONCE, LATER = "not doc.numbered_later", "doc.numbered_later"
WRITTEN_HERE, ON_PAPER = "not doc.on_paper", "doc.on_paper"

STATES = (
	*(("Draft", 0, role) for role, _level in WRITERS),
	*(("Unit Review", 0, role) for role, _level in WRITERS),
	*(("Awaiting Signature", 0, role) for role in dict.fromkeys(role for role, _by in SIGNERS)),
	*(("Returned", 0, role) for role, _level in WRITERS),
	*(("Signed", 0, role) for role, _level in WRITERS),
	*((state, 1, role) for state in ("Issued", "Letter Sent", "Letter Closed") for role, _level in WRITERS),
	*(("Cancelled", 2, role) for role, _level in WRITERS),
)


def by(steps, roles) -> tuple[tuple, ...]:
	"""Return rows of the Workflow: (state, action, next state, condition, himself) for each (role, condition)."""
	return tuple(
		(state, action, following, role, f"{level} and {condition}" if condition else level, himself)
		for state, action, following, condition, himself in steps
		for role, level in roles
	)


TRANSITIONS = (
	*by(
		(
			("Draft", "Send Up", "Unit Review", WRITTEN_HERE, 1),
			("Returned", "Send Up", "Unit Review", WRITTEN_HERE, 1),
			("Draft", "Give Number", "Issued", ON_PAPER, 1),
			("Unit Review", "Check and Forward", "Awaiting Signature", None, 0),
			("Unit Review", "Return", "Returned", None, 1),
		),
		WRITERS,
	),
	*by(
		(
			("Awaiting Signature", "Sign and Issue", "Issued", AT_ONCE, 0),
			("Awaiting Signature", "Sign", "Signed", LATER, 0),
			("Awaiting Signature", "Return", "Returned", None, 1),
		),
		SIGNERS,
	),
	*by(
		(
			("Signed", "Give Number", "Issued", None, 1),
			("Issued", "Send Letter", "Letter Sent", None, 1),
			("Letter Sent", "Close", "Letter Closed", None, 1),
		),
		WRITERS,
	),
	*by(
		tuple(
			(state, "Cancel Document", "Cancelled", None, 1)
			for state in ("Issued", "Letter Sent", "Letter Closed")
		),
		SIGNERS,
	),
)

MEANINGS = {
	"Draft": OWN_WORK,
	"Unit Review": REVIEW,
	"Awaiting Signature": TO_SIGN,
	"Returned": RETURNED,
	"Signed": SIGNED,
	"Issued": IN_FORCE,
	"Letter Sent": SENT,
	"Letter Closed": CLOSED,
	"Cancelled": CANCELLED,
}

LADDERS = (
	Ladder(
		"Official Letter Approval",
		"Official Letter",
		STATES,
		TRANSITIONS,
		MEANINGS,
		# a letter that is out waits for its answers, not for whoever closes it
		rests=("Letter Sent",),
	),
)
