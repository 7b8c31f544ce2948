frappe.query_reports["Centers by Success Measure"] = {
	filters: [
		{
			fieldname: "fiscal_year",
			label: __("Fiscal Year"),
			fieldtype: "Int",
			default: con_center.fiscal_year(),
			reqd: 1,
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["in", ["Province", "District", "Sub-district"]] } }),
		},
		{ fieldname: "alone", label: __("Its Own Center Only"), fieldtype: "Check" },
		{
			fieldname: "measure",
			label: __("Success Measure"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "strong", label: __("Assessed as Strong") },
				{ value: "cooperation", label: __("Cooperation with Partners") },
				{ value: "joint_activities", label: __("Joint Activities with Partners") },
				{ value: "self_development", label: __("Self-development of Committee and Members") },
				{ value: "public_spirit", label: __("Committee and Members with Public Spirit") },
			],
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
