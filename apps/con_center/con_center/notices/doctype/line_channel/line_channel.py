from frappe.model.document import Document
from frappe.utils import get_url


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
