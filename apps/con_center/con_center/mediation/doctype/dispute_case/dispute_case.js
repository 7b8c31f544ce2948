const OVER = ["Dispute Closed", "Cancelled or Withdrawn"];
const OFFICES = ["Community Justice Centre", "District Mediation", "Another Office"];

frappe.ui.form.on("Dispute Case", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: "Sub-district" } }));
		frm.set_query("kind", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		frm.toggle_display("workflow_state", false);
		con_center.decisions.show_log(frm);
		if (frm.is_new()) return;
		const keeps = frm.doc.kept_by === frappe.session.user;
		show_who_reads(frm, keeps);
		con_center.show_openings(frm);
		show_that_names_went(frm);
		con_center.offer_removal(frm, "con_center.mediation.retention.remove");
		if (keeps && !frm.doc.anonymised_on) {
			frm.add_custom_button(__("Hand Over"), () => hand_over(frm));
			frm.fields_dict.mediators.grid.add_custom_button(__("From the Committee"), () => choose_members(frm));
		}
		// whom the case names reads it; who keeps it writes it, as long as it is open
		if (!keeps || OVER.includes(con_center.meanings.of(frm.doc))) {
			frm.set_read_only();
			frm.refresh_fields();
			frm.disable_save();
		}
	},

	before_workflow_action(frm) {
		return con_center.decisions.prepare(frm);
	},
});

frappe.ui.form.on("Dispute Session", {
	// the session that was appointed, once its day has come
	sessions_add(frm, doctype, name) {
		const { next_on: held_on, next_place: place } = frm.doc;
		if (!held_on || held_on.slice(0, 10) > frappe.datetime.get_today()) return;
		frappe.model.set_value(doctype, name, { held_on, place });
	},

	tick_who_came(frm, doctype, name) {
		tick_who_came(frm, doctype, name);
	},
});

function show_who_reads(frm, keeps) {
	const said = keeps
		? __("This case is read by you, and by whom it names; by nobody for his rank. Each opening of it is kept.")
		: __("You read this case because it names you. Each opening of it is kept.");
	frm.dashboard.add_comment(frappe.utils.escape_html(said), "blue", true);
}

function show_that_names_went(frm) {
	const day = frm.doc.anonymised_on;
	if (!day) return;
	const said = __("The names were removed on {0}.", [frappe.datetime.str_to_user(day)]);
	frm.dashboard.add_comment(frappe.utils.escape_html(said), "orange", true);
}

// who sits in the committees of the area, to tick
function choose_members(frm) {
	frappe.xcall("con_center.mediation.people.members_to_choose", { name: frm.docname }).then((names) => {
		if (!names.length) frappe.throw(__("Nobody else sits in a committee of this area today."));
		const dialog = new frappe.ui.Dialog({
			title: __("From the Committee"),
			fields: [
				{
					fieldname: "names",
					fieldtype: "MultiCheck",
					label: __("Mediators"),
					columns: 2,
					options: names.map((value) => ({ value, label: frappe.utils.escape_html(value) })),
				},
			],
			primary_action_label: __("Add"),
			primary_action: ({ names: chosen }) => {
				(chosen || []).forEach((mediator_name) =>
					frm.add_child("mediators", { standing: "Committee Member", mediator_name })
				);
				frm.refresh_field("mediators");
				frm.dirty();
				dialog.hide();
			},
		});
		dialog.show();
	});
}

// who came: parties and mediators of the case, to tick; others are typed, one line each
function tick_who_came(frm, doctype, name) {
	// who only reads it
	if (frm.save_disabled) return;
	const named = [
		...(frm.doc.parties || []).map((row) => [row.party_name, __(row.side)]),
		...(frm.doc.mediators || []).map((row) => [row.mediator_name, __("Mediator")]),
	].filter(([value]) => value);
	const known = new Set(named.map(([value]) => value));
	const came = (locals[doctype][name].came || "")
		.split("\n")
		.map((line) => line.trim())
		.filter(Boolean);
	const dialog = new frappe.ui.Dialog({
		title: __("Who Came"),
		fields: [
			{
				fieldname: "names",
				fieldtype: "MultiCheck",
				label: __("Parties and Mediators"),
				sort_options: false,
				options: named.map(([value, as]) => ({
					value,
					label: frappe.utils.escape_html(`${value} (${as})`),
					checked: came.includes(value),
				})),
			},
			{
				fieldname: "others",
				fieldtype: "Small Text",
				label: __("Others"),
				description: __("One line each"),
				default: came.filter((line) => !known.has(line)).join("\n"),
			},
		],
		primary_action_label: __("Put into the Session"),
		primary_action: ({ names, others }) => {
			const lines = [...(names || []), ...(others || "").split("\n").map((line) => line.trim())];
			frappe.model.set_value(doctype, name, "came", lines.filter(Boolean).join("\n"));
			dialog.hide();
		},
	});
	// a dialog that is closed closes the open row in Frappe: who ticks goes on in it
	const row = frappe.ui.form.get_open_grid_form();
	dialog.onhide = () => row?.toggle_view(true);
	dialog.show();
}

function hand_over(frm) {
	con_center.disputes.hand_over(frm.docname).then(() => {
		// it is another officer's now, whom it may not name besides
		frappe.model.clear_doc(frm.doctype, frm.docname);
		frappe.set_route("List", frm.doctype);
	});
}

Object.assign(con_center.decisions.questions, {
	"Which Office": () => [
		{
			fieldname: "sent_to",
			fieldtype: "Select",
			label: __("Referred To"),
			options: OFFICES.map((value) => ({ value, label: __(value) })),
			reqd: 1,
		},
		{
			fieldname: "sent_to_name",
			fieldtype: "Data",
			label: __("Name of the Office"),
			reqd: 1,
			description: __("As the letter addresses it"),
		},
		{
			fieldname: "secrecy",
			fieldtype: "Select",
			label: __("Secrecy of the Letter"),
			options: ["Confidential", "Secret"].map((value) => ({ value, label: __(value) })),
			default: "Confidential",
		},
		{
			fieldname: "letter_number",
			fieldtype: "Data",
			label: __("Number of a Letter on Paper"),
			description: __("Empty: the draft of a secret letter of the district is made. It names nobody"),
		},
	],
});
