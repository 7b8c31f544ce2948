const STATE_COLOURS = { Done: "green", Due: "orange", Overdue: "red", "No Committee": "red" };

frappe.query_reports["Meetings by Area"] = {
	filters: [
		con_center.report_filters.fiscal_year(),
		con_center.report_filters.area("Province", "District", "Sub-district"),
		{
			fieldname: "kind",
			label: __("Kind of Committee"),
			fieldtype: "Select",
			options: ["Center Committee", "Promoting Working Group", "Integrated Administration Committee"].map(
				(kind) => ({ value: kind, label: __(kind) })
			),
			default: "Center Committee",
		},
	],

	// an area leads to its parts, a committee to its form, a number to the meetings counted
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.id === "state") {
			const state = __(value, null, "Meetings of a year");
			return con_center.element(
				"span",
				{ class: `indicator-pill ${data.held ? STATE_COLOURS[value] : "red"}` },
				data.held ? state : `${state} · ${__("Not Met Yet")}`
			);
		}
		if (["no_committee", "not_met", "overdue"].includes(column.id) && value) {
			return con_center.element("span", { class: "text-danger" }, shown);
		}
		const link = column.id === "title" ? link_to_committee(data) : column.id === "held" && value && link_to_meetings(data);
		return link ? con_center.element("a", link, shown) : shown;
	},

	onload(report) {
		con_center.walk_areas(report);
		con_center.on_cell(report, ".con-meetings", ({ area, committee }) => {
			const place = committee || area.length === 6
				? { area }
				: { [{ 2: "province", 4: "district" }[area.length] || "area"]: area };
			const { states, in_force } = con_center.meanings;
			frappe.set_route("List", "Meeting", {
				...place,
				fiscal_year: report.get_filter_value("fiscal_year"),
				workflow_state: [
					"in",
					states("Meeting", "Held", "Minutes Written", "Minutes Corrected", ...in_force),
				],
			});
		});
	},
};

// no committee: the center, where one is made; what an area itself has leads there, too
function link_to_committee({ committee, center, area }) {
	if (committee) return { href: frappe.utils.get_form_link("Committee", committee) };
	if (center) return { href: frappe.utils.get_form_link("CON Center", center) };
	return { href: "#", class: "con-drill", "data-area": area };
}

function link_to_meetings({ committee, center, area }) {
	return { href: "#", class: "con-meetings", "data-area": area, "data-committee": committee || center || "" };
}
