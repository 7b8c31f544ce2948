// What TPMAP or a list says of a household is checked on the spot: from its form, or after the first visit.
const RESULTS = ["As the List Says", "Needs Differ", "Not Found There", "Moved Away"];

frappe.provide("con_center");

con_center.note_check = (frm, household, checked_on) => {
	const dialog = new frappe.ui.Dialog({
		title: __("Is the Household as the List Says?"),
		fields: [
			{
				fieldname: "result",
				fieldtype: "Select",
				label: __("Check of the List"),
				options: RESULTS.map((value) => ({ value, label: __(value) })),
				reqd: 1,
			},
			{ fieldname: "checked_on", fieldtype: "Date", label: __("Checked On"), default: checked_on || frappe.datetime.get_today() },
			{ fieldname: "note", fieldtype: "Small Text", label: __("Note") },
		],
		primary_action_label: __("Save"),
		// what was typed stays there until it is noted
		primary_action: (values) =>
			con_center.on_stored(frm, () =>
				frappe
					.xcall("con_center.households.cases.note_check", { name: household, ...values })
					.then(() => dialog.hide())
			),
	});
	dialog.show();
};
