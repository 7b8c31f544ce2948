frappe.ui.form.on("By-law", {
	setup(frm) {
		frm.set_query("template", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		frm.toggle_display(["clauses", "preamble", "legal_basis"], !frm.is_new());
		frm.get_field("template").set_description(
			frm.is_new() ? __("The text is written when you save, and can be changed then.") : ""
		);
		if (frm.is_new()) return;
		frm.add_custom_button(__("Compare Versions", null, "By-law"), () => choose_version(frm));
		if (con_center.meanings.in_force.includes(con_center.meanings.of(frm.doc)) && frappe.model.can_create("By-law")) {
			frm.add_custom_button(__("Change These By-laws"), () =>
				frappe.new_doc("By-law", { center: frm.doc.center })
			);
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

// beside what it changes, or the one before it; another one is chosen above
function choose_version(frm) {
	frappe
		.xcall("con_center.community.doctype.by_law.by_law.versions", { name: frm.docname })
		.then((others) => {
			if (!others.length) frappe.throw(__("There is no other version of these by-laws."));
			const earlier = others.find(({ name }) => name === frm.doc.replaces);
			const dialog = new frappe.ui.Dialog({
				title: __("Compare Versions", null, "By-law"),
				size: "extra-large",
				fields: [
					{
						fieldname: "other",
						fieldtype: "Select",
						label: __("Against"),
						options: others.map(({ name, title, workflow_state }) => ({
							value: name,
							label: `${title} (${__(workflow_state)})`,
						})),
						default: (earlier || others[0]).name,
						onchange: () => show_differences(frm, dialog),
					},
					{ fieldname: "rows", fieldtype: "HTML" },
				],
			});
			dialog.show();
			show_differences(frm, dialog);
		});
}

function show_differences(frm, dialog) {
	const other = dialog.get_value("other");
	if (!other) return;
	frappe
		.xcall("con_center.community.doctype.by_law.by_law.compare", { name: frm.docname, other })
		.then((rows) => {
			const changed = rows.filter(({ state }) => state !== "same").length;
			dialog.fields_dict.rows.$wrapper.html(
				con_center.render("by_law_versions", {
					said: changed ? __("{0} clauses differ.", [changed]) : __("No clause differs."),
					rows: rows.map((row) => ({
						...row,
						before_number: row.before_number || "",
						after_number: row.after_number || "",
					})),
				})
			);
		});
}
