"""Which account a provider means, and whether it gets in.

It is found by the subject, which the User's *Social Logins* keep, or else by an e-mail that the provider says it has
verified. No account is made. A subject may be a personal number (ThaID's `pid`): of each, a keyed hash alone is kept,
as of the code of a house. Without the site's `encryption_key` nobody learns a number from it; a site that loses
that key finds nobody by it any more.
"""

import hmac
import re

import frappe
from frappe import _
from frappe.twofactor import should_run_2fa
from frappe.utils.password import get_encryption_key

from con_center.access.posts import posts
from con_center.access.roles import ADMINISTRATOR_ROLES

KEY, ROW = "Social Login Key", "User Social Login"
PURPOSE = b"con_center: subjects of providers"
HASHED = re.compile("hashed:[0-9a-f]{64}")
# Frappe notes here what it tells others of its own users, when it is a provider itself
OF_FRAPPE_ITSELF = "frappe"


class AccountRefused(Exception):
	"""Says to a person, in a sentence, why he does not get in."""


def find(provider: str, told: dict) -> str | None:
	"""Return the User that the provider's claims mean; None where it is none, or not one alone."""
	subject = _subject(provider, told)
	linked = frappe.get_all(
		ROW, {"provider": provider, "userid": subject, "parenttype": "User"}, pluck="parent"
	)
	if linked:
		return linked[0] if len(set(linked)) == 1 else None
	email = told.get("email")
	is_verified = told.get("email_verified") in (True, "true")
	# the database finds é for e, and a blank at the end is none to it
	if not (is_verified and isinstance(email, str) and email.isascii()):
		return None
	found = frappe.db.get_value("User", {"email": email}, ["name", "email"], as_dict=True)
	if not found or found.email.lower() != email.lower() or _is_linked(found.name, provider):
		return None
	return found.name


def refuse_who_does_not_get_in(user: str | None, provider: str, told: dict) -> None:
	"""Raise AccountRefused for whoever has no account that works here today, or owes a second factor."""
	if user is None or user in frappe.STANDARD_USERS or not frappe.db.get_value("User", user, "enabled"):
		raise AccountRefused(
			_(
				"No account of this system belongs to who you are there. Ask your administrator to link it to your account."
			)
		)
	if not (posts(user) or {*ADMINISTRATOR_ROLES}.intersection(frappe.get_roles(user))):
		raise AccountRefused(
			_(
				"You hold no post that is in force today. Ask your administrator to enter your Officer Assignment."
			)
		)
	if should_run_2fa(user) and not _has_second_factor(provider, told):
		raise AccountRefused(
			_("Your account needs a second factor: sign in with your password and the code of your app.")
		)


def remember(user: str, provider: str, told: dict) -> None:
	"""Link the account to the subject: from now on it is found by that, whatever becomes of the e-mail."""
	if not _is_linked(user, provider):
		values = {"provider": provider, "userid": _subject(provider, told)}
		row = frappe.get_doc({"doctype": ROW, "parenttype": "User", "parentfield": "social_logins", **values})
		row.update({"parent": user, "idx": frappe.db.count(ROW, {"parent": user}) + 1})
		row.db_insert()
		frappe.clear_document_cache("User", user)


@frappe.whitelist(methods=["POST"])
def link(user: str, provider: str, secret: str) -> None:
	"""Link an account to whom the provider means by a subject: for System Managers.

	secret: the subject, which may be a personal number; by this name Frappe keeps it out of what it logs of errors.
	"""
	frappe.only_for("System Manager")
	frappe.get_doc(KEY, provider)
	subject = hashed(provider, secret.strip())
	filters = {"provider": provider, "userid": subject, "parent": ("!=", user)}
	if others := frappe.get_all(ROW, filters, pluck="parent"):
		frappe.throw(_("This person is linked to the account {0} already.").format(others[0]))
	doc = frappe.get_doc("User", user)
	doc.set("social_logins", [row for row in doc.social_logins if row.provider != provider])
	doc.append("social_logins", {"provider": provider, "userid": subject})
	doc.save()
	said = _("Linked. Of what you typed a hash is kept, which tells it to nobody.")
	frappe.msgprint(said, alert=True, indicator="green")


def hide_subjects(doc, method: str | None = None) -> None:
	"""Hook before_validate of User: by whichever way a subject comes, by an import as well, its hash is kept."""
	for row in doc.social_logins:
		row.userid = _kept(row.provider, row.userid)


def hide_those_of_before() -> None:
	"""Hash what Frappe has kept in plain words until now."""
	known = {"provider": ("!=", OF_FRAPPE_ITSELF)}
	for row in frappe.get_all(ROW, known, ["name", "provider", "userid"]):
		frappe.db.set_value(ROW, row.name, "userid", _kept(row.provider, row.userid), update_modified=False)


def hashed(provider: str, subject: str) -> str:
	key = hmac.digest(get_encryption_key().encode(), PURPOSE + provider.encode(), "sha256")
	return f"hashed:{hmac.digest(key, subject.encode(), 'sha256').hex()}"


def _kept(provider: str | None, userid: str | None) -> str | None:
	is_plain = userid and provider != OF_FRAPPE_ITSELF and not HASHED.fullmatch(userid)
	return hashed(provider or "", userid) if is_plain else userid


def _subject(provider: str, told: dict) -> str:
	claim = frappe.db.get_value(KEY, provider, "user_id_property") or "sub"
	subject = told.get(claim)
	if not subject or not isinstance(subject, str | int):
		raise AccountRefused(
			_("The provider does not say who you are ({0}). Tell your administrator.").format(claim)
		)
	return hashed(provider, str(subject))


def _is_linked(user: str, provider: str) -> bool:
	return bool(frappe.db.exists(ROW, {"parent": user, "parenttype": "User", "provider": provider}))


def _has_second_factor(provider: str, told: dict) -> bool:
	"""Tell whether the provider demanded a second factor: by its token, or by what an administrator says of it.

	Where neither does, one signs in by password and code: to ask for the code here would need Frappe's page for it
	without the password that it goes by.
	"""
	always, contexts = frappe.db.get_value(KEY, provider, ["con_second_factor", "con_second_factor_acr"])
	methods = told.get("amr")
	return bool(
		always
		or (isinstance(methods, list) and "mfa" in methods)
		or (isinstance(told.get("acr"), str) and told["acr"] in (contexts or "").split())
	)
