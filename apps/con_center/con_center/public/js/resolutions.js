// By which item of a meeting's agenda something was decided (con_center.community.resolutions): what such steps ask for.
const OUTCOME = { "Not Accepted": "Not Approved" };

con_center.decisions.questions["Resolution of a Meeting"] = (frm, dialog_of) => {
	const outcome = OUTCOME[con_center.meanings.of_step(frm)] || "Approved";
	const field = {
		fieldname: "agenda_row",
		fieldtype: "Select",
		label: __("Resolution"),
		reqd: 1,
		options: [],
		description: __("Items of meetings of this center that are closed, with the outcome {0}.", [__(outcome)]),
	};
	frappe
		.xcall("con_center.community.resolutions.choices", { center: frm.doc.center, outcome })
		.then((found) => {
			dialog_of().set_df_property("agenda_row", "options", found);
			// the latest first, which is nearly always meant where there is one alone
			if (found.length === 1) dialog_of().set_value("agenda_row", found[0].value);
			if (!found.length) {
				dialog_of().set_df_property(
					"agenda_row",
					"description",
					__("No meeting of this center has such a resolution yet. Note it in the meeting, and close the meeting.")
				);
			}
		});
	return [field];
};

con_center.decisions.questions.Leaving = () => [
	{ fieldname: "left_on", fieldtype: "Date", label: __("Left On", null, "Membership Application"), reqd: 1, default: frappe.datetime.get_today() },
	{ fieldname: "left_reason", fieldtype: "Small Text", label: __("Why It Left"), reqd: 1 },
];

con_center.decisions.questions["End of the Cooperation"] = () => [
	{ fieldname: "ended_on", fieldtype: "Date", label: __("Ended On"), reqd: 1, default: frappe.datetime.get_today() },
	{ fieldname: "end_reason", fieldtype: "Small Text", label: __("Why It Ended"), reqd: 1 },
];
