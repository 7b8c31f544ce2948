"""A letter goes out: entered in the registers of who gets it at once, its copies, e-mails and notices in the background.

Each office gets a copy of its own, as on paper: the letter as a PDF, and its enclosures (`enclosures.py` prints those that
are documents of the system); the letter itself is its office's.
"""

import frappe
from frappe import _
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.query_builder import Order
from frappe.query_builder.functions import Coalesce, Concat
from frappe.utils import add_to_date, cstr, now, now_datetime
from pypika.terms import Case, Function, ValueWrapper

from con_center.access import secrecy
from con_center.access.areas import COLUMN_BY_LENGTH
from con_center.access.conditions import place_terms
from con_center.access.posts import holders_in
from con_center.access.statements import among
from con_center.correspondence import by_line, enclosures
from con_center.correspondence.receivers import E_MAIL, LINE, TO_REGISTER, insert
from con_center.issuing import making
from con_center.issuing.issues import is_in_force
from con_center.notices import tell, with_thai
from con_center.notices.kinds import WAITS
from con_center.organization.offices import COMMUNITY_DEVELOPMENT

# who receives letters in an area, by the length of its code
RECEIVING_ROLE = {2: "CON Province Officer", 4: "CON District Officer", 6: "CON Sub-district Officer"}
SENT, FAILED = "Sent", "Error"
# of rows that are made by hundreds: none is named twice in any number of years
NAME_LENGTH = 20
PROGRESS_EVERY = 25
# for so many minutes nobody doubts that a letter is being sent out; of those that are not, so many are begun anew at once
IN_DOUBT, MOST_AT_ONCE = 15, 20


def send(letter) -> None:
	"""Enter a letter in the registers of its receivers, and leave the rest to the background; while it is saved."""
	say(letter, enter(letter))
	frappe.db.after_commit.add(lambda: start(letter.name))


def say(letter, entered: int) -> None:
	"""Tell who sends a letter where it is at once, and what follows."""
	others = len(letter.receivers) - entered
	lines = [
		_("It stands in the registers of {0} offices now.").format(entered) if entered else "",
		_("To {0} receivers outside of them it goes as their rows say.").format(others) if others else "",
		_("Copies and notices follow in the background."),
	]
	frappe.msgprint(" ".join(filter(None, lines)), alert=True, indicator="blue")


def start(name: str) -> None:
	frappe.enqueue(
		"con_center.correspondence.delivery.send_out",
		queue="long",
		timeout=3600,
		job_id=f"con-letter-{name}",
		deduplicate=True,
		now=frappe.flags.in_test,
		letter=name,
	)


def enter(letter) -> int:
	"""Make the entry of each office that gets the letter in its register; return how many. Three statements, whatever
	their number.

	The database makes them of what it has: brought here and sent back, hundreds of rows take longer than all else.
	"""
	receiver = frappe.qb.DocType("Letter Receiver")
	own = (receiver.parent == letter.name) & (receiver.parenttype == letter.doctype)
	inside = (
		receiver.way.isin(TO_REGISTER) & receiver.receiver_area.isnotnull() & (receiver.receiver_area != "")
	)
	insert_selected(
		"Incoming Letter",
		frappe.qb.from_(receiver).where(own & inside),
		{**what_it_says(letter), **stamp()},
		{
			"name": hashed(receiver.name),
			"receiver_row": receiver.name,
			"office": default_office(receiver.receiver_area),
			"addressed_to": receiver.receiver_name,
			**place_terms(receiver.receiver_area),
		},
	)
	enter_items(letter)
	(
		frappe.qb.update(receiver)
		.set(receiver.sent_on, letter.sent_on)
		# an e-mail has gone when it has gone, and so has a message
		.where(own & receiver.way.notin((E_MAIL, LINE)))
	).run()
	return sum(row.way in TO_REGISTER and bool(row.receiver_area) for row in letter.receivers)


