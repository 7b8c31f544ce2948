frappe.ui.form.on("Center Fund", {
	refresh(frm) {
		con_center.decisions.show_log(frm);
		// the indicator beside the title says it, in the user's language
		frm.toggle_display("workflow_state", false);
		if (frm.is_new() || frm.doc.docstatus !== 1) return;
		show_money(frm);
		frm.add_custom_button(__("Entries of the Fund"), () =>
			frappe.set_route("List", "Fund Entry", { fund: frm.docname })
		);
		frm.add_custom_button(__("Accounts of the Fund"), () =>
			frappe.set_route("List", "Fund Account", { fund: frm.docname })
		);
		if (con_center.meanings.of(frm.doc) === "In Force" && frappe.model.can_create("Fund Entry")) {
			frm.add_custom_button(__("Enter Money"), () => frappe.new_doc("Fund Entry", { fund: frm.docname }));
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

function show_money(frm) {
	const { left, money } = frm.doc.__onload || {};
	// a form may be refreshed twice in a row, and Frappe adds each message to the last one
	if (!money || frm.layout.message.find(".con-fund-money").length) return;
	const baht = (amount) => format_number(amount, null, 2);
	const said = [
		__("In the fund: {0} baht.", [baht(left)]),
		__("Fiscal year {0}: in {1}, out {2}, to members {3} ({4} people).", [
			money.year,
			baht(money.income),
			baht(money.spending),
			baht(money.benefits),
			money.people,
		]),
	];
	frm.set_intro(con_center.element("div", { class: "con-fund-money" }, said.join(" ")), "blue");
}
