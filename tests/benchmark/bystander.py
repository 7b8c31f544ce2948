"""Pages that have nothing to do with this app: on a site that has it, and on one of the same bench that has not."""

from urllib.parse import quote

import frappe

from .clock import Variant, request
from .web import address, sign_in

USER = "bystander@benchmark.example"


class Bystander:
	"""A user of the desk without any role of ours, with a note of his, signed in on a site."""

	def __init__(self, site: str):
		request("Administrator")
		folder = frappe.local.sites_path
		frappe.release_local(frappe.local)
		frappe.init(site=site, sites_path=folder)
		frappe.connect()
		self.site = site
		self.note = self.make()
		self.sid = sign_in(USER)
		frappe.destroy()
		request("Administrator")

	def make(self) -> str:
		if not frappe.db.exists("User", USER):
			account = frappe.new_doc("User", email=USER, first_name="x", send_welcome_email=0)
			account.flags.no_welcome_mail = True
			# without a role that opens the desk he would be a user of web pages alone, and have no notes
			account.append("roles", {"role": "Dashboard Manager"})
			# of an hour in which the officers were made, Frappe takes no more users
			frappe.flags.in_import = True
			account.insert()
			frappe.flags.in_import = False
		frappe.set_user(USER)
		note = frappe.db.exists("Note", {"owner": USER})
		return note or frappe.new_doc("Note", title="x", content="x").insert().name

	def pages(self) -> dict[str, Variant]:
		"""Return what is timed, by name."""
		paths = {
			"a small document": f"/api/resource/Note/{quote(self.note)}",
			"a list": "/api/resource/Note",
			"ping": "/api/method/ping",
		}
		return {
			what: Variant("Administrator", address(self.site, self.sid, path), ends_transaction=True)
			for what, path in paths.items()
		}
