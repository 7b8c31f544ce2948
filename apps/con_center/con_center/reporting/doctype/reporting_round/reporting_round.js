frappe.ui.form.on("Reporting Round", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: ["in", ["Country", "Province"]] } }));
		frm.set_query("form", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.doc.status === "To Be Confirmed" && frm.doc.copied_from) {
			frm.set_intro(
				__("The dates are those of the year before, a year later. Set the right ones, name the letter that gives them, and open the round."),
				"orange"
			);
		}
		if (frm.is_new()) return;
		frm.add_custom_button(__("Who Has Not Reported"), () =>
			frappe.set_route("query-report", "Who Has Not Reported", { reporting_round: frm.docname })
		);
		if (frappe.model.can_create("Reporting Round")) {
			frm.add_custom_button(__("Copy to the Next Fiscal Year"), () =>
				frappe.model.open_mapped_doc({
					method: "con_center.reporting.doctype.reporting_round.reporting_round.copy_to_next_year",
					frm,
				})
			);
		}
	},
});
