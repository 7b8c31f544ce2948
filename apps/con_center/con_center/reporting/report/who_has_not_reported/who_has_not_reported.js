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
		con_center.report_filters.area("Province", "District"),
		{ fieldname: "lacking", label: __("Only Who Has Not Sent"), fieldtype: "Check" },
	],

	// a province leads to its districts, an area to its report, or to a new one
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.id === "state") {
			return con_center.element("span", { class: `indicator-pill ${REPORT_COLOURS[data.meaning]}` }, __(value));
		}
		if (column.id === "days_late" && value > 0) {
			return con_center.element("span", { class: "text-danger" }, shown);
		}
		const link = column.id === "area_name" && link_to_report_or_area(data);
		return link ? con_center.element("a", link, shown) : shown;
	},

	onload(report) {
		con_center.on_cell(report, ".con-drill", ({ area }) => report.set_filter_value("area", area));
		con_center.on_cell(report, ".con-new-report", ({ area, round }) =>
			frappe.new_doc("Progress Report", { area, reporting_round: round })
		);
	},
};

function link_to_report_or_area({ area, drill, report, reporting_round }) {
	if (drill) return { href: "#", class: "con-drill", "data-area": area };
	if (report) return { href: frappe.utils.get_form_link("Progress Report", report) };
	if (!frappe.model.can_create("Progress Report")) return null;
	return { href: "#", class: "con-new-report", "data-area": area, "data-round": reporting_round };
}
