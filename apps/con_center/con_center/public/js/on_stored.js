// A button whose work the server does with the stored document: what was typed is saved before, and what is stored
// after is shown.
frappe.provide("con_center");

con_center.on_stored = async (frm, work) => {
	try {
		if (frm.is_dirty()) await frm.save();
		// saving was refused, and has said why
		if (frm.is_dirty()) return;
		// told of the change by the server, Frappe would load the form once more a second later, and with it take
		// away what is typed by then
		frappe.ui.form.is_saving = true;
		// while a form is loaded anew, as after another's change, there is no document that could be sent
		await frappe.model.with_doc(frm.doctype, frm.docname);
		await work();
		await frm.reload_doc();
	} catch (error) {
		// the server has said why not; Frappe keeps a button disabled whose promise fails
		if (error instanceof Error) throw error;
	} finally {
		frappe.ui.form.is_saving = false;
	}
};
