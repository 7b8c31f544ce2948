"""The ladder of an appointment order: checked at each level, signed by the district chief or the governor."""

from con_center.approval.ladder import (
	CENTRAL,
	DISTRICT,
	OF_PROVINCE,
	PROVINCE,
	SENT_UP,
	SIGN_DISTRICT,
	SIGN_PROVINCE,
	SUB,
	Ladder,
	from_maker,
)
from con_center.approval.meaning import (
	ACKNOWLEDGED,
	CANCELLED,
	IN_FORCE,
	OWN_WORK,
	RETURNED,
	REVIEW,
	TO_SIGN,
)

BY_DISTRICT = 'doc.issuer_level == "District"'

BY_PROVINCE = 'doc.issuer_level == "Province"'

STATES = (
	("Draft", 0, SUB),
	("Draft", 0, DISTRICT),
	("Draft", 0, PROVINCE),
	("District Review", 0, DISTRICT),
	("Province Review", 0, PROVINCE),
	("Awaiting Signature", 0, SIGN_DISTRICT),
	("Awaiting Signature", 0, SIGN_PROVINCE),
	("Returned", 0, SUB),
	("Returned", 0, DISTRICT),
	("Returned", 0, PROVINCE),
	("Issued", 1, PROVINCE),
	("Acknowledged by Province", 1, PROVINCE),
	("Acknowledged by the Department", 1, CENTRAL),
	("Cancelled", 2, PROVINCE),
)

TRANSITIONS = (
	*from_maker("Send Up", *SENT_UP),
	("District Review", "Check and Forward", "Awaiting Signature", DISTRICT, None, 0),
	("District Review", "Return", "Returned", DISTRICT, None, 1),
	("Province Review", "Check and Forward", "Awaiting Signature", PROVINCE, None, 0),
	("Province Review", "Return", "Returned", PROVINCE, None, 1),
	("Awaiting Signature", "Sign and Issue", "Issued", SIGN_DISTRICT, BY_DISTRICT, 0),
	("Awaiting Signature", "Sign and Issue", "Issued", SIGN_PROVINCE, BY_PROVINCE, 0),
	("Awaiting Signature", "Return", "Returned", SIGN_DISTRICT, BY_DISTRICT, 1),
	("Awaiting Signature", "Return", "Returned", SIGN_PROVINCE, BY_PROVINCE, 1),
	("Issued", "Acknowledge", "Acknowledged by Province", PROVINCE, 'doc.level != "Province"', 1),
	("Issued", "Acknowledge", "Acknowledged by the Department", CENTRAL, OF_PROVINCE, 1),
	("Issued", "Cancel Document", "Cancelled", SIGN_DISTRICT, BY_DISTRICT, 1),
	("Issued", "Cancel Document", "Cancelled", SIGN_PROVINCE, BY_PROVINCE, 1),
	("Acknowledged by Province", "Cancel Document", "Cancelled", SIGN_DISTRICT, BY_DISTRICT, 1),
	("Acknowledged by Province", "Cancel Document", "Cancelled", SIGN_PROVINCE, BY_PROVINCE, 1),
	("Acknowledged by the Department", "Cancel Document", "Cancelled", SIGN_PROVINCE, BY_PROVINCE, 1),
)

MEANINGS = {
	"Draft": OWN_WORK,
	"District Review": REVIEW,
	"Province Review": REVIEW,
	"Awaiting Signature": TO_SIGN,
	"Returned": RETURNED,
	"Issued": IN_FORCE,
	"Acknowledged by Province": ACKNOWLEDGED,
	"Acknowledged by the Department": ACKNOWLEDGED,
	"Cancelled": CANCELLED,
}

LADDERS = (Ladder("Appointment Order Approval", "Appointment Order", STATES, TRANSITIONS, MEANINGS),)
