import frappe


@frappe.whitelist()
def children(doctype: str, parent: str | None = None, is_root: bool = False, **filters) -> list[dict]:
	"""Return the areas right below `parent`, as nodes of the tree view."""
	return frappe.get_list(
		"Area",
		filters={"parent_area": parent or "00"},
		fields=["name as value", "area_name as title", "is_group as expandable"],
		order_by="code",
		limit_page_length=0,
	)
