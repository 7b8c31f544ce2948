"""What a careful reviewer would find in a letter before its next step."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, getdate, now_datetime, today

from con_center import numbering
from con_center.approval import authority
from con_center.approval.findings import NOTE, ODD, STOP, Finding
from con_center.approval.meaning import IN_FORCE, TO_SIGN, WITH_MAKER, enters
from con_center.approval.notify import next_posts
from con_center.approval.own_work import has_prepared
from con_center.correspondence import by_line, delivery, receivers, words
from con_center.correspondence.enclosures import may_go
from con_center.correspondence.items import FREE
from con_center.correspondence.workflow import SENT, SIGNED
from con_center.organization.doctype.area.area import long_name
from con_center.thai import thai_date

ENCLOSED = "สิ่งที่ส่งมาด้วย"
HEAD_OF_OFFICE = "Head of the Office"
TOP_SECRET = "Top Secret"
# of many areas that are told of, so many are named
MOST_NAMED = 3
REPORTING_LEVELS = ("District", "Province")


def find(letter, transition, post) -> Iterator[Finding]:
	is_going_out = enters(transition, IN_FORCE) or enters(transition, SENT)
	if transition.meaning not in (*WITH_MAKER, TO_SIGN) and not is_going_out:
		return
	if enters(transition, IN_FORCE):
		yield from number(letter)
	if cint(letter.on_paper):
		return
	yield from to_whom(letter)
	yield from secrecy(letter, transition)
	if enters(transition, SENT):
		yield from enclosures(letter)
		return
	yield from urgent(letter)
	yield from text(letter)
	yield from items(letter)
	yield from enclosures(letter)
	signing = transition.meaning == TO_SIGN and enters(transition, IN_FORCE, SIGNED)
	if transition.meaning in (*WITH_MAKER, TO_SIGN):
		yield from code(letter)
		yield from signatory(letter, post if signing else None)
	yield from days(letter)


def number(letter) -> Iterator[Finding]:
	dated = letter.dated or today()
	before = numbering.number_dated_later(letter.area, letter.run(), dated, office=letter.run_of_office())
	if before:
		text_ = _("The number would be dated {0}, and no. {1} before it is dated {2}")
		yield Finding(ODD, text_.format(day(dated), *before), "dated")


def code(letter) -> Iterator[Finding]:
	office = frappe.get_cached_doc("Office", letter.office)
	if letter.kind != words.CERTIFICATE and not (office.code_letters and office.fixed_number):
		text_ = _("{0} has no code letters or no fixed number yet: the letter would bear the bare number")
		yield Finding(ODD, text_.format(office.office_name), "office", ("Office", office.name))


def to_whom(letter) -> Iterator[Finding]:
	if letter.kind == words.CERTIFICATE:
		return
	in_group = receivers.areas_of(letter.receiver_group, letter.area) if is_open(letter) else []
	if not (letter.receivers or in_group):
		yield Finding(STOP, _("Nobody is named who gets the letter"), "receivers")
	if receivers.too_many(len(letter.receivers) + len(in_group)):
		text_ = _("The letter would go to {0} receivers, more than one letter can have: divide it by area")
		yield Finding(STOP, text_.format(len(letter.receivers) + len(in_group)), "receiver_group")
	if not letter.addressed_to:
		yield Finding(STOP, _("It does not say to whom it is addressed"), "addressed_to")
	for row in letter.receivers:
		if row.way == receivers.E_MAIL and not row.email:
			text_ = _("{0} is to get it by e-mail, and has no address").format(row.receiver_name)
			yield Finding(STOP, text_, "receivers")
	yield from to_line(letter)
	if len(letter.receivers) + len(in_group) > 1 and not cint(letter.circular):
		yield Finding(NOTE, _("It goes to several receivers, and is not marked as a circular"), "circular")


def to_line(letter) -> Iterator[Finding]:
	rows = [row for row in letter.receivers if row.way == receivers.LINE]
	found = by_line.contacts(letter, delivery.officers_by_line(letter)) if rows else {}
	for row in rows:
		if row.idx not in found:
			text_ = _(
				"{0} is to get it by LINE, and no group and nobody there is linked: choose a group of your office, or another way"
			)
			yield Finding(STOP, text_.format(row.receiver_name), "receivers")


def is_open(letter) -> bool:
	"""Tell whether the receivers of the group are still to be worked out."""
	return bool(letter.receiver_group) and not letter.docstatus


def secrecy(letter, transition) -> Iterator[Finding]:
	if letter.secrecy == TOP_SECRET:
		text_ = _("Top secret letters are not kept or sent electronically: write it on paper")
		yield Finding(STOP, text_, "secrecy")
	if not letter.secrecy:
		return
	others = {post.user for post in next_posts(letter, state=transition.next_state)} - {frappe.session.user}
	if transition.meaning in WITH_MAKER and not others:
		text_ = _(
			"Nobody but you may read it who could take it on: an administrator names officers for secret letters in the Office"
		)
		yield Finding(STOP, text_, "secrecy", ("Office", letter.office))
	areas = [
		row.receiver_area
		for row in letter.receivers
		if row.way in receivers.TO_REGISTER and row.receiver_area
	]
	if is_open(letter):
		areas += [place.area for place in receivers.areas_of(letter.receiver_group, letter.area)]
	without = delivery.without_secret_readers(areas, delivery.default_offices(areas))
	if without:
		text_ = _(
			"Nobody may read secret letters in {0}: send it by hand, or have somebody named in the office there"
		)
		yield Finding(STOP, text_.format(named(without)), "receivers")
	if any(row.way == receivers.E_MAIL for row in letter.receivers):
		text_ = _("An e-mail is not closed to others on its way: what is secret would go out in it")
		yield Finding(ODD, text_, "receivers")


def named(areas: list[str]) -> str:
	names = [long_name(area) for area in areas[:MOST_NAMED]]
	more = len(areas) - len(names)
	return ", ".join(names) if not more else _("{0} and {1} more").format(", ".join(names), more)


def text(letter) -> Iterator[Finding]:
	if not letter.body:
		yield Finding(STOP, _("The letter has no text yet"), "body")
	said = " ".join(row.text or "" for row in letter.body)
	if ENCLOSED in said and not letter.enclosures:
		yield Finding(ODD, _("The text speaks of enclosures, and none is listed"), "enclosures")


def items(letter) -> Iterator[Finding]:
	dated = getdate(letter.dated or today())
	for row in letter.items:
		if not row.due:
			yield Finding(ODD, _("“{0}” has no day by which it is due").format(row.item), "items")
		elif getdate(row.due) < dated:
			text_ = _("“{0}” is due on {1}, before the date of the letter")
			yield Finding(STOP, text_.format(row.item, day(row.due)), "items")
		elif getdate(row.due) < getdate():
			text_ = _("“{0}” was due on {1}: nobody can do it in time any more")
			yield Finding(ODD, text_.format(row.item, day(row.due)), "items")
		if row.done_when != FREE and levels(letter) - set(REPORTING_LEVELS):
			text_ = _("“{0}”: the system can tell by itself for districts and provinces only")
			yield Finding(STOP, text_.format(row.item), "items")
	if letter.items and not letter.contact_name:
		yield Finding(ODD, _("Something is asked for, and nobody is named whom one can ask"), "contact_name")


def levels(letter) -> set[str]:
	"""Return the levels of the areas that get the letter."""
	found = {receivers.level_of(row.receiver_area) for row in letter.receivers if row.receiver_area}
	if letter.receiver_group:
		found.add(frappe.get_cached_value("Letter Receiver Group", letter.receiver_group, "level"))
	return found


def enclosures(letter) -> Iterator[Finding]:
	for row in letter.enclosures:
		if not (row.file or row.document_type):
			text_ = _("The enclosure “{0}” is not there: neither a file nor a document")
			yield Finding(ODD, text_.format(row.enclosure_name), "enclosures")
		elif row.file and not is_file_of(letter, row.file):
			text_ = _("The file of the enclosure “{0}” is not attached to this letter any more")
			yield Finding(STOP, text_.format(row.enclosure_name), "enclosures")
		elif row.document and not may_go(row):
			text_ = _("The enclosure “{0}” is a document that you may not read, or that is gone")
			yield Finding(STOP, text_.format(row.enclosure_name), "enclosures")


def is_file_of(letter, address: str) -> bool:
	attached = {"attached_to_doctype": letter.doctype, "attached_to_name": letter.name}
	return bool(frappe.db.exists("File", {"file_url": address, **attached}))


def signatory(letter, post) -> Iterator[Finding]:
	"""Somebody has to hold the signatory's post on the day that the letter bears."""
	of_office = letter.signed_by == HEAD_OF_OFFICE
	if not post:
		if of_office and not letter.signatory:
			yield Finding(STOP, _("Choose the post of who heads the office, and signs"), "signatory")
		elif not letter.signatory_name and letter.level in REPORTING_LEVELS:
			yield Finding(ODD, _("Nobody holds the post that signs this letter"), "signatory_name")
		return
	if letter.signatory and letter.signatory != post.assignment and of_office:
		text_ = _("It is to be signed by {0}").format(letter.signatory_name)
		yield Finding(STOP, text_, "signatory")
	if of_office:
		# who heads an office signs by no signatory's role, and by the same rules
		yield from authority.doubts(post)
		if has_prepared(letter, frappe.session.user):
			yield Finding(STOP, _("It was prepared by you: somebody else signs it"), "signatory")
	start, end = frappe.get_cached_value("Officer Assignment", post.assignment, ["from_date", "to_date"])
	dated = getdate(letter.dated or today())
	if dated < getdate(start) or (end and dated > getdate(end)):
		text_ = _("On {0}, the date of the document, you did not hold your post: it runs from {1}")
		yield Finding(ODD, text_.format(day(dated), day(start)), "dated")


def days(letter) -> Iterator[Finding]:
	if letter.dated and getdate(letter.dated) > getdate():
		yield Finding(ODD, _("The document is dated in the future: {0}").format(day(letter.dated)), "dated")


def urgent(letter) -> Iterator[Finding]:
	if letter.urgent_until and get_datetime(letter.urgent_until) < now_datetime():
		yield Finding(STOP, _("The hour until which it is urgent is over"), "urgent_until")


def day(value) -> str:
	return thai_date(value, thai=False)
