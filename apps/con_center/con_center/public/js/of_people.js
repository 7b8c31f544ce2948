// Whether documents of a kind are of people by name (registry.of_people): what is done with others is not done with them.
frappe.provide("con_center");

con_center.is_of_people = (doctype) =>
	["kept_by", "referred_to"].some((fieldname) => frappe.meta.has_field(doctype, fieldname));

const ways = () => ({ Form: __("Form"), Print: __("Print"), File: __("File"), API: __("Programme"), Export: __("Export") });

// whose case it is sees who has opened it (con_center.approval.openings)
con_center.show_openings = (frm) => {
	const openings = (frm.doc.__onload?.openings || []).map(({ officer_name, way, opened_on }) => ({
		who: officer_name,
		way: ways()[way],
		on: frappe.datetime.str_to_user(opened_on),
	}));
	if (openings.length) frm.dashboard.add_section(con_center.render("openings", { openings }), __("Who Has Opened It"));
};
