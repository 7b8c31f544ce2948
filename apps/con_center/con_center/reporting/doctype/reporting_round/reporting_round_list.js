frappe.listview_settings["Reporting Round"] = {
	hide_name_column: true,

	formatters: {
		// what every round is called is left out, and the year has a column of its own: who sends to whom is in sight
		title: (value) => String(value || "").replace(/^รายงานความก้าวหน้า ศอช\. ปีงบประมาณ \d+ /, ""),
	},

	get_indicator(doc) {
		const colour = { "To Be Confirmed": "orange", Open: "green", Closed: "gray" }[doc.status];
		return [__(doc.status, null, "Reporting Round"), colour, `status,=,${doc.status}`];
	},
};
