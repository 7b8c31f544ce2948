"""The five dimensions in which a household is helped (seed 002), and the states in each."""

# dimension: the field of a household that holds its state
STATE_FIELDS = {
	"Health": "state_health",
	"Living Conditions": "state_living",
	"Education": "state_education",
	"Income": "state_income",
	"Access to Public Services": "state_services",
}
IN_NEED, BEING_HELPED, IMPROVED, MET = "In Need", "Being Helped", "Improved", "Need Met"
STATES = (IN_NEED, BEING_HELPED, IMPROVED, MET)
# of the case as a whole
OPEN, CLOSED = "Open", "Closed"
REOPENED, REFERRED, REFERRAL_ENDED = "Reopened", "Referred Up", "Referral Ended"
OUTCOMES = ("No Longer in Need", "Moved Away", "Nobody Left", "Declined", "Entered by Mistake")
LEVELS_ABOVE = ("Province", "Country")
# whether a household is as a list says
NOT_CHECKED = "Not Checked Yet"
CHECKED = "List Checked"
CHECK_RESULTS = ("As the List Says", "Needs Differ", "Not Found There", "Moved Away")