def enter_items(letter) -> None:
	"""Make the rows of the entries that say what the letter asks for."""
	incoming, item = frappe.qb.DocType("Incoming Letter"), frappe.qb.DocType("Letter Item")
	asked = (item.parent == incoming.letter) & (item.parenttype == letter.doctype)
	same = ("idx", "item", "due", "done_when", "assessment_round")
	insert_selected(
		"Incoming Letter Item",
		frappe.qb.from_(incoming).join(item).on(asked).where(incoming.letter == letter.name),
		{"parenttype": "Incoming Letter", "parentfield": "items", **stamp()},
		{
			"name": hashed(incoming.name, item.name),
			"parent": incoming.name,
			"letter_item": item.name,
			**{field: item[field] for field in same},
		},
	)


def insert_selected(doctype: str, query, fixed: dict, own: dict) -> None:
	"""Insert a row for each row of a query, of which nothing is selected yet: values that all have, and terms."""
	values = [ValueWrapper(value) for value in fixed.values()]
	into = query.into(frappe.qb.DocType(doctype)).columns(*fixed, *own)
	into.select(*values, *own.values()).run()


def hashed(*names):
	"""Return the term of a name that nobody else has, made of others."""
	return Function("left", Function("sha1", Function("concat", *names)), NAME_LENGTH)


def default_office(area):
	"""Return the query of the office that letters to an area (a term) go to."""
	office = frappe.qb.DocType("Office")
	return (
		frappe.qb.from_(office)
		.select(office.name)
		.where((office.area == area) & (office.is_default == 1) & (office.disabled == 0))
		.orderby(Case().when(office.kind == COMMUNITY_DEVELOPMENT, 0).else_(1))
		.orderby(office.name, order=Order.desc)
		.limit(1)
	)


def default_offices(areas: list[str]) -> dict[str, str]:
	"""Return {area: office that letters to it go to}, in one query."""
	place = frappe.qb.DocType("Area")
	rows = frappe.qb.from_(place).select(place.name, default_office(place.name))
	return dict(rows.where(place.name.isin(among(areas)[1])).run())


def what_it_says(letter) -> dict:
	"""Return what the register of each receiver says of a letter."""
	same = ("title", "subject", "urgency", "urgent_until", "secrecy")
	return {
		**{field: letter.get(field) for field in same},
		"letter": letter.name,
		"sender": letter.sender(),
		"their_number": letter.number,
		"their_date": letter.dated,
		"status": "To Be Received",
	}


def bookkeeping() -> dict:
	return {"name": frappe.generate_hash(length=NAME_LENGTH), **stamp()}


def stamp() -> dict:
	moment, user = now(), frappe.session.user
	return {"creation": moment, "modified": moment, "owner": user, "modified_by": user}


def take_back(letter) -> None:
	"""Say in the registers of who got a letter that its sender has cancelled it, above what they have noted themselves."""
	note = with_thai(lambda: _("Cancelled by the sender: {0}").format(letter.cancel_reason or "–"))
	incoming = frappe.qb.DocType("Incoming Letter")
	(
		frappe.qb.update(incoming)
		.set(incoming.note, Concat(note, Coalesce(Concat("\n", incoming.note), "")))
		.set(incoming.modified, now())
		.where(incoming.letter == letter.name)
	).run()


# in the background


def send_out(letter: str) -> None:
	"""Job: print the letter once, give each receiver its copy, mail those outside, tell the officers.

	Begun again after a crash, it goes on where it was: what has been done is not done twice.
	"""
	doc = frappe.get_doc("Official Letter", letter)
	if is_in_force(doc):
		copies = files_of(doc)
		doc = locked(letter)
		# else it was cancelled while it was printed
		if is_in_force(doc):
			hand_out(doc, copies)
	# one that was cancelled meanwhile is sent no more
	frappe.db.set_value(doc.doctype, letter, "sent_out_on", now_datetime(), update_modified=False)


def locked(letter: str):
	"""Return the letter as it is now: of two jobs that send it, one waits here, and finds done what the other has done."""
	# of what was read before, nothing holds any more: printing takes long, and has ended a transaction in between
	if not frappe.flags.in_test:
		frappe.db.commit()
	return frappe.get_doc("Official Letter", letter, for_update=True)


