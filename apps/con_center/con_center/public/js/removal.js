// Names of a closed case that are kept longer than the office has set: an officer lets them go.
frappe.provide("con_center");

con_center.offer_removal = (frm, method) => {
	if (!frm.doc.__onload?.names_kept_too_long) return;
	const remove = () => con_center.on_stored(frm, () => frappe.xcall(method, { name: frm.docname }));
	const asked = __("Names, texts, papers and photos of this case go for good; numbers stay. Nobody can take it back.");
	frm.add_custom_button(__("Remove the Names"), () => frappe.confirm(asked, remove));
};
