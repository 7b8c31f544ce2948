"""The ladder of an action plan."""

from con_center.approval.ladder import (
	CENTRAL,
	DISTRICT,
	OF_COUNTRY,
	OF_DISTRICT,
	OF_PROVINCE,
	OF_SUB_DISTRICT,
	PROVINCE,
	SUB,
	Ladder,
)

# An action plan goes from the center's level to the district and the province (issue: sub-district, district,
# province). No source names anybody above the province who decides on a province's plan: a second officer of the
# same office reads it, so that nobody approves what he wrote. The same holds for the central office.
STATES = (
	("Draft", 0, SUB),
	("Draft", 0, DISTRICT),
	("Draft", 0, PROVINCE),
	("Draft", 0, CENTRAL),
	("District Review", 0, DISTRICT),
	("Province Review", 0, PROVINCE),
	("Central Review", 0, CENTRAL),
	("Returned", 0, SUB),
	("Returned", 0, DISTRICT),
	("Returned", 0, PROVINCE),
	("Returned", 0, CENTRAL),
	("Plan Approved", 1, PROVINCE),
	("Cancelled", 2, PROVINCE),
)

TRANSITIONS = (
	*tuple(
		(state, "Send Up", *rest)
		for state in ("Draft", "Returned")
		for rest in (
			("District Review", SUB, OF_SUB_DISTRICT, 1),
			("District Review", DISTRICT, OF_SUB_DISTRICT, 1),
			("Province Review", DISTRICT, OF_DISTRICT, 1),
			("Province Review", PROVINCE, OF_PROVINCE, 1),
			("Central Review", CENTRAL, OF_COUNTRY, 1),
		)
	),
	("District Review", "Forward to Province", "Province Review", DISTRICT, None, 0),
	("District Review", "Return", "Returned", DISTRICT, None, 1),
	("Province Review", "Approve", "Plan Approved", PROVINCE, None, 0),
	("Province Review", "Return", "Returned", PROVINCE, None, 1),
	("Central Review", "Approve", "Plan Approved", CENTRAL, None, 0),
	("Central Review", "Return", "Returned", CENTRAL, None, 1),
	("Plan Approved", "Cancel Document", "Cancelled", PROVINCE, 'doc.level != "Country"', 1),
	("Plan Approved", "Cancel Document", "Cancelled", CENTRAL, OF_COUNTRY, 1),
)

LADDERS = (Ladder("Action Plan Approval", "Action Plan", STATES, TRANSITIONS),)
