frappe.listview_settings["Assessment"] = {
	hide_name_column: true,
	add_fields: ["notice", "missing", "fiscal_year", "round"],

	formatters: {
		// the sub-district, the round, and whether the criteria are a sample, before all else
		title: (value, _field, doc) => {
			const place = String(value || "").split(" จ.")[0].replace("ศอช.ต.", "");
			return `${doc.notice ? "[ตัวอย่าง] " : ""}${doc.fiscal_year}/${doc.round} ${place}`;
		},
		// no result is shown as none: the column holds 0 until all is scored
		percent: (value, _field, doc) => con_center.plain(doc.missing ? "–" : `${format_number(value, null, 2)} %`),
	},

	onload(list) {
		list.page.add_inner_button(__("Grid of the District"), () => frappe.set_route("assessment-grid"));
	},
};
