frappe.ui.form.on("CON Center", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Committees"), () =>
			frappe.set_route("List", "Committee", { center: frm.docname })
		);
		if (frappe.model.can_create("Committee")) {
			frm.add_custom_button(__("New Committee"), () =>
				frappe.new_doc("Committee", { center: frm.docname })
			);
		}
	},
});
