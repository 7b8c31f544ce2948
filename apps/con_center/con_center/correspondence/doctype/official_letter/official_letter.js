frappe.ui.form.on("Official Letter", {
	setup(frm) {
		frm.set_query("office", () => ({ filters: { disabled: 0 } }));
		frm.set_query("receiver_group", () => ({ filters: { disabled: 0 } }));
		frm.set_query("signatory", () => ({ filters: { status: "In Force" } }));
	},

	refresh(frm) {
		con_center.decisions.show_return_reason(frm);
		con_center.decisions.show_log(frm);
		frm.toggle_display("workflow_state", false);
		if (frm.is_new()) return begin_with_own_office(frm);
		add_buttons(frm);
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

function begin_with_own_office(frm) {
	if (frm.doc.office) return;
	con_center.own_office().then((office) => {
		if (office && frm.is_new() && !frm.doc.office) frm.set_value("office", office.name);
	});
}

const OUT = ["Sent", "Closed"];

function add_buttons(frm) {
	const meaning = con_center.meanings.of(frm.doc);
	const more = __("More");
	if (frm.doc.items?.length && OUT.includes(meaning)) {
		frm.add_custom_button(__("Answers"), () =>
			frappe.set_route("query-report", "Answers to Letters", { letter: frm.docname })
		);
		if (frappe.model.can_create("Official Letter")) {
			frm.add_custom_button(__("Remind Those Who Are Late"), () => remind(frm.docname), more);
		}
	}
	if (!frm.perm[0].write) return;
	if (frm.doc.items?.length && !frm.doc.reporting_round && frappe.model.can_create("Reporting Round")) {
		frm.add_custom_button(__("Make the Reporting Round"), () => make_round(frm), more);
	}
	if (frm.doc.register_number) {
		frm.add_custom_button(__("Note in the Register"), () => note(frm), more);
	}
}

function remind(letter) {
	return frappe
		.xcall("con_center.correspondence.reminding.remind", { letter })
		.then((name) => frappe.set_route("Form", "Official Letter", name));
}

function make_round(frm) {
	return con_center.on_stored(frm, () =>
		frappe.xcall("con_center.correspondence.rounds.make_round", { letter: frm.docname })
	);
}

function note(frm) {
	frappe.prompt(
		{ fieldname: "text", fieldtype: "Small Text", label: __("Note"), default: frm.doc.register_note },
		({ text }) =>
			con_center.on_stored(frm, () =>
				frappe.xcall("con_center.correspondence.issuing.note", { letter: frm.docname, text: text || "" })
			),
		__("Note in the Register")
	);
}
