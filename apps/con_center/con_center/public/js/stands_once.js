// A document that stands already for the same is told while another is being made, with a link to it.
Object.entries(frappe.boot?.con_center_stands_once || {}).forEach(([doctype, fields]) => {
	const look = (frm) => look_for_twins(frm, fields);
	frappe.ui.form.on(doctype, { refresh: look, ...Object.fromEntries(fields.map((field) => [field, look])) });
});

function look_for_twins(frm, fields) {
	const values = Object.fromEntries(fields.map((field) => [field, frm.doc[field]]));
	const asked = frm.is_new() && Object.values(values).every(Boolean) ? JSON.stringify([frm.docname, values]) : "";
	if (frm.con_asked_twins === asked) return;
	frm.con_asked_twins = asked;
	frm.layout.wrapper.find(".con-stands").remove();
	if (!asked) return;
	frappe.xcall("con_center.entry.twins.find", { doctype: frm.doctype, values }).then((found) => {
		if (frm.con_asked_twins !== asked || !found.length) return;
		const documents = found.map(({ name, title, state }) => ({
			address: frappe.utils.get_form_link(frm.doctype, name),
			title: title || name,
			state: state ? __(state) : "",
		}));
		frm.layout.wrapper.prepend(con_center.render("stands_already", { documents }));
	});
}
