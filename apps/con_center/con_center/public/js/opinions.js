// Whoever has a document asks another officer for his opinion, who gives it in the form or on the page of today.
frappe.provide("con_center.opinions");

const DAYS_TO_ANSWER = 3;
const COLOUR_OF_STATUS = { "Waited For": "orange", Answered: "green", "Decided Without It": "gray" };

Object.assign(con_center.opinions, {
	// what was asked and answered, below the form's head; and the button of who asks, or is asked
	show(frm) {
		if (!frm.doc.__onload?.standing) frm.add_custom_button(__("Ask for an Opinion"), () => ask(frm));
		frappe.db
			.get_list("Opinion", {
				filters: { reference_doctype: frm.doctype, reference_name: frm.docname },
				fields: ["name", "status", "asked", "officer_name", "position", "asked_by_name", "question", "due_on", "opinion", "given_on"],
				order_by: "creation asc",
				limit: 50,
			})
			.then((rows) => {
				if (!rows.length) return;
				frm.dashboard.add_section(con_center.render("opinions", { rows: rows.map(told) }), __("Opinions"));
				const mine = rows.find(({ status, asked }) => status === "Waited For" && asked === frappe.session.user);
				if (mine) {
					const give = () => this.give(mine, () => frm.reload_doc());
					frm.add_custom_button(__("Give My Opinion"), give).addClass("btn-primary");
				}
			});
	},

	// opinion: with name and question; then: what is done once it is given
	give({ name, question }, then) {
		const dialog = new frappe.ui.Dialog({
			title: __("My Opinion"),
			fields: [
				{ fieldname: "question", fieldtype: "Small Text", label: __("Question"), read_only: 1, default: question },
				{
					fieldname: "opinion",
					fieldtype: "Small Text",
					label: __("Opinion"),
					reqd: 1,
					description: __("It is kept with the document and cannot be changed afterwards."),
				},
			],
			primary_action_label: __("Send"),
			primary_action({ opinion }) {
				dialog.disable_primary_action();
				frappe.db
					.set_value("Opinion", name, { opinion })
					.then(() => {
						dialog.hide();
						then();
					})
					.catch(() => dialog.enable_primary_action());
			},
		});
		dialog.show();
	},
});

async function ask(frm) {
	const officers = await frappe.xcall("con_center.approval.opinions.whom_to_ask", {
		doctype: frm.doctype,
		name: frm.docname,
	});
	if (!officers.length) return frappe.msgprint(__("Nobody else holds a post that covers this area."));
	const dialog = new frappe.ui.Dialog({
		title: __("Ask for an Opinion"),
		fields: [
			{
				fieldname: "asked",
				fieldtype: "Select",
				label: __("Who Is Asked"),
				reqd: 1,
				options: officers.map(({ user, officer_name, position }) => ({
					value: user,
					label: `${officer_name} · ${__(position)}`,
				})),
			},
			{ fieldname: "question", fieldtype: "Small Text", label: __("Question"), reqd: 1 },
			{
				fieldname: "due_on",
				fieldtype: "Date",
				label: __("Wanted By"),
				reqd: 1,
				default: frappe.datetime.add_days(frappe.datetime.get_today(), DAYS_TO_ANSWER),
			},
		],
		primary_action_label: __("Send"),
		primary_action(values) {
			const of_form = { reference_doctype: frm.doctype, reference_name: frm.docname };
			con_center.on_stored(frm, () => {
				dialog.disable_primary_action();
				return frappe.db
					.insert({ doctype: "Opinion", ...of_form, ...values })
					.then(() => dialog.hide())
					.finally(() => dialog.enable_primary_action());
			});
		},
	});
	dialog.show();
}

function told(row) {
	const is_given = row.status === "Answered";
	return {
		...row,
		position: __(row.position),
		on: frappe.datetime.str_to_user((is_given ? row.given_on : row.due_on).slice(0, 10)),
		state: __(row.status),
		colour: COLOUR_OF_STATUS[row.status],
		opinion: row.opinion || "",
	};
}
