frappe.listview_settings["Activity Progress"] = {
	hide_name_column: true,

	get_indicator(doc) {
		const colour = doc.status === "Withdrawn" ? "gray" : "green";
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
