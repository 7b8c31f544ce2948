frappe.ui.form.on("Fund Entry", {
	setup(frm) {
		frm.set_query("fund", () => ({
			filters: { workflow_state: ["in", con_center.meanings.states("Center Fund", "In Force")] },
		}));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("One More Entry"), () => frappe.new_doc("Fund Entry", { fund: frm.doc.fund }));
	},
});
