"""Where the demo's year takes place, and who works there."""

import hashlib

DISTRICT = "3401"
# sub-districts in the care of each of the two officers
FIRST = ("340101", "340104", "340105", "340107", "340108", "340109", "340111")
SECOND = ("340112", "340113", "340116", "340119", "340120")
AREAS = (*FIRST, *SECOND)
NOT_MET, EXPIRED, RETURNED, NOT_ASSESSED, NEW = "340113", "340109", "340108", "340120", "340111"


def officer_of(area: str) -> str:
	"""Return the login of the officer in whose care the center of this area is."""
	if area == DISTRICT:
		return "district2"
	return "officer" if area in FIRST else "officer2"


def chance(*of) -> int:
	"""Return a number from 0 to 99, always the same for the same things."""
	return int(hashlib.sha256("/".join(map(str, of)).encode()).hexdigest(), 16) % 100
