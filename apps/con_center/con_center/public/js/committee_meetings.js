// on the form of a committee: how it stands to the fewest meetings of the fiscal year
frappe.ui.form.on("Committee", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.status === "Draft") return;
		if (frappe.model.can_create("Meeting") && frm.doc.status === "Current") {
			frm.add_custom_button(__("New Meeting"), () => new_meeting(frm));
		}
		frm.add_custom_button(__("Meetings"), () =>
			frappe.set_route("List", "Meeting", { "Meeting Committee.committee": frm.docname })
		);
		if (frm.doc.status === "Current") show_year(frm);
	},
});

function new_meeting(frm) {
	frappe.model.with_doctype("Meeting", () => {
		const meeting = frappe.model.get_new_doc("Meeting");
		meeting.center = frm.doc.center;
		frappe.model.add_child(meeting, "Meeting Committee", "committees").committee = frm.docname;
		frappe.set_route("Form", "Meeting", meeting.name);
	});
}

function show_year(frm) {
	frappe.xcall("con_center.meetings.year.of_committee", { committee: frm.docname }).then((year) => {
		const colour = { Done: "green", Due: "orange", Overdue: "red" }[year.state];
		const text = __("Meetings in fiscal year {0}: {1} of {2}", [year.year, year.held, year.needed]);
		const state = __(year.state, null, "Meetings of a year");
		const pill = frm.dashboard.add_indicator(`${text} · ${state}`, colour);
		pill?.attr("title", __("Source of this rule: {0}", [year.provenance]));
	});
}