def hand_out(letter, copies: list) -> None:
	entries = frappe.get_all("Incoming Letter", filters={"letter": letter.name}, fields=["name", "area"])
	new = attach(copies, [row.name for row in entries])
	mail_all(letter, copies)
	by_line.send(letter, entries, officers_by_line(letter))
	tell_all(letter, [row for row in entries if row.name in new])


def send_waiting() -> None:
	"""Hourly: send out what was left half done, or never begun, since a worker or the queue was away."""
	letter = frappe.qb.DocType("Official Letter")
	waiting = (
		frappe.qb.from_(letter)
		.select(letter.name)
		.where(
			letter.sent_out_on.isnull() & (letter.sent_on < add_to_date(now_datetime(), minutes=-IN_DOUBT))
		)
		.where((letter.docstatus == 1) & (letter.on_paper == 0))
		.orderby(letter.sent_on)
		.limit(MOST_AT_ONCE)
	).run()
	for (name,) in waiting:
		start(name)


def files_of(letter) -> list[frappe._dict]:
	"""Return the files that go out with a letter, the letter first: itself as a PDF, and those of its enclosures.

	What is printed is made once, and kept with the letter: itself as its Issued File.
	"""
	enclosures.keep(letter.name)
	letter.reload()
	attached = frappe.get_all(
		"File",
		filters={"attached_to_doctype": letter.doctype, "attached_to_name": letter.name},
		fields=["name", "file_name", "file_url", "file_size", "content_hash"],
		order_by="creation",
	)
	printed = making.file_that_is_kept(making.file_of(letter))
	enclosed = [
		next((file for file in attached if enclosures.is_of(file, row)), None) for row in letter.enclosures
	]
	return [printed, *filter(None, enclosed)]


def attach(copies: list, entries: list[str]) -> set[str]:
	"""Give each entry of a register its copies: Files of the same content, in one statement; return those that had none."""
	has = set(
		frappe.get_all(
			"File",
			filters={
				"attached_to_doctype": "Incoming Letter",
				"attached_to_name": among(entries),
				# a receiver may have attached something of his own before
				"file_url": among(copy.file_url for copy in copies),
			},
			pluck="attached_to_name",
		)
	)
	rows = [
		{
			"file_name": copy.file_name,
			"file_url": copy.file_url,
			"file_size": copy.file_size,
			"content_hash": copy.content_hash,
			"is_private": 1,
			"folder": "Home/Attachments",
			"attached_to_doctype": "Incoming Letter",
			"attached_to_name": name,
			# else Frappe attaches it to the field once more when the entry is saved
			"attached_to_field": "file" if copy is copies[0] else None,
			**bookkeeping(),
		}
		for name in entries
		if name not in has
		for copy in copies
	]
	insert("File", rows)
	new = set(entries) - has
	if copies:
		# the letter itself comes first
		incoming = frappe.qb.DocType("Incoming Letter")
		frappe.qb.update(incoming).set(incoming.file, copies[0].file_url).where(
			incoming.name.isin([*new] or [""])
		).run()
	return new


def mail_all(letter, copies: list) -> None:
	"""Hand the letter to Frappe's queue of e-mails for each receiver who gets it so; what it does not take has failed."""
	queued = states_of_mails({letter.name})
	waiting = [
		row
		for row in letter.receivers
		if row.way == E_MAIL and not row.sent_on and (letter.name, (row.email or "").lower()) not in queued
	]
	if not waiting:
		return
	attachments = [{"fid": copy.name} for copy in copies]
	closed = (
		None if EmailAccount.find_outgoing() else with_thai(lambda: _("There is no outgoing e-mail account"))
	)
	for row in waiting:
		if failure := closed or mail(letter, row, attachments):
			frappe.db.set_value("Letter Receiver", row.name, "failure", failure, update_modified=False)


