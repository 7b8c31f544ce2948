"""LINE's Messaging API, through LINE's own library. Nothing is called but by a channel that an office has entered, and
nothing at all by a site whose e-mails are muted: a copy has the offices' channels, too.
"""

from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint

# seconds to connect, and to wait for the answer
TIMEOUT = (5, 15)
LONGEST = 5000
LOOPBACK = "http://127.0.0.1:"


class Answer(NamedTuple):
	"""What became of a message: whether LINE has taken it, and else why not."""

	sent: bool
	reason: str | None = None
	may_be_tried_again: bool = False


def api(channel):
	"""Return LINE's client for a channel (LINE Channel); used as a context, it closes its connections."""
	# the library is large, and only workers need it
	from linebot.v3.messaging import ApiClient, Configuration

	host = frappe.conf.get("con_center_line_api")
	settings = Configuration(
		access_token=channel.get_password("channel_token"),
		# for tests: another server than LINE's would get the token
		**({"host": host} if host and host.startswith(LOOPBACK) else {}),
	)
	# our own queue tries again
	settings.retries = False
	return ApiClient(settings)


def push(channel, to: str, text: str, retry_key: str) -> Answer:
	"""Send a text to a person or a group (LINE's ID). A message sent twice with one key (UUID) arrives once."""
	from linebot.v3.messaging import MessagingApi, PushMessageRequest, TextMessage

	message = PushMessageRequest(to=to, messages=[TextMessage(text=text[:LONGEST])])
	return _ask(
		channel,
		lambda client: MessagingApi(client).push_message(
			message, x_line_retry_key=retry_key, _request_timeout=TIMEOUT
		),
	)


def reply(channel, reply_token: str, text: str) -> Answer:
	from linebot.v3.messaging import MessagingApi, ReplyMessageRequest, TextMessage

	message = ReplyMessageRequest(reply_token=reply_token, messages=[TextMessage(text=text)])
	return _ask(channel, lambda client: MessagingApi(client).reply_message(message, _request_timeout=TIMEOUT))


def name_of_group(channel, group: str) -> str | None:
	from linebot.v3.messaging import MessagingApi

	found = []
	_ask(
		channel,
		lambda client: found.append(
			MessagingApi(client).get_group_summary(group, _request_timeout=TIMEOUT).group_name
		),
	)
	return found[0] if found else None


def account_of(channel) -> tuple[str | None, Answer]:
	"""Return the name of the account whose token the channel has, and what LINE said."""
	from linebot.v3.messaging import MessagingApi

	found = []
	answer = _ask(
		channel,
		lambda client: found.append(MessagingApi(client).get_bot_info(_request_timeout=TIMEOUT).display_name),
	)
	return (found[0] if found else None), answer


def _ask(channel, question) -> Answer:
	from linebot.v3.messaging import ApiException
	from urllib3.exceptions import HTTPError

	if cint(frappe.conf.mute_emails):
		return Answer(False, _("Not sent: this site writes to nobody (mute_emails in its configuration)"))
	try:
		with api(channel) as client:
			question(client)
	except ApiException as error:
		# with this key it has been taken before
		if error.status == 409:
			return Answer(True)
		return Answer(False, _reason(error), may_be_tried_again=error.status == 429 or error.status >= 500)
	except HTTPError as error:
		return Answer(False, _("LINE was not reached: {0}").format(type(error).__name__), True)
	except ValueError:
		# taken, and answered in a shape that the library does not know
		pass
	return Answer(True)


def _reason(error) -> str:
	known = {
		400: _("LINE does not take the message, or the receiver is not there (400)"),
		401: _("The channel access token is not valid (401)"),
		403: _("The channel may not do this (403)"),
		429: _("Too many messages, or this month's messages are used up (429)"),
	}
	reason = known.get(error.status) or _("LINE answered {0}").format(error.status)
	return f"{reason} {error.body or ''}"[:500]
