frappe.listview_settings["Appointment Order"] = {
	hide_name_column: true,
	formatters: {
		// what tells one document of an office from another comes after the office's name
		title: (value) => (value.includes(": ") ? value.slice(value.indexOf(": ") + 2) : value),
	},
};
