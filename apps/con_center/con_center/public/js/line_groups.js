// A letter or a report goes to a group in LINE: its title, and a link that asks for signing in.
const GET = { type: "GET" };

$(document).on("form-refresh", (_event, frm) => {
	const { workflow_state, area } = frm.fields_dict;
	// of people's cases not even that there is one
	const goes_out = workflow_state && area && !con_center.is_of_people(frm.doctype);
	if (frappe.boot.con_center_line && goes_out && !frm.is_new()) {
		frm.page.add_menu_item(__("Send to a LINE Group"), () => choose(frm));
	}
});

function choose(frm) {
	const args = { doctype: frm.doctype, name: frm.docname };
	frappe.call({ method: "con_center.notices.groups.of", args, ...GET }).then(({ message: groups }) => {
		if (!groups.length) return frappe.msgprint(__("Your office has no group in LINE yet."));
		const field = {
			fieldname: "group",
			fieldtype: "Select",
			label: __("Group"),
			reqd: 1,
			options: groups.map(({ name, title }) => ({ value: name, label: title })),
			default: groups[0].name,
			description: __("The group gets the title and a link, and nothing else."),
		};
		frappe.prompt(
			field,
			({ group }) =>
				frappe
					.call("con_center.notices.groups.send", { ...args, group })
					.then(({ message }) => frappe.show_alert({ message, indicator: "green" })),
			__("Send to a LINE Group"),
			__("Send")
		);
	});
}
