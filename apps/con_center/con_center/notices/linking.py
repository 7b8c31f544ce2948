"""Whose LINE is whose: a user gets a code in the desk, and sends it to the office's account in LINE.

The code is used once, for ten minutes. It is kept as its hash, and who guesses is bounded.
"""

import hashlib
import secrets

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from con_center.access.areas import covers
from con_center.access.posts import posts
from con_center.access.statements import among
from con_center.notices import line

# without those that look alike
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH, MINUTES = 8, 10
TRIES, WINDOW = 5, 900
# an hour from one address, which an office shares
CODES = 60
PERSON, GROUP = "Person", "Group"


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=CODES, seconds=3600)
def new_code() -> dict:
	"""Return {"code": str, "minutes": int, "channels": [{title, add_friend}]} for the session user to link his LINE."""
	code = "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
	frappe.cache.setex(_key(code), MINUTES * 60, frappe.session.user)
	return {"code": code, "minutes": MINUTES, "channels": channels_of(frappe.session.user)}


def channels_of(user: str) -> list[dict]:
	"""Return the enabled channels of the offices that the user's posts lie in, or all of the country's office."""
	return [
		{"title": row.title, "add_friend": row.add_friend}
		for row in frappe.get_all(
			"LINE Channel", filters={"enabled": 1}, fields=["title", "add_friend", "office"]
		)
		if _serves(row, user)
	]


def _serves(channel, user: str) -> bool:
	return any(covers(channel.office, post.area) for post in posts(user))


@frappe.whitelist(methods=["GET"])
def state() -> dict:
	"""Return {"linked": titles of the channels that the session user's LINE is linked by, "offered": bool}."""
	user = frappe.session.user
	linked = [frappe.get_cached_value("LINE Channel", row.channel, "title") for row in contacts_of([user])]
	return {"linked": linked, "offered": bool(channels_of(user))}


@frappe.whitelist(methods=["POST"])
def unlink() -> None:
	"""Forget the session user's LINE."""
	_forget({"user": frappe.session.user, "kind": PERSON})


def contacts_of(users: list[str]) -> list[dict]:
	"""Return the contacts (name, user, channel) by which these users are written to; one a user, the last linked."""
	rows = frappe.get_all(
		"LINE Contact",
		filters={"kind": PERSON, "allowed": 1, "user": among(users)},
		fields=["name", "user", "channel"],
		order_by="creation",
	)
	enabled = set(frappe.get_all("LINE Channel", filters={"enabled": 1}, pluck="name")) if rows else ()
	return list({row.user: row for row in rows if row.channel in enabled}.values())


def link(channel, line_id: str, text: str) -> str | None:
	"""Link the sender of a code, or of what looks like one; return what he is answered, None for anything else."""
	code = "".join(text.split()).upper().replace("-", "")
	if len(code) != LENGTH or not set(code) <= set(LETTERS):
		return None
	if _too_often(line_id):
		return _("Too many attempts. Try again in a quarter of an hour.")
	user = frappe.cache.getdel(_key(code))
	if not user:
		return _("This code is not valid, or its time has run out. Get a new one in the system.")
	user = user.decode() if isinstance(user, bytes) else user
	if not _serves(channel, user):
		return _(
			"This is the account of another office. Get a new code, and send it to the account named beside it."
		)
	_forget({"user": user, "kind": PERSON})
	_forget({"line_id": line_id, "kind": PERSON})
	add_contact(channel, PERSON, line_id, title=user, user=user, allowed=1)
	return _("Linked. You will be told here what you have chosen in the system.")


def add_contact(channel, kind: str, line_id: str, **values) -> None:
	# LINE has told it, nobody enters it
	frappe.get_doc(
		{"doctype": "LINE Contact", "channel": channel.name, "kind": kind, "line_id": line_id, **values}
	).insert(ignore_permissions=True)


def forget(channel, line_id: str) -> None:
	"""Forget a person who has blocked the account, or a group that it was removed from."""
	_forget({"channel": channel.name, "line_id": line_id})


def _forget(filters: dict) -> None:
	# for good: nothing of somebody's LINE stays in the trash
	frappe.db.delete("LINE Contact", filters)


def join(channel, group: str) -> None:
	"""Note a group that has invited the account: an administrator looks at it before anything is sent there."""
	if not frappe.db.exists("LINE Contact", {"channel": channel.name, "line_id": group}):
		title = line.name_of_group(channel, group) or _("A group without a name")
		add_contact(channel, GROUP, group, title=title[:140], allowed=0)


def _key(code: str) -> bytes:
	return frappe.cache.make_key("con_center_line_code:" + hashlib.sha256(code.encode()).hexdigest())


def _too_often(line_id: str) -> bool:
	key = frappe.cache.make_key(f"con_center_line_tries:{line_id}")
	count = frappe.cache.incr(key)
	if count == 1:
		frappe.cache.expire(key, WINDOW)
	return count > TRIES
