"""Columns that open an account, or a document without one, or tell a short number to who has the key: in no answer.

Who holds a key for setting a password, or an access token, is that user. Frappe shows such columns to whoever may
read the document (older ones: whoever may choose it in a link).
"""

import re

SECRETS = frozenset(
	(
		"access_token",
		"api_key",
		"api_secret",
		"authorization_code",
		"client_secret",
		"code_challenge",
		"code_verifier",
		# of the code of a house (households/house_code.py)
		"house_hash",
		"login_otp",
		"otp_secret",
		"refresh_token",
		"reset_password_key",
		"sid",
	)
)
_WORD = re.compile(r"\w+")


def names_a_secret(field: str | dict) -> bool:
	"""Tell whether a field, or an expression of fields (of Frappe 16: a dict), asks for one of them."""
	return not SECRETS.isdisjoint(_WORD.findall(str(field).lower()))


def as_dict(self, *args, **kwargs) -> dict:
	"""Frappe's document as a dict, of which all answers are made, without what opens an account."""
	found = as_dict.of_frappe(self, *args, **kwargs)
	for secret in SECRETS & found.keys():
		# a password is masked already, and a form that is sent without its mask takes it away
		if str(found[secret] or "").strip("*"):
			del found[secret]
	return found


def keep(doc, method: str | None = None) -> None:
	"""Hook before_validate of User: a form that was sent without them does not take them away."""
	before = doc.get_doc_before_save()
	for secret in SECRETS & before.__dict__.keys() if before else ():
		if doc.get(secret) is None:
			doc.set(secret, before.get(secret))
