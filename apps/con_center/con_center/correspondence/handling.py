"""What an office does with a letter that came in: receives it, assigns it, remarks on it, passes it on, answers it.

Every step is a function that clients call: it asks for the right to change the entry, and writes what forms show only.
"""

import frappe
from frappe import _
from frappe.utils import cint, escape_html, format_date, get_fullname, getdate, now_datetime, today

from con_center import numbering, registry
from con_center.access.areas import COLUMN_BY_LENGTH, COUNTRY, covers, place_of
from con_center.access.posts import holders
from con_center.access.statements import among
from con_center.correspondence import delivery, numbers
from con_center.correspondence.errors import IncomingError, NotAnOfficerHereError
from con_center.correspondence.items import FREE
from con_center.correspondence.receivers import BY_POST, INSIDE, insert
from con_center.notices import tell_later
from con_center.notices.kinds import WAITS
from con_center.organization.doctype.area.area import long_name
from con_center.seams.arguments import Names
from con_center.thai import parse_document_number

TO_RECEIVE, RECEIVED, ASSIGNED, ANSWERED, CLOSED = (
	"To Be Received",
	"Received",
	"Assigned",
	"Answered",
	"Closed",
)
REMARK, ORDER = "Remark", "Order"


@frappe.whitelist(methods=["POST"])
def receive(name: str) -> str:
	"""Give an entry its number in the register; return it. Date and hour are now."""
	entry = open_entry(name)
	if entry.number:
		frappe.throw(
			_("{0} was received already, as no. {1}.").format(entry.name, entry.number), IncomingError
		)
	enter_number(entry)
	save_entry(entry)
	tell_received(entry)
	return entry.number


def tell_received(entry) -> None:
	say(entry, _("Received as no. {0}.").format(frappe.bold(entry.number)))


def say(entry, happened: str) -> None:
	"""Tell the user what has happened to an entry, and who has it now."""
	frappe.msgprint(" ".join((happened, who_has(entry))), alert=True, indicator="green")


def who_has(entry) -> str:
	if entry.status == CLOSED:
		return _("Nothing is left to be done with it.")
	if entry.status == ANSWERED:
		return _("All that was asked is answered: it can be closed.")
	if not entry.assigned_to:
		return _("It waits to be assigned to an officer.")
	name = frappe.bold(escape_html(entry.assigned_name or entry.assigned_to))
	if not entry.due:
		return _("It is with {0} now.").format(name)
	return _("It is with {0} now, until {1}.").format(name, format_date(entry.due))


def require_received(entry) -> None:
	if not entry.number:
		frappe.throw(_("Receive the letter first: it gets its number in the register then."), IncomingError)


def enter_number(entry) -> None:
	"""Give a letter that came in the next number of its office's register, and note who received it when."""
	entry.received_on = entry.received_on if not entry.letter and entry.received_on else now_datetime()
	given = numbering.give(
		entry.area,
		numbers.INCOMING,
		getdate(entry.received_on),
		entry.doctype,
		entry.name,
		office=numbers.own_run(entry.office),
	)
	entry.number = given
	entry.register_number, entry.year = parse_document_number(given)
	entry.status = RECEIVED
	if entry.receiver_row:
		row = frappe.qb.DocType("Letter Receiver")
		frappe.qb.update(row).set(row.received_on, entry.received_on).where(
			row.name == entry.receiver_row
		).run()


@frappe.whitelist(methods=["POST"])
def assign(name: str, user: str, due: str | None = None) -> None:
	"""Give an entry to an officer, who may read it, to be done by a day."""
	entry = open_entry(name)
	require_received(entry)
	found = officers_of(entry.area)
	if user not in found:
		frappe.throw(
			_(
				"Officer: {0} holds no post that reads the letters of this office. Choose another, or pass it on."
			).format(frappe.bold(escape_html(get_fullname(user)))),
			NotAnOfficerHereError,
		)
	entry.assigned_to, entry.assigned_name = user, found[user].officer_name
	entry.due = getdate(due) if due else first_due(entry)
	if entry.status == RECEIVED:
		entry.status = ASSIGNED
	save_entry(entry)
	tell_later(WAITS, [user], entry.doctype, entry.name, entry.title)
	say(entry, _("Assigned, and told."))


