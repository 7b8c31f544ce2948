"""Files that rows name are attached to their documents and kept with them, where their forms left them behind."""

from contextlib import suppress

import frappe

from con_center import registry
from con_center.access.documents import ATTACHING
from con_center.access.removal import UNSAVED
from con_center.access.statements import among
from con_center.seams.files import ForeignFileError, attach
from con_center.seams.frappe_documents import acting


def execute():
	rows = registry.parent_of_row()
	addresses = frappe.get_all(
		"File",
		or_filters=[
			["attached_to_name", "is", "not set"],
			["attached_to_name", "like", UNSAVED],
			["attached_to_doctype", "in", [*rows]],
		],
		pluck="file_url",
	)
	for row, doctype in rows.items():
		for field in frappe.get_meta(row).get("fields", {"fieldtype": ("in", ATTACHING)}):
			named = {"parenttype": doctype, field.fieldname: among(filter(None, addresses))}
			fields = ["parent", "owner", f"{field.fieldname} as address"]
			for found in frappe.get_all(row, filters=named, fields=fields):
				# what another one has sent, he has not named: it stays his
				with acting(found.owner), suppress(ForeignFileError):
					attach(frappe.get_doc(doctype, found.parent), found.address)
