frappe.listview_settings["Action Plan"] = {
	hide_name_column: true,
	formatters: {
		// the year has a column of its own, and the kind of document goes without saying
		title: (value) => String(value || "").replace(/^แผนปฏิบัติการ ปี \d+ /, ""),
	},
};
