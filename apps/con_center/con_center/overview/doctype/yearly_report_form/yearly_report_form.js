frappe.ui.form.on("Yearly Report Form", {
	refresh(frm) {
		con_center.show_placeholders(frm, "con_center.overview.yearly_text.known_placeholders");
	},
});
