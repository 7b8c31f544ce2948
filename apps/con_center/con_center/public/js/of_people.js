// Whether documents of a kind are of people by name (registry.of_people): what is done with others is not done with them.
frappe.provide("con_center");

con_center.is_of_people = (doctype) =>
	["kept_by", "referred_to"].some((fieldname) => frappe.meta.has_field(doctype, fieldname));
