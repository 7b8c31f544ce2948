frappe.listview_settings["Committee"] = {
	hide_name_column: true,

	add_fields: ["status", "term_end"],

	formatters: {
		// the years before the district: a column has no room for all, and they tell the terms of a center apart
		title: (value) => String(value || "").replace(/^(.+?) ([อจ]\..+) (\(.+\))$/, "$1 $3 $2"),
	},

	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.status === "Current" && doc.term_end && doc.term_end < today) {
			return [__("Term Has Ended"), "red", "status,=,Current|term_end,<,Today"];
		}
		const soon = frappe.datetime.add_days(today, 90);
		if (doc.status === "Current" && doc.term_end && doc.term_end <= soon) {
			return [__("Term Ends Soon"), "orange", `status,=,Current|term_end,<=,${soon}`];
		}
		const colour = { Draft: "gray", Elected: "blue", Current: "green", Ended: "red" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
