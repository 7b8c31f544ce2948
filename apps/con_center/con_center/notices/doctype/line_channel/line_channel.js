frappe.ui.form.on("LINE Channel", {
	// LINE has made both: that they are easy to guess would be said of passwords
	onload: (frm) => ["channel_secret", "channel_token"].forEach((field) => frm.get_field(field).disable_password_checks()),
});
