frappe.listview_settings["CON Center"] = {
	hide_name_column: true,
	add_fields: ["status", "current_committee"],

	// a center without a committee is what its officer has to see
	get_indicator(doc) {
		if (doc.status === "Closed") return [__("Closed", null, "CON Center"), "gray", "status,=,Closed"];
		if (!doc.current_committee) {
			return [__("No Current Committee"), "red", "status,=,Active|current_committee,is,not set"];
		}
		return [__("Active"), "green", "status,=,Active"];
	},
};
