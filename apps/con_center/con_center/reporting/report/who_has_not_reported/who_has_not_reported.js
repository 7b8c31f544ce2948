// by what the state means
const REPORT_COLOURS = {
	"Not Begun": "red",
	"Own Work": "orange",
	Returned: "pink",
	"Under Review": "light-blue",
	"Past the First Review": "blue",
	"In Force": "green",
	"In Force and Acknowledged": "green",
};

frappe.query_reports["Who Has Not Reported"] = {
	filters: [
		{
			fieldname: "reporting_round",
			label: __("Reporting Round"),
			fieldtype: "Link",
			options: "Reporting Round",
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["in", ["Province", "District"]] } }),
		},
		{ fieldname: "lacking", label: __("Only Who Has Not Sent"), fieldtype: "Check" },
	],

	// a province leads to its districts, an area to its report, or to a new one
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.id === "state") {
			return `<span class="indicator-pill ${REPORT_COLOURS[data.meaning]}">${__(value)}</span>`;
		}
		if (column.id === "days_late" && value > 0) return `<span class="text-danger">${shown}</span>`;
		if (column.id !== "area_name") return shown;
		if (data.drill) return `<a href="#" class="con-drill" data-area="${data.area}">${shown}</a>`;
		if (data.report) {
			return `<a href="${frappe.utils.get_form_link("Progress Report", data.report)}">${shown}</a>`;
		}
		if (!frappe.model.can_create("Progress Report")) return shown;
		return `<a href="#" class="con-new-report" data-area="${data.area}" data-round="${data.reporting_round}">${shown}</a>`;
	},

	onload(report) {
		const on = (selector, act) =>
			report.page.wrapper.off(`click${selector}`).on(`click${selector}`, selector, (event) => {
				event.preventDefault();
				act(event.currentTarget.dataset);
			});
		on(".con-drill", ({ area }) => report.set_filter_value("area", area));
		on(".con-new-report", ({ area, round }) =>
			frappe.new_doc("Progress Report", { area, reporting_round: round })
		);
	},
};
