frappe.query_reports["Progress Roll-up"] = {
	filters: [
		{
			fieldname: "fiscal_year",
			label: __("Fiscal Year"),
			fieldtype: "Int",
			default: fiscal_year_today(),
			reqd: 1,
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["in", ["Province", "District"]] } }),
		},
		{ fieldname: "live", label: __("Use Live Data"), fieldtype: "Check" },
	],

	// a province leads to its districts, a district to its report
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (data.is_total) return `<b>${shown}</b>`;
		if (column.id === "state_name" && data.begun === 0) {
			return `<span class="text-danger">${shown}</span>`;
		}
		if (column.id !== "area_name") return shown;
		if (data.area.length === 2 && !data.own) {
			return `<a href="#" class="con-drill" data-area="${data.area}">${shown}</a>`;
		}
		return data.report
			? `<a href="${frappe.utils.get_form_link("Progress Report", data.report)}">${shown}</a>`
			: shown;
	},

	onload(report) {
		report.page.wrapper.off("click.con_roll_up").on("click.con_roll_up", ".con-drill", (event) => {
			event.preventDefault();
			report.set_filter_value("area", event.currentTarget.dataset.area);
		});
		report.page.add_inner_button(__("One Level Up"), () => report.set_filter_value("area", ""));
	},
};

// the Thai fiscal year, named by its later year of the Buddhist era
function fiscal_year_today() {
	const [year, month] = frappe.datetime.get_today().split("-").map(Number);
	return year + 543 + (month >= 10 ? 1 : 0);
}
