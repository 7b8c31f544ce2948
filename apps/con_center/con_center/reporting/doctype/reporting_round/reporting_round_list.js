frappe.listview_settings["Reporting Round"] = {
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { "To Be Confirmed": "orange", Open: "green", Closed: "gray" }[doc.status];
		return [__(doc.status, null, "Reporting Round"), colour, `status,=,${doc.status}`];
	},
};
