// On the form of a User: who runs the site links him to whom a provider of sign-in means. What is typed may be a personal
// number; a hash of it is kept.
frappe.ui.form.on("User", {
	refresh(frm) {
		if (frm.is_new() || !frappe.user.has_role("System Manager")) return;
		frm.add_custom_button(__("Link to a Sign-In Provider"), () =>
			frappe.prompt(
				[
					{
						fieldname: "provider",
						fieldtype: "Link",
						options: "Social Login Key",
						label: __("Social Login Key"),
						reqd: 1,
						only_select: 1,
					},
					{
						fieldname: "secret",
						fieldtype: "Data",
						label: __("Subject at the Provider"),
						reqd: 1,
						description: __("What the provider calls this person by: of ThaID, his personal number (pid)."),
					},
				],
				(values) =>
					frappe
						.call("con_center.sign_in.providers.accounts.link", { user: frm.doc.name, ...values })
						.then(() => frm.reload_doc()),
				__("Link to a Sign-In Provider"),
				__("Save")
			)
		);
	},
});
