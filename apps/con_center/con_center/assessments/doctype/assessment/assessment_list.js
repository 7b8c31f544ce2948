frappe.listview_settings["Assessment"] = {
	hide_name_column: true,
	add_fields: ["notice", "missing", "workflow_state"],

	formatters: {
		// no result is shown as none: the column holds 0 until something is scored
		percent: (value, _field, doc) => (doc.missing ? "–" : `${format_number(value, null, 2)} %`),
	},

	onload(list) {
		list.page.add_inner_button(__("Grid of the District"), () => frappe.set_route("assessment-grid"));
	},
};