@frappe.whitelist()
def officers(name: str) -> list[dict]:
	"""Return to whom an entry can be assigned: user and name as on letters."""
	entry = frappe.get_doc("Incoming Letter", name)
	entry.check_permission("write")
	rows = [{"value": user, "label": post.officer_name} for user, post in officers_of(entry.area).items()]
	return sorted(rows, key=lambda row: row["label"])


def officers_of(area: str) -> dict[str, frappe._dict]:
	"""Return {user: his post} of those whose posts let them read what comes in for an area, the nearest post of each."""
	roles = {p.role for p in frappe.get_meta("Incoming Letter").permissions if p.read and not p.permlevel}
	found: dict[str, frappe._dict] = {}
	for post in (post for role in sorted(roles) for post in holders(role, area)):
		if post.user not in found or len(post.area) > len(found[post.user].area):
			found[post.user] = post
	return found


@frappe.whitelist(methods=["POST"])
def remark(name: str, text: str, kind: str = REMARK) -> None:
	"""Write a remark, or an order, below those that stand there already; none is ever changed."""
	entry = open_entry(name)
	require_received(entry)
	if not text.strip():
		frappe.throw(_("Text: write what is to be noted."), IncomingError)
	if kind not in (REMARK, ORDER):
		frappe.throw(_("Remark or Order: choose one of the two."), IncomingError)
	user = frappe.session.user
	post = officers_of(entry.area).get(user) or frappe._dict(officer_name=get_fullname(user))
	entry.append(
		"remarks",
		{
			"kind": kind,
			"remark": text.strip(),
			"officer_name": post.officer_name,
			"position": post.position,
			"written_on": now_datetime(),
			"user": user,
		},
	)
	save_entry(entry)
	if entry.assigned_to and entry.assigned_to != user:
		tell_later(WAITS, [entry.assigned_to], entry.doctype, entry.name, entry.title)
	say(entry, _("Noted below what stands there already."))


@frappe.whitelist(methods=["POST"])
def answer(
	name: str,
	item: int | str,
	doctype: str | None = None,
	document: str | None = None,
	note: str | None = None,
) -> None:
	"""Note by what an item (its number) is answered: a document that the user may read, or in words."""
	entry = open_entry(name)
	require_received(entry)
	row = next((row for row in entry.items if row.idx == cint(item)), None)
	if not row:
		frappe.throw(_("The letter asks for nothing with the number {0}.").format(cint(item)), IncomingError)
	if row.done_when != FREE:
		frappe.throw(
			_("“{0}” is answered by the documents themselves: nothing is entered here.").format(row.item),
			IncomingError,
		)
	if document:
		_require_document(entry, doctype, document)
	elif not (note or "").strip():
		frappe.throw(_("Answer: choose the document, or write how it was answered."), IncomingError)
	row.update(
		{
			"answered_on": today(),
			"answer_type": doctype if document else None,
			"answer": document or None,
			"answer_note": (note or "").strip() or None,
		}
	)
	set_answered(entry)
	save_entry(entry)
	say(entry, _("“{0}” is answered; the sender sees it.").format(escape_html(row.item)))


def _require_document(entry, doctype: str | None, document: str) -> None:
	fits = doctype in registry.scoped() and frappe.db.exists(doctype, document)
	if not (fits and frappe.has_permission(doctype, "read", document)):
		frappe.throw(_("Answer: choose a document that you may read."), IncomingError)
	if not covers(entry.area, frappe.db.get_value(doctype, document, "area")):
		frappe.throw(_("Answer: {0} belongs to another area.").format(document), IncomingError)


def set_answered(entry) -> None:
	"""An entry is answered once nothing of what is to be entered by hand is open."""
	by_hand = [row for row in entry.items if row.done_when == FREE]
	if by_hand and all(row.answered_on for row in by_hand) and entry.status in (RECEIVED, ASSIGNED):
		entry.status = ANSWERED


@frappe.whitelist(methods=["POST"])
def close(name: str) -> None:
	"""Close an entry: nothing is left to be done with it."""
	entry = open_entry(name)
	require_received(entry)
	entry.status, entry.closed_on = CLOSED, now_datetime()
	save_entry(entry)
	say(entry, _("Closed."))


