// The page to print a document: of one that is issued, "Print" opens the file that was made of it once, as "PDF" does
// (con_center/issuing). What a browser prints by itself would have no code to check it with.
const printed_by_frappe = frappe.ui.form.PrintView.prototype.printit;

frappe.ui.form.PrintView.prototype.printit = function (...args) {
	const issued_as = (this.frm.doc.__onload || {}).issued_as;
	if (issued_as && issued_as === this.selected_format()) return this.render_pdf();
	return printed_by_frappe.apply(this, args);
};
