// For which kinds of documents somebody acts for another: ticked by their names in the user's language, kept by those of
// the system, one a line.
frappe.provide("con_center.matters");

con_center.matters.show = (frm) => {
	const $wrapper = frm.fields_dict.matters_choice.$wrapper.empty();
	const chosen = (frm.doc.matters || "").split("\n");
	const may_write = frm.perm[0]?.write && !frm.doc.withdrawn;
	const control = frappe.ui.form.make_control({
		parent: $wrapper,
		df: {
			fieldname: "matters_ticked",
			fieldtype: "MultiCheck",
			label: __("For Which Documents (None Ticked: All)"),
			columns: 1,
			read_only: may_write ? 0 : 1,
			options: frappe.boot.con_center_matters.map((doctype) => ({
				label: __(doctype),
				value: doctype,
				checked: chosen.includes(doctype),
			})),
			on_change: () => frm.set_value("matters", control.get_checked_options().sort().join("\n")),
		},
		render_input: true,
	});
	$wrapper.find("input").prop("disabled", !may_write);
};
