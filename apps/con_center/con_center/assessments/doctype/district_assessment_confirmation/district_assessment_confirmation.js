frappe.ui.form.on("District Assessment Confirmation", {
	refresh(frm) {
		if (frm.doc.notice) frm.set_intro(`<b>${frappe.utils.escape_html(frm.doc.notice)}</b>`, "red");
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
	const percent = (row, stage, scored) =>
		row.name && !row[`${stage}_missing`] ? `${format_number(row[`${stage}_percent`], null, 2)}` : "–";
	const lines = (frm.doc.__onload?.lines || []).map(
		(row) => `<tr class="${row.complete ? "" : "con-lacking"}">
			<td>${row.name ? `<a href="${frappe.utils.get_form_link("Assessment", row.name)}">` : ""}
				${frappe.utils.escape_html(row.area_name)}${row.name ? "</a>" : ""}</td>
			<td><span class="indicator-pill ${row.complete ? "green" : row.name ? "orange" : "red"}">
				${__(row.workflow_state || "Not Assessed")}</span></td>
			<td class="text-right">${percent(row, "self")}</td>
			<td class="text-right">${percent(row, "district")}</td>
			<td class="text-right">${percent(row, "province")}</td>
			<td>${frappe.utils.escape_html(row.band || "–")}</td></tr>`
	);
	frm.fields_dict.sub_districts.$wrapper.html(`<div style="overflow-x: auto"><table class="table table-sm">
		<thead><tr><th>${__("Sub-district")}</th><th>${__("Status")}</th>
			<th class="text-right">${__("Self-assessed")} (%)</th>
			<th class="text-right">${__("Scored by the District")} (%)</th>
			<th class="text-right">${__("Confirmed by the Province")} (%)</th>
			<th>${__("Band")}</th></tr></thead>
		<tbody>${lines.join("")}</tbody></table></div>`);
}
