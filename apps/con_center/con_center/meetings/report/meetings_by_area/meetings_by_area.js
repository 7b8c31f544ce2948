const STATE_COLOURS = { Done: "green", Due: "orange", Overdue: "red", "No Committee": "red" };

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
			const state = __(value, null, "Meetings of a year");
			return pill(
				data.held ? STATE_COLOURS[value] : "red",
				data.held ? state : `${state} · ${__("Not Met Yet")}`
			);
		}
		if (column.id === "title" && data.committee) {
			return `<a style="text-decoration: underline" href="${frappe.utils.get_form_link("Committee", data.committee)}">${shown}</a>`;
		}
		// no committee: the center, where one is made; what an area itself has leads there, too
		if (column.id === "title" && data.center) {
			return `<a style="text-decoration: underline" href="${frappe.utils.get_form_link("CON Center", data.center)}">${shown}</a>`;
		}
		if (column.id === "title") {
			return `<a href="#" class="con-drill" style="text-decoration: underline" data-area="${data.area}">${shown}</a>`;
		}
		if (["no_committee", "not_met", "overdue"].includes(column.id) && value) {
			return `<span class="text-danger">${shown}</span>`;
		}
		if (column.id === "held" && value) {
			return `<a href="#" class="con-meetings" data-area="${data.area}" data-committee="${
				data.committee || data.center || ""
			}">${shown}</a>`;
		}
		return shown;
	},

	onload(report) {
		report.page.add_inner_button(__("One Level Up"), () => {
			const area = report.get_filter_value("area") || "";
			report.set_filter_value("area", area.length > 2 ? area.slice(0, -2) : "");
		});
		report.page.wrapper.on("click", ".con-drill", (event) => {
			event.preventDefault();
			report.set_filter_value("area", event.currentTarget.dataset.area);
		});
		report.page.wrapper.on("click", ".con-meetings", (event) => {
			event.preventDefault();
			const { area, committee } = event.currentTarget.dataset;
			const place = committee || area.length === 6
				? { area }
				: { [{ 2: "province", 4: "district" }[area.length] || "area"]: area };
			// its workflow comes with the DocType
			frappe.model.with_doctype("Meeting", () =>
				frappe.set_route("List", "Meeting", {
					...place,
					fiscal_year: report.get_filter_value("fiscal_year"),
					workflow_state: [
						"in",
						con_center.meanings.states(
							"Meeting",
							"Held",
							"Minutes Written",
							"Minutes Corrected",
							...con_center.meanings.in_force
						),
					],
				})
			);
		});
	},
};

const pill = (colour, word) => `<span class="indicator-pill ${colour}">${word}</span>`;

// the Thai fiscal year, named by its later year of the Buddhist era
function fiscal_year(day) {
	const [year, month] = day.split("-").map(Number);
	return year + 543 + (month >= 10 ? 1 : 0);
}
