frappe.ui.form.on("Membership Settings", {
	refresh(frm) {
		frm.toggle_display("form_address", Boolean(frm.doc.form_address));
	},
});
