frappe.provide("con_center");

// What a click on something in a report's cells does, told its data-… attributes. All reports share one page: each
// takes the place of the one before.
con_center.on_cell = (report, selector, act) =>
	report.page.wrapper.off(`click${selector}`).on(`click${selector}`, selector, (event) => {
		event.preventDefault();
		act(event.currentTarget.dataset);
	});

// Where a number or a line leads: to a document, a list or a report, as overview/year.py tells it
con_center.lead_to = (to) => {
	if (to.report) return frappe.set_route("query-report", to.report, to.filters);
	if (to.name) return frappe.set_route("Form", to.doctype, to.name);
	return frappe.set_route("List", to.doctype, "List", to.filters);
};

// What leads from a row to the parts of its area
con_center.area_cell = (area, shown) =>
	con_center.element("a", { href: "#", class: "con-drill", "data-area": area }, shown);

// Lead from a row to the parts of its area, and by a button out of them again: by the report's filter of areas
con_center.walk_areas = (report, go = (area) => report.set_filter_value("area", area)) => {
	con_center.on_cell(report, ".con-drill", ({ area }) => go(area));
	report.page.add_inner_button(__("One Level Up"), () => {
		const area = report.get_filter_value("area") || "";
		go(area.length > 2 ? area.slice(0, -2) : "");
	});
};
