const STATE_COLOURS = { Done: "green", Due: "orange", Overdue: "red" };

frappe.query_reports["Meetings by Area"] = {
	filters: [
		{
			fieldname: "fiscal_year",
			label: __("Fiscal Year"),
			fieldtype: "Int",
			default: fiscal_year(frappe.datetime.get_today()),
			reqd: 1,
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Area",
			get_query: () => ({ filters: { level: ["in", ["Province", "District", "Sub-district"]] } }),
		},
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
			return `<span class="indicator-pill ${STATE_COLOURS[value]}">${__(value, null, "Meetings of a year")}</span>`;
		}
		if (column.id === "title" && data.committee) {
			return `<a href="${frappe.utils.get_form_link("Committee", data.committee)}">${shown}</a>`;
		}
		if (column.id === "title") {
			return `<a href="#" class="con-drill" data-area="${data.area}">${shown}</a>`;
		}
		if (column.id === "held" && value) {
			return `<a href="#" class="con-meetings" data-area="${data.area}" data-committee="${
				data.committee || ""
			}">${shown}</a>`;
		}
		return shown;
	},

	onload(report) {
		report.page.wrapper.on("click", ".con-drill", (event) => {
			event.preventDefault();
			report.set_filter_value("area", event.currentTarget.dataset.area);
		});
		report.page.wrapper.on("click", ".con-meetings", (event) => {
			event.preventDefault();
			const { area, committee } = event.currentTarget.dataset;
			const place = committee
				? { area }
				: { [{ 2: "province", 4: "district" }[area.length] || "area"]: area };
			frappe.set_route("List", "Meeting", {
				...place,
				fiscal_year: report.get_filter_value("fiscal_year"),
				status: ["in", ["Held", "Minutes Draft", "Minutes Corrected", "Adopted"]],
			});
		});
	},
};

// the Thai fiscal year, named by its later year of the Buddhist era
function fiscal_year(day) {
	const [year, month] = day.split("-").map(Number);
	return year + 543 + (month >= 10 ? 1 : 0);
}
