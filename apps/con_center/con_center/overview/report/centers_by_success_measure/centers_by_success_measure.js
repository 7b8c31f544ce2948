frappe.query_reports["Centers by Success Measure"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		con_center.report_filters.area("Province", "District", "Sub-district"),
		{ fieldname: "alone", label: __("Its Own Center Only"), fieldtype: "Check" },
		{
			fieldname: "measure",
			label: __("Success Measure"),
			fieldtype: "Select",
			options: [{ value: "", label: "" }, ...con_center.success_measures()],
		},
		{ fieldname: "only_met", label: __("Only Centers That Meet It"), fieldtype: "Check" },
	],

	// a center leads to its form, where each number leads to its documents; what is met is green
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.id === "center_name") {
			return con_center.element("a", { href: frappe.utils.get_form_link("CON Center", data.center) }, shown);
		}
		const met = data.met_keys.split(",").includes(column.id);
		return met ? con_center.element("span", { class: "text-success" }, `✓ ${shown}`) : shown;
	},
};