def mail(letter, row, attachments: list[dict]) -> str | None:
	"""Return why the e-mail could not be handed over, or None."""
	try:
		frappe.sendmail(
			recipients=[row.email],
			subject=letter.title,
			message=frappe.utils.escape_html(f"{letter.opening} {row.receiver_name}"),
			attachments=attachments,
			reference_doctype=letter.doctype,
			reference_name=letter.name,
		)
	except (frappe.ValidationError, frappe.OutgoingEmailError) as error:
		frappe.clear_last_message()
		return cstr(error)[:500]
	return None


def tell_all(letter, entries: list) -> None:
	"""Tell the officers of each area that a letter has come in, and whoever sends it how far this is."""
	officers = whom_to_tell([row.area for row in entries], letter.secrecy)
	for number, row in enumerate(entries, 1):
		tell(WAITS, officers.get(row.area, []), "Incoming Letter", row.name, letter.title)
		if number % PROGRESS_EVERY == 0 or number == len(entries):
			frappe.publish_progress(
				number * 100 / len(entries),
				title=_("Sending"),
				doctype=letter.doctype,
				docname=letter.name,
			)


def whom_to_tell(areas: list[str], is_secret) -> dict[str, list[str]]:
	"""Return {area: users} who are told of what comes in for it: of what is secret, those who read that."""
	if not is_secret:
		return receiving_officers(areas)
	found = secrecy.receivers_in(areas, default_offices(areas).values())
	return {area: sorted(users) for area, users in found.items()}


def officers_by_line(letter) -> dict[str, list[str]]:
	"""Return {area: users} who receive letters where one gets it by LINE."""
	areas = {row.receiver_area for row in letter.receivers if row.way == LINE and row.receiver_area}
	return whom_to_tell(sorted(areas), letter.secrecy) if areas else {}


def without_secret_readers(areas: list[str], offices: dict[str, str]) -> list[str]:
	"""Return those of the areas where nobody could read what is secret; offices: {area: its office}."""
	found = secrecy.receivers_in(areas, offices.values())
	return [area for area in areas if not found.get(area)]


def receiving_officers(areas: list[str]) -> dict[str, list[str]]:
	"""Return {area: users} who receive letters in each area itself today; one query a level."""
	found: dict[str, set[str]] = {}
	for length in COLUMN_BY_LENGTH:
		codes = [area for area in areas if len(area) == length]
		for row in holders_in(RECEIVING_ROLE[length], codes) if codes else []:
			found.setdefault(row.area, set()).add(row.user)
	return {area: sorted(users) for area, users in found.items()}


def note_mails() -> None:
	"""Often: note with each receiver whether the e-mail has gone, as Frappe's queue says."""
	waiting = frappe.get_all(
		"Letter Receiver",
		filters={"way": E_MAIL, "sent_on": ("is", "not set"), "docstatus": 1, "email": ("is", "set")},
		fields=["name", "parent", "email", "failure"],
	)
	if not waiting:
		return
	queued = states_of_mails({row.parent for row in waiting})
	for row in waiting:
		status, error = queued.get((row.parent, row.email.lower()), (None, None))
		if status == SENT:
			values = {"sent_on": now_datetime(), "failure": None}
		elif status == FAILED:
			values = {"failure": (error or "")[-500:]}
		else:
			continue
		if not values.items() - row.items():
			# noted already
			continue
		frappe.db.set_value("Letter Receiver", row.name, values, update_modified=False)


def states_of_mails(letters: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
	"""Return {(letter, address): (status, error)} of the newest e-mail that carries a letter to an address.

	It has gone when the mail server has taken it for this address, whatever became of its job afterwards.
	"""
	queue, recipient = frappe.qb.DocType("Email Queue"), frappe.qb.DocType("Email Queue Recipient")
	rows = (
		frappe.qb.from_(queue)
		.join(recipient)
		.on(recipient.parent == queue.name)
		.select(queue.reference_name, recipient.recipient, queue.status, recipient.status, queue.error)
		.where((queue.reference_doctype == "Official Letter") & queue.reference_name.isin([*letters]))
		.orderby(queue.creation)
	).run()
	return {
		(name, cstr(to).lower()): (SENT if taken == SENT else status, error)
		for name, to, status, taken, error in rows
	}
