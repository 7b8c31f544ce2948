"""How long names are kept after a dispute was closed or withdrawn, and what goes then.

What parties and mediators are called, where they live, what was said, agreed and signed goes, with papers, comments,
earlier versions and opinions, and Frappe's copies of what was deleted before. Number, kind, area, days, outcome and the
names of officers stay, so that no number changes and it is known who had the case. *Limits:* the log of decisions cannot be
changed: a reason stays there as it was written, and the log tells that the content is not the one that was decided on. The
letter of a referral is an official document and stays in its register, with the name of the office to which the case
went: it tells number and kind, and names nobody (`referral`). What is on paper, the office removes itself.
"""

import frappe

from con_center.access.removal import GONE, Removal
from con_center.approval import opinions
from con_center.learning.doctype.lesson_use import lesson_use
from con_center.mediation.people import DOCTYPE
from con_center.organization.retention import Retention

LIVING = {"village_no": 0, "house_number": None}
EMPTIED = {
	DOCTYPE: {
		"facts": GONE,
		"agreement": None,
		"agreement_paper": None,
		"result_note": None,
		"next_place": None,
	},
	"Dispute Party": {
		"party_name": GONE,
		"organization": None,
		"consent_paper": None,
		"phone": None,
		**LIVING,
	},
	"Dispute Mediator": {
		"mediator_name": GONE,
		"post": None,
		"relation": None,
		"organization": None,
		"reader": None,
		**LIVING,
	},
	"Dispute Session": {"place": None, "came": GONE, "said": None},
	"Dispute Duty": {"who": GONE, "what": GONE, "note": None},
	"Dispute Reader": {"purpose": GONE},
	"Dispute Handover": {"reason": None},
	"Opinion": opinions.EMPTIED,
	"Lesson Use": lesson_use.EMPTIED,
}
NAMES = Retention("disputes", Removal(DOCTYPE, EMPTIED))


@frappe.whitelist(methods=["POST"])
def remove(name: str) -> None:
	"""Remove the names of a dispute that are kept for too long, as who keeps it."""
	NAMES.remove_by_hand(name)


def run() -> None:
	"""Job, daily."""
	NAMES.run()
