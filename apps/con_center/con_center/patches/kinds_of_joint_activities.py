"""Joint activities that there are were done together and count as before; two indexes take the place of others."""

import frappe

from con_center.community.doctype.joint_activity import joint_activity

DOCTYPE = "Joint Activity"
OLD_INDEXES = ("center_fiscal_year_index", "fiscal_year_province_district_area_index")


def execute():
	for field, value in (("kind", "Done Together"), ("status", joint_activity.RECORDED)):
		table = frappe.qb.DocType(DOCTYPE)
		frappe.qb.update(table).set(table[field], value).where(
			table[field].isnull() | (table[field] == "")
		).run()
	joint_activity.on_doctype_update()
	for index in OLD_INDEXES:
		if frappe.db.has_index(f"tab{DOCTYPE}", index):
			frappe.db.sql_ddl(f"alter table `tab{DOCTYPE}` drop index `{index}`")
