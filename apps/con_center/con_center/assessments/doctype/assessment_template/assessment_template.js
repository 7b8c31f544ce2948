frappe.ui.form.on("Assessment Template", {
	refresh(frm) {
		if (frm.doc.notice) frm.set_intro(con_center.bold(frm.doc.notice), "red");
		if (!frm.is_new() && frappe.model.can_create("Assessment Template")) {
			frm.add_custom_button(__("Copy to a New Version"), () =>
				frappe.model.open_mapped_doc({
					method: "con_center.assessments.doctype.assessment_template.assessment_template.copy_to_new_version",
					frm,
				})
			);
		}
		offer_categories(frm);
	},
});

frappe.ui.form.on("Assessment Category", {
	category: offer_categories,
	categories_remove: offer_categories,
});

// an indicator is put into one of the categories above
function offer_categories(frm) {
	const categories = (frm.doc.categories || []).map((row) => row.category).filter(Boolean);
	frm.fields_dict.indicators.grid.update_docfield_property("category", "options", categories.join("\n"));
}
