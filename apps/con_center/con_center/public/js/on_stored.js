// A button whose work the server does with the stored document: what was typed is saved before, and what is stored
// after is shown.
frappe.provide("con_center");

con_center.on_stored = async (frm, work) => {
	try {
		if (frm.is_dirty()) await frm.save();
		// saving was refused, and has said why
		if (frm.is_dirty()) return;
		// while a form is loaded anew, as after another's change, there is no document that could be sent
		await frappe.model.with_doc(frm.doctype, frm.docname);
		if (frappe.is_online()) hold_form();
		await work();
		await frm.reload_doc();
	} catch (error) {
		// the server has said why not; Frappe keeps a button disabled whose promise fails
		if (error instanceof Error) throw error;
	}
};

// Told of the change by the server before the answer comes, Frappe would load the form once more a second later, and
// with it take away what is typed by then. Not every promise of Frappe ends with its request: the event does.
function hold_form() {
	frappe.ui.form.is_saving = true;
	$(document).one("ajaxStop", () => (frappe.ui.form.is_saving = false));
}
