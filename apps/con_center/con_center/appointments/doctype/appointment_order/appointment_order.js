frappe.ui.form.on("Appointment Order", {
	setup(frm) {
		frm.set_query("committee", () => ({
			filters: {
				status: ["Certify Selection", "Appoint"].includes(frm.doc.purpose) ? "Draft" : "Current",
			},
		}));
		frm.set_query("template", () => ({
			filters: {
				instrument: frm.doc.instrument,
				purpose: frm.doc.purpose,
				kind: ["in", [frm.doc.kind || "", ""]],
				disabled: 0,
			},
		}));
	},

	refresh(frm) {
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		show_text(frm);
		const editable = !frm.is_new() && frm.perm[0].write && frm.doc.docstatus === 0 && !frm.is_read_only?.();
		if (!editable || !con_center.meanings.is_with_maker(frm.doc)) return;
		frm.add_custom_button(__("Write the Text Anew"), () =>
			frappe.confirm(__("The text typed here is replaced by the template. Go on?"), () =>
				frm.call("refill_text").then(() => frm.reload_doc())
			)
		);
		if (frm.doc.purpose === "Amend") {
			frm.add_custom_button(__("Choose Members"), () => choose_members(frm));
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

// a new document has no text yet: it is written from the template when it is saved
function show_text(frm) {
	frm.toggle_reqd(["subject", "body"], !frm.is_new());
	frm.toggle_display(["subject", "legal_basis", "body"], !frm.is_new());
	frm.get_field("template").set_description(
		frm.is_new() ? __("Empty: the usual one. The text is written when you save, and can be changed then.") : ""
	);
}

// lists the sitting members; each chosen becomes a row of the changes
function choose_members(frm) {
	frappe.db.get_doc("Committee", frm.doc.committee).then((committee) => {
		const sitting = committee.members.filter((row) => row.status === "Sitting");
		frappe.prompt(
			[
				{
					fieldname: "action",
					fieldtype: "Select",
					label: __("Action"),
					options: [
						{ value: "Remove", label: __("Remove") },
						{ value: "Change Role", label: __("Change Role") },
					],
					default: "Remove",
					reqd: 1,
				},
				{
					fieldname: "members",
					fieldtype: "MultiCheck",
					label: __("Members"),
					columns: 2,
					options: sitting.map((row) => ({ value: row.name, label: `${row.full_name} (${row.role})` })),
				},
			],
			({ action, members }) => {
				sitting
					.filter((row) => members.includes(row.name))
					.forEach((row) =>
						frm.add_child("changes", { action, member_row: row.name, member_name: row.full_name })
					);
				frm.refresh_field("changes");
				frm.dirty();
			},
			__("Choose Members"),
			__("Add")
		);
	});
}
