import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, get_url

from con_center.notices import line


class NotConnectedError(frappe.ValidationError):
	pass


class LINEChannel(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		add_friend: DF.Data | None
		channel_secret: DF.Password
		channel_token: DF.Password
		enabled: DF.Check
		office: DF.Link
		title: DF.Data
		webhook: DF.Data | None
	# end: auto-generated types

	def validate(self):
		self.webhook = get_url(f"/api/method/con_center.notices.webhook.receive?channel={self.name}")


@frappe.whitelist(methods=["POST"])
def check_connection(name: str) -> str:
	"""Ask LINE whose access token a channel has; return what it says, in words. Raises NotConnectedError."""
	channel = frappe.get_doc("LINE Channel", name)
	channel.check_permission("write")
	account, answer = line.account_of(channel)
	if not answer.sent:
		frappe.throw(escape_html(answer.reason), NotConnectedError)
	return _("LINE knows this account as {0}. Messages can be sent.").format(
		frappe.bold(escape_html(account or channel.title))
	)
