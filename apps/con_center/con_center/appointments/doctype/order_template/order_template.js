frappe.ui.form.on("Order Template", {
	refresh(frm) {
		con_center.show_placeholders(
			frm,
			"con_center.appointments.doctype.order_template.order_template.known_placeholders"
		);
	},
});
