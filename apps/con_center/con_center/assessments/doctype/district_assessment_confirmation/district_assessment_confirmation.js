frappe.ui.form.on("District Assessment Confirmation", {
	refresh(frm) {
		con_center.mark_sample(frm);
		con_center.decisions.show_log(frm);
		frm.toggle_display("workflow_state", false);
		if (frm.is_new()) return;
		const confirmed = con_center.meanings.of(frm.doc) === "In Force";
		if (frm.doc.lacking && !confirmed) {
			frm.set_intro(
				__("{0} of {1} sub-districts are not complete yet. The district can be confirmed when all are.", [
					frm.doc.lacking,
					frm.doc.expected,
				]),
				"orange"
			);
		}
		frm.set_df_property("remarks", "read_only", confirmed ? 1 : 0);
		draw_lines(frm);
		frm.add_custom_button(__("Grid of the District"), () => {
			frappe.route_options = {
				district: frm.doc.area,
				fiscal_year: frm.doc.fiscal_year,
				round: frm.doc.round,
			};
			frappe.set_route("assessment-grid");
		});
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

function draw_lines(frm) {
	const rows = (frm.doc.__onload?.lines || []).map(in_words);
	frm.fields_dict.sub_districts.$wrapper.html(con_center.render("confirmation_lines", { rows }));
}

function in_words(row) {
	const percent = (stage) =>
		row.name && !row[`${stage}_missing`] ? format_number(row[`${stage}_percent`], null, 2) : "–";
	return {
		place: row.area_name,
		address: row.name ? frappe.utils.get_form_link("Assessment", row.name) : "",
		colour: row.complete ? "green" : row.name ? "orange" : "red",
		state: __(row.workflow_state || "Not Assessed"),
		results: ["self", "district", "province"].map(percent),
		band: row.band || "–",
	};
}
