// On the form of a center: its by-laws, who joins it, its funds, with whom it works, and the board for its office.
frappe.ui.form.on("CON Center", {
	refresh(frm) {
		if (frm.is_new()) return;
		const lists = ["By-law", "Membership Application", "Center Fund", "Benefit Agreement", "Cooperation", "Joint Activity", "Support Visit", "Community Standard Entry"].filter((doctype) =>
			frappe.model.can_read(doctype)
		);
		lists.forEach((doctype) =>
			frm.add_custom_button(__(doctype), () => frappe.set_route("List", doctype, { center: frm.docname }), __("By-laws and Partners"))
		);
		frm.add_custom_button(__("Group Data Board"), () => print_board(frm), __("By-laws and Partners"));
	},
});

function print_board(frm) {
	window.open(
		frappe.urllib.get_full_url(
			`/api/method/frappe.utils.print_format.download_pdf?${new URLSearchParams({
				doctype: frm.doctype,
				name: frm.docname,
				format: "Group Data Board",
			})}`
		)
	);
}
