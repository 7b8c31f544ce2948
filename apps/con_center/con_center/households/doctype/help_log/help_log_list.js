frappe.listview_settings["Help Log"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator: (doc) =>
		doc.status === "Withdrawn"
			? [__("Withdrawn"), "gray", "status,=,Withdrawn"]
			: [__(doc.kind), doc.kind === "Help" ? "green" : "blue", `kind,=,${doc.kind}`],
};
