"""Issues documents one after the other: each with its number, in one transaction. Runs on a host, in the folder `sites`.

Arguments: the site, a word that marks the documents, an issuer and a kind of number. Prints the document and the number of each that was confirmed.
"""

import sys
import time

import frappe
import redis
from con_center.compat.drivers import errors
from con_center.numbering import give

# a year in which the demo has given no number
DATED = "1990-01-01"
TO_TRY_AGAIN = (
	*errors("OperationalError"),
	*errors("InterfaceError"),
	redis.exceptions.RedisError,
	frappe.QueryDeadlockError,
	frappe.QueryTimeoutError,
)


def issue(mark: str, issuer: str, kind: str) -> tuple[str, str]:
	document = frappe.new_doc("ToDo")
	document.description = mark
	document.insert()
	number = give(issuer, kind, DATED, "ToDo", document.name)
	frappe.db.commit()
	return document.name, number


def main() -> None:
	site, mark, issuer, kind = sys.argv[1:]
	while True:
		try:
			frappe.init(site=site)
			frappe.connect()
			while True:
				print(*issue(mark, issuer, kind), flush=True)
				time.sleep(0.05)
		except TO_TRY_AGAIN as error:
			print(repr(error), file=sys.stderr, flush=True)
			# what this leaves open goes with the connection
			frappe.local.db = None
			time.sleep(0.2)


if __name__ == "__main__":
	main()
