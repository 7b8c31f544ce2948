"""What LINE tells us: who has sent a code, which group has invited the account. Signed by the channel's secret."""

import base64
import hashlib
import hmac
import time

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from con_center.notices import line, linking, with_thai

# a webhook of LINE's carries a few events
LARGEST = 64 * 1024
MOST_EVENTS = 100
# LINE delivers again what was not answered; what is older, or has been here, is let go
OLDEST = 24 * 3600


class SignatureError(frappe.PermissionError):
	pass


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=1200, seconds=60)
def receive() -> None:
	"""Take what LINE sends for a channel (LINE Channel, in the URL), and work on it in the queue.

	Raises SignatureError (403) for what that channel's secret did not sign, or what is too large.
	"""
	body = frappe.request.get_data()
	# Frappe reads no arguments in the address of what comes as JSON
	channel = frappe.request.args.get("channel")
	if len(body) > LARGEST or not is_signed(channel, body, frappe.get_request_header("X-Line-Signature")):
		frappe.throw(_("This is not signed by LINE."), SignatureError)
	events = (frappe.parse_json(body.decode()) or {}).get("events") or []
	if events:
		frappe.enqueue(
			"con_center.notices.webhook.work_on",
			queue="short",
			now=frappe.flags.in_test,
			channel=channel,
			events=events[:MOST_EVENTS],
		)


def is_signed(channel: str | None, body: bytes, signature: str | None) -> bool:
	"""Tell whether the channel is enabled, and its secret makes this signature (Base64 of HMAC-SHA256) of the body."""
	if not (signature and frappe.db.get_value("LINE Channel", {"name": channel, "enabled": 1}, "name")):
		return False
	secret = frappe.get_doc("LINE Channel", channel).get_password("channel_secret")
	made = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
	return hmac.compare_digest(made, signature.encode())


def work_on(channel: str, events: list[dict]) -> None:
	"""Job: do what the events ask for, each once. The answers are in Thai."""
	doc = frappe.get_doc("LINE Channel", channel)
	with_thai(lambda: [_work_on(doc, event) for event in events if is_news(event)])


def is_news(event: dict) -> bool:
	"""Tell whether the event (webhookEventId, timestamp in milliseconds) is young, and was not here before."""
	name, moment = event.get("webhookEventId"), event.get("timestamp")
	if not (isinstance(name, str) and isinstance(moment, int)):
		return False
	age = time.time() - moment / 1000
	key = frappe.cache.make_key(f"con_center_line_event:{name[:64]}")
	return age < OLDEST and bool(frappe.cache.set(key, 1, nx=True, ex=2 * OLDEST))


def _work_on(channel, event: dict) -> None:
	source, kind = event.get("source") or {}, event.get("type")
	person = source.get("userId") if source.get("type") == "user" else None
	group = source.get("groupId") or source.get("roomId")
	if kind == "join" and group:
		linking.join(channel, group)
	elif kind == "leave" and group:
		linking.forget(channel, group)
	elif kind == "unfollow" and person:
		linking.forget(channel, person)
	elif kind == "follow" and person:
		_answer(channel, event, _("To be told of your work here, send the code that the system gives you."))
	elif kind == "message" and person and (event.get("message") or {}).get("type") == "text":
		if answer := linking.link(channel, person, event["message"].get("text") or ""):
			_answer(channel, event, answer)


def _answer(channel, event: dict, text: str) -> None:
	if event.get("replyToken"):
		line.reply(channel, event["replyToken"], text)
