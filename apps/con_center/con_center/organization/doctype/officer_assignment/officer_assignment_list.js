frappe.listview_settings["Officer Assignment"] = {
	get_indicator(doc) {
		const colour = { Upcoming: "blue", "In Force": "green", Ended: "gray" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
