// A Reporting Round makes the letter that asks for it (con_center.correspondence.rounds).
frappe.ui.form.on("Reporting Round", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_create("Official Letter")) return;
		frm.add_custom_button(__("Write the Letter"), () =>
			frappe.model.open_mapped_doc({ method: "con_center.correspondence.rounds.make_letter", frm })
		);
	},
});
