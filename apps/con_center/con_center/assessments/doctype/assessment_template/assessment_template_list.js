frappe.listview_settings["Assessment Template"] = {
	hide_name_column: true,
	add_fields: ["official", "notice"],

	get_indicator(doc) {
		const colour = { Draft: "gray", "In Use": "green", Retired: "red" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},

	onload(list) {
		list.page.add_menu_item(__("Download an Example Spreadsheet"), () =>
			window.open(
				"/api/method/con_center.assessments.doctype.assessment_template.assessment_template.download_example"
			)
		);
	},
};
