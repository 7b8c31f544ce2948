frappe.listview_settings["Community Standard Entry"] = {
	hide_name_column: true,
	add_fields: ["status"],

	get_indicator(doc) {
		const colours = { Developing: "blue", Passed: "green", "Not Passed Yet": "orange" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
