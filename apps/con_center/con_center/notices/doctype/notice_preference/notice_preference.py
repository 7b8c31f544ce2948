from frappe.model.document import Document

from con_center.notices.kinds import USUAL, WAYS


class NoticePreference(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from con_center.notices.doctype.notice_switch.notice_switch import NoticeSwitch

		full_name: DF.Data | None
		switches: DF.Table[NoticeSwitch]
		user: DF.Link
	# end: auto-generated types

	def validate(self):
		"""A row for each kind of notice, whatever was sent; new kinds come with what is usual."""
		sent = {row.kind: {way: row.get(way) for way in WAYS} for row in self.switches}
		self.set("switches", [{"kind": kind, **sent.get(kind, usual)} for kind, usual in USUAL.items()])
