frappe.listview_settings["Activity Progress"] = {
	hide_name_column: true,
	formatters: {
		// the month has a column of its own
		title: (value) => String(value || "").replace(/ \([^()]* ปีงบประมาณ \d+\)$/, ""),
	},

	get_indicator(doc) {
		const colour = doc.status === "Withdrawn" ? "gray" : "green";
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
