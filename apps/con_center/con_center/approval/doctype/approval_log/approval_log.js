frappe.ui.form.on("Approval Log", {
	onload(frm) {
		for (const field of ["action", "from_state", "to_state"]) {
			frappe.meta.get_docfield(frm.doctype, field, frm.docname).formatter = (value) => __(value);
		}
	},
});
