frappe.listview_settings["Meeting"] = {
	hide_name_column: true,
	add_fields: ["status", "has_quorum", "meeting_date"],

	get_indicator(doc) {
		const colour = {
			Draft: "gray",
			Convened: "blue",
			Held: "orange",
			"Minutes Draft": "yellow",
			"Minutes Corrected": "yellow",
			Adopted: "green",
			Cancelled: "red",
		}[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
