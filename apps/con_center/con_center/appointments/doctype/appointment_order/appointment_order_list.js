frappe.listview_settings["Appointment Order"] = {
	hide_name_column: true,

	formatters: {
		// the document before the committee: a column has no room for both, and its number is what people look for
		title: (value) => String(value || "").replace(/^(.+): ([^:]+)$/, "$2: $1"),
	},
};
