frappe.query_reports["Assessment Results"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		{ fieldname: "round", label: __("Round"), fieldtype: "Int", default: 1, reqd: 1 },
		con_center.report_filters.area("Province", "District"),
		{
			fieldname: "shown",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All Sub-districts") },
				{ value: "Assessed", label: __("Assessed") },
				{ value: "Not Assessed", label: __("Not Assessed") },
			],
		},
	],

	onload: (report) => con_center.walk_areas(report),

	// a name leads down into its area; of a sub-district, to its assessment
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "area_name" && data.area) return link_to_area_or_assessment(shown, data);
		if (column.fieldname === "state" && data.not_assessed) {
			return con_center.element("span", { class: "text-danger" }, shown);
		}
		if (column.fieldname === "change" && typeof value === "number" && value) return change_of_result(value);
		return shown;
	},
};

function link_to_area_or_assessment(shown, { area, assessment }) {
	if (area.length < 6) return con_center.area_cell(area, shown);
	if (!assessment) return shown;
	return con_center.element("a", { href: frappe.utils.get_form_link("Assessment", assessment) }, shown);
}

function change_of_result(value) {
	const [sign, style] = value > 0 ? ["▲", "text-success"] : ["▼", "text-danger"];
	const said = `${sign} ${format_number(Math.abs(value), null, 2)}`;
	return con_center.element("div", { class: `text-right ${style}` }, said);
}
