frappe.ui.form.on("Support Visit", {
	refresh: show_agreed,
	center: show_agreed,
});

// what the last visit ended with stands there before this one is written
function show_agreed(frm) {
	if (!frm.is_new() || !frm.doc.center) return;
	const filters = { center: frm.doc.center, agreed: ["is", "set"] };
	const order_by = "visited_on desc, creation desc";
	frappe.db
		.get_list("Support Visit", { filters, fields: ["agreed"], order_by, limit: 1 })
		.then(([last]) => frm.is_new() && frm.set_value("agreed_before", last ? last.agreed : ""));
}
