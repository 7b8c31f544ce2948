// on the form of a letter that came in: its first page with the stamp of the office
const PRINTED = /\.(pdf|png|jpe?g)$/i;

frappe.ui.form.on("Incoming Letter", {
	refresh(frm) {
		if (frm.is_new() || !frm.doc.number || !PRINTED.test(frm.doc.file)) return;
		frm.add_custom_button(__("Print with the Receipt Stamp"), () =>
			window.open(`/api/method/con_center.correspondence.receipt.download?${$.param({ name: frm.docname })}`)
		);
	},
});
