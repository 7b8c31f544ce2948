const CHANNEL = "con_center.notices.doctype.line_channel.line_channel";

frappe.ui.form.on("LINE Channel", {
	// LINE has made both: that they are easy to guess would be said of passwords
	onload: (frm) => ["channel_secret", "channel_token"].forEach((field) => frm.get_field(field).disable_password_checks()),

	refresh(frm) {
		if (frm.is_new() || !frm.perm[0].write) return;
		frm.add_custom_button(__("Check with LINE"), () =>
			Promise.resolve(frm.is_dirty() && frm.save())
				.then(() => frappe.xcall(`${CHANNEL}.check_connection`, { name: frm.docname }))
				.then((message) => frappe.show_alert({ message, indicator: "green" }))
		);
	},
});
