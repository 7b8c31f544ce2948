frappe.ui.form.on("Meeting Task", {
	refresh(frm) {
		if (frm.is_new()) return;
		const overdue = frm.doc.status === "Open" && frm.doc.due_date < frappe.datetime.get_today();
		const colour = { Open: "orange", Done: "green", Cancelled: "gray" }[frm.doc.status];
		frm.page.set_indicator(overdue ? __("Overdue") : __(frm.doc.status), overdue ? "red" : colour);
		if (frm.doc.status === "Open" && frm.perm[0].write) {
			frm.add_custom_button(__("Done"), () => frm.set_value("status", "Done").then(() => frm.save()));
		}
	},
});
