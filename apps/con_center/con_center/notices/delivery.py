"""How a notice reaches a user: the desk's bell, e-mail by Frappe's queue, LINE, or a digest in the morning.

What goes to LINE, waits for the digest, or has failed is a Notice Delivery: administrators see there what did not
arrive, and why. E-mail that was handed to Frappe is in its Email Queue.
"""

import uuid

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.desk.doctype.notification_settings.notification_settings import is_email_notifications_enabled
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.utils import add_to_date, escape_html, get_url_to_form, now_datetime

from con_center.notices import line, linking, preferences, with_thai
from con_center.notices.kinds import TOLD_IN_ANY_CASE

EMAIL, LINE = "E-mail", "LINE"
WAITING, FOR_DIGEST, SENT, FAILED = "Waiting", "For the Digest", "Sent", "Failed"
# minutes until the next attempt. LINE knows a retry key for a day
PAUSES = (2, 5, 30, 120, 360)
# a worker that was killed has not told whether it sent: so long is waited for it
IN_DOUBT = 10
DIGEST_LENGTH = 4500
BEFORE_NOTICE = "con_center_notice"


def deliver_each(notices: list[dict]) -> None:
	"""Job: bring notices, each with what `deliver` wants. Whatever is the matter with one, the others are brought."""
	for notice in notices:
		frappe.db.savepoint(BEFORE_NOTICE)
		try:
			with_thai(lambda notice=notice: deliver(**notice))
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			# nothing is left of the transaction: the queue begins anew
			raise
		except Exception:
			frappe.db.rollback(save_point=BEFORE_NOTICE)
			frappe.log_error(f"Not told: {notice['subject']}"[:140])


def deliver(kind: str, users: list[str], document: tuple[str, str], subject: str, by: str) -> None:
	"""Bring a notice to each user as he has chosen. document: DocType and name; by: who caused it."""
	ways = preferences.of(_readers(_enabled(users), kind, document), kind)
	ring([user for user, way in ways.items() if way["bell"]], document, subject, by)
	text = f"{subject}\n{get_url_to_form(*document)}"
	for user in [user for user, way in ways.items() if way["email"]]:
		if is_email_notifications_enabled(user):
			_mail_or_keep(user, kind, subject, text, ways[user]["digest"])
	_to_line(kind, document, {user: way["digest"] for user, way in ways.items() if way["line"]})


def _enabled(users: list[str]) -> list[str]:
	return frappe.get_all("User", filters={"name": ("in", users), "enabled": 1}, pluck="name")


def _readers(users: list[str], kind: str, document: tuple[str, str]) -> list[str]:
	"""Return those who may read the document now: who had a part in it may have another post since."""
	if kind in TOLD_IN_ANY_CASE:
		return users
	doctype, name = document
	if not frappe.db.exists(doctype, name):
		return []
	doc = frappe.get_doc(doctype, name)
	return [user for user in users if frappe.has_permission(doctype, "read", doc=doc, user=user)]


def ring(users: list[str], document: tuple[str, str], subject: str, by: str) -> None:
	doctype, name = document
	notice = {
		"type": "Alert",
		"document_type": doctype,
		"document_name": name,
		"subject": escape_html(subject),
		"from_user": by,
	}
	if users:
		make_notification_logs(frappe._dict(notice), users)


# e-mail


def _mail_or_keep(user: str, kind: str, subject: str, text: str, in_digest: int) -> None:
	# no account: nothing goes out, and nothing is kept for the day when there is one
	if not EmailAccount.find_outgoing():
		return
	if in_digest:
		_keep(user, EMAIL, kind, subject, text, status=FOR_DIGEST)
	else:
		mail(user, subject, [text])


def mail(user: str, subject: str, texts: list[str]) -> None:
	"""Hand an e-mail to Frappe's queue; one that it does not take is noted as failed."""
	parts = [dict(zip(("text", "link"), text.rsplit("\n", 1), strict=True)) for text in texts]
	try:
		frappe.sendmail(
			recipients=[frappe.db.get_value("User", user, "email")],
			subject=subject,
			template="con_notice",
			args={"parts": parts, "open": _("Open (you will be asked to sign in)")},
		)
	except (frappe.ValidationError, frappe.OutgoingEmailError) as error:
		frappe.clear_last_message()
		_keep(user, EMAIL, None, subject, "\n".join(texts), status=FAILED, error=str(error))


# LINE


