frappe.ui.form.on("Yearly Report", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: "Province" } }));
		frm.set_query("form", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", con_center.fiscal_year());
	},

	refresh(frm) {
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		frm.toggle_display("workflow_state", false);
		// parts and figures are there once it has been saved
		frm.toggle_display(["parts_section", "figures_section"], !frm.is_new());
		if (frm.is_new()) return;
		frm.fields_dict.sheet.$wrapper.html(
			con_center.render("yearly_report_figures", { rows: frm.doc.__onload?.key_figures || [] })
		);
		frm.add_custom_button(__("Map"), () => frappe.set_route("con-map", frm.doc.area));
		if (!may_write(frm)) return;
		frm.add_custom_button(__("Write Anew From the Figures"), () => con_center.on_stored(frm, () => frm.call("write_anew")));
		const edited = frm.doc.parts.filter((row) => row.edited && row.proposal);
		if (edited.length) frm.add_custom_button(__("Take a Proposal"), () => choose_part(frm, edited));
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

function may_write(frm) {
	return (
		con_center.meanings.is_with_maker(frm.doc) &&
		frm.perm[0].write &&
		!frappe.workflow.is_read_only(frm.doctype, frm.docname)
	);
}

// of a part that was edited by hand: what the figures say takes its place
function choose_part(frm, edited) {
	const name = (row) => `${row.idx}. ${row.heading}`;
	frappe.prompt(
		{
			fieldname: "part",
			fieldtype: "Select",
			label: __("Parts of the Report"),
			options: edited.map(name),
			reqd: 1,
			description: __("Your text of this part is replaced by the proposal, which stands in its row."),
		},
		({ part }) => con_center.on_stored(frm, () => frm.call("take_proposal", { idx: Number(part.split(".")[0]) })),
		__("Take a Proposal")
	);
}
