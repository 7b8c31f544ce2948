// A user's own switches, and his LINE.
frappe.ui.form.on("Notice Preference", {
	setup(frm) {
		Object.assign(frm.get_field("switches").df, { cannot_add_rows: true, cannot_delete_rows: true });
	},

	refresh(frm) {
		if (!frm.is_new()) show_line(frm);
	},
});

function show_line(frm) {
	frappe.call({ method: "con_center.notices.linking.state", type: "GET" }).then(({ message }) => {
		const { linked, offered } = message;
		const text = linked.length
			? __("Your LINE is linked by {0}.", [linked.join(", ")])
			: offered
			? __("Your LINE is not linked yet.")
			: __("Your office has no account in LINE yet. Its administrator sets one up.");
		frm.get_field("line_status").$wrapper.text(text);
		if (linked.length) {
			frm.add_custom_button(__("Unlink LINE"), () =>
				frappe.call("con_center.notices.linking.unlink").then(() => frm.refresh())
			);
		} else if (offered) {
			frm.add_custom_button(__("Link LINE"), () => show_code(frm));
		}
	});
}

function show_code(frm) {
	frappe.call("con_center.notices.linking.new_code").then(({ message }) => {
		const { code, minutes, channels } = message;
		const accounts = channels.map(({ title, add_friend }) => [title, add_friend].filter(Boolean).join(" "));
		const dialog = new frappe.ui.Dialog({
			title: __("Link LINE"),
			fields: [
				{
					fieldname: "accounts",
					fieldtype: "Data",
					label: __("1. Add the account as a friend in LINE"),
					read_only: 1,
					default: accounts.join(", "),
				},
				{
					fieldname: "code",
					fieldtype: "Data",
					label: __("2. Send it this code"),
					read_only: 1,
					default: code,
					description: __("It is valid once, for {0} minutes.", [minutes]),
				},
			],
			primary_action_label: __("I Have Sent It"),
			primary_action() {
				dialog.hide();
				frm.refresh();
			},
		});
		dialog.show();
	});
}
