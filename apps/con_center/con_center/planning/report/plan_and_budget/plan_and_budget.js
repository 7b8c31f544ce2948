frappe.query_reports["Plan and Budget"] = {
	filters: [
		{
			fieldname: "fiscal_year",
			fieldtype: "Int",
			label: __("Fiscal Year (B.E.)"),
			default: this_fiscal_year(),
			reqd: 1,
		},
		{
			fieldname: "area",
			fieldtype: "Link",
			options: "Area",
			label: __("Area"),
			get_query: () => ({ filters: { level: ["!=", "Village"] } }),
		},
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
		if (!data || column.id !== "name") return data?.is_total ? `<b>${shown}</b>` : shown;
		if (data.drill === "plan") return `<a class="text-primary" href="${frappe.utils.get_form_link("Action Plan", data.key)}">${shown}</a>`;
		if (data.drill === "area") {
			return `<a href="#" class="con-center-drill text-primary" data-area="${frappe.utils.escape_html(data.key)}">${shown}</a>`;
		}
		return data.is_total ? `<b>${shown}</b>` : shown;
	},

	onload(report) {
		report.page.wrapper.off("click.con_center").on("click.con_center", ".con-center-drill", (event) => {
			event.preventDefault();
			show_area(report, String($(event.currentTarget).data("area")));
		});
		report.page.add_inner_button(__("One Level Up"), () => {
			const area = report.get_filter_value("area") || "";
			show_area(report, area.length > 2 ? area.slice(0, -2) : "");
		});
	},
};

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

function this_fiscal_year() {
	const [year, month] = frappe.datetime.get_today().split("-").map(Number);
	return year + 543 + (month >= 10 ? 1 : 0);
}
