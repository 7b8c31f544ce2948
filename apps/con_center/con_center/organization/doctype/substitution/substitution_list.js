frappe.listview_settings["Substitution"] = {
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Upcoming: "blue", "In Force": "green", Ended: "gray" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
