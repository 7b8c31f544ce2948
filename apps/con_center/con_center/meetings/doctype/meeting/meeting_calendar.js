frappe.views.calendar["Meeting"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		status: "workflow_state",
	},
	fields: ["name", "title", "workflow_state", "starts_on", "ends_on"],
	filters: [
		{ fieldtype: "Link", fieldname: "center", options: "CON Center", label: __("Center") },
		{ fieldtype: "Select", fieldname: "kind", options: "Ordinary\nExtraordinary\nForum\nMobile Meeting", label: __("Kind") },
	],
	get_events_method: "con_center.meetings.calendar.get_events",

	// one of Frappe's colours of the calendar
	get_css_class(meeting) {
		const meaning = con_center.meanings.of_state("Meeting", meeting.workflow_state);
		if (con_center.meanings.in_force.includes(meaning)) return "success";
		if (["Held", "Minutes Written", "Minutes Corrected"].includes(meaning)) return "warning";
		return meaning === "Convened" ? "info" : "default";
	},
};
