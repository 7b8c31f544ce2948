// What the texts of a template may name, below its form.
con_center.show_placeholders = (frm, method) =>
	frappe.xcall(method).then((known) => {
		const rows = known.map(([name, meaning]) => ({ name: `{${name}}`, meaning }));
		frm.get_field("placeholders").$wrapper.html(con_center.render("placeholders", { rows }));
	});
