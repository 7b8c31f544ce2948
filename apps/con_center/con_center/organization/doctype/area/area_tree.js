frappe.treeview_settings["Area"] = {
	get_tree_nodes: "con_center.organization.doctype.area.area_tree.children",
	title: __("Areas"),
	show_expand_all: false,
	get_label: (node) => node.data.title || __("Whole country"),
};
