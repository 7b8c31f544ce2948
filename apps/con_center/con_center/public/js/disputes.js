// A dispute goes to another responsible officer: from its form, or from the register of who heads the office.
frappe.provide("con_center.disputes");

con_center.disputes.hand_over = (name) =>
	frappe.xcall("con_center.mediation.handing_over.whom_to_give", { name }).then((officers) => {
		if (!officers.length) frappe.throw(__("There is no other officer whose post covers the sub-district of this case."));
		return new Promise((resolve) => {
			const dialog = new frappe.ui.Dialog({
				title: __("Hand Over"),
				fields: [
					{
						fieldname: "to",
						fieldtype: "Select",
						label: __("Officer"),
						options: officers.map(({ user, officer_name, position }) => ({
							value: user,
							label: `${officer_name} (${__(position)})`,
						})),
						reqd: 1,
					},
					{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
				],
				primary_action_label: __("Hand Over"),
				primary_action: ({ to, reason }) =>
					frappe.xcall("con_center.mediation.handing_over.hand_over", { name, to, reason }).then(() => {
						dialog.hide();
						resolve();
					}),
			});
			dialog.show();
		});
	});
