frappe.listview_settings["Joint Activity"] = {
	hide_name_column: true,
	add_fields: ["status"],

	get_indicator(doc) {
		const colour = doc.status === "Withdrawn" ? "gray" : "green";
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
