"""Sets the Administrator's password of a site. Runs in the bench's environment.

Reads one JSON object from standard input: site, password. A password that is guessed too easily is refused.
"""

import json
import sys

import frappe
from frappe.sessions import clear_sessions
from frappe.utils.password import update_password
from frappe.utils.password_strength import test_password_strength


def main() -> None:
	wanted = json.load(sys.stdin)
	frappe.init(site=wanted["site"])
	frappe.connect()
	try:
		refuse_weak(wanted["password"])
		update_password("Administrator", wanted["password"])
		clear_sessions("Administrator", force=True)
		frappe.db.commit()
	finally:
		frappe.destroy()


def refuse_weak(password: str) -> None:
	result = test_password_strength(password, user_inputs=("administrator", "con center"))
	if result["score"] < int(frappe.get_system_settings("minimum_password_score") or 3):
		why = [result["feedback"].get("warning"), *result["feedback"].get("suggestions", [])]
		raise SystemExit(f"The password is guessed too easily. {' '.join(filter(None, why))}")


if __name__ == "__main__":
	main()
