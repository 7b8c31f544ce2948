frappe.ui.form.on("Help Plan", {
	setup(frm) {
		frm.set_query("household", () => ({ filters: { status: "Open" } }));
	},

	refresh(frm) {
		if (frm.is_new() && !frm.doc.fiscal_year) frm.set_value("fiscal_year", con_center.fiscal_year());
		con_center.decisions.show_return_reason(frm);
		const found = frm.doc.__onload?.household;
		if (found && !frm.is_new()) {
			const said = [found.head_name, found.place].filter(Boolean).join(" ");
			frm.set_intro(frappe.utils.escape_html(said), "blue");
		}
		const agreed = con_center.meanings.in_force.includes(con_center.meanings.of(frm.doc));
		if (agreed && frm.doc.__onload?.agreed) show_given(frm);
		if (agreed && frappe.model.can_create("Help Log")) {
			frm.add_custom_button(__("Note Visit or Help"), () =>
				frappe.new_doc("Help Log", { household: frm.doc.household, plan: frm.docname })
			);
		}
	},
});

// what of the plan has come, what is open, what is overdue
function show_given(frm) {
	const { agreed, given_value } = frm.doc.__onload;
	const baht = (amount) => format_number(amount, null, 2);
	const day = (date) => (date ? frappe.datetime.str_to_user(date) : "");
	const rows = agreed.map((item) => ({
		...item,
		dimension: __(item.dimension),
		due: day(item.due_on),
		budget: item.budget ? baht(item.budget) : "",
		value: item.value ? baht(item.value) : "",
		...state_of(item, day),
	}));
	const sums = __("Planned {0} baht, given {1} baht", [
		baht(frm.doc.budget_total),
		baht(given_value),
	]);
	frm.dashboard.add_section(con_center.render("help_plan_given", { rows, sums }), __("What Has Been Given"));
}

function state_of({ times, given_on, due_on }, day) {
	if (times) return { colour: "green", state: __("Given on {0}", [day(given_on)]) };
	const is_over = due_on && due_on < frappe.datetime.get_today();
	return is_over ? { colour: "red", state: __("Overdue") } : { colour: "gray", state: __("Not given yet") };
}
