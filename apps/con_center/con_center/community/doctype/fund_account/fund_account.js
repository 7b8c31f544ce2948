frappe.ui.form.on("Fund Account", {
	setup(frm) {
		frm.set_query("fund", () => ({ filters: { docstatus: 1 } }));
	},

	refresh(frm) {
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		if (frm.is_new()) return;
		if (frm.doc.docstatus === 0) {
			frm.add_custom_button(__("Count Anew"), () => {
				frm.dirty();
				return frm.save();
			});
		}
		frm.add_custom_button(__("Entries of the Year"), () =>
			frappe.set_route("List", "Fund Entry", { fund: frm.doc.fund, fiscal_year: frm.doc.fiscal_year })
		);
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});
