import frappe
from frappe.model.document import Document
from frappe.query_builder import Interval
from frappe.query_builder.functions import Now


class NoticeDelivery(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		contact: DF.Link | None
		error: DF.SmallText | None
		kind: DF.Data | None
		medium: DF.Literal["E-mail", "LINE"]
		retry_after: DF.Datetime | None
		retry_key: DF.Data | None
		sent_on: DF.Datetime | None
		status: DF.Literal["Waiting", "For the Digest", "Sent", "Failed"]
		text: DF.Text | None
		title: DF.Data | None
		user: DF.Link | None
	# end: auto-generated types

	@staticmethod
	def clear_old_logs(days: int = 90):
		"""Hook default_log_clearing_doctypes: what was sent, or failed, so long ago is of no use."""
		table = frappe.qb.DocType("Notice Delivery")
		frappe.db.delete(table, filters=(table.modified < (Now() - Interval(days=days))))
