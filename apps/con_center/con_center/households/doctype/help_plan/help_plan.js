frappe.ui.form.on("Help Plan", {
	setup(frm) {
		frm.set_query("household", () => ({ filters: { status: "Open" } }));
	},

	refresh(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", con_center.fiscal_year());
		con_center.decisions.show_return_reason(frm);
		const found = frm.doc.__onload?.household;
		if (found && !frm.is_new()) {
			const said = [found.head_name, found.place].filter(Boolean).join(" ");
			frm.set_intro(frappe.utils.escape_html(said), "blue");
		}
		const agreed = con_center.meanings.in_force.includes(con_center.meanings.of(frm.doc));
		if (agreed && frappe.model.can_create("Help Log")) {
			frm.add_custom_button(__("Note Visit or Help"), () =>
				frappe.new_doc("Help Log", { household: frm.doc.household, plan: frm.docname })
			);
		}
	},
});
