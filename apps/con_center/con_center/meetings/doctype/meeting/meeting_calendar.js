frappe.views.calendar["Meeting"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		status: "status",
	},
	fields: ["name", "title", "status", "starts_on", "ends_on"],
	filters: [
		{ fieldtype: "Link", fieldname: "center", options: "CON Center", label: __("Center") },
		{ fieldtype: "Select", fieldname: "kind", options: "Ordinary\nExtraordinary\nForum\nMobile Meeting", label: __("Kind") },
	],
	get_events_method: "con_center.meetings.calendar.get_events",

	// one of Frappe's colours of the calendar
	get_css_class(meeting) {
		if (meeting.status === "Cancelled") return "danger";
		if (meeting.status === "Adopted") return "success";
		if (["Held", "Minutes Draft", "Minutes Corrected"].includes(meeting.status)) return "warning";
		return meeting.status === "Convened" ? "info" : "default";
	},
};
