"""The public form by which organizations apply for membership: what may come in, from whom and how often.

The form itself is Frappe's Web Form, an administrator's; whoever fills it in has no account. He reads nothing but the
names of areas and the text of the consent, and is told nothing but a number. Here stands what Frappe's form does not
know: limits by address and by center, and that people need some seconds where programs need none. No puzzle is asked.
"""

import json
from inspect import unwrap

import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime, time_diff_in_seconds
from frappe.website.doctype.web_form import web_form as frappe_web_form

from con_center.access.posts import sees_everything
from con_center.community.doctype.membership_application.membership_application import PUBLIC
from con_center.community.doctype.membership_settings.membership_settings import settings
from con_center.entry.markup import plain
from con_center.issuing import checking

DOCTYPE = "Membership Application"
# what may be asked of the public; an administrator's form may ask for less
FIELDS = frozenset(
	(
		"organization_name",
		"organization_type",
		"center",
		"village_text",
		"chair",
		"members_count",
		"established_on",
		"products",
		"purpose",
		"phone",
		"consent",
	)
)
# a field that no person sees, so that only a program fills it in
TRAP = "homepage"
OPENED, SENT, ASKED = "con_center_forms", "con_center_applications", "con_center_form_calls"
# a form that was opened is good for so long
OPEN_SECONDS = 4 * 60 * 60
HOUR = 60 * 60
CALLS, CALLS_SECONDS = 120, 60


class PublicFormError(frappe.ValidationError):
	pass


class TooOftenError(PublicFormError):
	http_status_code = 429


class FormClosedError(frappe.PermissionError):
	pass


@frappe.whitelist(allow_guest=True, methods=["POST"])
def begin() -> dict:
	"""Return what somebody gets who opens the form: token (good for one application), consent, places (provinces)."""
	require_form()
	count(ASKED, CALLS, CALLS_SECONDS)
	token = frappe.generate_hash(length=32)
	frappe.cache.setex(_key(OPENED, token), OPEN_SECONDS, str(now_datetime()))
	return {"token": token, "consent": settings().consent_text, "places": centers_in(""), "trap": TRAP}


@frappe.whitelist(allow_guest=True, methods=["POST"])
def places(parent: str) -> list[dict]:
	"""Return the districts of a province, or the centers of a district, that take members: value and label of each."""
	require_form()
	count(ASKED, CALLS, CALLS_SECONDS)
	return centers_in(parent) if parent.isascii() and parent.isdigit() and len(parent) in (2, 4) else []


@frappe.whitelist(allow_guest=True, methods=["POST"])
def accept(web_form: str, data: str) -> dict:
	"""Take an application; in the place of Frappe's function of this name. Returns its number (reference, and said in words), and nothing else.

	Other forms than the one for membership are closed, but to who runs the system.
	"""
	if not is_form(web_form):
		if sees_everything(frappe.session.user):
			return frappe_web_form.accept(web_form=web_form, data=data)
		frappe.throw(_("This form is closed."), FormClosedError)
	sent = _sent(data)
	count(ASKED, CALLS, CALLS_SECONDS)
	count(SENT, settings().most_an_hour, HOUR)
	opened = _refuse_programs(sent)
	taken = {field: as_text(value) for field, value in sent.items() if field in FIELDS}
	try:
		_refuse_flood(sent.get("center"))
		# without Frappe's own limit: it is narrower for an office that shares one address, and in Frappe of 2023 calls
		# the function with what was sent, and not with what is taken of it
		doc = unwrap(frappe_web_form.accept)(web_form=web_form, data=json.dumps(taken))
	except frappe.ValidationError:
		# who has filled in something wrong corrects it and sends it once more, and has sent one
		_give_back(sent["token"], opened)
		raise
	return {
		"reference": doc.name,
		"said": _("The application has the number {0}. Name it when you ask at the office.").format(doc.name),
	}


def as_text(value):
	"""Return what was typed as plain text: whoever sends it has no account, and whoever reads it has one."""
	return plain(value) if isinstance(value, str) else value


def is_form(name: str) -> bool:
	"""Tell whether this Web Form is open, and takes applications."""
	return bool(frappe.db.exists("Web Form", {"name": name, "doc_type": DOCTYPE, "published": 1}))


def require_form() -> None:
	if not frappe.db.exists("Web Form", {"doc_type": DOCTYPE, "published": 1}):
		frappe.throw(_("This form is closed."), FormClosedError)


def count(what: str, most: int, seconds: int) -> None:
	"""Count a request for its address, and refuse what is too much."""
	try:
		checking.count(what, most, seconds)
	except checking.TooOftenError:
		frappe.throw(
			_("Too many applications came from your address. Try again later, or ask at the office."),
			TooOftenError,
		)


def _key(what: str, of: str | None):
	return frappe.cache.make_key(f"{what}:{of}")


def _sent(data: str) -> dict:
	try:
		sent = json.loads(data)
	except ValueError:
		sent = None
	if not isinstance(sent, dict) or any(isinstance(value, dict | list) for value in sent.values()):
		frappe.throw(
			_("The application did not arrive whole. Reload the page and try again."), PublicFormError
		)
	return sent


def _refuse_programs(sent: dict) -> str:
	"""Return when the form was opened that is sent."""
	opened = _take_token(sent.get("token"))
	if not opened:
		frappe.throw(
			_("The form was open for too long, or sent twice. Reload the page and try again."),
			PublicFormError,
		)
	too_fast = time_diff_in_seconds(now_datetime(), opened) < cint(settings().fewest_seconds)
	if sent.get(TRAP) or too_fast:
		frappe.throw(
			_("The form was filled in too fast. Wait a moment, reload the page and try again."),
			PublicFormError,
		)
	return opened


def _give_back(token: str, opened: str) -> None:
	frappe.cache.setex(_key(OPENED, token), OPEN_SECONDS, opened)
	frappe.cache.decr(_key(SENT, getattr(frappe.local, "request_ip", None)))


def _take_token(token) -> str | None:
	"""Return when the form with this token was opened, once."""
	if not (isinstance(token, str) and token.isalnum() and len(token) == 32):
		return None
	key = _key(OPENED, token)
	opened = frappe.cache.get(key)
	# of two who send the same, one takes it away
	if not opened or not frappe.cache.delete(key):
		return None
	return opened.decode() if isinstance(opened, bytes) else str(opened)


def _refuse_flood(center) -> None:
	"""A center gets so many applications a day by the form: whoever sends more, from many addresses, is no neighbour."""
	today = {"center": str(center or ""), "source": PUBLIC, "creation": (">=", str(getdate()))}
	if frappe.db.count(DOCTYPE, today) >= settings().most_a_day:
		frappe.throw(
			_("Many applications for this center came in today. Try again tomorrow, or ask at the office."),
			TooOftenError,
		)


def centers_in(parent: str) -> list[dict]:
	"""Return the next areas below `parent` (DOPA code, "" for the country) in which there are centers to join."""
	center, area = frappe.qb.DocType("CON Center"), frappe.qb.DocType("Area")
	code = {0: center.province, 2: center.district, 4: center.area}[len(parent)]
	query = (
		frappe.qb.from_(center)
		.join(area)
		.on(area.name == code)
		.select(area.name.as_("value"), area.area_name.as_("label"))
		.distinct()
		.where((center.level == "Sub-district") & (center.status == "Active"))
		.orderby(area.area_name)
	)
	if parent:
		query = query.where((center.province if len(parent) == 2 else center.district) == parent)
	return query.run(as_dict=True)
