import frappe

from con_center.access.areas import COUNTRY


@frappe.whitelist()
def children(doctype: str, parent: str | None = None, is_root: bool = False, **filters) -> list[dict]:
	"""Return the active areas right below `parent`, as nodes of the tree view; without one the country.

	Frappe 16 does not say which the root is when it asks for what is below it.
	"""
	parent = parent or (COUNTRY if is_root else None)
	return frappe.get_list(
		"Area",
		filters={"parent_area": parent, "status": "Active"} if parent else {"name": COUNTRY},
		fields=["name as value", "area_name as title", "is_group as expandable"],
		order_by="code",
		limit_page_length=0,
	)
