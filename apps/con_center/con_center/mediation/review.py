"""What a careful reader would find in a dispute before its next step."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from con_center.approval.findings import ODD, STOP, Finding
from con_center.approval.meaning import OWN_WORK, enters, meaning
from con_center.mediation import attendance, people
from con_center.mediation.conflicts import family_name
from con_center.mediation.errors import DisputeError
from con_center.mediation.workflow import AGREED, BROKEN, CONSENTED, KEPT, MEDIATING, NOT_AGREED


def check_sessions(doc) -> None:
	"""For `validate`: no session before both sides have consented, and none that is still to come."""
	before = doc.get_doc_before_save()
	state = meaning(doc.doctype, (before or doc).workflow_state)
	if doc.sessions and state == OWN_WORK and not (before and before.sessions):
		frappe.throw(
			_("Sessions: both sides consent first. Enter the consents, then take the step “{0}”.").format(
				_("Both Sides Consent")
			),
			DisputeError,
		)
	for row in doc.sessions:
		if row.held_on and frappe.utils.get_datetime(row.held_on) > now_datetime():
			said = _(
				"Sessions, row {0}: the day has not come yet. What is to come stands in “{1}”, above the sessions."
			)
			frappe.throw(said.format(row.idx, _("Next Session")), DisputeError)


def find(doc, transition) -> Iterator[Finding]:
	checks = {
		CONSENTED: consents,
		MEDIATING: mediators,
		AGREED: agreement,
		NOT_AGREED: sessions,
		KEPT: kept,
		BROKEN: broken,
	}
	if people.is_party(doc, doc.kept_by):
		yield Finding(STOP, _("The responsible officer is a party: hand the case over first"))
	if transition.next_meaning in checks and enters(transition, transition.next_meaning):
		yield from checks[transition.next_meaning](doc)


def consents(doc) -> Iterator[Finding]:
	if len({party.side for party in doc.parties}) < 2:
		yield Finding(STOP, _("A dispute has two sides: enter a party of each"), "parties")
	for party in doc.parties:
		if not (party.consented_on and party.consent_paper):
			text = _("Parties, row {0}: the day of the consent, or the signed paper, is missing")
			yield Finding(STOP, text.format(party.idx), "parties")


def mediators(doc) -> Iterator[Finding]:
	yield from consents(doc)
	if not doc.mediators:
		yield Finding(STOP, _("Nobody is named who mediates"), "mediators")
	families = {family_name(party.party_name) for party in doc.parties} - {""}
	for row in doc.mediators:
		if not row.relation:
			text = _("Mediators, row {0}: the mediator has not declared whether he has a relation to a party")
			yield Finding(STOP, text.format(row.idx), "mediators")
		if family_name(row.mediator_name) in families:
			text = _("Mediators, row {0}: the mediator has the family name of a party")
			yield Finding(ODD, text.format(row.idx), "mediators")


def sessions(doc) -> Iterator[Finding]:
	if not doc.sessions:
		yield Finding(ODD, _("No session is entered"), "sessions")


def agreement(doc) -> Iterator[Finding]:
	if not doc.sessions:
		yield Finding(STOP, _("No session is entered: say who came, and when"), "sessions")
	elif doc.sessions[-1].sides in (attendance.SOME, attendance.NONE):
		yield Finding(ODD, _("Not all sides came to the last session"), "sessions")
	for field, text in (
		("agreement", _("What was agreed is not written")),
		("agreed_on", _("The day of the agreement is missing")),
		("agreement_paper", _("The signed agreement is not attached")),
	):
		if not doc.get(field):
			yield Finding(STOP, text, field)
	if doc.agreed_on and getdate(doc.agreed_on) < getdate(doc.received_on):
		yield Finding(STOP, _("The day of the agreement is before the day of receipt"), "agreed_on")
	if not doc.duties:
		yield Finding(ODD, _("The agreement has no duties: nothing will be followed up"), "duties")


def kept(doc) -> Iterator[Finding]:
	if any(row.status != "Kept" for row in doc.duties):
		yield Finding(STOP, _("Not all duties are noted as kept"), "duties")


def broken(doc) -> Iterator[Finding]:
	if not any(row.status == "Broken" for row in doc.duties):
		yield Finding(STOP, _("No duty is noted as broken"), "duties")
