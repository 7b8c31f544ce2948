frappe.ui.form.on("Cooperation", {
	setup(frm) {
		frm.set_query("work_process", () => ({ filters: { disabled: 0 } }));
		frm.set_query("partner", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		if (frm.is_new() || frm.doc.docstatus !== 1) return;
		frm.add_custom_button(__("Joint Activities"), () =>
			frappe.set_route("List", "Joint Activity", { cooperation: frm.docname })
		);
		if (frappe.model.can_create("Joint Activity")) {
			frm.add_custom_button(__("Enter a Joint Activity"), () =>
				frappe.new_doc("Joint Activity", { center: frm.doc.center, cooperation: frm.docname })
			);
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});
