"""Sets Frappe's outgoing Email Account up. Runs in the bench's environment.

Reads one JSON object from standard input: site, and what config/production/mail.toml has. Frappe asks the mail server
itself, and refuses what that does not take.
"""

import json
import sys

import frappe

NAME = "CON Center"


def main() -> None:
	wanted = json.load(sys.stdin)
	frappe.init(site=wanted["site"])
	frappe.connect()
	try:
		account = (
			frappe.get_doc("Email Account", NAME)
			if frappe.db.exists("Email Account", NAME)
			else new_account()
		)
		account.update(fields(wanted))
		account.save(ignore_permissions=True)
		frappe.db.commit()
	finally:
		frappe.destroy()


def new_account():
	return frappe.get_doc({"doctype": "Email Account", "email_account_name": NAME})


def fields(wanted: dict) -> dict:
	login = wanted.get("login") or ""
	return {
		"email_id": wanted["sender"],
		"enable_outgoing": 1,
		"default_outgoing": 1,
		"always_use_account_email_id_as_sender": 1,
		"smtp_server": wanted["server"],
		"smtp_port": str(wanted["port"]),
		"use_tls": int(wanted["encryption"] == "starttls"),
		"use_ssl_for_outgoing": int(wanted["encryption"] == "ssl"),
		"no_smtp_authentication": int(not login),
		"login_id_is_different": int(bool(login) and login != wanted["sender"]),
		"login_id": login,
		"password": wanted.get("password") or None,
		"awaiting_password": 0,
	}


if __name__ == "__main__":
	main()
