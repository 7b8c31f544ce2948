frappe.ui.form.on("Letter Template", {
	refresh(frm) {
		con_center.show_placeholders(frm, "con_center.correspondence.letter_text.known_placeholders");
	},
});
