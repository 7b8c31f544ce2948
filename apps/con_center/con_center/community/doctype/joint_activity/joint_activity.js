frappe.ui.form.on("Joint Activity", {
	setup(frm) {
		frm.set_query("cooperation", () => ({
			filters: { docstatus: 1, ...(frm.doc.center && { center: frm.doc.center }) },
		}));
		frm.set_query("meeting", () => ({ filters: { center: frm.doc.center } }));
		frm.set_query("plan", () => ({ filters: { center: frm.doc.center, docstatus: 1 } }));
	},

	refresh: offer_activities,
	plan: offer_activities,

	cooperation(frm) {
		if (!frm.doc.cooperation || frm.doc.center) return;
		frappe.db
			.get_value("Cooperation", frm.doc.cooperation, "center")
			.then(({ message }) => message && frm.set_value("center", message.center));
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
