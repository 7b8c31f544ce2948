frappe.ui.form.on("Joint Activity", {
	setup(frm) {
		frm.set_query("cooperation", () => ({
			filters: { docstatus: 1, ...(frm.doc.center && { center: frm.doc.center }) },
		}));
		frm.set_query("partner", () => ({ filters: { disabled: 0 } }));
		frm.set_query("work_process", () => ({ filters: { disabled: 0 } }));
		frm.set_query("meeting", () => ({ filters: { center: frm.doc.center } }));
		frm.set_query("plan", () => ({ filters: { center: frm.doc.center, docstatus: 1 } }));
	},

	refresh(frm) {
		offer_activities(frm);
		frm.toggle_display("status", !frm.is_new());
		if (frm.is_new()) return;
		frm.page.set_indicator(__(frm.doc.status), frm.doc.status === "Withdrawn" ? "gray" : "green");
		const locked_on = frm.doc.__onload?.locked_on;
		if (locked_on) {
			const said = __("Counted in the assessment that was confirmed on {0}: it stays as it is.", [locked_on]);
			frm.dashboard.add_comment(frappe.utils.escape_html(said), "blue", true);
			frm.set_read_only();
			frm.refresh_fields();
			frm.disable_save();
		} else if (frm.perm[0].write) {
			con_center.photos.offer(frm);
		}
	},

	plan: offer_activities,

	cooperation(frm) {
		if (!frm.doc.cooperation) return;
		frappe.db.get_value("Cooperation", frm.doc.cooperation, ["center", "partner", "work_process"]).then(({ message }) => {
			if (!message) return;
			frm.set_value({ partner: message.partner, work_process: message.work_process });
			if (!frm.doc.center) frm.set_value("center", message.center);
		});
	},
});

// what the plan has, to choose from
function offer_activities(frm) {
	if (!frm.doc.plan) return;
	frappe.db.get_doc("Action Plan", frm.doc.plan).then(({ activities }) =>
		frm.fields_dict.plan_activity.set_data(
			activities.map(({ number, activity_name }) => `${number} ${activity_name}`)
		)
	);
}
