frappe.provide("con_center");

// What a click on something in a report's cells does, told its data-… attributes. All reports share one page: each
// takes the place of the one before.
con_center.on_cell = (report, selector, act) =>
	report.page.wrapper.off(`click${selector}`).on(`click${selector}`, selector, (event) => {
		event.preventDefault();
		act(event.currentTarget.dataset);
	});
