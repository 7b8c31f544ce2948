frappe.ui.form.on("Order Template", {
	refresh(frm) {
		frappe
			.xcall("con_center.appointments.doctype.order_template.order_template.known_placeholders")
			.then((known) => {
				const rows = known.map(([name, meaning]) => ({ name: `{${name}}`, meaning }));
				frm.get_field("placeholders").$wrapper.html(con_center.render("order_placeholders", { rows }));
			});
	},
});