def _to_line(kind: str, document: tuple[str, str], digests: dict[str, int]) -> None:
	contacts = linking.contacts_of(list(digests))
	if not contacts:
		return
	subject = f"{_(kind)}: {title_of(document)}"
	text = f"{subject}\n{get_url_to_form(*document)}"
	for contact in contacts:
		status = FOR_DIGEST if digests[contact.user] else WAITING
		send_soon(_keep(contact.user, LINE, kind, subject, text, status=status, contact=contact.name))


def title_of(document: tuple[str, str]) -> str:
	doctype, name = document
	field = frappe.get_meta(doctype).get_title_field()
	return frappe.db.get_value(doctype, name, field) or name


def _keep(user: str | None, medium: str, kind: str | None, title: str, text: str, **more):
	# written for whom it concerns: nobody writes it himself. A contact may have gone since it was to be told
	return frappe.get_doc(
		{
			"doctype": "Notice Delivery",
			"user": user,
			"medium": medium,
			"kind": kind,
			"title": title[:140],
			"text": text,
			"retry_key": str(uuid.uuid4()),
			"retry_after": add_to_date(now_datetime(), minutes=IN_DOUBT),
			**more,
		}
	).insert(ignore_permissions=True, ignore_links=True)


def send_to_contact(contact: str, title: str, text: str):
	"""Return a new Notice Delivery to a group, or to somebody's LINE, whatever he has chosen; it goes out soon."""
	return send_soon(_keep(None, LINE, None, title, text, status=WAITING, contact=contact))


def send_soon(delivery):
	if delivery.status == WAITING:
		_enqueue(delivery.name)
	return delivery


def _enqueue(delivery: str) -> None:
	frappe.enqueue(
		"con_center.notices.delivery.send",
		queue="short",
		enqueue_after_commit=True,
		job_id=f"con_center_send:{delivery}",
		deduplicate=True,
		delivery=delivery,
	)


def send(delivery: str) -> None:
	"""Job: send one message by LINE, and note what became of it, in the site's language: jobs have none."""
	with_thai(lambda: _send(delivery))


def _send(delivery: str) -> None:
	doc = frappe.get_doc("Notice Delivery", delivery, for_update=True)
	if doc.status != WAITING:
		return
	contact = frappe.db.get_value(
		"LINE Contact", {"name": doc.contact, "allowed": 1}, ["channel", "line_id"], as_dict=True
	)
	channel = contact and frappe.get_doc("LINE Channel", contact.channel)
	if not (channel and channel.enabled):
		return _note(doc, status=FAILED, error=_("The contact or its channel has been switched off."))
	answer = line.push(channel, contact.line_id, doc.text, doc.retry_key)
	if answer.sent:
		return _note(doc, status=SENT, sent_on=now_datetime(), error=None, attempts=doc.attempts + 1)
	again = answer.may_be_tried_again and doc.attempts < len(PAUSES)
	_note(
		doc,
		status=WAITING if again else FAILED,
		error=answer.reason,
		retry_after=add_to_date(now_datetime(), minutes=PAUSES[doc.attempts]) if again else None,
		attempts=doc.attempts + 1,
	)


def _note(doc, **values) -> None:
	doc.db_set(values)


def send_waiting() -> None:
	"""Every few minutes: send again what did not arrive, and what a killed worker has left."""
	due = {"status": WAITING, "retry_after": ("<=", now_datetime())}
	for name in frappe.get_all("Notice Delivery", filters=due, pluck="name", limit=500, order_by="creation"):
		_enqueue(name)


# the digest


def send_digests() -> None:
	"""In the morning: what each user wanted once a day, as one e-mail and one message."""
	with_thai(_send_digests)


def _send_digests() -> None:
	rows = frappe.get_all(
		"Notice Delivery",
		filters={"status": FOR_DIGEST},
		fields=["name", "user", "medium", "contact", "text"],
		order_by="creation",
	)
	together: dict[tuple, list] = {}
	for row in rows:
		together.setdefault((row.user, row.medium, row.contact), []).append(row)
	for (user, medium, contact), parts in together.items():
		title = _("CON Center: {0} notices").format(len(parts))
		texts = [part.text for part in parts]
		if medium == EMAIL:
			mail(user, title, texts)
		else:
			for text in _pages([title, *texts]):
				send_soon(_keep(user, LINE, None, title, text, status=WAITING, contact=contact))
		for part in parts:
			frappe.delete_doc("Notice Delivery", part.name, ignore_permissions=True)


def _pages(texts: list[str]) -> list[str]:
	"""Return the texts put together, each page no longer than a message of LINE may be."""
	pages = [""]
	for text in texts:
		if pages[-1] and len(pages[-1]) + len(text) > DIGEST_LENGTH:
			pages.append("")
		pages[-1] += ("\n\n" if pages[-1] else "") + text
	return pages
