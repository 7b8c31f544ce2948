// There is one of one's own: the list leads to it.
frappe.listview_settings["Notice Preference"] = {
	onload() {
		frappe
			.call("con_center.notices.preferences.mine")
			.then(({ message }) => frappe.set_route("Form", "Notice Preference", message));
	},
};
