frappe.treeview_settings["Area"] = {
	get_tree_nodes: "con_center.organization.doctype.area.area_tree.children",
	get_tree_root: false,
	root_label: "00",
	title: __("Areas"),
	show_expand_all: false,
	get_label(node) {
		return node.data.title || __("Whole Country");
	},
};
