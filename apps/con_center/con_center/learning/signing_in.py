"""Signing in on the day: on a list by who holds the training, or by each himself on his phone, without an account.

What is shown on site is a picture of an address with a token that is known here for some minutes: who has read it is
there. Who he is says his own code, which he got when he was registered. The page tells no name and no list; what is no
code gets the same answer as a code of another training.
"""

import secrets
from typing import NamedTuple

import frappe
import segno
from frappe import _
from frappe.utils import cint, get_url

from con_center.access.statements import among
from con_center.approval.meaning import meaning_of
from con_center.issuing import checking
from con_center.learning import attendance
from con_center.learning.errors import NotTheOrganiserError, ParticipantError, TrainingStateError
from con_center.learning.workflow import OPEN
from con_center.seams.arguments import Names

PAGE = "attend"
TOKENS = "con_center_attend"
# how long a token is known; the picture on site is drawn anew more often
SECONDS, ANEW = 600, 240
# a hall behind one address; a code has 29 bits, so that nobody comes upon one
TIMES = 600
COUNTED = "con_center_sign_ins"
MOST_SHOWN = 50
MOST_NOTED = 500
SIGN_IN, EVALUATE = "sign in", "evaluate"


class Shown(NamedTuple):
	"""What a token stands for."""

	training: str
	session: int
	purpose: str


# on the list


@frappe.whitelist()
def people(training: str, session: int, words: str = "") -> dict:
	"""Return who is registered, for the list on a phone: rows of name, full_name, group, place and here.

	words: parts of the name; without them who is not here yet comes first. Also total, and how many are here.
	"""
	doc = _of_organiser(training)
	number = doc.session(session).number
	rows = frappe.get_list(
		"Training Participant",
		filters=[
			["training", "=", doc.name],
			*(["full_name", "like", f"%{word}%"] for word in words.split()[:5]),
		],
		fields=["name", "full_name", "participant_group", "organization_text", "area"],
		order_by="sessions_attended asc, full_name asc",
		limit_page_length=MOST_SHOWN,
	)
	here = attendance.here([row.name for row in rows], number)
	return {
		"rows": [{**row, "here": row.name in here} for row in rows],
		"total": frappe.db.count("Training Participant", {"training": doc.name}),
		"here": attendance.by_session(doc.name).get(number, 0),
	}


@frappe.whitelist(methods=["POST"])
def note(training: str, session: int, participants: Names, present: bool = True) -> int:
	"""Note that participants are in a session, or that they are not. Returns how many are in it then."""
	doc = _of_organiser(training)
	number = doc.session(session).number
	if len(participants) > MOST_NOTED:
		frappe.throw(_("Note {0} people at most at once.").format(MOST_NOTED), ParticipantError)
	known = frappe.get_list(
		"Training Participant",
		filters={"training": doc.name, "name": among(participants)},
		pluck="name",
		limit_page_length=0,
	)
	if set(known) != set(participants):
		frappe.throw(_("Somebody is not registered for this training. Open the list anew."), ParticipantError)
	attendance.note(known, number, attendance.LIST, present)
	return attendance.by_session(doc.name).get(number, 0)


def _of_organiser(training: str):
	"""Return a training that is going on, which the session user holds. Raises NotTheOrganiserError, TrainingStateError."""
	doc = frappe.get_doc("Training", training)
	doc.check_permission("read")
	if not frappe.has_permission("Training", "write", doc):
		frappe.throw(_("Only who holds the training notes who came."), NotTheOrganiserError)
	_require_going_on(doc)
	return doc


def _require_going_on(doc) -> None:
	if meaning_of(doc) != OPEN:
		frappe.throw(
			_("{0} is in the status {1}: people sign in while it is open.").format(
				frappe.bold(doc.training_title), _(doc.workflow_state)
			),
			TrainingStateError,
		)


# by oneself


@frappe.whitelist(methods=["POST"])
def show(training: str, session: int = 0, purpose: str = SIGN_IN) -> dict:
	"""Return what is shown on site: picture (a data: address of the QR code), address, and after how many seconds anew.

	purpose: "sign in" to a session, or "evaluate" the training.
	"""
	doc = _of_organiser(training)
	if purpose not in (SIGN_IN, EVALUATE):
		frappe.throw(_("There is no such page."), ParticipantError)
	number = doc.session(session).number if purpose == SIGN_IN else 0
	token = secrets.token_urlsafe(12)
	frappe.cache.set_value(f"{TOKENS}:{token}", [doc.name, number, purpose], expires_in_sec=SECONDS)
	address = get_url(f"/{PAGE}?t={token}")
	return {
		"picture": segno.make(address, error="m").svg_data_uri(scale=8, border=2),
		"address": address,
		"seconds": ANEW,
		"title": doc.training_title,
	}


def read(token: str | None) -> Shown | None:
	"""Return what a token stands for that was shown on site; None of any other text, or once it has run out."""
	if not token or len(token) > 40:
		return None
	found = frappe.cache.get_value(f"{TOKENS}:{token}", expires=True)
	return Shown(found[0], cint(found[1]), found[2]) if found else None


def count() -> None:
	"""Count what an address asks for. Raises TooOftenError."""
	checking.count(COUNTED, TIMES)


def participant_of(shown: Shown, code: str | None) -> str | None:
	"""Return the name of the participant whose code this is, in the training that is shown."""
	typed = "".join(letter for letter in str(code or "").upper() if letter.isalnum())[:20]
	if not typed:
		return None
	return frappe.db.get_value("Training Participant", {"training": shown.training, "code": typed})


def sign_in(shown: Shown, code: str | None) -> bool:
	"""Note who has this code in the session that is shown; tell whether anybody has it. Raises TrainingStateError."""
	_require_going_on(frappe.get_doc("Training", shown.training))
	name = participant_of(shown, code)
	if name:
		attendance.note([name], shown.session, attendance.CODE)
	return bool(name)
