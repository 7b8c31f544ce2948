"""How long names are kept after a case was closed, and what goes then.

Names, places, texts, photos, the code of the house, earlier versions, comments and files go; what was counted stays, so
that no number changes. Of what was deleted before, Frappe's copies go. *Limit:* the log of decisions on plans cannot be
changed; it holds no content of a plan (`approval.log`), and a comment there stays as it was written.
"""

import frappe

from con_center.access.removal import GONE, Removal
from con_center.approval import opinions
from con_center.households import cases
from con_center.learning.doctype.lesson_use import lesson_use
from con_center.organization.retention import Retention

EMPTIED = {
	"Target Household": {
		"head_name": GONE,
		"house_number": GONE,
		"village_name": None,
		"source": None,
		"phone": None,
		"health_note": None,
		"outcome_note": None,
		"house_hash": None,
	},
	"Help Log": {"what": GONE, "by_whom": GONE, "what_remains": None, "withdrawn_reason": None},
	"Help Plan": {"note": None, "return_reason": None, "cancel_reason": None},
	"Household Need": {"note": None},
	"Household Member": {"health_note": None},
	"Household Event": {"note": None},
	"Help Plan Item": {"what": GONE, "by_whom": GONE},
	"Help Photo": None,
	"Opinion": opinions.EMPTIED,
	"Lesson Use": lesson_use.EMPTIED,
}
NAMES = Retention(
	"households", Removal(cases.HOUSEHOLD, EMPTIED, dict.fromkeys(cases.HANGING_ON, "household"))
)


@frappe.whitelist(methods=["POST"])
def remove(name: str) -> None:
	"""Remove the names of a household that are kept for too long, as its officer."""
	NAMES.remove_by_hand(name)


def run() -> None:
	"""Job, daily."""
	NAMES.run()
