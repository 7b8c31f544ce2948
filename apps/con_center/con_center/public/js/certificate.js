// on the form of a committee: a letter that certifies that somebody sits in it
frappe.ui.form.on("Committee", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.status !== "Current" || !frappe.model.can_create("Official Letter")) return;
		frm.add_custom_button(__("Certificate of Membership"), () => choose_member(frm));
	},
});

function choose_member(frm) {
	const sitting = frm.doc.members.filter((row) => row.status === "Sitting");
	const options = sitting.map((row) => ({ value: row.name, label: `${row.full_name} (${row.role})` }));
	frappe.prompt(
		[{ fieldname: "member", fieldtype: "Select", label: __("Member"), options, reqd: 1 }],
		({ member }) => begin(frm, member),
		__("Certificate of Membership"),
		__("Write")
	);
}

function begin(frm, member) {
	const committee = frm.docname;
	frappe.xcall("con_center.correspondence.certificate.of_member", { committee, member }).then(({ body, ...values }) =>
		frappe.model.with_doctype("Official Letter", () => {
			const letter = Object.assign(frappe.model.get_new_doc("Official Letter"), values);
			(body || []).forEach((row) => Object.assign(frappe.model.add_child(letter, "Letter Paragraph", "body"), row));
			frappe.set_route("Form", "Official Letter", letter.name);
		})
	);
}
