frappe.query_reports["Plan and Budget"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		con_center.report_filters.area(),
		{
			fieldname: "by",
			fieldtype: "Select",
			label: __("Show By"),
			options: ["Area", "Source of Money", "Kind of Activity"].map((value) => ({ value, label: __(value) })),
			default: "Area",
		},
		{ fieldname: "source", fieldtype: "Link", options: "Budget Source", label: __("Source of Money") },
		{ fieldname: "kind", fieldtype: "Link", options: "Activity Kind", label: __("Kind of Activity") },
		{ fieldname: "with_drafts", fieldtype: "Check", label: __("With Plans Not Yet Approved") },
	],

	// an area leads to what lies in it, a plan to its form
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const link = data && column.id === "name" && link_to_plan_or_area(data);
		if (link) return con_center.element("a", link, shown);
		return data?.is_total ? con_center.element("b", {}, shown) : shown;
	},

	onload(report) {
		con_center.walk_areas(report, (area) => show_area(report, area));
	},
};

function link_to_plan_or_area({ drill, key }) {
	if (drill === "plan") return { class: "text-primary", href: frappe.utils.get_form_link("Action Plan", key) };
	if (drill === "area") return { class: "con-drill text-primary", href: "#", "data-area": key };
	return null;
}

// a Link looks its value up before it holds it, and set by code it does not refresh the report: wait, then refresh
function show_area(report, area) {
	const filter = report.get_filter("area");
	const refresh = (patience) => {
		if ((filter.get_value() || "") === area) report.refresh();
		else if (patience) setTimeout(() => refresh(patience - 1), 100);
	};
	filter.set_value(area);
	setTimeout(() => refresh(50), 100);
}
