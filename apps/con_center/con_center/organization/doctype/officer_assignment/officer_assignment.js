frappe.ui.form.on("Officer Assignment", {
	setup(frm) {
		frm.set_query("user", () => ({ filters: { user_type: "System User", enabled: 1 } }));
		frm.set_query("position", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		con_center.matters.show(frm);
	},

	user(frm) {
		if (frm.doc.user && !frm.doc.officer_name) {
			frappe.db
				.get_value("User", frm.doc.user, "full_name")
				.then(({ message }) => frm.set_value("officer_name", message.full_name));
		}
	},
});
