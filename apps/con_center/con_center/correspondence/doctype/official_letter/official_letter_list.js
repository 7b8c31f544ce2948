frappe.listview_settings["Official Letter"] = {
	hide_name_column: true,
	add_fields: ["urgency"],

	onload(list) {
		list.page.add_actions_menu_item(__("Give Numbers"), () => give_numbers(list));
		if (frappe.model.can_create("Official Letter")) {
			list.page.add_inner_button(__("Reserve Numbers for Paper"), () => reserve(list));
		}
	},
};

// of those that are chosen; the server says which of them does not wait for one
function give_numbers(list) {
	const letters = list.get_checked_items(true);
	if (!letters.length) return;
	return frappe.xcall("con_center.correspondence.issuing.give_numbers", { letters }).then((numbers) => {
		frappe.show_alert({ message: __("Numbers given: {0}", [numbers.join(", ")]), indicator: "green" });
		list.refresh();
	});
}

function reserve(list) {
	const dialog = new frappe.ui.Dialog({
		title: __("Reserve Numbers for Paper"),
		fields: [
			{
				fieldname: "office",
				fieldtype: "Link",
				options: "Office",
				label: __("Office"),
				reqd: 1,
				get_query: () => ({ filters: { disabled: 0 } }),
			},
			{ fieldname: "how_many", fieldtype: "Int", label: __("How Many Numbers"), default: 1, reqd: 1 },
			{ fieldname: "subject", fieldtype: "Small Text", label: __("Subject"), reqd: 1 },
			{ fieldname: "addressed_to", fieldtype: "Data", label: __("Addressed To") },
			{ fieldname: "circular", fieldtype: "Check", label: __("Circular") },
		],
		primary_action_label: __("Reserve"),
		primary_action(values) {
			frappe.xcall("con_center.correspondence.issuing.reserve", values).then((numbers) => {
				dialog.hide();
				frappe.msgprint(__("Numbers reserved: {0}", [numbers.join(", ")]));
				list.refresh();
			});
		},
	});
	dialog.show();
}
