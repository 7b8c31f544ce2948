const COLOUR_OF_ENTRY = {
	"To Be Received": "orange",
	Received: "blue",
	Assigned: "light-blue",
	Answered: "green",
	Closed: "gray",
};

frappe.listview_settings["Incoming Letter"] = {
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.status), COLOUR_OF_ENTRY[doc.status], `status,=,${doc.status}`],
};
