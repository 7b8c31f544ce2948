frappe.listview_settings["Progress Report"] = {
	hide_name_column: true,
	add_fields: ["deadline", "days_late", "fiscal_year"],

	formatters: {
		sent_on: (value) => con_center.plain(value ? frappe.datetime.str_to_user(value.split(" ")[0]) : ""),
		days_late: (value) => (value > 0 ? con_center.element("span", { class: "text-danger" }, value) : ""),
	},

	onload(list) {
		list.page.add_inner_button(__("Who Has Not Reported"), () =>
			frappe.set_route("query-report", "Who Has Not Reported")
		);
		list.page.add_inner_button(__("Progress Roll-up"), () =>
			frappe.set_route("query-report", "Progress Roll-up")
		);
	},
};
