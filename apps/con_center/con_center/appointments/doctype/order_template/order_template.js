frappe.ui.form.on("Order Template", {
	refresh(frm) {
		frappe
			.xcall("con_center.appointments.doctype.order_template.order_template.known_placeholders")
			.then((known) => {
				const rows = known.map(([name, meaning]) => `<li><code>{${name}}</code> ${meaning}</li>`);
				frm.get_field("placeholders").$wrapper.html(
					`<p class="text-muted">${__("Placeholders are filled in from the committee:")}</p><ul>${rows.join("")}</ul>`
				);
			});
	},
});
