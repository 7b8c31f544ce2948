frappe.query_reports["Assessment Results"] = {
	filters: [
		{
			fieldname: "fiscal_year",
			label: __("Fiscal Year"),
			fieldtype: "Int",
			default: fiscal_year_of_today(),
			reqd: 1,
		},
		{ fieldname: "round", label: __("Round"), fieldtype: "Int", default: 1, reqd: 1 },
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["in", ["Province", "District"]] } }),
		},
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

	onload(report) {
		// up again, after going down into an area
		report.page.add_inner_button(__("One Level Up"), () => {
			const area = report.get_filter_value("area") || "";
			report.set_filter_value("area", area.length > 2 ? area.slice(0, -2) : "");
		});
	},

	// a name leads down into its area; of a sub-district, to its assessment
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "area_name" && data.area) {
			if (data.area.length === 6) {
				return data.assessment
					? `<a href="${frappe.utils.get_form_link("Assessment", data.assessment)}">${shown}</a>`
					: shown;
			}
			return `<a href="#" onclick="frappe.query_report.set_filter_value('area', '${data.area}'); return false;">${shown}</a>`;
		}
		if (column.fieldname === "state" && data.not_assessed) return `<span class="text-danger">${shown}</span>`;
		if (column.fieldname === "change" && typeof value === "number" && value) {
			const [sign, style] = value > 0 ? ["▲", "text-success"] : ["▼", "text-danger"];
			return `<div class="text-right ${style}">${sign} ${format_number(Math.abs(value), null, 2)}</div>`;
		}
		return shown;
	},
};

function fiscal_year_of_today() {
	const today = frappe.datetime.str_to_obj(frappe.datetime.get_today());
	return today.getFullYear() + 543 + (today.getMonth() >= 9 ? 1 : 0);
}
