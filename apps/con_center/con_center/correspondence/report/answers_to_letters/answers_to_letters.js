const COLOUR_OF_STATE = { "Not Yet": "orange", Answered: "green", Late: "red" };

frappe.query_reports["Answers to Letters"] = {
	filters: [
		{
			fieldname: "letter",
			label: __("Letter"),
			fieldtype: "Link",
			options: "Official Letter",
			get_query: () => ({ filters: { sent_on: ["is", "set"] } }),
		},
		con_center.report_filters.area(),
		{ fieldname: "late", label: __("Only Who Is Late"), fieldtype: "Check" },
	],

	// a province leads to its districts, an answer to its document
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.id === "receiver_name" && data.drill) {
			return con_center.element("a", { href: "#", class: "con-drill", "data-area": data.area }, shown);
		}
		const [, item] = column.id.match(/^item_(\d+)$/) || [];
		if (!item) return shown;
		const colour = COLOUR_OF_STATE[data[`state_${item}`]];
		const pill = con_center.element("span", { class: `indicator-pill ${colour}` }, shown);
		const [doctype, name] = data.answers?.[item] || [];
		return name ? con_center.element("a", { href: frappe.utils.get_form_link(doctype, name) }, pill) : pill;
	},

	onload(report) {
		con_center.on_cell(report, ".con-drill", ({ area }) => report.set_filter_value("area", area));
		if (!frappe.model.can_create("Official Letter")) return;
		report.page.add_inner_button(__("Remind Those Who Are Late"), () => remind_late(report));
	},
};

// of the letter that the report shows, whether it was chosen or is the newest
function remind_late(report) {
	const letter = report.get_filter_value("letter") || report.data?.[0]?.letter;
	if (!letter) return frappe.msgprint(__("Letter: choose the one that is to be reminded of."));
	return frappe
		.xcall("con_center.correspondence.reminding.remind", { letter })
		.then((name) => frappe.set_route("Form", "Official Letter", name));
}
