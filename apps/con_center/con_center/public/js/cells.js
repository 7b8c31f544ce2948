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
