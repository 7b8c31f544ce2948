frappe.listview_settings["Committee"] = {
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Draft: "gray", Current: "green", Ended: "red" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
