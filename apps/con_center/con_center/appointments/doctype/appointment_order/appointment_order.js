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
		offer_proposal(frm);
		const editable = !frm.is_new() && frm.perm[0].write && frm.doc.docstatus === 0 && !frm.is_read_only?.();
		if (!editable || !con_center.meanings.is_with_maker(frm.doc)) return;
		frm.add_custom_button(__("Write the Text Anew"), () =>
			frappe.confirm(__("The text typed here is replaced by the template. Go on?"), () =>
				con_center.on_stored(frm, () => frm.call("refill_text"))
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

// texts that the officer has written himself, against what the template says now
function offer_proposal(frm) {
	if (frm.is_new() || !con_center.meanings.is_with_maker(frm.doc) || !frm.perm[0].write) return;
	const proposal = JSON.parse(frm.doc.proposal || "{}");
	const own = ["subject", "legal_basis", "body"].filter(
		(field) => proposal[field] && frm.doc[field] && proposal[field] !== frm.doc[field]
	);
	own.forEach((field) =>
		frm.set_df_property(field, "description", __("Your own text. The proposal says something else."))
	);
	if (own.length) frm.add_custom_button(__("Compare with the Proposal"), () => compare(frm, own, proposal));
}

// side by side; of each paragraph that differs one is chosen
function compare(frm, own, proposal) {
	const pairs = own.flatMap((field) => {
		const [mine, proposed] = [frm.doc[field], proposal[field]].map((text) => text.split("\n"));
		return Array.from({ length: Math.max(mine.length, proposed.length) }, (_none, n) => ({
			field,
			label: __(frm.get_field(field).df.label),
			mine: mine[n] ?? "",
			proposed: proposed[n] ?? "",
			differs: mine[n] !== proposed[n],
		}));
	});
	const dialog = new frappe.ui.Dialog({
		title: __("Your Text and the Proposal"),
		size: "extra-large",
		fields: [{ fieldname: "pairs", fieldtype: "HTML" }],
		primary_action_label: __("Take Over What Is Chosen"),
		primary_action() {
			const chosen = (n) => $wrapper.find(`input[name=pair-${n}]:checked`).val() === "proposed";
			own.forEach((field) => {
				const lines = pairs
					.map((pair, n) => ({ ...pair, text: pair.differs && chosen(n) ? pair.proposed : pair.mine }))
					.filter((pair) => pair.field === field);
				frm.set_value(field, lines.map((pair) => pair.text).filter(Boolean).join("\n"));
			});
			dialog.hide();
		},
	});
	const { $wrapper } = dialog.fields_dict.pairs;
	$wrapper.html(con_center.render("text_and_proposal", { pairs }));
	dialog.show();
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