@frappe.whitelist(methods=["POST"])
def pass_on(name: str, areas: Names) -> int:
	"""Enter a letter in the registers of areas below, with its copies; return in how many. Each area gets it once."""
	entry = open_entry(name)
	require_received(entry)
	known = set(frappe.get_all("Area", filters={"name": among(areas), "status": "Active"}, pluck="name"))
	has = set(frappe.get_all("Incoming Letter", filters={"passed_on_from": name}, pluck="area"))
	if not known or known != set(areas) or not all(lies_below(area, entry.area) for area in known):
		frappe.throw(_("Areas: choose areas in force that lie in the area of this office."), IncomingError)
	below = sorted(known - has)
	offices = delivery.default_offices(below)
	if entry.secrecy and (without := delivery.without_secret_readers(below, offices)):
		frappe.throw(
			_(
				"{0}: nobody there is named for secret letters. Give it to one officer instead, by “{1}”."
			).format(", ".join(map(long_name, without)), _("Assign")),
			IncomingError,
		)
	entries = [copy_of(entry, area, offices.get(area)) for area in below]
	insert("Incoming Letter", entries)
	copies = frappe.get_all(
		"File",
		filters={"attached_to_doctype": entry.doctype, "attached_to_name": entry.name},
		fields=["file_name", "file_url", "file_size", "content_hash"],
		order_by="creation",
	)
	# the letter itself comes first
	copies.sort(key=lambda copy: copy.file_url != entry.file)
	delivery.attach(copies, [row["name"] for row in entries])
	told = delivery.whom_to_tell(below, entry.secrecy)
	for row in entries:
		tell_later(WAITS, told.get(row["area"], []), entry.doctype, row["name"], entry.title)
	where = _("Entered in the registers of {0} areas, and told to their officers.").format(len(entries))
	say(entry, where if entries else _("All of them have it already."))
	return len(entries)


def lies_below(area: str, code: str) -> bool:
	"""Tell whether an area that has officers of its own lies in the area `code`."""
	return covers(code, area) and area not in (code, COUNTRY) and len(area) in COLUMN_BY_LENGTH


def copy_of(entry, area: str, office: str | None) -> dict:
	same = (
		*("title", "subject", "sender", "their_number", "their_date"),
		*("urgency", "urgent_until", "secrecy", "addressed_to"),
	)
	return {
		**{field: entry.get(field) for field in same},
		"passed_on_from": entry.name,
		"office": office,
		"status": TO_RECEIVE,
		"due": entry.due,
		**place_of(area),
		**delivery.bookkeeping(),
	}


@frappe.whitelist()
def make_reply(source_name: str):
	"""Return a new, unsaved letter that answers an entry: to its sender, with the reference."""
	entry = frappe.get_doc("Incoming Letter", source_name)
	entry.check_permission("read")
	frappe.new_doc("Official Letter").check_permission("create")
	reply = frappe.new_doc("Official Letter")
	reply.office = entry.office
	reply.subject, reply.secrecy = entry.subject, entry.secrecy
	sender_area = frappe.db.get_value("Official Letter", entry.letter, "area") if entry.letter else None
	inside, by_post = (
		{"receiver_area": sender_area, "way": INSIDE},
		{"receiver_name": entry.sender, "way": BY_POST},
	)
	reply.append("receivers", inside if sender_area else by_post)
	reply.append("references", {"incoming": entry.name, "answers": 1})
	return reply


def answer_by(letter) -> None:
	"""Note with the entries that a letter answers, once it is sent, that it does."""
	for reference in letter.references:
		if not (reference.incoming and cint(reference.answers)):
			continue
		entry = frappe.get_doc("Incoming Letter", reference.incoming, for_update=True)
		if entry.area != letter.area:
			# an office answers what came in there, and not for others
			continue
		for row in entry.items:
			if row.done_when == FREE and not row.answered_on:
				row.update({"answered_on": today(), "answer_type": letter.doctype, "answer": letter.name})
		set_answered(entry)
		save_entry(entry)


def first_due(entry):
	return min(
		(getdate(row.due) for row in entry.items if row.due and not row.answered_on), default=entry.due
	)


def open_entry(name: str):
	"""Return an entry that the user may change, and that is not closed; locked."""
	entry = frappe.get_doc("Incoming Letter", name, for_update=True)
	entry.check_permission("write")
	if entry.status == CLOSED:
		frappe.throw(_("{0} is closed: nothing is done with it any more.").format(entry.title), IncomingError)
	return entry


def save_entry(entry) -> None:
	entry.flags.by_system = True
	entry.save()
