"""The code of a house (11 digits of the register of houses): kept as a keyed hash alone, to find the same house again.

The key comes from the site's own secret (`encryption_key` in site_config.json), which is in no database and no dump. So
whoever has the database, a dump, an export or an answer alone learns no code: he would have to know the key. Whoever
has both the database and the site's configuration can try all 10^11 codes, in hours: against him a hash of so short a
number protects nobody, and nothing here claims it. A site that loses its secret finds no house by its code any more.

The code itself is in no answer, log, version or file. It comes in the body of a request, under a name that Frappe takes
out of what it logs of errors (`secret`), and is hashed before anything else is done.
"""

import hashlib
import hmac
import re

import frappe
from frappe import _
from frappe.utils.password import get_encryption_key

from con_center.access.statements import among
from con_center.households import cases
from con_center.households.errors import HouseCodeError
from con_center.thai import arabic_digits

PURPOSE = b"con_center: codes of houses"
DIGITS = 11


@frappe.whitelist(methods=["POST"])
def find(secret: str) -> dict | None:
	"""Return name and title of the household of a house, of those that the session user may read; else None.

	secret: the code of the house.
	"""
	digest = hashed(secret)
	found = frappe.get_list(
		cases.HOUSEHOLD,
		# the hash is at a level that nobody reads, and is compared here alone
		filters={"name": among(names_of([digest]))},
		fields=["name", "title"],
		limit=1,
	)
	return found[0] if found else None


@frappe.whitelist(methods=["POST"])
def note(name: str, secret: str) -> None:
	"""Keep the hash of the code of a household's house. One that the user reads at the same house is named, and refuses it.

	secret: the code of the house.
	"""
	digest = hashed(secret)
	doc = cases.to_change(name)
	# of those of other areas nothing is told, not even that there is one
	others = {"name": among({*names_of([digest])} - {doc.name})}
	if mine := frappe.get_list(cases.HOUSEHOLD, filters=others, pluck="title", limit=1):
		frappe.throw(_("This house is entered already: {0}.").format(frappe.bold(mine[0])), HouseCodeError)
	table = frappe.qb.DocType(cases.HOUSEHOLD)
	frappe.qb.update(table).set(table.house_hash, digest).where(table.name == doc.name).run()
	said = _("The code is kept as a hash: the house is found again by it.")
	frappe.msgprint(said, alert=True, indicator="green")


def names_of(hashes: list[str]) -> list[str]:
	return frappe.get_all(cases.HOUSEHOLD, filters={"house_hash": among(hashes)}, pluck="name")


def read(text) -> str | None:
	"""Return the digits of a code of a house, None of what is none."""
	digits = re.sub(r"[\s\-]", "", arabic_digits(str(text or "")))
	return digits if re.fullmatch(r"\d{11}", digits) else None


def hashed(text) -> str:
	"""Return the keyed hash (hex) of a code of a house. Raises HouseCodeError for what is none, without repeating it."""
	digits = read(text)
	if not digits:
		frappe.throw(
			_("House Code: type the {0} digits that stand in the house registration book.").format(DIGITS),
			HouseCodeError,
		)
	return digest_of(digits, key())


def key() -> bytes:
	return hmac.digest(get_encryption_key().encode(), PURPOSE, "sha256")


def digest_of(digits: str, secret: bytes) -> str:
	return hmac.new(secret, digits.encode(), hashlib.sha256).hexdigest()
