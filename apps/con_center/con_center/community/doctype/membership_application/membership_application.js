frappe.ui.form.on("Membership Application", {
	setup(frm) {
		frm.set_query("center", () => ({ filters: { level: "Sub-district", status: "Active" } }));
		frm.set_query("organization", () => ({ filters: { area: frm.doc.area } }));
	},

	refresh(frm) {
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		if (frm.is_new()) return;
		const open = ["Under Review", "Past the First Review"].includes(con_center.meanings.of(frm.doc));
		if (open && frm.doc.duplicates) frm.set_intro(frappe.utils.escape_html(`${__("Perhaps the Same")}: ${frm.doc.duplicates}`), "orange");
		if (frm.doc.organization) {
			frm.add_custom_button(__("In the Register"), () =>
				frappe.set_route("Form", "Community Organization", frm.doc.organization)
			);
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});
