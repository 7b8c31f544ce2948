"""What there is to tell, and how it reaches who has not chosen anything."""

WAITS, RETURNED, ISSUED = "Waits for Me", "Returned", "Issued"
ACKNOWLEDGED, CONFIRMED = "Acknowledged", "Confirmed"
DUE_SOON, LATE = "Due Soon", "Late"
REPLACED, CALLED = "Committee Replaced", "Meeting Called"
REGISTERING = "Training to Register For"
NAMED, ASKED, GIVEN = "Named as Substitute", "Opinion Asked", "Opinion Given"
CASE_REFERRED, CASE_GIVEN = "Case Referred", "Case Handed Over"
# what a user should not be able to overlook: the bell alone, and nobody switches it off
GUARD = "Post Given to Oneself"

WAYS = ("bell", "email", "line", "digest")
# e-mail only for what one has to act on, and might not see for days; LINE is of those who have linked it
_DESK = {"bell": 1, "email": 0, "line": 1, "digest": 0}
_MAIL = {**_DESK, "email": 1}
USUAL = {
	WAITS: _DESK,
	RETURNED: _MAIL,
	ISSUED: _MAIL,
	ACKNOWLEDGED: _DESK,
	CONFIRMED: _DESK,
	DUE_SOON: _DESK,
	LATE: _MAIL,
	REPLACED: _MAIL,
	CALLED: _MAIL,
	REGISTERING: _DESK,
	NAMED: _MAIL,
	ASKED: _MAIL,
	GIVEN: _DESK,
	CASE_REFERRED: _MAIL,
	CASE_GIVEN: _MAIL,
}
# what is told to whom it is about, whether he may read the document already or not: a substitute's post may begin later
TOLD_IN_ANY_CASE = (GUARD, NAMED)
BELL_ALONE = {"bell": 1, "email": 0, "line": 0, "digest": 0}
