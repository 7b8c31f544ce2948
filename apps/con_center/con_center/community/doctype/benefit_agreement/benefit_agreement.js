frappe.ui.form.on("Benefit Agreement", {
	setup(frm) {
		frm.set_query("fund", () => ({ filters: { center: frm.doc.center, docstatus: 1 } }));
		frm.set_query("replaces", () => ({
			filters: {
				center: frm.doc.center,
				workflow_state: ["in", con_center.meanings.states("Benefit Agreement", "In Force")],
			},
		}));
	},

	refresh(frm) {
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		show_total(frm);
		if (frm.is_new() || con_center.meanings.of(frm.doc) !== "In Force") return;
		if (frappe.model.can_create("Benefit Agreement")) {
			frm.add_custom_button(__("Change This Agreement"), () =>
				frappe.new_doc("Benefit Agreement", {
					center: frm.doc.center,
					subject: frm.doc.subject,
					replaces: frm.docname,
				})
			);
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

frappe.ui.form.on("Benefit Share", {
	percent: show_total,
	shares_remove: show_total,
});

// what is still to be given out, while it is typed
function show_total(frm) {
	const total = (frm.doc.shares || []).reduce((sum, { percent }) => sum + flt(percent), 0);
	const { $wrapper } = frm.get_field("shares");
	$wrapper.find(".con-shared-out").remove();
	if (frm.doc.docstatus || !total) return;
	const said = __("{0} % of 100 % are shared out.", [flt(total, 2)]);
	$wrapper.append(con_center.element("p", { class: "con-shared-out text-muted small" }, said));
}
